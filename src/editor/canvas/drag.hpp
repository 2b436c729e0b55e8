#pragma once
// What the mouse does while a button is held. A drag shows what would come and changes nothing
// before the drop; the drop is one edit, so one undo step.

#include <QPainter>
#include <QPointF>
#include <QRectF>
#include <memory>
#include <vector>

#include "cairn/layout/phrases.hpp"
#include "cairn/model/project.hpp"
#include "editor/canvas/scene.hpp"
#include "render/theme.hpp"

namespace cairn {

class Document;

/// What a drag works on. All of it outlives the drag.
struct DragContext {
    CanvasScene& scene;
    Document& document;
    const Theme& theme;
    const Phrases& phrases;
};

class Drag {
public:
    explicit Drag(const DragContext& context) : m_on(context) {}
    virtual ~Drag() = default;
    Drag(const Drag&) = delete;
    Drag& operator=(const Drag&) = delete;

    /// Called for each mouse move, and again when the map scrolls below a mouse that stands still.
    virtual void moveTo(QPointF viewPos, Qt::KeyboardModifiers modifiers) = 0;
    /// Over the map, in view pixels.
    virtual void paint(QPainter& painter) const = 0;
    /// The part of the view that paint() touches now.
    virtual QRectF extent() const = 0;
    virtual void drop() = 0;
    virtual bool scrollsAtEdges() const { return true; }
    /// Cards that may leave the canvas, for another map.
    virtual std::vector<CardId> cards() const { return {}; }
    /// What is dragged is shown by the drag itself.
    virtual bool hidesSelection() const { return true; }
    virtual Qt::CursorShape cursor() const { return Qt::ClosedHandCursor; }

protected:
    DragContext m_on;
};

/// Cards, all selected ones together, into a cell, and the selected notes as far as the mouse goes. Alt (or Ctrl)
/// copies.
std::unique_ptr<Drag> dragCards(const DragContext& context, const Region& grabbed, QPointF viewPos);
/// A stage with its column, a step within its stage, a lane with its row.
std::unique_ptr<Drag> dragHeader(const DragContext& context, const Region& grabbed,
                                 QPointF viewPos);
/// A point of an emotion curve, up and down.
std::unique_ptr<Drag> dragEmotion(const DragContext& context, const Region& grabbed,
                                  QPointF viewPos);
/// The line of a curve: both points beside it, or a new point where a stage between them has none. With Shift all of
/// the curve. `before` is the point before the place that was taken hold of.
std::unique_ptr<Drag> dragCurve(const DragContext& context, ElementId before, QPointF viewPos);
/// The point before the place where a curve's line runs below a view position; 0 = no line there.
ElementId curvePointBefore(const CanvasScene& scene, QPointF viewPos);
/// Sticky notes, all selected ones together.
std::unique_ptr<Drag> dragNotes(const DragContext& context, const Region& grabbed, QPointF viewPos);
/// Moves all points of the curve that `point` lies on, each within the scale.
Project moveCurve(Project project, EmotionId point, double by);
/// Notes moved (copied) from where they are seen; on the strip of ideas or out of it when they land so. The ids they
/// have then are added to `made`.
Project notesMoved(Project project, const CanvasScene& scene, const std::vector<NoteId>& notes,
                   const std::vector<RectF>& origins, QPointF way, bool copy,
                   std::vector<ElementId>& made);
/// What a note's x and y are when it is seen at a rectangle of the map, which may be mirrored.
QPointF notePlace(const CanvasScene& scene, const QRectF& mapRect);
/// A frame drawn on empty ground: selects what it touches.
std::unique_ptr<Drag> dragFrame(const DragContext& context, QPointF viewPos, bool add);

/// The emotion that a height in an emotion lane stands for, within -2..+2, in steps of 0.1.
double emotionAt(const DragContext& context, const Region& region, double mapY);

} // namespace cairn
