#pragma once
// Which events of a newer export an older log has already.

#include <cstdint>
#include <limits>
#include <vector>

#include "cairn/base/job.hpp"
#include "cairn/events/event_log.hpp"

namespace cairn {

inline constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();

/// A row of the newer export that the older log lacks, in the older log's codes.
struct AddedEvent {
    TimeMs time;
    std::uint32_t unit, name;
    std::uint32_t row; ///< in the newer export
};

struct EventMatch {
    std::vector<std::uint32_t> newerOf; ///< by row of the older log: the newer row, or kNoRow
    std::vector<AddedEvent> added;      ///< in the newer export's order
};

/// units and names: the newer export's codes in terms of the older log, in which units from
/// unitsBefore on have no events. The k-th event of one customer, time and name in the one is the
/// k-th in the other. Linear in the rows of both.
EventMatch matchEvents(const EventLog& old, const EventLog& newer,
                       const std::vector<std::uint32_t>& units,
                       const std::vector<std::uint32_t>& names, std::uint32_t unitsBefore,
                       const JobControl& job);

} // namespace cairn
