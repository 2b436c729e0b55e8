#pragma once
// Counting outcomes, and turning counts into a funnel's rows.

#include "core/analytics/funnel_attempts.hpp"
#include "core/analytics/funnel_stream.hpp"

namespace cairn::funnel {

/// Counts of a funnel or of one of its segments.
struct Tally {
    std::vector<std::uint64_t> reached, passed, fromFirst;
    std::vector<DropReasons> reasons;
    std::vector<std::vector<TimeMs>> gaps; ///< from the step before, of the counted attempts

    explicit Tally(std::size_t steps = 0)
        : reached(steps), passed(steps), fromFirst(steps), reasons(steps), gaps(steps) {}
    void add(const Outcome& outcome);
    void add(const PlainEnd& end);
    void merge(Tally&& other);
};

std::vector<StepResult> resultsOf(Tally& tally, const std::vector<std::string>& labels);

} // namespace cairn::funnel
