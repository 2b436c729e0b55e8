#include "core/store/mend.hpp"

#include <algorithm>

#include "cairn/model/names.hpp"
#include "cairn/model/validate.hpp"

namespace cairn::store {
namespace {

LaneKind laneFor(CardKind kind) {
    for (const LaneKind lane : allOf<LaneKind>())
        if (holdsCards(lane) && cardKindFor(lane) == kind)
            return lane;
    return LaneKind::Text;
}

void restoreMap(Project& project, MapId id, std::vector<std::string>& lost) {
    if (!id || project.maps.find(id) != nullptr || !kindOf(project, id).empty())
        return;
    Map map;
    map.id = id;
    map.title = "Recovered map";
    project.maps.put(std::move(map));
    lost.push_back("A map's title and settings are lost; what lay on it is on “Recovered map”.");
}

void restoreStage(Project& project, StageId id, MapId on, std::vector<std::string>& lost) {
    if (!id || project.stages.find(id) != nullptr || !kindOf(project, id).empty())
        return;
    Stage stage;
    stage.id = id;
    stage.map = on;
    stage.title = "Recovered stage";
    project.stages.put(std::move(stage));
    lost.push_back("A stage is lost; what lay in it is in “Recovered stage”.");
}

void restoreLane(Project& project, const Card& card, std::vector<std::string>& lost) {
    if (!card.lane || project.lanes.find(card.lane) != nullptr ||
        !kindOf(project, card.lane).empty())
        return;
    Lane lane;
    lane.id = card.lane;
    lane.map = card.map;
    lane.kind = laneFor(card.kind);
    lane.title = "Recovered lane";
    project.lanes.put(std::move(lane));
    lost.push_back("A lane is lost; its cards are in “Recovered lane”.");
}

void restoreContainers(Project& project, std::vector<std::string>& lost) {
    const Project found = project;
    for (const auto& card : found.cards) {
        restoreMap(project, card->map, lost);
        restoreStage(project, card->stage, card->map, lost);
        restoreLane(project, *card, lost);
    }
    for (const auto& point : found.emotions) {
        restoreMap(project, point->map, lost);
        restoreStage(project, point->stage, point->map, lost);
    }
    for (const auto& stage : found.stages)
        restoreMap(project, stage->map, lost);
    for (const auto& lane : found.lanes)
        restoreMap(project, lane->map, lost);
    for (const auto& note : found.notes)
        restoreMap(project, note->map, lost);
}

/// References an element can live without.
void dropReferences(Project& project, std::vector<std::string>& lost) {
    const Project found = project;
    for (const auto& persona : found.personas)
        if (persona->portrait && found.images.find(persona->portrait) == nullptr) {
            Persona kept = *persona;
            kept.portrait = {};
            lost.push_back("The portrait of “" + kept.name + "” is lost.");
            project.personas.put(std::move(kept));
        }
    if (found.facts.brandLogo && found.images.find(found.facts.brandLogo) == nullptr) {
        project.facts.brandLogo = {};
        lost.push_back("The logo is lost.");
    }
    for (const auto& stage : found.stages)
        if (stage->detail && found.maps.find(stage->detail) == nullptr) {
            Stage kept = *stage;
            kept.detail = {};
            lost.push_back("The detail map of “" + kept.title + "” is lost.");
            project.stages.put(std::move(kept));
        }
    for (const auto& map : found.maps) {
        Map kept = *map;
        if (found.maps.find(kept.origin) == nullptr)
            kept.origin = {};
        std::erase_if(kept.personas,
                      [&](PersonaId id) { return found.personas.find(id) == nullptr; });
        if (found.datasets.find(kept.funnel.dataset) == nullptr)
            kept.funnel.dataset = {};
        if (found.datasets.find(kept.feedback) == nullptr)
            kept.feedback = {};
        if (kept.funnel.compare.dataset &&
            found.datasets.find(kept.funnel.compare.dataset) == nullptr)
            kept.funnel.compare = {};
        if (!(kept == *map)) {
            lost.push_back("The map “" + kept.title +
                           "” no longer refers to personas, data or maps that are lost.");
            project.maps.put(std::move(kept));
        }
    }
    for (const auto& card : found.cards)
        if ((card->step && found.steps.find(card->step) == nullptr) ||
            (card->image && found.images.find(card->image) == nullptr)) {
            Card kept = *card;
            if (found.steps.find(kept.step) == nullptr)
                kept.step = {};
            if (found.images.find(kept.image) == nullptr)
                kept.image = {};
            project.cards.put(std::move(kept));
        }
}

bool eraseElement(Project& project, ElementId id) {
    bool erased = false;
    forEachTable(project, [&]<class T>(const char*, Table<T>& table) {
        erased = !erased && table.erase(typename Table<T>::IdType{id.value});
    });
    return erased;
}

} // namespace

void mend(Project& project, std::vector<std::string>& lost) {
    constexpr int kMostRounds = 8; // a removal may leave others alone: map, stage, card, link
    restoreContainers(project, lost);
    dropReferences(project, lost);
    for (int round = 0; round < kMostRounds; ++round) {
        bool changed = false;
        for (const auto& problem : validate(project))
            if (problem.severity == Problem::Severity::Broken &&
                eraseElement(project, problem.element)) {
                lost.push_back("Taken away: " + problem.what);
                changed = true;
            }
        if (!changed)
            return;
    }
}

} // namespace cairn::store
