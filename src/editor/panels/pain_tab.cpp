#include "editor/panels/pain_tab.hpp"

#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTreeView>

#include <algorithm>
#include <cmath>

#include "editor/document.hpp"
#include "editor/panels/elide.hpp"
#include "editor/panels/field_editors.hpp"
#include "editor/panels/funnel_tab.hpp"
#include "editor/panels/panel_style.hpp"
#include "render/fonts.hpp"

namespace cairn {
namespace {

constexpr int kRowHeight = 30;
/// From here on a score is drawn in full colour: the worst should be seen first.
constexpr double kSevere = 20;

class PainDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return {QStyledItemDelegate::sizeHint(option, index).width() + 12, kRowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Theme& theme = themeFor(option.widget);
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (chosen || option.state.testFlag(QStyle::State_MouseOver)) {
            QColor fill = theme.colour(Colour::AccentGround);
            if (!chosen)
                fill.setAlphaF(0.5F);
            painter->fillRect(option.rect, fill);
        }
        if (index.column() == PainModel::Score)
            paintChip(*painter, option.rect, index, theme);
        else
            paintText(*painter, option, index, theme);
        painter->restore();
    }

private:
    static void paintChip(QPainter& painter, const QRect& cell, const QModelIndex& index,
                          const Theme& theme) {
        const QVariant score = index.data(Qt::UserRole);
        const bool severe = score.isValid() && score.toDouble() >= kSevere;
        QRectF chip(0, 0, 36, 20);
        chip.moveCenter(QRectF(cell).center());
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.colour(!score.isValid() ? Colour::Grid
                                      : severe         ? Colour::Pain
                                                       : Colour::PainGround));
        painter.drawRoundedRect(chip, 10, 10);
        painter.setPen(theme.colour(!score.isValid() ? Colour::Dim
                                    : severe         ? Colour::OnPain
                                                     : Colour::Pain));
        painter.setFont(uiFont(12, QFont::Bold));
        painter.drawText(chip, Qt::AlignCenter, index.data().toString());
    }

    static void paintText(QPainter& painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index, const Theme& theme) {
        const int column = index.column();
        const bool money = column == PainModel::Money;
        const bool main = column == PainModel::Where;
        const QFont font = uiFont(13, main || money ? QFont::Medium : QFont::Normal);
        painter.setFont(font);
        painter.setPen(theme.colour(money ? Colour::Pain : main ? Colour::Ink : Colour::Dim));
        const auto align = QStyle::visualAlignment(
            option.direction, Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
        const QRect text = option.rect.adjusted(8, 0, -8, 0);
        painter.drawText(text, static_cast<int>(align),
                         elided(QFontMetrics(font), index.data().toString(), text.width()));
    }
};

QString oneDigit(double value) {
    const double rounded = std::round(value * 10) / 10;
    return QLocale().toString(rounded + 0.0, 'f', rounded == std::floor(rounded) ? 0 : 1);
}

} // namespace

PainModel::PainModel(const Phrases* phrases, QObject* parent)
    : QAbstractTableModel(parent), m_phrases(phrases) {}

void PainModel::update(const Document* document) {
    beginResetModel();
    m_rows.clear();
    if (document && document->findings()) {
        const Project& project = document->project();
        m_currency = project.facts.currency;
        for (const PainScore& pain : document->findings()->pain) {
            const bool known =
                pain.score || pain.severity.value || pain.reach.value || pain.frequency.value;
            if (!known || kindOf(project, pain.element).empty())
                continue;
            QString where = qs(titleOf(project, pain.element)).simplified();
            QString stage = qs(titleOf(project, pain.stage));
            m_rows.push_back({pain, std::move(where), std::move(stage)});
        }
    }
    endResetModel();
}

const PainScore* PainModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)].pain : nullptr;
}

int PainModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}
int PainModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString PainModel::cell(const PainScore& pain, int column) const {
    const auto share = [&](const ScoreInput& input) {
        return input.value ? shareText(*input.value) : qs(m_phrases->noValue());
    };
    switch (column) {
    case Score:
        return pain.score ? QLocale().toString(std::round(*pain.score) + 0.0, 'f', 0)
                          : qs(m_phrases->noValue());
    case Severity:
        return pain.severity.value ? tr("%1 of 4").arg(oneDigit(*pain.severity.value))
                                   : qs(m_phrases->noValue());
    case Reach:
        return share(pain.reach);
    case Frequency:
        return share(pain.frequency);
    case Trust:
        if (pain.overridden)
            return tr("set by hand");
        return pain.confidence == Confidence::Measured  ? tr("measured")
               : pain.confidence == Confidence::Partial ? tr("partly measured")
                                                        : tr("assumed");
    case People:
        return pain.n ? qs(m_phrases->count(double(pain.n))) : qs(m_phrases->noValue());
    case Money:
        return pain.moneyPerMonth ? qs(m_phrases->money(*pain.moneyPerMonth, m_currency))
                                  : QString();
    default:
        return {};
    }
}

QVariant PainModel::data(const QModelIndex& index, int role) const {
    const PainScore* pain = at(index.row());
    if (!pain)
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    const QString text = column == Where       ? row.where
                         : column == StageName ? row.stage
                                               : cell(*pain, column);
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        if (pain->overridden && (column == Score || column == Trust))
            return tr("Set by hand: %1").arg(qs(pain->overrideReason));
        return text;
    case Qt::AccessibleTextRole:
        return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() +
               QStringLiteral(": ") + text;
    case Qt::TextAlignmentRole: {
        const bool number = column == Severity || column == Reach || column == Frequency ||
                            column == People || column == Money;
        return int(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    case Qt::UserRole:
        return column == Score && pain->score ? QVariant(*pain->score) : QVariant();
    default:
        return {};
    }
}

QVariant PainModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Score                          ? int(Qt::AlignCenter)
               : data(index(0, section), role).isValid() ? data(index(0, section), role)
                                                         : int(Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Score"),      tr("Where"), tr("Stage"),
                             tr("Severity"),   tr("Reach"), tr("Frequency"),
                             tr("Confidence"), tr("n"),     tr("At stake")};
    return section >= 0 && section < kColumns ? names[section] : QString();
}

PainTab::PainTab(const Phrases* phrases, QWidget* parent)
    : QWidget(parent), m_model(new PainModel(phrases, this)) {
    m_pages = new QStackedLayout(this);
    const EmptyState empty =
        makeEmptyState(tr("Nothing hurts yet"),
                       tr("Judge the severity of a pain point in the inspector, draw an emotion "
                          "below zero, or import data: each gives a score."),
                       tr("Import data…"), this);
    connect(empty.action, &QPushButton::clicked, this, &PainTab::importRequested);
    m_pages->addWidget(empty.page);
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(8, 4, 8, 4);
    m_view = new QTreeView(page);
    m_view->setObjectName(QStringLiteral("pain-list"));
    m_view->setAccessibleName(tr("Pain points, worst first"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PainDelegate(m_view));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    QHeaderView* header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(PainModel::Where, QHeaderView::Stretch);
    header->setSectionsMovable(false);
    column->addWidget(m_view);
    m_pages->addWidget(page);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { choose(now.row()); });
    connect(m_view, &QTreeView::clicked, this,
            [this](const QModelIndex& index) { choose(index.row()); });
    connect(m_view, &QTreeView::activated, this,
            [this](const QModelIndex& index) { choose(index.row()); });
}

void PainTab::setDocument(Document* document) {
    m_document = document;
    update();
}

/// Without asking the map to move.
void PainTab::showSelection() {
    if (!m_document || m_updating)
        return;
    m_updating = true;
    QModelIndex current;
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (!m_document->selection().empty() &&
            m_document->selection().back() == m_model->at(row)->element)
            current = m_model->index(row, 0);
    m_view->setCurrentIndex(current);
    m_updating = false;
}

void PainTab::update() {
    m_updating = true;
    m_model->update(m_document);
    m_view->header()->setSectionHidden(PainModel::Money, [this] {
        for (int row = 0; row < m_model->rowCount(); ++row)
            if (m_model->at(row)->moneyPerMonth)
                return false;
        return true;
    }());
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    m_updating = false;
    showSelection();
}

void PainTab::choose(int row) {
    const PainScore* pain = m_model->at(row);
    if (m_updating || !pain || !m_document)
        return;
    const ElementId element = pain->element;
    m_document->select({element});
    emit revealRequested(element);
}

} // namespace cairn
