#pragma once
// computeTouchpoints with another budget, so that small logs can be gone through in many ranges of
// units.

#include "cairn/analytics/reach.hpp"
#include "core/analytics/log_walk.hpp"

namespace cairn::reach {

TouchpointResult compute(const EventLog& log, const TouchpointOptions& options,
                         const JobControl& job, std::size_t budget);

} // namespace cairn::reach
