#include "editor/panels/binding_popup.hpp"

#include <QGuiApplication>
#include <QHideEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {
constexpr int kNameRole = Qt::UserRole;
}

BindingPopup::BindingPopup(EventBinding binding, const std::vector<NameCount>& names,
                           QWidget* parent)
    : QFrame(parent, Qt::Popup), m_before(std::move(binding)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("binding-popup"));
    setProperty("role", "card");
    setAccessibleName(tr("Events that mean a customer was here"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 10, 10, 10);
    column->setSpacing(6);
    column->addWidget(
        makeParagraph(tr("A customer was here when any of these events happened:"), "small", this));
    m_search = new QLineEdit(this);
    m_search->setProperty("role", "boxed");
    m_search->setPlaceholderText(names.empty() ? tr("Type an event name")
                                               : tr("Find an event, or type a name"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    column->addWidget(m_search);
    m_list = new QListWidget(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Events"));
    column->addWidget(m_list, 1);
    const auto chosenBefore = [&](const std::string& name) {
        return std::find(m_before.events.begin(), m_before.events.end(), name) !=
               m_before.events.end();
    };
    const QLocale locale;
    for (const std::string& event : m_before.events)
        if (std::none_of(names.begin(), names.end(),
                         [&](const NameCount& n) { return n.name == event; }))
            addName(qs(event), names.empty() ? QString() : tr("not in the data"), true);
    for (const NameCount& name : names)
        addName(qs(name.name),
                tr("%n events", nullptr,
                   static_cast<int>(std::min<std::uint64_t>(name.rows, 2'000'000'000)))
                    .replace(QString::number(name.rows),
                             locale.toString(static_cast<qulonglong>(name.rows))),
                chosenBefore(name.name));
    auto* done = new QPushButton(tr("Done"), this);
    done->setToolTip(tr("Keep what is ticked (Enter); Esc leaves it as it was"));
    connect(done, &QPushButton::clicked, this, &QWidget::close);
    column->addWidget(done, 0, Qt::AlignRight);
    connect(m_search, &QLineEdit::textChanged, this, &BindingPopup::filterBy);
    setStyleSheet(panelStyleSheet(themeFor(parent)));
    resize(300, 320);
}

void BindingPopup::openBelow(QWidget* anchor) {
    QPoint place = anchor->mapToGlobal(QPoint(0, anchor->height() + 2));
    if (const QScreen* screen = anchor->screen()) {
        const QRect space = screen->availableGeometry();
        place.setX(
            std::clamp(place.x(), space.left(), std::max(space.left(), space.right() - width())));
        place.setY(
            std::clamp(place.y(), space.top(), std::max(space.top(), space.bottom() - height())));
    }
    move(place);
    show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void BindingPopup::addName(const QString& name, const QString& detail, bool checked) {
    auto* item =
        new QListWidgetItem(detail.isEmpty() ? name : tr("%1   %2").arg(name, detail), m_list);
    item->setData(kNameRole, name);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
}

void BindingPopup::filterBy(const QString& text) {
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        item->setHidden(
            !item->data(kNameRole).toString().contains(text.trimmed(), Qt::CaseInsensitive));
    }
}

/// Enter ticks the one event that is left of the search, or takes the typed name as it is.
void BindingPopup::acceptTyped() {
    const QString typed = m_search->text().trimmed();
    if (typed.isEmpty()) {
        close();
        return;
    }
    QListWidgetItem* match = nullptr;
    int visible = 0;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        if (item->data(kNameRole).toString() == typed) {
            match = item;
            visible = 1;
            break;
        }
        if (!item->isHidden()) {
            match = item;
            ++visible;
        }
    }
    if (visible == 1)
        match->setCheckState(match->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    else if (visible == 0)
        addName(typed, {}, true);
    else
        return;
    m_search->clear();
}

bool BindingPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            acceptTyped();
            return true;
        }
        if (key == Qt::Key_Down) {
            m_list->setFocus(Qt::TabFocusReason);
            if (!m_list->currentItem())
                m_list->setCurrentRow(0);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void BindingPopup::keyPressEvent(QKeyEvent* event) {
    m_dropped = event->key() == Qt::Key_Escape;
    if (m_dropped || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        close();
    else
        QFrame::keyPressEvent(event);
}

void BindingPopup::hideEvent(QHideEvent* event) {
    QFrame::hideEvent(event);
    if (m_dropped)
        return;
    EventBinding after = m_before;
    after.events.clear();
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            after.events.push_back(utf8(m_list->item(row)->data(kNameRole).toString()));
    if (after.events.empty())
        after.filters.clear();
    m_dropped = true;
    if (!(after == m_before))
        emit chosen(after);
}

} // namespace cairn
