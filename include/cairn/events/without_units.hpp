#pragma once
// Customers taken out of a log.

#include <vector>

#include "cairn/base/job.hpp"
#include "cairn/events/event_log.hpp"

namespace cairn {

/// The log as if the customers `gone` (by unit; as many as there are units) had never been in the file: the others are
/// numbered anew without a gap, and names, values and sessions that only the gone ones had are forgotten, as is the
/// place they had in the dictionaries. Throws Error{Internal} when `gone` is of another length, {Damaged}, {Cancelled}.
EventLog withoutUnits(const EventLog& log, const std::vector<bool>& gone, const JobControl& job = {});

} // namespace cairn
