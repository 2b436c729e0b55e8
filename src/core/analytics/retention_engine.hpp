#pragma once
// Who came back when, counted over a log: what retention.cpp turns into cohorts.

#include "cairn/analytics/retention.hpp"
#include "core/analytics/log_walk.hpp"
#include "core/analytics/period_table.hpp"
#include "core/analytics/step_matcher.hpp"

namespace cairn::retention {

struct Question {
    const EventLog& log;
    const RetentionOptions& options;
    const StepMatcher& matcher; ///< step 0 = start, step 1 = back
    const PeriodTable& periods;
    const JobControl& job;
    std::size_t budget; ///< bytes for notes about units, of recurring cohorts

    bool inRange(TimeMs time) const {
        return (!options.from || time >= *options.from) && (!options.to || time <= *options.to);
    }
    std::size_t columns() const { return options.periods + 1; }
};
inline constexpr StepMask kStart = 1, kBack = 2;

/// By cohort (an index into the periods, counted from `first`) and column.
struct Counts {
    std::size_t first = 0, columns = 0;
    std::vector<std::uint64_t> sizes, returned;
    std::uint64_t units = 0;

    /// Throws Error{BadInput} when cohorts x columns is more than anybody can read.
    void shape(std::size_t firstCohort, std::size_t cohorts, std::size_t columnCount);
    std::size_t cohorts() const { return sizes.size(); }
    std::uint64_t& at(std::size_t cohort, std::size_t column) {
        return returned[cohort * columns + column];
    }
    void add(const Counts& other);
    /// For the unbounded measure: a unit noted at column k came back in every column up to k too.
    void spreadBack();
};

Counts countFirstTime(const Question& question);
Counts countRecurring(const Question& question);

/// computeRetention with another budget, so that small logs can be gone through in many ranges of
/// units where cohorts recur; first-time cohorts keep their notes of all units.
RetentionResult compute(const EventLog& log, const RetentionOptions& options, const JobControl& job,
                        std::size_t budget);

} // namespace cairn::retention
