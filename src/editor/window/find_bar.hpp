#pragma once
// Finding and replacing words on the map: a strip over the canvas, never a dialog.

#include <QFrame>
#include <QPointer>
#include <vector>

#include "cairn/model/find.hpp"

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace cairn {

class Document;
class MapCanvas;

class FindBar : public QFrame {
    Q_OBJECT
public:
    /// canvas must outlive the bar.
    explicit FindBar(MapCanvas* canvas, QWidget* parent = nullptr);
    void setDocument(Document* document);

    /// Shows the bar with the keyboard in its field.
    void open(bool withReplace);
    void close();
    void next();     ///< the hit after the current one; after the last the first
    void previous(); ///< the hit before
    void replace();  ///< the current hit, and goes on
    void replaceAll();

    QString countText() const; ///< "3 of 12", "Not found"

signals:
    void revealRequested(cairn::ElementId element);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QToolButton* toggle(const QString& text, const QString& tip, const char* name);
    void search();   ///< anew, for other words or another project
    void research(); ///< the same words; the current hit stays when it is still there
    void go(std::size_t to);
    void show(bool reveal);
    void tell(const QString& note = {});
    void setIcons();
    bool isLocked(const TextHit& hit) const;
    void replaceHits(const std::vector<TextHit>& hits);

    MapCanvas* m_canvas;
    QPointer<Document> m_document;
    QLineEdit *m_words, *m_with;
    QLabel* m_count;
    QToolButton *m_previous, *m_next, *m_case, *m_whole, *m_all, *m_more, *m_close;
    QPushButton *m_replace, *m_replaceAll;
    QWidget* m_replaceRow;
    TextQuery m_query;
    std::vector<TextHit> m_hits;
    std::size_t m_at = 0;
    bool m_replacing = false;
};

} // namespace cairn
