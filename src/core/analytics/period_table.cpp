#include "core/analytics/period_table.hpp"

#include <algorithm>

#include "cairn/base/error.hpp"

namespace cairn {

std::optional<TimeSpan> spanOf(const EventLog& log, std::optional<TimeMs> from,
                               std::optional<TimeMs> to) {
    const auto first = log.firstTime(), last = log.lastTime();
    if (!first || !last)
        return std::nullopt;
    const TimeSpan span{std::max(*first, from.value_or(*first)),
                        std::min(*last, to.value_or(*last))};
    return span.first <= span.last ? std::optional(span) : std::nullopt;
}

PeriodTable::PeriodTable(const TimeZone& zone, Period period, TimeMs first, TimeMs last,
                         const char* doing) {
    m_number = periodOf(zone.dayOf(first), period);
    const std::int64_t count = periodOf(zone.dayOf(last), period) - m_number + 1;
    if (count > kMostPeriods)
        throw Error(ErrorCode::BadInput, doing,
                    "the data reach from " + isoDay(first) + " to " + isoDay(last) +
                        ", more than " + std::to_string(kMostPeriods) + " periods",
                    "Choose longer periods, or look for a wrong date among the data.");
    for (std::int64_t i = 0; i <= count; ++i)
        m_starts.push_back(zone.startOf(firstDayOf(m_number + i, period)));
    // Slots no longer than a period, so that few steps remain: 18 hours, 6 days, 25 days.
    m_shift = period == Period::Day ? 26 : period == Period::Week ? 29 : 31;
    std::uint32_t index = 0;
    for (TimeMs at = m_starts.front(); at < m_starts.back(); at += TimeMs{1} << m_shift) {
        while (at >= m_starts[index + 1])
            ++index;
        m_slots.push_back(index);
    }
}

void PeriodTable::outside() {
    throw Error(ErrorCode::Damaged, "count by period",
                "the stored events contradict their own summary", "Import the file again.");
}

} // namespace cairn
