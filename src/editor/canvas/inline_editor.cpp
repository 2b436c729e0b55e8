#include "editor/canvas/inline_editor.hpp"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "render/fonts.hpp"

namespace cairn {
namespace {

constexpr double kSmallestType = 11; ///< view pixels: what is typed can be read at any zoom

} // namespace

InlineEditor::InlineEditor(const EditLook& look, const QString& text, QWidget* parent)
    : QPlainTextEdit(parent), m_look(look) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(false);
    document()->setDocumentMargin(0);
    setObjectName(QStringLiteral("inlineEditor"));
    setStyleSheet(QStringLiteral("QPlainTextEdit { background: %1; color: %2; border: %3; "
                                 "border-radius: %4px; padding: 0; "
                                 "selection-background-color: %5; selection-color: %6; }")
                      .arg(look.paper.name(), look.ink.name(),
                           look.framed ? QStringLiteral("2px solid ") + look.line.name()
                                       : QStringLiteral("none"))
                      .arg(look.framed ? std::min(8, int(8 * look.zoom)) : 0)
                      .arg(look.selection.name(), look.onSelection.name()));
    setPlainText(text);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            [this] { grow(); });
    connect(this, &QPlainTextEdit::textChanged, this, [this] { grow(); });
}

void InlineEditor::place(const QRectF& frame, const QRectF& text, double zoom) {
    m_frame = frame;
    m_text = text;
    m_look.zoom = zoom;
    QFont type = fontFor(m_look.role, {}, m_look.family);
    // The map sets its lines on a 4-unit grid, looser than the font's own: the first one sits in
    // the middle of its.
    const double line = std::ceil(type.pixelSize() * 1.25 / 4) * 4 * zoom;
    type.setPixelSize(
        std::max(1, int(std::lround(std::max(kSmallestType, type.pixelSize() * zoom)))));
    setFont(type);
    document()->setDefaultFont(type);
    const int border = m_look.framed ? 2 : 0;
    const auto inset = [&](double space) { return std::max(0, int(std::lround(space)) - border); };
    const double air = std::max(0.0, (line - QFontMetricsF(type).lineSpacing()) / 2);
    const int top = inset(text.top() - frame.top() + air);
    setViewportMargins(inset(text.left() - frame.left()), top, inset(frame.right() - text.right()),
                       std::min(top, inset(frame.bottom() - text.bottom()) + top));
    grow();
}

void InlineEditor::grow() {
    if (m_frame.isEmpty())
        return;
    const int width = std::max(int(std::lround(m_frame.width())), 60);
    resize(width, height());
    const QMargins margins = viewportMargins();
    const int border = m_look.framed ? 2 : 0;
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        lines += std::max(1, block.layout() ? block.layout()->lineCount() : 1);
    const double wanted = lines * QFontMetricsF(font()).lineSpacing() + margins.top() +
                          margins.bottom() + 2 * border + 2;
    const int tall = std::max(int(std::ceil(wanted)), int(std::lround(m_frame.height())));
    setGeometry(int(std::lround(m_frame.left())), int(std::lround(m_frame.top())), width, tall);
    verticalScrollBar()->setValue(0);
}

QString InlineEditor::words() const {
    QString text = toPlainText();
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text;
}

void InlineEditor::end(EditEnd how) {
    if (m_ended)
        return;
    m_ended = true;
    if (onEnd)
        onEnd(how);
}

bool InlineEditor::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (m_look.marks && key->key() == Qt::Key_B && key->modifiers() == Qt::ControlModifier) {
            event->accept();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

/// Around what is selected, else the word at the cursor; or away again.
void InlineEditor::toggleBold() {
    QTextCursor cursor = textCursor();
    if (!cursor.hasSelection())
        cursor.select(QTextCursor::WordUnderCursor);
    int from = cursor.selectionStart(), to = cursor.selectionEnd();
    const QString all = toPlainText();
    while (from < to && all.at(from).isSpace())
        ++from;
    while (to > from && all.at(to - 1).isSpace())
        --to;
    const QString mark = QStringLiteral("**");
    const bool around = from >= 2 && all.mid(from - 2, 2) == mark && all.mid(to, 2) == mark;
    const QString words = all.mid(from, to - from);
    const bool inside = words.size() > 4 && words.startsWith(mark) && words.endsWith(mark);
    cursor.beginEditBlock();
    cursor.setPosition(around ? from - 2 : from);
    cursor.setPosition(around ? to + 2 : to, QTextCursor::KeepAnchor);
    const QString after = around   ? words
                          : inside ? words.mid(2, words.size() - 4)
                                   : mark + words + mark;
    const int at = cursor.selectionStart();
    cursor.insertText(after);
    cursor.endEditBlock();
    // The words stay selected, without their marks; with none the cursor stands between the marks.
    const int begin = around || inside ? at : at + 2;
    const int count = int(inside ? words.size() - 4 : words.size());
    cursor.setPosition(begin);
    cursor.setPosition(begin + count, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
}

void InlineEditor::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool breakLine = m_look.manyLines ? !(event->modifiers() & Qt::ControlModifier)
                                            : event->modifiers() & Qt::ShiftModifier;
    if (m_look.marks && event->key() == Qt::Key_B && event->modifiers() == Qt::ControlModifier)
        return toggleBold();
    if (event->key() == Qt::Key_Escape)
        return end(EditEnd::Done);
    if (enter && !breakLine)
        return end(EditEnd::NextCard);
    if (enter) {
        insertPlainText(QStringLiteral("\n"));
        return;
    }
    if (event->key() == Qt::Key_Backtab ||
        (event->key() == Qt::Key_Tab && event->modifiers() & Qt::ShiftModifier))
        return end(EditEnd::PreviousStage);
    if (event->key() == Qt::Key_Tab)
        return end(EditEnd::NextStage);
    QPlainTextEdit::keyPressEvent(event);
}

void InlineEditor::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    // Its own context menu and another window on top do not end the typing.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        end(EditEnd::Done);
}

void InlineEditor::wheelEvent(QWheelEvent* event) {
    event->ignore(); // the map scrolls, not the field
}

} // namespace cairn
