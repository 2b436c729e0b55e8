#include <algorithm>
#include <set>

#include "cairn/base/text.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

bool looksLikeYear(std::string_view cell) {
    return cell.size() == 4 && (cell.starts_with("19") || cell.starts_with("20")) &&
           cell.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The first row's cell turns up again among the values below it.
bool recursBelow(std::span<const SampledRow> rows, std::size_t column, std::string_view cell) {
    return std::any_of(rows.begin() + 1, rows.end(), [&](const SampledRow& row) {
        return column < row.cells.size() && trimmedCell(row.cells[column]) == cell;
    });
}

/// Most of the values below are numbers or dates.
bool valuesBelow(std::span<const SampledRow> rows, std::size_t column) {
    std::size_t filled = 0, values = 0;
    for (std::size_t i = 1; i < std::min<std::size_t>(rows.size(), 100); ++i) {
        if (column >= rows[i].cells.size())
            continue;
        const std::string_view cell = trimmedCell(rows[i].cells[column]);
        filled += !isMissing(cell);
        values += !isMissing(cell) && looksLikeValue(cell);
    }
    return filled > 0 && values * 5 >= filled * 4;
}

/// Two rows or more below, and none with as many filled cells: names are given to every column,
/// values seldom to all.
bool fullerThanAllBelow(std::span<const SampledRow> rows) {
    const auto filled = [](const SampledRow& row) {
        return std::count_if(row.cells.begin(), row.cells.end(),
                             [](const std::string& cell) { return !isMissing(trimmedCell(cell)); });
    };
    const auto first = filled(rows[0]);
    return rows.size() > 2 && std::all_of(rows.begin() + 1, rows.end(), [&](const SampledRow& row) {
               return filled(row) < first;
           });
}

std::string_view cellOf(const SampledRow& row, std::size_t column) {
    return column < row.cells.size() ? trimmedCell(row.cells[column]) : std::string_view();
}

/// Words that only say that a column holds the answer itself (SurveyMonkey).
bool isEmptyOption(std::string_view cell) {
    const std::string folded = foldedWords(cell);
    return folded == "response" || folded == "open ended response" || folded == "r\xc3\xa9ponse" ||
           folded == "antwort" || folded == "respuesta";
}

/// The second row names what the first left without a name, and holds no values. Either it is empty
/// where values stand below (SurveyMonkey), or its words never come again (merged cells).
bool continuesHeader(std::span<const SampledRow> rows, std::size_t width) {
    if (rows.size() < 3)
        return false;
    const auto under = rows.subspan(1);
    std::size_t gaps = 0, typed = 0, idle = 0, recurring = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const std::string_view over = cellOf(rows[0], i), here = cellOf(rows[1], i);
        if (!here.empty() && looksLikeValue(here) && !looksLikeYear(here))
            return false;
        const bool values = valuesBelow(under, i);
        gaps += i < rows[0].cells.size() && over.empty() && !here.empty();
        typed += values;
        idle += values && here.empty() && !over.empty();
        recurring += !here.empty() && recursBelow(under, i, here);
    }
    const bool options = std::any_of(rows[1].cells.begin(), rows[1].cells.end(), isEmptyOption);
    return (gaps > 0 || options) && (idle > 0 || (recurring == 0 && typed > 0));
}

std::string oneLine(std::string_view cell) {
    std::string name;
    for (const char c : trimmedCell(cell)) {
        const bool space = static_cast<unsigned char>(c) <= ' ';
        if (!space || (!name.empty() && name.back() != ' '))
            name += space ? ' ' : c;
    }
    return name;
}

/// "Question: option"; the question of an option without one is that of the columns to its left.
std::string joinedName(std::span<const SampledRow> header, std::size_t column, std::string& group) {
    const std::string upper = oneLine(cellOf(header[0], column));
    const std::string lower = oneLine(cellOf(header[1], column));
    if (!upper.empty())
        group = upper;
    if (lower.empty() || isEmptyOption(lower) || lower == upper)
        return upper;
    return group.empty() ? lower : group + ": " + lower;
}

} // namespace

std::size_t sniffHeaderRows(std::span<const SampledRow> rows, std::size_t width) {
    // Qualtrics: short names, the questions, and the columns' ids as JSON.
    for (std::size_t i = 1; i < std::min<std::size_t>(rows.size(), 3); ++i)
        if (cellOf(rows[i], 0).starts_with("{\"ImportId\""))
            return i + 1;
    return continuesHeader(rows, width) ? 2 : 1;
}

double headerConfidence(std::span<const SampledRow> rows, std::size_t width, bool header) {
    if (rows.size() < 2)
        return 0.5; // nothing to hold it against
    std::size_t typed = 0, values = 0;
    for (std::size_t i = 0; i < width; ++i) {
        typed += !cellOf(rows[0], i).empty() && !looksLikeValue(cellOf(rows[0], i)) &&
                 valuesBelow(rows, i);
        values += looksLikeValue(cellOf(rows[0], i));
    }
    if (header)
        return typed > 0 && values == 0 ? 1 : 0.7;
    return values > 0 ? 0.95 : 0.6;
}

bool sniffHeader(std::span<const SampledRow> rows, std::size_t width) {
    if (rows.empty())
        return false;
    std::size_t named = 0, values = 0, years = 0, recurring = 0, typed = 0;
    for (std::size_t i = 0; i < std::min(width, rows[0].cells.size()); ++i) {
        const std::string_view cell = trimmedCell(rows[0].cells[i]);
        if (cell.empty())
            continue;
        if (looksLikeYear(cell))
            ++years;
        else if (looksLikeValue(cell))
            ++values;
        else
            ++named, typed += valuesBelow(rows, i);
        recurring += recursBelow(rows, i, cell);
    }
    if (rows.size() == 1) // a lone row with a number in it is a row
        return named > 0 && values + years == 0;
    if (named == 0 || values > 0)
        return named > 3 * values && recurring == 0 &&
               named > 0; // "1" among ten names may still be a name
    return typed > 0 || recurring * 2 <= named + years || fullerThanAllBelow(rows);
}

std::vector<std::string> columnNames(std::span<const SampledRow> header, std::size_t width) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    const bool ids = header.size() > 1 && cellOf(header.back(), 0).starts_with("{\"ImportId\"");
    std::string group;
    for (std::size_t i = 0; i < width; ++i) {
        std::string name;
        if (header.size() > 1 && !ids)
            name = joinedName(header, i, group);
        else if (!header.empty())
            name = oneLine(cellOf(header[0], i));
        if (name.empty())
            name = "column " + std::to_string(i + 1);
        std::string unique = name;
        for (int copy = 2; !taken.insert(unique).second; ++copy)
            unique = name + " (" + std::to_string(copy) + ")";
        names.push_back(unique);
    }
    return names;
}

} // namespace cairn
