// What customers answer now against the survey before. The formulas and their sources are in
// docs/scores.md.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "cairn/insight/feedback.hpp"
#include "cairn/model/dataset_names.hpp"
#include "core/insight/feedback_sums.hpp"
#include "core/insight/metrics.hpp"

namespace cairn {
namespace {

/// Of two values with an interval each that are independent of each other: square roots of summed
/// squares of the sides that count.
Interval differenceOf(double before, const Interval& a, double now, const Interval& b) {
    const double down = std::hypot(now - b.low, a.high - before),
                 up = std::hypot(b.high - now, before - a.low);
    return {now - before - down, now - before + up};
}

} // namespace

DatasetId surveyBefore(const Project& project, const Map& map) {
    const Dataset* survey = map.feedback ? project.datasets.find(map.feedback) : nullptr;
    const Dataset* before = survey ? project.datasets.find(survey->previous) : nullptr;
    return before && before->kind == "feedback" ? before->id : DatasetId{};
}

FeedbackChange compareScores(const FeedbackScore& before, const FeedbackScore& now) {
    FeedbackChange change;
    change.n = before.n;
    change.nowN = now.n;
    change.value = before.value;
    change.nowValue = now.value;
    if (!before.value || !now.value)
        return change;
    if (now.question.scale.kind != FeedbackKind::Nps) {
        const ProportionTest test = compareProportions(before.good, before.n, now.good, now.n);
        change.difference = test.difference;
        change.interval = test.interval;
        change.significant = test.significant;
        return change;
    }
    change.difference = *now.value - *before.value;
    change.interval = differenceOf(*before.value, *before.interval, *now.value, *now.interval);
    change.significant = std::min(before.n, now.n) >= kFew &&
                         (change.interval->low > 0 || change.interval->high < 0);
    return change;
}

namespace insight {
namespace {

bool sameScale(const FeedbackScale& a, const FeedbackScale& b) {
    return a.kind == b.kind && a.low == b.low && a.high == b.high &&
           a.higherIsBetter == b.higherIsBetter;
}

/// Whether the newer file is an export of all answers to date: nearly all of the earlier ones are
/// in it.
bool holdsTheEarlier(const FeedbackAnswers& before, const FeedbackAnswers& now) {
    using Key = std::tuple<std::string_view, std::string_view, std::optional<TimeMs>,
                           std::optional<double>>;
    const auto keyOf = [](const FeedbackAnswers& all, const FeedbackAnswer& answer) {
        return Key{answer.question ? all.questions[*answer.question].name : std::string_view(),
                   answer.place ? all.places[*answer.place] : std::string_view(), answer.time,
                   answer.score};
    };
    std::map<Key, std::size_t> there;
    for (const FeedbackAnswer& answer : now.answers)
        if (answer.time)
            ++there[keyOf(now, answer)];
    std::size_t timed = 0, found = 0;
    for (const FeedbackAnswer& answer : before.answers) {
        if (!answer.time)
            continue;
        ++timed;
        const auto at = there.find(keyOf(before, answer));
        if (at == there.end() || at->second == 0)
            continue;
        --at->second;
        ++found;
    }
    return timed > 0 && found * 10 >= timed * 9;
}

/// True when anything could be held against each other.
bool compare(const FeedbackSummary& before, const FeedbackSummary& now, FeedbackSummary& shown) {
    const auto asked = [](const FeedbackSummary& in, const FeedbackQuestion& question) {
        return std::find_if(in.scores.begin(), in.scores.end(), [&](const FeedbackScore& score) {
            return score.question.name == question.name &&
                   sameScale(score.question.scale, question.scale);
        });
    };
    bool any = false;
    for (FeedbackScore& score : shown.scores) {
        const auto was = asked(before, score.question), is = asked(now, score.question);
        if (was == before.scores.end())
            continue;
        FeedbackScore none;
        none.question = score.question;
        score.change = compareScores(*was, is == now.scores.end() ? none : *is);
        any = true;
    }
    return any;
}

} // namespace

void addFeedbackChange(const Facts& facts, MapFindings& findings) {
    if (!findings.feedback || !facts.feedbackBefore)
        return;
    FeedbackFindings& found = *findings.feedback;
    if (holdsTheEarlier(*facts.feedbackBefore, *facts.feedback))
        found.since = facts.feedbackBefore->lastTime();
    const FeedbackFindings before = sumFeedback(facts, *facts.feedbackBefore);
    const FeedbackFindings later =
        found.since ? sumFeedback(facts, *facts.feedback, found.since) : found;
    if (!compare(before.all, later.all, found.all)) {
        findings.notes.push_back(
            "The survey before asked other questions, or on other scales: nothing is compared");
        return;
    }
    static const FeedbackSummary kNobody;
    for (auto& [element, summary] : found.of) {
        const auto was = before.of.find(element), is = later.of.find(element);
        if (was != before.of.end())
            compare(was->second, is == later.of.end() ? kNobody : is->second, summary);
    }
    found.beforeName = distinctName(facts.project, surveyBefore(facts.project, facts.map));
}

} // namespace insight
} // namespace cairn
