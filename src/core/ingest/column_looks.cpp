#include "core/ingest/column_looks.hpp"

#include <algorithm>

#include "cairn/base/text.hpp"
#include "core/ingest/import_steps.hpp"
#include "core/ingest/recognisers.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

/// Visits the filled cells of the preview; how many there are.
template <class Visit>
std::size_t forCells(const Sniffed& sniffed, std::size_t column, Visit visit) {
    std::size_t filled = 0;
    for (const auto& row : sniffed.preview) {
        if (column >= row.size())
            continue;
        const std::string_view cell = trimmedCell(row[column]);
        if (isMissing(cell))
            continue;
        ++filled;
        visit(cell);
    }
    return filled;
}

std::size_t countCells(const Sniffed& sniffed, std::size_t column, std::size_t& filled, auto fits) {
    std::size_t fitting = 0;
    filled = forCells(sniffed, column, [&](std::string_view cell) { fitting += fits(cell); });
    return fitting;
}

} // namespace

std::string foldedName(std::string_view columnName) {
    constexpr std::string_view kApostrophe = "\xe2\x80\x99";
    std::string name(columnName);
    for (std::size_t at = 0; (at = name.find(kApostrophe, at)) != std::string::npos;)
        name.replace(at, kApostrophe.size(), "'");
    name = foldedWords(name);
    for (std::size_t i = 0; i + 1 < name.size(); ++i) {
        const auto lead = static_cast<unsigned char>(name[i]),
                   next = static_cast<unsigned char>(name[i + 1]);
        if (lead == 0xc3 && next >= 0x80 && next <= 0x9e && next != 0x97) // À to Þ but ×
            name[i + 1] = static_cast<char>(next + 0x20);
    }
    return name;
}

ColumnAt columnNamed(const Sniffed& sniffed, std::span<const std::string_view> names) {
    return columnNamed(sniffed, names, [](const ColumnGuess&) { return true; });
}

ColumnAt columnNamed(const Sniffed& sniffed, std::span<const std::string_view> names,
                     const std::function<bool(const ColumnGuess&)>& fits) {
    ColumnAt found;
    std::size_t rank = names.size();
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const auto here = rankOf(sniffed.columns[i].name, names);
        if (here && *here < rank && fits(sniffed.columns[i])) {
            rank = *here;
            found = i;
        }
    }
    return found;
}

ColumnAt columnNamed(const Sniffed& sniffed, std::initializer_list<std::string_view> names) {
    return columnNamed(sniffed, std::span(names.begin(), names.size()));
}

std::size_t countNamed(const Sniffed& sniffed, std::initializer_list<std::string_view> names) {
    return static_cast<std::size_t>(
        std::count_if(names.begin(), names.end(), [&](std::string_view name) {
            return columnNamed(sniffed, {name}).has_value();
        }));
}

bool hasWords(std::string_view columnName, std::initializer_list<std::string_view> words) {
    const std::string padded = " " + foldedName(columnName) + " ";
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return padded.find(" " + std::string(word) + " ") != std::string::npos;
    });
}

bool looksLikeCount(const Sniffed& sniffed, std::size_t column) {
    std::size_t filled = 0;
    const auto counts = countCells(sniffed, column, filled, [](std::string_view cell) {
        return parseCount(cell).has_value();
    });
    return filled > 0 && counts * 4 >= filled * 3; // a few cells may be anything
}

bool looksLikeScore(const Sniffed& sniffed, std::size_t column) {
    std::size_t filled = 0;
    const auto scores = countCells(sniffed, column, filled, [](std::string_view cell) {
        return cell == "10" || (cell.size() == 1 && cell[0] >= '0' && cell[0] <= '9');
    });
    return filled > 0 && scores == filled;
}

bool looksLikeFreeText(const Sniffed& sniffed, std::size_t column) {
    constexpr std::size_t kLongAnswer = 60, kSomeAnswers = 8;
    std::size_t filled = 0;
    const auto longOnes = countCells(sniffed, column, filled, [](std::string_view cell) {
        return codePointCount(cell) > kLongAnswer;
    });
    const ColumnGuess& guess = sniffed.columns[column];
    return longOnes > 0 ||
           (filled > kSomeAnswers && guess.type == ColumnType::Text && guess.distinct * 2 > filled);
}

std::optional<TimeFormat> timeFormatOf(const Sniffed& sniffed, std::size_t column) {
    const ColumnGuess& guess = sniffed.columns[column];
    if (guess.type == ColumnType::DateTime)
        return guess.time;
    if (guess.type == ColumnType::Empty)
        return std::nullopt;
    // Further header rows spoil the guess of the column, so a good part is enough.
    for (const auto kind :
         {TimeFormat::Kind::Iso, TimeFormat::Kind::MonthDayYear, TimeFormat::Kind::DayMonthYear}) {
        std::size_t filled = 0;
        const auto times = countCells(sniffed, column, filled, [&](std::string_view cell) {
            return parseTime(cell, {kind, false}).has_value();
        });
        if (times > 0 && times + 3 > filled)
            return TimeFormat{kind, false};
    }
    return std::nullopt;
}

void giveRole(ImportPlan& plan, ColumnAt column, ColumnRole role, double confidence) {
    if (!column)
        return;
    plan.columns[*column].role = role;
    plan.columns[*column].confidence = confidence;
}

bool giveTime(const Sniffed& sniffed, ImportPlan& plan, ColumnAt column, ColumnRole role,
              std::string_view label) {
    const auto format = column ? timeFormatOf(sniffed, *column) : std::nullopt;
    if (!format)
        return false;
    giveRole(plan, column, role);
    plan.columns[*column].time = *format;
    plan.columns[*column].label = label;
    return true;
}

} // namespace cairn
