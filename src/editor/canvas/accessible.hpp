#pragma once
// The map for screen readers: an outline of headers, cards, cells, points, figures, notes and
// connectors, each with its words, its value, its place and its neighbours.

#include <QString>

#include "cairn/layout/phrases.hpp"
#include "cairn/model/project.hpp"
#include "editor/canvas/scene.hpp"

namespace cairn {

class MapCanvas;

/// Makes the canvas known to assistive technology; once is enough, more does no harm.
void installAccessibleCanvas();
/// Tells a screen reader where the keyboard is now.
void announceSpot(MapCanvas* canvas);
/// Tells a screen reader that the value of where the keyboard is has changed.
void announceValue(MapCanvas* canvas);

/// What a spot is and where: "Card, Payment page. Touchpoints, Check out. 1 of 2."
QString spokenName(const CanvasScene& scene, const Project& project, const Phrases& phrases,
                   const Region& region);
/// The number or measure it carries: "-0.5", "Pain 62"; empty when it has none.
QString spokenValue(const CanvasScene& scene, const Project& project, const Region& region);
/// What lies beside it: "Left: Card, Search. Below: Empty cell, Thoughts, Browse."
QString spokenNeighbours(const CanvasScene& scene, const Project& project, const Phrases& phrases,
                         const Region& region);

} // namespace cairn
