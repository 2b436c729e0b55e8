#pragma once
// Answers added up, one after the other.

#include "cairn/insight/findings.hpp"

namespace cairn::insight {

/// Worse than the middle of its scale; of an NPS 0 to 6.
bool isNegative(const FeedbackScale& scale, double score);

class FeedbackSums {
public:
    void add(const FeedbackAnswers& feedback, const FeedbackAnswer& answer);
    /// Leaves nothing behind.
    FeedbackSummary summary(const FeedbackAnswers& feedback);

private:
    std::vector<std::vector<double>> m_values; ///< scores by question, in file order
    std::vector<Verbatim> m_verbatims;
    std::uint64_t m_texts = 0;
};

struct Facts;
/// What was answered, by element; with `after` only the answers of later instants. Nothing of changes.
FeedbackFindings sumFeedback(const Facts&, const FeedbackAnswers&, std::optional<TimeMs> after = std::nullopt);

} // namespace cairn::insight
