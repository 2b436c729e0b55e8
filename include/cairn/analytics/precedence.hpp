#pragma once
// What comes before what: the last step that somebody had done when something happened.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"

namespace cairn {

struct Precedence {
    std::string event;
    std::uint64_t events = 0;         ///< how often it occurs
    std::vector<std::uint64_t> after; ///< by step: how often that step was the unit's last before it
};
/// Units' events by time, then row. Steps by their event names alone (filters are not looked at); an event of several
/// steps counts for the earliest. One entry for each name, in the order asked; a name that never occurs has only zeros.
std::vector<Precedence> whatComesBefore(const EventLog& log, std::span<const FunnelStep> steps,
                                        std::span<const std::string> events, const JobControl& job = {},
                                        unsigned threads = 0);

/// Where each event name stands among the different events of those who have it: 0 = the first, 1 = the last, by their
/// first occurrences; the mean over units with at least two different events of those asked. Empty when there is none.
std::vector<std::optional<double>> meanPlaces(const EventLog& log, std::span<const std::string> events,
                                              const JobControl& job = {});

} // namespace cairn
