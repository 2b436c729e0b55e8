#pragma once
// Charts as display lists: the drawer, the PDF and the report all draw the same one.

#include <string>
#include <vector>

#include "cairn/insight/findings.hpp"
#include "cairn/layout/charts/chart.hpp"
#include "cairn/layout/charts/funnel_charts.hpp"
#include "cairn/layout/charts/question_charts.hpp"
#include "cairn/layout/display_list.hpp"
#include "cairn/layout/phrases.hpp"
#include "cairn/layout/text_measurer.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

/// The chart's own words, handed in because the core does not translate.
struct FunnelTableWords {
    std::string segment = "Segment";
    std::string all = "all";
    std::string none = "(none)";
    std::string other = "(other)";
    std::string overall = "to the end"; ///< over the last column
    std::string whiskers = "Whiskers: 95 % interval. Bars: share of the segment's own first step.";
};

struct FunnelTableOptions {
    double width = 900; ///< the space there is; the list may be wider when there are many steps
    bool rightToLeft = false;
};

struct FunnelTable {
    DisplayList
        list; ///< regions: FunnelBar, element = the step's stage, tooltip = the numbers behind it
    struct Row {
        std::string segment; ///< empty = all
        RectF rect;
    };
    std::vector<Row> rows;
};

/// One row for all and one a segment: a bar for each step against the segment's own first step, the
/// count, the step conversion, the share that came to the end with its 95 % interval, "few" under
/// 30 people. Median times stand under the steps' names. Findings without a funnel (imported step
/// counts) give the one row that is known; without any numbers the list is empty.
FunnelTable layoutFunnelTable(const Project&, const MapFindings&, const TextMeasurer&,
                              const Phrases&, const FunnelTableWords& = {},
                              const FunnelTableOptions& = {});

} // namespace cairn
