#include "cairn/base/civil_time.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <limits>

#include "cairn/base/text.hpp"

namespace cairn {
namespace {

std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

unsigned daysInMonth(int year, unsigned month) {
    constexpr std::array<unsigned, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[month - 1];
}

/// Reads fixed-width digits and separators from the front of a text.
struct Cursor {
    std::string_view rest;

    std::optional<int> digits(std::size_t count) {
        if (rest.size() < count)
            return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (rest[i] < '0' || rest[i] > '9')
                return std::nullopt;
            value = value * 10 + (rest[i] - '0');
        }
        rest.remove_prefix(count);
        return value;
    }
    bool skip(char c) {
        if (rest.empty() || rest.front() != c)
            return false;
        rest.remove_prefix(1);
        return true;
    }
};

std::optional<TimeMs> readDate(Cursor& in) {
    const auto year = in.digits(4);
    if (!year || !in.skip('-'))
        return std::nullopt;
    const auto month = in.digits(2);
    if (!month || *month < 1 || *month > 12 || !in.skip('-'))
        return std::nullopt;
    const auto day = in.digits(2);
    const auto m = static_cast<unsigned>(*month);
    if (!day || *day < 1 || static_cast<unsigned>(*day) > daysInMonth(*year, m))
        return std::nullopt;
    return daysFromCivil(*year, m, static_cast<unsigned>(*day)) * kDayMs;
}

/// Milliseconds of ".25", ",250000": digits past the third are cut off.
std::optional<TimeMs> readFraction(Cursor& in) {
    if (!in.skip('.') && !in.skip(','))
        return 0;
    TimeMs ms = 0;
    int digits = 0;
    while (!in.rest.empty() && in.rest.front() >= '0' && in.rest.front() <= '9') {
        if (digits < 3)
            ms = ms * 10 + (in.rest.front() - '0');
        ++digits;
        in.rest.remove_prefix(1);
    }
    if (digits == 0)
        return std::nullopt;
    for (; digits < 3; ++digits)
        ms *= 10;
    return ms;
}

std::optional<TimeMs> readClock(Cursor& in) {
    const auto hour = in.digits(2);
    if (!hour || *hour > 24 || !in.skip(':'))
        return std::nullopt;
    const auto minute = in.digits(2);
    if (!minute || *minute > 59)
        return std::nullopt;
    TimeMs ms = *hour * kHourMs + *minute * kMinuteMs;
    if (in.skip(':')) {
        const auto second = in.digits(2);
        if (!second || *second > 60)
            return std::nullopt;
        const auto fraction = readFraction(in);
        if (!fraction)
            return std::nullopt;
        ms += *second * kSecondMs + *fraction;
    }
    return ms > kDayMs + kSecondMs ? std::nullopt : std::optional(ms);
}

/// What to subtract to come to UTC.
std::optional<TimeMs> readZone(Cursor& in) {
    in.skip(' ');
    if (in.rest.empty() || in.rest == "UTC" || in.rest == "GMT") {
        in.rest = {};
        return 0;
    }
    if (in.skip('Z') || in.skip('z'))
        return 0;
    const bool west = in.rest.front() == '-';
    if (!west && in.rest.front() != '+')
        return std::nullopt;
    in.rest.remove_prefix(1);
    const auto hours = in.digits(2);
    if (!hours || *hours > 18)
        return std::nullopt;
    in.skip(':');
    const auto minutes = in.rest.empty() ? std::optional(0) : in.digits(2);
    if (!minutes || *minutes > 59)
        return std::nullopt;
    const TimeMs offset = *hours * kHourMs + *minutes * kMinuteMs;
    return west ? -offset : offset;
}

} // namespace

CivilDate civilFromDays(std::int64_t days) {
    // Inverse of daysFromCivil, same source.
    days += 719468;
    const std::int64_t era = floorDiv(days, 146097);
    const std::int64_t dayOfEra = days - era * 146097;
    const std::int64_t yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
    const auto day = static_cast<unsigned>(dayOfYear - (153 * shifted + 2) / 5 + 1);
    const auto month = static_cast<unsigned>(shifted < 10 ? shifted + 3 : shifted - 9);
    const auto year = static_cast<int>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
    return {year, month, day};
}

std::string isoDay(TimeMs instant) {
    const CivilDate date = civilFromDays(floorDiv(instant, kDayMs));
    std::array<char, 48> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", date.year, date.month, date.day);
    return buffer.data();
}

std::string isoUtc(TimeMs instant) {
    const TimeMs ofDay = instant - floorDiv(instant, kDayMs) * kDayMs;
    std::array<char, 48> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d",
                  static_cast<int>(ofDay / kHourMs), static_cast<int>(ofDay / kMinuteMs % 60),
                  static_cast<int>(ofDay / kSecondMs % 60));
    std::string text = isoDay(instant) + buffer.data();
    if (ofDay % kSecondMs != 0) {
        std::snprintf(buffer.data(), buffer.size(), ".%03d", static_cast<int>(ofDay % kSecondMs));
        text += buffer.data();
    }
    return text + 'Z';
}

std::optional<TimeMs> parseIso(std::string_view text) {
    Cursor in{trimmed(text)};
    const auto day = readDate(in);
    if (!day || in.rest.empty())
        return day;
    if (!in.skip('T') && !in.skip('t') && !in.skip(' '))
        return std::nullopt;
    const auto clock = readClock(in);
    if (!clock)
        return std::nullopt;
    const auto zone = readZone(in);
    if (!zone || !in.rest.empty())
        return std::nullopt;
    return *day + *clock - *zone;
}

std::optional<TimeMs> parseDuration(std::string_view text) {
    text = trimmed(text);
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || count <= 0)
        return std::nullopt;
    const std::string unit =
        asciiLower(trimmed(text.substr(static_cast<std::size_t>(end - text.data()))));
    TimeMs one = 0;
    if (unit == "ms")
        one = 1;
    else if (unit == "s" || unit.empty())
        one = kSecondMs;
    else if (unit == "m" || unit == "min")
        one = kMinuteMs;
    else if (unit == "h")
        one = kHourMs;
    else if (unit == "d")
        one = kDayMs;
    else if (unit == "w")
        one = 7 * kDayMs;
    else
        return std::nullopt;
    if (count > std::numeric_limits<TimeMs>::max() / one)
        return std::nullopt;
    return count * one;
}

TimeMs nowMs() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace cairn
