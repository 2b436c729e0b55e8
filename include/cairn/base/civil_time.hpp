#pragma once
// Instants are milliseconds since 1970-01-01T00:00:00Z (negative before), in the proleptic Gregorian calendar.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cairn {

using TimeMs = std::int64_t;

inline constexpr TimeMs kSecondMs = 1000;
inline constexpr TimeMs kMinuteMs = 60 * kSecondMs;
inline constexpr TimeMs kHourMs = 60 * kMinuteMs;
inline constexpr TimeMs kDayMs = 24 * kHourMs;

/// Days since 1970-01-01. Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
constexpr std::int64_t daysFromCivil(int year, unsigned month, unsigned day) {
    year -= month <= 2;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto yearOfEra = static_cast<std::int64_t>(year) - era * 400;
    const std::int64_t dayOfYear = (153 * (static_cast<std::int64_t>(month) + (month > 2 ? -3 : 9)) + 2) / 5 +
                                   static_cast<std::int64_t>(day) - 1;
    const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146097 + dayOfEra - 719468;
}

struct CivilDate {
    int year = 1970;
    unsigned month = 1; ///< 1..12
    unsigned day = 1;   ///< 1..31
    friend bool operator==(const CivilDate&, const CivilDate&) = default;
};
CivilDate civilFromDays(std::int64_t daysSince1970);

/// "2024-03-13T10:21:14Z", with ".250" when there are milliseconds.
std::string isoUtc(TimeMs instant);
/// "2024-03-13", the UTC day.
std::string isoDay(TimeMs instant);
/// ISO 8601 date or date-time, with or without zone (none means UTC), 'T' or space. Empty when malformed.
std::optional<TimeMs> parseIso(std::string_view text);
/// "90s", "30m", "12h", "7d", "2w" -> milliseconds. Empty when malformed or not positive.
std::optional<TimeMs> parseDuration(std::string_view text);

/// Milliseconds since 1970 by the system clock.
TimeMs nowMs();

} // namespace cairn
