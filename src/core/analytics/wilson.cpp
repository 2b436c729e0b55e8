#include <algorithm>
#include <cmath>

#include "cairn/analytics/funnel.hpp"

namespace cairn {

std::optional<Interval> wilson95(std::uint64_t successes, std::uint64_t n) {
    if (n == 0)
        return std::nullopt;
    constexpr double z = 1.959963984540054;
    const auto total = static_cast<double>(n);
    const double share = static_cast<double>(std::min(successes, n)) / total;
    const double scale = 1 + z * z / total;
    const double centre = (share + z * z / (2 * total)) / scale;
    const double half =
        z / scale * std::sqrt(share * (1 - share) / total + z * z / (4 * total * total));
    // At the ends the formula gives 0 and 1 exactly; rounding must not say otherwise.
    return Interval{successes == 0 ? 0.0 : std::max(0.0, centre - half),
                    successes >= n ? 1.0 : std::min(1.0, centre + half)};
}

} // namespace cairn
