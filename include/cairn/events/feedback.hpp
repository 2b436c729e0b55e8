#pragma once
// What customers answered when they were asked: scores on a scale and words of their own. Nothing says who answered.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/base/civil_time.hpp"

namespace cairn {

/// What a score is of.
enum class FeedbackKind {
    Nps,      ///< "How likely are you to recommend us?", 0 to 10
    Csat,     ///< satisfaction, or stars
    Ces,      ///< effort
    Sentiment ///< somebody read the words: negative, neutral, positive (-1, 0, 1)
};
std::string_view nameOf(FeedbackKind); // "nps" "csat" "ces" "sentiment"
std::optional<FeedbackKind> parseFeedbackKind(std::string_view name);

/// The scale of one question.
struct FeedbackScale {
    FeedbackKind kind = FeedbackKind::Csat;
    std::int64_t low = 1, high = 5; ///< low < high
    bool higherIsBetter = true;
    /// Of a plan: effort says both "1 = very easy" and "1 = very hard", and nobody has said yet which.
    bool directionInDoubt = false;
    std::string recognisedBy = {}; ///< "name" | "answers" | "hand"; "assumed" when its direction never was said
    friend bool operator==(const FeedbackScale&, const FeedbackScale&) = default;

    /// 0 = as bad as can be, 1 = as good as can be.
    double goodness(double score) const;
    bool holds(double score) const { return score >= static_cast<double>(low) && score <= static_cast<double>(high); }
};

/// One question that is answered with a score.
struct FeedbackQuestion {
    std::string name; ///< as in the file's header
    FeedbackScale scale;
    friend bool operator==(const FeedbackQuestion&, const FeedbackQuestion&) = default;
};

/// One answer to one question, or words without a score.
struct FeedbackAnswer {
    std::optional<std::uint32_t> question; ///< index into FeedbackAnswers::questions; none = words only
    std::optional<std::uint32_t> place;    ///< index into FeedbackAnswers::places; none = it says not where
    std::optional<TimeMs> time;
    std::optional<double> score; ///< on the scale of its question
    bool wrote = false;          ///< said something in words, kept or not
    std::string text;            ///< the words; empty unless they are kept
    friend bool operator==(const FeedbackAnswer&, const FeedbackAnswer&) = default;
};

struct FeedbackAnswers {
    std::vector<FeedbackQuestion> questions;
    std::vector<std::string> places; ///< touchpoints or stages as the file calls them, by first appearance
    std::vector<FeedbackAnswer> answers; ///< in file order
    std::uint64_t responses = 0; ///< rows with at least one answer
    friend bool operator==(const FeedbackAnswers&, const FeedbackAnswers&) = default;

    std::optional<TimeMs> firstTime() const, lastTime() const;
};

} // namespace cairn
