// What other programs can read of a clip.

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "cairn/base/text.hpp"
#include "cairn/exchange/clip.hpp"

namespace cairn {
namespace {

std::string oneLine(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return std::string(trimmed(text));
}

std::string cardText(const Card& card) {
    const std::string text = oneLine(card.text);
    return card.figure.empty() ? text : text + ": " + oneLine(card.figure);
}

void addLine(std::string& cell, const std::string& line) {
    if (!line.empty())
        cell += (cell.empty() ? "" : "\n") + line;
}

class TableMaker {
public:
    explicit TableMaker(const Clip& clip) : m_clip(clip), m_part(clip.part) {}

    TextTable make() {
        for (const Stage* stage : stagesOf(m_part, m_clip.map))
            if (isShown(stage->id))
                m_stages.push_back(stage);
        for (const Lane* lane : lanesOf(m_part, m_clip.map))
            if (isShown(lane->id))
                m_lanes.push_back(lane);
        TextTable table;
        const bool whole = chosen("stage") || chosen("lane") || chosen("map");
        if (!whole && m_stages.size() <= 1 && m_lanes.size() <= 1)
            return list();
        table.emplace_back(1);
        for (const Stage* stage : m_stages)
            table.front().push_back(oneLine(stage->title));
        for (const Lane* lane : m_lanes) {
            auto& row = table.emplace_back();
            row.push_back(oneLine(lane->title));
            for (const Stage* stage : m_stages)
                row.push_back(cellText(*lane, *stage));
        }
        return table;
    }

private:
    bool chosen(std::string_view kind) const {
        return std::any_of(m_clip.chosen.begin(), m_clip.chosen.end(),
                           [&](ElementId id) { return kindOf(m_part, id) == kind; });
    }
    /// A column or row that holds something, or that was chosen itself.
    bool isShown(ElementId id) const {
        const auto& all = m_clip.chosen;
        if (std::find(all.begin(), all.end(), id) != all.end() || chosen("map"))
            return !isData(id);
        const Lane* lane = m_part.lanes.find(id.as<LaneTag>());
        if (lane != nullptr && lane->kind == LaneKind::Emotion)
            return !m_part.emotions.empty();
        return std::any_of(m_part.cards.begin(), m_part.cards.end(),
                           [&](const auto& card) {
                               return ElementId(card->stage) == id || ElementId(card->lane) == id;
                           }) ||
               (lane == nullptr && chosen("lane"));
    }
    bool isData(ElementId id) const {
        const Lane* lane = m_part.lanes.find(id.as<LaneTag>());
        return lane != nullptr && !holdsCards(lane->kind) && lane->kind != LaneKind::Emotion;
    }

    TextTable list() const {
        TextTable rows;
        for (const Card* card : cardsOf(m_part, m_clip.map))
            rows.push_back({cardText(*card)});
        std::vector<const Note*> notes;
        for (const auto& note : m_part.notes)
            notes.push_back(note.get());
        std::stable_sort(notes.begin(), notes.end(), [](const Note* a, const Note* b) {
            return std::pair(a->y, a->x) < std::pair(b->y, b->x);
        });
        for (const Note* note : notes)
            rows.push_back({oneLine(note->text)});
        return rows;
    }

    std::string cellText(const Lane& lane, const Stage& stage) const {
        std::string cell;
        if (lane.kind == LaneKind::Emotion)
            for (const Persona* persona : personasOf(m_part))
                for (const EmotionPoint* point : emotionsOf(m_part, m_clip.map, persona->id)) {
                    if (point->stage == stage.id)
                        addLine(cell, feeling(*persona, *point));
                }
        for (const Card* card : cardsIn(m_part, lane.id, stage.id))
            addLine(cell, cardText(*card));
        return cell;
    }
    std::string feeling(const Persona& persona, const EmotionPoint& point) const {
        std::string text =
            (point.value > 0 ? "+" : "") + numberText(std::round(point.value * 100) / 100);
        if (m_part.personas.size() > 1)
            text = oneLine(persona.name) + ": " + text;
        const std::string words = oneLine(point.text);
        return words.empty() ? text : text + " " + words;
    }

    const Clip& m_clip;
    const Project& m_part;
    std::vector<const Stage*> m_stages;
    std::vector<const Lane*> m_lanes;
};

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\n')
            out += "<br>";
        else
            out += c;
    }
    return out;
}

bool isList(const TextTable& table) {
    return std::all_of(table.begin(), table.end(), [](const auto& row) { return row.size() == 1; });
}

} // namespace

TextTable tableOf(const Clip& clip) {
    return clip.empty() ? TextTable() : TableMaker(clip).make();
}

std::string htmlOf(const TextTable& table) {
    std::string html = "<html><head><meta charset=\"utf-8\"></head><body>";
    if (isList(table)) {
        html += "<ul>";
        for (const auto& row : table)
            html += "<li>" + escaped(row.front()) + "</li>";
        return html + "</ul></body></html>";
    }
    html += "<table border=\"1\">";
    for (std::size_t r = 0; r < table.size(); ++r) {
        html += "<tr>";
        for (std::size_t c = 0; c < table[r].size(); ++c) {
            const bool head = r == 0 || c == 0;
            html += (head ? "<th>" : "<td>") + escaped(table[r][c]) + (head ? "</th>" : "</td>");
        }
        html += "</tr>";
    }
    return html + "</table></body></html>";
}

std::string plainTextOf(const TextTable& table) {
    if (!isList(table))
        return writeTsv(table);
    std::string text;
    for (const auto& row : table)
        text += (text.empty() ? "" : "\n") + row.front();
    return text;
}

} // namespace cairn
