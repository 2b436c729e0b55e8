#include "core/ingest/event_rows.hpp"

#include <algorithm>
#include <array>

#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

constexpr std::size_t kReadable = 16; ///< spare bytes, as the keys of short texts are read whole

/// Trimming and missing words are rare: told from the first and last byte.
std::string_view trimmedFast(std::string_view cell) {
    if (cell.empty())
        return cell;
    const auto first = static_cast<unsigned char>(cell.front()),
               last = static_cast<unsigned char>(cell.back());
    const bool odd = static_cast<bool>(
        static_cast<int>(first <= ' ') | static_cast<int>(last <= ' ') |
        static_cast<int>(first == 0xc2) | static_cast<int>(last == 0xa0)); // one branch, not four
    return odd ? trimmedCell(cell) : cell;
}

bool lacks(std::string_view trimmed) {
    return trimmed.size() <= 4 && isMissing(trimmed);
}

/// At most 60 characters of a cell, for a message.
std::string shown(std::string_view cell) {
    constexpr std::size_t kMost = 60;
    const std::string text = repairedCell(cell.substr(0, 1024));
    std::size_t end = 0, characters = 0;
    for (; end < text.size(); ++end) {
        characters += (static_cast<unsigned char>(text[end]) & 0xc0) != 0x80;
        if (characters > kMost)
            return "“" + text.substr(0, end) + "…”";
    }
    return "“" + text + "”";
}

/// A cell that starts with a quote, by the rules of RowSplitter. The result may lie in `scratch`.
std::string_view unquoted(std::string_view cell, char quote, std::vector<char>& scratch) {
    const std::string_view inner = cell.substr(1, cell.size() - 2);
    if (cell.size() >= 2 && cell.back() == quote && inner.find(quote) == std::string_view::npos)
        return inner;
    if (scratch.size() < cell.size() + kReadable)
        scratch.resize(cell.size() + kReadable);
    std::size_t length = 0;
    bool quoted = true;
    for (std::size_t i = 1; i < cell.size(); ++i) {
        if (quoted && cell[i] == quote) {
            quoted = i + 1 < cell.size() && cell[i + 1] == quote;
            if (!quoted)
                continue;
            ++i;
        }
        scratch[length++] = cell[i];
    }
    return {scratch.data(), length};
}

/// Whether every row has so many cells: then a cell's place is a product, not a look-up.
bool hasEvenRows(const RowBatch& batch, std::size_t width) {
    const std::uint32_t* rowEnds = batch.index->rowEnds.data();
    const auto step = static_cast<std::uint32_t>(width);
    std::uint32_t odd = 0, expected = step - 1;
    for (std::size_t row = 0; row < batch.count; ++row, expected += step)
        odd |= rowEnds[row] ^ expected;
    return width > 0 && odd == 0;
}

/// Left out as the general reader does. The text may lie in `scratch` itself.
std::string_view withoutNul(std::string_view text, std::vector<char>& scratch) {
    std::string plain(text);
    std::erase(plain, '\0');
    if (scratch.size() < plain.size() + kReadable)
        scratch.resize(plain.size() + kReadable);
    std::copy(plain.begin(), plain.end(), scratch.begin());
    return {scratch.data(), plain.size()};
}

} // namespace

/// Cells of an indexed batch. `kPlain`: it has neither quotes nor zero bytes. `kEven`: every row
/// has the planned width.
template <bool kPlain, bool kEven> class EventRows::BatchCells {
public:
    static constexpr bool kReadable = true;

    BatchCells(const RowBatch& batch, const EventColumns& columns, std::vector<char>& scratch)
        : m_batch(batch), m_index(*batch.index), m_text(batch.text.data()),
          m_cellEnds(m_index.cellEnds.data()), m_width(columns.width), m_quote(columns.quote),
          m_scratch(scratch) {}

    std::size_t width(std::uint32_t row) const {
        if constexpr (kEven)
            return m_width;
        return m_index.rowEnds[row] - m_index.firstCell(row) + 1;
    }
    bool blank(std::uint32_t row) const { return width(row) == 1 && raw(row, 0).empty(); }
    std::uint64_t line(std::uint32_t row) const { return m_batch.lineOf(row); }
    /// Trimmed; valid until the next call when it lies in the scratch space.
    std::string_view cell(std::uint32_t row, std::size_t column) const {
        std::string_view text = raw(row, column);
        if constexpr (!kPlain) {
            if (m_index.quotes && !text.empty() && text.front() == m_quote)
                text = unquoted(text, m_quote, m_scratch);
            if (m_index.nul && text.find('\0') != std::string_view::npos)
                text = withoutNul(text, m_scratch);
        }
        return trimmedFast(text);
    }
    bool inScratch(std::string_view cell) const {
        return !kPlain && cell.data() >= m_scratch.data() &&
               cell.data() < m_scratch.data() + m_scratch.size();
    }

private:
    std::string_view raw(std::uint32_t row, std::size_t column) const {
        std::size_t at = 0;
        if constexpr (kEven) {
            at = row * m_width + column;
        } else {
            at = m_index.firstCell(row) + column;
            if (at > m_index.rowEnds[row])
                return {};
        }
        const std::size_t begin = at == 0 ? 0 : m_cellEnds[at - 1] + std::size_t{1};
        std::size_t end = m_cellEnds[at];
        if (m_text[end] == '\n' && end > begin && m_text[end - 1] == '\r')
            --end;
        return {m_text + begin, end - begin};
    }

    const RowBatch& m_batch;
    const RowIndex& m_index;
    const char* m_text;
    const std::uint32_t* m_cellEnds;
    std::size_t m_width;
    char m_quote;
    std::vector<char>& m_scratch;
};

/// One row that is unquoted already.
class EventRows::LoneCells {
public:
    static constexpr bool kReadable = false;

    LoneCells(std::span<const std::string_view> cells, std::uint64_t line)
        : m_cells(cells), m_line(line) {}
    std::size_t width(std::uint32_t) const { return m_cells.size(); }
    std::uint64_t line(std::uint32_t) const { return m_line; }
    std::string_view cell(std::uint32_t, std::size_t column) const {
        return column < m_cells.size() ? trimmedFast(m_cells[column]) : std::string_view();
    }
    bool inScratch(std::string_view) const { return false; }

private:
    std::span<const std::string_view> m_cells;
    std::uint64_t m_line;
};

EventRows::EventRows(const EventColumns& columns)
    : m_columns(columns), m_dictionaries(2 + columns.properties.size()),
      m_timeReader(columns.timeFormat), m_properties(columns.properties.size()) {
    if (columns.onlyEvents)
        for (const std::string& name : *columns.onlyEvents)
            if (!lacks(trimmedCell(name)))
                m_eventFilter.codeOf(TextCodes::keyOf(trimmedCell(name), false));
    m_wantedEvents = m_eventFilter.size();
    m_unit.reserve(kChunkRows);
    m_name.reserve(kChunkRows);
    m_time.reserve(kChunkRows);
    for (auto& column : m_properties)
        column.reserve(kChunkRows);
}

void EventRows::begin(SegmentRows& segment) {
    m_segment = &segment;
    segment.newCodes.resize(m_dictionaries.size());
    for (std::size_t i = 0; i < m_dictionaries.size(); ++i)
        segment.newCodes[i].first = m_dictionaries[i].size();
}

void EventRows::finish() {
    flush();
    for (std::size_t i = 0; i < m_dictionaries.size(); ++i)
        m_segment->newCodes[i].last = m_dictionaries[i].size();
    m_segment = nullptr;
}

void EventRows::note(std::uint64_t line, const std::string& column, std::string what) {
    if (m_segment->issues.size() < kIssuesKept)
        m_segment->issues.push_back({line, column, std::move(what)});
}

void EventRows::skip(std::uint64_t line, const std::string& column, std::string what) {
    ++m_segment->skipped;
    note(line, column, std::move(what));
}

/// Whether the row is to be kept, and its time. Counts it and notes what is wrong with it.
template <class Cells> bool EventRows::select(const Cells& cells, std::uint32_t row, TimeMs& time) {
    ++m_segment->rows;
    const std::string_view name = cells.cell(row, m_columns.event);
    if (lacks(name)) {
        skip(cells.line(row), m_columns.eventName, "is empty");
        return false;
    }
    if (m_columns.onlyEvents &&
        m_eventFilter.codeOf(TextCodes::keyOf(name, Cells::kReadable)) >= m_wantedEvents)
        return false;
    if (lacks(cells.cell(row, m_columns.unit))) {
        skip(cells.line(row), m_columns.unitName, "is empty");
        return false;
    }
    const std::string_view written = cells.cell(row, m_columns.time);
    const std::optional<TimeMs> instant = m_timeReader.read(written);
    if (!instant) {
        skip(cells.line(row), m_columns.timeName,
             lacks(written) ? "is empty" : shown(written) + " is not a date and time");
        return false;
    }
    if (cells.width(row) != m_columns.width)
        note(cells.line(row), "",
             std::to_string(cells.width(row)) + " cells instead of " +
                 std::to_string(m_columns.width));
    time = *instant;
    return true;
}

/// Looks up 64 rows at a time: their slots are on the way from memory while the next keys are made.
template <class Cells>
void EventRows::encodeColumn(const Cells& cells, std::size_t column,
                             std::span<const std::uint32_t> rows, TextCodes& codes,
                             std::vector<std::uint32_t>& out) {
    constexpr std::size_t kAhead = 64;
    std::array<TextKey, kAhead> keys;
    std::size_t waiting = 0;
    out.resize(out.size() + rows.size());
    std::uint32_t* next = out.data() + out.size() - rows.size();
    const auto lookUp = [&] {
        for (std::size_t i = 0; i < waiting; ++i)
            *next++ = keys[i].text.empty() ? kNoValue : codes.codeOf(keys[i]);
        waiting = 0;
    };
    for (const std::uint32_t row : rows) {
        const std::string_view text = cells.cell(row, column);
        keys[waiting] = text.empty() ? TextKey() : TextCodes::keyOf(text, Cells::kReadable);
        codes.prefetch(keys[waiting]);
        const bool fleeting = cells.inScratch(text); // the next cell would overwrite it
        if (++waiting == kAhead || fleeting)
            lookUp();
    }
    lookUp();
}

template <class Cells> void EventRows::append(const Cells& cells) {
    for (std::size_t from = 0; from < m_selected.size();) {
        const std::size_t count = std::min(m_selected.size() - from, kChunkRows - m_unit.size());
        const std::span rows(m_selected.data() + from, count);
        m_time.insert(m_time.end(), m_selectedTimes.begin() + static_cast<std::ptrdiff_t>(from),
                      m_selectedTimes.begin() + static_cast<std::ptrdiff_t>(from + count));
        encodeColumn(cells, m_columns.unit, rows, m_dictionaries[0], m_unit);
        encodeColumn(cells, m_columns.event, rows, m_dictionaries[1], m_name);
        for (std::size_t i = 0; i < m_properties.size(); ++i)
            encodeColumn(cells, m_columns.properties[i], rows, m_dictionaries[2 + i],
                         m_properties[i]);
        if (m_unit.size() == kChunkRows)
            flush();
        from += count;
    }
    m_selected.clear();
    m_selectedTimes.clear();
}

void EventRows::take(const RowBatch& batch) {
    const bool plain = !batch.index->quotes && !batch.index->nul;
    if (hasEvenRows(batch, m_columns.width))
        plain ? takeFrom(BatchCells<true, true>(batch, m_columns, m_scratch), batch)
              : takeFrom(BatchCells<false, true>(batch, m_columns, m_scratch), batch);
    else
        plain ? takeFrom(BatchCells<true, false>(batch, m_columns, m_scratch), batch)
              : takeFrom(BatchCells<false, false>(batch, m_columns, m_scratch), batch);
}

template <class Cells> void EventRows::takeFrom(const Cells& cells, const RowBatch& batch) {
    const auto count = static_cast<std::uint32_t>(batch.count);
    for (std::uint32_t row = 0; row < count; ++row) {
        TimeMs time = 0;
        if (!cells.blank(row) && select(cells, row, time)) {
            m_selected.push_back(row);
            m_selectedTimes.push_back(time);
        }
    }
    append(cells);
}

void EventRows::take(std::span<const std::string_view> row, bool broken, std::uint64_t line) {
    if (broken) {
        ++m_segment->rows;
        skip(line, "", "a quote is opened here and never closed, or the row is over 16 MB");
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
    if (!select(cells, 0, time))
        return;
    m_selected.push_back(0);
    m_selectedTimes.push_back(time);
    append(cells);
}

void EventRows::flush() {
    if (m_unit.empty())
        return;
    const std::vector<std::span<const std::uint32_t>> properties(m_properties.begin(),
                                                                 m_properties.end());
    m_segment->chunks.push_back(encodeChunk(m_unit, m_time, m_name, properties));
    m_unit.clear();
    m_time.clear();
    m_name.clear();
    for (auto& column : m_properties)
        column.clear();
}

} // namespace cairn
