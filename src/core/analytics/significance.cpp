#include "cairn/analytics/significance.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

constexpr double kLevel = 0.05, kPower = 0.8;

double square(double x) {
    return x * x;
}

/// Newcombe's method 10: each share's own Wilson limits, put together as the sides of a triangle.
Interval newcombe(double before, const Interval& ofBefore, double after, const Interval& ofAfter) {
    const double difference = after - before;
    const double below = std::sqrt(square(after - ofAfter.low) + square(ofBefore.high - before));
    const double above = std::sqrt(square(ofAfter.high - after) + square(before - ofBefore.low));
    return {std::max(-1.0, difference - below), std::min(1.0, difference + above)};
}

double twoSidedP(const ProportionTest& t) {
    const auto n = static_cast<double>(t.n), m = static_cast<double>(t.m);
    const double pooled = static_cast<double>(t.a + t.b) / (n + m);
    const double variance = pooled * (1 - pooled) * (1 / n + 1 / m);
    if (t.a + t.b == 0 || t.a + t.b == t.n + t.m || variance <= 0)
        return 1; // everybody or nobody: there is nothing to tell apart
    const double z = std::abs(*t.difference) / std::sqrt(variance);
    return 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), z));
}

/// Fleiss, Levin and Paik, eq. 4.14, without continuity correction.
std::optional<std::uint64_t> peopleNeeded(double before, double after) {
    if (before == after)
        return std::nullopt;
    const boost::math::normal normal;
    static const double alpha = boost::math::quantile(boost::math::complement(normal, kLevel / 2));
    static const double beta = boost::math::quantile(normal, kPower);
    const double mean = (before + after) / 2;
    const double spread = alpha * std::sqrt(2 * mean * (1 - mean)) +
                          beta * std::sqrt(before * (1 - before) + after * (1 - after));
    const double needed = std::ceil(square(spread) / square(after - before));
    return needed < 1e18 ? static_cast<std::uint64_t>(needed)
                         : std::uint64_t{1'000'000'000'000'000'000};
}

/// How many of those who entered at step 1 got to the step.
std::uint64_t fromFirst(const StepResult& step, std::uint64_t entered) {
    return static_cast<std::uint64_t>(
        std::llround(step.overall.value_or(0) * static_cast<double>(entered)));
}

} // namespace

ProportionTest compareProportions(std::uint64_t a, std::uint64_t n, std::uint64_t b,
                                  std::uint64_t m) {
    if (a > n || b > m)
        throw Error(ErrorCode::Internal, "compare two shares", "a part is larger than its whole");
    ProportionTest test{a, n, b, m, {}, {}, {}, {}, false, false};
    if (n == 0 || m == 0)
        return test;
    const double before = static_cast<double>(a) / static_cast<double>(n);
    const double after = static_cast<double>(b) / static_cast<double>(m);
    test.difference = after - before;
    test.interval = newcombe(before, *wilson95(a, n), after, *wilson95(b, m));
    test.p = twoSidedP(test);
    test.neededEach = peopleNeeded(before, after);
    const std::uint64_t smaller = std::min(n, m);
    test.enough = smaller >= kFew && test.neededEach && smaller >= *test.neededEach;
    test.significant = smaller >= kFew && *test.p < kLevel;
    return test;
}

double studentT975(std::uint64_t n) {
    return boost::math::quantile(boost::math::students_t(static_cast<double>(n) - 1), 0.975);
}

FunnelDifference compareFunnels(std::span<const StepResult> before,
                                std::span<const StepResult> after) {
    if (before.size() != after.size())
        throw Error(ErrorCode::BadInput, "compare two funnels",
                    "one has " + std::to_string(before.size()) + " steps, the other " +
                        std::to_string(after.size()));
    FunnelDifference difference;
    for (std::size_t k = 0; k < before.size(); ++k) {
        if (k == 0)
            difference.step.emplace_back();
        else
            difference.step.push_back(
                compareProportions(before[k].reached - before[k].entered, before[k - 1].reached,
                                   after[k].reached - after[k].entered, after[k - 1].reached));
        difference.overall.push_back(
            compareProportions(fromFirst(before[k], before[0].reached), before[0].reached,
                               fromFirst(after[k], after[0].reached), after[0].reached));
    }
    return difference;
}

} // namespace cairn
