#pragma once
// Where EventRows has a row's cells from: an indexed batch, or one row that was read by itself.

#include <algorithm>
#include <optional>
#include <string>

#include "core/ingest/event_rows.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {

/// As the keys of short texts are read whole.
inline constexpr std::size_t kSpareBytes = 16;

/// Trimming and missing words are rare: told from the first and last byte.
inline std::string_view trimmedFast(std::string_view cell) {
    if (cell.empty())
        return cell;
    const auto first = static_cast<unsigned char>(cell.front()),
               last = static_cast<unsigned char>(cell.back());
    const bool odd = static_cast<bool>(
        static_cast<int>(first <= ' ') | static_cast<int>(last <= ' ') |
        static_cast<int>(first == 0xc2) | static_cast<int>(last == 0xa0)); // one branch, not four
    return odd ? trimmedCell(cell) : cell;
}

/// A cell that starts with a quote, by the rules of RowSplitter. The result may lie in `scratch`.
inline std::string_view unquoted(std::string_view cell, char quote, bool mayEscape,
                                 std::vector<char>& scratch) {
    if (cell.size() >= 2 && cell.back() == quote) {
        const std::string_view inner = cell.substr(1, cell.size() - 2);
        if (!mayEscape || inner.find(quote) == std::string_view::npos)
            return inner;
    }
    if (scratch.size() < cell.size() + kSpareBytes)
        scratch.resize(cell.size() + kSpareBytes);
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

/// Left out as the general reader does. The text may lie in `scratch` itself.
inline std::string_view withoutNul(std::string_view text, std::vector<char>& scratch) {
    std::string plain(text);
    std::erase(plain, '\0');
    if (scratch.size() < plain.size() + kSpareBytes)
        scratch.resize(plain.size() + kSpareBytes);
    std::copy(plain.begin(), plain.end(), scratch.begin());
    return {scratch.data(), plain.size()};
}

/// Cells of an indexed batch. `kPlain`: it has neither quotes nor zero bytes. `kEven`: every row
/// has the planned width.
template <bool kPlain, bool kEven> class EventRows::BatchCells {
public:
    static constexpr bool kReadable = true, kWhole = kEven;

    BatchCells(const RowBatch& batch, const EventColumns& columns, std::vector<char>& scratch)
        : m_batch(batch), m_index(*batch.index), m_text(batch.text.data()),
          m_cellEnds(m_index.cellEnds.data()), m_width(columns.width), m_quote(columns.quote),
          m_scratch(scratch) {}

    std::size_t width(std::uint32_t row) const {
        if constexpr (kEven)
            return m_width;
        return m_index.lastCell(row) - m_index.firstCell(row) + 1;
    }
    bool blank(std::uint32_t row) const { return width(row) == 1 && raw(row, 0).empty(); }
    std::uint64_t line(std::uint32_t row) const { return m_batch.lineOf(row); }
    /// Unquoted but not trimmed; valid until the next call when it lies in the scratch space.
    std::string_view untrimmed(std::uint32_t row, std::size_t column) const {
        std::string_view text = raw(row, column);
        if constexpr (!kPlain) {
            if (m_index.quotes && !text.empty() && text.front() == m_quote)
                text = unquoted(text, m_quote, m_index.escapes, m_scratch);
            if (m_index.nul && text.find('\0') != std::string_view::npos)
                text = withoutNul(text, m_scratch);
        }
        return text;
    }
    std::string_view cell(std::uint32_t row, std::size_t column) const {
        return trimmedFast(untrimmed(row, column));
    }
    /// A column that can be read several cells at a time.
    std::optional<CellColumn> column(std::size_t number) const {
        if (!kEven || m_index.nul || m_index.escapes)
            return std::nullopt;
        CellColumn column{m_text, m_cellEnds, m_width, number};
        if (m_index.quotes) {
            column.quote = m_quote;
            const std::string_view first = raw(0, number);
            column.enclosed = !first.empty() && first.front() == m_quote;
        }
        return column;
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
            if (at > m_index.lastCell(row))
                return {m_text, 0}; // an empty cell, too, may be read whole
        }
        const std::size_t begin = at == 0 ? 0 : m_cellEnds[at - 1] + std::size_t{1};
        std::size_t end = m_cellEnds[at];
        if (!kEven || column + 1 == m_width)
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
    static constexpr bool kReadable = false, kWhole = false;

    LoneCells(std::span<const std::string_view> cells, std::uint64_t line)
        : m_cells(cells), m_line(line) {}
    std::size_t width(std::uint32_t) const { return m_cells.size(); }
    std::uint64_t line(std::uint32_t) const { return m_line; }
    std::string_view cell(std::uint32_t, std::size_t column) const {
        return column < m_cells.size() ? trimmedFast(m_cells[column]) : std::string_view();
    }
    std::string_view untrimmed(std::uint32_t row, std::size_t column) const {
        return cell(row, column);
    }
    bool inScratch(std::string_view) const { return false; }

private:
    std::span<const std::string_view> m_cells;
    std::uint64_t m_line;
};

} // namespace cairn
