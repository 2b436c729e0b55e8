#include <algorithm>

#include "cairn/analytics/funnel.hpp"

namespace cairn {

std::vector<UnitEvent> eventsOfUnit(const EventLog& log, std::uint32_t unit,
                                    const JobControl& job) {
    std::vector<UnitEvent> events;
    ChunkDecoder decoder;
    for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk) {
        job.throwIfCancelled();
        if (log.chunks[chunk].unit.minimum > unit || log.chunks[chunk].unit.maximum < unit)
            continue;
        const ChunkRows& rows = decoder.decode(log, chunk);
        for (std::size_t i = 0; i < rows.unit.size(); ++i)
            if (rows.unit[i] == unit)
                events.push_back({rows.time[i], rows.firstRow + i, rows.name[i]});
    }
    std::sort(events.begin(), events.end(), [](const UnitEvent& a, const UnitEvent& b) {
        return a.time != b.time ? a.time < b.time : a.row < b.row;
    });
    return events;
}

} // namespace cairn
