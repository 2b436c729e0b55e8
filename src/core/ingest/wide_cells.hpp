#pragma once
// Eight cells of a column at once. Included by the files that read columns with AVX-512.

#include "core/base/wide_loads.hpp"
#include "core/ingest/cell_column.hpp"

#ifdef CAIRN_WIDE
#include <immintrin.h>

namespace cairn {

/// Rows row .. row + 7.
class EightCells {
public:
    /// `column.column` > 0 or row > 0.
    CAIRN_WIDE EightCells(const CellColumn& column, std::size_t row) : m_text(column.text) {
        const auto first = static_cast<int>(row * column.width + column.column);
        const auto width = static_cast<int>(column.width);
        const __m256i at =
            _mm256_add_epi32(_mm256_set1_epi32(first),
                             _mm256_mullo_epi32(_mm256_set1_epi32(width),
                                                _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)));
        // The end of the cell before and its own lie side by side.
        const __m512i both =
            loadEight(column.cellEnds - 1, _mm512_slli_epi64(_mm512_cvtepi32_epi64(at), 2));
        const __m512i end = _mm512_srli_epi64(both, 32);
        m_begin = _mm512_add_epi64(_mm512_and_epi64(both, _mm512_set1_epi64(0xffffffff)), one());
        m_length = _mm512_sub_epi64(end, m_begin);
        if (column.column + 1 ==
            column.width) { // a row's last cell may end with the CR of its line end
            const __mmask8 returns = _mm512_mask_cmpeq_epi64_mask(
                _mm512_test_epi64_mask(m_length, m_length), byteAt(_mm512_sub_epi64(end, one())),
                _mm512_set1_epi64('\r'));
            m_length = _mm512_mask_sub_epi64(m_length, returns, m_length, one());
        }
        if (column.quote == 0)
            return;
        const __m512i quote = _mm512_set1_epi64(static_cast<unsigned char>(column.quote));
        if (column.enclosed)
            unquote(quote);
        else
            m_good = _mm512_mask_cmpeq_epi64_mask(_mm512_test_epi64_mask(m_length, m_length),
                                                  byteAt(m_begin), quote) == 0;
    }

    /// False when a cell is enclosed in quotes and others are not: then nothing else is true.
    CAIRN_WIDE bool good() const { return m_good; }
    CAIRN_WIDE __m512i length() const { return m_length; }
    /// Eight bytes of each from the given place on, the first in the lowest byte; what is behind
    /// the cell's end among them.
    CAIRN_WIDE __m512i bytesFrom(int place) const { return loadEight(m_text + place, m_begin); }

private:
    CAIRN_WIDE static __m512i one() { return _mm512_set1_epi64(1); }
    CAIRN_WIDE __m512i byteAt(__m512i position) const {
        return _mm512_and_epi64(loadEight(m_text, position), _mm512_set1_epi64(0xff));
    }
    CAIRN_WIDE void unquote(__m512i quote) {
        const __m512i two = _mm512_set1_epi64(2);
        const __m512i last = _mm512_sub_epi64(_mm512_add_epi64(m_begin, m_length), one());
        m_good = (_mm512_cmplt_epi64_mask(m_length, two) |
                  _mm512_cmpneq_epi64_mask(byteAt(m_begin), quote) |
                  _mm512_cmpneq_epi64_mask(byteAt(last), quote)) == 0;
        m_begin = _mm512_add_epi64(m_begin, one());
        m_length = _mm512_sub_epi64(m_length, two);
    }

    const char* m_text;
    __m512i m_begin, m_length;
    bool m_good = true;
};

} // namespace cairn
#endif
