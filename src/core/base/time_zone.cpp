#include "cairn/base/time_zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <exception>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"

namespace cairn {
namespace {

using Milliseconds = std::chrono::milliseconds;
constexpr std::array<std::string_view, 3> kPeriodNames{"day", "week", "month"};
constexpr std::int64_t kMondayShift = 3; // 1970-01-01 was a Thursday

std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

const date::time_zone& zoneOf(const void* zone) {
    return *static_cast<const date::time_zone*>(zone);
}

/// Names that hold the wanted text, or its last part: what a person may have meant.
std::string nearest(std::string_view wanted) {
    const std::string folded = foldedWords(wanted);
    std::string list;
    std::size_t count = 0;
    for (const std::string& name : TimeZone::names()) {
        const std::string other = foldedWords(name);
        if (folded.empty() || other.find(folded) == std::string::npos || count == 5)
            continue;
        list += (count++ ? ", " : "") + name;
    }
    return count ? "Did you mean " + list + "?" : "Names are like Europe/Berlin or UTC.";
}

const date::tzdb* database() {
    try {
        return &date::get_tzdb();
    } catch (const std::exception&) {
        return nullptr; // a system without zones still has UTC
    }
}

} // namespace

std::string_view nameOf(Period period) {
    return kPeriodNames[static_cast<std::size_t>(period)];
}

std::optional<Period> parsePeriod(std::string_view name) {
    for (std::size_t i = 0; i < kPeriodNames.size(); ++i)
        if (kPeriodNames[i] == name)
            return static_cast<Period>(i);
    return std::nullopt;
}

TimeZone TimeZone::named(std::string_view name) {
    TimeZone zone;
    if (name.empty() || name == "UTC")
        return zone;
    try {
        zone.m_zone = date::locate_zone(std::string(name));
        zone.m_name = name;
    } catch (const std::exception&) {
        throw Error(ErrorCode::BadInput, "choose a time zone",
                    "There is no time zone “" + std::string(name) + "”.", nearest(name));
    }
    return zone;
}

TimeZone TimeZone::local() {
    try {
        return named(date::current_zone()->name());
    } catch (const std::exception&) {
        return {};
    }
}

std::vector<std::string> TimeZone::names() {
    std::vector<std::string> names{"UTC"};
    if (const date::tzdb* zones = database())
        for (const date::time_zone& zone : zones->zones)
            if (zone.name() != "UTC")
                names.push_back(zone.name());
    std::sort(names.begin() + 1, names.end());
    return names;
}

std::int64_t TimeZone::dayOf(TimeMs instant) const {
    if (m_zone == nullptr)
        return floorDiv(instant, kDayMs);
    const date::sys_seconds second{std::chrono::seconds(floorDiv(instant, kSecondMs))};
    const auto offset = Milliseconds(zoneOf(m_zone).get_info(second).offset).count();
    return floorDiv(instant + offset, kDayMs);
}

TimeMs TimeZone::startOf(std::int64_t day) const {
    if (m_zone == nullptr)
        return day * kDayMs;
    const date::local_days midnight{date::days(static_cast<int>(day))};
    const auto instant = zoneOf(m_zone).to_sys(midnight, date::choose::earliest);
    return std::chrono::duration_cast<Milliseconds>(instant.time_since_epoch()).count();
}

std::int64_t periodOf(std::int64_t day, Period period) {
    if (period == Period::Day)
        return day;
    if (period == Period::Week)
        return floorDiv(day + kMondayShift, 7);
    const CivilDate date = civilFromDays(day);
    return (static_cast<std::int64_t>(date.year) - 1970) * 12 +
           static_cast<std::int64_t>(date.month) - 1;
}

std::int64_t firstDayOf(std::int64_t number, Period period) {
    if (period == Period::Day)
        return number;
    if (period == Period::Week)
        return number * 7 - kMondayShift;
    const std::int64_t year = floorDiv(number, 12);
    return daysFromCivil(static_cast<int>(year + 1970),
                         static_cast<unsigned>(number - year * 12 + 1), 1);
}

void PeriodCutter::find(TimeMs instant) {
    m_number = periodOf(m_zone.dayOf(instant), m_period);
    m_begin = startOf(m_number);
    m_end = startOf(m_number + 1);
}

} // namespace cairn
