#include "core/analytics/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace cairn {
namespace {

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

std::optional<double> shareOf(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0)
        return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
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

std::optional<double> medianSeconds(std::vector<TimeMs>& gaps) {
    if (gaps.empty())
        return std::nullopt;
    sortGaps(gaps);
    const std::size_t n = gaps.size();
    return (static_cast<double>(gaps[(n - 1) / 2]) + static_cast<double>(gaps[n / 2])) / 2000;
}

} // namespace cairn
