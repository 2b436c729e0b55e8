#pragma once
// Everything that units did, unit by unit and in order, without holding the whole log in memory.

#include <functional>
#include <span>
#include <vector>

#include "core/analytics/log_walk.hpp"
#include "core/analytics/step_matcher.hpp"

namespace cairn {

struct StreamEvent {
    TimeMs time = 0;
    std::uint64_t row = 0;
    std::uint32_t unit = 0;
    std::uint32_t name : 31 = 0;
    std::uint32_t anchor : 1 = 0; ///< satisfies the first step of the matcher
};

/// visit(thread, events of one unit): by time, then those that satisfy the step, then by row.
using StreamVisit = std::function<void(unsigned thread, std::span<const StreamEvent>)>;

struct StreamRequest {
    const StepMatcher* matcher = nullptr;
    std::vector<bool> hidden;  ///< by event name: passed over unless it satisfies the step
    bool hidesAnchors = false; ///< passed over even then
    unsigned threads = 0;
    std::size_t budget = kNotesBytes; ///< bytes of events held at one time
};

/// How many threads will call.
unsigned streamThreads(const EventLog& log, unsigned asked);
void visitStreams(const EventLog& log, const StreamRequest& request, const JobControl& job,
                  const StreamVisit& visit);

} // namespace cairn
