#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "cairn/base/text.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/number_formats.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

using Kind = TimeFormat::Kind;

bool isBoolean(std::string_view cell) {
    static const std::set<std::string, std::less<>> kWords{
        "true", "false", "yes",    "no",  "y",  "n",         "oui",
        "non",  "ja",    "nein",   "nee", "si", "s\xc3\xad", "vrai",
        "faux", "wahr",  "falsch", "t",   "f",  "verdadero", "falso"};
    return cell.size() <= 10 && kWords.contains(asciiLower(cell));
}

/// Plain integers are instants only where the column's name says so.
bool namedLikeTime(std::string_view name) {
    const std::string folded = " " + foldedWords(name) + " ";
    for (const std::string_view word :
         {"time",  "timestamp", "date",  "datetime", "ts",        "epoch",       "at",
          "when",  "created",   "datum", "zeit",     "zeitpunkt", "zeitstempel", "heure",
          "fecha", "hora",      "data",  "ora",      "tijd",      "tijdstip",    "horodatage",
          "unix",  "day",       "tag",   "jour"})
        if (folded.find(" " + std::string(word) + " ") != std::string::npos)
            return true;
    return folded.find("timestamp") != std::string::npos ||
           folded.find("datetime") != std::string::npos;
}

bool inRange(std::optional<TimeMs> instant, int fromYear, int toYear) {
    return instant && *instant >= daysFromCivil(fromYear, 1, 1) * kDayMs &&
           *instant < daysFromCivil(toYear, 1, 1) * kDayMs;
}

/// 0 when too few are.
double shareOfTimes(const ColumnCells& cells, Kind kind, bool named) {
    const bool plainNumber = kind == Kind::EpochSeconds || kind == Kind::EpochMilliseconds;
    if (plainNumber && !named)
        return 0;
    const bool compact = kind == Kind::YearMonthDayCompact;
    if (compact && !named && cells.count < 2)
        return 0;
    // Eight digits of no particular name are days only when they are of our time.
    const int from = plainNumber || (compact && !named) ? 1990 : compact ? 1900 : 1;
    const int to = plainNumber ? 2100 : compact && !named ? 2060 : 9999;
    return shareOf(cells, countFitting(cells, kFits, [&](std::string_view cell) {
                       return inRange(parseTime(cell, {kind, false}), from, to);
                   }));
}

void sniffTimeFormat(const ColumnCells& cells, ColumnGuess& column) {
    const bool named = namedLikeTime(column.name);
    double best = 0;
    std::array<double, 6> shares{};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto kind = static_cast<Kind>(i);
        shares[i] = shareOfTimes(cells, kind, named);
        if (shares[i] > best) { // of equals the first stays: ISO before day/month before month/day
            best = shares[i];
            column.time.kind = kind;
        }
    }
    const double dayFirst = shares[static_cast<std::size_t>(Kind::DayMonthYear)];
    const double monthFirst = shares[static_cast<std::size_t>(Kind::MonthDayYear)];
    // "03.04.2024" is written by people who put the day first.
    const auto marked = [](std::string_view cell) {
        return cell.find_first_of("/-") != std::string_view::npos;
    };
    column.time.ambiguous =
        best > 0 && dayFirst == monthFirst && dayFirst == best &&
        (column.time.kind == Kind::DayMonthYear || column.time.kind == Kind::MonthDayYear) &&
        shareOf(cells, countFitting(cells, 0, marked)) > 0.5;
    column.confidence = best;
}

} // namespace

bool looksLikeValue(std::string_view cell) {
    if (parseNumber(cell))
        return true;
    for (const Kind kind : {Kind::Iso, Kind::DayMonthYear, Kind::MonthDayYear})
        if (parseTime(cell, {kind, false}))
            return true;
    return cell.find('@') != std::string_view::npos && cell.find(' ') == std::string_view::npos &&
           cell.size() > 5;
}

ColumnCells countCells(std::span<const SampledRow> rows, std::size_t column) {
    ColumnCells cells;
    std::unordered_map<std::string_view, std::size_t> places;
    places.reserve(rows.size());
    for (const SampledRow& row : rows) {
        if (column >= row.cells.size() || row.broken)
            continue;
        const std::string_view text = trimmedCell(row.cells[column]);
        if (isMissing(text))
            continue;
        const auto [at, fresh] = places.try_emplace(text, cells.texts.size());
        if (fresh)
            cells.texts.push_back({text});
        CountedCell& cell = cells.texts[at->second];
        ++cell.count;
        cell.last = cells.count++;
    }
    return cells;
}

void sniffType(const ColumnCells& cells, ColumnGuess& column) {
    column.distinct = cells.texts.size();
    for (std::size_t i = 0; i < std::min<std::size_t>(cells.texts.size(), 5); ++i)
        column.samples.emplace_back(cells.texts[i].text);
    if (cells.count == 0) {
        column.type = ColumnType::Empty;
        column.confidence = 1;
        return;
    }
    ColumnGuess asTime = column;
    sniffTimeFormat(cells, asTime);
    if (asTime.confidence >= kFits) {
        column.type = ColumnType::DateTime;
        column.time = asTime.time;
        column.confidence = asTime.confidence;
        return;
    }
    if (sniffNumbers(cells, column))
        return;
    const double booleans = shareOf(cells, countFitting(cells, kFits, isBoolean));
    column.type = booleans >= kFits ? ColumnType::Boolean : ColumnType::Text;
    column.confidence = booleans >= kFits ? booleans : 1;
}

std::string_view nameOf(ColumnType type) {
    constexpr std::array<std::string_view, 6> kNames{"empty",   "text",    "integer",
                                                     "decimal", "boolean", "date-time"};
    return kNames[static_cast<std::size_t>(type)];
}

} // namespace cairn
