#include "editor/window/shortcuts.hpp"

#include <QAction>
#include <QSettings>
#include <algorithm>

#include "editor/window/actions.hpp"

namespace cairn {

namespace {

QString settingOf(const QAction* action) {
    return QStringLiteral("keys/") + action->objectName();
}

QList<QKeySequence> arrows(Qt::KeyboardModifiers with) {
    QList<QKeySequence> keys;
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down})
        keys << QKeySequence(QKeyCombination(with, key));
    return keys;
}

QList<QKeySequence> parsed(const char* list) {
    return QKeySequence::listFromString(QString::fromLatin1(list), QKeySequence::PortableText);
}

} // namespace

std::vector<CanvasKeys> canvasKeys() {
    const auto plain = [](const char* keys) {
        return QKeySequence::listToString(parsed(keys), QKeySequence::NativeText);
    };
    const auto row = [&](const QString& words, const char* keys) {
        return CanvasKeys{words, plain(keys), parsed(keys)};
    };
    return {
        {Shortcuts::tr("Go to the neighbour"), Shortcuts::tr("Arrow keys"), arrows({})},
        {Shortcuts::tr("Select the neighbour too"), Shortcuts::tr("Shift+arrows"),
         arrows(Qt::ShiftModifier)},
        {Shortcuts::tr("Move the card, stage, lane or note"), Shortcuts::tr("Ctrl+arrows"),
         arrows(Qt::ControlModifier)},
        {Shortcuts::tr("On an emotion: better or worse by 0.25"), Shortcuts::tr("Up, Down"), {}},
        {Shortcuts::tr("On an emotion: better or worse by 0.1"), Shortcuts::tr("Alt+Up, Down"),
         parsed("Alt+Up; Alt+Down")},
        {Shortcuts::tr("On an emotion: the whole curve by 0.1"),
         Shortcuts::tr("Alt+Shift+Up, Down"),
         {}},
        row(Shortcuts::tr("On an emotion: the next persona's beside it"), "Ins"),
        {Shortcuts::tr("Make larger or smaller"), Shortcuts::tr("Alt+Shift+arrows"),
         arrows(Qt::AltModifier | Qt::ShiftModifier)},
        row(Shortcuts::tr("Go to the beginning or end of the row"), "Home; End"),
        row(Shortcuts::tr("Go to the beginning or end of the map"), "Ctrl+Home; Ctrl+End"),
        row(Shortcuts::tr("Go one lane up or down"), "PgUp; PgDown"),
        {Shortcuts::tr("In an empty cell or on a card: write a card"),
         Shortcuts::tr("Any letter"),
         {}},
        row(Shortcuts::tr("Write here; while writing: the next card"), "Return"),
        row(Shortcuts::tr("While writing: the next stage, the stage before"), "Tab; Shift+Tab"),
        row(Shortcuts::tr("Done; select nothing"), "Esc"),
        {Shortcuts::tr("Move the view"), Shortcuts::tr("Space and the mouse"), parsed("Space")},
        row(Shortcuts::tr("What can be done here"), "Menu; Shift+F10"),
    };
}

Shortcuts::Shortcuts(QList<QAction*> actions, QObject* parent)
    : QObject(parent), m_actions(std::move(actions)) {
    const QSettings settings;
    for (QAction* action : m_actions) {
        m_defaults[action] = action->shortcuts();
        if (const QVariant kept = settings.value(settingOf(action)); kept.isValid())
            give(action, QKeySequence::listFromString(kept.toString(), QKeySequence::PortableText));
    }
}

QList<QKeySequence> Shortcuts::defaults(const QAction* action) const {
    const auto at = m_defaults.find(action);
    return at == m_defaults.end() ? QList<QKeySequence>() : at->second;
}

bool Shortcuts::isChanged(const QAction* action) const {
    return action->shortcuts() != defaults(action);
}

QAction* Shortcuts::holder(const QKeySequence& keys, const QAction* except) const {
    for (QAction* action : m_actions)
        if (action != except && !keys.isEmpty() && action->shortcuts().contains(keys))
            return action;
    return nullptr;
}

QString Shortcuts::meaningOnCanvas(const QKeySequence& keys) const {
    for (const CanvasKeys& row : canvasKeys())
        if (row.keys.contains(keys))
            return row.words;
    return {};
}

void Shortcuts::give(QAction* action, const QList<QKeySequence>& keys) {
    action->setShortcuts(keys);
    WindowActions::describe(action);
    QSettings settings;
    if (isChanged(action))
        settings.setValue(settingOf(action),
                          QKeySequence::listToString(keys, QKeySequence::PortableText));
    else
        settings.remove(settingOf(action));
}

void Shortcuts::takeFromOthers(const QList<QKeySequence>& keys, const QAction* receiver) {
    for (const QKeySequence& wanted : keys)
        while (QAction* other = holder(wanted, receiver)) {
            QList<QKeySequence> left = other->shortcuts();
            left.removeAll(wanted);
            give(other, left);
        }
}

void Shortcuts::set(QAction* action, const QKeySequence& keys) {
    const QList<QKeySequence> list =
        keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys};
    takeFromOthers(list, action);
    give(action, list);
    emit changed();
}

void Shortcuts::reset(QAction* action) {
    takeFromOthers(defaults(action), action);
    give(action, defaults(action));
    emit changed();
}

void Shortcuts::resetAll() {
    for (QAction* action : m_actions)
        give(action, defaults(action));
    emit changed();
}

} // namespace cairn
