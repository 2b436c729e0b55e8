// Instants, eight at a time.

#include "core/ingest/time_reader.hpp"
#include "core/ingest/wide_cells.hpp"

namespace cairn {

#ifdef CAIRN_WIDE
namespace {

/// "?HH:MM" and ":SS.mmmZ" of eight instants, each in eight bytes from its 8th and 16th on ->
/// milliseconds of the day. False when one of them is something else. Of the first, the three
/// lowest bytes do not matter.
CAIRN_WIDE bool clocks(__m512i middle, __m512i end, __m512i& ms) {
    const auto all = [&](std::uint64_t value)
                         CAIRN_WIDE { return _mm512_set1_epi64(static_cast<long long>(value)); };
    // Each digit's value, and 0 for each mark.
    const __m512i a = _mm512_and_epi64(_mm512_xor_epi64(middle, all(0x30303a3030000000)),
                                       all(0xffffffffff000000)),
                  b = _mm512_xor_epi64(end, all(0x5a3030302e30303a));
    const __m512i odd = _mm512_or_epi64(
        _mm512_or_epi64(_mm512_and_epi64(a, all(0xf0f0fff0f0000000)),
                        _mm512_and_epi64(_mm512_add_epi64(a, all(0x0606000606000000)),
                                         all(0x1010001010000000))),
        _mm512_or_epi64(_mm512_and_epi64(b, all(0xfff0f0f0fff0f0ff)),
                        _mm512_and_epi64(_mm512_add_epi64(b, all(0x0006060600060600)),
                                         all(0x0010101000101000))));
    const auto pairs = [&](__m512i digits) CAIRN_WIDE { // of each byte and the next one
        return _mm512_add_epi64(
            _mm512_add_epi64(_mm512_slli_epi64(digits, 3), _mm512_slli_epi64(digits, 1)),
            _mm512_srli_epi64(digits, 8));
    };
    const __m512i byte = all(0xff);
    const __m512i inA = pairs(a), inB = pairs(b);
    const __m512i hours = _mm512_and_epi64(_mm512_srli_epi64(inA, 24), byte),
                  minutes = _mm512_and_epi64(_mm512_srli_epi64(inA, 48), byte),
                  seconds = _mm512_and_epi64(_mm512_srli_epi64(inB, 8), byte),
                  hundredths = _mm512_and_epi64(_mm512_srli_epi64(inB, 32), byte),
                  thousandths = _mm512_and_epi64(_mm512_srli_epi64(b, 48), byte);
    if ((_mm512_test_epi64_mask(odd, odd) | _mm512_cmpgt_epu64_mask(hours, all(23)) |
         _mm512_cmpgt_epu64_mask(minutes, all(59)) | _mm512_cmpgt_epu64_mask(seconds, all(59))) !=
        0)
        return false;
    const __m512i sixty = all(60);
    const __m512i ofDay = _mm512_add_epi64(
        _mm512_mul_epu32(_mm512_add_epi64(_mm512_mul_epu32(hours, sixty), minutes), sixty),
        seconds);
    ms = _mm512_add_epi64(_mm512_mul_epu32(ofDay, all(1000)),
                          _mm512_add_epi64(_mm512_mul_epu32(hundredths, all(10)), thousandths));
    return true;
}

} // namespace

CAIRN_WIDE std::size_t TimeReader::readWide(const CellColumn& column, std::size_t first,
                                            std::size_t past, TimeMs* out) const {
    static_assert(sizeof(KnownDay) == 24);
    if (m_known.empty()) // none was read yet
        return first;
    const auto* known = reinterpret_cast<const char*>(m_known.data());
    std::uint64_t day = 0;
    std::uint16_t end2 = 0;
    std::memcpy(&day, m_day.data(), 8);
    std::memcpy(&end2, m_day.data() + 8, 2);
    const __m512i sameDay = _mm512_set1_epi64(static_cast<long long>(day)),
                  sameEnd = _mm512_set1_epi64(end2), dayStart = _mm512_set1_epi64(m_dayStart);
    std::size_t row = first;
    for (; row + 8 <= past; row += 8) {
        const EightCells cells(column, row);
        const __m512i start = cells.bytesFrom(0), middle = cells.bytesFrom(8);
        __m512i end = cells.bytesFrom(16);
        // Without milliseconds: ":SS", or with a Z behind.
        const __mmask8 bare = _mm512_cmpeq_epi64_mask(cells.length(), _mm512_set1_epi64(19)),
                       brief = _mm512_mask_cmpeq_epi64_mask(
                           _mm512_cmpeq_epi64_mask(cells.length(), _mm512_set1_epi64(20)),
                           _mm512_and_epi64(end, _mm512_set1_epi64(0xff000000)),
                           _mm512_set1_epi64(0x5a000000)),
                       whole = _mm512_cmpeq_epi64_mask(cells.length(), _mm512_set1_epi64(24));
        end = _mm512_mask_or_epi64(end, static_cast<__mmask8>(bare | brief),
                                   _mm512_and_epi64(end, _mm512_set1_epi64(0xffffff)),
                                   _mm512_set1_epi64(static_cast<long long>(0x5a3030302e000000)));
        const __mmask8 local = _mm512_cmpeq_epi64_mask(cells.length(), _mm512_set1_epi64(23));
        end = _mm512_mask_or_epi64(end, local,
                                   _mm512_and_epi64(end, _mm512_set1_epi64(0x00ffffffffffffff)),
                                   _mm512_set1_epi64(0x5a00000000000000));
        const __m512i mark = _mm512_and_epi64(middle, _mm512_set1_epi64(0xff0000));
        const __mmask8 marked =
            static_cast<__mmask8>(_mm512_cmpeq_epi64_mask(mark, _mm512_set1_epi64(0x540000)) | // T
                                  _mm512_cmpeq_epi64_mask(mark, _mm512_set1_epi64(0x200000)));
        const __m512i dayEnd = _mm512_and_epi64(middle, _mm512_set1_epi64(0xffff));
        __mmask8 ofDay =
            _mm512_mask_cmpeq_epi64_mask(_mm512_cmpeq_epi64_mask(start, sameDay), dayEnd, sameEnd);
        __m512i days = dayStart;
        if (ofDay != 0xff) { // as changeDay looks for them
            const __m512i last =
                _mm512_or_epi64(_mm512_srli_epi64(start, 16), _mm512_slli_epi64(dayEnd, 48));
            const __m512i slot = _mm512_srli_epi64(
                _mm512_mullo_epi64(last, _mm512_set1_epi64(static_cast<long long>(kDayFactor))),
                kDayShift);
            const __m512i at = _mm512_add_epi64(_mm512_add_epi64(slot, slot), slot);
            ofDay = _mm512_mask_cmpeq_epi64_mask(
                _mm512_cmpeq_epi64_mask(start, _mm512_i64gather_epi64(at, known, 8)), dayEnd,
                _mm512_and_epi64(_mm512_i64gather_epi64(at, known + 8, 8),
                                 _mm512_set1_epi64(0xffff)));
            days = _mm512_i64gather_epi64(at, known + offsetof(KnownDay, start), 8);
        }
        __m512i ms;
        if (!cells.good() || (ofDay & marked & (bare | brief | local | whole)) != 0xff ||
            !clocks(middle, end, ms))
            break;
        _mm512_storeu_si512(out + row, _mm512_add_epi64(days, ms));
    }
    return row;
}
#else
std::size_t TimeReader::readWide(const CellColumn&, std::size_t first, std::size_t, TimeMs*) const {
    return first;
}
#endif

} // namespace cairn
