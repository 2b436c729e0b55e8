// Phase: delimiter, quote and escape.
#include <algorithm>
#include <map>

#include "core/table/csv_text.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

constexpr std::size_t kRowsLookedAt = 1000;

struct Candidate {
    char delimiter = ',';
    char quote = '"';
    double score = 0;
};

Dialect dialectOf(char delimiter, char quote, char escape = 0) {
    Dialect dialect;
    dialect.delimiter = delimiter;
    dialect.quote = quote;
    dialect.escape = escape;
    return dialect;
}

std::size_t mostFrequent(const auto& rows, auto widthOf) {
    std::map<std::size_t, std::size_t> counts;
    for (const auto& row : rows)
        ++counts[widthOf(row)];
    std::size_t width = 0, most = 0;
    for (const auto& [cells, count] : counts)
        if (count >= most) { // of two equally frequent widths the wider is the table
            most = count;
            width = cells;
        }
    return width;
}

/// How well a dialect explains the rows: the share of rows of the usual width, and a little for
/// more columns.
double scoreOf(std::string_view text, bool whole, const Dialect& dialect) {
    const auto rows = sampleShapes(text, dialect, whole, kRowsLookedAt);
    const std::size_t width = mostFrequent(rows, [](const RowShape& row) { return row.cells; });
    if (width < 2)
        return 0;
    double fitting = 0, broken = 0;
    for (const RowShape& row : rows) {
        fitting += row.cells == width;
        broken += row.broken;
    }
    const double count = static_cast<double>(rows.size());
    const double columns = static_cast<double>(std::min<std::size_t>(width, 50));
    return fitting / count - broken / count + 0.004 * columns;
}

/// For a short table below a long preamble, whose lines are most of the file: the longest run of
/// rows of one width.
double runScoreOf(std::string_view text, bool whole, const Dialect& dialect) {
    const auto rows = sampleShapes(text, dialect, whole, kRowsLookedAt);
    std::size_t best = 0, width = 0, start = 0;
    for (std::size_t i = 1; i <= rows.size(); ++i) {
        if (i < rows.size() && rows[i].cells == rows[start].cells)
            continue;
        const std::size_t run = i - start, cells = rows[start].cells;
        if (cells >= 2 && (run >= 3 || (run >= 2 && cells >= 3)) && run * cells > best * width) {
            best = run;
            width = cells;
        }
        start = i;
    }
    return rows.empty() ? 0
                        : 0.5 * static_cast<double>(best) / static_cast<double>(rows.size()) +
                              0.004 * static_cast<double>(std::min<std::size_t>(width, 50));
}

/// Single quotes are quotes only where they stand at both ends of many cells; in text they are
/// apostrophes.
bool singleQuotesEncloseCells(std::string_view text, char delimiter) {
    std::size_t enclosed = 0, cells = 0;
    for (const SampledRow& row :
         sampleRows(text.substr(0, 16 * 1024), dialectOf(delimiter, 0), false, 100))
        for (const std::string& cell : row.cells) {
            ++cells;
            enclosed += cell.size() >= 2 && cell.front() == '\'' && cell.back() == '\'';
        }
    return enclosed > 2 && enclosed * 4 > cells && text.find('"') == std::string_view::npos;
}

/// Quotes that stand where the rules give them no sense: inside plain text, or before more text.
std::size_t senselessQuotes(std::string_view text, char delimiter, char quote, char escape) {
    enum class State { CellStart, Plain, Quoted, Closed } state = State::CellStart;
    std::size_t senseless = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (state == State::Quoted) {
            if (escape != 0 && c == escape && i + 1 < text.size() &&
                (text[i + 1] == quote || text[i + 1] == escape))
                ++i;
            else if (c == quote)
                state = State::Closed;
        } else if (c == delimiter || c == '\n' || c == '\r') {
            state = State::CellStart;
        } else if (c == quote && state != State::Plain) {
            state = State::Quoted; // opened, or doubled
        } else {
            senseless += c == quote || state == State::Closed;
            state = State::Plain;
        }
    }
    return senseless;
}

Candidate bestBy(std::string_view text, auto score) {
    const bool quotes = text.find('"') != std::string_view::npos;
    Candidate best;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const char quote = singleQuotesEncloseCells(text, delimiter) ? '\'' : '"';
        const char escape = escapesQuotes(text, delimiter, quote) ? '\\' : '\0';
        Candidate candidate{delimiter, quote, score(dialectOf(delimiter, quote, escape))};
        if (quotes && quote == '"' && escape == 0) {
            // Stray quotes, as in a TSV of free text: only if it explains clearly more.
            const bool quotesWork = candidate.score == 0; // one quoted column: its commas are text
            const double plain = quotesWork ? 0 : score(dialectOf(delimiter, 0));
            if (plain > candidate.score + 0.02)
                candidate = {delimiter, 0, plain};
        }
        if (candidate.score > best.score)
            best = candidate;
    }
    return best;
}

} // namespace

bool isPlain(const Dialect& dialect) {
    return dialect.encoding == Encoding::Utf8 && dialect.escape == 0 && dialect.comment == 0 &&
           dialect.lastLine == 0;
}

std::size_t usualWidth(std::span<const SampledRow> rows) {
    return mostFrequent(rows, [](const SampledRow& row) { return row.cells.size(); });
}

std::size_t filledCells(const SampledRow& row) {
    return static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(),
                      [](const std::string& cell) { return !trimmedCell(cell).empty(); }));
}

bool escapesQuotes(std::string_view text, char delimiter, char quote) {
    if (quote == 0)
        return false;
    const char pair[] = {'\\', quote};
    if (text.find({pair, 2}) == std::string_view::npos)
        return false;
    return senselessQuotes(text, delimiter, quote, '\\') <
           senselessQuotes(text, delimiter, quote, 0);
}

double sniffDialect(std::string_view text, bool whole, Dialect& dialect) {
    Candidate best = bestBy(text, [&](const Dialect& d) { return scoreOf(text, whole, d); });
    if (best.score == 0)
        best = bestBy(text, [&](const Dialect& d) { return runScoreOf(text, whole, d); });
    dialect.delimiter = best.delimiter;
    dialect.quote = best.quote;
    dialect.escape = escapesQuotes(text, best.delimiter, best.quote) ? '\\' : '\0';
    return best.score == 0 ? 0.5 : std::min(1.0, best.score); // one column has no delimiter
}

} // namespace cairn
