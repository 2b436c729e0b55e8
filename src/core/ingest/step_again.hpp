#pragma once
// A file as the newer export of one of several that were imported together.

#include <optional>
#include <string>

#include "cairn/ingest/plan.hpp"

namespace cairn {

/// Which of the earlier import's steps `step` (stepPlanOf) is again.
std::optional<std::size_t> stepAgain(const ImportPlan& before, const ImportPlan& step,
                                     const std::string& fileName);

} // namespace cairn
