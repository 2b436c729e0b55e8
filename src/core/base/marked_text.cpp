#include "cairn/base/marked_text.hpp"

#include <algorithm>
#include <array>

namespace cairn {
namespace {

constexpr std::array<std::string_view, 3> kSchemes{"http://", "https://", "mailto:"};
constexpr std::array<std::string_view, 2> kBullets{"- ", "\u2022 "};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool startsWithFolded(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(),
                                                     [](char a, char b) { return a == lower(b); });
}
bool isBlank(char c) {
    return c == ' ' || c == '\t';
}
bool isWordByte(char c) {
    const auto u = static_cast<unsigned char>(c);
    return u >= 0x80 || (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

/// The length of an address that begins here, as people write it in a sentence; 0 when there is
/// none.
std::size_t bareLink(std::string_view rest) {
    const auto scheme = std::find_if(kSchemes.begin(), kSchemes.end(),
                                     [&](std::string_view s) { return startsWithFolded(rest, s); });
    if (scheme == kSchemes.end())
        return 0;
    std::size_t end = std::min(rest.find_first_of(" \t\"<>"), rest.size());
    // What ends the sentence, or a pair of marks around the address, is not part of it.
    constexpr std::string_view kTail = ".,;:!?*)]'";
    while (end > scheme->size() && kTail.find(rest[end - 1]) != std::string_view::npos &&
           !(rest[end - 1] == ')' && rest.substr(0, end).find('(') != std::string_view::npos))
        --end;
    return end > scheme->size() ? end : 0;
}

/// Reads one line; what opens and never closes stays as it was typed.
class LineReader {
public:
    explicit LineReader(std::string_view line) : m_rest(line) {}

    MarkedLine read() {
        std::size_t start = std::min(m_rest.find_first_not_of(" \t"), m_rest.size());
        for (const std::string_view bullet : kBullets)
            if (m_rest.substr(start).starts_with(bullet)) {
                m_line.bullet = true;
                m_rest.remove_prefix(start + bullet.size());
                break;
            }
        words(false);
        return std::move(m_line);
    }

private:
    void words(bool bold) {
        while (!m_rest.empty()) {
            if (m_rest.starts_with("**")) {
                if (bold && !m_line.text.empty() && !isBlank(m_line.text.back()))
                    return; // the caller takes the closing marks
                if (!bold && opensBold())
                    continue;
            }
            if (m_rest.front() == '[' && named(bold))
                continue;
            const bool begins = m_line.text.empty() || !isWordByte(m_line.text.back());
            if (const std::size_t length = begins ? bareLink(m_rest) : 0) {
                put(m_rest.substr(0, length), bold, std::string(m_rest.substr(0, length)));
                m_rest.remove_prefix(length);
                continue;
            }
            put(m_rest.substr(0, 1), bold, {});
            m_rest.remove_prefix(1);
        }
    }

    bool opensBold() {
        std::size_t close = m_rest.find("**", 3);
        while (close != std::string_view::npos && isBlank(m_rest[close - 1]))
            close = m_rest.find("**", close + 1);
        if (m_rest.size() < 5 || isBlank(m_rest[2]) || m_rest[2] == '*' ||
            close == std::string_view::npos)
            return false;
        m_rest.remove_prefix(2);
        words(true);
        if (m_rest.starts_with("**"))
            m_rest.remove_prefix(2);
        return true;
    }

    /// [words](address), with an address that may be opened.
    bool named(bool bold) {
        const std::size_t middle = m_rest.find("](");
        if (middle == std::string_view::npos || middle < 2)
            return false;
        const std::size_t end = m_rest.find(')', middle);
        if (end == std::string_view::npos)
            return false;
        const std::string_view shown = m_rest.substr(1, middle - 1);
        const std::string_view address = m_rest.substr(middle + 2, end - middle - 2);
        if (shown.find('[') != std::string_view::npos || !isOpenableLink(address))
            return false;
        put(shown, bold, std::string(address));
        m_rest.remove_prefix(end + 1);
        return true;
    }

    void put(std::string_view words, bool bold, const std::string& link) {
        const std::size_t at = m_line.text.size();
        m_line.text += words;
        if (!bold && link.empty())
            return;
        if (!m_line.runs.empty()) {
            MarkedRun& last = m_line.runs.back();
            if (link.empty() && last.link.empty() && last.bold == bold &&
                last.at + last.length == at) {
                last.length += words.size();
                return;
            }
        }
        m_line.runs.push_back({at, words.size(), bold, link});
    }

    std::string_view m_rest;
    MarkedLine m_line;
};

} // namespace

bool mayHaveMarks(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const std::string_view rest = text.substr(i);
        if (c == '*' ? rest.starts_with("**") : c == ']' ? rest.starts_with("](") : false)
            return true;
        if (c == ':' && (rest.starts_with("://") ||
                         (i >= 6 && startsWithFolded(text.substr(i - 6), "mailto:"))))
            return true;
        if ((c == '-' || c == '\xE2') &&
            std::any_of(kBullets.begin(), kBullets.end(),
                        [&](std::string_view b) { return rest.starts_with(b); })) {
            const std::size_t before = text.substr(0, i).find_last_not_of(" \t");
            if (before == std::string_view::npos || text[before] == '\n')
                return true;
        }
    }
    return false;
}

std::vector<MarkedLine> readMarks(std::string_view text) {
    std::vector<MarkedLine> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(LineReader(text.substr(at, end - at)).read());
        at = end + 1;
    }
    return lines;
}

std::string plainText(std::string_view text) {
    if (!mayHaveMarks(text))
        return std::string(text);
    std::string out;
    bool first = true;
    for (const MarkedLine& line : readMarks(text)) {
        out += first ? "" : "\n";
        out += line.bullet ? "\u2022 " : "";
        out += line.text;
        first = false;
    }
    return out;
}

bool isOpenableLink(std::string_view address) {
    const bool clean = std::none_of(address.begin(), address.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
    });
    return clean && std::any_of(kSchemes.begin(), kSchemes.end(), [&](std::string_view s) {
               return startsWithFolded(address, s) && address.size() > s.size();
           });
}

} // namespace cairn
