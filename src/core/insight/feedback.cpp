// What customers answered, by stage and touchpoint. The formulas and their sources are in
// docs/scores.md.
#include "cairn/insight/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "cairn/analytics/significance.hpp"
#include "core/insight/feedback_sums.hpp"
#include "core/insight/metrics.hpp"

namespace cairn::insight {
namespace {

constexpr double kZ95 = 1.959963984540054; ///< as in wilson95
constexpr double kLeastPromoter = 9, kMostDetractor = 6;

bool isGood(const FeedbackScale& scale, double score) {
    switch (scale.kind) {
    case FeedbackKind::Nps:
        return score >= kLeastPromoter;
    case FeedbackKind::Csat: {
        // The two best boxes; of a scale of fewer than five only the best.
        const double boxes = scale.high - scale.low >= 4 ? 1 : 0;
        return scale.higherIsBetter ? score >= static_cast<double>(scale.high) - boxes
                                    : score <= static_cast<double>(scale.low) + boxes;
    }
    case FeedbackKind::Ces:
    case FeedbackKind::Sentiment:
        break;
    }
    return scale.goodness(score) > 0.5;
}

/// Rocks (2016), adjusted Wald: 3/4 of an answer added to each end, 3/2 to the middle.
Interval npsInterval(double good, double bad, double n) {
    const double size = n + 3, p = (good + 0.75) / size, d = (bad + 0.75) / size;
    const double half = kZ95 * std::sqrt((p + d - (p - d) * (p - d)) / size);
    return {std::max(-100.0, 100 * (p - d - half)), std::min(100.0, 100 * (p - d + half))};
}

Interval meanInterval(double mean, double squares, double n, const FeedbackScale& scale) {
    const double deviation = std::sqrt(squares / (n - 1));
    const double half = studentT975(static_cast<std::uint64_t>(n)) * deviation / std::sqrt(n);
    return {std::max(static_cast<double>(scale.low), mean - half),
            std::min(static_cast<double>(scale.high), mean + half)};
}

void finish(FeedbackScore& score, const std::vector<double>& values) {
    score.n = values.size();
    score.few = score.n < kFew;
    if (values.empty())
        return;
    const FeedbackScale& scale = score.question.scale;
    const auto n = static_cast<double>(score.n);
    double sum = 0, squares = 0;
    for (const double value : values) {
        sum += value;
        score.good += isGood(scale, value) ? 1U : 0U;
        score.bad += isNegative(scale, value) ? 1U : 0U;
    }
    score.mean = sum / n;
    for (const double value : values)
        squares += (value - *score.mean) * (value - *score.mean);
    if (score.n > 1)
        score.meanInterval = meanInterval(*score.mean, squares, n, scale);
    const auto good = static_cast<double>(score.good), bad = static_cast<double>(score.bad);
    if (scale.kind == FeedbackKind::Nps) {
        score.value = 100 * (good - bad) / n;
        score.interval = npsInterval(good, bad, n);
    } else {
        score.value = good / n;
        score.interval = wilson95(score.good, score.n);
    }
}

/// Worst first, then the newest; in file order where neither tells.
void sortAndCut(std::vector<Verbatim>& verbatims) {
    const auto goodness = [](const Verbatim& v) {
        return v.score ? v.scale.goodness(*v.score) : 2; // unscored last
    };
    std::stable_sort(verbatims.begin(), verbatims.end(), [&](const Verbatim& a, const Verbatim& b) {
        const double x = goodness(a), y = goodness(b);
        return x != y ? x < y : a.time > b.time; // without a time last
    });
    if (verbatims.size() > kMostVerbatims)
        verbatims.resize(kMostVerbatims);
}

/// The elements each place belongs to: those bound to it, and the stages of cards that are.
std::vector<std::set<ElementId>> elementsByPlace(const Facts& facts,
                                                 const FeedbackAnswers& feedback) {
    std::map<std::string_view, std::size_t> index;
    for (std::size_t i = 0; i < feedback.places.size(); ++i)
        index.emplace(feedback.places[i], i);
    std::vector<std::set<ElementId>> owners(feedback.places.size());
    const auto own = [&](const std::vector<std::string>& places, ElementId element, StageId stage) {
        for (const std::string& place : places)
            if (const auto at = index.find(place); at != index.end()) {
                owners[at->second].insert(element);
                owners[at->second].insert(stage);
            }
    };
    for (const Stage* stage : stagesOf(facts.project, facts.map.id))
        own(stage->feedbackPlaces, stage->id, stage->id);
    for (const Card* card : cardsOf(facts.project, facts.map.id))
        own(card->feedbackPlaces, card->id, card->stage);
    return owners;
}

void noteFeedback(const FeedbackFindings& feedback, std::vector<std::string>& notes) {
    std::uint64_t lost = 0;
    for (const PlaceCount& place : feedback.unplaced)
        lost += place.answers;
    if (lost > 0)
        notes.push_back(std::to_string(lost) + (lost == 1 ? " answer is" : " answers are") +
                        " about “" + feedback.unplaced.front().place + "”" +
                        (feedback.unplaced.size() > 1 ? " and other places" : "") +
                        ", which no stage or touchpoint is bound to");
    for (const FeedbackScore& score : feedback.all.scores)
        if (score.question.scale.recognisedBy == "assumed")
            notes.push_back(std::to_string(score.question.scale.high) + " is taken for the " +
                            (score.question.scale.higherIsBetter ? "best" : "worst") +
                            " answer to “" + score.question.name + "”: nobody has said so");
}

} // namespace

bool isNegative(const FeedbackScale& scale, double score) {
    if (scale.kind == FeedbackKind::Nps)
        return score <= kMostDetractor;
    return scale.goodness(score) < 0.5;
}

void FeedbackSums::add(const FeedbackAnswers& feedback, const FeedbackAnswer& answer) {
    if (answer.question && answer.score) {
        m_values.resize(feedback.questions.size());
        m_values[*answer.question].push_back(*answer.score);
    }
    if (!answer.wrote)
        return;
    ++m_texts;
    if (answer.text.empty())
        return;
    m_verbatims.push_back(
        {answer.text, answer.place ? feedback.places[*answer.place] : std::string(), answer.time,
         answer.score,
         answer.question ? feedback.questions[*answer.question].scale : FeedbackScale{}});
}

FeedbackSummary FeedbackSums::summary(const FeedbackAnswers& feedback) {
    FeedbackSummary summary;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        if (m_values[i].empty())
            continue;
        FeedbackScore& score = summary.scores.emplace_back();
        score.question = feedback.questions[i];
        finish(score, m_values[i]);
        summary.answers += score.n;
        summary.negative += score.bad;
    }
    summary.texts = m_texts;
    sortAndCut(m_verbatims);
    summary.verbatims = std::move(m_verbatims);
    return summary;
}

FeedbackFindings sumFeedback(const Facts& facts, const FeedbackAnswers& feedback,
                             std::optional<TimeMs> after) {
    const auto owners = elementsByPlace(facts, feedback);
    FeedbackFindings found;
    FeedbackSums all;
    std::map<ElementId, FeedbackSums> sums;
    for (const FeedbackAnswer& answer : feedback.answers) {
        if (after && (!answer.time || *answer.time <= *after))
            continue;
        all.add(feedback, answer);
        if (!answer.place) {
            ++found.nowhere;
            continue;
        }
        for (const ElementId element : owners[*answer.place])
            sums[element].add(feedback, answer);
    }
    found.all = all.summary(feedback);
    for (auto& [element, sum] : sums)
        found.of.emplace(element, sum.summary(feedback));
    for (const PlaceCount& place : countPlaces(feedback)) {
        const auto at = std::find(feedback.places.begin(), feedback.places.end(), place.place);
        if (owners[static_cast<std::size_t>(at - feedback.places.begin())].empty())
            found.unplaced.push_back(place);
    }
    return found;
}

void addFeedback(const Facts& facts, MapFindings& findings) {
    if (!facts.feedback)
        return;
    findings.feedback = sumFeedback(facts, *facts.feedback);
    noteFeedback(*findings.feedback, findings.notes);
}

} // namespace cairn::insight
