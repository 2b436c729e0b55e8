#pragma once
// A future map under the one it came from, with what differs marked, in the canvas' place.

#include <QFrame>

#include "cairn/layout/display_list.hpp"
#include "cairn/layout/phrases.hpp"
#include "cairn/model/elements.hpp"

class QScrollArea;

namespace cairn {

class Document;
class ElidedLabel;

class CompareView : public QFrame {
    Q_OBJECT
public:
    enum class Export { Pdf, Png };
    explicit CompareView(const Phrases* phrases, QWidget* parent = nullptr);
    void setDocument(Document* document); ///< and closes
    /// Shows the future against its origin until it is closed; follows edits.
    void open(MapId origin, MapId future);
    void close();
    bool isOpen() const { return bool(m_future); }
    DisplayList list() const; ///< as it is exported
    QString title() const;

signals:
    void closed();
    void exportRequested(cairn::CompareView::Export as);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Picture;
    void refresh();

    Document* m_document = nullptr;
    const Phrases* m_phrases;
    MapId m_origin, m_future;
    ElidedLabel* m_words;
    QScrollArea* m_scroll;
    Picture* m_picture;
};

} // namespace cairn
