// Texts with light marks: bold words, lists and links.

#include <algorithm>

#include "cairn/base/marked_text.hpp"
#include "core/layout/sheet.hpp"

namespace cairn::layout {

namespace {

constexpr double kHang = 12; ///< from a bullet to its words
constexpr std::string_view kEllipsis = "\u2026";
constexpr std::string_view kHyphen = "\u2010"; ///< put where a line ends inside a word

bool hasBold(const MarkedLine& line) {
    return std::any_of(line.runs.begin(), line.runs.end(),
                       [](const MarkedRun& run) { return run.bold; });
}

/// What the measurer put behind a line that is not in the text itself; empty when nothing.
std::string_view signAtEnd(std::string_view shown, bool last, std::string_view text,
                           std::size_t at) {
    if (last && shown.ends_with(kEllipsis) && !text.ends_with(kEllipsis))
        return kEllipsis;
    if (!last && shown.ends_with(kHyphen) && text.find(shown, at) == std::string_view::npos)
        return kHyphen;
    return {};
}

/// Cuts bytes [from, to) of a line where its look changes.
std::vector<Piece> cut(const MarkedLine& line, std::size_t from, std::size_t to) {
    std::vector<Piece> out;
    const auto add = [&](std::size_t a, std::size_t b, const MarkedRun* run) {
        a = std::max(a, from);
        b = std::min(b, to);
        if (a >= b)
            return;
        Piece piece;
        piece.text = line.text.substr(a, b - a);
        if (run) {
            piece.bold = run->bold;
            piece.link = run->link;
        }
        out.push_back(std::move(piece));
    };
    std::size_t at = from;
    for (const MarkedRun& run : line.runs) {
        add(at, run.at, nullptr);
        add(run.at, run.at + run.length, &run);
        at = std::max(at, run.at + run.length);
    }
    add(at, to, nullptr);
    return out;
}

} // namespace

Wrapped Sheet::wrapMarked(std::string_view text, TextRole role, double width, int maxLines) const {
    if (!mayHaveMarks(text))
        return wrap(text, role, width, maxLines);
    Wrapped w;
    w.role = role;
    const auto most = static_cast<std::size_t>(std::max(1, maxLines));
    bool cutShort = false;
    const auto put = [&](std::vector<Piece> pieces, double indent) {
        double x = indent;
        std::string whole;
        for (Piece& piece : pieces) {
            piece.line = w.lines.size();
            piece.x = x;
            piece.width = m_measurer.width(piece.text, piece.bold ? boldOf(role) : role);
            x += piece.width;
            whole += piece.text;
            w.pieces.push_back(std::move(piece));
        }
        w.lines.push_back({std::move(whole), std::min(x, width)});
    };
    for (const MarkedLine& line : readMarks(text)) {
        if (w.lines.size() == most) {
            cutShort = true;
            break;
        }
        const double indent = line.bullet ? kHang : 0;
        if (line.bullet)
            w.pieces.push_back({w.lines.size(), 0, kHang, "\u2022", false, {}});
        // Bold letters are the wider ones: what fits in them fits.
        const auto lines =
            m_measurer.wrap(line.text, hasBold(line) ? boldOf(role) : role,
                            std::max(width - indent, 8.0), int(most - w.lines.size()));
        std::size_t at = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::string_view shown = lines[i].text;
            const bool last = i + 1 == lines.size();
            const std::string_view sign = signAtEnd(shown, last, line.text, at);
            shown.remove_suffix(sign.size());
            const std::size_t found = line.text.find(shown, at);
            std::vector<Piece> pieces;
            if (found == std::string::npos)
                pieces.push_back({0, 0, 0, std::string(shown), false, {}});
            else
                pieces = cut(line, found, found + shown.size());
            at = found == std::string::npos ? at : found + shown.size();
            if (!sign.empty()) {
                if (pieces.empty())
                    pieces.push_back({});
                pieces.back().text += sign;
            }
            cutShort = cutShort || sign == kEllipsis;
            put(std::move(pieces), indent);
        }
    }
    if (cutShort) {
        w.full = plainText(text);
        if (!w.pieces.empty() && !w.pieces.back().text.ends_with(kEllipsis)) {
            Piece& last = w.pieces.back();
            last.text += kEllipsis;
            last.width = m_measurer.width(last.text, last.bold ? boldOf(role) : role);
        }
    }
    for (const auto& line : w.lines)
        w.width = std::max(w.width, line.width);
    w.height = static_cast<double>(w.lines.size()) * lineStep(role);
    if (w.pieces.empty()) // marks around nothing
        w.pieces.push_back({});
    return w;
}

/// A text item for the plain words, one for the bold ones, a line under each link.
void Sheet::pieces(Level level, ElementId element, const RectF& rect, const Wrapped& wrapped,
                   Paint paint) {
    const RoleMetrics& role = m_roles[static_cast<std::size_t>(wrapped.role)];
    for (const bool bold : {false, true}) {
        Text text;
        text.rect = rect;
        text.role = bold ? boldOf(wrapped.role) : wrapped.role;
        text.paint = paint;
        if (!bold)
            text.full = wrapped.full;
        for (const Piece& piece : wrapped.pieces)
            if (piece.bold == bold && !piece.text.empty())
                text.lines.push_back(
                    {rect.x + piece.x,
                     rect.y + role.step * static_cast<double>(piece.line) + role.baseline,
                     piece.width, piece.text});
        if (!text.lines.empty())
            add(level, element, std::move(text));
    }
    for (const Piece& piece : wrapped.pieces) {
        if (piece.link.empty())
            continue;
        const double top = rect.y + role.step * static_cast<double>(piece.line);
        const double y = top + role.baseline + 2;
        line(level, element, {rect.x + piece.x, y}, {rect.x + piece.x + piece.width, y}, paint);
        region(level, RegionKind::TextLink, {rect.x + piece.x, top, piece.width, role.step},
               element, {}, {}, piece.link);
    }
}

void Sheet::turnedText(Level level, ElementId element, const RectF& rect, Wrapped wrapped,
                       Paint paint) {
    if (wrapped.lines.empty())
        return;
    const RoleMetrics& role = m_roles[static_cast<std::size_t>(wrapped.role)];
    Text text;
    text.rect = {rect.x + (rect.width - role.step) / 2, rect.y, role.step,
                 std::min(rect.height, wrapped.lines.front().width)};
    text.role = wrapped.role;
    text.paint = paint;
    text.full = std::move(wrapped.full);
    text.turned = true;
    // What is above the letters lies to their right.
    text.lines.push_back({text.rect.right() - role.baseline, rect.y, text.rect.height,
                          std::move(wrapped.lines.front().text)});
    add(level, element, std::move(text));
}

} // namespace cairn::layout
