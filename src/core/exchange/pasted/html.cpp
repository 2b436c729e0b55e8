// Tables and lists of a page, as text. Nothing is fetched, run or laid out; what is not understood
// is left out.

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "cairn/base/text.hpp"
#include "cairn/exchange/pasted.hpp"

namespace cairn {
namespace {

constexpr std::size_t kWidestSpan = 100;

std::string utf8(std::uint32_t code) {
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return "\uFFFD";
    std::string out;
    const auto more = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        more(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | (code >> 12));
        more(6), more(0);
    } else {
        out += static_cast<char>(0xF0 | (code >> 18));
        more(12), more(6), more(0);
    }
    return out;
}

/// "amp" -> "&". What is not known stays as it was written.
std::string entity(std::string_view name) {
    if (name.starts_with('#')) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        const std::string_view digits = name.substr(hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto read =
            std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        if (read.ec == std::errc() && read.ptr == digits.data() + digits.size() && !digits.empty())
            return code == 0xA0 ? std::string(" ") : utf8(code);
        return "&" + std::string(name) + ";";
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 38> kNamed{{
        {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},
        {"nbsp", " "},   {"ndash", "–"},  {"mdash", "—"},  {"hellip", "…"}, {"lsquo", "‘"},
        {"rsquo", "’"},  {"ldquo", "“"},  {"rdquo", "”"},  {"bdquo", "„"},  {"laquo", "«"},
        {"raquo", "»"},  {"bull", "•"},   {"middot", "·"}, {"euro", "€"},   {"pound", "£"},
        {"deg", "°"},    {"auml", "ä"},   {"ouml", "ö"},   {"uuml", "ü"},   {"Auml", "Ä"},
        {"Ouml", "Ö"},   {"Uuml", "Ü"},   {"szlig", "ß"},  {"eacute", "é"}, {"egrave", "è"},
        {"ecirc", "ê"},  {"agrave", "à"}, {"acirc", "â"},  {"ccedil", "ç"}, {"ntilde", "ñ"},
        {"iacute", "í"}, {"oacute", "ó"}, {"uacute", "ú"},
    }};
    for (const auto& [known, text] : kNamed)
        if (known == name)
            return std::string(text);
    return "&" + std::string(name) + ";";
}

struct Piece {
    bool tag = false, closing = false;
    std::string name;        ///< of a tag, lower case
    std::string_view inside; ///< a tag's attributes
    std::string text;        ///< between tags, entities read
};

/// A page piece by piece. Comments, style sheets and scripts are passed over.
class Pieces {
public:
    explicit Pieces(std::string_view html) : m_html(html) {}

    bool next(Piece& piece) {
        piece = {};
        while (m_at < m_html.size()) {
            if (m_html[m_at] != '<') {
                const std::size_t end = std::min(m_html.find('<', m_at), m_html.size());
                piece.text = textOf(m_html.substr(m_at, end - m_at));
                m_at = end;
                return true;
            }
            if (m_html.substr(m_at, 4) == "<!--") {
                skipTo("-->", m_at + 4);
                continue;
            }
            const char first = m_at + 1 < m_html.size() ? m_html[m_at + 1] : ' ';
            const bool tag = first == '/' || first == '!' || first == '?' ||
                             (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
            if (!tag) { // a sign of "less than" that nobody wrote as one
                piece.text = "<";
                ++m_at;
                return true;
            }
            if (readTag(piece))
                return true;
        }
        return false;
    }

private:
    bool readTag(Piece& piece) {
        std::size_t at = m_at + 1;
        piece.tag = true;
        piece.closing = m_html[at] == '/';
        at += piece.closing;
        const std::size_t name = at;
        while (at < m_html.size() && m_html[at] != '>' && m_html[at] != '/' &&
               std::string_view(" \t\r\n").find(m_html[at]) == std::string_view::npos)
            ++at;
        piece.name = asciiLower(m_html.substr(name, at - name));
        const std::size_t begin = at;
        char quote = 0;
        while (at < m_html.size() && (quote != 0 || m_html[at] != '>')) {
            if (quote == 0 && (m_html[at] == '"' || m_html[at] == '\''))
                quote = m_html[at];
            else if (m_html[at] == quote)
                quote = 0;
            ++at;
        }
        piece.inside = m_html.substr(begin, at - begin);
        m_at = std::min(at + 1, m_html.size());
        for (const std::string_view skipped : {"style", "script", "title", "xml"})
            if (!piece.closing && piece.name == skipped && !piece.inside.ends_with('/')) {
                skipTo("</" + std::string(skipped), m_at);
                skipTo(">", m_at);
                return false;
            }
        return true;
    }
    void skipTo(std::string_view end, std::size_t from) {
        for (std::size_t at = from; at + end.size() <= m_html.size(); ++at)
            if (m_html[at] == end[0] && asciiLower(m_html.substr(at, end.size())) == end) {
                m_at = at + end.size();
                return;
            }
        m_at = m_html.size();
    }
    static std::string textOf(std::string_view raw) {
        constexpr std::size_t kLongestName = 10;
        std::string text;
        for (std::size_t i = 0; i < raw.size(); ++i) {
            const auto end =
                raw[i] == '&' ? raw.substr(i, kLongestName).find(';') : std::string_view::npos;
            if (end == std::string_view::npos || end < 2) {
                text += raw[i];
                continue;
            }
            text += entity(raw.substr(i + 1, end - 1));
            i += end;
        }
        return text;
    }

    std::string_view m_html;
    std::size_t m_at = 0;
};

std::size_t spanOf(std::string_view attributes) {
    const std::string lower = asciiLower(attributes);
    auto at = lower.find("colspan");
    if (at == std::string::npos)
        return 1;
    at = lower.find_first_of("0123456789", at);
    std::size_t span = 1;
    if (at != std::string::npos)
        std::from_chars(lower.data() + at, lower.data() + lower.size(), span);
    return std::clamp<std::size_t>(span, 1, kWidestSpan);
}

bool isBlock(std::string_view name) {
    constexpr std::array<std::string_view, 12> kBlocks{
        "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "tr", "blockquote", "section"};
    return name == "br" || std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end();
}

/// Text as a page shows it: spaces and line ends of the source are one space; new lines are those
/// of <br> and blocks.
class ShownText {
public:
    void add(std::string_view text) {
        for (const char c : text) {
            const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (space && (m_text.empty() || m_text.back() == ' ' || m_text.back() == '\n'))
                continue;
            m_text += space ? ' ' : c;
        }
    }
    void breakLine() {
        while (m_text.ends_with(' '))
            m_text.pop_back();
        if (!m_text.empty() && m_text.back() != '\n')
            m_text += '\n';
    }
    std::string take() {
        std::string text(trimmed(m_text));
        m_text.clear();
        return text;
    }

private:
    std::string m_text;
};

/// The items of a page's lists and its headings, as an outline with tabs.
class ListReader {
public:
    std::string read(std::string_view html) {
        Pieces pieces(html);
        Piece piece;
        while (pieces.next(piece)) {
            if (!piece.tag) {
                m_text.add(piece.text);
                continue;
            }
            const bool list = piece.name == "ul" || piece.name == "ol";
            const bool heading = piece.name.size() == 2 && piece.name[0] == 'h' &&
                                 piece.name[1] >= '1' && piece.name[1] <= '6';
            if (list || piece.name == "li" || isBlock(piece.name) || heading)
                flush();
            if (list)
                m_depth = std::max(0, m_depth + (piece.closing ? -1 : 1));
            m_seen |= list;
            m_mark = piece.closing ? (heading ? "" : m_mark)
                     : heading
                         ? std::string(static_cast<std::size_t>(piece.name[1] - '0'), '#') + ' '
                     : piece.name == "li" ? "- "
                                          : m_mark;
        }
        flush();
        return m_seen ? m_out : std::string();
    }

private:
    void flush() {
        const std::string text = m_text.take();
        if (text.empty())
            return;
        m_out += std::string(static_cast<std::size_t>(std::max(0, m_depth - 1)), '\t') + m_mark +
                 text + '\n';
        m_mark.clear();
    }
    ShownText m_text;
    std::string m_out, m_mark;
    int m_depth = 0;
    bool m_seen = false;
};

} // namespace

std::optional<TextTable> readHtmlTable(std::string_view html) {
    Pieces pieces(html);
    Piece piece;
    TextTable table;
    ShownText text;
    int depth = 0; // a table within a cell is text of that cell
    std::size_t span = 0;
    const auto endCell = [&] {
        if (span == 0 || table.empty())
            return;
        table.back().push_back(text.take());
        table.back().resize(table.back().size() + span - 1);
        span = 0;
    };
    while (pieces.next(piece)) {
        if (!piece.tag) {
            if (span > 0)
                text.add(piece.text);
            continue;
        }
        if (piece.name == "table") {
            depth += piece.closing ? -1 : 1;
            if (depth <= 0) {
                endCell();
                if (!table.empty())
                    return table;
            }
        } else if (depth == 1 && piece.name == "tr") {
            endCell();
            if (!piece.closing)
                table.emplace_back();
        } else if (depth == 1 && (piece.name == "td" || piece.name == "th")) {
            endCell();
            if (!piece.closing) {
                if (table.empty())
                    table.emplace_back();
                text.take();
                span = spanOf(piece.inside);
            }
        } else if (isBlock(piece.name)) {
            text.breakLine();
        }
    }
    endCell();
    return table.empty() ? std::nullopt : std::optional(table);
}

std::optional<Pasted> readPastedHtml(std::string_view html) {
    if (const auto table = readHtmlTable(html)) {
        std::size_t cells = 0;
        for (const auto& row : *table)
            cells += row.size();
        if (cells > 1)
            return readTable(*table);
        return std::nullopt;
    }
    const std::string list = ListReader().read(html);
    if (list.empty())
        return std::nullopt;
    return readOutline(list);
}

} // namespace cairn
