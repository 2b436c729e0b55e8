#pragma once
// The rows that matter, gathered unit by unit, in order.

#include <functional>

#include "core/analytics/funnel_filter.hpp"
#include "core/analytics/log_walk.hpp"

namespace cairn::funnel {

/// Events of one unit (a user, or one session or held value of a user), in funnel order.
struct UnitEvents {
    std::uint32_t user = 0;
    std::span<const Word> words;
    std::span<const std::uint32_t> segment; ///< the breakdown's codes; empty without a breakdown
    const EventClass& classAt(const Plan& plan, std::size_t i) const {
        return plan.classes[words[i] & kClassMask];
    }
};

/// How many threads are worth starting.
unsigned threadsFor(const Plan& plan);

/// A share of the partitions: their rows are in memory at one time.
struct Pass {
    std::size_t number = 0, of = 1;
};
/// Rows in memory take up to so much; larger logs are gone through several times.
inline constexpr std::size_t kRowsBytes = std::size_t{128} << 20;
/// How many users a range has (1 << shift), and how many ranges there are.
struct UserRanges {
    unsigned shift = 0;
    std::size_t count = 0;
};
UserRanges userRanges(const EventLog& log);
/// How often the log is gone through, so that memory is bounded.
std::size_t passesFor(const Plan& plan, std::size_t bytes = kRowsBytes);
Partitions filterRows(Plan& plan, unsigned threads, const JobControl& job, Pass pass = {});

/// Calls visit for every unit of a partition.
void visitUnits(const Plan& plan, Partitions& partitions, std::size_t partition,
                const JobControl& job, const std::function<void(const UnitEvents&)>& visit);

} // namespace cairn::funnel
