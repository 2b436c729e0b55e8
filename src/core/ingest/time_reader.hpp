#pragma once
// Instants of one column, read fast: the day is remembered from row to row, the clock read eight
// bytes at once.

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "cairn/table/csv.hpp"
#include "core/base/wide.hpp"
#include "core/ingest/cell_column.hpp"

namespace cairn {

class TimeReader {
public:
    explicit TimeReader(TimeFormat format)
        : m_format(format), m_iso(format.kind == TimeFormat::Kind::Iso) {}

    /// The same as parseTime(text, format), for trimmed text.
    std::optional<TimeMs> read(std::string_view text) {
        TimeMs instant = 0;
        if (readFast(text, instant))
            return instant;
        return readOther(text);
    }

    /// "YYYY-MM-DD?HH:MM:SS", then nothing, "Z", ".m..." or ".m...Z", when the column is ISO. False
    /// = not so simple: ask read().
    bool readFast(std::string_view text, TimeMs& instant) {
        if (text.size() < 19 || !m_iso || (text[10] != 'T' && text[10] != ' '))
            return false;
        std::uint64_t clock = 0;
        std::memcpy(&clock, text.data() + 11, 8); // HH:MM:SS, H in the lowest byte
        constexpr std::uint64_t kZeros = 0x30303a30303a3030;
        const std::uint64_t digits = clock ^ kZeros; // each digit's value, and 0 for each colon
        constexpr std::uint64_t kNotDigits = 0xf0f0fff0f0fff0f0, kSix = 0x0606000606000606,
                                kCarry = 0x1010001010001010;
        if (((digits & kNotDigits) | ((digits + kSix) & kCarry)) != 0)
            return false;
        const std::uint64_t pairs = digits * 10 + (digits >> 8); // bytes 0, 3 and 6 hold two digits
        const auto hours = static_cast<std::int64_t>(pairs & 0xff),
                   minutes = static_cast<std::int64_t>(pairs >> 24 & 0xff),
                   seconds = static_cast<std::int64_t>(pairs >> 48 & 0xff);
        if ((hours > 23) | (minutes > 59) | (seconds > 59))
            return false;
        std::int64_t ms = 0;
        if (!readFraction(text, ms))
            return false;
        if (std::memcmp(text.data(), m_day.data(), 8) != 0 ||
            std::memcmp(text.data() + 8, m_day.data() + 8, 2) != 0)
            if (!changeDay(text.substr(0, 10)))
                return false;
        instant = m_dayStart + hours * kHourMs + minutes * kMinuteMs + seconds * kSecondMs + ms;
        return true;
    }

    /// readFast of rows first .. past-1, as long as eight in a row are of days that were met
    /// before; the first row that was not read. Nothing where hasWideRegisters() is false. `first`
    /// > 0, or not the first column.
    std::size_t readSome(const CellColumn& column, std::size_t first, std::size_t past,
                         TimeMs* out) const {
        return m_iso && hasWideRegisters() ? readWide(column, first, past, out) : first;
    }

private:
    std::size_t readWide(const CellColumn& column, std::size_t first, std::size_t past,
                         TimeMs* out) const;
    using Day = std::array<char, 10>;

    /// What follows the 19th character.
    static bool readFraction(std::string_view text, std::int64_t& ms) {
        const auto digit = [&](std::size_t at) { return static_cast<unsigned>(text[at]) - '0'; };
        if (text.size() == 24 && text[19] == '.' && text[23] == 'Z') { // by far the most common
            const unsigned a = digit(20), b = digit(21), c = digit(22);
            ms = static_cast<std::int64_t>(a * 100 + b * 10 + c);
            return (a <= 9) & (b <= 9) & (c <= 9);
        }
        std::size_t at = 19;
        if (at < text.size() && text[at] == '.') {
            std::int64_t scale = 100;
            for (++at; at < text.size() && digit(at) <= 9; ++at, scale /= 10)
                ms += static_cast<std::int64_t>(digit(at)) * scale; // 0 past the third digit
            if (at == 20)
                return false;
        }
        if (at < text.size() && text[at] == 'Z')
            ++at;
        return at == text.size();
    }
    bool changeDay(std::string_view day);
    std::optional<TimeMs> readOther(std::string_view text);

    TimeFormat m_format;
    bool m_iso = false;
    Day m_day{};
    TimeMs m_dayStart = 0;
    /// Days met before, for files that are in no order.
    struct KnownDay {
        Day day{};
        TimeMs start = 0;
    };
    std::vector<KnownDay> m_known; ///< 1024, each where its last eight letters lead to
    static constexpr std::uint64_t kDayFactor = 0x9e3779b97f4a7c15u;
    static constexpr unsigned kDayShift = 54;
};

} // namespace cairn
