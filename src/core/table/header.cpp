#include <algorithm>
#include <set>

#include "core/table/csv_text.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

bool looksLikeYear(std::string_view cell) {
    return cell.size() == 4 && (cell.starts_with("19") || cell.starts_with("20")) &&
           cell.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The first row's cell turns up again among the values below it.
bool recursBelow(const std::vector<SampledRow>& rows, std::size_t column, std::string_view cell) {
    return std::any_of(rows.begin() + 1, rows.end(), [&](const SampledRow& row) {
        return column < row.cells.size() && trimmedCell(row.cells[column]) == cell;
    });
}

/// Most of the values below are numbers or dates.
bool valuesBelow(const std::vector<SampledRow>& rows, std::size_t column) {
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
bool fullerThanAllBelow(const std::vector<SampledRow>& rows) {
    const auto filled = [](const SampledRow& row) {
        return std::count_if(row.cells.begin(), row.cells.end(),
                             [](const std::string& cell) { return !isMissing(trimmedCell(cell)); });
    };
    const auto first = filled(rows[0]);
    return rows.size() > 2 && std::all_of(rows.begin() + 1, rows.end(), [&](const SampledRow& row) {
               return filled(row) < first;
           });
}

} // namespace

bool sniffHeader(const std::vector<SampledRow>& rows, std::size_t width) {
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
    if (named == 0 || values > 0)
        return named > 3 * values && recurring == 0 &&
               named > 0; // "1" among ten names may still be a name
    return typed > 0 || recurring * 2 <= named + years || fullerThanAllBelow(rows);
}

std::vector<std::string> columnNames(const SampledRow* header, std::size_t width) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (std::size_t i = 0; i < width; ++i) {
        std::string name;
        if (header && i < header->cells.size())
            for (const char c : trimmedCell(header->cells[i])) {
                const bool space = static_cast<unsigned char>(c) <= ' ';
                if (!space || (!name.empty() && name.back() != ' '))
                    name += space ? ' ' : c;
            }
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
