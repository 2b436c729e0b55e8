#pragma once
// Typing in place: a plain text field that looks like the thing it edits and grows with the words.

#include <QColor>
#include <QPlainTextEdit>
#include <functional>

#include "cairn/layout/display_list.hpp"

namespace cairn {

/// How the person left the field. The text counts in every case: nothing typed is ever lost.
enum class EditEnd { Done, NextCard, NextStage, PreviousStage };

/// Looks and manners of the field.
struct EditLook {
    TextRole role = TextRole::Body;
    double zoom = 1;
    QColor ink, paper, line, selection, onSelection;
    QString family; ///< of the map's text; empty = Inter
    bool manyLines = false; ///< Enter makes a line (notes); else it ends the field
    bool framed = true;
    bool marks = false; ///< Ctrl+B puts words between the marks of bold ones
};

class InlineEditor : public QPlainTextEdit {
public:
    InlineEditor(const EditLook& look, const QString& text, QWidget* parent);

    /// Puts the field in the view: `frame` is what it covers, `text` where the first line's box
    /// begins. It grows downwards from there.
    void place(const QRectF& frame, const QRectF& text, double zoom);
    QString words() const; ///< without blanks and empty lines at the end
    /// Called once, when the field is left. The canvas then deletes it.
    std::function<void(EditEnd)> onEnd;

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void end(EditEnd how);
    void grow();
    void toggleBold();
    EditLook m_look;
    QRectF m_frame, m_text;
    bool m_ended = false;
};

} // namespace cairn
