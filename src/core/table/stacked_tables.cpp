// Phase: which rows belong to which table. GA4, Universal Analytics and many hand-made sheets put
// several tables one below the other, with blank lines and words between them.
#include <algorithm>
#include <set>

#include "core/table/csv_text.hpp"
#include "core/table/sniff_phases.hpp"
#include "core/table/totals.hpp"

namespace cairn {
namespace {

constexpr std::size_t kMostTables = 20;

/// Rows without a blank line or a comment between them.
struct Block {
    std::span<const SampledRow> rows;
    bool commented = false; ///< a comment stands above it
    std::string title;      ///< the first words above it that are no pair
};

std::string wordsOf(const SampledRow& row) {
    for (const std::string& cell : row.cells)
        if (const auto notes = preambleNotes({cell}, '\0'); !notes.empty())
            return notes[0].key.empty() ? notes[0].value : notes[0].key + ": " + notes[0].value;
    return {};
}

std::vector<Block> blocksOf(std::span<const SampledRow> rows) {
    const std::size_t width = usualWidth(rows);
    std::vector<Block> blocks;
    bool open = false, commented = false;
    std::string title;
    for (const SampledRow& row : rows) {
        const bool comment = isComment(row, width);
        if (row.gapBefore)
            open = false;
        if (comment || filledCells(row) == 0) {
            open = false;
            commented = commented || comment;
            if (comment && title.empty() && wordsOf(row).find(": ") == std::string::npos)
                title = wordsOf(row);
            continue;
        }
        if (!open)
            blocks.push_back({{&row, 0}, commented, title});
        open = true;
        commented = false;
        title.clear();
        Block& block = blocks.back();
        block.rows = {block.rows.data(), block.rows.size() + 1};
    }
    return blocks;
}

bool valuesBelow(std::span<const SampledRow> rows, std::size_t column) {
    const std::size_t look = std::min<std::size_t>(rows.size(), 20);
    std::size_t filled = 0, values = 0;
    for (std::size_t i = 1; i < look; ++i) {
        if (column >= rows[i].cells.size() || isMissing(trimmedCell(rows[i].cells[column])))
            continue;
        ++filled;
        values += looksLikeValue(trimmedCell(rows[i].cells[column]));
    }
    return filled > 0 && values * 5 >= filled * 4;
}

/// Rows that begin with names, each another, of columns that hold values.
bool beginsWithHeader(std::span<const SampledRow> rows) {
    if (rows.size() < 2 || rows[0].cells.size() < 2)
        return false;
    std::set<std::string_view> names;
    for (const std::string& raw : rows[0].cells) {
        const std::string_view cell = trimmedCell(raw);
        const bool name = !cell.empty() && !looksLikeValue(cell) && !saysTotal(cell);
        if (!name || !names.insert(cell).second)
            return false;
    }
    for (std::size_t i = 0; i < rows[0].cells.size(); ++i)
        if (valuesBelow(rows, i))
            return true;
    return false;
}

std::span<const SampledRow> fromHeader(std::span<const SampledRow> rows) {
    return rows.subspan(std::min(rowsAboveHeader(rows), rows.size()));
}

/// A table as it grows, block by block.
struct Growing {
    std::string title;
    std::span<const SampledRow> rows; ///< from its header on
    std::size_t width = 0;
    bool headed = false;
    std::vector<SampledRow> joined = {}; ///< holds them when they are of several blocks

    void append(std::span<const SampledRow> more) {
        if (joined.empty())
            joined.assign(rows.begin(), rows.end());
        joined.insert(joined.end(), more.begin(), more.end());
        rows = joined;
    }
};

/// A few pairs above a wider table are words about it: "Period,June".
bool isPreambleFor(const Growing& before, std::span<const SampledRow> next) {
    return before.rows.size() <= 15 && before.width <= 2 && !before.headed &&
           next[0].cells.size() > before.width;
}

bool startsTable(const Growing& current, const Block& block, std::span<const SampledRow> rows) {
    if (!beginsWithHeader(rows) || rows[0].cells == current.rows[0].cells)
        return false;
    const bool other = usualWidth(rows) != current.width;
    return other || block.commented || current.headed;
}

/// The last rows of a table with one long text each are notes: "Source: …".
std::size_t notesAtEnd(std::span<const SampledRow> rows, std::size_t width) {
    std::size_t notes = 0;
    while (width >= 3 && notes + 2 < rows.size()) {
        const SampledRow& row = rows[rows.size() - 1 - notes];
        const std::string_view first = row.cells.empty() ? "" : trimmedCell(row.cells[0]);
        if (filledCells(row) != 1 || std::count(first.begin(), first.end(), ' ') < 4)
            break;
        ++notes;
    }
    return notes;
}

class Tables {
public:
    Tables(std::span<const SampledRow> rows, const Dialect& dialect)
        : m_rows(rows), m_dialect(dialect) {
        for (const Block& block : blocksOf(rows))
            add(block);
    }

    FoundTables found(bool whole) {
        FoundTables found;
        if (m_tables.empty())
            return lone();
        for (std::size_t i = 0; i < m_tables.size(); ++i)
            found.tables.push_back(
                described(m_tables[i], i + 1 < m_tables.size() || (whole && !m_trailing.empty())));
        while (found.chosen + 1 < found.tables.size() && found.tables[found.chosen].rows == 0)
            ++found.chosen;
        if (found.tables[found.chosen].rows == 0)
            found.chosen = 0;
        if (whole && found.chosen + 1 == found.tables.size())
            for (const SampledRow& row : m_trailing)
                found.leftOut.push_back({row.line, "", {RowTrouble::NoteBelow}});
        found.confidence = found.tables.size() > 1 ? 0.8 : 1;
        return found;
    }

private:
    void add(const Block& block) {
        const auto rows = fromHeader(block.rows);
        if (rows.empty() || usualWidth(rows) < 2 || isWordsBelow(block.rows)) {
            if (m_tables.empty())
                return;
            m_trailing.insert(m_trailing.end(), block.rows.begin(), block.rows.end());
            return;
        }
        const bool fresh = !m_tables.empty() && m_tables.size() < kMostTables &&
                           startsTable(m_tables.back(), block, rows);
        if (fresh && m_tables.size() == 1 && isPreambleFor(m_tables[0], rows))
            m_tables.clear();
        if (m_tables.empty() || fresh)
            begin(block, rows);
        else
            goOn(block);
        m_trailing.clear();
        trimNotes();
    }

    /// "Source: the till, counted by hand" may have a comma, but is narrower than the table and
    /// holds no values.
    bool isWordsBelow(std::span<const SampledRow> rows) const {
        if (m_tables.empty() || m_tables.back().rows.size() < 3)
            return false;
        return std::all_of(rows.begin(), rows.end(), [&](const SampledRow& row) {
            return row.cells.size() < m_tables.back().width &&
                   std::none_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
                       return looksLikeValue(trimmedCell(cell));
                   });
        });
    }

    void begin(const Block& block, std::span<const SampledRow> rows) {
        Growing table{block.title, rows, usualWidth(rows), beginsWithHeader(rows)};
        const std::size_t above = block.rows.size() - rows.size();
        if (above > 0)
            table.title = wordsOf(block.rows[above - 1]);
        else if (table.title.empty() && !m_trailing.empty())
            table.title = wordsOf(m_trailing.back());
        m_tables.push_back(std::move(table));
    }

    void goOn(const Block& block) {
        Growing& table = m_tables.back();
        m_commentsInside = m_commentsInside || block.commented;
        table.append(block.rows);
        if (table.rows.size() < 50) { // a header with a blank line below it has no width yet
            table.width = usualWidth(table.rows);
            table.headed = beginsWithHeader(table.rows);
        }
    }

    void trimNotes() {
        const auto rows = m_tables.back().rows;
        const auto notes = rows.last(notesAtEnd(rows, m_tables.back().width));
        m_trailing.assign(notes.begin(), notes.end());
    }

    /// One column, or nothing but words: all that is below the comments.
    FoundTables lone() const {
        FoundTables found;
        StackedTable& table = found.tables.emplace_back();
        table.dialect = m_dialect;
        const std::size_t above = std::min(rowsAboveHeader(m_rows), m_rows.size());
        table.headerLine = above < m_rows.size() ? m_rows[above].line : 1;
        table.dialect.preambleLines = table.headerLine - 1;
        table.rows = m_rows.size() - above;
        return found;
    }

    StackedTable described(const Growing& growing, bool ends) const {
        StackedTable table;
        table.title = growing.title;
        table.headerLine = growing.rows[0].line;
        table.dialect = m_dialect;
        table.dialect.preambleLines = table.headerLine - 1;
        const bool last = &growing == &m_tables.back();
        const std::size_t notes = last ? notesAtEnd(growing.rows, growing.width) : 0;
        if (ends)
            table.dialect.lastLine = growing.rows[growing.rows.size() - 1 - notes].line;
        if (m_commentsInside && !hashInTables())
            table.dialect.comment = '#';
        table.dialect.hasHeader = sniffHeader(growing.rows, growing.width);
        const std::span<const SampledRow> header(growing.rows.data(),
                                                 table.dialect.hasHeader ? 1 : 0);
        table.columns = columnNames(header, std::max(growing.width, growing.rows[0].cells.size()));
        table.rows = growing.rows.size() - header.size() - notes;
        return table;
    }

    bool hashInTables() const {
        return std::any_of(m_tables.begin(), m_tables.end(), [](const Growing& table) {
            return std::any_of(table.rows.begin(), table.rows.end(), [](const SampledRow& row) {
                return !row.cells.empty() && row.cells[0].starts_with('#');
            });
        });
    }

    std::span<const SampledRow> m_rows;
    const Dialect& m_dialect;
    std::vector<Growing> m_tables;
    std::vector<SampledRow> m_trailing; ///< narrow rows since the last table
    bool m_commentsInside = false;
};

} // namespace

FoundTables findTables(std::span<const SampledRow> rows, const Dialect& dialect, bool whole) {
    return Tables(rows, dialect).found(whole);
}

} // namespace cairn
