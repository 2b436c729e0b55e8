// Lists with levels: bullets, indentation, Markdown headings.

#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/exchange/pasted.hpp"
#include "core/exchange/pasted/lines.hpp"

namespace cairn {

Bulleted withoutBullet(std::string_view line) {
    const auto after = [&](std::size_t length) -> std::string_view {
        const std::string_view rest = line.substr(length);
        return rest.empty() || (rest.front() != ' ' && rest.front() != '\t') ? std::string_view()
                                                                             : trimmed(rest);
    };
    for (const std::string_view bullet : {"-", "*", "+", "•", "◦", "▪", "‣", "·", "–"}) {
        if (!line.starts_with(bullet))
            continue;
        if (std::string_view words = after(bullet.size()); !words.empty()) {
            for (const std::string_view box : {"[ ]", "[x]", "[X]"}) // a list of things to tick
                if (words.starts_with(box))
                    words = trimmed(words.substr(box.size()));
            return {words, true};
        }
        if (trimmed(line) == bullet)
            return {{}, true};
    }
    if (line.starts_with("o\t")) // a word processor's second level
        return {trimmed(line.substr(2)), true};
    std::size_t digits = 0;
    while (digits < line.size() && digits < 3 && line[digits] >= '0' && line[digits] <= '9')
        ++digits;
    const bool letter =
        digits == 0 && line.size() > 1 && line[0] >= 'a' && line[0] <= 'z' && line[1] == ')';
    const std::size_t mark = letter ? 1 : digits;
    if (mark > 0 && mark < line.size() && (line[mark] == '.' || line[mark] == ')'))
        if (const std::string_view words = after(mark + 1); !words.empty())
            return {words, true};
    return {line, false};
}

namespace {

struct Entry {
    std::string text;
    int depth = 0;
    bool heading = false;
    std::vector<Entry> below;
};

constexpr int kTab = 4, kDeepest = 32;

int widthOf(std::string_view indent) {
    int width = 0;
    for (const char c : indent)
        width = c == '\t' ? (width / kTab + 1) * kTab : width + 1;
    return width;
}

/// Markdown's signs of emphasis round a whole text are not part of it.
std::string plainWords(std::string_view words) {
    for (const std::string_view sign : {"**", "__"})
        if (words.size() > 2 * sign.size() && words.starts_with(sign) && words.ends_with(sign))
            words = words.substr(sign.size(), words.size() - 2 * sign.size());
    return std::string(trimmed(words));
}

/// The tree of a text's lines. Levels are where lines begin, whatever the width of a step is.
class OutlineTree {
public:
    std::vector<Entry> of(std::string_view text) {
        for (const std::string_view line : linesOf(text))
            add(line);
        std::vector<Entry> roots;
        std::size_t at = 0;
        while (at < m_lines.size())
            roots.push_back(taken(at));
        return roots;
    }

private:
    void add(std::string_view line) {
        const auto begin = line.find_first_not_of(" \t");
        if (begin == std::string_view::npos)
            return;
        const std::string_view words = trimmed(line.substr(begin));
        const auto marks = words.find_first_not_of('#');
        if (begin < kTab && marks != std::string_view::npos && marks > 0 && marks <= 6 &&
            words[marks] == ' ') {
            startHeading(static_cast<int>(marks), words.substr(marks));
            return;
        }
        if (words.find_first_not_of("-=*_") == std::string_view::npos && words.size() >= 3)
            return; // a line drawn across
        const Bulleted entry = withoutBullet(words);
        if (entry.words.empty())
            return;
        // A bullet stands a little deeper than plain words at the same margin: "Buy" and "- pays"
        // below it.
        // A word processor's list has no margins, but a bullet of its own for each level.
        const int level = words.starts_with("o\t") ? 1 : words.starts_with("▪\t") ? 2 : 0;
        const int where = widthOf(line.substr(0, begin)) * 4 + (entry.bullet ? 1 : 0) + level;
        while (!m_margins.empty() && where < m_margins.back())
            m_margins.pop_back();
        if (m_margins.empty() || where > m_margins.back())
            m_margins.push_back(where);
        const int depth = static_cast<int>(m_headings.size() + m_margins.size()) - 1;
        m_lines.push_back({plainWords(entry.words), std::min(depth, kDeepest), false, {}});
    }

    void startHeading(int level, std::string_view words) {
        m_margins.clear();
        while (!m_headings.empty() && m_headings.back() >= level)
            m_headings.pop_back();
        m_headings.push_back(level);
        const std::string title(
            plainWords(trimmed(words.substr(0, words.find_last_not_of("# ") + 1))));
        m_lines.push_back({title, static_cast<int>(m_headings.size()) - 1, true, {}});
    }

    Entry taken(std::size_t& at) {
        Entry entry = std::move(m_lines[at++]);
        while (at < m_lines.size() && m_lines[at].depth > entry.depth)
            entry.below.push_back(taken(at));
        return entry;
    }

    std::vector<int> m_headings, m_margins;
    std::vector<Entry> m_lines;
};

int heightOf(const std::vector<Entry>& entries) {
    int height = 0;
    for (const Entry& entry : entries)
        height = std::max(height, 1 + heightOf(entry.below));
    return height;
}

bool namesLanes(const std::vector<Entry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [](const Entry& entry) {
        return !entry.below.empty() && laneKindNamed(entry.text);
    });
}

void noteLines(const std::vector<Entry>& entries, std::string& notes) {
    for (const Entry& entry : entries) {
        notes += (notes.empty() ? "" : "\n") + entry.text;
        noteLines(entry.below, notes);
    }
}

class OutlineMeaning {
public:
    Pasted of(std::vector<Entry> roots) {
        // One thing above all others, with stages and their cards below it, is the map's title.
        while (roots.size() == 1 && heightOf(roots) >= 3 && !namesLanes(roots.front().below)) {
            m_out.title = roots.front().text;
            std::vector<Entry> below = std::move(roots.front().below);
            roots = std::move(below);
        }
        if (heightOf(roots) < 2) {
            for (const Entry& entry : roots)
                m_out.cards.push_back({0, 0, entry.text, {}});
            return std::move(m_out);
        }
        m_out.shape = Pasted::Shape::Map;
        for (const Entry& stage : roots) {
            m_out.stages.push_back(stage.text);
            const bool deep = heightOf(stage.below) >= 2 &&
                              (namesLanes(stage.below) || stage.below.front().heading);
            for (const Entry& entry : stage.below)
                if (!entry.below.empty() && (deep || laneKindNamed(entry.text)))
                    addLane(entry);
                else
                    addCard(entry, laneOf(LaneKind::Actions, {}));
        }
        return std::move(m_out);
    }

private:
    void addLane(const Entry& lane) {
        m_out.namesLanes = true;
        const std::size_t at = laneOf(laneKindNamed(lane.text).value_or(LaneKind::Text), lane.text);
        for (const Entry& entry : lane.below)
            addCard(entry, at);
    }

    void addCard(const Entry& entry, std::size_t lane) {
        const std::size_t stage = m_out.stages.size() - 1;
        std::string notes;
        noteLines(entry.below, notes);
        if (m_out.lanes[lane].kind == LaneKind::Emotion)
            m_out.feelings.push_back({stage, {}, 0, entry.text});
        else
            m_out.cards.push_back({stage, lane, entry.text, std::move(notes)});
    }

    /// The lane of that name, else the one of that kind when either has no name of its own.
    std::size_t laneOf(LaneKind kind, const std::string& title) {
        for (std::size_t i = 0; i < m_out.lanes.size(); ++i) {
            PastedLane& lane = m_out.lanes[i];
            const bool same = foldedTitle(lane.title) == foldedTitle(title);
            if (lane.kind == kind && (same || kind != LaneKind::Text)) {
                if (lane.title.empty())
                    lane.title = title;
                return i;
            }
        }
        m_out.lanes.push_back({kind, title});
        return m_out.lanes.size() - 1;
    }

    Pasted m_out;
};

} // namespace

Pasted readOutline(std::string_view text) {
    return OutlineMeaning().of(OutlineTree().of(text));
}

} // namespace cairn
