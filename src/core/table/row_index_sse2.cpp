#include "core/table/row_index.hpp"

#if defined(__x86_64__) || defined(_M_X64)
#include <emmintrin.h>

#include "core/table/row_index_loop.hpp"

namespace cairn {
namespace {

struct Sse2Block {
    __m128i parts[4];

    static Sse2Block load(const char* p) {
        const auto* from = reinterpret_cast<const __m128i*>(p);
        return {{_mm_loadu_si128(from), _mm_loadu_si128(from + 1), _mm_loadu_si128(from + 2),
                 _mm_loadu_si128(from + 3)}};
    }
    static Sse2Block filled(char c) {
        const __m128i all = _mm_set1_epi8(c);
        return {{all, all, all, all}};
    }
    void takeLeast(const Sse2Block& other) {
        for (unsigned k = 0; k < 4; ++k)
            parts[k] = _mm_min_epu8(parts[k], other.parts[k]);
    }
    std::uint64_t equal(char c) const {
        const __m128i wanted = _mm_set1_epi8(c);
        std::uint64_t bits = 0;
        for (unsigned k = 0; k < 4; ++k) {
            const int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(parts[k], wanted));
            bits |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(mask)) << (16 * k);
        }
        return bits;
    }
    bool either(char c, char d) const {
        const __m128i one = _mm_set1_epi8(c), other = _mm_set1_epi8(d);
        __m128i found = _mm_setzero_si128();
        for (const __m128i& part : parts)
            found = _mm_or_si128(
                found, _mm_or_si128(_mm_cmpeq_epi8(part, one), _mm_cmpeq_epi8(part, other)));
        return _mm_movemask_epi8(found) != 0;
    }
    static void writePositions(std::uint64_t bits, std::uint32_t base, int count,
                               std::uint32_t* out) {
        writeOneByOne(bits, base, count, out);
    }
    static std::uint64_t parityUpTo(std::uint64_t bits) { return parityByShifts(bits); }
};

} // namespace

bool row_index::withSse2(std::string_view text, char delimiter, char quote, RowIndex& index) {
    return indexBlocks<Sse2Block>(text, delimiter, quote, index);
}

} // namespace cairn
#endif
