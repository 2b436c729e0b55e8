#include "cairn/events/without_units.hpp"

#include <numeric>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

/// Old codes -> new ones in order of first appearance, as the importer gives them.
class Recoded {
public:
    explicit Recoded(std::size_t codes) : m_to(codes, kNoValue) {}
    std::uint32_t of(std::uint32_t code) {
        if (code == kNoValue)
            return kNoValue;
        std::uint32_t& to = m_to[code];
        if (to == kNoValue)
            to = m_next++;
        return to;
    }
    std::uint32_t size() const { return m_next; }
    /// The texts of the codes that were met.
    std::vector<std::string> kept(const std::vector<std::string>& texts) const {
        std::vector<std::string> result(m_next);
        for (std::size_t code = 0; code < m_to.size(); ++code)
            if (m_to[code] != kNoValue)
                result[m_to[code]] = texts[code];
        return result;
    }

private:
    std::vector<std::uint32_t> m_to;
    std::uint32_t m_next = 0;
};

std::size_t codesOf(const PropertyColumn& column) {
    return column.isSession ? column.sessionCount : column.values.size();
}

/// Rows on their way into the new log.
class Rows {
public:
    Rows(const EventLog& from, EventLog& to, const std::vector<std::uint32_t>& unitTo)
        : m_from(from), m_to(to), m_unitTo(unitTo), m_names(from.names.size()),
          m_properties(from.properties.size()) {
        for (const PropertyColumn& column : from.properties)
            m_values.emplace_back(codesOf(column));
    }

    void take(const ChunkRows& rows) {
        for (std::size_t row = 0; row < rows.unit.size(); ++row) {
            const std::uint32_t unit = m_unitTo[rows.unit[row]];
            if (unit == kNoValue)
                continue;
            m_unit.push_back(unit);
            m_time.push_back(rows.time[row]);
            m_name.push_back(m_names.of(rows.name[row]));
            for (std::size_t p = 0; p < m_properties.size(); ++p)
                m_properties[p].push_back(m_values[p].of(rows.properties[p][row]));
            if (m_unit.size() == kChunkRows)
                flush();
        }
    }

    void finish() {
        flush();
        m_to.names = m_names.kept(m_from.names);
        for (std::size_t p = 0; p < m_properties.size(); ++p) {
            PropertyColumn column = m_from.properties[p];
            if (column.isSession)
                column.sessionCount = m_values[p].size();
            else
                column.values = m_values[p].kept(column.values);
            m_to.properties.push_back(std::move(column));
        }
    }

private:
    void flush() {
        if (m_unit.empty())
            return;
        const std::vector<std::span<const std::uint32_t>> columns(m_properties.begin(),
                                                                  m_properties.end());
        m_to.chunks.push_back(encodeChunk(m_unit, m_time, m_name, columns));
        m_unit.clear();
        m_time.clear();
        m_name.clear();
        for (auto& column : m_properties)
            column.clear();
    }

    const EventLog& m_from;
    EventLog& m_to;
    const std::vector<std::uint32_t>& m_unitTo;
    Recoded m_names;
    std::vector<Recoded> m_values;
    std::vector<std::uint32_t> m_unit, m_name;
    std::vector<TimeMs> m_time;
    std::vector<std::vector<std::uint32_t>> m_properties;
};

UnitProperty withoutUnits(const UnitProperty& property, const std::vector<bool>& gone) {
    UnitProperty left;
    left.name = property.name;
    Recoded values(property.values.size());
    for (std::size_t unit = 0; unit < gone.size(); ++unit)
        if (!gone[unit])
            left.codes.push_back(values.of(property.codes[unit]));
    left.values = values.kept(property.values);
    return left;
}

} // namespace

EventLog withoutUnits(const EventLog& log, const std::vector<bool>& gone, const JobControl& job) {
    if (gone.size() != log.units)
        throw Error(ErrorCode::Internal, "take customers out",
                    "it is not said of each customer whether they go");
    EventLog left;
    std::vector<std::uint32_t> unitTo(log.units, kNoValue);
    for (std::uint32_t unit = 0; unit < log.units; ++unit)
        if (!gone[unit])
            unitTo[unit] = left.units++;
    Rows rows(log, left, unitTo);
    ChunkDecoder decoder;
    std::vector<std::size_t> all(log.properties.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk) {
        job.throwIfCancelled();
        rows.take(decoder.decode(log, chunk, all));
    }
    rows.finish();
    for (const UnitProperty& property : log.unitProperties) {
        if (property.codes.size() != log.units)
            throw Error(ErrorCode::Damaged, "take customers out",
                        "A property of the customers has too many or too few values.");
        left.unitProperties.push_back(withoutUnits(property, gone));
    }
    left.timeless = log.timeless;
    left.fingerprintKey = log.fingerprintKey;
    for (std::size_t unit = 0; unit < log.fingerprints.size(); ++unit)
        if (!gone[unit])
            left.fingerprints.push_back(log.fingerprints[unit]);
    for (std::size_t unit = 0; unit < log.ids.size(); ++unit)
        if (!gone[unit])
            left.ids.add(log.ids[unit]);
    return left;
}

} // namespace cairn
