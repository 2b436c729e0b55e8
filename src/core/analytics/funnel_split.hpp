#pragma once
// Rows told apart by which of two threads has their user.

#include <cstddef>
#include <cstdint>

#include "cairn/base/civil_time.hpp"

namespace cairn::funnel {

/// Rows that are to be told apart, all of the same number, and what is asked of them.
struct RowsToSplit {
    const std::uint32_t* unit = nullptr;
    const TimeMs* time = nullptr;
    const std::uint32_t* name = nullptr;
    const std::uint32_t* extra = nullptr;   ///< goes with each row; null = nothing does
    const std::uint32_t* classOf = nullptr; ///< by name
    TimeMs from = 0, to = 0;                ///< rows outside do not matter
    std::uint64_t base = 0;                 ///< times in words are since then
    std::uint32_t units = 0;                ///< every unit is below
    unsigned shift = 0;                     ///< (unit >> shift) & 1 says whose a row is
};
/// In classOf: rows of the name do not matter.
inline constexpr std::uint32_t kNoClass = 0xFFFFFFFF;

/// Where the rows of each side go, and how many are there already.
struct SplitRows {
    std::uint32_t* unit = nullptr;
    std::uint64_t* word = nullptr;
    std::uint32_t* extra = nullptr;
    std::size_t count = 0;
};

/// How many rows are written at once behind those that are counted.
inline constexpr std::size_t kSplitSpare = 16;

/// Puts rows first .. past-1 that matter behind those of their side, as words: time since base <<
/// kClassBits | class. Room for all of them and kSplitSpare more is on either side. False when one
/// of them is no possible row.
bool splitInTwo(const RowsToSplit& rows, std::size_t first, std::size_t past,
                SplitRows (&sides)[2]);

} // namespace cairn::funnel
