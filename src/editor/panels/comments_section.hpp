#pragma once
// What people remark on an element: read, answer, deal with.

#include <QWidget>

#include "cairn/model/elements.hpp"

class QPlainTextEdit;
class QVBoxLayout;

namespace cairn {

class Document;

/// Comments about one element (0 = the map itself), oldest first, and a place to write the next.
class CommentsSection : public QWidget {
    Q_OBJECT
public:
    CommentsSection(Document* document, MapId map, ElementId element, QWidget* parent);

private:
    void fill();
    void addRow(const Comment& comment);
    void write();

    Document* m_document;
    MapId m_map;
    ElementId m_element;
    QVBoxLayout* m_rows = nullptr;
    QPlainTextEdit* m_text = nullptr;
};

/// The name under which comments are written: what the person said last, else the computer's user.
QString commentAuthor();
void rememberCommentAuthor(const QString& name);

} // namespace cairn
