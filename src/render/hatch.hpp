#pragma once
// Diagonal hatching as real lines, so that it stays vector in a PDF and has soft ends on screen.

#include <QLineF>
#include <QPainterPath>
#include <vector>

namespace cairn {

inline constexpr double kHatchSpacing = 5; ///< map units between lines, across them

/// Lines rising to the right, clipped to the inside (odd-even) of the path. They lie on one grid
/// through the origin, so that neighbouring areas match.
std::vector<QLineF> hatchLines(const QPainterPath& path, double spacing);

} // namespace cairn
