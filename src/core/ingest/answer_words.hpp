#pragma once
// One answer's cell: a number, a labelled number, or one of the words that survey tools write.

#include <optional>
#include <string_view>

#include "cairn/events/feedback.hpp"

namespace cairn {

/// 1 to 5, the best last: "Very satisfied" is 5.
std::optional<int> wordScore(std::string_view cell);
/// "negative" -1, "mixed" 0, "positive" 1.
std::optional<double> sentimentOf(std::string_view cell);
/// "4" "4.5" "4,5" "4 - Satisfied" "4: good" "4/5" "4 of 5".
std::optional<double> leadingNumber(std::string_view cell);
/// The score on this scale, which may lie beyond its ends; nothing when the cell is none.
std::optional<double> parseAnswer(std::string_view cell, const FeedbackScale& scale);

} // namespace cairn
