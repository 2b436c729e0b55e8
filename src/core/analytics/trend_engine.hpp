#pragma once
// computeTrend with another budget, so that small logs can be gone through in many ranges of units.

#include "cairn/analytics/trend.hpp"
#include "core/analytics/log_walk.hpp"

namespace cairn::trend {

TrendResult compute(const EventLog& log, const TrendOptions& options, const JobControl& job,
                    std::size_t budget);

} // namespace cairn::trend
