#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

#include "cairn/base/text.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/number_formats.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

using Kind = TimeFormat::Kind;

/// A type is taken when at least this share of the cells fits it.
constexpr double kFits = 0.8;

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

double shareOf(const std::vector<std::string_view>& cells, const auto& fits) {
    const auto count = std::count_if(cells.begin(), cells.end(), fits);
    return cells.empty() ? 0 : static_cast<double>(count) / static_cast<double>(cells.size());
}

double shareOfTimes(const std::vector<std::string_view>& cells, Kind kind, std::string_view name) {
    const bool plainNumber = kind == Kind::EpochSeconds || kind == Kind::EpochMilliseconds;
    if (plainNumber && !namedLikeTime(name))
        return 0;
    const bool compact = kind == Kind::YearMonthDayCompact, named = namedLikeTime(name);
    if (compact && !named && cells.size() < 2)
        return 0;
    // Eight digits of no particular name are days only when they are of our time.
    const int from = plainNumber || (compact && !named) ? 1990 : compact ? 1900 : 1;
    const int to = plainNumber ? 2100 : compact && !named ? 2060 : 9999;
    return shareOf(cells, [&](std::string_view cell) {
        return inRange(parseTime(cell, {kind, false}), from, to);
    });
}

void sniffTimeFormat(const std::vector<std::string_view>& cells, ColumnGuess& column) {
    double best = 0;
    std::array<double, 6> shares{};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto kind = static_cast<Kind>(i);
        shares[i] = shareOfTimes(cells, kind, column.name);
        if (shares[i] > best) { // of equals the first stays: ISO before day/month before month/day
            best = shares[i];
            column.time.kind = kind;
        }
    }
    const double dayFirst = shares[static_cast<std::size_t>(Kind::DayMonthYear)];
    const double monthFirst = shares[static_cast<std::size_t>(Kind::MonthDayYear)];
    const bool named = shareOf(cells, [](std::string_view cell) {
                           return cell.find_first_of("/-") != std::string_view::npos;
                       }) > 0.5; // "03.04.2024" is written by people who put the day first
    column.time.ambiguous =
        best > 0 && dayFirst == monthFirst && dayFirst == best && named &&
        (column.time.kind == Kind::DayMonthYear || column.time.kind == Kind::MonthDayYear);
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

void sniffType(const std::vector<std::string_view>& all, ColumnGuess& column) {
    std::vector<std::string_view> cells;
    std::unordered_set<std::string_view> distinct;
    for (const std::string_view raw : all) {
        const std::string_view cell = trimmedCell(raw);
        if (isMissing(cell))
            continue;
        cells.push_back(cell);
        if (distinct.insert(cell).second && column.samples.size() < 5)
            column.samples.emplace_back(cell);
    }
    column.distinct = distinct.size();
    if (cells.empty()) {
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
    const double booleans = shareOf(cells, isBoolean);
    column.type = booleans >= kFits ? ColumnType::Boolean : ColumnType::Text;
    column.confidence = booleans >= kFits ? booleans : 1;
}

std::string_view nameOf(ColumnType type) {
    constexpr std::array<std::string_view, 6> kNames{"empty",   "text",    "integer",
                                                     "decimal", "boolean", "date-time"};
    return kNames[static_cast<std::size_t>(type)];
}

} // namespace cairn
