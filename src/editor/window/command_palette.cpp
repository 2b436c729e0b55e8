#include "editor/window/command_palette.hpp"

#include <QAccessible>
#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <string_view>

#include "cairn/model/project.hpp"
#include "editor/document.hpp"
#include "editor/panels/elide.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/window/fuzzy.hpp"
#include "render/fonts.hpp"

namespace cairn {

namespace {

constexpr int kWidth = 560, kHeight = 440, kMostShown = 60, kRow = 32, kMostRecent = 12;
constexpr auto kRecentKey = "palette/recent";
enum Role { kEntry = Qt::UserRole, kDetail, kPositions };

QString kindWord(std::string_view kind) {
    if (kind == "map")
        return CommandPalette::tr("map");
    if (kind == "persona")
        return CommandPalette::tr("persona");
    if (kind == "stage")
        return CommandPalette::tr("stage");
    if (kind == "step")
        return CommandPalette::tr("step");
    if (kind == "lane")
        return CommandPalette::tr("lane");
    if (kind == "card")
        return CommandPalette::tr("card");
    return CommandPalette::tr("note");
}

/// "card · Check out": what it is and where.
QString placeOf(const Project& project, ElementId id) {
    const QString kind = kindWord(kindOf(project, id));
    ElementId where;
    if (const Card* card = project.cards.find(id.as<CardTag>()))
        where = card->stage;
    else if (const Step* step = project.steps.find(id.as<StepTag>()))
        where = step->stage;
    else if (project.maps.size() > 1)
        where = mapOf(project, id);
    const QString place = QString::fromStdString(titleOf(project, where)).simplified();
    return place.isEmpty() || where == id ? kind : kind + QStringLiteral(" · ") + place;
}

/// Picture, words with the typed letters set off, and at the other edge the keys or the place.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {0, kRow};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Theme& theme = themeFor(option.widget);
        const bool enabled = index.flags() & Qt::ItemIsEnabled;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect.adjusted(2, 1, -2, -1);
        if (enabled && option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            const bool chosen = option.state & QStyle::State_Selected;
            painter->setPen(chosen ? QPen(theme.colour(Colour::Accent), 1) : QPen(Qt::NoPen));
            painter->setBrush(theme.colour(chosen ? Colour::AccentGround : Colour::Ground));
            painter->drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        const auto place = [&](const QRect& rect) {
            return QStyle::visualRect(option.direction, row, rect);
        };
        const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
        icon.paint(painter, place({row.left() + 8, row.top() + (row.height() - 16) / 2, 16, 16}));
        QRect words(row.left() + 34, row.top(), row.width() - 44, row.height());
        const QString detail = index.data(kDetail).toString();
        QFont small = option.font;
        small.setPixelSize(12);
        const QFontMetrics smallSize(small);
        const int wide = std::min(smallSize.horizontalAdvance(detail) + 1, words.width() / 2);
        painter->setFont(small);
        painter->setPen(theme.colour(Colour::Dim));
        painter->drawText(
            place({words.right() - wide, row.top(), wide, row.height()}),
            Qt::AlignVCenter | Qt::AlignAbsolute |
                (option.direction == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight),
            elided(smallSize, detail, wide));
        words.setWidth(words.width() - wide - 12);
        paintWords(*painter, place(words), option, index, theme);
        painter->restore();
    }

private:
    static void paintWords(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                           const QModelIndex& index, const Theme& theme) {
        const QString text = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight,
                                                           rect.width() - 8);
        QList<QTextLayout::FormatRange> strong;
        for (const QVariant& at : index.data(kPositions).toList())
            if (at.toInt() < text.size()) {
                QTextCharFormat format;
                format.setFontWeight(QFont::Bold);
                format.setForeground(theme.colour(Colour::Accent));
                strong.append({at.toInt(), 1, format});
            }
        QTextLayout layout(text, option.font);
        QTextOption direction(option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
        direction.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
        layout.setTextOption(direction);
        layout.setFormats(strong);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLineWidth(rect.width());
        layout.endLayout();
        painter.setPen(theme.colour(index.flags() & Qt::ItemIsEnabled ? Colour::Ink : Colour::Dim));
        layout.draw(&painter,
                    QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2));
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_field(new QLineEdit), m_list(new QListWidget),
      m_recent(QSettings().value(kRecentKey).toStringList()) {
    setProperty("surface", "card");
    m_field->setPlaceholderText(tr("Find or do anything"));
    m_field->setAccessibleName(tr("Find or do anything"));
    m_field->setAccessibleDescription(tr("Actions, settings and everything on the maps. Up and "
                                         "Down choose, Enter does it."));
    m_field->setClearButtonEnabled(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new RowDelegate(m_list));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_field);
    column->addWidget(m_list);
    setFocusProxy(m_field);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::choose);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    connect(m_list, &QListWidget::currentRowChanged, this, &CommandPalette::announce);
}

void CommandPalette::open(const QWidget* over, const QList<QAction*>& actions,
                          const Document* document) {
    collect(actions, document);
    m_field->clear();
    filter({});
    resize(std::min(kWidth, over->width() - 32), std::min(kHeight, over->height() - 64));
    move(over->mapToGlobal(QPoint((over->width() - width()) / 2, 8)));
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::add(Entry entry) {
    const auto at = m_recent.indexOf(entry.id);
    entry.recent = at < 0 ? kMostRecent : at;
    m_entries.push_back(std::move(entry));
}

void CommandPalette::collect(const QList<QAction*>& actions, const Document* document) {
    m_entries.clear();
    for (QAction* action : actions) {
        if (!action->isEnabled() || !action->isVisible() || action->isSeparator())
            continue;
        // What it belongs to is said where no keys are: "View", "Settings".
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        const QString group = action->property("group").toString();
        add({Kind::Action,
             action->text().remove(u'&'),
             keys.isEmpty() ? group : keys,
             action->objectName(),
             action,
             {}});
    }
    if (document) {
        const Project& project = document->project();
        const auto addAll = [&](const auto& table) {
            for (const auto& element : table) {
                const QString title =
                    QString::fromStdString(titleOf(project, element->id)).simplified();
                if (!title.isEmpty())
                    add({Kind::Element, title, placeOf(project, element->id),
                         QString::number(element->id.value), nullptr, element->id});
            }
        };
        addAll(project.maps);
        addAll(project.personas);
        addAll(project.stages);
        addAll(project.steps);
        addAll(project.lanes);
        addAll(project.cards);
        addAll(project.notes);
    }
    for (QAction* action : actions)
        add({Kind::Keys,
             tr("Keys of “%1”").arg(action->text().remove(u'&')),
             tr("Settings"),
             {},
             action,
             {}});
}

void CommandPalette::filter(const QString& text) {
    const QString words = text.simplified();
    struct Found {
        FuzzyMatch match;
        const Entry* entry;
        auto key() const {
            // Keys are for whoever asks for them; then how well it fits, then what was used last.
            return std::tuple(entry->kind == Kind::Keys, -match.score, entry->recent);
        }
    };
    std::vector<Found> found;
    for (const Entry& entry : m_entries) {
        // Without a word the list is of what can be done, and of what was just used.
        if (words.isEmpty() && entry.kind != Kind::Action && entry.recent == kMostRecent)
            continue;
        if (auto match = fuzzyMatch(entry.title, words))
            found.push_back({std::move(*match), &entry});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.key() < b.key(); });
    if (found.size() > kMostShown)
        found.resize(kMostShown);
    m_list->clear();
    const QIcon tick = strokeIcon("check", themeFor(this).colour(Colour::Accent));
    for (const auto& [match, entry] : found) {
        auto* item = new QListWidgetItem(entry->title, m_list);
        const bool on = entry->kind == Kind::Action && entry->action->isChecked();
        if (on)
            item->setIcon(tick);
        else if (entry->kind == Kind::Action)
            item->setIcon(entry->action->icon());
        item->setData(kDetail, entry->detail);
        item->setData(Qt::AccessibleTextRole, on ? tr("%1, %2, on").arg(entry->title, entry->detail)
                                                 : tr("%1, %2").arg(entry->title, entry->detail));
        item->setData(kPositions, QVariantList(match.positions.begin(), match.positions.end()));
        item->setData(kEntry, static_cast<qlonglong>(entry - m_entries.data()));
    }
    if (found.empty()) {
        auto* nothing = new QListWidgetItem(tr("Nothing here is called “%1”").arg(text), m_list);
        nothing->setFlags(Qt::NoItemFlags);
        return;
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::remember(const QString& id) {
    if (id.isEmpty())
        return;
    m_recent.removeAll(id);
    m_recent.prepend(id);
    while (m_recent.size() > kMostRecent)
        m_recent.removeLast();
    QSettings().setValue(kRecentKey, m_recent);
}

void CommandPalette::choose() {
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const Entry entry = m_entries[item->data(kEntry).toULongLong()];
    hide();
    remember(entry.id);
    if (entry.kind == Kind::Keys)
        emit keysChosen(entry.action);
    else if (entry.action)
        entry.action->trigger();
    else
        emit elementChosen(entry.element);
}

/// The field keeps the focus; a screen reader is told which row Enter would take.
void CommandPalette::announce() {
    if (!QAccessible::isActive() || m_list->currentRow() < 0)
        return;
    QAccessibleEvent event(m_list, QAccessible::Focus);
    event.setChild(m_list->currentRow());
    QAccessible::updateAccessibility(&event);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int page = std::max(1, m_list->viewport()->height() / kRow - 1);
        int step = 0;
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down:
            step = 1;
            break;
        case Qt::Key_Up:
            step = -1;
            break;
        case Qt::Key_PageDown:
            step = page;
            break;
        case Qt::Key_PageUp:
            step = -page;
            break;
        default:
            return QFrame::eventFilter(watched, event);
        }
        if (m_list->count() > 0)
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace cairn
