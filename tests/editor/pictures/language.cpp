#include "language.hpp"

#include <algorithm>

#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

std::vector<ElementId> all(const auto& elements) {
    std::vector<ElementId> ids;
    for (const auto* element : elements)
        ids.push_back(element->id);
    return ids;
}

const std::string& nth(const std::vector<std::string>& words, std::size_t i) {
    return words[i % words.size()];
}

/// Lanes with cards of a language in all stages; data lanes are left out.
Project filled(Project project, MapId map, const std::vector<LaneKind>& kinds,
               const Language& words) {
    std::size_t n = 0;
    for (const LaneKind kind : kinds) {
        const LaneId lane = newId<LaneId>();
        const auto title = words.lanes.find(kind);
        project = addLane(std::move(project), lane, map, kind,
                          title == words.lanes.end() ? std::string() : title->second);
        if (kind >= LaneKind::LineOfInteraction)
            continue;
        for (const ElementId stage : all(stagesOf(project, map))) {
            const CardId card = newId<CardId>();
            project = addCard(std::move(project), card, {lane, stage.as<StageTag>()}, "");
            Card changed = *project.cards.find(card);
            const auto texts = words.cards.find(changed.kind);
            changed.text = texts == words.cards.end() ? words.note : nth(texts->second, n++);
            project = put(std::move(project), changed);
        }
    }
    return project;
}

} // namespace

Project inLanguage(Project project, MapId id, const Language& words) {
    Map map = *project.maps.find(id);
    map.title = words.title;
    map.scenario = words.scenario;
    project = put(std::move(project), map);
    project.facts.title = words.title;
    std::size_t n = 0;
    for (const ElementId stage : all(stagesOf(project, id))) {
        Stage changed = *project.stages.find(stage.as<StageTag>());
        changed.title = nth(words.stages, n++);
        project = put(std::move(project), changed);
    }
    for (const ElementId lane : all(lanesOf(project, id))) {
        Lane changed = *project.lanes.find(lane.as<LaneTag>());
        if (const auto title = words.lanes.find(changed.kind); title != words.lanes.end())
            changed.title = title->second;
        project = put(std::move(project), changed);
    }
    std::map<CardKind, std::size_t> used;
    CardId first, last;
    for (const ElementId card : all(cardsOf(project, id))) {
        Card changed = *project.cards.find(card.as<CardTag>());
        if (const auto texts = words.cards.find(changed.kind); texts != words.cards.end())
            changed.text = nth(texts->second, used[changed.kind]++);
        if (!first)
            changed.tags = {words.tag};
        (first ? last : first) = changed.id;
        project = put(std::move(project), changed);
    }
    n = 0;
    for (const ElementId persona : all(personasOf(project))) {
        Persona changed = *project.personas.find(persona.as<PersonaTag>());
        changed.name = nth(words.personas, n);
        changed.role = nth(words.roles, n++);
        for (const ElementId point : all(emotionsOf(project, id, changed.id))) {
            EmotionPoint feeling = *project.emotions.find(point.as<EmotionTag>());
            if (!feeling.text.empty())
                feeling.text = nth(words.feelings, used[CardKind::Text]++);
            project = put(std::move(project), feeling);
        }
        project = put(std::move(project), changed);
    }
    project = addTag(std::move(project), newId<TagId>(), words.tag);
    for (const auto& note : Table<Note>(project.notes)) {
        Note changed = *note;
        changed.text = words.note;
        project = put(std::move(project), changed);
    }
    const LinkId link = newId<LinkId>();
    project = addLink(std::move(project), link, first, last, LinkKind::Leads);
    Link named = *project.links.find(link);
    named.text = words.connector;
    return put(std::move(project), named);
}

Project withOtherKinds(Project project, MapId day, MapId blueprint, const Language& words) {
    project = addMap(std::move(project), day, words.dayTitle, MapKind::DayInTheLife, false);
    for (const std::string& hour : words.hours)
        project = addStage(std::move(project), newId<StageId>(), day, hour);
    project = filled(std::move(project), day,
                     {LaneKind::Actions, LaneKind::Thoughts, LaneKind::PainPoints}, words);
    project =
        addMap(std::move(project), blueprint, words.blueprintTitle, MapKind::Blueprint, false);
    for (const std::string& stage : words.stages)
        project = addStage(std::move(project), newId<StageId>(), blueprint, stage);
    return filled(std::move(project), blueprint,
                  {LaneKind::Touchpoints, LaneKind::Actions, LaneKind::LineOfInteraction,
                   LaneKind::InternalProcess, LaneKind::LineOfVisibility, LaneKind::Tools,
                   LaneKind::LineOfInternalInteraction, LaneKind::PainPoints},
                  words);
}

const Language* languageOf(const QString& code) {
    for (const Language& language : languages())
        if (code == QLatin1String(language.code))
            return &language;
    return nullptr;
}
