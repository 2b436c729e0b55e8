#pragma once
// Questions that cannot be asked of events without times.

#include "cairn/base/error.hpp"
#include "cairn/events/event_log.hpp"

namespace cairn {

/// Throws Error{BadInput} for a log that nobody knows the times of. `what` cannot be told then: "who comes back".
inline void requireTimes(const EventLog& log, const char* doing, const char* what) {
    if (log.timeless)
        throw Error(ErrorCode::BadInput, doing,
                    std::string("these data have no times, and ") + what + " cannot be told without",
                    "Import events with their times to ask this.");
}

} // namespace cairn
