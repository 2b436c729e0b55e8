#include "core/analytics/funnel_tally.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

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

std::optional<double> share(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0)
        return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

/// By radix, from the lowest digit up: gaps are never negative.
void sortGaps(std::vector<TimeMs>& gaps) {
    constexpr unsigned kDigit = 11;
    constexpr std::size_t kShort = 2048, kValues = std::size_t{1} << kDigit;
    if (gaps.size() < kShort) {
        std::sort(gaps.begin(), gaps.end());
        return;
    }
    const auto largest = static_cast<std::uint64_t>(*std::max_element(gaps.begin(), gaps.end()));
    std::vector<TimeMs> sorted(gaps.size());
    for (unsigned shift = 0; shift < 64 && largest >> shift != 0; shift += kDigit) {
        std::array<std::size_t, kValues> at{};
        const auto digit = [&](TimeMs gap) {
            return static_cast<std::uint64_t>(gap) >> shift & (kValues - 1);
        };
        for (const TimeMs gap : gaps)
            ++at[digit(gap)];
        std::size_t before = 0;
        for (std::size_t& count : at)
            before += std::exchange(count, before);
        for (const TimeMs gap : gaps)
            sorted[at[digit(gap)]++] = gap;
        gaps.swap(sorted);
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

StepTimes timesOf(std::vector<TimeMs>& gaps) {
    StepTimes times;
    if (gaps.empty())
        return times;
    sortGaps(gaps);
    const auto seconds = [&](std::size_t i) { return static_cast<double>(gaps[i]) / 1000; };
    const auto quantile = [&](double p) { // Hyndman and Fan's type 7
        const double at = p * static_cast<double>(gaps.size() - 1);
        const auto below = static_cast<std::size_t>(at);
        const std::size_t above = std::min(below + 1, gaps.size() - 1);
        return seconds(below) + (at - std::floor(at)) * (seconds(above) - seconds(below));
    };
    double sum = 0; // in ascending order, so that it never depends on the threads
    times.histogram.assign(kTimeBuckets.size() + 1, 0);
    std::size_t bucket = 0;
    for (const TimeMs gap : gaps) {
        sum += static_cast<double>(gap);
        while (bucket < kTimeBuckets.size() &&
               static_cast<double>(gap) > kTimeBuckets[bucket] * 1000)
            ++bucket;
        ++times.histogram[bucket];
    }
    times.mean = sum / static_cast<double>(gaps.size()) / 1000;
    times.median = quantile(0.5);
    times.p25 = quantile(0.25);
    times.p75 = quantile(0.75);
    times.p90 = quantile(0.9);
    times.p95 = quantile(0.95);
    return times;
}

std::vector<StepResult> resultsOf(Tally& tally, const std::vector<std::string>& labels) {
    std::vector<StepResult> results(labels.size());
    for (std::size_t step = 0; step < labels.size(); ++step) {
        StepResult& row = results[step];
        row.label = labels[step];
        row.reached = tally.reached[step];
        row.overall = share(tally.fromFirst[step], tally.reached[0]);
        row.interval = wilson95(tally.fromFirst[step], tally.reached[0]);
        row.few = tally.reached[step == 0 ? 0 : step - 1] < kFew;
        row.entered = step == 0 ? tally.reached[0] : tally.reached[step] - tally.passed[step];
        if (step != 0) {
            row.stepConversion = share(tally.passed[step], tally.reached[step - 1]);
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
