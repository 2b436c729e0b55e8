#pragma once
// Days, weeks and months in a named time zone. Zones and their rules come from the system's IANA database.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/base/civil_time.hpp"

namespace cairn {

/// Weeks begin on Monday (ISO 8601).
enum class Period { Day, Week, Month };
std::string_view nameOf(Period); // "day" "week" "month"
std::optional<Period> parsePeriod(std::string_view name);

/// A place's civil time, cheap to copy. Days are numbered from 1970-01-01 = 0 by the local calendar.
class TimeZone {
public:
    TimeZone() = default; ///< UTC
    /// "Europe/Berlin"; "" and "UTC" are UTC. Throws Error{BadInput} naming the nearest names.
    static TimeZone named(std::string_view name);
    /// The computer's own zone; UTC when it cannot be told.
    static TimeZone local();
    static std::vector<std::string> names(); ///< all canonical names, sorted, "UTC" first

    const std::string& name() const { return m_name; }
    /// The local date at an instant: the last day that has begun. (Where clocks go back over midnight they show the day before
    /// once more; that hour belongs to the new day.)
    std::int64_t dayOf(TimeMs instant) const;
    /// The first instant of a local day: after midnight where clocks skip it; the first of two midnights. A day that a place
    /// never had (Samoa crossed the date line on 2011-12-30) begins where the next day does: it is empty.
    TimeMs startOf(std::int64_t day) const;

    friend bool operator==(const TimeZone& a, const TimeZone& b) { return a.m_name == b.m_name; }

private:
    const void* m_zone = nullptr; ///< nullptr = UTC
    std::string m_name = "UTC";
};

/// Number of the period a day lies in: days from 1970-01-01, weeks from Monday 1969-12-29, months from January 1970.
std::int64_t periodOf(std::int64_t day, Period period);
std::int64_t firstDayOf(std::int64_t periodNumber, Period period);

/// Period numbers of instants; fast for instants near each other. One per thread.
class PeriodCutter {
public:
    PeriodCutter(TimeZone zone, Period period) : m_zone(std::move(zone)), m_period(period) {}
    std::int64_t of(TimeMs instant) {
        if (instant < m_begin || instant >= m_end)
            find(instant);
        return m_number;
    }
    TimeMs startOf(std::int64_t periodNumber) const { return m_zone.startOf(firstDayOf(periodNumber, m_period)); }

private:
    void find(TimeMs instant);
    TimeZone m_zone;
    Period m_period;
    TimeMs m_begin = 1, m_end = 0; ///< of the period last found
    std::int64_t m_number = 0;
};

} // namespace cairn
