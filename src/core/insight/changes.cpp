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

int rankOf(const StageChange& change) {
    switch (change.verdict) {
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
                         if (rankOf(a) != rankOf(b))
                             return rankOf(a) < rankOf(b);
                         return rankOf(a) < 2 && std::abs(a.customers.value_or(0)) >
                                                     std::abs(b.customers.value_or(0));
                     });
    return changes;
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
