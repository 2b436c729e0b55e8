#pragma once
// Map + numbers -> findings on elements. The one bridge between what is drawn and what is counted.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/analytics/significance.hpp"
#include "cairn/events/step_counts.hpp"
#include "cairn/insight/bindings.hpp"
#include "cairn/insight/personas.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

enum class Confidence { Measured, Partial, Assumed };
std::string_view nameOf(Confidence); // "measured" "partial" "assumed"

/// Where an input of a score came from.
enum class InputSource {
    Missing, ByHand, EmotionCurve, DropOffAssumed, ///< severity
    Feedback,                                       ///< severity from the share of negative answers
    NegativeAnswers,                                ///< frequency: negative answers / answers
    FunnelReach,                                    ///< units here / units that entered
    DropOffEstimated,                               ///< frequency from the bound step's drop-off
    Affected,                                       ///< frequency from a pain point's own events
    Override
};
std::string_view nameOf(InputSource); // "missing" "by-hand" "emotion-curve" "drop-off-assumed" "funnel" "drop-off-estimated" "affected"
                                        // "feedback" "negative-answers" "override"

struct ScoreInput {
    std::optional<double> value;
    InputSource source = InputSource::Missing;
    std::uint64_t numerator = 0, denominator = 0; ///< the counts behind it; 0/0 when not counted
    std::optional<Interval> interval;             ///< 95 %, when counted
};

/// pain = 100 x (severity / 4) x reach x frequency. Source: docs/scores.md.
struct PainScore {
    ElementId element;            ///< a card (touchpoint or pain point), or a bound stage
    StageId stage;
    std::optional<double> score;  ///< 0..100; empty when an input is missing
    ScoreInput severity;          ///< 0..4
    ScoreInput reach;             ///< 0..1
    ScoreInput frequency;         ///< 0..1
    Confidence confidence = Confidence::Assumed;
    std::uint64_t n = 0;          ///< people it rests on
    std::optional<double> moneyPerMonth; ///< at stake, in the project's currency
    bool overridden = false;
    std::string overrideReason;
};

struct StageFinding {
    StageId stage;
    bool bound = false;
    std::size_t step = 0; ///< 0-based step of the funnel, when bound
    std::optional<double> reached; ///< customers here
    std::optional<double> lost;    ///< to the next bound stage
    std::optional<double> entered; ///< imported aggregates that rise: newly entered here
    std::optional<double> stepConversion, overall;
    std::optional<Interval> stepInterval, interval;
    bool few = false;
    std::optional<double> medianSeconds; ///< from the previous bound stage
    std::optional<DropReasons> reasons;
    std::optional<double> highestPain, sumPain; ///< over its cards; never a mean
    std::optional<double> moneyPerMonth; ///< at stake by the customers lost here, in the project's currency
    /// What the map is held against, when it is; empty where there is nothing to divide by.
    std::optional<double> beforeReached, beforeStepConversion, beforeOverall, beforeMedianSeconds;
    std::optional<ProportionTest> change; ///< of the step conversion: before (a of n) to after (b of m)
};

/// What a question gave in the survey before, and whether the difference is more than chance. Formulas: docs/scores.md.
struct FeedbackChange {
    std::uint64_t n = 0, nowN = 0;            ///< scored answers that were held against each other
    std::optional<double> value, nowValue;    ///< of both, as FeedbackScore::value
    std::optional<double> difference;         ///< nowValue - value; empty when either side has no answer
    std::optional<Interval> interval;         ///< 95 % of the difference
    bool significant = false;                 ///< more than chance, with kFew answers or more on both sides
};

/// What one question gives over some of its answers. Formulas and sources: docs/scores.md.
struct FeedbackScore {
    FeedbackQuestion question;
    std::uint64_t n = 0;     ///< scored answers
    std::uint64_t good = 0;  ///< promoters, the top two boxes, those who agree, positive words
    std::uint64_t bad = 0;   ///< detractors, the hard end, negative words: worse than the middle of the scale
    /// NPS: -100..100. All others: good / n, 0..1.
    std::optional<double> value;
    std::optional<Interval> interval; ///< 95 % of value
    std::optional<double> mean;       ///< of the scores as they stand on the scale
    std::optional<Interval> meanInterval; ///< 95 %; from two answers on
    bool few = false;                 ///< fewer than kFew answers
    std::optional<FeedbackChange> change; ///< when the survey before asked the same on the same scale
};

/// What somebody said in words of their own.
struct Verbatim {
    std::string text;
    std::string place;            ///< as the file calls it; may be empty
    std::optional<TimeMs> time;
    std::optional<double> score;  ///< what went with it, on `scale`
    FeedbackScale scale;
};

/// What customers answered about one element, or about the map as a whole.
struct FeedbackSummary {
    std::vector<FeedbackScore> scores; ///< by question, in file order; those with answers
    std::uint64_t answers = 0;  ///< with a score
    std::uint64_t negative = 0; ///< of them, worse than the middle (NPS: 0 to 6)
    std::uint64_t texts = 0;    ///< in words, kept or not
    std::vector<Verbatim> verbatims; ///< those kept; worst score first, then the newest; at most kMostVerbatims
};
inline constexpr std::size_t kMostVerbatims = 200;

/// A place that answers are about, and how many they are.
struct PlaceCount {
    std::string place;
    std::uint64_t answers = 0;
};

struct FeedbackFindings {
    FeedbackSummary all; ///< every answer, wherever it belongs
    /// Stages with all answers about them and their cards; cards with their own.
    std::map<ElementId, FeedbackSummary> of;
    std::vector<PlaceCount> unplaced; ///< places that no stage or card of the map is bound to, most answers first
    std::uint64_t nowhere = 0;        ///< answers that do not say what they are about
    /// The survey before, which each score's change is since; empty when there is none to compare with.
    std::string beforeName;
    /// The newer survey's file holds the earlier answers as well: only those after this instant are held against them.
    std::optional<TimeMs> since;
};

/// What the map's numbers are held against.
enum class ComparedWith {
    Nothing,
    Dataset, ///< another import; beforeName and afterName are the names of the two
    Period,  ///< the same events, entered in another date range; no names
    Segments ///< two values of the breakdown; beforeName and afterName are the values
};

struct MapFindings {
    MapId map;
    bool hasData = false;
    std::optional<FunnelResult> funnel; ///< empty for step counts
    /// Nothing also when a comparison was asked for and could not be made: a note then says why.
    ComparedWith comparedWith = ComparedWith::Nothing;
    std::string beforeName, afterName;
    /// The two sides of the comparison. `after` equals `funnel` but for segments. Empty for step counts, whose stages
    /// carry their change themselves.
    std::optional<FunnelResult> before, after;
    std::optional<FunnelDifference> difference; ///< from before to after
    std::vector<StageId> funnelStages;  ///< the stage of each funnel step
    std::map<StageId, StageFinding> stages;
    std::vector<PainScore> pain; ///< worst first; blank scores last
    std::vector<PersonaFigures> personas; ///< of all personas that are bound to a segment, in the project's order
    /// Columns of the data with few enough values to choose a segment by.
    std::vector<SegmentColumn> segmentColumns;
    std::optional<TimeMs> firstEvent, lastEvent;
    bool timeless = false; ///< the events have no times
    std::vector<std::string> notes; ///< what to know before believing: "2 stages are not bound to events"
    std::optional<FeedbackFindings> feedback; ///< when the map has a survey

    const PainScore* painOf(ElementId) const;
    const PersonaFigures* personaOf(PersonaId) const;
    const FeedbackSummary* feedbackOf(ElementId) const; ///< nullptr when nobody answered about it
};

/// The funnel steps of a map's bound stages, in stage order (unbound stages are left out), and the options its
/// FunnelSetup asks for. Throws Error{BadInput} on a setup that makes no sense.
std::vector<FunnelStep> funnelStepsOf(const Project&, MapId, std::vector<StageId>* stages = nullptr);
/// Exclusions lie between stages in the setup and between steps in the options; a stage that is not bound to events is
/// refused by its title.
FunnelOptions funnelOptionsOf(const Project&, MapId);
/// The same without the exclusions, which need the map's stages.
FunnelOptions funnelOptionsOf(const FunnelSetup&);

/// Everything the map shows that was counted or scored. `content` is the map's dataset (nullptr = no data:
/// hand-set scores only). `compared` is the dataset that FunnelSetup::compare names (nullptr = not asked for, or not to be
/// had). `feedback` is what Map::feedback names (nullptr = none), `feedbackBefore` what surveyBefore names. Never throws for a map without data or bindings; blank is blank.
MapFindings computeFindings(const Project&, MapId, const DatasetContent* content, const JobControl& job = {},
                            const DatasetContent* compared = nullptr, const DatasetContent* feedback = nullptr,
                            const DatasetContent* feedbackBefore = nullptr);

} // namespace cairn
