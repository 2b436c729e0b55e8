#pragma once
// The canvas: shows one map and lets people draw on it.

#include <QAbstractScrollArea>
#include <QList>
#include <functional>
#include <memory>
#include <optional>

#include "cairn/layout/display_list.hpp"
#include "cairn/layout/phrases.hpp"
#include "cairn/model/elements.hpp"
#include "cairn/model/filter.hpp"

class QMimeData;

class QAction;
class QMenu;

namespace cairn {

class AccessibleCanvas;
class AccessibleSpot;
class Document;
struct FindMarks;
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

    double zoom() const;                               ///< 1 = 100 %
    void setZoom(double zoom, QPointF viewportAnchor); ///< keeps the point under the anchor still
public slots:
    void zoomIn();
    void zoomOut();
    void zoomToFit();                             // Ctrl+0
    void zoomToActualSize();                      // Ctrl+1
    void zoomToSelection();                       // Ctrl+2
    void revealElement(cairn::ElementId element); ///< scrolls it into view, selects it
    void startEditing(cairn::ElementId element);  ///< types in place on its title or text
    void deleteSelection();
    void duplicateSelection();
    void selectAllCards();
    void copySelection();
    void copyMap();
    void cutSelection();
    void paste();
signals:
    void zoomChanged(double zoom);
    void bindRequested(cairn::ElementId stage); ///< "bind one" was clicked
    void fileDropped(const QString& path);
    void filterChanged();
    void minimapToggled(bool wanted);
    /// A menu for what is below the mouse or at the keyboard has its own entries and is about to be shown; 0 = the
    /// ground or an empty cell. Whoever listens adds theirs.
    void contextMenuFilling(QMenu* menu, cairn::ElementId element);

public:
    /// Where a region lies in the viewport now; empty when there is none. For tests and popups.
    QRectF viewportRectOf(RegionKind kind, ElementId element, ElementId second = {}) const;
    /// Starts typing a new card at the end of a cell; nothing when the map has no such cell.
    void startCard(LaneId lane, StageId stage);
    /// Cards and curves that are not wanted just now are drawn faintly: part of the view, never of the project.
    void setFilter(const CardFilter& filter);
    const CardFilter& filter() const;
    /// Marks what a search has found; without elements nothing is marked.
    void setFindMarks(const FindMarks& marks);
    const FindMarks& findMarks() const;
    /// Asked while cards are dragged: the other map that lies at a place of the screen outside of the canvas, 0 = none;
    /// dropped there they go to it. Without a place nothing is offered any more.
    void setMapFinder(std::function<MapId(std::optional<QPoint>)> finder);
    bool canCopy() const;  ///< something is selected that can be copied
    bool canPaste() const; ///< the map can be changed, and the clipboard may fit
    /// Puts what is dropped, or lies on a clipboard, on the map: below the pointer, or where the keyboard is.
    bool take(const QMimeData* offered, std::optional<QPointF> viewPos);
    /// The field in which something is typed in place now; nullptr when nothing is.
    QWidget* inlineEditor() const;
    /// What the canvas itself can do, each with words and keys that work while it has the focus.
    QList<QAction*> commands() const;
    /// Whether the canvas answers the keys of what a window has actions for (copy, zoom, delete, rename…). A window whose
    /// keys can be changed says no: a key it took away must do nothing here either.
    void setOwnKeys(bool own);
    /// Whether the view glides to where it is sent; the caller knows whether the person wants motion.
    void setMotion(bool on);
    bool showsMinimap() const;
    void setMinimap(bool shown);
    /// Where the keyboard is, in words: "Card, Payment page, Touchpoints, Check out". Empty when
    /// nowhere.
    QString focusText() const;

protected:
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    friend struct Impl;
    friend class AccessibleCanvas;
    friend class AccessibleSpot;
};

} // namespace cairn
