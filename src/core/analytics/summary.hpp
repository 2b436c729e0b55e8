#pragma once
// Counts and times in a few figures.

#include <cstdint>
#include <optional>
#include <vector>

#include "cairn/analytics/funnel.hpp"

namespace cairn {

/// Empty for a share of nothing.
std::optional<double> shareOf(std::uint64_t part, std::uint64_t whole);

// Both of these sort the gaps: milliseconds, never negative.
StepTimes timesOf(std::vector<TimeMs>& gaps);
/// Empty without gaps.
std::optional<double> medianSeconds(std::vector<TimeMs>& gaps);

} // namespace cairn
