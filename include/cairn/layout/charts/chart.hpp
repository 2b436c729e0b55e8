#pragma once
// What every chart is: a display list, and what can be pointed at in it.

#include <cstddef>
#include <string>
#include <vector>

#include "cairn/layout/display_list.hpp"
#include "cairn/layout/phrases.hpp"
#include "cairn/layout/text_measurer.hpp"

namespace cairn {

struct ChartOptions {
    double width = 900; ///< the space there is; a list is never narrower, wider only where it must be
    bool rightToLeft = false; ///< the exact mirror image: time runs from the right
};

/// What a mark shows. `series` and `index` of ChartMark say which one; each chart tells what they count.
enum class ChartPart {
    Bar, Percentile, Point, Cohort, Cell, Average, Node, Flow, TopPath, Loop, Next, Series, Reach, Between, Step
};

struct ChartMark {
    ChartPart part = ChartPart::Bar;
    std::size_t series = 0, index = 0;
    RectF rect;
    std::string tooltip; ///< the numbers behind it, n among them; lines parted by '\n'
};

/// `list.regions` has one region for each mark, in the same order (RegionKind::FunnelBar), so that whatever
/// shows a display list can show the tooltips too.
struct Chart {
    DisplayList list;
    std::vector<ChartMark> marks;
    bool empty() const { return list.items.empty(); } ///< there was nothing to draw
};

/// Puts words into "%1", "%2", … of a text.
std::string fillIn(std::string_view text, const std::vector<std::string>& words);

} // namespace cairn
