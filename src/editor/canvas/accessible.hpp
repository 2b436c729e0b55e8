#pragma once
// The map for screen readers: an outline of headers, cards, cells and points, each with its words
// and its place.

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
/// The outline has changed: what was handed out is gone.
void forgetAccessibleSpots(MapCanvas* canvas);

/// What a spot is and where: "Card, Payment page. Touchpoints, Check out. 1 of 2."
QString spokenName(const CanvasScene& scene, const Project& project, const Phrases& phrases,
                   const Region& region);

} // namespace cairn
