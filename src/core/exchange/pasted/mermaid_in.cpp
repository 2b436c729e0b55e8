#include <algorithm>
#include <charconv>
#include <map>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/exchange/mermaid.hpp"
#include "core/exchange/pasted/lines.hpp"
#include "core/exchange/pasted/mermaid_words.hpp"

namespace cairn {
namespace {

std::string words(std::string_view text) {
    std::string plain(trimmed(text));
    if (plain.starts_with(kMermaidGuard))
        plain.erase(0, kMermaidGuard.size());
    for (const auto& [sign, alike] : kMermaidSigns)
        plain = replacedAll(std::move(plain), alike, sign);
    return plain;
}

/// What follows a keyword, in any case; nothing when the line does not begin with it.
std::optional<std::string_view> after(std::string_view keyword, std::string_view line) {
    const bool begins = asciiLower(line.substr(0, keyword.size())) == keyword;
    const std::string_view rest = begins ? line.substr(keyword.size()) : std::string_view();
    if (!begins || (!rest.empty() && rest.front() != ' ' && rest.front() != '\t'))
        return std::nullopt;
    return trimmed(rest);
}

/// Lines that say something, one after the other: no comments, front matter, directives or code
/// fences.
class JourneyLines {
public:
    explicit JourneyLines(std::string_view text) : m_lines(linesOf(text)) { skipFrontMatter(); }

    /// The next line; false at the end.
    bool next(std::string_view& line) {
        while (m_at < m_lines.size()) {
            line = m_lines[m_at++];
            if (m_at == 1 && line.starts_with("\xEF\xBB\xBF"))
                line.remove_prefix(3);
            if (const auto comment = line.find("%%"); comment != std::string_view::npos)
                line = line.substr(0, comment);
            if (const auto comment = line.find('#'); comment != std::string_view::npos)
                line = line.substr(0, comment);
            line = trimmed(line);
            while (line.ends_with(';'))
                line = trimmed(line.substr(0, line.size() - 1));
            if (!line.empty() && !line.starts_with("```") && !isDescription(line))
                return true;
        }
        return false;
    }
    std::size_t number() const { return m_at; }
    const std::string& title() const { return m_title; }

private:
    void skipFrontMatter() {
        std::size_t begin = 0;
        while (begin < m_lines.size() &&
               (trimmed(m_lines[begin]).empty() || m_lines[begin].starts_with("```")))
            ++begin;
        if (begin >= m_lines.size() || trimmed(m_lines[begin]) != "---")
            return;
        for (std::size_t i = begin + 1; i < m_lines.size(); ++i) {
            const std::string_view line = trimmed(m_lines[i]);
            if (line == "---") {
                m_at = i + 1;
                return;
            }
            if (line.starts_with("title:"))
                m_title = trimmed(line.substr(6));
        }
    }
    /// What screen readers are told of the picture: "accTitle: …", "accDescr { … }" over several
    /// lines.
    bool isDescription(std::string_view line) {
        const std::string lower = asciiLower(line);
        if (!lower.starts_with("acctitle") && !lower.starts_with("accdescr"))
            return false;
        const std::string_view rest = trimmed(line.substr(8));
        if (rest.starts_with('{') && rest.find('}') == std::string_view::npos)
            while (m_at < m_lines.size() && m_lines[m_at++].find('}') == std::string_view::npos) {
            }
        return rest.starts_with(':') || rest.starts_with('{');
    }

    std::vector<std::string_view> m_lines;
    std::size_t m_at = 0;
    std::string m_title;
};

class JourneyReader {
public:
    explicit JourneyReader(std::string_view text) : m_lines(text) {}

    Pasted read() {
        std::string_view line;
        if (!m_lines.next(line) || !after("journey", line))
            bad("a Mermaid journey begins with the word “journey”");
        m_out.shape = Pasted::Shape::Map;
        m_out.title = words(m_lines.title());
        m_out.lanes.push_back({LaneKind::Actions, {}});
        while (m_lines.next(line)) {
            const auto colon = line.find(':');
            const auto title = after("title", line), section = after("section", line);
            if (title && !title->empty())
                m_out.title = words(*title);
            else if (section && colon == std::string_view::npos)
                startStage(words(*section));
            else if (colon != std::string_view::npos)
                addTask(line.substr(0, colon), line.substr(colon + 1));
            else
                bad("a task needs a score from 1 to 5, as in “Make tea: 5: Me”");
        }
        endStage();
        feel();
        return std::move(m_out);
    }

private:
    struct Mean {
        double sum = 0;
        int count = 0;
    };

    [[noreturn]] void bad(const std::string& why) const {
        throw Error(ErrorCode::BadInput, "read the Mermaid journey",
                    "line " + std::to_string(std::max<std::size_t>(1, m_lines.number())) + ": " +
                        why,
                    "Nothing was changed. Correct the line and try again.");
    }

    void startStage(std::string title) {
        endStage();
        m_out.stages.push_back(std::move(title));
    }

    void addTask(std::string_view name, std::string_view rest) {
        const auto colon = rest.find(':');
        const std::string_view number = trimmed(rest.substr(0, colon));
        double score = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), score);
        if (read.ec != std::errc() || read.ptr != number.data() + number.size() ||
            !(score >= 1 && score <= 5))
            bad("the score of “" + words(name) + "” must be a number from 1 to 5, not “" +
                std::string(number) + "”");
        if (m_out.stages.empty())
            m_out.stages.push_back(m_out.title.empty() ? "Journey" : m_out.title);
        const std::size_t stage = m_out.stages.size() - 1;
        const std::string text = words(name);
        const bool there =
            std::any_of(m_out.cards.begin(), m_out.cards.end(), [&](const PastedCard& card) {
                return card.stage == stage && card.text == text;
            });
        if (!there && !text.empty())
            m_out.cards.push_back({stage, 0, text, {}});
        m_anyFeeling |= score != 3;
        m_everyone[stage].sum += score;
        ++m_everyone[stage].count;
        if (colon == std::string_view::npos)
            return;
        for (const std::string& part : split(rest.substr(colon + 1), ','))
            if (const std::string actor = words(part); !actor.empty()) {
                Mean& mean = m_means[{personaNamed(actor), stage}];
                mean.sum += score;
                ++mean.count;
            }
    }

    /// A lone task of its section's own name only carries the feelings there: see mermaidOf.
    void endStage() {
        if (m_out.stages.empty())
            return;
        const std::size_t stage = m_out.stages.size() - 1;
        const auto begin =
            std::find_if(m_out.cards.begin(), m_out.cards.end(),
                         [&](const PastedCard& card) { return card.stage == stage; });
        if (m_out.cards.end() - begin == 1 && begin->text == m_out.stages.back())
            m_out.cards.erase(begin);
    }

    std::size_t personaNamed(const std::string& name) {
        auto& all = m_out.personas;
        const auto at = std::find(all.begin(), all.end(), name);
        if (at != all.end())
            return static_cast<std::size_t>(at - all.begin());
        all.push_back(name);
        return all.size() - 1;
    }

    /// A journey without actors still has somebody's feelings, unless nobody ever felt anything.
    void feel() {
        for (const auto& [who, mean] : m_means)
            m_out.feelings.push_back({who.second, who.first, mean.sum / mean.count - 3, {}});
        if (m_out.personas.empty() && m_anyFeeling)
            for (const auto& [stage, mean] : m_everyone)
                m_out.feelings.push_back({stage, {}, mean.sum / mean.count - 3, {}});
    }

    JourneyLines m_lines;
    Pasted m_out;
    std::map<std::pair<std::size_t, std::size_t>, Mean> m_means; ///< by persona and stage
    std::map<std::size_t, Mean> m_everyone;                      ///< by stage
    bool m_anyFeeling = false;
};

} // namespace

bool looksLikeMermaid(std::string_view text) {
    JourneyLines lines(text);
    std::string_view line;
    if (!lines.next(line) || after("journey", line) != std::string_view() || !lines.next(line))
        return false;
    // The word alone may head any list: what comes next must be a journey's as well.
    return after("title", line) || after("section", line) ||
           line.find(':') != std::string_view::npos;
}

Pasted readMermaid(std::string_view text) {
    return JourneyReader(text).read();
}

} // namespace cairn
