#pragma once
// Sticky notes in line: alignment, even gaps, and what they snap to while they are dragged. Map
// units.

#include <QPointF>
#include <QRectF>
#include <vector>

#include "editor/canvas/commands.hpp"

namespace cairn {

/// The rectangles aligned or distributed among each other; only positions change. Distribution
/// needs three.
std::vector<QRectF> arranged(std::vector<QRectF> rects, CanvasCommand how);

/// A line that an edge or the middle of what is dragged lies on.
struct Guide {
    bool vertical = false;
    double at = 0, from = 0, to = 0;
    friend bool operator==(const Guide&, const Guide&) = default;
};
struct Snapped {
    QPointF way; ///< in place of the one asked for
    std::vector<Guide> guides;
};
/// Moves `frame` by `way`, drawn by edges and middles of the others within `reach`; where none is
/// near, the grid.
Snapped snapped(const QRectF& frame, QPointF way, const std::vector<QRectF>& others, double reach);

} // namespace cairn
