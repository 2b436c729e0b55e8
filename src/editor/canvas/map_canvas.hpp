#pragma once
// The canvas: shows one map and lets people draw on it.

#include <QAbstractScrollArea>
#include <memory>

#include "cairn/layout/display_list.hpp"
#include "cairn/layout/phrases.hpp"

namespace cairn {

class Document;
struct Theme;

class MapCanvas : public QAbstractScrollArea {
    Q_OBJECT
public:
    /// document and phrases must outlive the canvas.
    MapCanvas(Document* document, const Phrases* phrases, QWidget* parent = nullptr);
    ~MapCanvas() override;

    void setDocument(Document* document); ///< nullptr shows nothing
    void setTheme(const Theme* theme);
    const DisplayList& displayList() const;

    double zoom() const; ///< 1 = 100 %
    void setZoom(double zoom, QPointF viewportAnchor); ///< keeps the point under the anchor still
public slots:
    void zoomIn();
    void zoomOut();
    void zoomToFit();       // Ctrl+0
    void zoomToActualSize();// Ctrl+1
    void zoomToSelection(); // Ctrl+2
    void revealElement(cairn::ElementId element); ///< scrolls it into view, selects it
    void startEditing(cairn::ElementId element);  ///< types in place on its title or text
    void deleteSelection();
    void duplicateSelection();
    void selectAllCards();
signals:
    void zoomChanged(double zoom);
    void bindRequested(cairn::ElementId stage);   ///< "bind one" was clicked
    void fileDropped(const QString& path);
    void contextMenuWanted(const QPoint& globalPos, cairn::ElementId element);

public:
    /// Where a region lies in the viewport now; empty when there is none. For tests and popups.
    QRectF viewportRectOf(RegionKind kind, ElementId element, ElementId second = {}) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    friend struct Impl;
};

} // namespace cairn
