#pragma once
// What a zone does after the last change its table lists: a POSIX rule such as
// "CET-1CEST,M3.5.0,M10.5.0/3".

#include <cstdint>
#include <optional>
#include <string_view>

namespace cairn {

/// Seconds east of Greenwich, for ever. Source: POSIX.1-2017, 8.3 "TZ", with the longer hours of
/// RFC 8536, 3.3.1.
struct ZoneRule {
    /// A day of the year, and the second of its local clock at which the clocks change.
    struct Change {
        enum class Kind { MonthWeekday, Julian, DayOfYear } kind = Kind::MonthWeekday;
        int month = 0, week = 0, weekday = 0; ///< week 5 = the last; weekday 0 = Sunday
        int day = 0; ///< Julian: 1..365, February 29 never counted; DayOfYear: 0..365
        std::int64_t second = 7200;
    };
    std::int64_t standard = 0, summer = 0;
    bool hasSummer = false;
    Change begins, ends; ///< of summer time

    std::int64_t offsetAt(std::int64_t utcSecond) const;
    /// The first change after that second; the end of all time when there is none.
    std::int64_t nextChange(std::int64_t utcSecond) const;
};
/// Empty when malformed.
std::optional<ZoneRule> parseZoneRule(std::string_view text);

} // namespace cairn
