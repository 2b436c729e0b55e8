#pragma once
// Results as an engine might give them, made by hand for the charts' tests and pictures.

#include "cairn/insight/findings.hpp"
#include "cairn/insight/questions.hpp"

namespace cairn::test {

/// Step 2 of 511 people: histogram and percentiles.
StepResult sampleTimes();
/// Four steps over `periods` weeks from 4 March 2024; the last one partial, the third without anybody.
FunnelResult sampleOverTime(std::size_t periods = 9);
/// Weekly cohorts, a triangle with incomplete last cells, one empty and one small cohort.
RetentionResult sampleRetention(std::size_t cohorts = 8);
/// Three columns: catalog, then cart, product page, other, end.
PathsResult samplePaths(PathDirection direction = PathDirection::After);
std::vector<InsteadOf> sampleInstead();
/// `series` lines over `periods` weeks with a gap and a partial end; `rate` with intervals.
TrendResult sampleTrend(std::size_t series, std::size_t periods = 12, bool rate = false);
TouchpointResult sampleTouchpoints();
/// Two funnels of 600 and 580 people.
FunnelResult sampleBefore();
FunnelResult sampleNow();

} // namespace cairn::test
