#include "cairn/insight/changes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cairn {
namespace {

std::string shareText(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", share * 100);
    return text;
}

std::string pointsText(double difference) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", std::abs(difference) * 100);
    const bool none = std::string_view(text) == "0.0";
    return (none ? "" : difference > 0 ? "+" : "−") + std::string(text);
}

std::string verdictText(ChangeVerdict verdict) {
    switch (verdict) {
    case ChangeVerdict::Better:
        return "better, more than chance";
    case ChangeVerdict::Worse:
        return "worse, more than chance";
    case ChangeVerdict::MayBeChance:
        return "could be chance";
    default:
        return "too few people to tell";
    }
}

bool isNps(const FeedbackScore& score) {
    return score.question.scale.kind == FeedbackKind::Nps;
}

/// A value, or a difference of two, as a share.
double shareOf(const FeedbackScore& score, double value) {
    return isNps(score) ? value / 100 : value;
}

/// What matters first.
int rankOf(ChangeVerdict verdict) {
    switch (verdict) {
    case ChangeVerdict::Better:
    case ChangeVerdict::Worse:
        return 0;
    case ChangeVerdict::NotTested:
        return 2;
    default:
        return 1;
    }
}

} // namespace

std::string_view nameOf(ChangeVerdict verdict) {
    switch (verdict) {
    case ChangeVerdict::Better:
        return "better";
    case ChangeVerdict::Worse:
        return "worse";
    case ChangeVerdict::MayBeChance:
        return "may-be-chance";
    case ChangeVerdict::TooFew:
        return "too-few";
    case ChangeVerdict::NotTested:
        break;
    }
    return "not-tested";
}

ChangeVerdict verdictOf(const ProportionTest& test) {
    if (!test.difference)
        return ChangeVerdict::NotTested;
    if (test.significant)
        return *test.difference > 0 ? ChangeVerdict::Better : ChangeVerdict::Worse;
    // However many people: there is always a difference so small that they do not show it.
    return std::min(test.n, test.m) < kFew ? ChangeVerdict::TooFew : ChangeVerdict::MayBeChance;
}

std::vector<StageChange> changesOf(const Project& project, const MapFindings& findings) {
    std::vector<StageChange> changes;
    if (findings.comparedWith == ComparedWith::Nothing)
        return changes;
    for (const StageId id : findings.funnelStages) {
        const auto found = findings.stages.find(id);
        const Stage* stage = project.stages.find(id);
        if (found == findings.stages.end() || stage == nullptr)
            continue;
        const StageFinding& finding = found->second;
        StageChange change;
        change.stage = id;
        change.title = stage->title;
        change.reachedBefore = finding.beforeReached;
        change.reachedAfter = finding.reached;
        change.test = finding.change;
        if (change.test) {
            change.verdict = verdictOf(*change.test);
            if (change.test->difference)
                change.customers = *change.test->difference * static_cast<double>(change.test->m);
        }
        changes.push_back(std::move(change));
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const StageChange& a, const StageChange& b) {
                         if (rankOf(a.verdict) != rankOf(b.verdict))
                             return rankOf(a.verdict) < rankOf(b.verdict);
                         return rankOf(a.verdict) < 2 && std::abs(a.customers.value_or(0)) >
                                                             std::abs(b.customers.value_or(0));
                     });
    return changes;
}

ChangeVerdict verdictOf(const FeedbackChange& change) {
    if (!change.difference)
        return ChangeVerdict::NotTested;
    if (change.significant)
        return *change.difference > 0 ? ChangeVerdict::Better : ChangeVerdict::Worse;
    return std::min(change.n, change.nowN) < kFew ? ChangeVerdict::TooFew
                                                  : ChangeVerdict::MayBeChance;
}

std::vector<AnswerChange> answerChangesOf(const Project& project, const MapFindings& findings) {
    std::vector<AnswerChange> all, places;
    if (!findings.feedback || findings.feedback->beforeName.empty())
        return all;
    const auto take = [](const FeedbackSummary& summary, ElementId element,
                         const std::string& title, std::vector<AnswerChange>& to) {
        for (const FeedbackScore& score : summary.scores)
            if (score.change)
                to.push_back({element, title, score, verdictOf(*score.change)});
    };
    take(findings.feedback->all, {}, {}, all);
    for (const Stage* stage : stagesOf(project, findings.map)) {
        if (const FeedbackSummary* summary = findings.feedbackOf(stage->id))
            take(*summary, stage->id, stage->title, places);
        for (const Card* card : cardsOf(project, findings.map))
            if (const FeedbackSummary* summary = findings.feedbackOf(card->id);
                summary && card->stage == stage->id)
                take(*summary, card->id, card->text, places);
    }
    std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) {
        if (rankOf(a.verdict) != rankOf(b.verdict))
            return rankOf(a.verdict) < rankOf(b.verdict);
        return std::abs(shareOf(a.score, a.score.change->difference.value_or(0))) >
               std::abs(shareOf(b.score, b.score.change->difference.value_or(0)));
    });
    all.insert(all.end(), places.begin(), places.end());
    return all;
}

std::string answerChangeSentence(const AnswerChange& row) {
    const FeedbackChange& change = *row.score.change;
    const auto value = [&](const std::optional<double>& v) {
        return !v ? "–" : isNps(row.score) ? pointsText(*v / 100) : shareText(*v);
    };
    std::string text = (row.title.empty() ? "All answers" : row.title) + ", " +
                       (isNps(row.score) ? "NPS" : row.score.question.name) + ": " +
                       value(change.value) + " → " + value(change.nowValue);
    if (change.difference) {
        const auto points = [&](double v) { return pointsText(shareOf(row.score, v)); };
        text += " (" + points(*change.difference) + " pts";
        if (change.interval)
            text += ", " + points(change.interval->low) + " to " + points(change.interval->high);
        text += "; " + verdictText(row.verdict) + ")";
    }
    return text + ", " + std::to_string(change.n) + " and " + std::to_string(change.nowN) +
           " answers.";
}

std::string changeSentence(const StageChange& change) {
    std::string text = change.title + ": ";
    const auto& test = change.test;
    if (!test || !test->difference) {
        const auto count = [](const std::optional<double>& n) {
            return n ? std::to_string(std::llround(*n)) : std::string("–");
        };
        return text + count(change.reachedBefore) + " → " + count(change.reachedAfter) +
               " customers.";
    }
    text += shareText(static_cast<double>(test->a) / static_cast<double>(test->n)) + " → " +
            shareText(static_cast<double>(test->b) / static_cast<double>(test->m)) + " (" +
            pointsText(*test->difference) + " pts";
    if (test->interval)
        text += ", " + pointsText(test->interval->low) + " to " + pointsText(test->interval->high);
    text += "; " + verdictText(change.verdict) + ")";
    const long long customers = std::llround(change.customers.value_or(0));
    if (customers != 0)
        text += ": " + std::to_string(std::abs(customers)) +
                (std::abs(customers) == 1 ? " customer " : " customers ") +
                (customers > 0 ? "more" : "fewer") + " than with the share of before";
    return text + ".";
}

} // namespace cairn
