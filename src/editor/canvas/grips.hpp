#pragma once
// What can be taken hold of besides the things themselves: edges that size, handles that connect,
// the button that folds.

#include <QPainter>
#include <optional>
#include <vector>

#include "cairn/model/project.hpp"
#include "editor/canvas/drag.hpp"
#include "editor/canvas/scene.hpp"
#include "render/theme.hpp"

namespace cairn {

struct Grip {
    enum class What {
        Connect,   ///< a handle of a card or stage: a new connector
        LinkStart, ///< an end of a selected connector
        LinkEnd,
        StageWidth,
        LaneHeight,
        NoteCorner,
        Fold,    ///< the button in a header
        TextLink, ///< words that lead to an address; only with Ctrl
        Curve     ///< the line of an emotion curve between two points
    } what = What::Connect;
    ElementId element; ///< card, stage, lane, note or link; of a curve the point before
    std::string address;
    friend bool operator==(const Grip&, const Grip&) = default;
};
/// Edges are taken hold of this near to them, in view pixels.
inline constexpr double kGripReach = 5;

// --- connectors ---
bool isConnectable(const Region& region);
/// The card or stage below a view position; nullptr elsewhere.
const Region* connectableAt(const CanvasScene& scene, QPointF viewPos);
/// Where a card or stage has its handles, in the view.
std::vector<QPointF> connectHandles(const CanvasScene& scene, const Region& region);
/// The line of a connector, in the view; empty when it is not drawn.
QPainterPath linkPath(const CanvasScene& scene, ElementId link);
/// Where its words stand, or would, in the view.
QRectF linkLabel(const CanvasScene& scene, ElementId link);
void paintHandle(QPainter& painter, QPointF at, const Theme& theme, bool filled);
/// A line under way from a region to a point, or to the edge of another region.
void paintRubber(QPainter& painter, const CanvasScene& scene, const Region& from, QPointF to,
                 const Region* target, bool backwards, const Theme& theme);

// --- edges and buttons ---
/// The button in the header of a stage or lane that folds and unfolds it, in the view; empty when
/// there is no room.
QRectF foldButton(const CanvasScene& scene, const Region& header);
/// Edges of headers and corners of notes.
std::optional<Grip> edgeAt(const CanvasScene& scene, const Project& project, QPointF viewPos);
bool isDivider(LaneKind kind);
/// The width and height that a region's element has now, in map units; of a stage its column's.
QSizeF sizeOf(const Region& region);

std::unique_ptr<Drag> dragLink(const DragContext& context, const Grip& grip);
std::unique_ptr<Drag> dragEdge(const DragContext& context, const Grip& grip, QPointF viewPos);

/// Sets the size by hand, within what the layout takes; a note's both, a stage's width, a lane's
/// height.
Project withSize(Project project, ElementId element, QSizeF size);

// --- locks ---
/// Whether the canvas must leave it as it is: itself locked, or a card in a locked lane.
bool isLocked(const Project& project, ElementId element);
/// Whether it can be locked itself.
bool canBeLocked(const Project& project, ElementId element);
bool ownLock(const Project& project, ElementId element);
Project withLock(Project project, ElementId element, bool locked);

} // namespace cairn
