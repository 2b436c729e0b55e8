#include "core/analytics/period_table.hpp"

#include "cairn/base/error.hpp"

namespace cairn {

PeriodTable::PeriodTable(const TimeZone& zone, Period period, TimeMs first, TimeMs last,
                         const char* doing) {
    m_number = periodOf(zone.dayOf(first), period);
    const std::int64_t count = periodOf(zone.dayOf(last), period) - m_number + 1;
    if (count > static_cast<std::int64_t>(kMost))
        throw Error(ErrorCode::BadInput, doing,
                    "the data reach from " + isoDay(first) + " to " + isoDay(last) +
                        ", more than " + std::to_string(kMost) + " periods",
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
