#pragma once
// Just enough SVG for our own icons, so that no SVG library is needed.

#include <QByteArray>
#include <QPainterPath>
#include <QStringView>

namespace cairn {

/// A 24 x 24 drawing: what is stroked (1.75 wide, round) and what is filled, both in one colour.
struct StrokeDrawing {
    QPainterPath strokes, fills;
    bool empty() const { return strokes.isEmpty() && fills.isEmpty(); }
};

/// Path data: M L H V C S Q T A Z, absolute and relative. Reading stops at the first fault, as
/// browsers do.
QPainterPath parsePathData(QStringView data);

/// path, circle, ellipse, rect, line, polyline, polygon; fill="none" unless told, stroke unless
/// "none".
StrokeDrawing parseStrokeSvg(const QByteArray& svg);

} // namespace cairn
