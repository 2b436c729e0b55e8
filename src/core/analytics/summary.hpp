#pragma once
// Counts and times in a few figures.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cairn/analytics/funnel.hpp"

namespace cairn {

/// Empty for a share of nothing.
std::optional<double> shareOf(std::uint64_t part, std::uint64_t whole);

// Gaps are milliseconds, never negative.
StepTimes timesOf(std::span<const TimeMs> gaps);
/// Empty without gaps; leaves them in another order.
std::optional<double> medianSeconds(std::vector<TimeMs>& gaps);

} // namespace cairn
