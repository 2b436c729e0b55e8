#include <algorithm>
#include <map>

#include "core/table/csv_text.hpp"
#include "core/table/row_splitter.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

constexpr std::size_t kRowsLookedAt = 1000;

struct Candidate {
    char delimiter = ',';
    char quote = '"';
    double score = 0;
};

/// How well a dialect explains the rows: the share of rows of the usual width, and a little for
/// more columns.
double scoreOf(std::string_view text, bool whole, char delimiter, char quote) {
    const auto rows = sampleRows(text, delimiter, quote, whole, kRowsLookedAt);
    const std::size_t width = usualWidth(rows);
    if (width < 2)
        return 0;
    double fitting = 0, broken = 0;
    for (const SampledRow& row : rows) {
        fitting += row.cells.size() == width;
        broken += row.broken;
    }
    const double count = static_cast<double>(rows.size());
    const double columns = static_cast<double>(std::min<std::size_t>(width, 50));
    return fitting / count - broken / count + 0.004 * columns;
}

/// Single quotes are quotes only where they stand at both ends of many cells; in text they are
/// apostrophes.
bool singleQuotesEncloseCells(std::string_view text, char delimiter) {
    std::size_t enclosed = 0, cells = 0;
    for (const SampledRow& row : sampleRows(text.substr(0, 16 * 1024), delimiter, 0, false, 100))
        for (const std::string& cell : row.cells) {
            ++cells;
            enclosed += cell.size() >= 2 && cell.front() == '\'' && cell.back() == '\'';
        }
    return enclosed > 2 && enclosed * 4 > cells && text.find('"') == std::string_view::npos;
}

std::uint64_t linesBefore(const std::vector<SampledRow>& rows, std::size_t index) {
    return index < rows.size() ? rows[index].line - 1 : 0;
}

/// Comments and titles: rows that start with '#', and narrow rows above the first of (nearly) the
/// usual width.
std::uint64_t sniffPreamble(const std::vector<SampledRow>& rows) {
    std::size_t start = 0;
    while (start < rows.size() && !rows[start].cells.empty() &&
           rows[start].cells[0].starts_with("# "))
        ++start;
    while (start < rows.size() && rows[start].cells.size() == 1 &&
           rows[start].cells[0].starts_with('#'))
        ++start;
    const std::vector<SampledRow> below(rows.begin() + static_cast<std::ptrdiff_t>(start),
                                        rows.end());
    const std::size_t width = usualWidth(below);
    const auto filled = [](const SampledRow& row) {
        return std::count_if(row.cells.begin(), row.cells.end(),
                             [](const std::string& cell) { return !trimmedCell(cell).empty(); });
    };
    constexpr std::size_t kTitleRows = 30;
    for (std::size_t i = 0; width >= 2 && i < std::min(below.size(), kTitleRows); ++i) {
        const std::size_t cells = below[i].cells.size();
        const bool title = cells * 2 <= width || (width > 2 && filled(below[i]) <= 1);
        if (!title || cells > width)
            return linesBefore(rows, start + i);
    }
    return linesBefore(rows, start);
}

} // namespace

bool isPlain(const Dialect& dialect) {
    return dialect.encoding == Encoding::Utf8 && dialect.escape == 0 && dialect.comment == 0 &&
           dialect.lastLine == 0;
}

std::vector<SampledRow> sampleRows(std::string_view text, char delimiter, char quote, bool whole,
                                   std::size_t most) {
    std::vector<SampledRow> rows;
    RowSplitter splitter(delimiter, quote);
    std::uint64_t line = 1;
    while (!text.empty() && rows.size() < most && splitter.take(text, whole)) {
        if (!splitter.blank()) {
            SampledRow& row = rows.emplace_back();
            row.line = line;
            row.broken = splitter.broken();
            for (const std::string_view cell : splitter.cells())
                row.cells.push_back(needsRepair(cell) ? repairedCell(cell) : std::string(cell));
        }
        line += splitter.lines();
        text.remove_prefix(splitter.bytes());
    }
    if (rows.empty() && !whole &&
        !text.empty()) // one row longer than the head: show what there is of it
        return sampleRows(text, delimiter, quote, true, 1);
    return rows;
}

std::size_t usualWidth(const std::vector<SampledRow>& rows) {
    std::map<std::size_t, std::size_t> counts;
    for (const SampledRow& row : rows)
        ++counts[row.cells.size()];
    std::size_t width = 0, most = 0;
    for (const auto& [cells, count] : counts)
        if (count >= most) { // of two equally frequent widths the wider is the table
            most = count;
            width = cells;
        }
    return width;
}

void sniffDialect(std::string_view text, bool whole, Dialect& dialect) {
    Candidate best;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const char quote = singleQuotesEncloseCells(text, delimiter) ? '\'' : '"';
        Candidate candidate{delimiter, quote, scoreOf(text, whole, delimiter, quote)};
        if (quote ==
            '"') { // stray quotes, as in a TSV of free text: only if it explains clearly more
            const bool quotesWork = candidate.score == 0; // one quoted column: its commas are text
            const double plain = quotesWork ? 0 : scoreOf(text, whole, delimiter, 0);
            if (plain > candidate.score + 0.02)
                candidate = {delimiter, 0, plain};
        }
        if (candidate.score > best.score)
            best = candidate;
    }
    dialect.delimiter = best.delimiter;
    dialect.quote = best.quote;
    dialect.preambleLines =
        sniffPreamble(sampleRows(text, best.delimiter, best.quote, whole, kRowsLookedAt));
}

} // namespace cairn
