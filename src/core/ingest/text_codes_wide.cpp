// Codes of known texts, eight at a time.

#include "core/ingest/text_codes.hpp"
#include "core/ingest/wide_cells.hpp"

#ifdef CAIRN_WIDE
#include <bit>
#endif

namespace cairn {

#ifdef CAIRN_WIDE
namespace {

constexpr std::size_t kEight = 8;

CAIRN_WIDE __m512i all(std::uint64_t value) {
    return _mm512_set1_epi64(static_cast<long long>(value));
}
/// All ones in so many of the lowest bytes.
CAIRN_WIDE __m512i lowBytes(__m512i bytes) {
    return _mm512_andnot_epi64(
        _mm512_sllv_epi64(all(~std::uint64_t{0}), _mm512_slli_epi64(bytes, 3)),
        all(~std::uint64_t{0}));
}

/// Rows row .. row + 7 that are marked, behind those that are there.
CAIRN_WIDE void leave(std::size_t row, __mmask8 marked, std::vector<std::uint32_t>& left,
                      std::size_t& count) {
    if (left.size() < count + kEight)
        left.resize(2 * count + 4096);
    const __m256i rows = _mm256_add_epi32(_mm256_set1_epi32(static_cast<int>(row)),
                                          _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(left.data() + count),
                        _mm256_maskz_compress_epi32(marked, rows));
    count += static_cast<std::size_t>(std::popcount(marked));
}

} // namespace

/// As keyOf and find do, in the first slots a text may be in. The first row that was not looked at.
CAIRN_WIDE std::size_t TextCodes::findTexts(const CellColumn& column, std::size_t first,
                                            std::size_t past, std::uint32_t* out,
                                            std::vector<std::uint32_t>& left) const {
    constexpr int kSlots = 4;
    static_assert(sizeof(Slot) == 16 && offsetof(Slot, b) == 8 && offsetof(Slot, value) == 12);
    const __m512i mask = all(m_mask), eight = all(8), low32 = all(0xffffffff);
    std::size_t row = first, count = left.size();
    for (; row + kEight <= past; row += kEight) {
        const EightCells cells(column, row);
        const __mmask8 brief =
            cells.good() ? _mm512_cmple_epu64_mask(cells.length(), all(kInline)) : __mmask8{0};
        const __m512i a = _mm512_and_epi64(cells.bytesFrom(0), lowBytes(cells.length())),
                      b = _mm512_and_epi64(cells.bytesFrom(8),
                                           lowBytes(_mm512_sub_epi64(
                                               _mm512_max_epu64(cells.length(), eight), eight)));
        __m512i hash =
            _mm512_xor_epi64(_mm512_mullo_epi64(a, all(0x9e3779b97f4a7c15u)),
                             _mm512_rol_epi64(_mm512_mullo_epi64(b, all(0xc2b2ae3d27d4eb4fu)), 29));
        hash = _mm512_xor_epi64(hash, _mm512_srli_epi64(hash, 32));
        hash = _mm512_mullo_epi64(hash, all(0xd6e8feb86659fd93u));
        hash = _mm512_xor_epi64(hash, _mm512_srli_epi64(hash, 29));
        __m512i value = _mm512_setzero_si512();
        __mmask8 missing = brief;
        for (int slot = 0; slot < kSlots && missing != 0; ++slot) {
            const __m512i at = _mm512_slli_epi64(_mm512_and_epi64(hash, mask), 4); // in bytes
            const __m512i kept = loadEight(m_slots.data(), at);
            const __m512i rest = loadEight(m_slots.data(), _mm512_add_epi64(at, eight));
            const __m512i found = _mm512_srli_epi64(rest, 32);
            __mmask8 same = _mm512_mask_cmpeq_epi64_mask(missing, kept, a);
            same = _mm512_mask_cmpeq_epi64_mask(same, _mm512_and_epi64(rest, low32), b);
            same = _mm512_mask_cmplt_epu64_mask(same, found, all(kLong)); // neither long
            same = _mm512_mask_test_epi64_mask(same, found, found);       // nor free
            value = _mm512_mask_mov_epi64(value, same, found);
            missing = static_cast<__mmask8>(missing & ~same);
            hash = _mm512_add_epi64(hash, all(1));
        }
        missing = static_cast<__mmask8>(missing | ~brief);
        const __m256i codes = _mm256_sub_epi32(
            _mm256_and_si256(_mm512_cvtepi64_epi32(value),
                             _mm256_set1_epi32(static_cast<int>(~(kLong | kAlias)))),
            _mm256_set1_epi32(static_cast<int>(kFirstCode)));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + row), codes);
        if (missing != 0)
            leave(row, missing, left, count);
    }
    left.resize(count);
    return row;
}

CAIRN_WIDE std::size_t TextCodes::findNumbers(const CellColumn& column, std::size_t first,
                                              std::size_t past, std::uint32_t* out,
                                              std::vector<std::uint32_t>& left) const {
    const CodeByNumber::Shape shape = m_numbers.shape();
    const __m512i prefix = all(shape.prefix), prefixMask = all(shape.prefixMask),
                  prefixLength = all(shape.prefixLength), eight = all(8);
    const __m128i prefixBits = _mm_cvtsi32_si128(static_cast<int>(8 * shape.prefixLength));
    const bool inOne = shape.length != 0 && shape.length <= 8; // eight bytes hold it all
    std::size_t row = first, count = left.size();
    for (; row + kEight <= past; row += kEight) {
        const EightCells cells(column, row);
        const __m512i digits = _mm512_sub_epi64(cells.length(), prefixLength);
        __mmask8 good = _mm512_cmple_epu64_mask(_mm512_sub_epi64(digits, all(1)), all(7));
        if (shape.length != 0)
            good = _mm512_mask_cmpeq_epi64_mask(good, cells.length(), all(shape.length));
        const __m512i start = cells.bytesFrom(0);
        good = _mm512_mask_cmpeq_epi64_mask(good, _mm512_and_epi64(start, prefixMask), prefix);
        const __m512i written = inOne ? _mm512_srl_epi64(start, prefixBits)
                                      : cells.bytesFrom(static_cast<int>(shape.prefixLength));
        if (!shape.zeros) // one that begins so is another number's text, but for 0 itself
            good = static_cast<__mmask8>(
                good & (_mm512_cmpneq_epi64_mask(_mm512_and_epi64(written, all(0xff)), all('0')) |
                        _mm512_cmpeq_epi64_mask(digits, all(1))));
        // The last digit in the highest byte, zeros in front of the first; then pairs of digits, of
        // pairs, and of fours are put together.
        const __m512i missing = _mm512_slli_epi64(_mm512_sub_epi64(eight, digits), 3);
        const __m512i values =
            _mm512_sllv_epi64(_mm512_xor_epi64(written, all(0x3030303030303030)), missing);
        const __m512i odd =
            _mm512_or_epi64(_mm512_and_epi64(values, all(0xf0f0f0f0f0f0f0f0)),
                            _mm512_and_epi64(_mm512_add_epi64(values, all(0x0606060606060606)),
                                             all(0x1010101010101010)));
        good = cells.good() ? _mm512_mask_testn_epi64_mask(good, odd, odd) : __mmask8{0};
        const __m512i pairs = _mm512_maddubs_epi16(values, _mm512_set1_epi16(0x010a));
        const __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x00010064));
        const __m512i number =
            _mm512_add_epi64(_mm512_mul_epu32(fours, all(10000)), _mm512_srli_epi64(fours, 32));
        good = _mm512_mask_cmplt_epu64_mask(good, number, all(shape.size));
        const __m256i known = _mm256_maskz_mov_epi32(
            good, loadEightHalves(shape.codes, _mm512_maskz_slli_epi64(good, number, 2)));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + row),
                            _mm256_sub_epi32(known, _mm256_set1_epi32(1)));
        if (const __mmask8 unknown = _mm256_testn_epi32_mask(known, known); unknown != 0)
            leave(row, unknown, left, count);
    }
    left.resize(count);
    return row;
}
#endif

void TextCodes::findSome(const CellColumn& column, std::size_t first, std::size_t past,
                         std::uint32_t* out, std::vector<std::uint32_t>& left) const {
    std::size_t row = first;
#ifdef CAIRN_WIDE
    if (hasWideRegisters())
        row = m_numbers.any() ? findNumbers(column, first, past, out, left)
                              : findTexts(column, first, past, out, left);
#endif
    for (; row < past; ++row)
        left.push_back(static_cast<std::uint32_t>(row));
}

} // namespace cairn
