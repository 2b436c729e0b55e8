#pragma once
// Eight words from eight places. Plain loads: where a processor guards its gathers against being
// spied on, each takes three times as long as these; elsewhere it is the same.

#include "core/base/wide.hpp"

#ifdef CAIRN_WIDE
#include <immintrin.h>

#include <cstdint>
#include <cstring>

namespace cairn {

/// The eight bytes at base + offset, of each of eight offsets in bytes.
CAIRN_WIDE inline __m512i loadEight(const void* base, __m512i offsets) {
    alignas(64) std::int64_t at[8];
    _mm512_store_si512(at, offsets);
    const auto word = [&](int i) __attribute__((always_inline)) {
        long long value = 0;
        std::memcpy(&value, static_cast<const char*>(base) + at[i], sizeof value);
        return value;
    };
    return _mm512_set_epi64(word(7), word(6), word(5), word(4), word(3), word(2), word(1), word(0));
}

/// The four bytes at base + offset, of each.
CAIRN_WIDE inline __m256i loadEightHalves(const void* base, __m512i offsets) {
    alignas(64) std::int64_t at[8];
    _mm512_store_si512(at, offsets);
    const auto word = [&](int i) __attribute__((always_inline)) {
        int value = 0;
        std::memcpy(&value, static_cast<const char*>(base) + at[i], sizeof value);
        return value;
    };
    return _mm256_set_epi32(word(7), word(6), word(5), word(4), word(3), word(2), word(1), word(0));
}

} // namespace cairn
#endif
