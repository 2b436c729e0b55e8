#pragma once
// Where the nodes and flows of paths lie: geometry without words, so that its sums can be tested.

#include <vector>

#include "cairn/insight/questions.hpp"
#include "cairn/layout/display_list.hpp"

namespace cairn::layout {

struct FlowMeasures {
    double left = 0, top = 0;
    double pitch = 160;     ///< from one column to the next
    double nodeWidth = 12;
    double fullHeight = 220; ///< of all paths together
    double leastSlot = 40;  ///< so that a node's words never touch the next one's
    double gap = 8;         ///< between two nodes' slots
};
struct FlowBand {
    double leftX = 0, rightX = 0;
    double leftTop = 0, rightTop = 0, thickness = 0;
};
struct FlowGeometry {
    std::vector<RectF> nodes;    ///< as PathsResult::nodes; heights to scale
    std::vector<FlowBand> flows; ///< as PathsResult::flows; thickness to the same scale
    double bottom = 0;
};
/// Columns from left to right in the order of time: the anchor first for After, last for Before.
FlowGeometry placeFlows(const PathsResult&, const FlowMeasures&);

} // namespace cairn::layout
