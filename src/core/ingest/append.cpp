#include "cairn/ingest/append.hpp"

#include <algorithm>
#include <utility>

#include "cairn/base/error.hpp"
#include "core/events/packing.hpp"
#include "core/ingest/append_match.hpp"
#include "core/ingest/english.hpp"
#include "core/ingest/fingerprints_of.hpp"

namespace cairn {
namespace {

constexpr const char* kDoing = "add a newer export";
constexpr std::size_t kNotThere = static_cast<std::size_t>(-1);

using Codes = std::vector<std::uint32_t>;

/// A look at the stop button now and then.
void lookAt(const JobControl& job, std::size_t done) {
    if (done % 16384 == 0)
        job.throwIfCancelled();
}

/// Codes of `newer` in terms of `old`, whose dictionary grows by what it lacks.
Codes mergeTexts(std::vector<std::string>& old, const std::vector<std::string>& newer,
                 const JobControl& job) {
    std::unordered_map<std::string, std::uint32_t> known;
    for (std::uint32_t code = 0; code < old.size(); ++code) {
        lookAt(job, code);
        known.emplace(old[code], code);
    }
    Codes codes;
    for (const std::string& text : newer) {
        lookAt(job, codes.size());
        const auto [at, isNew] = known.emplace(text, static_cast<std::uint32_t>(old.size()));
        if (isNew)
            old.push_back(text);
        codes.push_back(at->second);
    }
    return codes;
}

Codes mergeUnits(EventLog& old, const EventLog& newer, const JobControl& job) {
    UnitByFingerprint known = unitsByFingerprint(old, job);
    Codes codes;
    codes.reserve(newer.units);
    for (std::uint32_t unit = 0; unit < newer.units; ++unit) {
        lookAt(job, unit);
        const auto [at, isNew] = known.emplace(newer.fingerprints[unit], old.units);
        if (isNew) {
            old.fingerprints.push_back(newer.fingerprints[unit]);
            ++old.units;
        }
        codes.push_back(at->second);
    }
    return codes;
}

/// The newer export's choice is the last word: ids are in the whole when it keeps them. Then those
/// of customers whom only exports without ids know stay unknown.
void mergeIds(EventLog& old, const EventLog& newer, const Codes& units, std::uint32_t unitsBefore) {
    if (newer.ids.empty()) {
        old.ids = {};
        return;
    }
    const UnitIds before = std::exchange(old.ids, UnitIds());
    std::vector<std::uint32_t> from(old.units, kNoValue);
    for (std::uint32_t unit = 0; unit < newer.units; ++unit)
        from[units[unit]] = unit;
    old.ids.reserve(old.units);
    for (std::uint32_t unit = 0; unit < old.units; ++unit) {
        std::string_view id;
        if (unit < unitsBefore && !before.empty())
            id = before[unit];
        if (id.empty() && from[unit] != kNoValue)
            id = newer.ids[from[unit]];
        old.ids.add(id);
    }
}

std::size_t columnLike(const EventLog& log, const PropertyColumn& wanted) {
    for (std::size_t i = 0; i < log.properties.size(); ++i) {
        const PropertyColumn& column = log.properties[i];
        if (wanted.isSession ? column.isSession : !column.isSession && column.name == wanted.name)
            return i;
    }
    return kNotThere;
}

std::string freeName(const EventLog& log, const std::string& name) {
    std::string free = name;
    for (int n = 2; log.propertyIndex(free); ++n)
        free = name + " (" + std::to_string(n) + ")";
    return free;
}

ColumnBlob noneOf(std::uint32_t rows) {
    return packing::packCodes(Codes(rows, kNoValue));
}

/// Gives the older log the columns that only the newer one has. The place of each of newer's.
std::vector<std::size_t> mergeColumns(EventLog& old, const EventLog& newer) {
    std::vector<std::size_t> places;
    for (const PropertyColumn& column : newer.properties) {
        std::size_t place = columnLike(old, column);
        if (place == kNotThere) {
            place = old.properties.size();
            const std::string name = freeName(old, column.name);
            old.properties.push_back({name, {}, column.isSession, 0});
            for (Chunk& chunk : old.chunks)
                chunk.properties.push_back(noneOf(chunk.rows));
        }
        places.push_back(place);
    }
    return places;
}

void mergeUnitProperties(EventLog& old, const EventLog& newer, const Codes& units,
                         const JobControl& job) {
    for (UnitProperty& property : old.unitProperties)
        property.codes.resize(old.units, kNoValue);
    for (const UnitProperty& from : newer.unitProperties) {
        auto to = std::find_if(old.unitProperties.begin(), old.unitProperties.end(),
                               [&](const UnitProperty& p) { return p.name == from.name; });
        if (to == old.unitProperties.end()) {
            old.unitProperties.push_back(
                {freeName(old, from.name), {}, Codes(old.units, kNoValue)});
            to = old.unitProperties.end() - 1;
        }
        const Codes values = mergeTexts(to->values, from.values, job);
        for (std::uint32_t unit = 0; unit < newer.units; ++unit)
            if (from.codes[unit] != kNoValue)
                to->codes[units[unit]] = values[from.codes[unit]];
    }
}

/// One column of all rows of a log; kNoValue where the log lacks it.
Codes columnOf(const EventLog& log, std::size_t column, const JobControl& job) {
    Codes all;
    all.reserve(log.rows());
    ChunkDecoder decoder;
    for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk) {
        job.throwIfCancelled();
        const auto codes = decoder.decode(log, chunk, std::span(&column, 1)).properties[0];
        all.insert(all.end(), codes.begin(), codes.end());
    }
    return all;
}

/// Sessions of the newer export by their numbers in the whole: those with an event in both keep
/// the old number, each old session being taken once; the others go on from the last.
Codes mergeSessions(PropertyColumn& column, std::uint32_t newerSessions, const EventMatch& match,
                    const Codes& oldCodes, const Codes& newerCodes) {
    Codes numbers(newerSessions, kNoValue);
    std::vector<bool> taken(column.sessionCount);
    for (std::size_t row = 0; row < match.newerOf.size(); ++row) {
        const std::uint32_t newerRow = match.newerOf[row];
        if (newerRow == kNoRow || newerCodes[newerRow] == kNoValue || oldCodes[row] == kNoValue)
            continue;
        const std::uint32_t session = newerCodes[newerRow], before = oldCodes[row];
        if (numbers[session] == kNoValue && !taken[before]) {
            numbers[session] = before;
            taken[before] = true;
        }
    }
    for (std::uint32_t& number : numbers)
        if (number == kNoValue)
            number = column.sessionCount++;
    return numbers;
}

/// Writes one column of the rows in both, at the old place, and of the new rows.
class ColumnMerge {
public:
    ColumnMerge(EventLog& log, const EventLog& newer, const EventMatch& match,
                std::size_t oldChunks, const JobControl& job)
        : m_log(log), m_newer(newer), m_match(match), m_oldChunks(oldChunks), m_job(job) {}

    void run(std::size_t place, std::size_t from) {
        Codes newerCodes;
        if (from != kNotThere)
            newerCodes = columnOf(m_newer, from, m_job);
        PropertyColumn& column = m_log.properties[place];
        Codes numbers;
        if (from != kNotThere && column.isSession)
            numbers = mergeSessions(column, m_newer.properties[from].sessionCount, m_match,
                                    oldColumn(place), newerCodes);
        else if (from != kNotThere)
            numbers = mergeTexts(column.values, m_newer.properties[from].values, m_job);
        for (std::uint32_t& code : newerCodes)
            code = code == kNoValue ? kNoValue : numbers[code];
        if (from != kNotThere)
            replace(place, newerCodes);
        append(place, newerCodes);
    }

private:
    Codes oldColumn(std::size_t place) const {
        Codes all(m_match.newerOf.size());
        eachOld([&](Chunk& chunk, std::size_t first) {
            unpack(chunk, place, std::span(all).subspan(first, chunk.rows));
        });
        return all;
    }
    void replace(std::size_t place, const Codes& newerCodes) {
        Codes buffer;
        eachOld([&](Chunk& chunk, std::size_t first) {
            const auto rows = std::span(m_match.newerOf).subspan(first, chunk.rows);
            if (std::all_of(rows.begin(), rows.end(), [](auto row) { return row == kNoRow; }))
                return;
            buffer.resize(chunk.rows);
            unpack(chunk, place, buffer);
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (rows[i] != kNoRow)
                    buffer[i] = newerCodes[rows[i]];
            chunk.properties[place] = packing::packCodes(buffer);
        });
    }
    void append(std::size_t place, const Codes& newerCodes) {
        Codes buffer;
        std::size_t at = 0;
        for (std::size_t chunk = m_oldChunks; chunk < m_log.chunks.size(); ++chunk) {
            m_job.throwIfCancelled();
            buffer.clear();
            for (std::uint32_t i = 0; i < m_log.chunks[chunk].rows; ++i, ++at)
                buffer.push_back(newerCodes.empty() ? kNoValue : newerCodes[m_match.added[at].row]);
            m_log.chunks[chunk].properties[place] = packing::packCodes(buffer);
        }
    }
    void unpack(const Chunk& chunk, std::size_t place, std::span<std::uint32_t> out) const {
        const PropertyColumn& column = m_log.properties[place];
        const auto values =
            column.isSession ? std::size_t{column.sessionCount} : column.values.size();
        packing::unpackCodes(chunk.properties[place], -1, static_cast<std::int64_t>(values) - 1,
                             out);
    }
    template <class Visit> void eachOld(Visit visit) const {
        std::size_t first = 0;
        for (std::size_t chunk = 0; chunk < m_oldChunks; ++chunk) {
            m_job.throwIfCancelled();
            visit(m_log.chunks[chunk], first);
            first += m_log.chunks[chunk].rows;
        }
    }

    EventLog& m_log;
    const EventLog& m_newer;
    const EventMatch& m_match;
    const std::size_t m_oldChunks;
    const JobControl& m_job;
};

/// Chunks of the new rows, with room for their properties.
void appendChunks(EventLog& log, const std::vector<AddedEvent>& added, const JobControl& job) {
    Codes unit, name;
    std::vector<TimeMs> time;
    for (std::size_t first = 0; first < added.size(); first += kChunkRows) {
        job.throwIfCancelled();
        unit.clear();
        name.clear();
        time.clear();
        for (std::size_t i = first; i < std::min(first + kChunkRows, added.size()); ++i) {
            unit.push_back(added[i].unit);
            name.push_back(added[i].name);
            time.push_back(added[i].time);
        }
        Chunk chunk = encodeChunk(unit, time, name, {});
        chunk.properties.resize(log.properties.size());
        log.chunks.push_back(std::move(chunk));
    }
}

void countCustomers(AppendResult& result, const std::vector<AddedEvent>& added,
                    std::uint32_t unitsBefore) {
    std::vector<bool> seen(result.log.units);
    for (const AddedEvent& event : added) {
        if (seen[event.unit])
            continue;
        seen[event.unit] = true;
        ++result.addedCustomers;
        if (event.unit >= unitsBefore)
            ++result.newCustomers;
    }
}

} // namespace

AppendResult appendEvents(EventLog old, const EventLog& newer, const JobControl& job) {
    requireFingerprints(newer, 0, kDoing);
    requireFingerprints(old, newer.fingerprintKey, kDoing);
    if (old.timeless != newer.timeless)
        throw Error(ErrorCode::BadInput, kDoing,
                    old.timeless ? "the data have no times, and the newer export has"
                                 : "the data have times, and the newer export has none",
                    "Import it as data of its own.");
    job.report(0, "Finding the same customers");
    const std::uint32_t unitsBefore = old.units;
    const Codes units = mergeUnits(old, newer, job);
    const Codes names = mergeTexts(old.names, newer.names, job);
    mergeUnitProperties(old, newer, units, job);
    mergeIds(old, newer, units, unitsBefore);

    job.report(0.1, "Finding the same events");
    const EventMatch match = matchEvents(old, newer, units, names, unitsBefore, job);
    const std::vector<std::size_t> places = mergeColumns(old, newer);
    const std::size_t oldChunks = old.chunks.size();
    appendChunks(old, match.added, job);
    ColumnMerge merge(old, newer, match, oldChunks, job);
    for (std::size_t place = 0; place < old.properties.size(); ++place) {
        job.report(0.6 + 0.4 * static_cast<double>(place) /
                             static_cast<double>(old.properties.size()),
                   "Joining");
        const auto from = std::find(places.begin(), places.end(), place);
        merge.run(place, from == places.end() ? kNotThere
                                              : static_cast<std::size_t>(from - places.begin()));
    }
    AppendResult result;
    result.added = match.added.size();
    result.alreadyThere = newer.rows() - result.added;
    result.log = std::move(old);
    countCustomers(result, match.added, unitsBefore);
    return result;
}

std::string appendSentence(const AppendResult& result) {
    std::string text = "Added no events";
    if (result.added > 0) {
        text = "Added " + counted(result.added, "event", "events") + " of " +
               counted(result.addedCustomers, "customer", "customers");
        if (result.newCustomers > 0)
            text += " (" + grouped(result.newCustomers) + " of them new)";
    }
    text += "; " + counted(result.alreadyThere, "event was", "events were") + " there already.";
    return text;
}

} // namespace cairn
