#pragma once
// The charts' own words in the person's language: the core draws them, but does not translate.

#include "cairn/layout/charts.hpp"
#include "cairn/layout/report.hpp"

namespace cairn {

FunnelTableWords funnelTableWords();
TimeHistogramWords timeHistogramWords();
OverTimeWords overTimeWords();
InsteadWords insteadWords();
ComparisonWords comparisonChartWords();
RetentionWords retentionWords();
PathsWords pathsWords();
TrendWords trendWords();
TouchpointWords touchpointWords();
/// Of the pages behind a PDF, with all of the above.
ReportWords reportWords();

} // namespace cairn
