// pain = 100 x (severity / 4) x reach x frequency. Which element gets a score, and where its inputs
// come from, is told in docs/scores.md.
#include <algorithm>
#include <cmath>

#include "cairn/base/error.hpp"
#include "core/insight/metrics.hpp"

namespace cairn::insight {
namespace {

constexpr double kWorstSeverity = 4, kAssumedSeverity = 3;

ScoreInput countedInput(double part, double whole, InputSource source) {
    ScoreInput input;
    if (!(whole > 0) || part > whole)
        return input;
    input.value = part / whole;
    input.source = source;
    if (whole < 1e15) {
        input.numerator = static_cast<std::uint64_t>(std::llround(part));
        input.denominator = static_cast<std::uint64_t>(std::llround(whole));
        input.interval = wilson95(input.numerator, input.denominator);
    }
    return input;
}

ScoreInput byHand(std::optional<double> value, double most) {
    ScoreInput input;
    if (value) {
        input.value = std::clamp(*value, 0.0, most);
        input.source = InputSource::ByHand;
    }
    return input;
}

/// What the data says about one element.
struct Counted {
    ScoreInput reach, frequency;
};

/// Finds what was counted, for stages and for cards with a binding of their own.
class Counts {
public:
    Counts(const Facts& facts, const MapFindings& findings) : m_facts(facts), m_findings(findings) {
        for (const StageId id : findings.funnelStages)
            if (!m_entered && findings.stages.at(id).reached)
                m_entered = findings.stages.at(id).reached;
    }

    Counted ofStage(StageId id) const {
        const auto at = m_findings.stages.find(id);
        if (at == m_findings.stages.end() || !at->second.reached)
            return {};
        const StageFinding& stage = at->second;
        Counted counted;
        counted.reach =
            countedInput(*stage.reached, m_entered.value_or(0), InputSource::FunnelReach);
        if (stage.lost)
            counted.frequency =
                countedInput(*stage.lost, *stage.reached, InputSource::DropOffEstimated);
        return counted;
    }

    /// A bound touchpoint: the customers who entered and were here; of those, how many never got to
    /// the next bound stage.
    Counted ofCard(const Card& card) {
        const auto* log = m_facts.content ? std::get_if<EventLog>(m_facts.content) : nullptr;
        if (!log || !m_findings.funnel)
            return {};
        const FunnelStep here = stepOf(card.text, card.binding);
        FunnelOptions options = funnelOptionsOf(m_facts.map.funnel);
        options.breakdown.reset(); // exclusions lie between stages: they say nothing of a card
        options.overTime.reset();
        Counted counted;
        try {
            const Stage* stage = m_facts.project.stages.find(card.stage);
            if (card.kind == CardKind::PainPoint && stage && !stage->binding.empty()) {
                counted.reach = ofStage(card.stage).reach;
                counted.frequency = affectedOf(*log, here, *stage);
                return counted;
            }
            counted.reach = reachOf(*log, here);
            if (const Stage* next = nextBound(card.stage)) {
                const FunnelStep steps[] = {here, stepOf(next->title, next->binding)};
                const FunnelResult result = computeFunnel(*log, steps, options, m_facts.job);
                counted.frequency = countedInput(static_cast<double>(*result.steps[0].dropped),
                                                 static_cast<double>(result.steps[0].reached),
                                                 InputSource::DropOffEstimated);
            }
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadInput)
                throw;
            notes.push_back("\"" + card.text + "\" was not counted: " + error.why());
            return {};
        }
        return counted;
    }

    std::vector<std::string> notes;

private:
    /// Users who entered, and those of them who were here, whatever the funnel counts.
    ScoreInput reachOf(const EventLog& log, const FunnelStep& here) {
        FunnelOptions entry = inRange();
        entry.to = m_facts.map.funnel.to;
        if (m_enteredUsers.empty()) {
            const auto steps = funnelStepsOf(m_facts.project, m_facts.map.id);
            m_enteredUsers = usersOf(log, steps[0], entry);
            for (std::size_t i = 1; i < steps.size() && m_facts.map.funnel.open; ++i) {
                const auto more = usersOf(log, steps[i], entry);
                for (std::size_t user = 0; user < more.size(); ++user)
                    m_enteredUsers[user] = m_enteredUsers[user] || more[user];
            }
        }
        const auto users = usersOf(log, here, inRange());
        double entered = 0, both = 0;
        for (std::size_t user = 0; user < users.size(); ++user) {
            entered += m_enteredUsers[user] ? 1 : 0;
            both += m_enteredUsers[user] && users[user] ? 1 : 0;
        }
        return countedInput(both, entered, InputSource::FunnelReach);
    }

    /// Later steps may fall after the end of the funnel's date range, unless all must lie inside.
    FunnelOptions inRange() const {
        FunnelOptions options;
        options.windowMs.reset();
        options.from = m_facts.map.funnel.from;
        if (m_facts.map.funnel.allInside)
            options.to = m_facts.map.funnel.to;
        return options;
    }

    /// A pain point's own events are its occurrences: of the users ever at the stage, those it hit.
    ScoreInput affectedOf(const EventLog& log, const FunnelStep& here, const Stage& stage) {
        const auto there = usersOf(log, stepOf(stage.title, stage.binding), inRange());
        const auto hit = usersOf(log, here, inRange());
        double all = 0, affected = 0;
        for (std::size_t user = 0; user < there.size(); ++user) {
            all += there[user] ? 1 : 0;
            affected += there[user] && hit[user] ? 1 : 0;
        }
        return countedInput(affected, all, InputSource::Affected);
    }

    std::vector<bool> usersOf(const EventLog& log, const FunnelStep& step,
                              const FunnelOptions& options) {
        std::vector<bool> users(log.units, false);
        for (const UnitOutcome& outcome :
             funnelUnits(log, std::span(&step, 1), options, m_facts.job))
            users[outcome.unit] = true;
        return users;
    }

    const Stage* nextBound(StageId after) const {
        bool passed = false;
        for (const Stage* stage : stagesOf(m_facts.project, m_facts.map.id)) {
            if (passed && !stage->binding.empty())
                return stage;
            passed = passed || stage->id == after;
        }
        return nullptr;
    }

    const Facts& m_facts;
    const MapFindings& m_findings;
    std::optional<double> m_entered;
    std::vector<bool> m_enteredUsers;
};

/// From the worst feeling of the map's personas at a stage; a neutral or good one means no severity
/// at all.
ScoreInput fromEmotion(const Facts& facts, StageId stage) {
    ScoreInput input;
    std::optional<double> lowest;
    for (const Persona* persona : personasOf(facts.project, facts.map))
        for (const EmotionPoint* point : emotionsOf(facts.project, facts.map.id, persona->id))
            if (point->stage == stage && (!lowest || point->value < *lowest))
                lowest = point->value;
    if (lowest) {
        input.value = std::clamp(lowest < 0.0 ? -2 * *lowest : 0.0, 0.0, kWorstSeverity);
        input.source = InputSource::EmotionCurve;
    }
    return input;
}

/// Of those who answered about this very element; the words of a stage say nothing of one card.
struct Heard {
    ScoreInput severity, frequency;
};

Heard heardOf(const MapFindings& findings, ElementId element) {
    Heard heard;
    const FeedbackSummary* summary = findings.feedbackOf(element);
    if (!summary || summary->answers == 0)
        return heard;
    heard.frequency =
        countedInput(static_cast<double>(summary->negative), static_cast<double>(summary->answers),
                     InputSource::NegativeAnswers);
    heard.severity = heard.frequency;
    heard.severity.source = InputSource::Feedback;
    heard.severity.value = kWorstSeverity * *heard.frequency.value;
    if (auto& interval = heard.severity.interval)
        *interval = {kWorstSeverity * interval->low, kWorstSeverity * interval->high};
    return heard;
}

bool isCounted(const ScoreInput& input) {
    return input.source == InputSource::FunnelReach || input.source == InputSource::Feedback ||
           input.source == InputSource::NegativeAnswers ||
           input.source == InputSource::DropOffEstimated || input.source == InputSource::Affected;
}

void finish(PainScore& pain) {
    if (pain.severity.value && pain.reach.value && pain.frequency.value)
        pain.score = 100 * (*pain.severity.value / kWorstSeverity) * *pain.reach.value *
                     *pain.frequency.value;
    // An estimated frequency is not measured.
    const bool measured = pain.severity.source == InputSource::Feedback && isCounted(pain.reach) &&
                          isCounted(pain.frequency) &&
                          pain.frequency.source != InputSource::DropOffEstimated;
    const bool partial =
        isCounted(pain.severity) || isCounted(pain.reach) || isCounted(pain.frequency);
    pain.confidence = measured  ? Confidence::Measured
                      : partial ? Confidence::Partial
                                : Confidence::Assumed;
    pain.n = pain.reach.numerator;
    // As sure as the fewest people behind it.
    if (const std::uint64_t answers =
            pain.severity.source == InputSource::Feedback           ? pain.severity.denominator
            : pain.frequency.source == InputSource::NegativeAnswers ? pain.frequency.denominator
                                                                    : 0;
        answers != 0)
        pain.n = pain.n == 0 ? answers : std::min(pain.n, answers);
}

PainScore painOfCard(const Facts& facts, const MapFindings& findings, const Card& card,
                     Counts& counts) {
    PainScore pain;
    pain.element = card.id;
    pain.stage = card.stage;
    const bool ownBinding = !card.binding.empty();
    const Counted counted = ownBinding ? counts.ofCard(card) : counts.ofStage(card.stage);
    pain.severity =
        byHand(card.severity ? std::optional(static_cast<double>(*card.severity)) : std::nullopt,
               kWorstSeverity);
    const Heard heard = heardOf(findings, card.id);
    if (!pain.severity.value)
        pain.severity = heard.severity;
    if (!pain.severity.value)
        pain.severity = fromEmotion(facts, card.stage);
    // An assumed 3 belongs to where the drop-off was counted, not to every card near it.
    if (!pain.severity.value && ownBinding && counted.frequency.value)
        pain.severity = {kAssumedSeverity, InputSource::DropOffAssumed, 0, 0, std::nullopt};
    pain.reach = counted.reach.value ? counted.reach : byHand(card.reach, 1);
    pain.frequency = counted.frequency;
    // Only those who were counted as hit come before those who complained.
    if (heard.frequency.value && pain.frequency.source != InputSource::Affected)
        pain.frequency = heard.frequency;
    if (!pain.frequency.value)
        pain.frequency = byHand(card.frequency, 1);
    finish(pain);
    if (card.painOverride.value) {
        pain.score = std::clamp(*card.painOverride.value, 0.0, 100.0);
        pain.overridden = true;
        pain.overrideReason = card.painOverride.reason;
        pain.confidence = Confidence::Assumed;
    }
    return pain;
}

/// The leak itself, or what customers said of the stage, where no card says what hurts.
PainScore painOfStage(const Facts& facts, const MapFindings& findings, StageId stage,
                      const Counts& counts) {
    PainScore pain;
    pain.element = stage;
    pain.stage = stage;
    const Counted counted = counts.ofStage(stage);
    pain.reach = counted.reach;
    const Heard heard = heardOf(findings, stage);
    pain.frequency = heard.frequency.value ? heard.frequency : counted.frequency;
    pain.severity = heard.severity.value ? heard.severity : fromEmotion(facts, stage);
    if (!pain.severity.value && pain.frequency.value)
        pain.severity = {kAssumedSeverity, InputSource::DropOffAssumed, 0, 0, std::nullopt};
    finish(pain);
    return pain;
}

} // namespace

void addPain(const Facts& facts, MapFindings& findings) {
    Counts counts(facts, findings);
    const auto lanes = lanesOf(facts.project, facts.map.id);
    for (const Stage* stage : stagesOf(facts.project, facts.map.id)) {
        StageFinding& finding = findings.stages[stage->id];
        const auto take = [&](PainScore pain) {
            if (pain.score) {
                finding.highestPain = std::max(finding.highestPain.value_or(0), *pain.score);
                finding.sumPain = finding.sumPain.value_or(0) + *pain.score;
            }
            findings.pain.push_back(std::move(pain));
        };
        for (const Lane* lane : lanes)
            for (const Card* card : cardsIn(facts.project, lane->id, stage->id)) {
                if (card->kind != CardKind::Touchpoint && card->kind != CardKind::PainPoint)
                    continue;
                facts.job.throwIfCancelled();
                take(painOfCard(facts, findings, *card, counts));
            }
        // Answers about a card alone are the card's.
        const FeedbackSummary* heard =
            stage->feedbackPlaces.empty() ? nullptr : findings.feedbackOf(stage->id);
        if (!finding.highestPain && (finding.lost || (heard && heard->negative > 0)))
            take(painOfStage(facts, findings, stage->id, counts));
    }
    findings.notes.insert(findings.notes.end(), counts.notes.begin(), counts.notes.end());
    std::stable_sort(findings.pain.begin(), findings.pain.end(),
                     [](const PainScore& a, const PainScore& b) {
                         return a.score.value_or(-1) > b.score.value_or(-1);
                     });
}

} // namespace cairn::insight
