// What the rows and columns of a table mean.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "cairn/base/text.hpp"
#include "cairn/exchange/pasted.hpp"
#include "core/exchange/pasted/lines.hpp"

namespace cairn {
namespace {

bool isEmptyRow(const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(),
                       [](const std::string& cell) { return trimmed(cell).empty(); });
}

/// Rows of the same length without the empty ones; no empty columns at the sides.
TextTable squared(TextTable table) {
    std::erase_if(table, isEmptyRow);
    std::size_t first = SIZE_MAX, width = 0;
    for (const auto& row : table)
        for (std::size_t i = 0; i < row.size(); ++i)
            if (!trimmed(row[i]).empty()) {
                first = std::min(first, i);
                width = std::max(width, i + 1);
            }
    for (auto& row : table) {
        row.resize(width);
        row.erase(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(first));
    }
    return table;
}

TextTable turned(const TextTable& table) {
    TextTable out(table.front().size(), std::vector<std::string>(table.size()));
    for (std::size_t r = 0; r < table.size(); ++r)
        for (std::size_t c = 0; c < table[r].size(); ++c)
            out[c][r] = table[r][c];
    return out;
}

/// The corner above the lanes and before the stages, which people leave free or give a name of its
/// own.
bool isCorner(std::string_view cell) {
    constexpr std::array<std::string_view, 14> kWords{
        "stage",   "stages", "phase",  "phases", "lane",   "lanes", "step",
        "journey", "etappe", "phasen", "étape",  "étapes", "etapa", "etapas"};
    const std::string folded = foldedTitle(cell);
    return folded.empty() || std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

struct Lanes {
    std::size_t named = 0, known = 0; ///< cells with words, and those that are usual names of lanes
    bool most() const { return known > 0 && known * 2 >= named; }
};
Lanes lanesIn(const std::vector<std::string>& cells) {
    Lanes found;
    for (const std::string& cell : cells) {
        found.named += !trimmed(cell).empty();
        found.known += laneKindNamed(cell).has_value();
    }
    return found;
}

/// The lines of a cell without their bullets: one card each.
std::vector<std::string> cardsOf(std::string_view cell) {
    std::vector<std::string> cards;
    for (const std::string_view line : linesOf(cell))
        if (const auto words = withoutBullet(trimmed(line)).words; !words.empty())
            cards.emplace_back(words);
    return cards;
}

/// A number at the start of a text, with either minus sign; the text goes on after it.
std::optional<double> numberAtStart(std::string_view& text) {
    constexpr std::string_view kMinus = "−";
    std::string_view rest = text;
    double sign = 1;
    if (rest.starts_with(kMinus) || rest.starts_with('-'))
        sign = -1;
    if (rest.starts_with(kMinus))
        rest.remove_prefix(kMinus.size());
    else if (rest.starts_with('-') || rest.starts_with('+'))
        rest.remove_prefix(1);
    if (rest.empty() || rest.front() < '0' || rest.front() > '9')
        return std::nullopt;
    std::string number(rest.substr(0, rest.find_first_not_of("0123456789.,")));
    while (number.ends_with('.') || number.ends_with(','))
        number.pop_back(); // the end of a sentence
    const std::size_t length = number.size();
    std::replace(number.begin(), number.end(), ',', '.');
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    if (read.ec != std::errc() || read.ptr != number.data() + number.size())
        return std::nullopt;
    text = trimmed(rest.substr(length));
    return sign * value;
}

/// The words that the map itself uses for its five levels.
std::optional<double> levelOf(std::string_view text) {
    constexpr std::array<std::string_view, 5> kLevels{"lost", "frustrated", "fine", "pleased",
                                                      "delighted"};
    const std::string folded = foldedTitle(text);
    const auto at = std::find(kLevels.begin(), kLevels.end(), folded);
    return at == kLevels.end() ? std::nullopt : std::optional<double>(at - kLevels.begin() - 2);
}

class TableReader {
public:
    explicit TableReader(TextTable table) : m_table(std::move(table)) {}

    Pasted read() {
        if (m_table.size() > 1 && m_table.front().size() > 1) {
            const Lanes across = lanesIn({m_table.front().begin() + 1, m_table.front().end()});
            const Lanes down = lanesIn(turned(m_table).front());
            if (across.most() && across.known > down.known)
                m_table = turned(m_table);
            const std::string& corner = m_table.front().front();
            std::vector<std::string> first = turned(m_table).front();
            first.erase(first.begin());
            m_hasLanes = isCorner(corner) || lanesIn(first).most();
        }
        m_out.shape = m_hasLanes ? Pasted::Shape::Map : Pasted::Shape::Grid;
        m_out.namesLanes = m_hasLanes;
        readStages();
        if (!m_hasLanes)
            m_out.lanes.push_back({LaneKind::Actions, {}});
        for (std::size_t r = 1; r < m_table.size(); ++r)
            readRow(m_table[r]);
        settleScale();
        return std::move(m_out);
    }

private:
    /// A stage without words goes on from the one before, as a cell over several columns does.
    void readStages() {
        const auto& heads = m_table.front();
        for (std::size_t c = m_hasLanes ? 1 : 0; c < heads.size(); ++c) {
            const std::string_view title = trimmed(heads[c]);
            if (!title.empty() || m_out.stages.empty())
                m_out.stages.emplace_back(oneLine(title));
            m_stageOf.push_back(m_out.stages.size() - 1);
        }
    }

    void readRow(const std::vector<std::string>& row) {
        if (m_hasLanes) {
            const std::string title = oneLine(trimmed(row.front()));
            if (!title.empty() || m_out.lanes.empty())
                m_out.lanes.push_back({laneKindNamed(title).value_or(LaneKind::Text), title});
            if (m_out.lanes.back().title.empty())
                m_out.lanes.back().kind = LaneKind::Actions;
        }
        const std::size_t lane = m_out.lanes.size() - 1;
        const std::size_t from = m_hasLanes ? 1 : 0;
        for (std::size_t c = from; c < row.size(); ++c)
            for (std::string& text : cardsOf(row[c])) {
                if (m_out.lanes[lane].kind == LaneKind::Emotion)
                    readFeeling(m_stageOf[c - from], text);
                else
                    m_out.cards.push_back({m_stageOf[c - from], lane, std::move(text), {}});
            }
    }

    /// "+1", "Maya: −0.5 waits too long", "delighted", or words alone.
    void readFeeling(std::size_t stage, std::string_view text) {
        PastedFeeling feeling;
        feeling.stage = stage;
        if (const auto colon = text.find(": "); colon != std::string_view::npos) {
            std::string_view rest = trimmed(text.substr(colon + 1));
            std::string_view probe = rest;
            if (numberAtStart(probe) || levelOf(rest)) {
                feeling.persona = personaNamed(std::string(trimmed(text.substr(0, colon))));
                text = rest;
            }
        }
        if (const auto level = levelOf(text)) {
            feeling.value = *level;
        } else {
            if (const auto number = numberAtStart(text)) {
                feeling.value = *number;
                m_lowest = std::min(m_lowest, *number);
                m_highest = std::max(m_highest, *number);
            }
            feeling.text = text;
        }
        m_out.feelings.push_back(std::move(feeling));
    }

    std::size_t personaNamed(const std::string& name) {
        const auto at = std::find(m_out.personas.begin(), m_out.personas.end(), name);
        if (at == m_out.personas.end())
            return m_out.personas.push_back(name), m_out.personas.size() - 1;
        return static_cast<std::size_t>(at - m_out.personas.begin());
    }

    /// Scores of 1 to 5, or percents, are brought onto the map's own scale; what fits it stays.
    void settleScale() {
        for (PastedFeeling& feeling : m_out.feelings) {
            if (m_lowest >= 1 && m_highest > 2 && m_highest <= 5)
                feeling.value -= 3;
            else if (m_lowest >= 0 && m_highest > 5 && m_highest <= 100)
                feeling.value = feeling.value / (m_highest > 10 ? 25 : 2.5) - 2;
            feeling.value = std::clamp(feeling.value, -2.0, 2.0);
        }
    }

    static std::string oneLine(std::string_view text) {
        std::string line(text);
        std::replace(line.begin(), line.end(), '\n', ' ');
        return line;
    }

    TextTable m_table;
    Pasted m_out;
    bool m_hasLanes = false;
    std::vector<std::size_t> m_stageOf; ///< by column
    double m_lowest = INFINITY, m_highest = -INFINITY;
};

} // namespace

Pasted readTable(const TextTable& table) {
    TextTable rows = squared(table);
    if (rows.empty())
        return {};
    if (rows.front().size() == 1) { // one column is a list
        Pasted lines;
        for (const auto& row : rows)
            for (std::string& text : cardsOf(row.front()))
                lines.cards.push_back({0, 0, std::move(text), {}});
        return lines;
    }
    return TableReader(std::move(rows)).read();
}

} // namespace cairn
