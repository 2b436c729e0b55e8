#include "core/ingest/append_match.hpp"

#include <algorithm>
#include <bit>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

/// The newer export's rows in the older log's codes.
std::vector<AddedEvent> rowsOf(const EventLog& newer, const std::vector<std::uint32_t>& units,
                               const std::vector<std::uint32_t>& names, const JobControl& job) {
    const std::uint64_t count = newer.rows();
    if (count >= kNoRow)
        throw Error(ErrorCode::TooLarge, "add a newer export", "it has more than 4 billion events");
    std::vector<AddedEvent> rows;
    rows.reserve(count);
    ChunkDecoder decoder;
    for (std::size_t chunk = 0; chunk < newer.chunks.size(); ++chunk) {
        job.throwIfCancelled();
        const ChunkRows& decoded = decoder.decode(newer, chunk);
        for (std::size_t i = 0; i < decoded.unit.size(); ++i)
            rows.push_back({decoded.time[i], units[decoded.unit[i]], names[decoded.name[i]],
                            static_cast<std::uint32_t>(rows.size())});
    }
    return rows;
}

bool sameEvent(const AddedEvent& a, const AddedEvent& b) {
    return a.time == b.time && a.unit == b.unit && a.name == b.name;
}

std::uint64_t hashOf(const AddedEvent& event) {
    std::uint64_t h = static_cast<std::uint64_t>(event.time) * 0x9e3779b97f4a7c15u;
    h = std::rotl(h, 29) ^ ((std::uint64_t{event.unit} << 32 | event.name) * 0xc2b2ae3d27d4eb4fu);
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return h ^ (h >> 29);
}

/// Rows by what they are; those alike are handed out in their order.
class Waiting {
public:
    Waiting(const std::vector<AddedEvent>& rows, const JobControl& job)
        : m_rows(rows),
          m_slots(std::bit_ceil(std::max<std::size_t>(16, rows.size() * 3 / 2)), kNoRow),
          m_next(rows.size(), kNoRow), m_upcoming(rows.size(), kNoRow) {
        for (std::size_t i = rows.size(); i-- > 0;) { // backwards: the first ends up in the slot
            if (i % kChunkRows == 0)
                job.throwIfCancelled();
            std::uint32_t& slot = m_slots[find(rows[i])];
            m_next[i] = slot;
            slot = static_cast<std::uint32_t>(i);
            m_upcoming[i] = slot;
        }
    }
    /// The next row that is the same event, or kNoRow.
    std::uint32_t take(const AddedEvent& event) {
        const std::uint32_t first = m_slots[find(event)];
        if (first == kNoRow)
            return kNoRow;
        const std::uint32_t row = m_upcoming[first];
        if (row != kNoRow)
            m_upcoming[first] = m_next[row];
        return row;
    }

private:
    std::size_t find(const AddedEvent& event) const {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = hashOf(event) & mask;
        while (m_slots[at] != kNoRow && !sameEvent(m_rows[m_slots[at]], event))
            at = (at + 1) & mask;
        return at;
    }

    const std::vector<AddedEvent>& m_rows;
    std::vector<std::uint32_t> m_slots;    ///< the first row of a kind, or free
    std::vector<std::uint32_t> m_next;     ///< the next row of the same kind
    std::vector<std::uint32_t> m_upcoming; ///< by first row: the next to be handed out
};

} // namespace

EventMatch matchEvents(const EventLog& old, const EventLog& newer,
                       const std::vector<std::uint32_t>& units,
                       const std::vector<std::uint32_t>& names, std::uint32_t unitsBefore,
                       const JobControl& job) {
    EventMatch match;
    std::vector<AddedEvent> rows = rowsOf(newer, units, names, job);
    std::vector<bool> concerned(unitsBefore); // customers with events in the newer export
    for (const AddedEvent& row : rows)
        if (row.unit < unitsBefore)
            concerned[row.unit] = true;
    match.newerOf.assign(old.rows(), kNoRow);
    std::vector<bool> there(rows.size());
    const TimeMs from = newer.firstTime().value_or(0),
                 to = newer.lastTime().value_or(newer.timeless ? 0 : -1);
    Waiting waiting(rows, job);
    ChunkDecoder decoder;
    std::size_t first = 0;
    for (std::size_t index = 0; index < old.chunks.size(); ++index) {
        job.throwIfCancelled();
        job.report(0.1 + 0.5 * static_cast<double>(index) / static_cast<double>(old.chunks.size()),
                   "Finding the same events");
        const Chunk& chunk = old.chunks[index];
        if (chunk.rows != 0 && chunk.time.minimum <= to && chunk.time.maximum >= from) {
            const ChunkRows& decoded = decoder.decode(old, index);
            for (std::size_t i = 0; i < decoded.unit.size(); ++i) {
                if (decoded.time[i] < from || decoded.time[i] > to || !concerned[decoded.unit[i]])
                    continue;
                const std::uint32_t row =
                    waiting.take({decoded.time[i], decoded.unit[i], decoded.name[i], 0});
                match.newerOf[first + i] = row;
                if (row != kNoRow)
                    there[row] = true;
            }
        }
        first += chunk.rows;
    }
    for (const AddedEvent& row : rows) {
        if (row.row % kChunkRows == 0)
            job.throwIfCancelled();
        if (!there[row.row])
            match.added.push_back(row);
    }
    return match;
}

} // namespace cairn
