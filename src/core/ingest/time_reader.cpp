#include "core/ingest/time_reader.hpp"

#include "core/table/csv_text.hpp"

namespace cairn {

bool TimeReader::changeDay(std::string_view day) {
    constexpr std::size_t kKnown = std::size_t{1} << (64 - kDayShift); // almost three years
    if (m_known.empty())
        m_known.resize(kKnown);
    // The digits that differ most from day to day.
    std::uint64_t last = 0;
    std::memcpy(&last, day.data() + 2, 8); // "YY-MM-DD"
    KnownDay& known = m_known[(last * kDayFactor) >> kDayShift];
    if (std::memcmp(known.day.data(), day.data(), known.day.size()) != 0) {
        const auto start = parseIso(day);
        if (!start)
            return false;
        std::memcpy(known.day.data(), day.data(), known.day.size());
        known.start = *start;
    }
    m_day = known.day;
    m_dayStart = known.start;
    return true;
}

std::optional<TimeMs> TimeReader::readOther(std::string_view text) {
    if (needsRepair(text))
        return parseTime(repairedCell(text), m_format);
    return parseTime(text, m_format);
}

} // namespace cairn
