#include "core/ingest/event_rows.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "core/ingest/event_cells.hpp"

namespace cairn {
namespace {

bool lacks(std::string_view trimmed) {
    return trimmed.size() <= 4 && isMissing(trimmed);
}

} // namespace

EventRows::EventRows(const EventColumns& columns, SegmentRows& segment)
    : m_columns(columns), m_segment(segment), m_dictionaries(2 + columns.properties.size()),
      m_timeReader(columns.timeFormat) {
    if (columns.onlyEvents)
        for (const std::string& name : *columns.onlyEvents)
            if (!lacks(trimmedCell(name)))
                m_eventFilter.codeOf(TextCodes::keyOf(trimmedCell(name), false));
    m_wantedEvents = m_eventFilter.size();
    m_batch.properties.resize(columns.properties.size());
    m_chunk.properties.resize(columns.properties.size());
}

void EventRows::finish() {
    flush();
    m_batch = {};
    m_chunk = {};
}

/// Whether the row is to be kept, and its time. Counts it and notes what is wrong with it.
template <class Cells> bool EventRows::select(const Cells& cells, std::uint32_t row, TimeMs& time) {
    ++m_segment.rows;
    const std::string_view name = cells.cell(row, m_columns.event);
    if (lacks(name)) {
        m_segment.issues.skip(cells.line(row), m_columns.eventName, {RowTrouble::Empty});
        return false;
    }
    if (m_columns.onlyEvents &&
        m_eventFilter.codeOf(TextCodes::keyOf(name, Cells::kReadable)) >= m_wantedEvents)
        return false;
    if (lacks(cells.cell(row, m_columns.unit))) {
        m_segment.issues.skip(cells.line(row), m_columns.unitName, {RowTrouble::Empty});
        return false;
    }
    const std::string_view written = cells.cell(row, m_columns.time);
    const std::optional<TimeMs> instant = m_timeReader.read(written);
    if (!instant) {
        if (lacks(written))
            m_segment.issues.skip(cells.line(row), m_columns.timeName, {RowTrouble::Empty});
        else
            m_segment.issues.skip(cells.line(row), m_columns.timeName, {RowTrouble::NotATime},
                                  written);
        return false;
    }
    if (cells.width(row) != m_columns.width)
        m_segment.issues.note(cells.line(row), "",
                              {RowTrouble::Width,
                               {static_cast<std::int64_t>(cells.width(row)),
                                static_cast<std::int64_t>(m_columns.width)}});
    time = *instant;
    return true;
}

namespace {

/// Rows 0, 1, 2 …
struct AllRows {
    std::uint32_t count;
    std::size_t size() const { return count; }
    std::uint32_t operator[](std::size_t i) const { return static_cast<std::uint32_t>(i); }
};

/// From where a column can be read several cells at a time: a cell begins where the one before
/// ends.
std::size_t firstTogether(std::size_t column) {
    return column == 0 ? 1 : 0;
}

} // namespace

/// The codes of rows rows[0] … to `out`.
template <class Cells, class Which>
void EventRows::encodeColumn(const Cells& cells, std::size_t column, const Which& rows,
                             TextCodes& codes, Codes& out) {
    out.resize(rows.size());
    if constexpr (std::is_same_v<Which, AllRows>) {
        const auto whole = cells.column(column);
        if (whole && hasWideRegisters()) {
            m_left.assign(firstTogether(column), 0);
            codes.findSome(*whole, firstTogether(column), rows.size(), out.data(), m_left);
            encodeEach<true>(cells, column, m_left, codes, out);
            return;
        }
    }
    encodeEach<false>(cells, column, rows, codes, out);
}

/// kByRow: to out[rows[i]]; else to out[i]. Where slots may be far, 64 at a time: they are on the
/// way from memory while the next keys are made.
template <bool kByRow, class Cells, class Which>
void EventRows::encodeEach(const Cells& cells, std::size_t column, const Which& rows,
                           TextCodes& codes, Codes& out) {
    struct Waiting {
        TextKey key;
        std::size_t to = 0;
    };
    std::array<Waiting, 64> waiting;
    const std::size_t most = codes.isLarge() ? waiting.size() : 1;
    std::size_t count = 0;
    const auto lookUp = [&] {
        for (std::size_t i = 0; i < count; ++i)
            codes.prefetchText(waiting[i].key);
        for (std::size_t i = 0; i < count; ++i)
            out[waiting[i].to] = codes.codeOf(waiting[i].key);
        count = 0;
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string_view text = cells.untrimmed(rows[i], column);
        const TextKey key = TextCodes::keyOf(text, Cells::kReadable);
        const std::size_t to = kByRow ? rows[i] : i;
        if (count != 0 && codes.goesByNumber(key)) // new texts are numbered as they come
            lookUp();
        if (count == 0) {
            out[to] = codes.codeByNumber(key);
            if (out[to] != TextCodes::kUnknown)
                continue;
        }
        codes.prefetch(key);
        waiting[count++] = {key, to};
        const bool fleeting = cells.inScratch(text); // the next cell would overwrite it
        if (count == most || fleeting)
            lookUp();
    }
    lookUp();
}

/// The rest of the columns of the selected rows, whose times are there already.
template <class Cells> void EventRows::encodeSelected(const Cells& cells) {
    encodeColumn(cells, m_columns.unit, m_selected, m_dictionaries[0], m_batch.unit);
    encodeColumn(cells, m_columns.event, m_selected, m_dictionaries[1], m_batch.name);
    for (std::size_t i = 0; i < m_columns.properties.size(); ++i)
        encodeColumn(cells, m_columns.properties[i], m_selected, m_dictionaries[2 + i],
                     m_batch.properties[i]);
    append();
}

/// From the batch's columns to the chunk's.
void EventRows::append() {
    const std::size_t count = m_batch.unit.size();
    for (std::size_t from = 0; from < count;) {
        const std::size_t taken = std::min(count - from, kChunkRows - m_chunkRows);
        const auto copy = [&](const auto& column, auto& to) {
            if (to.size() < kChunkRows)
                to.resize(kChunkRows);
            std::copy_n(column.data() + from, taken, to.data() + m_chunkRows);
        };
        copy(m_batch.unit, m_chunk.unit);
        copy(m_batch.time, m_chunk.time);
        copy(m_batch.name, m_chunk.name);
        for (std::size_t i = 0; i < m_batch.properties.size(); ++i)
            copy(m_batch.properties[i], m_chunk.properties[i]);
        m_chunkRows += taken;
        from += taken;
        if (m_chunkRows == kChunkRows)
            flush();
    }
}

void EventRows::take(const RowBatch& batch) {
    const bool plain = !batch.index->quotes && !batch.index->nul;
    if (batch.index->width == m_columns.width && m_columns.width > 1)
        plain ? takeFrom(BatchCells<true, true>(batch, m_columns, m_scratch), batch)
              : takeFrom(BatchCells<false, true>(batch, m_columns, m_scratch), batch);
    else
        plain ? takeFrom(BatchCells<true, false>(batch, m_columns, m_scratch), batch)
              : takeFrom(BatchCells<false, false>(batch, m_columns, m_scratch), batch);
}

template <class Cells> void EventRows::takeFrom(const Cells& cells, const RowBatch& batch) {
    const auto count = static_cast<std::uint32_t>(batch.count);
    if constexpr (Cells::kWhole)
        if (takeWhole(cells, count))
            return;
    m_selected.clear();
    m_batch.time.clear();
    for (std::uint32_t row = 0; row < count; ++row) {
        TimeMs time = 0;
        if (!cells.blank(row) && select(cells, row, time)) {
            m_selected.push_back(row);
            m_batch.time.push_back(time);
        }
    }
    encodeSelected(cells);
}

/// The fast way, column by column: rows of the planned width, with readable times and a name. False
/// when the batch is not like that; then nothing was counted, and select() looks row by row.
template <class Cells> bool EventRows::takeWhole(const Cells& cells, std::uint32_t count) {
    if (m_columns.onlyEvents)
        return false;
    if (!readTimes(cells, count))
        return false;
    if (!findNames(cells, count))
        return false;
    m_segment.rows += count;
    const AllRows all{count};
    encodeColumn(cells, m_columns.unit, all, m_dictionaries[0], m_batch.unit);
    const auto& units = m_batch.unit;
    const bool someLack = std::find(units.begin(), units.end(), kNoValue) != units.end();
    if (someLack)
        dropWithoutUnit(cells);
    for (std::size_t i = 0; i < m_columns.properties.size(); ++i) {
        TextCodes& codes = m_dictionaries[2 + i];
        if (someLack)
            encodeColumn(cells, m_columns.properties[i], m_selected, codes, m_batch.properties[i]);
        else
            encodeColumn(cells, m_columns.properties[i], all, codes, m_batch.properties[i]);
    }
    append();
    return true;
}

/// False when one cannot be read.
template <class Cells> bool EventRows::readTimes(const Cells& cells, std::uint32_t count) {
    constexpr std::size_t kFew = 8; // read one by one before several at a time are tried again
    std::vector<TimeMs>& times = m_batch.time;
    times.resize(count);
    const auto whole = cells.column(m_columns.time);
    for (std::size_t row = 0; row < count;) {
        if (whole && row >= firstTogether(m_columns.time))
            row = m_timeReader.readSome(*whole, row, count, times.data());
        for (const std::size_t past = std::min<std::size_t>(count, row + kFew); row < past; ++row) {
            const std::string_view text =
                cells.untrimmed(static_cast<std::uint32_t>(row), m_columns.time);
            if (m_timeReader.readFast(text, times[row])) [[likely]]
                continue;
            const auto instant = m_timeReader.read(trimmedFast(text));
            if (!instant)
                return false;
            times[row] = *instant;
        }
    }
    return true;
}

/// False when a name is missing. A name is new only when its row will be kept.
template <class Cells> bool EventRows::findNames(const Cells& cells, std::uint32_t count) {
    TextCodes& names = m_dictionaries[1];
    m_batch.name.resize(count);
    m_left.clear();
    if (const auto whole = cells.column(m_columns.event);
        whole && firstTogether(m_columns.event) == 0)
        names.findSome(*whole, 0, count, m_batch.name.data(), m_left);
    else
        for (std::uint32_t row = 0; row < count; ++row)
            m_left.push_back(row);
    for (const std::uint32_t row : m_left) {
        const std::string_view text = cells.untrimmed(row, m_columns.event);
        const TextKey key = TextCodes::keyOf(text, Cells::kReadable);
        std::uint32_t code = names.find(key);
        if (code == TextCodes::kUnknown) [[unlikely]] {
            if (cells.inScratch(text)) // where the unit might go as well
                return false;
            if (lacks(trimmedFast(text)))
                return false;
            if (!lacks(cells.cell(row, m_columns.unit)))
                code = names.codeOf(key);
        }
        m_batch.name[row] = code;
    }
    const auto& found = m_batch.name;
    return std::find(found.begin(), found.end(), kNoValue) == found.end();
}

/// Leaves the rows whose unit is known, and notes the others.
template <class Cells> void EventRows::dropWithoutUnit(const Cells& cells) {
    m_selected.clear();
    for (std::uint32_t row = 0; row < m_batch.unit.size(); ++row) {
        if (m_batch.unit[row] == kNoValue) {
            m_segment.issues.skip(cells.line(row), m_columns.unitName, {RowTrouble::Empty});
            continue;
        }
        const std::size_t to = m_selected.size();
        m_batch.unit[to] = m_batch.unit[row];
        m_batch.name[to] = m_batch.name[row];
        m_batch.time[to] = m_batch.time[row];
        m_selected.push_back(row);
    }
    m_batch.unit.resize(m_selected.size());
    m_batch.name.resize(m_selected.size());
    m_batch.time.resize(m_selected.size());
}

void EventRows::take(std::span<const std::string_view> row, bool broken, std::uint64_t line) {
    if (broken) {
        ++m_segment.rows;
        m_segment.issues.skip(line, "", {RowTrouble::Broken});
        return;
    }
    std::vector<std::string> repaired;
    std::vector<std::string_view> whole(row.begin(), row.end());
    repaired.reserve(whole.size());
    for (std::string_view& cell : whole)
        if (needsRepair(cell))
            cell = repaired.emplace_back(repairedCell(cell));
    const LoneCells cells(whole, line);
    TimeMs time = 0;
    if (!select(cells, 0, time) || m_columns.checkOnly)
        return;
    m_selected.assign(1, 0);
    m_batch.time.assign(1, time);
    encodeSelected(cells);
}

void EventRows::flush() {
    if (m_chunkRows == 0)
        return;
    std::vector<std::span<const std::uint32_t>> properties;
    for (const Codes& column : m_chunk.properties)
        properties.emplace_back(column.data(), m_chunkRows);
    m_segment.chunks.push_back(encodeChunk({m_chunk.unit.data(), m_chunkRows},
                                           {m_chunk.time.data(), m_chunkRows},
                                           {m_chunk.name.data(), m_chunkRows}, properties));
    m_chunkRows = 0;
}

} // namespace cairn
