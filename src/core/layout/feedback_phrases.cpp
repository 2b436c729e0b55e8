// English words of the feedback lane.
#include <cmath>

#include "cairn/insight/findings.hpp"
#include "cairn/layout/phrases.hpp"

namespace cairn {

std::string Phrases::feedbackName(FeedbackKind kind) const {
    switch (kind) {
    case FeedbackKind::Nps:
        return "NPS";
    case FeedbackKind::Csat:
        return "CSAT";
    case FeedbackKind::Ces:
        return "CES";
    case FeedbackKind::Sentiment:
        break;
    }
    return "Positive";
}

std::string Phrases::nps(double score) const {
    if (!std::isfinite(score))
        return noValue();
    const double whole = std::round(std::abs(score));
    return (whole == 0 ? "" : score < 0 ? "\u2212" : "+") + count(whole);
}

std::string Phrases::range(std::string_view from, std::string_view to) const {
    return std::string(from) + " to " + std::string(to);
}

std::string Phrases::comments(std::size_t n) const {
    return count(static_cast<double>(n)) + (n == 1 ? " comment" : " comments");
}

std::string Phrases::noAnswersYet() const {
    return "No answers yet: import a survey or reviews.";
}

} // namespace cairn
