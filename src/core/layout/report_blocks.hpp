#pragma once
// The charts of a report with their headings, before they are set on pages.

#include <vector>

#include "cairn/layout/report.hpp"

namespace cairn::layout {

struct ReportBlock {
    std::string heading, rules;
    DisplayList list;
    bool half = false; ///< may stand beside another half
};
/// In the order of reading. `full` is a page's width between its margins; two halves stand `gap` apart.
std::vector<ReportBlock> reportBlocks(const Project&, const MapFindings&, const ReportContent&,
                                      const TextMeasurer&, const Phrases&, const ReportWords&,
                                      double full, double gap);

} // namespace cairn::layout
