#include "core/ingest/code_by_number.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace cairn {
namespace {

constexpr unsigned kMostLetters = 7, kMostDigits = 8, kMostBytes = 12;

/// The value of eight digits, the first in the lowest byte; kNone when one is none.
std::size_t valueOf(std::uint64_t digits) {
    if (((digits & 0xf0f0f0f0f0f0f0f0) | ((digits + 0x0606060606060606) & 0x1010101010101010)) != 0)
        return CodeByNumber::kNone;
    digits = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
    digits = (digits * 100 + (digits >> 16)) & 0x0000ffff0000ffff;
    return (digits * 10000 + (digits >> 32)) & 0xffffffff;
}

} // namespace

void CodeByNumber::learn(std::uint64_t a, std::uint32_t b, std::uint32_t length) {
    if (length > kMostBytes)
        return;
    std::array<char, kMostBytes> text{};
    std::memcpy(text.data(), &a, sizeof a);
    std::memcpy(text.data() + sizeof a, &b, sizeof b);
    unsigned digits = 0;
    while (digits < std::min(length, kMostDigits) && text[length - digits - 1] >= '0' &&
           text[length - digits - 1] <= '9')
        ++digits;
    const unsigned letters = length - digits;
    // As it stands, or not at all: what is to be trimmed or repaired goes another way.
    const auto plain = [](char c) { return c > ' ' && c <= '~'; };
    if (digits == 0 || letters > kMostLetters ||
        !std::all_of(text.begin(), text.begin() + letters, plain))
        return;
    m_learnt = true;
    m_length = length;
    m_prefixLength = letters;
    m_prefixMask = (std::uint64_t{1} << (8 * letters)) - 1;
    m_prefix = a & m_prefixMask;
}

std::size_t CodeByNumber::read(std::uint64_t a, std::uint32_t b, std::uint32_t length) const {
    const unsigned digits = length - m_prefixLength; // wraps round for shorter texts
    if (digits - 1 >= kMostDigits || length > kMostBytes || (a & m_prefixMask) != m_prefix)
        return kNone;
    const std::uint64_t written =
        m_prefixLength == 0 ? a
                            : a >> (8 * m_prefixLength) | static_cast<std::uint64_t>(b)
                                                              << (64 - 8 * m_prefixLength);
    return valueOf((written ^ 0x3030303030303030) << (8 * (kMostDigits - digits)));
}

/// The least number that a text of this length has when it does not begin with a zero.
std::size_t CodeByNumber::leastOf(std::uint32_t length) const {
    constexpr std::array<std::size_t, kMostDigits> kLeast{0,      10,      100,       1'000,
                                                          10'000, 100'000, 1'000'000, 10'000'000};
    return kLeast[length - m_prefixLength - 1];
}

std::size_t CodeByNumber::placeOf(std::uint64_t a, std::uint32_t b, std::uint32_t length) const {
    const std::size_t number = read(a, b, length);
    if (number >= m_size)
        return kNone;
    const bool zero = number < leastOf(length), other = length != m_length;
    return (zero || m_zeros) && (other || m_various) ? kNone : number;
}

bool CodeByNumber::tryPlace(std::uint64_t a, std::uint32_t b, std::uint32_t length,
                            std::uint32_t texts) {
    constexpr std::size_t kFirst = std::size_t{1} << 16, kAText = 8;
    constexpr std::uint64_t kEnough = 4096;
    if (!m_learnt)
        learn(a, b, length);
    const std::size_t number = m_learnt ? read(a, b, length) : kNone;
    if (number < m_size)
        return false;
    std::size_t size = std::max(kFirst, m_size);
    while (size <= number && size <= texts * kAText)
        size *= 2;
    if (size <= number || (size > kFirst && size > texts * kAText)) {
        m_pays = any() || ++m_others < kEnough;
        return false;
    }
    LargeRoom<std::uint32_t> larger = makeLargeRoom<std::uint32_t>(size);
    if (m_size != 0)
        std::copy_n(m_codes.get(), m_size, larger.get());
    std::fill(larger.get() + m_size, larger.get() + size, 0);
    m_codes = std::move(larger);
    m_size = size;
    return true;
}

CodeByNumber::Shape CodeByNumber::shape() const {
    return {m_prefix, m_prefixMask,  m_prefixLength, m_various ? 0 : m_length,
            m_zeros,  m_codes.get(), m_size};
}

} // namespace cairn
