// What is taken along, and its JSON.

#include "cairn/exchange/clip.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

#include "cairn/base/error.hpp"
#include "cairn/model/json.hpp"
#include "cairn/model/validate.hpp"

namespace cairn {
namespace {

constexpr int kClipFormat = 1;

class Taking {
public:
    Taking(const Project& from, std::span<const ElementId> chosen) : m_from(from) {
        for (const ElementId id : chosen)
            choose(id);
    }

    Clip take() {
        if (m_clip.chosen.empty())
            return {};
        const Map* map = m_from.maps.find(m_clip.map);
        m_clip.part.maps.put(*map);
        m_whole = std::find(m_clip.chosen.begin(), m_clip.chosen.end(), ElementId(map->id)) !=
                  m_clip.chosen.end();
        if (m_whole)
            m_clip.chosen = {map->id};
        takeColumnsAndRows();
        takeCardsAndNotes();
        for (const auto& link : m_from.links)
            if (link->map == m_clip.map && isTaken(link->from) && isTaken(link->to))
                m_clip.part.links.put(link);
        takePeople(*map);
        takeComments();
        takeTags();
        return std::move(m_clip);
    }

private:
    void choose(ElementId id) {
        const auto kind = kindOf(m_from, id);
        if (kind != "map" && kind != "stage" && kind != "lane" && kind != "card" && kind != "note")
            return;
        const MapId map = kind == "map" ? id.as<MapTag>() : mapOf(m_from, id);
        if (!m_clip.map)
            m_clip.map = map;
        if (m_clip.map == map && m_chosen.insert(id).second)
            m_clip.chosen.push_back(id);
    }
    bool isChosen(ElementId id) const { return m_whole || m_chosen.contains(id); }
    bool isTaken(ElementId id) const {
        return m_clip.part.cards.find(id.as<CardTag>()) != nullptr || isChosen(id);
    }

    /// All stages and lanes come along as places, so that a card knows where it stood among them.
    void takeColumnsAndRows() {
        for (const Stage* stage : stagesOf(m_from, m_clip.map))
            m_clip.part.stages.put(*stage);
        for (const Lane* lane : lanesOf(m_from, m_clip.map))
            m_clip.part.lanes.put(*lane);
        for (const auto& step : m_from.steps)
            if (step->map == m_clip.map)
                m_clip.part.steps.put(step);
    }

    void takeCardsAndNotes() {
        for (const auto& card : m_from.cards)
            if (card->map == m_clip.map &&
                (isChosen(card->id) || isChosen(card->stage) || isChosen(card->lane))) {
                m_clip.part.cards.put(card);
                takeImage(card->image);
            }
        for (const auto& note : m_from.notes)
            if (note->map == m_clip.map && isChosen(note->id))
                m_clip.part.notes.put(note);
        for (const auto& point : m_from.emotions)
            if (point->map == m_clip.map && isChosen(point->stage))
                m_clip.part.emotions.put(point);
    }

    void takePeople(const Map& map) {
        std::set<PersonaId> wanted;
        for (const auto& point : m_clip.part.emotions)
            wanted.insert(point->persona);
        if (m_whole)
            wanted.insert(map.personas.begin(), map.personas.end());
        for (const PersonaId id : wanted)
            if (const Persona* persona = m_from.personas.find(id)) {
                m_clip.part.personas.put(*persona);
                takeImage(persona->portrait);
            }
    }
    void takeComments() {
        for (const auto& comment : m_from.comments)
            if (comment->map == m_clip.map &&
                (comment->element ? isTaken(comment->element) : m_whole))
                m_clip.part.comments.put(comment);
    }
    void takeTags() {
        std::set<std::string> named;
        for (const auto& card : m_clip.part.cards)
            named.insert(card->tags.begin(), card->tags.end());
        for (const auto& tag : m_from.tags)
            if (named.contains(tag->name))
                m_clip.part.tags.put(tag);
    }
    void takeImage(ImageId id) {
        if (const auto image = m_from.images.ref(id))
            m_clip.part.images.put(image);
    }

    const Project& m_from;
    Clip m_clip;
    std::set<ElementId> m_chosen;
    bool m_whole = false;
};

/// What a part of a project must be when it comes from outside: what it refers to beyond itself
/// does not count.
bool isWhole(Project part) {
    for (const Map* map : mapsOf(part)) {
        Map alone = *map;
        alone.funnel = {};
        alone.questions = {};
        alone.origin = {};
        std::erase_if(alone.personas,
                      [&](PersonaId id) { return part.personas.find(id) == nullptr; });
        part.maps.put(std::move(alone));
    }
    const auto stages = part.stages;
    for (const auto& stage : stages) {
        Stage alone = *stage;
        alone.detail = {};
        alone.origin = {};
        part.stages.put(std::move(alone));
    }
    const auto problems = validate(part);
    return std::none_of(problems.begin(), problems.end(),
                        [](const Problem& p) { return p.severity == Problem::Severity::Broken; });
}

[[noreturn]] void notAClip(const std::string& why) {
    throw Error(ErrorCode::BadInput, "read the clipboard", why, "Copy it in Cairn once more.");
}

} // namespace

Clip clipOf(const Project& project, std::span<const ElementId> chosen) {
    return Taking(project, chosen).take();
}

std::string clipToJson(const Clip& clip) {
    nlohmann::ordered_json document;
    document["cairn_elements"] = kClipFormat;
    document["map"] = clip.map.value;
    document["chosen"] = nlohmann::ordered_json::array();
    for (const ElementId id : clip.chosen)
        document["chosen"].push_back(id.value);
    document["part"] = projectToJson(clip.part);
    return document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Clip clipFromJson(std::string_view text) {
    const auto document = nlohmann::ordered_json::parse(text, nullptr, false);
    if (!document.is_object() || !document.contains("cairn_elements") ||
        !document.contains("part") || !document["cairn_elements"].is_number_integer() ||
        !document["part"].is_string())
        notAClip("these are no elements of a map");
    if (document["cairn_elements"].get<int>() > kClipFormat)
        throw Error(ErrorCode::TooNew, "read the clipboard", "it comes from a newer Cairn",
                    "Update Cairn to paste it.");
    Clip clip;
    clip.part = projectFromJson(document["part"].get_ref<const std::string&>());
    const auto idAt = [](const nlohmann::ordered_json& value) -> std::uint64_t {
        if (!value.is_number_unsigned())
            notAClip("an id is missing");
        return value.get<std::uint64_t>();
    };
    clip.map = MapId{idAt(document.value("map", nlohmann::ordered_json()))};
    const auto chosen = document.find("chosen");
    if (clip.part.maps.find(clip.map) == nullptr || chosen == document.end() || !chosen->is_array())
        notAClip("it is not whole");
    for (const auto& value : *chosen) {
        const ElementId id{idAt(value)};
        if (kindOf(clip.part, id).empty())
            notAClip("it is not whole");
        clip.chosen.push_back(id);
    }
    if (clip.part.maps.size() != 1 || !isWhole(clip.part))
        notAClip("it is not whole");
    return clip;
}

} // namespace cairn
