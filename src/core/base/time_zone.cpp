#include "cairn/base/time_zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <exception>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <mutex>
#include <optional>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "core/base/zone_rule.hpp"

namespace cairn {
namespace {

constexpr std::array<std::string_view, 3> kPeriodNames{"day", "week", "month"};
constexpr std::int64_t kMondayShift = 3; // 1970-01-01 was a Thursday

std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// A zone's table of changes, and what holds after the last of them: the library reads only the
/// table, and those of today's systems end in 2037.
struct Zone {
    const date::time_zone* table = nullptr;
    std::int64_t lastChange = 0; ///< UTC seconds
    std::optional<ZoneRule> after;
};

/// A stretch of time with one offset, and where it ends.
struct Stretch {
    std::int64_t offset = 0, end = 0; ///< seconds; UTC
};

/// Days that can be told in milliseconds.
constexpr std::int64_t kMostDays = std::numeric_limits<TimeMs>::max() / kDayMs - 2;

// The calendar's own limits: beyond them the last offset stays.
constexpr std::int64_t kFirstSecond = -62'135'596'800; // 0001-01-01
constexpr std::int64_t kLastSecond = 253'402'300'800;  // 10000-01-01

Stretch stretchAt(const Zone& zone, std::int64_t utcSecond) {
    const std::int64_t at = std::clamp(utcSecond, kFirstSecond, kLastSecond);
    if (zone.after && at >= zone.lastChange)
        return {zone.after->offsetAt(at), zone.after->nextChange(at)};
    const date::sys_info info = zone.table->get_info(date::sys_seconds{std::chrono::seconds(at)});
    return {info.offset.count(), info.end.time_since_epoch().count()};
}

/// The rule at the end of a compiled zone file; empty where the system keeps no such files.
std::optional<ZoneRule> ruleOf(const std::string& name) {
    for (const std::string_view folder :
         {"/usr/share/zoneinfo/", "/var/db/timezone/zoneinfo/", "/var/db/zoneinfo/"}) {
        std::ifstream file(std::string(folder) + name, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        if (bytes.size() < 2 || !bytes.starts_with("TZif") || bytes.back() != '\n')
            continue;
        const auto line = bytes.rfind('\n', bytes.size() - 2);
        if (line != std::string::npos)
            return parseZoneRule(std::string_view(bytes).substr(line + 1, bytes.size() - line - 2));
    }
    return std::nullopt;
}

/// Zones asked for so far; they live as long as the program.
const Zone& zoneNamed(std::string_view name) {
    static std::mutex mutex;
    static std::map<std::string, Zone, std::less<>> zones;
    const std::lock_guard lock(mutex);
    if (const auto known = zones.find(name); known != zones.end())
        return known->second;
    Zone zone{date::locate_zone(std::string(name)), 0, ruleOf(std::string(name))};
    const date::sys_seconds end{std::chrono::seconds(kLastSecond)};
    zone.lastChange = zone.table->get_info(end).begin.time_since_epoch().count();
    return zones.emplace(name, std::move(zone)).first->second;
}

const Zone& zoneOf(const void* zone) {
    return *static_cast<const Zone*>(zone);
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
        zone.m_zone = &zoneNamed(name);
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
    std::int64_t day = floorDiv(instant, kDayMs);
    if (m_zone == nullptr)
        return day;
    // In two steps, so that the first and the last instants there are do not overflow.
    const std::int64_t offset = stretchAt(zoneOf(m_zone), floorDiv(instant, kSecondMs)).offset;
    day += floorDiv((instant % kDayMs + kDayMs) % kDayMs + offset * kSecondMs, kDayMs);
    // Clocks that go back over midnight show the day before once more; the new day has begun all
    // the same.
    const bool begun = day < kMostDays && startOf(day + 1) <= instant;
    return begun ? day + 1 : day;
}

TimeMs TimeZone::startOf(std::int64_t day) const {
    const std::int64_t midnight = std::clamp(day, -kMostDays, kMostDays) * (kDayMs / kSecondMs);
    if (m_zone == nullptr)
        return midnight * kSecondMs;
    constexpr std::int64_t kFarthest =
        16 * 3600; // no place's clock was ever that far from Greenwich's
    const Zone& zone = zoneOf(m_zone);
    std::int64_t begin = midnight - kFarthest;
    for (;;) {
        const Stretch stretch = stretchAt(zone, begin);
        if (midnight - stretch.offset < stretch.end || stretch.end <= begin)
            return std::max(begin, midnight - stretch.offset) * kSecondMs;
        begin = stretch.end;
    }
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
