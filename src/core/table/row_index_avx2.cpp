#include "core/table/row_index.hpp"

#if defined(__x86_64__) || defined(_M_X64)
#include <immintrin.h>

#include <bit>

// Everything below is compiled for AVX2 and only called after asking the processor.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC push_options
#pragma GCC target("avx2,bmi,popcnt,pclmul")
#define CAIRN_AVX2 1
#elif defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,bmi,popcnt,pclmul"))), apply_to = function)
#define CAIRN_AVX2 1
#endif

#ifdef CAIRN_AVX2
#include "core/table/row_index_loop.hpp"

namespace cairn {
namespace {

struct Avx2Block {
    __m256i low, high;

    static Avx2Block load(const char* p) {
        const auto* from = reinterpret_cast<const __m256i*>(p);
        return {_mm256_loadu_si256(from), _mm256_loadu_si256(from + 1)};
    }
    static Avx2Block filled(char c) { return {_mm256_set1_epi8(c), _mm256_set1_epi8(c)}; }
    void takeLeast(const Avx2Block& other) {
        low = _mm256_min_epu8(low, other.low);
        high = _mm256_min_epu8(high, other.high);
    }
    std::uint64_t equal(char c) const {
        const __m256i wanted = _mm256_set1_epi8(c);
        const auto bits = [&](__m256i part) {
            return static_cast<std::uint32_t>(
                _mm256_movemask_epi8(_mm256_cmpeq_epi8(part, wanted)));
        };
        return std::uint64_t{bits(low)} | std::uint64_t{bits(high)} << 32;
    }
    bool either(char c, char d) const {
        const __m256i one = _mm256_set1_epi8(c), other = _mm256_set1_epi8(d);
        const __m256i found = _mm256_or_si256(
            _mm256_or_si256(_mm256_cmpeq_epi8(low, one), _mm256_cmpeq_epi8(high, one)),
            _mm256_or_si256(_mm256_cmpeq_epi8(low, other), _mm256_cmpeq_epi8(high, other)));
        return _mm256_testz_si256(found, found) == 0;
    }
    static void writePositions(std::uint64_t bits, std::uint32_t base, int count,
                               std::uint32_t* out) {
        writeOneByOne(bits, base, count, out);
    }
    static std::uint64_t parityUpTo(std::uint64_t bits) { // times all ones, without carries
        const __m128i product = _mm_clmulepi64_si128(
            _mm_cvtsi64_si128(static_cast<long long>(bits)), _mm_set1_epi8('\xff'), 0);
        return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
    }
};

} // namespace

bool row_index::withAvx2(std::string_view text, char delimiter, char quote, RowIndex& index) {
    return indexBlocks<Avx2Block>(text, delimiter, quote, index);
}

} // namespace cairn

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#else // no way to compile for one processor only: never chosen, as hasIndexMethod says no
bool cairn::row_index::withAvx2(std::string_view, char, char, RowIndex&) {
    return false;
}
#endif
#endif
