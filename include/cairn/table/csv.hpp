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
};

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

struct ColumnGuess {
    std::string
        name; ///< from the header, made unique ("value", "value (2)"); "column 3" without one
    ColumnType type = ColumnType::Text;
    double confidence = 0;            ///< 0..1, share of sampled non-empty cells that fit
    TimeFormat time;                  ///< when type is DateTime
    std::uint64_t distinct = 0;       ///< distinct values in the sample
    bool looksPersonal = false;       ///< e-mail, phone, name, address or IP, by name or content
    std::vector<std::string> samples; ///< up to 5 distinct non-empty
};

/// A row that could not be read, or was read with doubt.
struct RowIssue {
    std::uint64_t line = 0; ///< 1-based physical line in the file
    std::string column;     ///< empty = the row as a whole
    std::string what;       ///< "“2024-13-40” is not a date"
};

struct Sniffed {
    Dialect dialect;
    std::vector<ColumnGuess> columns;
    std::vector<std::vector<std::string>>
        preview; ///< first rows after the header, UTF-8, up to 200
    std::vector<std::string> preamble;
    std::vector<RowIssue> issues; ///< found in the head
    std::uint64_t fileBytes = 0;
    std::uint64_t sampledRows = 0;
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
