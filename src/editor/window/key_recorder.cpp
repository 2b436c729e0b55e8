// A line that takes the keys that are pressed.
#include "editor/style.hpp"
#include "editor/window/shortcuts.hpp"
#include "editor/window/shortcuts_page.hpp"
#include "render/fonts.hpp"
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

namespace cairn {

KeyRecorder::KeyRecorder(QWidget* parent) : QLineEdit(parent) {
    setReadOnly(true);
    setObjectName("key-recorder");
    setPlaceholderText(tr("Press keys…"));
}

bool KeyRecorder::event(QEvent* event) {
    // Keys that mean something to the window are the very ones to be heard here.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress) { // Tab as well
        keyPressEvent(static_cast<QKeyEvent*>(event));
        return true;
    }
    return QLineEdit::event(event);
}

void KeyRecorder::keyPressEvent(QKeyEvent* event) {
    event->accept();
    switch (event->key()) {
    case Qt::Key_Control:
    case Qt::Key_Shift:
    case Qt::Key_Alt:
    case Qt::Key_Meta:
    case Qt::Key_AltGr:
    case Qt::Key_unknown:
        return;
    default:
        break;
    }
    if (m_done)
        return;
    m_done = true;
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        emit cancelled();
    else
        emit recorded(QKeySequence(
            QKeyCombination(event->modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier),
                            static_cast<Qt::Key>(event->key()))));
}

void KeyRecorder::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (!m_done && event->reason() != Qt::ActiveWindowFocusReason) {
        m_done = true;
        emit cancelled();
    }
}

} // namespace cairn
