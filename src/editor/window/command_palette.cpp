#include "editor/window/command_palette.hpp"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <string_view>

#include "cairn/model/project.hpp"
#include "editor/document.hpp"

namespace cairn {

namespace {

constexpr int kWidth = 520, kHeight = 420, kMostShown = 60;

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

/// Smaller is better, -1 is no match: every word must occur; at the start of the title is best, of
/// a word next.
int rankOf(const QString& title, const QStringList& words) {
    int rank = 0;
    for (const QString& word : words) {
        const auto at = title.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return -1;
        rank += at == 0 ? 0 : title[at - 1].isLetterOrNumber() ? 2 : 1;
    }
    return rank;
}

} // namespace

CommandPalette::CommandPalette(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_field(new QLineEdit), m_list(new QListWidget) {
    setProperty("surface", "card");
    m_field->setPlaceholderText(tr("Find or do anything"));
    m_field->setAccessibleName(tr("Find or do anything"));
    m_field->setClearButtonEnabled(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
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

void CommandPalette::collect(const QList<QAction*>& actions, const Document* document) {
    m_entries.clear();
    for (QAction* action : actions)
        if (action->isEnabled() && action->isVisible() && !action->isSeparator())
            m_entries.push_back({action->text().remove(u'&'),
                                 action->shortcut().toString(QKeySequence::NativeText),
                                 action,
                                 {}});
    if (!document)
        return;
    const Project& project = document->project();
    const auto add = [&](const auto& table) {
        for (const auto& element : table) {
            const QString title =
                QString::fromStdString(titleOf(project, element->id)).simplified();
            if (!title.isEmpty())
                m_entries.push_back(
                    {title, kindWord(kindOf(project, element->id)), nullptr, element->id});
        }
    };
    add(project.maps);
    add(project.personas);
    add(project.stages);
    add(project.cards);
    add(project.notes);
}

void CommandPalette::filter(const QString& text) {
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    std::vector<std::pair<int, const Entry*>> found;
    for (const Entry& entry : m_entries) {
        const int rank = rankOf(entry.title, words);
        // Without a word the list is of what can be done; elements are for finding.
        if (rank >= 0 && (entry.action || !words.isEmpty()))
            found.emplace_back(rank, &entry);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    if (found.size() > kMostShown)
        found.resize(kMostShown);
    m_list->clear();
    for (const auto& [rank, entry] : found) {
        auto* item = new QListWidgetItem(
            entry->detail.isEmpty() ? entry->title
                                    : entry->title + QStringLiteral("   ·   ") + entry->detail,
            m_list);
        if (entry->action)
            item->setIcon(entry->action->icon());
        item->setData(Qt::UserRole, static_cast<qlonglong>(entry - m_entries.data()));
    }
    if (found.empty()) {
        auto* nothing = new QListWidgetItem(tr("Nothing here is called “%1”").arg(text), m_list);
        nothing->setFlags(Qt::NoItemFlags);
        return;
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::choose() {
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const Entry entry = m_entries[item->data(Qt::UserRole).toULongLong()];
    hide();
    if (entry.action)
        entry.action->trigger();
    else
        emit elementChosen(entry.element);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace cairn
