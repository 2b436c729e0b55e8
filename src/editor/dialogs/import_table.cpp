#include "editor/dialogs/import_table.hpp"

#include <QComboBox>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

#include <algorithm>

#include "editor/dialogs/import_questions.hpp"
#include "editor/dialogs/plan_words.hpp"
#include "editor/panels/elide.hpp"
#include "editor/panels/field_editors.hpp"
#include "editor/panels/panel_style.hpp"
#include "render/fonts.hpp"

namespace cairn {
namespace {

constexpr int kHeaderHeight = 66;
constexpr int kChooserHeight = 28;
constexpr int kLeastColumn = 146, kMostColumn = 220;
constexpr int kCellPadding = 8; ///< names and cells begin on one line
constexpr int kChooserMargin = 2;

/// A role's tint: the required ones in stage tints, what is kept in the accent's, what is left out
/// in none.
QColor tintOf(ColumnRole role, const Theme& theme) {
    switch (role) {
    case ColumnRole::Unit:
        return theme.colour(Colour::StageGround, 0);
    case ColumnRole::Event:
    case ColumnRole::Step:
    case ColumnRole::Place:
        return theme.colour(Colour::StageGround, 1);
    case ColumnRole::Time:
    case ColumnRole::Count:
    case ColumnRole::StepCount:
    case ColumnRole::EventTime:
    case ColumnRole::Score:
        return theme.colour(Colour::StageGround, 2);
    case ColumnRole::Session:
        return theme.colour(Colour::StageGround, 3);
    case ColumnRole::Property:
    case ColumnRole::Segment:
    case ColumnRole::Rate:
    case ColumnRole::Group:
    case ColumnRole::Verbatim:
        return theme.colour(Colour::AccentGround);
    case ColumnRole::Ignore:
        break;
    }
    return {};
}

bool isTime(ColumnRole role) {
    return role == ColumnRole::Time || role == ColumnRole::EventTime;
}
bool isCount(ColumnRole role) {
    return role == ColumnRole::Count || role == ColumnRole::StepCount;
}

/// A time that cannot be read as its column says: its row is skipped.
bool isUnreadable(const std::string& cell, const PlannedColumn& column) {
    return isTime(column.role) && !cell.empty() && !parseTime(cell, column.time);
}

/// The cell as it stands, and what it is read as where that is not plain to see.
QString cellWords(const std::string& cell, const PlannedColumn& column) {
    const QString text = qs(cell);
    if (isUnreadable(cell, column))
        return PreviewModel::tr("%1 · no date").arg(text);
    if (isTime(column.role) && column.time.kind != TimeFormat::Kind::Iso)
        if (const auto instant = parseTime(cell, column.time))
            return PreviewModel::tr("%1 · %2").arg(text, readingWords({{}, {}, instant, {}}));
    if (!isCount(column.role) || cell.find_first_of(",.") == std::string::npos)
        return text;
    NumberFormat format = column.number;
    if (!column.numberChosen) // until somebody says otherwise a lone mark groups thousands
        format.decimal = cell.find(',') != std::string::npos ? '.' : ',';
    const auto number = parseNumber(cell, format);
    return number ? PreviewModel::tr("%1 · %2").arg(text, readingWords({{}, {}, {}, number}))
                  : text;
}

class CellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        painter->save();
        if (const QVariant tint = index.data(Qt::BackgroundRole); tint.isValid())
            painter->fillRect(option.rect, tint.value<QColor>());
        const Theme& theme = themeFor(option.widget);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(QPen(theme.colour(Colour::Accent), 1));
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        const QRect text = option.rect.adjusted(kCellPadding, 0, -kCellPadding, 0);
        painter->setFont(option.font);
        painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
        painter->drawText(
            text,
            static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) |
                             Qt::AlignVCenter),
            elided(option.fontMetrics, index.data().toString(), text.width()));
        painter->restore();
    }
};

} // namespace

PreviewModel::PreviewModel(QWidget* looks) : QAbstractTableModel(looks), m_looks(looks) {}

void PreviewModel::setContent(std::vector<std::vector<std::string>> rows, ImportPlan plan) {
    beginResetModel();
    m_rows = std::move(rows);
    m_plan = std::move(plan);
    endResetModel();
}

void PreviewModel::setPlan(ImportPlan plan) {
    m_plan = std::move(plan);
    if (rowCount() > 0 && columnCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int PreviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}
int PreviewModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_plan.columns.size());
}

QVariant PreviewModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    const ColumnRole meaning = m_plan.columns[column].role;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return column < row.size() ? cellWords(row[column], m_plan.columns[column]) : QString();
    case Qt::BackgroundRole: {
        const QColor tint = tintOf(meaning, themeFor(m_looks));
        return tint.isValid() ? QVariant(tint) : QVariant();
    }
    case Qt::ForegroundRole:
        if (column < row.size() && isUnreadable(row[column], m_plan.columns[column]))
            return themeFor(m_looks).colour(Colour::Pain);
        return themeFor(m_looks).colour(meaning == ColumnRole::Ignore ? Colour::Dim : Colour::Ink);
    default:
        return {};
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const PlannedColumn& column = m_plan.columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return qs(column.name);
    if (role == Qt::AccessibleTextRole)
        return tr("%1, read as %2").arg(qs(column.name), roleWord(column.role));
    if (role == Qt::ToolTipRole && column.looksPersonal)
        return tr("“%1” looks personal. It is left out unless you choose a meaning for it.")
            .arg(qs(column.name));
    return {};
}

RoleHeader::RoleHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsMovable(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignTop);
    connect(this, &QHeaderView::sectionResized, this, &RoleHeader::placeChoosers);
}

QSize RoleHeader::sizeHint() const {
    return {QHeaderView::sizeHint().width(), kHeaderHeight};
}

QComboBox* RoleHeader::chooser(int column) const {
    return column >= 0 && column < static_cast<int>(m_choosers.size())
               ? m_choosers[static_cast<std::size_t>(column)]
               : nullptr;
}

void RoleHeader::setPlan(const ImportPlan& plan) {
    m_plan = plan;
    if (m_choosers.size() != plan.columns.size()) {
        for (QComboBox* chooser : m_choosers)
            chooser->deleteLater();
        m_choosers.clear();
        for (std::size_t i = 0; i < plan.columns.size(); ++i) {
            auto* chooser = new QuietCombo(viewport());
            chooser->setProperty("role", "boxed");
            for (const ColumnRole role : allRoles())
                chooser->addItem(roleWord(role));
            connect(chooser, &QComboBox::activated, this, [this, i](int row) {
                emit roleChosen(static_cast<int>(i), allRoles()[static_cast<std::size_t>(row)]);
            });
            chooser->installEventFilter(this);
            m_choosers.push_back(chooser);
        }
    }
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const QSignalBlocker quiet(m_choosers[i]);
        const auto& roles = allRoles();
        const auto at = std::find(roles.begin(), roles.end(), plan.columns[i].role);
        m_choosers[i]->setObjectName(QStringLiteral("role-%1").arg(i));
        m_choosers[i]->setCurrentIndex(static_cast<int>(at - roles.begin()));
        m_choosers[i]->setAccessibleName(
            tr("Meaning of column “%1”").arg(qs(plan.columns[i].name)));
        m_choosers[i]->show();
    }
    placeChoosers();
    viewport()->update();
}

void RoleHeader::placeChoosers() {
    for (std::size_t i = 0; i < m_choosers.size(); ++i) {
        const int section = static_cast<int>(i);
        if (section >= count())
            continue;
        m_choosers[i]->setGeometry(sectionViewportPosition(section) + kChooserMargin,
                                   kHeaderHeight - kChooserHeight - 4,
                                   sectionSize(section) - 2 * kChooserMargin, kChooserHeight);
    }
}

/// The column whose chooser one comes to by Tab is the one that is looked at, and comes into view.
bool RoleHeader::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn)
        for (std::size_t i = 0; i < m_choosers.size(); ++i)
            if (m_choosers[i] == watched)
                emit columnChosen(static_cast<int>(i));
    return QHeaderView::eventFilter(watched, event);
}

void RoleHeader::updateGeometries() {
    QHeaderView::updateGeometries();
    placeChoosers();
}

void RoleHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    if (section < 0 || section >= static_cast<int>(m_plan.columns.size()))
        return;
    const PlannedColumn& column = m_plan.columns[static_cast<std::size_t>(section)];
    const Theme& theme = themeFor(this);
    painter->save();
    if (const QColor tint = tintOf(column.role, theme); tint.isValid())
        painter->fillRect(rect.adjusted(0, 0, -1, 0), tint);
    const QFont font = uiFont(12, QFont::DemiBold);
    QRect text = rect.adjusted(kCellPadding, 6, -kCellPadding, 0);
    text.setHeight(20);
    const auto align = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                        Qt::AlignVCenter);
    if (column.looksPersonal) {
        const QString mark = tr("personal");
        const QFont small = uiFont(11, QFont::Medium);
        const int width = QFontMetrics(small).horizontalAdvance(mark) + 8;
        QRect where = text;
        where.setLeft(text.right() - width);
        painter->setFont(small);
        painter->setPen(theme.colour(Colour::Pain));
        painter->drawText(
            QStyle::visualRect(layoutDirection(), text, where),
            static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight) |
                             Qt::AlignVCenter),
            mark);
        QRect rest = text;
        rest.setRight(text.right() - width - 4);
        text = QStyle::visualRect(layoutDirection(), text, rest);
    }
    painter->setFont(font);
    painter->setPen(theme.colour(column.role == ColumnRole::Ignore ? Colour::Dim : Colour::Ink));
    painter->drawText(text, align,
                      elided(QFontMetrics(font), qs(column.name), text.width(), Qt::ElideMiddle));
    painter->restore();
}

ImportTable::ImportTable(QWidget* parent)
    : QTableView(parent), m_model(new PreviewModel(this)), m_header(new RoleHeader(this)) {
    setAccessibleName(tr("First rows of the file"));
    setModel(m_model);
    setHorizontalHeader(m_header);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(26);
    setItemDelegate(new CellDelegate(this));
    setShowGrid(true);
    setWordWrap(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, m_header, &RoleHeader::placeChoosers);
    connect(m_header, &RoleHeader::roleChosen, this, &ImportTable::roleChosen);
    m_header->setSectionsClickable(true);
    connect(m_header, &QHeaderView::sectionPressed, this, &ImportTable::columnChosen);
    connect(m_header, &RoleHeader::columnChosen, this, [this](int column) {
        if (m_model->rowCount() > 0)
            scrollTo(m_model->index(0, column));
        emit columnChosen(column);
    });
}

void ImportTable::setContent(const Sniffed& sniffed, const ImportPlan& plan) {
    m_model->setContent(sniffed.preview, plan);
    m_header->setPlan(plan);
    resizeColumnsToContents();
    for (int i = 0; i < m_model->columnCount(); ++i)
        m_header->resizeSection(
            i, std::clamp(m_header->sectionSize(i) + 12, kLeastColumn, kMostColumn));
    m_header->placeChoosers();
}

void ImportTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.isValid() && current.column() != previous.column())
        emit columnChosen(current.column());
}

void ImportTable::setPlan(const ImportPlan& plan) {
    m_model->setPlan(plan);
    m_header->setPlan(plan);
}

} // namespace cairn
