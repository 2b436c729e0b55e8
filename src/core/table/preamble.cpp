// Phase: what stands above the header, and what it says.
#include <algorithm>

#include "cairn/base/text.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

constexpr std::size_t kTitleRows = 30;
constexpr std::size_t kLongestKey = 60;

std::string_view withoutHashes(std::string_view line) {
    constexpr std::string_view kFrame = "#-=* \t\",;"; // rules and quotes around the words
    const std::size_t start = line.find_first_not_of(kFrame);
    if (start == std::string_view::npos)
        return {};
    return trimmedCell(line.substr(start, line.find_last_not_of(kFrame) + 1 - start));
}

/// "Start date: 20260701", and "Start date,20260701" where cells are split by that.
PreambleNote noteOf(std::string_view line, char delimiter) {
    std::size_t at = line.find(": ");
    std::size_t length = 2;
    if (at == std::string_view::npos && std::count(line.begin(), line.end(), delimiter) == 1) {
        at = line.find(delimiter);
        length = 1;
    }
    if (at == std::string_view::npos || at == 0 || at > kLongestKey)
        return {"", std::string(line)};
    return {std::string(withoutHashes(line.substr(0, at))),
            std::string(withoutHashes(line.substr(at + length)))};
}

} // namespace

bool isComment(const SampledRow& row, std::size_t width) {
    if (row.cells.empty() || !row.cells[0].starts_with('#') || trimmedCell(row.cells[0]) == "#")
        return row.cells.size() == 1 && !row.cells[0].empty() && trimmedCell(row.cells[0]) == "#";
    return row.cells.size() == 1 || row.cells[0].starts_with("# ") || row.cells.size() != width;
}

std::size_t rowsAboveHeader(std::span<const SampledRow> rows) {
    std::size_t start = 0;
    while (start < rows.size() && isComment(rows[start], 0) &&
           (rows[start].cells.size() == 1 || rows[start].cells[0].starts_with("# ")))
        ++start;
    const auto below = rows.subspan(start);
    const std::size_t width = usualWidth(below);
    for (std::size_t i = 0; width >= 2 && i < std::min(below.size(), kTitleRows); ++i) {
        const std::size_t cells = below[i].cells.size();
        const bool title = cells * 2 <= width || (width > 2 && filledCells(below[i]) <= 1);
        if (!title || cells > width)
            return start + i;
    }
    return start;
}

std::vector<PreambleNote> preambleNotes(const std::vector<std::string>& lines, char delimiter) {
    std::vector<PreambleNote> notes;
    for (const std::string& line : lines)
        if (const std::string_view words = withoutHashes(line); !words.empty())
            notes.push_back(noteOf(words, delimiter));
    return notes;
}

} // namespace cairn
