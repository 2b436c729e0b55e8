#pragma once
// Who stands behind a number of the funnel: the list that a click on a count opens.

#include <optional>
#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/insight/findings.hpp"

namespace cairn {

/// One row of the breakdown's table.
struct SegmentChoice {
    std::string value; ///< as the table names it: "(none)" and "(other)" among them
    std::vector<std::string>
        named; ///< values that have a row of their own: the others are "(other)"
    friend bool operator==(const SegmentChoice&, const SegmentChoice&) = default;
};

/// Outcomes of all units, or of one segment: the value is read where the breakdown reads it.
std::vector<UnitOutcome> peopleOf(const EventLog& log, std::vector<FunnelStep> steps,
                                  FunnelOptions options,
                                  const std::optional<SegmentChoice>& segment,
                                  const JobControl& job);

/// Which of the outcomes a number counts.
struct PeopleFilter {
    bool left = false;    ///< those who went no further; else all who got there
    std::size_t step = 0; ///< 0-based
    std::optional<UnitOutcome::Why> why;
    friend bool operator==(const PeopleFilter&, const PeopleFilter&) = default;
};
bool counts(const PeopleFilter& filter, const UnitOutcome& outcome);

} // namespace cairn
