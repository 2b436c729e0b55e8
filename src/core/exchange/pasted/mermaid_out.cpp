#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/exchange/mermaid.hpp"
#include "core/exchange/pasted/mermaid_words.hpp"

namespace cairn {
namespace {

std::string safe(std::string_view text, bool actor = false) {
    std::string line(toValidUtf8(text));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    for (const auto& [sign, alike] : kMermaidSigns)
        if (sign != "," || actor)
            line = replacedAll(std::move(line), sign, alike);
    return std::string(trimmed(line));
}

/// A task's name as Mermaid reads it as one.
std::string task(std::string_view text) {
    const std::string name = safe(text), lower = asciiLower(name);
    constexpr std::array<std::string_view, 6> kOwnWords{"title",    "section",  "journey",
                                                        "acctitle", "accdescr", "---"};
    const bool own = name.starts_with('`') ||
                     std::any_of(kOwnWords.begin(), kOwnWords.end(),
                                 [&](std::string_view word) { return lower.starts_with(word); });
    return own ? std::string(kMermaidGuard) + name : name;
}

/// Actors by what they feel at a stage, the best first.
using Moods = std::map<double, std::string, std::greater<>>;

Moods moodsAt(const Project& project, const Map& map, StageId stage) {
    Moods moods;
    for (const Persona* persona : personasOf(project, map))
        for (const EmotionPoint* point : emotionsOf(project, map.id, persona->id)) {
            const std::string name = safe(persona->name, true);
            if (point->stage != stage || name.empty())
                continue;
            std::string& actors = moods[std::round((point->value + 3) * 100) / 100];
            actors += (actors.empty() ? "" : ", ") + name;
        }
    return moods;
}

void writeTask(std::string& text, const std::string& name, const Moods& moods) {
    if (moods.empty())
        text += "      " + name + ": 3\n";
    for (const auto& [score, actors] : moods)
        text += "      " + name + ": " + numberText(score) + ": " + actors + "\n";
}

} // namespace

std::string mermaidOf(const Project& project, MapId id) {
    const Map* map = project.maps.find(id);
    if (map == nullptr)
        throw Error(ErrorCode::BadInput, "write the map as Mermaid", "there is no such map");
    LaneId actions;
    for (const Lane* lane : lanesOf(project, id))
        if (lane->kind == LaneKind::Actions && !actions)
            actions = lane->id;
    std::string text = "journey\n";
    if (const std::string title = safe(map->title); !title.empty())
        text += "    title " + title + "\n";
    for (const Stage* stage : stagesOf(project, id)) {
        const std::string title = safe(stage->title);
        text += "    section " + (title.empty() ? std::string("–") : title) + "\n";
        const Moods moods = moodsAt(project, *map, stage->id);
        bool any = false;
        for (const Card* card : cardsIn(project, actions, stage->id))
            if (const std::string name = task(card->text); !name.empty()) {
                writeTask(text, name, moods);
                any = true;
            }
        if (!any && !moods.empty()) // feelings hang on tasks: the stage stands for one
            writeTask(text, title.empty() ? std::string("–") : task(title), moods);
    }
    return text;
}

void exportMermaid(const Project& project, MapId map, const std::filesystem::path& target) {
    const std::string text = mermaidOf(project, map);
    writeFileAtomically(target, std::as_bytes(std::span(text)));
}

} // namespace cairn
