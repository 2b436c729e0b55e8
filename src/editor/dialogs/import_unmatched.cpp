#include "editor/dialogs/import_unmatched.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

#include "editor/panels/elide.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {
constexpr int kNameRole = Qt::UserRole;
constexpr std::size_t kMostListed = 200;
constexpr int kShownRows = 4;
} // namespace

ImportUnmatched::ImportUnmatched(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_title = makeParagraph({}, "small", this);
    column->addWidget(m_title);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("unmatched"));
    m_list->setAccessibleName(tr("Events without a place, to add as touchpoints"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list);
    m_stages = new QCheckBox(this);
    m_stages->setObjectName(QStringLiteral("make-stages"));
    column->addWidget(m_stages);
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        const QString name = item->data(kNameRole).toString();
        if (item->checkState() == Qt::Checked)
            m_ticked.insert(name);
        else
            m_ticked.erase(name);
    });
}

void ImportUnmatched::showNames(const std::vector<NameCount>& unmatched, bool any, bool counted,
                                bool mayMakeStages) {
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    m_names.clear();
    const QLocale locale;
    for (const NameCount& name : unmatched) {
        m_names << qs(name.name);
        if (counted || m_names.size() > static_cast<qsizetype>(kMostListed))
            continue;
        auto* item = new QListWidgetItem(qs(name.name), m_list);
        if (name.rows > 0)
            item->setText(byItself(
                tr("%1   %2 rows")
                    .arg(qs(name.name), locale.toString(static_cast<qulonglong>(name.rows)))));
        item->setData(kNameRole, qs(name.name));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_ticked.contains(qs(name.name)) ? Qt::Checked : Qt::Unchecked);
    }
    m_title->setText(m_names.isEmpty() ? any ? tr("Every event has its place.") : QString()
                     : counted ? tr("Not on the map: %1").arg(m_names.join(QStringLiteral(", ")))
                               : tr("Not on the map. Tick what to add as touchpoints:"));
    m_list->setVisible(m_list->count() > 0);
    const int row = std::max(m_list->sizeHintForRow(0), fontMetrics().height() + 4);
    m_list->setFixedHeight(row * std::min(m_list->count(), kShownRows) + 4);
    m_stages->setText(counted ? tr("Make a stage of each of these steps")
                              : tr("Make stages of the usual events, in their order"));
    m_stages->setToolTip(
        counted ? tr("Each comes where the file's order has it, with its count.")
                : tr("Stages with nothing in them make room. Errors and lost deals stay out."));
    m_stages->setVisible(mayMakeStages && !m_names.isEmpty());
}

ImportAdditions ImportUnmatched::additions() const {
    ImportAdditions additions;
    additions.stages = m_stages->isVisibleTo(this) && m_stages->isChecked();
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            additions.touchpoints.push_back(utf8(m_list->item(row)->data(kNameRole).toString()));
    return additions;
}

QString ImportUnmatched::text() const {
    return m_title->text() + QLatin1Char('\n') + m_names.join(QStringLiteral(", "));
}

} // namespace cairn
