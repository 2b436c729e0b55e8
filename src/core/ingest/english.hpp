#pragma once
// Counts and days in English sentences.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "cairn/base/civil_time.hpp"

namespace cairn {

/// "31,106".
inline std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3; at -= 3)
        text.insert(at - 3, 1, ',');
    return text;
}

/// "1 row", "31,106 rows".
inline std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
    return grouped(number) + " " + std::string(number == 1 ? one : many);
}

/// "3 April 2026", "3 April": the day of an instant in UTC.
inline std::string dayText(TimeMs instant, bool withYear = true) {
    constexpr std::array<std::string_view, 12> kMonths{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const std::int64_t day = instant / kDayMs - (instant % kDayMs < 0 ? 1 : 0);
    const CivilDate date = civilFromDays(day);
    std::string text = std::to_string(date.day) + " " + std::string(kMonths[date.month - 1]);
    return withYear ? text + " " + std::to_string(date.year) : text;
}

} // namespace cairn
