#include "core/analytics/funnel_split.hpp"

#include "core/analytics/funnel_plan.hpp"
#include "core/base/wide.hpp"

#ifdef CAIRN_WIDE
#include <immintrin.h>

#include <bit>
#endif

namespace cairn::funnel {
namespace {

constexpr unsigned kTimeBits = 64 - kClassBits; ///< as many as a word has room for

#ifdef CAIRN_WIDE
/// Sixteen rows at a time.
template <bool kExtra>
CAIRN_WIDE bool splitWide(const RowsToSplit& rows, std::size_t first, std::size_t past,
                          SplitRows (&sides)[2]) {
    const __m512i from = _mm512_set1_epi64(rows.from), to = _mm512_set1_epi64(rows.to),
                  base = _mm512_set1_epi64(static_cast<long long>(rows.base));
    const __m512i units = _mm512_set1_epi32(static_cast<int>(rows.units)),
                  noClass = _mm512_set1_epi32(static_cast<int>(kNoClass)),
                  side = _mm512_set1_epi32(static_cast<int>(1U << rows.shift));
    __mmask16 odd = 0;
    __m512i beyond = _mm512_setzero_si512(); // all bits of the times of rows that matter
    for (std::size_t i = first; i < past; i += kSplitSpare) {
        const std::size_t left = past - i;
        const auto valid = static_cast<__mmask16>(left < 16 ? (1U << left) - 1 : 0xffff);
        const __m512i name = _mm512_maskz_loadu_epi32(valid, rows.name + i),
                      unit = _mm512_maskz_loadu_epi32(valid, rows.unit + i);
        const __m512i classId =
            _mm512_mask_i32gather_epi32(noClass, valid, name, rows.classOf, sizeof(std::uint32_t));
        const __m512i early = _mm512_maskz_loadu_epi64(static_cast<__mmask8>(valid), rows.time + i),
                      late = _mm512_maskz_loadu_epi64(static_cast<__mmask8>(valid >> 8),
                                                      rows.time + i + 8);
        const auto inside = [&](__m512i time) CAIRN_WIDE {
            return static_cast<unsigned>(_mm512_cmpge_epi64_mask(time, from) &
                                         _mm512_cmple_epi64_mask(time, to));
        };
        const auto matters = static_cast<__mmask16>(_mm512_cmpneq_epi32_mask(classId, noClass) &
                                                    (inside(early) | inside(late) << 8));
        odd = static_cast<__mmask16>(odd | _mm512_mask_cmpge_epu32_mask(matters, unit, units));
        const auto sinceBase = [&](__m512i time, __mmask8 which) CAIRN_WIDE {
            const __m512i since = _mm512_sub_epi64(time, base);
            beyond = _mm512_mask_or_epi64(beyond, which, beyond, since);
            return _mm512_slli_epi64(since, kClassBits);
        };
        const auto low = static_cast<__mmask8>(matters), high = static_cast<__mmask8>(matters >> 8);
        const __m512i earlyWord =
                          _mm512_or_epi64(sinceBase(early, low),
                                          _mm512_cvtepu32_epi64(_mm512_castsi512_si256(classId))),
                      lateWord = _mm512_or_epi64(
                          sinceBase(late, high),
                          _mm512_cvtepu32_epi64(_mm512_extracti64x4_epi64(classId, 1)));
        const __mmask16 second = _mm512_mask_test_epi32_mask(matters, unit, side);
        const auto put = [&](SplitRows& into, unsigned which) CAIRN_WIDE {
            const auto all = static_cast<__mmask16>(which);
            const auto lower = static_cast<__mmask8>(which),
                       upper = static_cast<__mmask8>(which >> 8);
            _mm512_storeu_si512(into.unit + into.count, _mm512_maskz_compress_epi32(all, unit));
            _mm512_storeu_si512(into.word + into.count,
                                _mm512_maskz_compress_epi64(lower, earlyWord));
            if constexpr (kExtra)
                _mm512_storeu_si512(into.extra + into.count,
                                    _mm512_maskz_compress_epi32(
                                        all, _mm512_maskz_loadu_epi32(valid, rows.extra + i)));
            into.count += static_cast<std::size_t>(std::popcount(lower));
            _mm512_storeu_si512(into.word + into.count,
                                _mm512_maskz_compress_epi64(upper, lateWord));
            into.count += static_cast<std::size_t>(std::popcount(upper));
        };
        put(sides[0], matters & ~static_cast<unsigned>(second));
        put(sides[1], second);
    }
    const auto tooFar =
        static_cast<std::uint64_t>(_mm512_reduce_or_epi64(beyond)) >> (kTimeBits - 1);
    return odd == 0 && tooFar == 0;
}
#endif

/// Without a branch: every row is written to both sides, and stays where it belongs.
bool splitEach(const RowsToSplit& rows, std::size_t first, std::size_t past,
               SplitRows (&sides)[2]) {
    std::uint32_t *const unitA = sides[0].unit, *const unitB = sides[1].unit;
    std::uint64_t *const wordA = sides[0].word, *const wordB = sides[1].word;
    std::size_t inA = sides[0].count, inB = sides[1].count;
    std::uint64_t odd = 0;
    for (std::size_t row = first; row < past; ++row) {
        const std::uint32_t classId = rows.classOf[rows.name[row]], unit = rows.unit[row];
        const TimeMs time = rows.time[row];
        const std::uint64_t since = static_cast<std::uint64_t>(time) - rows.base;
        const auto matters = static_cast<std::size_t>((classId != kNoClass) & (time >= rows.from) &
                                                      (time <= rows.to));
        odd |= (since >> (kTimeBits - 1) | static_cast<std::uint64_t>(unit >= rows.units)) &
               (0 - matters);
        unitA[inA] = unitB[inB] = unit;
        wordA[inA] = wordB[inB] = since << kClassBits | classId;
        if (rows.extra != nullptr)
            sides[0].extra[inA] = sides[1].extra[inB] = rows.extra[row];
        const std::size_t isB = unit >> rows.shift & 1 & matters; // whatever a unit is
        inB += isB;
        inA += matters - isB;
    }
    sides[0].count = inA;
    sides[1].count = inB;
    return odd == 0;
}

} // namespace

bool splitInTwo(const RowsToSplit& rows, std::size_t first, std::size_t past,
                SplitRows (&sides)[2]) {
#ifdef CAIRN_WIDE
    if (hasWideRegisters())
        return rows.extra != nullptr ? splitWide<true>(rows, first, past, sides)
                                     : splitWide<false>(rows, first, past, sides);
#endif
    return splitEach(rows, first, past, sides);
}

} // namespace cairn::funnel
