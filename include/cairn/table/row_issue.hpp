#pragma once
// What is wrong with rows: reasons, which English words here and the editor words in its own language.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cairn {

enum class RowTrouble : std::uint8_t {
    // the row is left out
    Broken,       ///< a quote that never closes, or over 16 MB
    Empty,        ///< the cell
    NotATime,     ///< neither a date nor a time
    NotADate,
    NotACount,
    NotAnAnswer,  ///< from numbers[0] to numbers[1]
    NoAnswers,    ///< nobody answered anything
    NoTimeAtAll,  ///< in none of the columns of times
    Total,        ///< in a column of steps
    TotalOfRows,
    EmptyAsTotal, ///< empty, as it is in a total of the other rows
    NoCustomer,
    // it is read with doubt
    Width,        ///< numbers[0] cells instead of numbers[1]
    ReadAsZero,   ///< empty
    WithoutTime,  ///< not a time: the answer is kept without one
    RateDiffers,  ///< the counts give numbers[0] tenths of a percent
    // seen in the file's beginning
    HeaderWidth,  ///< it has numbers[0] cells, most rows numbers[1]
    NoRows,       ///< below the header
    LongRow,      ///< over numbers[0] KB
    OpenQuote,    ///< never closed
    TotalsRow,
    NamelessTotals, ///< numbers but no names
    NoteBelow       ///< below the table
};
std::string_view nameOf(RowTrouble); // "broken" "empty" "not-a-time" …: for files
std::optional<RowTrouble> parseRowTrouble(std::string_view name);

struct RowReason {
    RowTrouble trouble = RowTrouble::Empty;
    std::array<std::int64_t, 2> numbers{};
    friend auto operator<=>(const RowReason&, const RowReason&) = default;
};
/// "is not a date and time": what is to be said of a cell, a column or a row.
std::string englishOf(const RowReason&);

/// A row that could not be read, or was read with doubt.
struct RowIssue {
    std::uint64_t line = 0; ///< 1-based physical line in the file
    std::string column;     ///< empty = the row as a whole
    RowReason why;
    std::string cell = {};  ///< the beginning of what stands there, when that tells something
    bool skipped = false;   ///< the row was left out for it; otherwise it was read with doubt
};
/// "“2024-13-40” is not a date and time".
std::string englishOf(const RowIssue&);

} // namespace cairn
