#pragma once
// A future map under the map it came from, with all that differs marked.

#include "cairn/layout/map_layout.hpp"
#include "cairn/model/differences.hpp"

namespace cairn {

/// Both maps one over the other. What was added, removed, changed or moved has an outline, a sign and a word, never a
/// colour alone; above them stands how much of each there is. Nothing sticks to an edge. An unknown id gives an empty
/// list of size 0.
DisplayList layoutComparison(const Project&, MapId origin, MapId future, const TextMeasurer&, const Phrases&,
                             LayoutOptions = {});

} // namespace cairn
