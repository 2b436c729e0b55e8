#pragma once
// What changed since what a map is held against: its stages, the ones that matter first.

#include <vector>

#include "cairn/insight/findings.hpp"

namespace cairn {

enum class ChangeVerdict {
    Better, Worse, ///< more than chance: p < 0.05, with enough people on both sides
    MayBeChance, ///< the interval spans zero
    TooFew,  ///< fewer than kFew people on one side
    NotTested ///< the first stage, or nothing to divide by
};
std::string_view nameOf(ChangeVerdict); // "better" "worse" "may-be-chance" "too-few" "not-tested"
ChangeVerdict verdictOf(const ProportionTest&);

struct StageChange {
    StageId stage;
    std::string title;
    std::optional<double> reachedBefore, reachedAfter; ///< customers at the stage
    /// Of the share of those at the stage before who came on: before (a of n) to after (b of m). Empty when it was not tested.
    std::optional<ProportionTest> test;
    ChangeVerdict verdict = ChangeVerdict::NotTested;
    /// How many customers more (or fewer) came on than would have with the share of before: difference x those who could.
    std::optional<double> customers;
};

/// Of the map's bound stages; empty when the map is held against nothing. First those whose change is more than chance, then
/// the others that were tested, each by the customers they meant, most first; then the rest in the map's order.
std::vector<StageChange> changesOf(const Project&, const MapFindings&);

/// What customers answer now, against the survey before.
struct AnswerChange {
    ElementId element; ///< a stage or a card; 0 = all answers
    std::string title; ///< empty for all answers
    FeedbackScore score; ///< with its change
    ChangeVerdict verdict = ChangeVerdict::NotTested;
};
ChangeVerdict verdictOf(const FeedbackChange&);
/// First of all answers, then of stages and touchpoints: those whose change is more than chance first, the largest first.
/// Empty when there is no survey before, or it asked other things.
std::vector<AnswerChange> answerChangesOf(const Project&, const MapFindings&);
/// "Checkout, NPS: +12.0 → −4.0 (−16.0 pts, −30.0 to −2.0; worse, more than chance), 210 and 190 answers." in English.
std::string answerChangeSentence(const AnswerChange&);

/// "Checkout: 22.4 % → 18.1 % (−4.3 pts, −6.0 to −2.6; worse, more than chance): 120 customers fewer than before's share." in English.
std::string changeSentence(const StageChange&);

} // namespace cairn
