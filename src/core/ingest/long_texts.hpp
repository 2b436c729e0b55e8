#pragma once
// Texts that are too long to be keys themselves.

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/large_pages.hpp"

namespace cairn {

/// One behind the other, each with its length in front, so that one look at memory finds both.
class LongTexts {
public:
    /// Where the text is, in units of eight bytes. Throws Error{TooLarge} when there are 32 GB.
    std::uint32_t add(std::string_view text);
    std::string_view at(std::uint32_t place) const {
        const char* const found = m_bytes.data() + std::size_t{place} * kUnit;
        std::uint32_t length = 0;
        std::copy_n(found, sizeof length, reinterpret_cast<char*>(&length));
        return {found + sizeof length, length};
    }
    void prefetch(std::uint32_t place) const {
#if defined(__GNUC__)
        __builtin_prefetch(m_bytes.data() + std::size_t{place} * kUnit);
#else
        static_cast<void>(place);
#endif
    }

private:
    static constexpr std::size_t kUnit = 8;
    std::vector<char, LargePages<char>> m_bytes;
};

} // namespace cairn
