#pragma once
// Bytes -> table. Sniffing works on the head of a file; reading streams all of it.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/base/civil_time.hpp"
#include "cairn/base/job.hpp"
#include "cairn/table/row_issue.hpp"

namespace cairn {

enum class Encoding { Utf8, Utf16Le, Utf16Be, Windows1252 };
std::string_view nameOf(Encoding); // "UTF-8" "UTF-16LE" "UTF-16BE" "Windows-1252"

struct Dialect {
    Encoding encoding = Encoding::Utf8;
    bool byteOrderMark = false;
    char delimiter = ',';
    char quote = '"';                ///< 0 = quotes are ordinary characters
    std::uint64_t preambleLines = 0; ///< lines before the header (comments, titles)
    bool hasHeader = true;
    std::uint64_t headerRows = 1; ///< rows the header takes when there is one: 1 to 3
    std::uint64_t lastLine = 0; ///< no row starts below this line; 0 = the table ends with the file
    char escape = 0;  ///< '\\' = \" inside a quoted cell is a quote, and \\ a backslash; 0 = none
    char comment = 0; ///< a row whose first byte it is is passed over; 0 = none
};
/// What the parallel importer reads: UTF-8 without escapes, comments and further tables below.
bool isPlain(const Dialect&);

enum class ColumnType { Empty, Text, Integer, Decimal, Boolean, DateTime };
std::string_view nameOf(ColumnType);

/// How instants are written in a column.
struct TimeFormat {
    enum class Kind {
        Iso,
        DayMonthYear,
        MonthDayYear,
        YearMonthDayCompact,
        EpochSeconds,
        EpochMilliseconds
    };
    Kind kind = Kind::Iso;
    bool ambiguous = false; ///< day and month could be swapped: ask
};
std::string_view nameOf(
    TimeFormat::Kind); // "iso" "day/month/year" "month/day/year" "yyyymmdd" "epoch-s" "epoch-ms"
/// The instant a cell holds; empty when it is not of that format. Cells without a zone are UTC.
std::optional<TimeMs> parseTime(std::string_view cell, const TimeFormat& format);
std::optional<TimeFormat::Kind> parseTimeFormatKind(std::string_view name);

/// How numbers are written in a column.
struct NumberFormat {
    char decimal = '.';     ///< or ','
    bool percent = false;   ///< "62,5 %" is 0.625
    bool duration = false;  ///< "00:01:11" is 71 seconds
    std::string currency;   ///< as written, before or after: "€", "EUR"
    bool ambiguous = false; ///< "1,234" is all there is: 1234 or 1.234, ask
};
/// The number a cell holds: with thousands in groups (by , . ' space, no-break spaces), a sign, a
/// currency, a percent sign (then the share), or hh:mm:ss (then seconds); empty when it is none.
std::optional<double> parseNumber(std::string_view cell, const NumberFormat& format = {});

struct ColumnGuess {
    std::string
        name; ///< from the header, made unique ("value", "value (2)"); "column 3" without one
              ///< of several header rows the parts are joined: "Which did you use?: Web shop"
    ColumnType type = ColumnType::Text;
    double confidence = 0;            ///< 0..1, share of sampled non-empty cells that fit
    TimeFormat time;                  ///< when type is DateTime
    NumberFormat number;              ///< when type is Integer or Decimal
    std::uint64_t distinct = 0;       ///< distinct values in the sample
    bool looksPersonal = false;       ///< e-mail, phone, name, address or IP, by name or content
    std::vector<std::string> samples; ///< up to 5 distinct non-empty
};

/// A line above the table that tells of it: {"Start date", "20260701"}; without a key {"", "All
/// Users"}.
struct PreambleNote {
    std::string key, value;
};

/// One of several tables that stand one below the other in a file.
struct StackedTable {
    std::string title; ///< words above it; empty = none
    std::vector<std::string> columns;
    std::uint64_t headerLine = 0; ///< 1-based; its first row's when it has no header
    std::uint64_t rows = 0;       ///< data rows, as far as the head reaches
    Dialect dialect;              ///< to sniff and read this one
};

/// How sure the guesses are, 0..1. A column's is its own.
struct SniffConfidence {
    double encoding = 1, delimiter = 1, header = 1, table = 1;
};

struct Sniffed {
    Dialect dialect;
    std::vector<ColumnGuess> columns;
    std::vector<std::vector<std::string>>
        preview; ///< first rows after the header, UTF-8, up to 200
    std::vector<std::string> preamble;
    std::vector<PreambleNote> notes;                   ///< what the preamble says
    std::vector<std::vector<std::string>> headerCells; ///< as written, a list for each header row
    std::vector<RowIssue> issues;                      ///< found in the head
    std::vector<RowIssue> totals; ///< rows of totals in the head: not in preview nor in the guesses
    std::vector<StackedTable> tables; ///< in the file's order; empty when there is but one
    std::size_t table = 0;            ///< which of them this is
    SniffConfidence confidence;
    std::uint64_t fileBytes = 0;
    std::uint64_t sampledRows = 0;
    std::uint64_t lastSampledLine = 0; ///< where the last of them begins
    bool wholeFileSampled = false;
};

/// Finds encoding, dialect, header and types in the first 256 KB. `forced` fixes a dialect a person
/// chose. Throws Error: NotFound, NoAccess, BadInput (empty file, binary, no table in it: with the
/// reason).
Sniffed sniffCsv(const std::filesystem::path& file,
                 const std::optional<Dialect>& forced = std::nullopt);
Sniffed sniffCsvBytes(std::string_view bytes, const std::optional<Dialect>& forced = std::nullopt);

/// One row as the scanner sees it. Cells are unquoted UTF-8; valid during the callback only.
struct RowView {
    std::uint64_t line = 0;
    std::span<const std::string_view> cells;
    bool broken = false; ///< a quote that never closes, or over 16 MB: cells are the line's, split
                         ///< without quotes
    bool totals =
        false; ///< one cell says "Grand total" in some language, the others are numbers or empty
};
/// Streams every data row (header left out) in order. Any encoding, quoted newlines, ragged rows as
/// they are; empty lines are passed over. NUL bytes and malformed UTF-8 are repaired (left out,
/// U+FFFD). The general, single-threaded reader; the importer's fast path must agree with it row by
/// row (a test does).
void readCsv(const std::filesystem::path& file, const Dialect& dialect,
             const std::function<void(const RowView&)>& row, const JobControl& job = {});
void readCsvBytes(std::string_view bytes, const Dialect& dialect,
                  const std::function<void(const RowView&)>& row);

} // namespace cairn
