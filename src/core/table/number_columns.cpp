// Which numbers a column holds and how they are written.
#include <algorithm>
#include <map>

#include "core/table/number_formats.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

struct Votes {
    std::size_t comma = 0, point = 0, doubtful = 0, percent = 0, duration = 0;
    char doubtfulMark = 0;
    std::map<std::string_view, std::size_t> currencies;
};

Votes votesOf(const ColumnCells& cells) {
    Votes votes;
    std::size_t lastDoubtful = 0;
    for (const auto& [text, count, last] : cells.texts) {
        const NumberEvidence evidence = numberEvidence(text);
        votes.comma += evidence.decimal == ',' ? count : 0;
        votes.point += evidence.decimal == '.' ? count : 0;
        votes.percent += evidence.percent ? count : 0;
        votes.duration += evidence.duration ? count : 0;
        if (evidence.doubtful != 0) {
            votes.doubtful += count;
            if (last >= lastDoubtful)
                votes.doubtfulMark = evidence.doubtful;
            lastDoubtful = std::max(last, lastDoubtful);
        }
        if (!evidence.currency.empty())
            votes.currencies[evidence.currency] += count;
    }
    return votes;
}

double share(std::size_t count, std::size_t of) {
    return of == 0 ? 0 : static_cast<double>(count) / static_cast<double>(of);
}

} // namespace

bool sniffNumbers(const ColumnCells& cells, ColumnGuess& column) {
    const std::size_t numbers = countFitting(
        cells, kFits, [](std::string_view cell) { return parseNumber(cell).has_value(); });
    if (numbers == 0)
        return false;
    const Votes votes = votesOf(cells);
    NumberFormat& format = column.number;
    if (votes.comma != votes.point)
        format.decimal = votes.comma > votes.point ? ',' : '.';
    // Three digits after every comma are thousands when there are many; after every point they may
    // be decimals.
    const bool surelyGroups = votes.doubtfulMark == ',' && votes.doubtful >= 4;
    format.ambiguous = votes.doubtful > 0 && votes.comma == votes.point && !surelyGroups;
    format.percent = share(votes.percent, numbers) > 0.5;
    format.duration = share(votes.duration, numbers) > 0.5;
    for (const auto& [mark, seen] : votes.currencies)
        if (share(seen, numbers) > 0.5)
            format.currency = mark;
    const std::size_t whole = countFitting(
        cells, 0, [&](std::string_view cell) { return isWholeNumber(cell, format.decimal); });
    const bool integer = whole == numbers;
    column.type = integer ? ColumnType::Integer : ColumnType::Decimal;
    column.confidence = shareOf(cells, numbers);
    return true;
}

void settleDoubtfulNumbers(std::vector<ColumnGuess>& columns, char delimiter) {
    std::size_t comma = 0, point = 0;
    for (const ColumnGuess& column : columns) {
        const bool sure = column.type == ColumnType::Decimal && !column.number.ambiguous &&
                          !column.number.duration;
        comma += sure && column.number.decimal == ',';
        point += sure && column.number.decimal == '.';
    }
    for (ColumnGuess& column : columns) {
        if (!column.number.ambiguous)
            continue;
        if ((comma > 0) != (point > 0)) {
            column.number.decimal = comma > 0 ? ',' : '.';
            column.number.ambiguous = false;
        } else if (delimiter == ';') { // where the comma is taken, it is the decimal mark
            column.number.decimal = ',';
        }
        const bool whole =
            std::all_of(column.samples.begin(), column.samples.end(), [&](const std::string& cell) {
                return isWholeNumber(cell, column.number.decimal);
            });
        column.type = whole ? ColumnType::Integer : ColumnType::Decimal;
    }
}

} // namespace cairn
