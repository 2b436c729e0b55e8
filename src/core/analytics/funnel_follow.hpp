#pragma once
// One word a user, and what a row in time order does to it.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/analytics/funnel_stream.hpp"

namespace cairn::funnel {

// A user's word: when the attempt that is followed began (of best attempts: the latest one) << 12 |
// late << 11 | steps seen but for the first << 4 | depth of the counted attempt. Times stand where
// they stand in a row's word.
inline constexpr unsigned kDepthBits = 4, kStateBits = kClassBits;
inline constexpr std::uint64_t kDepth = (1U << kDepthBits) - 1, kLate = 1U << (kStateBits - 1);
inline constexpr std::uint64_t kStateMask = (1U << kStateBits) - 1;
static_assert(kMostStreamSteps <= 8 && kStateBits == kDepthBits + kMostStreamSteps);

/// The bit of a step that was done at any time.
inline std::uint64_t seenBit(unsigned step) {
    return step == 0 ? 0 : std::uint64_t{1} << (kDepthBits + step - 1);
}

/// What a row of a class does to the word of a user whose first attempt is followed, so that nobody
/// has to ask which step it is.
struct FirstRule {
    std::uint64_t step = kDepth; ///< that the user has to be at; none is
    std::uint64_t seen = 0;      ///< set in any case
    // In time when the row's word - (the user's & began) <= within.
    std::uint64_t began = 0, within = 0;
    // On the way to the next step: what stays of the user's word, and what the row's replaces.
    std::uint64_t keep = 0, begin = 0;
};
/// `limit`: until when one may enter, for step 0; else the window.
FirstRule firstRule(unsigned step, std::uint64_t limit);

/// For what is to be changed soon.
inline void prefetch(const void* at) {
#if defined(__GNUC__)
    __builtin_prefetch(at, 1);
#else
    static_cast<void>(at);
#endif
}

/// The users of a thread.
struct FollowedUsers {
    std::uint64_t* states = nullptr;   ///< a user's word is at unit >> shift
    std::uint64_t* times = nullptr;    ///< of the counted attempt's steps, `width` a user
    std::uint32_t* segments = nullptr; ///< the breakdown's values beside them; null without one
    std::size_t width = 0;
    std::size_t nowhere = 0; ///< an index of times and segments that nobody reads
    unsigned shift = 0;
};

/// Rows of these users, each later than the one before; `segment` only for users with segments.
struct RowsToFollow {
    const std::uint32_t* unit = nullptr;
    const Word* word = nullptr;
    const std::uint32_t* segment = nullptr;
    std::size_t first = 0, past = 0; ///< which are to be followed
    std::size_t count = 0;           ///< how many there are, so that one may look ahead
};

/// First attempts, eight rows at a time where the processor can.
void followFirst(const FollowedUsers& users, const std::vector<FirstRule>& rules,
                 const RowsToFollow& rows);

} // namespace cairn::funnel
