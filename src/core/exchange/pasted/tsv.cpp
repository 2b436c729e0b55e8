#include <algorithm>

#include "cairn/exchange/pasted.hpp"
#include "core/exchange/pasted/lines.hpp"

namespace cairn {
namespace {

bool endsCell(std::string_view text, std::size_t at) {
    return at >= text.size() || text[at] == '\t' || text[at] == '\n' || text[at] == '\r';
}

/// A cell in quotation marks that begins at `at`: its text, and where it ends. Nothing when the
/// marks are part of the text: they are not closed before the cell's end, or nothing within made
/// them necessary.
std::optional<std::string> quotedCell(std::string_view text, std::size_t& at) {
    std::string cell;
    bool needed = false;
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] != '"') {
            needed |= endsCell(text, i);
            cell += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '"') {
            needed = true;
            cell += text[i++];
        } else if (endsCell(text, i + 1) && needed) {
            at = i + 1;
            return cell;
        } else {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::string withPlainLineEnds(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            continue;
        plain += text[i] == '\r' ? '\n' : text[i];
    }
    return plain;
}

} // namespace

TextTable readTsv(std::string_view text) {
    TextTable table;
    std::size_t at = 0;
    while (at < text.size()) {
        auto& row = table.emplace_back();
        for (;;) {
            std::optional<std::string> cell;
            if (at < text.size() && text[at] == '"')
                cell = quotedCell(text, at);
            if (!cell) {
                const std::size_t start = at;
                while (!endsCell(text, at))
                    ++at;
                cell = std::string(text.substr(start, at - start));
            }
            row.push_back(withPlainLineEnds(*cell));
            if (at >= text.size() || text[at] != '\t')
                break;
            ++at;
        }
        if (at < text.size())
            at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    }
    return table;
}

std::string writeTsv(const TextTable& table) {
    std::string text;
    for (const auto& row : table) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string& cell = row[i];
            if (i > 0)
                text += '\t';
            if (cell.find_first_of("\t\n\r") == std::string::npos && !cell.starts_with('"')) {
                text += cell;
                continue;
            }
            text += '"';
            for (const char c : cell)
                text += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += '"';
        }
        text += '\n';
    }
    return text;
}

bool looksLikeTable(std::string_view text) {
    const auto lines = linesOf(text);
    return std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
        // Indented words are an outline, and so are words behind a bullet and a tab; a tab after
        // words is another cell.
        auto word = line.find_first_not_of(" \t");
        auto tab = line.find('\t', std::min(word, line.size()));
        if (tab != std::string_view::npos && withoutBullet(line.substr(word)).bullet) {
            word = line.find_first_not_of(" \t", tab);
            tab = line.find('\t', std::min(word, line.size()));
        }
        return tab != std::string_view::npos &&
               line.find_first_not_of(" \t", tab) != std::string_view::npos;
    });
}

} // namespace cairn
