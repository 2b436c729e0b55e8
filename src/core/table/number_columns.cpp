// Which numbers a column holds and how they are written.
#include <algorithm>
#include <map>

#include "core/table/number_formats.hpp"

namespace cairn {
namespace {

/// A type is taken when at least this share of the cells fits it.
constexpr double kFits = 0.8;

struct Votes {
    std::size_t comma = 0, point = 0, doubtful = 0, percent = 0, duration = 0;
    char doubtfulMark = 0;
    std::map<std::string_view, std::size_t> currencies;
};

Votes votesOf(const std::vector<std::string_view>& cells) {
    Votes votes;
    for (const std::string_view cell : cells) {
        const NumberEvidence evidence = numberEvidence(cell);
        votes.comma += evidence.decimal == ',';
        votes.point += evidence.decimal == '.';
        votes.doubtful += evidence.doubtful != 0;
        votes.percent += evidence.percent;
        votes.duration += evidence.duration;
        if (evidence.doubtful != 0)
            votes.doubtfulMark = evidence.doubtful;
        if (!evidence.currency.empty())
            ++votes.currencies[evidence.currency];
    }
    return votes;
}

double share(std::size_t count, std::size_t of) {
    return of == 0 ? 0 : static_cast<double>(count) / static_cast<double>(of);
}

} // namespace

bool sniffNumbers(const std::vector<std::string_view>& cells, ColumnGuess& column) {
    const auto count = [&](auto fits) {
        return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), fits));
    };
    const std::size_t numbers =
        count([](std::string_view cell) { return parseNumber(cell).has_value(); });
    if (share(numbers, cells.size()) < kFits)
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
    const std::size_t whole =
        count([&](std::string_view cell) { return isWholeNumber(cell, format.decimal); });
    const bool integer = whole == numbers;
    column.type = integer ? ColumnType::Integer : ColumnType::Decimal;
    column.confidence = share(numbers, cells.size());
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
