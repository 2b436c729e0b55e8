#pragma once
// Is a difference between two shares more than chance?

#include <cstdint>
#include <optional>

#include "cairn/analytics/funnel.hpp"

namespace cairn {

/// a of n against b of m.
struct ProportionTest {
    std::uint64_t a = 0, n = 0, b = 0, m = 0;
    std::optional<double> difference;  ///< b/m - a/n; empty when n or m is 0
    /// 95 % interval of the difference. Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10
    /// (from the two Wilson intervals).
    std::optional<Interval> interval;
    /// Two-sided p of the two-proportion z-test with pooled variance; 1 when both shares are 0 or both are 1; empty when n or m is 0.
    std::optional<double> p;
    /// People needed in each group to find the observed difference at 5 % with 80 % power (normal approximation,
    /// Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., eq. 4.14 without continuity correction);
    /// empty when there is no difference.
    std::optional<std::uint64_t> neededEach;
    bool enough = false;      ///< both groups have at least kFew people and at least neededEach
    bool significant = false; ///< p < 0.05 and both groups have at least kFew people
};

/// Throws Error{Internal} when a > n or b > m.
ProportionTest compareProportions(std::uint64_t a, std::uint64_t n, std::uint64_t b, std::uint64_t m);

/// The 97.5 % point of Student's t with n - 1 degrees of freedom: half the width of a mean's 95 % interval, in standard
/// errors. n >= 2.
double studentT975(std::uint64_t n);

/// Two funnels of the same steps side by side.
struct FunnelDifference {
    std::vector<ProportionTest> step;    ///< of the step conversions; [0] is empty (n = m = 0)
    std::vector<ProportionTest> overall; ///< of the shares of those who entered
};
/// Throws Error{BadInput} when they have not the same number of steps.
FunnelDifference compareFunnels(std::span<const StepResult> before, std::span<const StepResult> after);

} // namespace cairn
