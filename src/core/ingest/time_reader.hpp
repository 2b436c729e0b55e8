#pragma once
// Instants of one column, read fast: the day is remembered from row to row, the clock read eight
// bytes at once.

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "cairn/table/csv.hpp"

namespace cairn {

class TimeReader {
public:
    explicit TimeReader(TimeFormat format) : m_format(format) {}

    /// The same as parseTime(text, format), for trimmed text.
    std::optional<TimeMs> read(std::string_view text) {
        if (m_format.kind == TimeFormat::Kind::Iso && text.size() >= 19) {
            TimeMs instant = 0;
            if (readIso(text, instant))
                return instant;
        }
        return readOther(text);
    }

private:
    /// "YYYY-MM-DD?HH:MM:SS", then nothing, "Z", ".m..." or ".m...Z" of 1 to 3 digits. False = not
    /// so simple.
    bool readIso(std::string_view text, TimeMs& instant) {
        if (std::memcmp(text.data(), m_day.data(), m_day.size()) != 0 &&
            !newDay(text.substr(0, 10)))
            return false;
        if (text[10] != 'T' && text[10] != ' ')
            return false;
        std::uint64_t clock = 0;
        std::memcpy(&clock, text.data() + 11, 8); // HH:MM:SS, H in the lowest byte
        constexpr std::uint64_t kZeros = 0x30303a30303a3030;
        const std::uint64_t digits = clock ^ kZeros; // each digit's value, and 0 for each colon
        constexpr std::uint64_t kNotDigits = 0xf0f0fff0f0fff0f0, kSix = 0x0606000606000606,
                                kCarry = 0x1010001010001010;
        if ((digits & kNotDigits) != 0 || ((digits + kSix) & kCarry) != 0)
            return false;
        const auto two = [&](unsigned at) {
            return static_cast<std::int64_t>(((digits >> (8 * at)) & 0xf) * 10 +
                                             ((digits >> (8 * at + 8)) & 0xf));
        };
        const std::int64_t hours = two(0), minutes = two(3), seconds = two(6);
        if (hours > 23 || minutes > 59 || seconds > 59)
            return false;
        std::int64_t ms = 0;
        std::size_t at = 19;
        if (at < text.size() && text[at] == '.') {
            std::int64_t scale = 100;
            for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
                ms += (text[at] - '0') * scale; // past the third digit the scale is 0
            if (at == 20)
                return false;
        }
        if (at < text.size() && text[at] == 'Z')
            ++at;
        if (at != text.size())
            return false;
        instant = m_dayStart + ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
        return true;
    }
    bool newDay(std::string_view day);
    std::optional<TimeMs> readOther(std::string_view text);

    TimeFormat m_format;
    std::array<char, 10> m_day{};
    TimeMs m_dayStart = 0;
};

} // namespace cairn
