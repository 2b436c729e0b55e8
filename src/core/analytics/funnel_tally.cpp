#include "core/analytics/funnel_tally.hpp"

#include <bit>

#include "core/analytics/summary.hpp"

namespace cairn::funnel {
namespace {

std::uint64_t& countOf(DropReasons& reasons, UnitOutcome::Why why) {
    switch (why) {
    case UnitOutcome::Why::TimedOut:
        return reasons.timedOut;
    case UnitOutcome::Why::OtherOrder:
        return reasons.otherOrder;
    case UnitOutcome::Why::Excluded:
        return reasons.excluded;
    default:
        return reasons.never;
    }
}

} // namespace

void Tally::add(const Outcome& outcome) {
    const std::size_t steps = reached.size();
    for (Mask bits = outcome.reached; bits != 0; bits &= bits - 1) {
        const auto step = static_cast<std::size_t>(std::countr_zero(bits));
        ++reached[step];
        passed[step] += outcome.passed >> step & 1;
        fromFirst[step] += outcome.fromFirst >> step & 1;
        if (step + 1 < steps && !(outcome.passed >> (step + 1) & 1))
            ++countOf(reasons[step], outcome.why[step]);
    }
    const Attempt& counted = outcome.counted;
    for (std::size_t i = 1; i < counted.times.size(); ++i)
        gaps[counted.entry + i].push_back(counted.times[i] - counted.times[i - 1]);
}

void Tally::add(const PlainEnd& end) {
    const std::size_t steps = reached.size();
    for (std::size_t step = 0; step < end.depth; ++step) {
        ++reached[step];
        ++fromFirst[step];
    }
    for (std::size_t step = 1; step < end.depth; ++step) {
        ++passed[step];
        gaps[step].push_back(static_cast<TimeMs>(end.times[step] - end.times[step - 1]));
    }
    if (end.depth < steps)
        ++countOf(reasons[end.depth - 1], whyEnded(end, steps));
}

void Tally::merge(Tally&& other) {
    for (std::size_t step = 0; step < reached.size(); ++step) {
        reached[step] += other.reached[step];
        passed[step] += other.passed[step];
        fromFirst[step] += other.fromFirst[step];
        reasons[step].timedOut += other.reasons[step].timedOut;
        reasons[step].otherOrder += other.reasons[step].otherOrder;
        reasons[step].excluded += other.reasons[step].excluded;
        reasons[step].never += other.reasons[step].never;
        gaps[step].insert(gaps[step].end(), other.gaps[step].begin(), other.gaps[step].end());
    }
}

std::vector<StepResult> resultsOf(Tally& tally, const std::vector<std::string>& labels) {
    std::vector<StepResult> results(labels.size());
    for (std::size_t step = 0; step < labels.size(); ++step) {
        StepResult& row = results[step];
        row.label = labels[step];
        row.reached = tally.reached[step];
        row.overall = shareOf(tally.fromFirst[step], tally.reached[0]);
        row.interval = wilson95(tally.fromFirst[step], tally.reached[0]);
        row.few = tally.reached[step == 0 ? 0 : step - 1] < kFew;
        row.entered = step == 0 ? tally.reached[0] : tally.reached[step] - tally.passed[step];
        if (step != 0) {
            row.stepConversion = shareOf(tally.passed[step], tally.reached[step - 1]);
            row.stepInterval = wilson95(tally.passed[step], tally.reached[step - 1]);
            row.time = timesOf(tally.gaps[step]);
        }
        if (step + 1 < labels.size())
            row.dropped = tally.reached[step] - tally.passed[step + 1];
        row.reasons = tally.reasons[step];
    }
    return results;
}

} // namespace cairn::funnel
