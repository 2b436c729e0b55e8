#include <map>

#include "cairn/model/edits.hpp"
#include "core/model/edits_support.hpp"

namespace cairn {
namespace {

struct UsualLane {
    LaneKind kind;
    const char* title;
};
constexpr UsualLane kUsualLanes[] = {
    {LaneKind::Actions, "Doing"},
    {LaneKind::Touchpoints, "Touchpoints"},
    {LaneKind::Thoughts, "Thinking"},
    {LaneKind::Emotion, "Feeling"},
    {LaneKind::PainPoints, "Pain points"},
    {LaneKind::Funnel, "Customers"},
    {LaneKind::Pain, "Pain"},
    {LaneKind::Opportunities, "Ideas"},
};
constexpr UsualLane kBlueprintLanes[] = {
    {LaneKind::Actions, "Customer actions"},
    {LaneKind::LineOfInteraction, "Line of interaction"},
    {LaneKind::Touchpoints, "Front stage"},
    {LaneKind::LineOfVisibility, "Line of visibility"},
    {LaneKind::InternalProcess, "Back stage"},
    {LaneKind::LineOfInternalInteraction, "Line of internal interaction"},
    {LaneKind::Tools, "Support systems"},
    {LaneKind::Funnel, "Customers"},
    {LaneKind::Pain, "Pain"},
};

constexpr std::int64_t kStageColours = 5;
constexpr std::int64_t kPersonaColours = 6;

/// Copies a map's elements under new ids and keeps the references between them.
class MapCopy {
public:
    MapCopy(Project& project, MapId source, MapId copy, bool linked)
        : m_project(project), m_source(source), m_linked(linked) {
        m_ids[source.value] = copy.value;
    }

    void run(std::string title) {
        Map map = *m_project.maps.find(m_source);
        const Project before = m_project;
        map.id = idOf(map.id);
        map.title = std::move(title);
        const auto maps = mapsOf(before);
        map.rank = maps.back()->rank + kRankGap;
        map.origin = m_linked ? m_source : MapId{};
        if (m_linked)
            map.kind = MapKind::Future;
        m_project.maps.put(std::move(map));
        copyAll(before.stages, [](Stage&) {});
        copyAll(before.steps, [&](Step& e) { e.stage = idOf(e.stage); });
        copyAll(before.lanes, [](Lane&) {});
        copyAll(before.cards, [&](Card& e) {
            e.stage = idOf(e.stage);
            e.lane = idOf(e.lane);
            if (e.step)
                e.step = idOf(e.step);
        });
        copyAll(before.emotions, [&](EmotionPoint& e) { e.stage = idOf(e.stage); });
        copyAll(before.links, [&](Link& e) {
            e.from = idOf(e.from);
            e.to = idOf(e.to);
        });
        copyAll(before.notes, [](Note&) {});
        if (!m_linked)
            copyAll(before.comments, [&](Comment& e) {
                if (e.element)
                    e.element = idOf(e.element);
            });
    }

private:
    template <class IdType> IdType idOf(IdType old) {
        const auto copy = m_ids.at(m_source.value);
        const auto [at, fresh] = m_ids.try_emplace(old.value, 0);
        if (fresh)
            at->second = derivedIdValue(copy, old.value);
        return IdType{at->second};
    }
    template <class T, class Rewire> void copyAll(const Table<T>& table, Rewire rewire) {
        for (const auto& row : table) {
            if (row->map != m_source)
                continue;
            T e = *row;
            e.id = idOf(e.id);
            e.map = idOf(e.map);
            if constexpr (requires { e.origin; })
                e.origin = m_linked ? row->id : typename Table<T>::IdType{};
            rewire(e);
            tableOf<T>().put(std::move(e));
        }
    }
    template <class T> Table<T>& tableOf() {
        Table<T>* found = nullptr;
        forEachTable(m_project, [&](std::string_view, auto& table) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(table)>, Table<T>>)
                found = &table;
        });
        return *found;
    }

    Project& m_project;
    MapId m_source;
    bool m_linked; ///< the copy knows its origin
    std::map<std::uint64_t, std::uint64_t> m_ids;
};

} // namespace

Project addMap(Project p, MapId id, std::string title, MapKind kind, bool withLanes) {
    requireNew(p, id, "add a map");
    Map map;
    map.id = id;
    map.title = std::move(title);
    map.kind = kind;
    placeBefore(p.maps, mapsOf(p), {std::move(map)}, {}, "add a map");
    if (!withLanes)
        return p;
    const auto lanes = kind == MapKind::Blueprint ? std::span<const UsualLane>(kBlueprintLanes)
                                                  : std::span<const UsualLane>(kUsualLanes);
    for (std::size_t i = 0; i < lanes.size(); ++i)
        p = addLane(std::move(p), LaneId{derivedIdValue(id.value, i)}, id, lanes[i].kind,
                    lanes[i].title);
    return p;
}

Project duplicateMap(Project p, MapId source, MapId copy, std::string title) {
    require(p.maps, source, "duplicate a map", "map");
    requireNew(p, copy, "duplicate a map");
    MapCopy(p, source, copy, false).run(std::move(title));
    return p;
}

Project addFutureOf(Project p, MapId source, MapId copy, std::string title) {
    require(p.maps, source, "make a future map", "map");
    requireNew(p, copy, "make a future map");
    MapCopy(p, source, copy, true).run(std::move(title));
    return p;
}

Project addPersona(Project p, PersonaId id, std::string name) {
    requireNew(p, id, "add a persona");
    Persona persona;
    persona.id = id;
    persona.name = std::move(name);
    persona.colour = static_cast<std::int64_t>(p.personas.size()) % kPersonaColours;
    placeBefore(p.personas, personasOf(p), {std::move(persona)}, {}, "add a persona");
    return p;
}

Project showPersona(Project p, MapId mapId, PersonaId id, bool shown) {
    Map map = require(p.maps, mapId, "show a persona", "map");
    require(p.personas, id, "show a persona", "persona");
    std::erase(map.personas, id);
    if (shown)
        map.personas.push_back(id);
    p.maps.put(std::move(map));
    return p;
}

Project addStage(Project p, StageId id, MapId map, std::string title, StageId before) {
    requireNew(p, id, "add a stage");
    require(p.maps, map, "add a stage", "map");
    const auto siblings = stagesOf(p, map);
    Stage stage;
    stage.id = id;
    stage.map = map;
    stage.title = std::move(title);
    if (!siblings.empty())
        stage.colour = (siblings.back()->colour + 1) % kStageColours;
    placeBefore(p.stages, siblings, {std::move(stage)}, before, "add a stage");
    return p;
}

Project addStep(Project p, StepId id, StageId stageId, std::string title, StepId before) {
    requireNew(p, id, "add a step");
    const Stage& stage = require(p.stages, stageId, "add a step", "stage");
    Step step;
    step.id = id;
    step.map = stage.map;
    step.stage = stageId;
    step.title = std::move(title);
    placeBefore(p.steps, stepsOf(p, stageId), {std::move(step)}, before, "add a step");
    return p;
}

Project addLane(Project p, LaneId id, MapId map, LaneKind kind, std::string title, LaneId before) {
    requireNew(p, id, "add a lane");
    require(p.maps, map, "add a lane", "map");
    Lane lane;
    lane.id = id;
    lane.map = map;
    lane.kind = kind;
    lane.title = std::move(title);
    placeBefore(p.lanes, lanesOf(p, map), {std::move(lane)}, before, "add a lane");
    return p;
}

Project moveStage(Project p, StageId id, StageId before) {
    const Stage stage = require(p.stages, id, "move a stage", "stage");
    if (before == id)
        return p;
    placeBefore(p.stages, without(stagesOf(p, stage.map), id), {stage}, before, "move a stage");
    return p;
}

Project moveLane(Project p, LaneId id, LaneId before) {
    const Lane lane = require(p.lanes, id, "move a lane", "lane");
    if (before == id)
        return p;
    placeBefore(p.lanes, without(lanesOf(p, lane.map), id), {lane}, before, "move a lane");
    return p;
}

Project moveStep(Project p, StepId id, StageId stageId, StepId before) {
    Step step = require(p.steps, id, "move a step", "step");
    const Stage& stage = require(p.stages, stageId, "move a step", "stage");
    if (before == id)
        return p;
    if (stage.map != step.map)
        refuse("move a step", "the stage is on another map");
    const bool toOtherStage = step.stage != stageId;
    step.stage = stageId;
    placeBefore(p.steps, without(stepsOf(p, stageId), id), {step}, before, "move a step");
    if (!toOtherStage)
        return p;
    std::vector<Card> cards; // they go with their step
    for (const auto& card : p.cards)
        if (card->step == id) {
            cards.push_back(*card);
            cards.back().stage = stageId;
        }
    for (Card& card : cards)
        p.cards.put(std::move(card));
    return p;
}

} // namespace cairn
