#include "core/events/widths.hpp"

#include <algorithm>
#include <cstring>

#include "core/base/processors.hpp"
#include "core/base/wide.hpp"

#ifdef CAIRN_WIDE
#include <immintrin.h>
#endif

namespace cairn::packing {
namespace {

[[maybe_unused]] constexpr std::uint64_t kThreeOfFour = 0x7777777777777777; ///< bytes

template <class Narrow, class Word>
void narrow(const Word* in, std::size_t count, Word base, std::byte* out) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto offset = static_cast<Narrow>(in[i] - base);
        std::memcpy(out + i * sizeof(Narrow), &offset, sizeof(Narrow));
    }
}

template <class Word>
void narrowThree(const Word* in, std::size_t count, Word base, std::byte* out) {
    for (std::size_t i = 0; i + 1 < count; ++i) { // four bytes written, one of them to be replaced
        const auto offset = static_cast<std::uint32_t>(in[i] - base);
        std::memcpy(out + i * 3, &offset, 4);
    }
    const auto offset = static_cast<std::uint32_t>(in[count - 1] - base);
    std::memcpy(out + (count - 1) * 3, &offset, 3);
}

#ifdef CAIRN_WIDE
/// Three bytes of each four, sixteen values at a time; how many were done.
CAIRN_WIDE std::size_t narrowThreeWide(const std::uint32_t* in, std::size_t count,
                                       std::uint32_t base, std::byte* out) {
    const __m512i from = _mm512_set1_epi32(static_cast<int>(base));
    std::size_t i = 0;
    for (; i + 22 <= count; i += 16) { // 64 bytes written, 48 of them to stay
        const __m512i offset = _mm512_sub_epi32(_mm512_loadu_si512(in + i), from);
        _mm512_storeu_si512(out + i * 3, _mm512_maskz_compress_epi8(kThreeOfFour, offset));
    }
    return i;
}

/// The other way round; `largest`: of sixteen.
CAIRN_WIDE std::size_t widenThreeWide(const std::byte* in, std::size_t count, std::uint32_t base,
                                      std::uint32_t* out, std::uint32_t& largest) {
    const __m512i from = _mm512_set1_epi32(static_cast<int>(base));
    __m512i most = _mm512_setzero_si512();
    std::size_t i = 0;
    for (; i + 22 <= count; i += 16) {
        const __m512i offset =
            _mm512_maskz_expand_epi8(kThreeOfFour, _mm512_loadu_si512(in + i * 3));
        most = _mm512_max_epu32(most, offset);
        _mm512_storeu_si512(out + i, _mm512_add_epi32(offset, from));
    }
    largest = _mm512_reduce_max_epu32(most);
    return i;
}
#endif

template <class Word>
void narrowTo(unsigned width, const Word* in, std::size_t count, Word base, std::byte* out) {
    switch (width) {
    case 1:
        return narrow<std::uint8_t>(in, count, base, out);
    case 2:
        return narrow<std::uint16_t>(in, count, base, out);
    case 3:
        return narrowThree(in, count, base, out);
    case 4:
        return narrow<std::uint32_t>(in, count, base, out);
    default:
        return narrow<std::uint64_t>(in, count, base, out);
    }
}
template <class Narrow, class Word>
std::uint64_t widen(const std::byte* in, std::size_t count, Word base, Word* out) {
    Narrow largest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Narrow offset = 0;
        std::memcpy(&offset, in + i * sizeof(Narrow), sizeof(Narrow));
        largest = std::max(largest, offset);
        out[i] = base + static_cast<Word>(offset);
    }
    return largest;
}

template <class Word>
std::uint64_t widenThree(const std::byte* in, std::size_t count, Word base, Word* out) {
    std::uint32_t largest = 0;
    const auto put = [&](std::size_t i, std::uint32_t offset) {
        largest = std::max(largest, offset);
        out[i] = base + offset;
    };
    const std::size_t last = count == 0 ? 0 : count - 1;
    for (std::size_t i = 0; i < last; ++i) { // four bytes read, one of them the next value's
        std::uint32_t offset = 0;
        std::memcpy(&offset, in + i * 3, 4);
        put(i, offset & 0xffffff);
    }
    if (count != 0) {
        std::uint32_t offset = 0;
        std::memcpy(&offset, in + last * 3, 3);
        put(last, offset);
    }
    return largest;
}

template <class Word>
std::uint64_t widenFrom(unsigned width, const std::byte* in, std::size_t count, Word base,
                        Word* out) {
    switch (width) {
    case 1:
        return widen<std::uint8_t>(in, count, base, out);
    case 2:
        return widen<std::uint16_t>(in, count, base, out);
    case 3:
        return widenThree(in, count, base, out);
    case 4:
        return widen<std::uint32_t>(in, count, base, out);
    default:
        return widen<std::uint64_t>(in, count, base, out);
    }
}
} // namespace

CAIRN_FOR_EACH_PROCESSOR void narrowAll(unsigned width, const std::uint64_t* in, std::size_t count,
                                        std::uint64_t base, std::byte* out) {
    narrowTo(width, in, count, base, out);
}
CAIRN_FOR_EACH_PROCESSOR static void narrowCodes(unsigned width, const std::uint32_t* in,
                                                 std::size_t count, std::uint32_t base,
                                                 std::byte* out) {
    narrowTo(width, in, count, base, out);
}
void narrowAll(unsigned width, const std::uint32_t* in, std::size_t count, std::uint32_t base,
               std::byte* out) {
    std::size_t done = 0;
#ifdef CAIRN_WIDE
    if (width == 3 && hasWideRegisters())
        done = narrowThreeWide(in, count, base, out);
#endif
    narrowCodes(width, in + done, count - done, base, out + done * width);
}

CAIRN_FOR_EACH_PROCESSOR std::uint64_t widenAll(unsigned width, const std::byte* in,
                                                std::size_t count, std::uint64_t base,
                                                std::uint64_t* out) {
    return widenFrom(width, in, count, base, out);
}
CAIRN_FOR_EACH_PROCESSOR static std::uint64_t widenCodes(unsigned width, const std::byte* in,
                                                         std::size_t count, std::uint32_t base,
                                                         std::uint32_t* out) {
    return widenFrom(width, in, count, base, out);
}
std::uint64_t widenAll(unsigned width, const std::byte* in, std::size_t count, std::uint32_t base,
                       std::uint32_t* out) {
    std::size_t done = 0;
    std::uint32_t largest = 0;
#ifdef CAIRN_WIDE
    if (width == 3 && hasWideRegisters())
        done = widenThreeWide(in, count, base, out, largest);
#endif
    return std::max<std::uint64_t>(
        largest, widenCodes(width, in + done * width, count - done, base, out + done));
}

/// The least and the largest, one added to each.
CAIRN_FOR_EACH_PROCESSOR std::pair<std::uint32_t, std::uint32_t>
limitsOf(const std::uint32_t* codes, std::size_t count) {
    std::uint32_t low = ~0u, high = 0;
    for (std::size_t i = 0; i < count; ++i) {
        low = std::min(low, codes[i] + 1);
        high = std::max(high, codes[i] + 1);
    }
    return {low, high};
}

} // namespace cairn::packing
