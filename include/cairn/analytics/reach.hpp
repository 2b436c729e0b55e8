#pragma once
// Touchpoints: how many people each reaches, and how long it takes from one to another.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cairn/analytics/funnel.hpp"

namespace cairn {

struct ReachResult {
    std::string label;
    std::uint64_t events = 0;
    std::uint64_t units = 0;          ///< distinct units with at least one
    std::optional<double> share;      ///< units / all units of the log (in the range)
    std::optional<Interval> interval; ///< 95 % Wilson
    std::optional<double> eventsEach; ///< events / units
    bool few = false;                 ///< the denominator is under kFew
};
struct TimeBetween {
    std::size_t from = 0, to = 0; ///< indexes of the touchpoints
    std::uint64_t units = 0;      ///< who did `to` after `from`
    /// From a unit's first `from` event to its first `to` event after it (later instant, or a later row of the same
    /// instant when the two are different touchpoints and not the same event). n = units.
    StepTimes time;
};
struct TouchpointResult {
    std::vector<ReachResult> reach;
    std::vector<TimeBetween> between; ///< one for each pair asked for, in that order; none of a log without times
    std::uint64_t units = 0;          ///< of the log, with any event in the range
};

struct TouchpointOptions {
    std::vector<FunnelStep> touchpoints;                      ///< 1 to 64
    std::vector<std::pair<std::size_t, std::size_t>> between; ///< pairs of indexes
    std::optional<TimeMs> from, to;                           ///< all events must fall in [from, to]
    unsigned threads = 0;
};
/// Throws Error{BadInput} for a column that does not exist, no touchpoints or a pair outside them; Error{Cancelled}.
TouchpointResult computeTouchpoints(const EventLog& log, const TouchpointOptions& options, const JobControl& job = {});

} // namespace cairn
