#pragma once
// A difference of two shares, in the words that stand on a map.

#include <cmath>
#include <string>

#include "cairn/insight/findings.hpp"
#include "cairn/layout/phrases.hpp"

namespace cairn::layout {

/// "▲ +3.1 pts", as the share beside it is the newer one.
inline std::string changeText(const Phrases& phrases, double difference) {
    const char* arrow = std::abs(difference) < 0.0005 ? "" : difference > 0 ? "\u25b2 " : "\u25bc ";
    return arrow + phrases.points(difference);
}

/// "-6.0 … -2.6 pts": the unit once, there is little room.
inline std::string pointsRange(const Phrases& phrases, const Interval& interval) {
    const std::string low = phrases.points(interval.low);
    return low.substr(0, low.rfind(' ')) + " \u2026 " + phrases.points(interval.high);
}

} // namespace cairn::layout
