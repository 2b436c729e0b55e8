#include "core/ingest/time_reader.hpp"

#include "core/table/csv_text.hpp"

namespace cairn {

bool TimeReader::newDay(std::string_view day) {
    const auto start = parseIso(day);
    if (!start)
        return false;
    std::memcpy(m_day.data(), day.data(), m_day.size());
    m_dayStart = *start;
    return true;
}

std::optional<TimeMs> TimeReader::readOther(std::string_view text) {
    if (needsRepair(text))
        return parseTime(repairedCell(text), m_format);
    return parseTime(text, m_format);
}

} // namespace cairn
