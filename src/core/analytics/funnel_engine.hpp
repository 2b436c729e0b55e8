#pragma once
// The engine behind computeFunnel, with the choice of path that the tests compare.

#include "cairn/analytics/funnel.hpp"

namespace cairn::funnel {

enum class Path { Fastest, General };

FunnelResult compute(const EventLog& log, std::span<const FunnelStep> steps,
                     const FunnelOptions& options, Path path, const JobControl& job = {});

} // namespace cairn::funnel
