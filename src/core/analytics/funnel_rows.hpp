#pragma once
// From the log's chunks to the few rows that matter, unit by unit, in order.

#include <functional>
#include <memory>

#include "core/analytics/funnel_plan.hpp"
#include "core/analytics/log_walk.hpp"
#include "core/base/large_pages.hpp"

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

/// Rows of a thread for one range of users, in file order. They lie in a RowPool.
struct Block {
    static constexpr std::size_t kRows = 2048;
    std::size_t count = 0;
    std::uint32_t *unit = nullptr,
                  *extra = nullptr; ///< extra: kRows for each of Plan::wanted's kept columns
    Word* word = nullptr;
};

/// Memory for many blocks, in few pieces of large pages: thousands of small ones would have the
/// threads wait for each other in the allocator, and for the system at each first touch.
class RowPool {
public:
    Block block(std::size_t extras);

private:
    struct Free {
        void operator()(std::byte* slab) const { LargePages<std::byte>().deallocate(slab, 0); }
    };
    std::vector<std::unique_ptr<std::byte, Free>> m_slabs;
    std::size_t m_size = 0, m_used = 0; ///< bytes of the last slab
};

/// The rows that matter, cut into ranges of users that fit a core's cache.
struct Partitions {
    unsigned shift = 0; ///< user >> shift is the partition
    std::size_t count = 0;
    std::size_t first = 0, past = 0; ///< the rows of these are there
    std::vector<std::size_t> extraColumns;           ///< of Plan::wanted: kept beside each row
    std::vector<std::vector<std::vector<Block>>> of; ///< [thread][partition]
    std::vector<RowPool> pools;                      ///< [thread]; where the blocks lie
};

/// How many threads are worth starting.
unsigned threadsFor(const Plan& plan);

/// A share of the partitions: their rows are in memory at one time.
struct Pass {
    std::size_t number = 0, of = 1;
};
/// Rows in memory take up to so much; larger logs are gone through several times.
inline constexpr std::size_t kRowsBytes = std::size_t{256} << 20;
/// How often the log is gone through, so that memory is bounded.
std::size_t passesFor(const Plan& plan, std::size_t bytes = kRowsBytes);
Partitions filterRows(Plan& plan, unsigned threads, const JobControl& job, Pass pass = {});

/// Calls visit for every unit of a partition.
void visitUnits(const Plan& plan, Partitions& partitions, std::size_t partition,
                const JobControl& job, const std::function<void(const UnitEvents&)>& visit);

} // namespace cairn::funnel
