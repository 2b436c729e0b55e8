#pragma once
// From the log's chunks to the few rows that matter, apart for each range of users.

#include <map>
#include <memory>
#include <utility>

#include "core/analytics/funnel_plan.hpp"
#include "core/base/large_pages.hpp"

namespace cairn::funnel {

/// (time - Plan::base) << kClassBits | class.
using Word = std::uint64_t;
inline TimeMs timeOf(const Plan& plan, Word word) {
    return plan.base + static_cast<TimeMs>(word >> kClassBits);
}

/// Rows of a thread for one partition, in file order. They lie in a RowPool.
struct Block {
    static constexpr std::size_t kRows = 2048;
    std::size_t count = 0;
    std::uint32_t *unit = nullptr,
                  *extra = nullptr; ///< extra: kRows for each of Partitions::extraColumns
    Word* word = nullptr;
};

/// Memory for many blocks, in few pieces of large pages: thousands of small ones would have the
/// threads wait for each other in the allocator, and for the system at each first touch.
class RowPool {
public:
    Block block(std::size_t extras);
    /// Its blocks are not needed any more: the next ones lie where they were.
    void reuse();

private:
    struct Slab {
        LargeRoom<std::byte> memory;
        std::size_t size = 0;
    };
    std::vector<Slab> m_slabs;
    std::size_t m_current = 0, m_used = 0; ///< the slab being filled, and its bytes in use
};

/// The rows that matter, users apart: either ranges of users that fit a core's cache (mask = all
/// ones), or every second, fourth, … user (shift = 0).
struct Partitions {
    unsigned shift = 0;
    std::uint32_t mask = ~std::uint32_t{0}; ///< (user >> shift) & mask is the partition
    std::size_t count = 0;
    std::size_t first = 0, past = 0;                 ///< the rows of these are there
    std::vector<std::size_t> extraColumns;           ///< of Plan::wanted: kept beside each row
    std::vector<std::vector<std::vector<Block>>> of; ///< [thread][partition]
    std::vector<RowPool> pools;                      ///< [thread]; where the blocks lie
};

/// The columns that a question needs beside each row.
std::vector<std::size_t> extraColumnsOf(const Plan& plan);

/// One thread's share of the chunks, in file order.
class RowFilter {
public:
    explicit RowFilter(Plan& plan);
    /// Rows go there from now on; what this thread had there is forgotten.
    void into(Partitions& partitions, unsigned thread);
    void run(std::size_t chunk);
    /// Tells the blocks how full they are.
    void finish();

private:
    static constexpr std::uint16_t kIrrelevant = 0xFFFF, kLook = 0xFFFE;
    /// The block of each partition that is being filled.
    struct Open {
        std::uint32_t *unit = nullptr, *extra = nullptr;
        Word* word = nullptr;
        std::size_t count = Block::kRows;
    };

    bool mayMatter(const Chunk& chunk) const;
    std::uint16_t classOf(const NameRule& rule, const ChunkRows& rows, std::size_t row);
    std::size_t choose(const ChunkRows& rows);
    template <bool kExtras> void keepChosen(const ChunkRows& rows, std::size_t chosen);
    void keepInTwo(const ChunkRows& rows);
    void openBlock(std::size_t partition);

    Plan& m_plan;
    Partitions* m_partitions = nullptr;
    RowPool* m_pool = nullptr;
    std::vector<std::vector<Block>>* m_out = nullptr;
    std::vector<Open> m_open;
    std::vector<std::uint16_t> m_classOf;     ///< by event name
    std::vector<std::uint32_t> m_wideClassOf; ///< the same for splitInTwo
    bool m_mustLook = false;                  ///< some events matter only with certain properties
    std::vector<std::uint32_t> m_chosen;
    ChunkDecoder m_decoder;
    std::map<std::pair<Mask, Mask>, std::uint16_t> m_ids;
    Mask m_lastSteps = 0, m_lastExclusions = 0;
    std::uint16_t m_lastId = 0;
    bool m_haveLast = false;
};

} // namespace cairn::funnel
