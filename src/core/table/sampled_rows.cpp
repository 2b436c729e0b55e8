// Rows of the head, and what is to be known of one that the head is too short for.
#include <algorithm>

#include "core/table/csv_text.hpp"
#include "core/table/row_splitter.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

SampledRow sampledRow(const RowSplitter& splitter, std::uint64_t line, bool gap) {
    SampledRow row;
    row.line = line;
    row.broken = splitter.broken();
    row.gapBefore = gap;
    row.cells.reserve(splitter.cells().size());
    for (const std::string_view cell : splitter.cells())
        row.cells.push_back(needsRepair(cell) ? repairedCell(cell) : std::string(cell));
    return row;
}

RowSplitter splitterOf(const Dialect& dialect) {
    return {dialect.delimiter, dialect.quote, kMaxRowBytes, dialect.escape};
}

/// Each row as `make` tells it of (splitter, line, whether blank lines stand above it).
template <class Row, class Make>
std::vector<Row> takeRows(std::string_view text, const Dialect& dialect, bool whole,
                          std::size_t most, Make make, RowsEnd* end) {
    std::vector<Row> rows;
    RowSplitter splitter = splitterOf(dialect);
    std::uint64_t line = 1;
    bool gap = false;
    std::string_view rest = text;
    while (!rest.empty() && rows.size() < most && splitter.take(rest, whole)) {
        if (!splitter.blank())
            rows.push_back(make(splitter, line, gap));
        gap = splitter.blank();
        line += splitter.lines();
        rest.remove_prefix(splitter.bytes());
    }
    if (end)
        *end = {text.size() - rest.size(), line};
    if (rows.empty() && !whole &&
        !rest.empty()) // one row longer than the head: what there is of it
        return takeRows<Row>(text, dialect, true, 1, make, nullptr);
    return rows;
}

} // namespace

std::vector<SampledRow> sampleRows(std::string_view text, const Dialect& dialect, bool whole,
                                   std::size_t most, RowsEnd* end) {
    return takeRows<SampledRow>(text, dialect, whole, most, sampledRow, end);
}

std::vector<RowShape> sampleShapes(std::string_view text, const Dialect& dialect, bool whole,
                                   std::size_t most) {
    const auto shape = [](const RowSplitter& splitter, std::uint64_t, bool) {
        return RowShape{splitter.cells().size(), splitter.broken()};
    };
    return takeRows<RowShape>(text, dialect, whole, most, shape, nullptr);
}

std::optional<RowIssue> lookPastLongRow(std::string_view head, const Dialect& dialect,
                                        const MoreText& more, const RowsEnd& end, std::size_t most,
                                        std::vector<SampledRow>& rows) {
    if (head.size() - end.bytes < kLongRow)
        return std::nullopt;
    const std::size_t enough = end.bytes + kMaxRowBytes + kLongRow;
    const std::string text = more(enough);
    RowSplitter splitter = splitterOf(dialect);
    if (text.size() <= end.bytes)
        return std::nullopt;
    if (!splitter.take(std::string_view(text).substr(end.bytes), text.size() < enough))
        return RowIssue{
            end.line,
            "",
            {RowTrouble::LongRow, {static_cast<std::int64_t>((text.size() - end.bytes) / 1024)}}};
    if (!splitter.broken() || end.bytes == 0)
        return std::nullopt; // a long row is a row
    const std::size_t below = end.bytes + splitter.bytes();
    std::vector<SampledRow> further;
    if (below < head.size())
        further = sampleRows(head.substr(below), dialect, false, most - rows.size());
    // Below a cell that is merely too long stand its own lines, which tell nothing of the table.
    const std::size_t width = usualWidth(rows);
    const auto fitting = std::count_if(further.begin(), further.end(), [&](const SampledRow& row) {
        return row.cells.size() == width;
    });
    if (fitting * 2 >= std::ssize(further))
        for (SampledRow& row : further) {
            row.line += end.line + splitter.lines() - 1;
            rows.push_back(std::move(row));
        }
    return RowIssue{end.line, "", {RowTrouble::Broken}};
}

} // namespace cairn
