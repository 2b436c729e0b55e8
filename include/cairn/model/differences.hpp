#pragma once
// What a future map changes in the map it came from.

#include <string>
#include <vector>

#include "cairn/model/project.hpp"

namespace cairn {

enum class DifferenceKind { Added, Removed, Changed, Moved };

/// One stage, lane, card or emotion point that is not the same on both maps.
struct Difference {
    DifferenceKind kind = DifferenceKind::Changed;
    ElementId before; ///< on the origin; 0 = added
    ElementId after;  ///< on the future; 0 = removed
    /// Names of the fields that differ ("text", "channel"…), in the order of the field table; what was moved may
    /// have changed as well.
    std::vector<std::string> fields;
    friend bool operator==(const Difference&, const Difference&) = default;
};

/// Pairs the elements of two maps by their origins; what has none (or one that is gone) by the same title, a card by
/// the same text in the same cell. Every element is in one pair at most. A stage or lane counts as moved when it
/// stands in another order among those that both maps have (as few as possible are called moved), a card when its
/// stage or lane is another. What comes with an added or removed stage or lane is added or removed itself. Stages
/// first, then lanes, cards and emotion points, each in the order of the future map and then what was removed.
std::vector<Difference> differences(const Project&, MapId origin, MapId future);

} // namespace cairn
