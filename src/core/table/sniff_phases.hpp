#pragma once
// The phases of sniffing, a file each: encoding -> dialect -> header -> types (and personal-looking
// columns).

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
};
/// Rows of UTF-8 text from its first line on (blank lines left out), at most `most`. When the text
/// is only the head of a file (`whole` is false) the last, cut row is left out.
std::vector<SampledRow> sampleRows(std::string_view text, char delimiter, char quote, bool whole,
                                   std::size_t most);

/// Delimiter, quote and the lines before the header (comments, titles).
void sniffDialect(std::string_view text, bool whole, Dialect& dialect);
/// How many cells most rows have.
std::size_t usualWidth(const std::vector<SampledRow>& rows);

/// `rows` start with the row that may be the header.
bool sniffHeader(const std::vector<SampledRow>& rows, std::size_t width);
/// Names from a header row: trimmed, one line, unique; "column 3" where there is none.
std::vector<std::string> columnNames(const SampledRow* header, std::size_t width);

/// Type, time format, confidence, distinct values and samples of a column's cells.
void sniffType(const std::vector<std::string_view>& cells, ColumnGuess& column);
/// What kind of value a lone cell is; used to tell headers from data.
bool looksLikeValue(std::string_view cell);

bool looksPersonal(std::string_view name, const std::vector<std::string_view>& cells);

} // namespace cairn
