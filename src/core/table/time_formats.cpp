// How people and programs write instants.
#include <algorithm>
#include <array>
#include <charconv>

#include "cairn/base/text.hpp"
#include "cairn/table/csv.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/month_names.hpp"

namespace cairn {
namespace {

using Kind = TimeFormat::Kind;

constexpr std::array<std::string_view, 6> kKindNames{"iso",      "day/month/year", "month/day/year",
                                                     "yyyymmdd", "epoch-s",        "epoch-ms"};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// A number of up to `most` digits off the front.
std::optional<int> takeNumber(std::string_view& rest, std::size_t most,
                              std::size_t* digits = nullptr) {
    std::size_t count = 0;
    int value = 0;
    while (count < most && count < rest.size() && isDigit(rest[count]))
        value = value * 10 + (rest[count++] - '0');
    if (count == 0 || (count < rest.size() && isDigit(rest[count])))
        return std::nullopt;
    rest.remove_prefix(count);
    if (digits)
        *digits = count;
    return value;
}

bool takeSeparator(std::string_view& rest) {
    constexpr std::string_view kSeparators = "/-. ,";
    const std::size_t before = rest.size();
    while (!rest.empty() && kSeparators.find(rest.front()) != std::string_view::npos &&
           before - rest.size() < 2)
        rest.remove_prefix(1);
    return rest.size() != before;
}

std::optional<int> takeYear(std::string_view& rest) {
    std::size_t digits = 0;
    const auto year = takeNumber(rest, 4, &digits);
    if (!year || digits == 3 || digits == 1)
        return std::nullopt;
    if (digits == 2) // the common pivot of spreadsheets
        return *year < 70 ? 2000 + *year : 1900 + *year;
    return year;
}

std::optional<TimeMs> dayOf(int year, int month, int day) {
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    const std::int64_t days =
        daysFromCivil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    if (civilFromDays(days).month != static_cast<unsigned>(month))
        return std::nullopt; // 31 April
    return days * kDayMs;
}

std::optional<int> takeDayOrMonth(std::string_view& rest, bool month) {
    if (month)
        if (const auto named = takeMonthName(rest))
            return named;
    return takeNumber(rest, 2);
}

std::optional<TimeMs> takeDate(std::string_view& rest, Kind kind) {
    std::optional<int> year, month, day;
    const auto part = [&](std::optional<int>& value, auto take) {
        return (value = take()).has_value();
    };
    const auto takeY = [&] { return takeYear(rest); };
    const auto takeM = [&] { return takeDayOrMonth(rest, true); };
    const auto takeD = [&] { return takeDayOrMonth(rest, false); };
    bool whole = false;
    if (kind == Kind::DayMonthYear)
        whole = part(day, takeD) && takeSeparator(rest) && part(month, takeM) &&
                takeSeparator(rest) && part(year, takeY);
    else if (kind == Kind::MonthDayYear)
        whole = part(month, takeM) && takeSeparator(rest) && part(day, takeD) &&
                takeSeparator(rest) && part(year, takeY);
    else
        whole = rest.size() >= 5 && isDigit(rest[3]) && part(year, takeY) && takeSeparator(rest) &&
                part(month, takeM) && takeSeparator(rest) && part(day, takeD);
    return whole ? dayOf(*year, *month, *day) : std::nullopt;
}

/// "", " 10:21", "T10:21:14.250Z", ", 9:05 PM", " 10:21:14 +0200"
std::optional<TimeMs> takeClock(std::string_view rest) {
    if (rest.starts_with('T') || rest.starts_with(','))
        rest.remove_prefix(1);
    rest = trimmed(rest);
    if (rest.empty())
        return 0;
    auto hour = takeNumber(rest, 2);
    if (!hour || *hour > 23)
        return std::nullopt;
    int minute = 0;
    std::string tail = "00";
    if (rest.starts_with(':')) {
        rest.remove_prefix(1);
        const auto minutes = takeNumber(rest, 2);
        if (!minutes || *minutes > 59)
            return std::nullopt;
        minute = *minutes;
        if (rest.starts_with(':')) {
            rest.remove_prefix(1);
            const std::size_t end = rest.find_first_not_of("0123456789.,");
            tail = rest.substr(0, end);
            rest.remove_prefix(tail.size());
            if (tail.size() == 1 || (tail.size() > 1 && !isDigit(tail[1])))
                tail.insert(0, 1, '0');
        }
    } else if (trimmed(rest).empty()) {
        return std::nullopt; // a lone number is no time of day
    }
    std::string half = asciiLower(trimmed(rest).substr(0, 2));
    if (half == "am" || half == "pm") {
        if (*hour < 1 || *hour > 12)
            return std::nullopt;
        hour = *hour % 12 + (half == "pm" ? 12 : 0);
        rest = trimmed(rest).substr(2);
    }
    // Seconds, fractions and zones are ISO's business.
    std::array<char, 24> head{};
    const int length =
        std::snprintf(head.data(), head.size(), "1970-01-01T%02d:%02d:", *hour, minute);
    return parseIso(std::string(head.data(), static_cast<std::size_t>(length)) + tail +
                    std::string(trimmed(rest)));
}

std::optional<TimeMs> parseEpoch(std::string_view cell, std::int64_t unit) {
    constexpr std::int64_t kLatestYear9999 = 253'402'300'799'999;
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (failure != std::errc() || value > kLatestYear9999 / unit || value < -kLatestYear9999 / unit)
        return std::nullopt;
    std::string_view rest(end, static_cast<std::size_t>(cell.data() + cell.size() - end));
    TimeMs ms = value * unit;
    if (rest.empty())
        return ms;
    if (rest.front() != '.' || rest.find_first_not_of("0123456789", 1) != std::string_view::npos)
        return std::nullopt;
    if (unit == kSecondMs) { // "1710325274.25"
        std::int64_t scale = 100;
        for (std::size_t i = 1; i < rest.size() && scale > 0; ++i, scale /= 10)
            ms += (value < 0 || cell.front() == '-' ? -1 : 1) * (rest[i] - '0') * scale;
    }
    return ms;
}

std::optional<TimeMs> parseCompact(std::string_view cell) {
    if (cell.size() < 8 || cell.find_first_not_of("0123456789") < 8)
        return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        std::from_chars(cell.data() + from, cell.data() + from + count, value);
        return value;
    };
    const auto day = dayOf(number(0, 4), number(4, 2), number(6, 2));
    if (!day || cell.size() == 8)
        return day;
    std::string_view clock = cell.substr(8);
    if (clock.starts_with('T') || clock.starts_with(' '))
        clock.remove_prefix(1);
    if (clock.size() < 4 || clock.find_first_not_of("0123456789") < 4)
        return std::nullopt;
    const std::string seconds(clock.size() >= 6 ? clock.substr(4) : "00");
    const auto time = takeClock(std::string(clock.substr(0, 2)) + ":" +
                                std::string(clock.substr(2, 2)) + ":" + seconds);
    return time ? std::optional(*day + *time) : std::nullopt;
}

} // namespace

std::string_view nameOf(Kind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<Kind> parseTimeFormatKind(std::string_view name) {
    for (std::size_t i = 0; i < kKindNames.size(); ++i)
        if (kKindNames[i] == name)
            return static_cast<Kind>(i);
    return std::nullopt;
}

std::optional<TimeMs> parseTime(std::string_view cell, const TimeFormat& format) {
    cell = trimmedCell(cell);
    if (std::none_of(cell.begin(), cell.end(), isDigit))
        return std::nullopt;
    switch (format.kind) {
    case Kind::EpochSeconds:
        return parseEpoch(cell, kSecondMs);
    case Kind::EpochMilliseconds:
        return parseEpoch(cell, 1);
    case Kind::YearMonthDayCompact:
        return parseCompact(cell);
    case Kind::Iso:
        if (const auto instant = parseIso(cell))
            return instant;
        break;
    default:
        break;
    }
    const auto day = takeDate(cell, format.kind);
    if (!day)
        return std::nullopt;
    const auto clock = takeClock(cell);
    return clock ? std::optional(*day + *clock) : std::nullopt;
}

} // namespace cairn
