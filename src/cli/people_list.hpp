#pragma once
// Who stands behind a number of a funnel, as CSV: ids where they are kept, numbers otherwise.

#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/ingest/plan.hpp"

namespace cairn::cli {

struct PeopleFlags {
    std::string step; ///< its number from 1, or its name; empty = not asked for
    bool left = false; ///< of those who got there, those who went no further
};

/// On stdout, by UTC. Throws Error{BadInput} when there is no such step.
void printPeople(const PeopleFlags& flags, const EventLog& log,
                 const std::vector<FunnelStep>& steps, const FunnelOptions& options,
                 const FunnelResult& result);

/// What `import --keep-ids` sets. Throws Error{BadInput} for data that have no ids to keep.
void keepIds(ImportPlan& plan, int chosen);
/// What it means that ids are kept, on stderr; nothing when they are not.
void warnOfIds(const ImportPlan& plan);

} // namespace cairn::cli
