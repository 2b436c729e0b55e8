#include "cairn/layout/text_measurer.hpp"

#include <algorithm>
#include <cstdint>

namespace cairn {

namespace {

struct Character {
    std::size_t begin = 0, end = 0; ///< bytes
    double width = 0;
    bool space = false, newline = false, wide = false, hyphen = false;
};

bool isWide(std::uint32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

std::vector<Character> charactersOf(std::string_view utf8, double em) {
    std::vector<Character> out;
    out.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        std::uint32_t code = length == 1 ? lead : lead & (0xFFu >> (length + 1));
        std::size_t end = i + 1;
        for (; end < utf8.size() && end < i + length && (utf8[end] & 0xC0) == 0x80; ++end)
            code = code << 6 | (static_cast<unsigned char>(utf8[end]) & 0x3Fu);
        const bool wide = isWide(code);
        const bool newline = code == '\n';
        out.push_back({i, end, newline ? 0 : em * (wide ? 1.0 : 0.55), code == ' ' || code == '\t',
                       newline, wide, code == '-'});
        i = end;
    }
    return out;
}

/// One past the last character of the line that starts at `from`, and where the next line starts.
struct Break {
    std::size_t end, next;
};
Break lineBreak(const std::vector<Character>& chars, std::size_t from, double width) {
    double x = 0;
    std::size_t opportunity = from; ///< a line may end before this character
    for (std::size_t i = from; i < chars.size(); ++i) {
        if (chars[i].newline)
            return {i, i + 1};
        if (i > from && !chars[i].space &&
            (chars[i - 1].space || chars[i - 1].hyphen || chars[i - 1].wide || chars[i].wide))
            opportunity = i;
        x += chars[i].width;
        if (x > width + 1e-9 && !chars[i].space && i > from) {
            const std::size_t at = opportunity > from ? opportunity : i;
            return {at, at};
        }
    }
    return {chars.size(), chars.size()};
}

std::size_t withoutTrailingSpaces(const std::vector<Character>& chars, std::size_t from,
                                  std::size_t end) {
    while (end > from && chars[end - 1].space)
        --end;
    return end;
}

double widthOf(const std::vector<Character>& chars, std::size_t from, std::size_t end) {
    double x = 0;
    for (std::size_t i = from; i < end; ++i)
        x += chars[i].width;
    return x;
}

} // namespace

TextStyle styleOf(TextRole role) {
    switch (role) {
    case TextRole::Title:
        return {24, 700, false};
    case TextRole::Heading:
        return {18, 600, false};
    case TextRole::StageTitle:
        return {14, 700, false};
    case TextRole::LaneTitle:
        return {14, 600, false};
    case TextRole::Body:
        return {14, 400, false};
    case TextRole::BodyStrong:
        return {14, 500, false};
    case TextRole::Quote:
        return {14, 400, true};
    case TextRole::Small:
        return {12, 400, false};
    case TextRole::SmallStrong:
        return {12, 700, false};
    case TextRole::Number:
        return {14, 700, false};
    }
    return {};
}

TextRole boldOf(TextRole role) {
    switch (role) {
    case TextRole::Small:
    case TextRole::SmallStrong:
        return TextRole::SmallStrong;
    case TextRole::Title:
    case TextRole::Heading:
        return role;
    default:
        return TextRole::StageTitle;
    }
}

FontMetrics FixedMeasurer::metrics(TextRole role) const {
    const double size = styleOf(role).pixelSize;
    return {size * 0.95, size * 0.25, size * 1.2};
}

double FixedMeasurer::width(std::string_view utf8, TextRole role) const {
    const auto chars = charactersOf(utf8, styleOf(role).pixelSize);
    return widthOf(chars, 0, chars.size());
}

std::vector<TextMeasurer::WrappedLine> FixedMeasurer::wrap(std::string_view utf8, TextRole role,
                                                           double width, int maxLines) const {
    const double em = styleOf(role).pixelSize;
    const auto chars = charactersOf(utf8, em);
    const auto most = static_cast<std::size_t>(std::max(1, maxLines));
    std::vector<WrappedLine> lines;
    std::size_t from = 0;
    do {
        auto [end, next] = lineBreak(chars, from, width);
        const bool last = lines.size() + 1 == most && next < chars.size();
        end = withoutTrailingSpaces(chars, from, end);
        double x = widthOf(chars, from, end);
        if (last)
            for (; end > from && x + em * 0.55 > width + 1e-9; --end)
                x -= chars[end - 1].width;
        std::string text;
        if (end > from)
            text = utf8.substr(chars[from].begin, chars[end - 1].end - chars[from].begin);
        if (last) {
            text += "\u2026";
            x += em * 0.55;
        }
        lines.push_back({std::move(text), std::max(0.0, x)});
        from = next;
        while (from < chars.size() && !last && chars[from].space && !chars[from - 1].newline)
            ++from;
    } while (from < chars.size() && lines.size() < most);
    return lines;
}

} // namespace cairn
