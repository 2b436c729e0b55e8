#pragma once
// Lines of a pasted text, whatever system wrote its line ends.

#include <string_view>
#include <vector>

namespace cairn {

inline std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] != '\n' && text[i] != '\r')
            continue;
        lines.push_back(text.substr(start, i - start));
        if (i + 1 < text.size() && text[i] == '\r' && text[i + 1] == '\n')
            ++i;
        start = i + 1;
    }
    return lines;
}

/// A line without its bullet or number: "- buys", "2) buys" and "• buys" are all "buys". The
/// bullet's own width is told, so that text indented below it can be known as its own.
struct Bulleted {
    std::string_view words;
    bool bullet = false;
};
Bulleted withoutBullet(std::string_view line);

} // namespace cairn
