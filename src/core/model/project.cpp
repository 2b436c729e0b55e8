#include "cairn/model/project.hpp"

#include <algorithm>
#include <tuple>
#include <type_traits>

#include "cairn/base/marked_text.hpp"

namespace cairn {
namespace {

/// Those rows for which keep(row) holds, by rank, then id (the tables' own order).
template <class T, class Keep> std::vector<const T*> ranked(const Table<T>& table, Keep keep) {
    std::vector<const T*> rows;
    for (const Ref<T>& row : table)
        if (keep(*row))
            rows.push_back(row.get());
    std::stable_sort(rows.begin(), rows.end(),
                     [](const T* a, const T* b) { return a->rank < b->rank; });
    return rows;
}

template <class E> std::string titleOfElement(const E& e) {
    if constexpr (requires { e.title; })
        return e.title;
    else if constexpr (requires { e.name; })
        return e.name;
    else if constexpr (std::is_same_v<E, Card> || std::is_same_v<E, Note>)
        return plainText(e.text);
    else if constexpr (requires { e.text; })
        return e.text;
}

} // namespace

template class Table<Persona>;
template class Table<Map>;
template class Table<Stage>;
template class Table<Step>;
template class Table<Lane>;
template class Table<Card>;
template class Table<EmotionPoint>;
template class Table<Link>;
template class Table<Note>;
template class Table<Dataset>;
template class Table<Image>;
template class Table<Comment>;
template class Table<Tag>;

Project::Project() = default;
Project::Project(const Project&) = default;
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(const Project&) = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

std::vector<const Map*> mapsOf(const Project& p) {
    return ranked(p.maps, [](const Map&) { return true; });
}

std::vector<const Persona*> personasOf(const Project& p) {
    return ranked(p.personas, [](const Persona&) { return true; });
}

std::vector<const Persona*> personasOf(const Project& p, const Map& map) {
    std::vector<const Persona*> rows;
    for (const PersonaId id : map.personas)
        if (const Persona* persona = p.personas.find(id))
            rows.push_back(persona);
    return rows;
}

std::vector<const Stage*> stagesOf(const Project& p, MapId map) {
    return ranked(p.stages, [&](const Stage& s) { return s.map == map; });
}

std::vector<const Step*> stepsOf(const Project& p, StageId stage) {
    return ranked(p.steps, [&](const Step& s) { return s.stage == stage; });
}

std::vector<const Lane*> lanesOf(const Project& p, MapId map) {
    return ranked(p.lanes, [&](const Lane& l) { return l.map == map; });
}

std::vector<const Card*> cardsOf(const Project& p, MapId map) {
    auto rows = ranked(p.cards, [&](const Card& c) { return c.map == map; });
    std::stable_sort(rows.begin(), rows.end(), [](const Card* a, const Card* b) {
        return std::tie(a->lane, a->stage) < std::tie(b->lane, b->stage);
    });
    return rows;
}

std::vector<const Card*> cardsIn(const Project& p, LaneId lane, StageId stage) {
    return ranked(p.cards, [&](const Card& c) { return c.lane == lane && c.stage == stage; });
}

std::vector<const EmotionPoint*> emotionsOf(const Project& p, MapId map, PersonaId persona) {
    std::vector<const EmotionPoint*> rows;
    for (const Stage* stage : stagesOf(p, map))
        for (const auto& point : p.emotions)
            if (point->stage == stage->id && point->persona == persona)
                rows.push_back(point.get());
    return rows;
}

std::vector<const Dataset*> datasetsOf(const Project& p) {
    return ranked(p.datasets, [](const Dataset&) { return true; });
}

std::vector<const Tag*> tagsOf(const Project& p) {
    return ranked(p.tags, [](const Tag&) { return true; });
}

std::vector<const Comment*> commentsOn(const Project& p, MapId map, ElementId element) {
    std::vector<const Comment*> rows;
    for (const auto& comment : p.comments)
        if (comment->map == map && comment->element == element)
            rows.push_back(comment.get());
    std::sort(rows.begin(), rows.end(), [](const Comment* a, const Comment* b) {
        return std::tie(a->at, a->id) < std::tie(b->at, b->id);
    });
    return rows;
}

std::string_view kindOf(const Project& p, ElementId id) {
    std::string_view kind;
    forEachTable(p, [&](std::string_view name, const auto& table) {
        using IdType = typename std::remove_cvref_t<decltype(table)>::IdType;
        if (kind.empty() && table.find(IdType{id.value}) != nullptr)
            kind = name;
    });
    return kind;
}

std::string titleOf(const Project& p, ElementId id) {
    std::string title;
    forEachTable(p, [&](std::string_view, const auto& table) {
        using IdType = typename std::remove_cvref_t<decltype(table)>::IdType;
        if (const auto* element = table.find(IdType{id.value}))
            title = titleOfElement(*element);
    });
    return title;
}

MapId mapOf(const Project& p, ElementId id) {
    MapId map = p.maps.find(id.as<MapTag>()) != nullptr ? id.as<MapTag>() : MapId{};
    forEachTable(p, [&](std::string_view, const auto& table) {
        using IdType = typename std::remove_cvref_t<decltype(table)>::IdType;
        const auto* element = table.find(IdType{id.value});
        if constexpr (requires { element->map; })
            if (element != nullptr)
                map = element->map;
    });
    return map;
}

CardKind cardKindFor(LaneKind kind) {
    switch (kind) {
    case LaneKind::Actions:
        return CardKind::Action;
    case LaneKind::Touchpoints:
        return CardKind::Touchpoint;
    case LaneKind::Thoughts:
        return CardKind::Thought;
    case LaneKind::PainPoints:
        return CardKind::PainPoint;
    case LaneKind::Opportunities:
        return CardKind::Opportunity;
    case LaneKind::InternalProcess:
        return CardKind::InternalProcess;
    case LaneKind::Tools:
        return CardKind::Tool;
    case LaneKind::Images:
        return CardKind::Picture;
    case LaneKind::Metric:
        return CardKind::Metric;
    default:
        return CardKind::Text;
    }
}

bool holdsCards(LaneKind kind) {
    switch (kind) {
    case LaneKind::Emotion:
    case LaneKind::Funnel:
    case LaneKind::Pain:
    case LaneKind::Feedback:
    case LaneKind::LineOfInteraction:
    case LaneKind::LineOfVisibility:
    case LaneKind::LineOfInternalInteraction:
        return false;
    default:
        return true;
    }
}

} // namespace cairn
