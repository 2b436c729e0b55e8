#pragma once
// From the log's chunks to the few rows that matter, unit by unit, in order.

#include <functional>
#include <memory>

#include "core/analytics/funnel_plan.hpp"
#include "core/analytics/log_walk.hpp"

namespace cairn::funnel {

/// (time - Plan::base) << kClassBits | class.
using Word = std::uint64_t;
inline TimeMs timeOf(const Plan& plan, Word word) {
    return plan.base + static_cast<TimeMs>(word >> kClassBits);
}

/// Events of one unit (a user, or one session or held value of a user), in funnel order.
struct UnitEvents {
    std::uint32_t user = 0;
    std::span<const Word> words;
    std::span<const std::uint32_t> segment; ///< the breakdown's codes; empty without a breakdown
    const EventClass& classAt(const Plan& plan, std::size_t i) const {
        return plan.classes[words[i] & kClassMask];
    }
};

/// Rows of a thread for one range of users, in file order.
struct Block {
    static constexpr std::size_t kRows = 2048;
    std::size_t count = 0;
    std::unique_ptr<std::uint32_t[]> unit,
        extra; ///< extra: kRows for each of Plan::wanted's kept columns
    std::unique_ptr<Word[]> word;
};

/// The rows that matter, cut into ranges of users that fit a core's cache.
struct Partitions {
    unsigned shift = 0; ///< user >> shift is the partition
    std::size_t count = 0;
    std::vector<std::size_t> extraColumns;           ///< of Plan::wanted: kept beside each row
    std::vector<std::vector<std::vector<Block>>> of; ///< [thread][partition]
};

/// How many threads are worth starting.
unsigned threadsFor(const Plan& plan);

Partitions filterRows(Plan& plan, unsigned threads, const JobControl& job);

/// Calls visit for every unit of a partition; frees the partition's rows.
void visitUnits(const Plan& plan, Partitions& partitions, std::size_t partition,
                const JobControl& job, const std::function<void(const UnitEvents&)>& visit);

} // namespace cairn::funnel
