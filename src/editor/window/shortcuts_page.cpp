#include "editor/window/shortcuts_page.hpp"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <utility>

#include "editor/style.hpp"
#include "editor/window/shortcuts.hpp"
#include "render/fonts.hpp"

namespace cairn {

namespace {

constexpr int kWidth = 432, kKeysWidth = 164, kRow = 28;

QString shown(const QAction* action) {
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
}
/// The words of an action that does not change with what is undone.
QString wordsOf(const QAction* action) {
    if (action->objectName() == "undo")
        return ShortcutsPage::tr("Undo");
    if (action->objectName() == "redo")
        return ShortcutsPage::tr("Redo");
    return action->text().remove(u'&').remove(QStringLiteral("…"));
}
QAction* actionOf(const QTreeWidgetItem* item) {
    return item ? item->data(0, Qt::UserRole).value<QAction*>() : nullptr;
}

} // namespace

ShortcutsPage::ShortcutsPage(Shortcuts* shortcuts, QWidget* parent)
    : QFrame(parent), m_shortcuts(shortcuts), m_search(new QLineEdit), m_close(new QToolButton),
      m_tree(new QTreeWidget), m_strip(new QFrame), m_notice(new QLabel), m_doIt(new QPushButton),
      m_leaveIt(new QPushButton(tr("Leave it"))), m_change(new QPushButton(tr("Change…"))),
      m_none(new QPushButton(tr("No keys"))), m_reset(new QPushButton(tr("Reset"))),
      m_resetAll(new QPushButton(tr("Reset all"))) {
    setObjectName("shortcuts-page");
    setAccessibleName(tr("Keyboard shortcuts"));
    setProperty("surface", "panel");
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(kWidth);
    auto* title = new QLabel(tr("Keyboard shortcuts"));
    title->setProperty("role", "heading");
    m_close->setProperty("look", "flat");
    m_close->setAccessibleName(tr("Close (Esc)"));
    m_close->setToolTip(tr("Close (Esc)"));
    m_search->setObjectName("shortcuts-search");
    m_search->setPlaceholderText(tr("Find an action or its keys"));
    m_search->setAccessibleName(tr("Find an action or its keys"));
    m_search->setClearButtonEnabled(true);
    m_tree->setObjectName("shortcuts-list");
    m_tree->setAccessibleName(tr("Actions and their keys"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setHeaderLabels({tr("Action"), tr("Keys")});
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(8);
    m_tree->setItemsExpandable(false);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(40);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_tree->header()->resizeSection(1, kKeysWidth);
    m_strip->setProperty("surface", "bar");
    m_strip->setProperty("grave", true);
    m_notice->setWordWrap(true);
    m_notice->setObjectName("shortcuts-notice");
    m_doIt->setObjectName("shortcuts-take");
    m_leaveIt->setObjectName("shortcuts-leave");
    m_reset->setObjectName("shortcuts-reset");
    m_resetAll->setObjectName("shortcuts-reset-all");

    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_close);
    auto* answers = new QHBoxLayout;
    answers->addWidget(m_doIt);
    answers->addWidget(m_leaveIt);
    answers->addStretch();
    auto* strip = new QVBoxLayout(m_strip);
    strip->addWidget(m_notice);
    strip->addLayout(answers);
    auto* below = new QHBoxLayout;
    below->setSpacing(6);
    for (QPushButton* button : {m_change, m_none, m_reset})
        below->addWidget(button);
    below->addStretch();
    below->addWidget(m_resetAll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_search);
    column->addWidget(m_tree, 1);
    column->addWidget(m_strip);
    column->addLayout(below);
    m_strip->hide();

    m_tree->installEventFilter(this);
    m_search->installEventFilter(this);
    connect(m_close, &QToolButton::clicked, this, &ShortcutsPage::closeRequested);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsPage::filter);
    connect(m_tree, &QTreeWidget::itemDoubleClicked, this, &ShortcutsPage::record);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this] {
        notice({});
        refresh();
    });
    connect(m_change, &QPushButton::clicked, this, &ShortcutsPage::record);
    connect(m_none, &QPushButton::clicked, this, [this] {
        if (QAction* action = current())
            m_shortcuts->set(action, {});
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (QAction* action = current())
            m_shortcuts->reset(action);
    });
    connect(m_resetAll, &QPushButton::clicked, m_shortcuts, &Shortcuts::resetAll);
    connect(m_leaveIt, &QPushButton::clicked, this, [this] {
        notice({});
        m_tree->setFocus();
    });
    connect(m_doIt, &QPushButton::clicked, this, [this] {
        const auto what = m_what;
        notice({});
        if (what)
            what();
        m_tree->setFocus();
    });
    connect(m_shortcuts, &Shortcuts::changed, this, &ShortcutsPage::refresh);
    fill();
    setIcons();
}

void ShortcutsPage::setIcons() {
    m_close->setIcon(strokeIcon("close", themeOf(this).colour(Colour::Dim)));
}

void ShortcutsPage::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_close)
        setIcons();
}

void ShortcutsPage::fill() {
    QFont bold = m_tree->font();
    bold.setWeight(QFont::DemiBold);
    const auto group = [&](const QString& name) {
        auto* item = new QTreeWidgetItem(m_tree, {name});
        item->setFlags(Qt::ItemIsEnabled);
        item->setFont(0, bold);
        item->setFirstColumnSpanned(true);
        item->setExpanded(true);
        return item;
    };
    QTreeWidgetItem* section = nullptr;
    for (QAction* action : m_shortcuts->actions()) {
        const QString name = action->property("group").toString();
        if (!section || section->text(0) != name)
            section = group(name);
        auto* item = new QTreeWidgetItem(section, {wordsOf(action)});
        item->setData(0, Qt::UserRole, QVariant::fromValue(action));
    }
    section = group(tr("On the map (these stay as they are)"));
    for (const CanvasKeys& keys : canvasKeys()) {
        auto* item = new QTreeWidgetItem(section, {keys.words, keys.shown});
        item->setToolTip(0, keys.words);
        item->setToolTip(1, keys.shown);
    }
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
        (*it)->setSizeHint(0, {0, kRow});
    m_tree->setCurrentItem(m_tree->topLevelItem(0)->child(0));
    refresh();
}

void ShortcutsPage::refresh() {
    bool any = false;
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        const QAction* action = actionOf(*it);
        if (!action)
            continue;
        const bool changed = m_shortcuts->isChanged(action);
        any = any || changed;
        QFont font = m_tree->font();
        if (changed)
            font.setWeight(QFont::DemiBold);
        (*it)->setText(1, shown(action));
        (*it)->setFont(1, font);
        (*it)->setToolTip(0, wordsOf(action));
        const QString usual =
            QKeySequence::listToString(m_shortcuts->defaults(action), QKeySequence::NativeText);
        (*it)->setToolTip(1, !changed          ? shown(action)
                             : usual.isEmpty() ? tr("Changed; as delivered it has no keys")
                                               : tr("Changed; as delivered it is %1").arg(usual));
    }
    const QAction* action = current();
    m_change->setEnabled(action);
    m_none->setEnabled(action && !action->shortcuts().isEmpty());
    m_reset->setEnabled(action && m_shortcuts->isChanged(action));
    m_resetAll->setEnabled(any);
}

void ShortcutsPage::filter() {
    stopRecording(false);
    const QStringList words = m_search->text().split(u' ', Qt::SkipEmptyParts);
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* section = m_tree->topLevelItem(i);
        bool any = false;
        for (int k = 0; k < section->childCount(); ++k) {
            QTreeWidgetItem* item = section->child(k);
            const QString text = item->text(0) + u' ' + item->text(1);
            const bool match = std::all_of(words.begin(), words.end(), [&](const QString& word) {
                return text.contains(word, Qt::CaseInsensitive);
            });
            item->setHidden(!match);
            any = any || match;
            if (match && !first)
                first = item;
        }
        section->setHidden(!any);
    }
    m_tree->setCurrentItem(first);
}

void ShortcutsPage::begin() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ShortcutsPage::showAction(const QAction* action) {
    m_search->clear();
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
        if (actionOf(*it) == action) {
            m_tree->setCurrentItem(*it);
            m_tree->scrollToItem(*it, QAbstractItemView::PositionAtCenter);
        }
    m_tree->setFocus(Qt::OtherFocusReason);
}

QString ShortcutsPage::noticeText() const {
    return m_strip->isHidden() ? QString() : m_notice->text();
}

QAction* ShortcutsPage::current() const {
    return actionOf(m_tree->currentItem());
}

void ShortcutsPage::record() {
    QAction* action = current();
    stopRecording(false);
    if (!action)
        return;
    notice({});
    m_recording = m_tree->currentItem();
    m_recorder = new KeyRecorder(m_tree);
    m_recorder->setAccessibleName(tr("Press the new keys for “%1”").arg(wordsOf(action)));
    connect(m_recorder, &KeyRecorder::recorded, this, &ShortcutsPage::take);
    connect(m_recorder, &KeyRecorder::cancelled, this, [this] { stopRecording(); });
    m_tree->setItemWidget(m_recording, 1, m_recorder);
    m_tree->scrollToItem(m_recording);
    m_recorder->setFocus(Qt::OtherFocusReason);
}

void ShortcutsPage::stopRecording(bool backToList) {
    if (!m_recording)
        return;
    QTreeWidgetItem* item = std::exchange(m_recording, nullptr);
    const QWidget* done = std::exchange(m_recorder, nullptr);
    // Not within its own event: the tree deletes the field. By then there may be a new one.
    QMetaObject::invokeMethod(
        m_tree,
        [this, item, done] {
            if (m_tree->itemWidget(item, 1) == done)
                m_tree->removeItemWidget(item, 1);
        },
        Qt::QueuedConnection);
    if (backToList)
        m_tree->setFocus();
}

void ShortcutsPage::take(const QKeySequence& keys) {
    QAction* action = current();
    stopRecording();
    if (!action)
        return;
    const QString name = keys.toString(QKeySequence::NativeText);
    const auto key = keys[0].key();
    const auto modifiers = keys[0].keyboardModifiers();
    const bool letter = key >= Qt::Key_Space && key <= Qt::Key_ydiaeresis &&
                        !(modifiers & ~Qt::KeyboardModifiers(Qt::ShiftModifier));
    if (letter)
        return notice(tr("%1 writes on a card. Hold Ctrl or Alt with it.").arg(name));
    if (const QString meaning = m_shortcuts->meaningOnCanvas(keys); !meaning.isEmpty())
        return notice(tr("%1 is needed on the map: %2.").arg(name, meaning));
    if (const QAction* other = m_shortcuts->holder(keys, action))
        return notice(tr("%1 belongs to “%2”.").arg(name, wordsOf(other)),
                      tr("Use it for “%1”").arg(wordsOf(action)),
                      [this, action, keys] { m_shortcuts->set(action, keys); });
    m_shortcuts->set(action, keys);
}

void ShortcutsPage::notice(const QString& text, const QString& doIt, std::function<void()> what) {
    m_what = std::move(what);
    m_notice->setText(text);
    m_doIt->setText(doIt);
    m_doIt->setVisible(!doIt.isEmpty());
    m_leaveIt->setText(doIt.isEmpty() ? tr("All right") : tr("Leave it"));
    m_strip->setVisible(!text.isEmpty());
    if (!text.isEmpty())
        (doIt.isEmpty() ? m_leaveIt : m_doIt)->setFocus(Qt::OtherFocusReason);
}

void ShortcutsPage::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto* button = qobject_cast<QPushButton*>(window()->focusWidget());
    if (event->key() == Qt::Key_Escape && !m_strip->isHidden()) {
        notice({});
        m_tree->setFocus();
    } else if (event->key() == Qt::Key_Escape) {
        emit closeRequested();
    } else if (enter && button) {
        button->click();
    } else {
        QFrame::keyPressEvent(event);
    }
}

bool ShortcutsPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (watched == m_tree && enter) {
            record();
            return true;
        }
        if (watched == m_search && (key->key() == Qt::Key_Down || enter)) {
            m_tree->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace cairn
