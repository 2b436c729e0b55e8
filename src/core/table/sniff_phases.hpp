#pragma once
// The phases of sniffing, a file each: encoding -> dialect -> preamble and stacked tables -> header
// -> totals -> types (and personal-looking columns).

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/table/csv.hpp"

namespace cairn {

/// A row of the head, unquoted and repaired.
struct SampledRow {
    std::uint64_t line = 0;
    std::vector<std::string> cells;
    bool broken = false;
    bool gapBefore = false; ///< blank lines stand above it
};
/// Rows of UTF-8 text from its first line on (blank lines left out), at most `most`. When the text
/// is only the head of a file (`whole` is false) the last, cut row is left out.
/// `end` is told where the first row that was not taken begins.
struct RowsEnd {
    std::size_t bytes = 0;
    std::uint64_t line = 1;
};
std::vector<SampledRow> sampleRows(std::string_view text, const Dialect& dialect, bool whole,
                                   std::size_t most, RowsEnd* end = nullptr);
/// Of the same rows, how many cells they have.
struct RowShape {
    std::size_t cells = 0;
    bool broken = false;
};
std::vector<RowShape> sampleShapes(std::string_view text, const Dialect& dialect, bool whole,
                                   std::size_t most);
/// What is to be known of a row that the head cuts after more than kLongRow bytes: whether it is a
/// row at all, which `more(bytes)` tells, the beginning of the whole text. A row whose quote never
/// closes is given up, as the import does, and the rows below it are sampled too.
inline constexpr std::size_t kLongRow = 64 * 1024;
using MoreText = std::function<std::string(std::size_t bytes)>;
std::optional<RowIssue> lookPastLongRow(std::string_view head, const Dialect& dialect,
                                        const MoreText& more, const RowsEnd& end, std::size_t most,
                                        std::vector<SampledRow>& rows);

/// Delimiter, quote and escape; how sure.
double sniffDialect(std::string_view text, bool whole, Dialect& dialect);
/// Whether backslashes stand before quotes that belong to the text.
bool escapesQuotes(std::string_view text, char delimiter, char quote);
/// How many cells most rows have.
std::size_t usualWidth(std::span<const SampledRow> rows);
std::size_t filledCells(const SampledRow& row);

/// "# Start date: 20260701" and the like, in a table of `width` columns; not Typeform's column "#".
bool isComment(const SampledRow& row, std::size_t width);
/// How many of the rows stand above the header: comments, and titles narrower than the table.
std::size_t rowsAboveHeader(std::span<const SampledRow> rows);
std::vector<PreambleNote> preambleNotes(const std::vector<std::string>& lines, char delimiter);

/// The tables in the rows of a file: one, or several with a header each. Fills in for each the
/// dialect's preambleLines, lastLine and comment.
struct FoundTables {
    std::vector<StackedTable> tables; ///< at least one
    std::size_t chosen = 0;           ///< the first with names and rows below them
    std::vector<RowIssue> leftOut;    ///< notes below the chosen one
    double confidence = 1;
};
FoundTables findTables(std::span<const SampledRow> rows, const Dialect& dialect, bool whole);

/// Rows of totals are taken out of `rows` and told.
std::vector<RowIssue> takeTotals(std::vector<SampledRow>& rows, std::size_t width);

/// `rows` start with the row that may be the header.
bool sniffHeader(std::span<const SampledRow> rows, std::size_t width);
/// How sure the answer of sniffHeader is.
double headerConfidence(std::span<const SampledRow> rows, std::size_t width, bool header);
/// How many rows the header takes, when there is one: options below questions, ids below both.
std::size_t sniffHeaderRows(std::span<const SampledRow> rows, std::size_t width);
/// Names from the header's rows: trimmed, one line, unique; "column 3" where there is none.
std::vector<std::string> columnNames(std::span<const SampledRow> header, std::size_t width);

/// A column's cells, trimmed, those that are not missing; each text once, in the order of their
/// first: what is told of a text need be found out but once.
struct CountedCell {
    std::string_view text;
    std::size_t count = 0;
    std::size_t last = 0; ///< the number of its last cell
};
struct ColumnCells {
    std::vector<CountedCell> texts;
    std::size_t count = 0;
};
ColumnCells countCells(std::span<const SampledRow> rows, std::size_t column);
/// The share of so many cells.
inline double shareOf(const ColumnCells& cells, std::size_t count) {
    return cells.count == 0 ? 0 : static_cast<double>(count) / static_cast<double>(cells.count);
}
/// How many cells fit; 0 when their share is below `least`, which is known early.
template <class Fits> std::size_t countFitting(const ColumnCells& cells, double least, Fits fits) {
    std::size_t fitting = cells.count; // if all that follow do
    for (const CountedCell& cell : cells.texts)
        if (!fits(cell.text) && shareOf(cells, fitting -= cell.count) < least)
            return 0;
    return fitting;
}
/// A type is taken when at least this share of the cells fits it.
inline constexpr double kFits = 0.8;

/// Type, time format, confidence, distinct values and samples of a column's cells.
void sniffType(const ColumnCells& cells, ColumnGuess& column);
/// What kind of value a lone cell is; used to tell headers from data.
bool looksLikeValue(std::string_view cell);

bool looksPersonal(std::string_view name, const ColumnCells& cells);
/// Type, format and confidence of a column of numbers; false when it is none.
bool sniffNumbers(const ColumnCells& cells, ColumnGuess& column);
/// "1.234" means what the surer columns of the same table say of their marks.
void settleDoubtfulNumbers(std::vector<ColumnGuess>& columns, char delimiter);

} // namespace cairn
