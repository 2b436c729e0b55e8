#pragma once
// Aggregates somebody else counted: a funnel's steps with numbers, no events behind them.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cairn/events/event_log.hpp"
#include "cairn/events/feedback.hpp"

namespace cairn {

struct StepCount {
    std::string step;
    std::string segment; ///< empty = the total
    double count = 0;    ///< never negative, always finite
};
struct StepCounts {
    std::vector<StepCount> rows; ///< in file order
};

/// What a dataset holds.
using DatasetContent = std::variant<EventLog, StepCounts, FeedbackAnswers>;
/// "events" "step-counts" "feedback": as Dataset::kind has it.
std::string_view kindOf(const DatasetContent&);

} // namespace cairn
