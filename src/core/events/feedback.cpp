#include "cairn/events/feedback.hpp"

#include <algorithm>
#include <array>

#include "cairn/events/step_counts.hpp"

namespace cairn {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"nps", "csat", "ces", "sentiment"};

} // namespace

std::string_view kindOf(const DatasetContent& content) {
    constexpr std::array<std::string_view, 3> kContents{"events", "step-counts", "feedback"};
    return kContents[content.index()];
}

std::string_view nameOf(FeedbackKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<FeedbackKind> parseFeedbackKind(std::string_view name) {
    const auto at = std::find(kKinds.begin(), kKinds.end(), name);
    if (at == kKinds.end())
        return std::nullopt;
    return static_cast<FeedbackKind>(at - kKinds.begin());
}

double FeedbackScale::goodness(double score) const {
    const double share =
        (score - static_cast<double>(low)) / (static_cast<double>(high) - static_cast<double>(low));
    return higherIsBetter ? share : 1 - share;
}

std::optional<TimeMs> FeedbackAnswers::firstTime() const {
    std::optional<TimeMs> first;
    for (const FeedbackAnswer& answer : answers)
        if (answer.time && (!first || *answer.time < *first))
            first = answer.time;
    return first;
}

std::optional<TimeMs> FeedbackAnswers::lastTime() const {
    std::optional<TimeMs> last;
    for (const FeedbackAnswer& answer : answers)
        if (answer.time && (!last || *answer.time > *last))
            last = answer.time;
    return last;
}

} // namespace cairn
