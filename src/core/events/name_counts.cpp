#include <algorithm>

#include "cairn/events/event_log.hpp"

namespace cairn {

std::vector<NameCount> countNames(const EventLog& log) {
    std::vector<NameCount> counts(log.names.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i].name = log.names[i];

    // One bit for each pair of unit and name, a stripe of 64 names at a time: linear in units, not
    // in rows.
    ChunkDecoder decoder;
    for (std::size_t first = 0; first < counts.size(); first += 64) {
        std::vector<std::uint64_t> seen(log.units);
        for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk) {
            const ChunkRows& rows = decoder.decode(log, chunk);
            for (std::size_t i = 0; i < rows.unit.size(); ++i) {
                const std::size_t name = rows.name[i];
                if (name < first || name - first >= 64)
                    continue;
                const std::uint64_t bit = std::uint64_t{1} << (name - first);
                ++counts[name].rows;
                counts[name].units += (seen[rows.unit[i]] & bit) == 0;
                seen[rows.unit[i]] |= bit;
            }
        }
    }
    std::sort(counts.begin(), counts.end(), [](const NameCount& a, const NameCount& b) {
        return a.rows != b.rows ? a.rows > b.rows : a.name < b.name;
    });
    return counts;
}

} // namespace cairn
