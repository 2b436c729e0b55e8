#include "core/base/wide.hpp"
#include "core/table/row_index.hpp"

#ifdef CAIRN_WIDE
#include <immintrin.h>

#include <array>
#include <bit>

// Everything below is compiled for AVX-512 and only called after asking the processor.
#ifdef __clang__
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,popcnt,pclmul"))),            \
    apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,popcnt,pclmul")
#endif
#include "core/table/row_index_loop.hpp"

namespace cairn {
namespace {

struct Avx512Block {
    __m512i bytes;

    static Avx512Block load(const char* p) { return {_mm512_loadu_si512(p)}; }
    static Avx512Block filled(char c) { return {_mm512_set1_epi8(c)}; }
    void takeLeast(const Avx512Block& other) { bytes = _mm512_min_epu8(bytes, other.bytes); }
    std::uint64_t equal(char c) const { return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c)); }
    bool either(char c, char d) const { return (equal(c) | equal(d)) != 0; }
    static std::uint64_t parityUpTo(std::uint64_t bits) { // times all ones, without carries
        const __m128i product = _mm_clmulepi64_si128(
            _mm_cvtsi64_si128(static_cast<long long>(bits)), _mm_set1_epi8('\xff'), 0);
        return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
    }
    /// Sixteen are always written.
    static void writePositions(std::uint64_t bits, std::uint32_t base, int count,
                               std::uint32_t* out) {
        alignas(64) static constexpr auto kUpTo64 = [] {
            std::array<char, 64> places{};
            for (std::size_t i = 0; i < places.size(); ++i)
                places[i] = static_cast<char>(i);
            return places;
        }();
        const __m512i found = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(kUpTo64.data()));
        const __m512i from = _mm512_set1_epi32(static_cast<int>(base));
        const auto put = [&](__m128i positions, std::size_t at) {
            _mm512_storeu_si512(out + at, _mm512_add_epi32(_mm512_cvtepu8_epi32(positions), from));
        };
        put(_mm512_castsi512_si128(found), 0);
        if (count <= 16) [[likely]]
            return;
        put(_mm512_extracti32x4_epi32(found, 1), 16);
        if (count <= 32)
            return;
        put(_mm512_extracti32x4_epi32(found, 2), 32);
        put(_mm512_extracti32x4_epi32(found, 3), 48);
    }
};

} // namespace

bool row_index::withAvx512(std::string_view text, char delimiter, char quote, RowIndex& index) {
    return indexBlocks<Avx512Block>(text, delimiter, quote, index);
}

} // namespace cairn

#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#else // no way to compile for one processor only: never chosen, as hasIndexMethod says no
bool cairn::row_index::withAvx512(std::string_view, char, char, RowIndex&) {
    return false;
}
#endif
