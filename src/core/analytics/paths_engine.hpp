#pragma once
// computePaths with another budget, so that small logs can be gone through in many ranges of units.

#include "cairn/analytics/paths.hpp"
#include "core/analytics/log_walk.hpp"

namespace cairn::paths {

PathsResult compute(const EventLog& log, const PathsOptions& options, const JobControl& job,
                    std::size_t budget = kNotesBytes);

} // namespace cairn::paths
