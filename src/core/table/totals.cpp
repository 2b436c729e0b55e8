#include "core/table/totals.hpp"

#include <algorithm>
#include <array>

#include "cairn/base/text.hpp"
#include "cairn/table/csv.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

/// As foldedWords leaves them.
constexpr std::array<std::string_view, 33> kWords{"total",
                                                  "totals",
                                                  "grand total",
                                                  "grand totals",
                                                  "sum",
                                                  "subtotal",
                                                  "sub total",
                                                  "overall total",
                                                  "gesamt",
                                                  "gesamtsumme",
                                                  "gesamtergebnis",
                                                  "gesamtwert",
                                                  "summe",
                                                  "insgesamt",
                                                  "zwischensumme",
                                                  "total g\xc3\xa9n\xc3\xa9ral",
                                                  "total general",
                                                  "totaux",
                                                  "somme",
                                                  "sous total",
                                                  "ensemble",
                                                  "suma",
                                                  "suma total",
                                                  "total geral",
                                                  "totale",
                                                  "totale generale",
                                                  "totale complessivo",
                                                  "totali",
                                                  "totaal",
                                                  "eindtotaal",
                                                  "algemeen totaal",
                                                  "totalt",
                                                  "totalsumma"};
constexpr std::size_t kLongest = 24;

} // namespace

bool saysTotal(std::string_view cell) {
    cell = trimmedCell(cell);
    if (cell.size() < 3 || cell.size() > kLongest)
        return false;
    constexpr std::string_view kStarts = "tgsoieaz"; // most cells are told by their first letter
    if (kStarts.find(static_cast<char>(cell.front() | 0x20)) == std::string_view::npos)
        return false;
    return std::find(kWords.begin(), kWords.end(), foldedWords(cell)) != kWords.end();
}

bool isTotalsRow(std::span<const std::string_view> cells) {
    bool said = false, numbers = false;
    for (const std::string_view raw : cells) {
        const std::string_view cell = trimmedCell(raw);
        if (isMissing(cell))
            continue;
        if (parseNumber(cell))
            numbers = true;
        else if (!said && saysTotal(cell))
            said = true;
        else
            return false;
    }
    return said && numbers;
}

namespace {

std::vector<std::string_view> cellsOf(const SampledRow& row) {
    return {row.cells.begin(), row.cells.end()};
}

/// Columns with a text in every row but the one in question.
std::vector<bool> dimensionsBut(const std::vector<SampledRow>& rows, std::size_t but,
                                std::size_t width) {
    std::vector<bool> texts(width, rows.size() > 2);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t c = 0; c < width && i != but; ++c) {
            const std::string_view cell =
                c < rows[i].cells.size() ? trimmedCell(rows[i].cells[c]) : std::string_view();
            if (isMissing(cell) || parseNumber(cell))
                texts[c] = false;
        }
    return texts;
}

/// The first or last row, with numbers only where all others have names as well.
bool lacksAllNames(const std::vector<SampledRow>& rows, std::size_t row, std::size_t width) {
    std::size_t numbers = 0;
    for (const std::string& cell : rows[row].cells) {
        if (isMissing(trimmedCell(cell)))
            continue;
        if (!parseNumber(cell))
            return false;
        ++numbers;
    }
    if (numbers == 0 || (!rows[row].cells.empty() && !trimmedCell(rows[row].cells[0]).empty()))
        return false;
    const std::vector<bool> texts = dimensionsBut(rows, row, width);
    return std::find(texts.begin(), texts.end(), true) != texts.end() && texts[0];
}

} // namespace

std::vector<RowIssue> takeTotals(std::vector<SampledRow>& rows, std::size_t width) {
    std::vector<RowIssue> totals;
    const auto take = [&](std::size_t row, RowTrouble trouble) {
        totals.push_back({rows[row].line, "", {trouble}});
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
    };
    for (const std::size_t end : {0u, 1u})
        if (rows.size() > 2)
            if (const std::size_t row = end == 0 ? 0 : rows.size() - 1;
                lacksAllNames(rows, row, width))
                take(row, RowTrouble::NamelessTotals);
    for (std::size_t row = rows.size(); row-- > 0;)
        if (isTotalsRow(cellsOf(rows[row])))
            take(row, RowTrouble::TotalsRow);
    std::sort(totals.begin(), totals.end(),
              [](const RowIssue& a, const RowIssue& b) { return a.line < b.line; });
    return totals;
}

} // namespace cairn
