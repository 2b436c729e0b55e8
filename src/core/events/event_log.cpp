#include "cairn/events/event_log.hpp"

#include <algorithm>

#include "cairn/base/error.hpp"
#include "core/events/packing.hpp"

namespace cairn {

std::uint64_t EventLog::rows() const {
    std::uint64_t total = 0;
    for (const Chunk& chunk : chunks)
        total += chunk.rows;
    return total;
}

const std::string& EventLog::propertyName(std::size_t index) const {
    return index < properties.size() ? properties[index].name
                                     : unitProperties.at(index - properties.size()).name;
}

const std::vector<std::string>& EventLog::propertyValues(std::size_t index) const {
    return index < properties.size() ? properties[index].values
                                     : unitProperties.at(index - properties.size()).values;
}

std::optional<std::size_t> EventLog::propertyIndex(std::string_view name) const {
    for (std::size_t i = 0; i < propertyCount(); ++i)
        if (propertyName(i) == name)
            return i;
    return std::nullopt;
}

std::optional<std::size_t> EventLog::sessionColumn() const {
    for (std::size_t i = 0; i < properties.size(); ++i)
        if (properties[i].isSession)
            return i;
    return std::nullopt;
}

std::optional<TimeMs> EventLog::firstTime() const {
    std::optional<TimeMs> first;
    if (timeless)
        return first;
    for (const Chunk& chunk : chunks)
        if (chunk.rows != 0 && (!first || chunk.time.minimum < *first))
            first = chunk.time.minimum;
    return first;
}

std::optional<TimeMs> EventLog::lastTime() const {
    std::optional<TimeMs> last;
    if (timeless)
        return last;
    for (const Chunk& chunk : chunks)
        if (chunk.rows != 0 && (!last || chunk.time.maximum > *last))
            last = chunk.time.maximum;
    return last;
}

Chunk encodeChunk(std::span<const std::uint32_t> unit, std::span<const TimeMs> time,
                  std::span<const std::uint32_t> name,
                  std::span<const std::span<const std::uint32_t>> properties) {
    const bool same = time.size() == unit.size() && name.size() == unit.size() &&
                      std::all_of(properties.begin(), properties.end(),
                                  [&](const auto& column) { return column.size() == unit.size(); });
    if (!same || unit.size() > kChunkRows)
        throw Error(ErrorCode::Internal, "pack events",
                    "The columns of a chunk differ in length or are too long.");
    Chunk chunk;
    chunk.rows = static_cast<std::uint32_t>(unit.size());
    chunk.unit = packing::packCodes(unit);
    chunk.time = packing::packTimes(time);
    chunk.name = packing::packCodes(name);
    for (const auto& column : properties)
        chunk.properties.push_back(packing::packCodes(column));
    return chunk;
}

namespace {

[[noreturn]] void impossible(const char* why) {
    throw Error(ErrorCode::Damaged, "read stored events", why,
                "Import the data file again, or open an earlier copy of the project.");
}

void spread(const UnitProperty& property, std::uint32_t units, std::span<const std::uint32_t> unit,
            std::span<std::uint32_t> out) {
    if (property.codes.size() != units)
        impossible("A property of the customers has too many or too few values.");
    for (std::size_t i = 0; i < unit.size(); ++i) {
        out[i] = property.codes[unit[i]];
        if (out[i] != kNoValue && out[i] >= property.values.size())
            impossible("A property of the customers names a value that does not exist.");
    }
}

} // namespace

const ChunkRows& ChunkDecoder::decode(const EventLog& log, std::size_t index,
                                      std::span<const std::size_t> wantedProperties) {
    if (index >= log.chunks.size())
        throw Error(ErrorCode::Internal, "read stored events", "There is no such chunk of events.");
    const Chunk& chunk = log.chunks[index];
    if (chunk.rows > kChunkRows || chunk.properties.size() != log.properties.size())
        impossible("A chunk of stored events has an impossible shape.");
    m_unit.resize(kChunkRows);
    m_name.resize(kChunkRows);
    m_time.resize(kChunkRows);
    if (m_properties.size() < wantedProperties.size())
        m_properties.resize(wantedProperties.size());

    const std::span unit(m_unit.data(), chunk.rows);
    const std::span name(m_name.data(), chunk.rows);
    const std::span time(m_time.data(), chunk.rows);
    packing::unpackCodes(chunk.unit, 0, static_cast<std::int64_t>(log.units) - 1, unit);
    packing::unpackCodes(chunk.name, 0, static_cast<std::int64_t>(log.names.size()) - 1, name);
    packing::unpackTimes(chunk.time, time);

    m_rows.firstRow = 0;
    for (std::size_t i = 0; i < index; ++i)
        m_rows.firstRow += log.chunks[i].rows;
    m_rows.unit = unit;
    m_rows.name = name;
    m_rows.time = time;
    m_rows.properties.clear();
    for (std::size_t i = 0; i < wantedProperties.size(); ++i) {
        const std::size_t wanted = wantedProperties[i];
        if (wanted >= log.propertyCount())
            throw Error(ErrorCode::Internal, "read stored events",
                        "There is no such property column.");
        m_properties[i].resize(kChunkRows);
        const std::span out(m_properties[i].data(), chunk.rows);
        m_rows.properties.emplace_back(out);
        if (wanted >= log.properties.size()) {
            spread(log.unitProperties[wanted - log.properties.size()], log.units, unit, out);
            continue;
        }
        const PropertyColumn& column = log.properties[wanted];
        const auto values =
            column.isSession ? std::size_t{column.sessionCount} : column.values.size();
        packing::unpackCodes(chunk.properties[wanted], -1, static_cast<std::int64_t>(values) - 1,
                             out);
    }
    return m_rows;
}

} // namespace cairn
