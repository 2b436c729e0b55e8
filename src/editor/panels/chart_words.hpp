#pragma once
// The charts' own words in the person's language: the core draws them, but does not translate.

#include "cairn/layout/charts.hpp"

namespace cairn {

TimeHistogramWords timeHistogramWords();
OverTimeWords overTimeWords();
InsteadWords insteadWords();
ComparisonWords comparisonChartWords();
RetentionWords retentionWords();
PathsWords pathsWords();
TrendWords trendWords();
TouchpointWords touchpointWords();

} // namespace cairn
