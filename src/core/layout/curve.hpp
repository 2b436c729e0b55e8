#pragma once
// A smooth curve that never goes beyond its points.

#include <vector>

#include "cairn/layout/display_list.hpp"

namespace cairn::layout {

/// Cubic segments through `points` (ascending x), monotone between neighbours, so that a curve of
/// values within -2..+2 stays within. Source: F. N. Fritsch and R. E. Carlson, SIAM J. Numer. Anal.
/// 17 (1980) 238-246, with the harmonic mean of F. N. Fritsch and J. Butland (1984). Points that do
/// not advance in x are left out.
std::vector<Path::Segment> monotoneCurve(const std::vector<PointF>& points);

/// Points on a curve, `steps` to each segment.
std::vector<PointF> pointsAlong(const std::vector<Path::Segment>& segments, int steps);

} // namespace cairn::layout
