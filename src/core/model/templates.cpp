#include "cairn/model/templates.hpp"

#include <map>

#include "cairn/model/edits.hpp"
#include "core/model/json_codec.hpp"

namespace cairn {
namespace {

using codec::json;
using codec::Where;

// A template file nests what a project keeps flat, and names things instead of numbering them:
// {"template": {title, description, industry}, "project": {facts},
//  "personas": [{"key": "maya", <persona fields>}],
//  "maps": [{"title", "kind", "scenario", "personas": ["maya"], "funnel": {..},
//            "lanes": [{"kind", "title"}],
//            "stages": [{"title", "description", "events": [..], "steps": ["..."], "emotions":
//            {"maya": -1.5 | [-1.5, "words"]},
//                        "cells": {"<lane kind or title>": ["text" | {card fields, "events": [..],
//                        "key": ".."}]}}],
//            "links": [{"from", "to", "kind", "text"}], "notes": [{note fields}]}]}

json parsed(std::string_view name, std::string_view text) {
    try {
        return json::parse(text);
    } catch (const json::exception& e) {
        throw Error(ErrorCode::BadInput, "read the template", e.what(), {}, std::string(name));
    }
}

std::string textAt(const json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

const json& listAt(const json& object, const char* key, const Where& where) {
    static const json kNone = json::array();
    const auto at = object.find(key);
    if (at == object.end())
        return kNone;
    if (!at->is_array())
        codec::bad(where + "." + key, "a list is expected");
    return *at;
}

/// A copy of the object without the keys a template adds to an element's own fields.
json fieldsOnly(json object, std::initializer_list<const char*> extra) {
    for (const char* key : extra)
        object.erase(key);
    return object;
}

class TemplateReader {
public:
    Project read(const json& document) {
        if (const auto facts = document.find("project"); facts != document.end())
            codec::fromJson(*facts, m_project.facts, "project");
        const json& personas = listAt(document, "personas", "the top");
        for (std::size_t i = 0; i < personas.size(); ++i)
            persona(personas[i], "personas[" + std::to_string(i) + "]");
        const json& maps = listAt(document, "maps", "the top");
        for (std::size_t i = 0; i < maps.size(); ++i)
            map(maps[i], "maps[" + std::to_string(i) + "]");
        return std::move(m_project);
    }

private:
    void persona(const json& j, const Where& where) {
        const auto id = newId<PersonaId>();
        m_project = addPersona(std::move(m_project), id, "");
        Persona e = *m_project.personas.find(id);
        codec::fromJson(fieldsOnly(j, {"key"}), e, where);
        m_keys[textAt(j, "key")] = id;
        m_project.personas.put(std::move(e));
    }

    PersonaId personaOf(const std::string& key, const Where& where) const {
        const auto at = m_keys.find(key);
        if (at == m_keys.end())
            codec::bad(where, "there is no “" + key + "”");
        return at->second.as<PersonaTag>();
    }

    void map(const json& j, const Where& where) {
        const auto id = newId<MapId>();
        m_project = addMap(std::move(m_project), id, "", MapKind::Current, false);
        Map e = *m_project.maps.find(id);
        codec::fromJson(fieldsOnly(j, {"personas", "lanes", "stages", "links", "notes"}), e, where);
        for (const json& key : listAt(j, "personas", where))
            e.personas.push_back(personaOf(key.get<std::string>(), where + ".personas"));
        m_project.maps.put(std::move(e));
        lanes(listAt(j, "lanes", where), id, where + ".lanes");
        const json& stages = listAt(j, "stages", where);
        for (std::size_t i = 0; i < stages.size(); ++i)
            stage(stages[i], id, where + ".stages[" + std::to_string(i) + "]");
        for (const json& link : listAt(j, "links", where))
            this->link(link, where + ".links");
        for (const json& note : listAt(j, "notes", where)) {
            Note n;
            codec::fromJson(note, n, where + ".notes");
            n.id = newId<NoteId>();
            n.map = id;
            m_project.notes.put(std::move(n));
        }
    }

    void lanes(const json& list, MapId map, const Where& where) {
        m_lanes.clear();
        for (const json& j : list) {
            const auto id = newId<LaneId>();
            m_project = addLane(std::move(m_project), id, map, LaneKind::Text, "");
            Lane e = *m_project.lanes.find(id);
            codec::fromJson(j, e, where);
            m_lanes.emplace(std::string(nameOf(e.kind)), id);
            m_lanes.emplace(e.title, id);
            m_project.lanes.put(std::move(e));
        }
    }

    void stage(const json& j, MapId map, const Where& where) {
        const auto id = newId<StageId>();
        m_project = addStage(std::move(m_project), id, map, "");
        Stage e = *m_project.stages.find(id);
        codec::fromJson(fieldsOnly(j, {"key", "events", "steps", "emotions", "cells"}), e, where);
        if (j.contains("events"))
            codec::fromJson(j["events"], e.binding.events, where + ".events");
        m_keys[textAt(j, "key").empty() ? e.title : textAt(j, "key")] = id;
        m_project.stages.put(std::move(e));
        for (const json& step : listAt(j, "steps", where))
            m_project = addStep(std::move(m_project), newId<StepId>(), id, step.get<std::string>());
        if (j.contains("emotions"))
            for (const auto& [key, value] : j["emotions"].items())
                emotion(map, id, personaOf(key, where + ".emotions"), value, where + ".emotions");
        if (j.contains("cells"))
            for (const auto& [lane, cards] : j["cells"].items())
                cell(id, lane, cards, where + ".cells." + lane);
    }

    void emotion(MapId map, StageId stage, PersonaId persona, const json& j, const Where& where) {
        EmotionPoint point;
        point.id = newId<EmotionId>();
        point.map = map;
        point.stage = stage;
        point.persona = persona;
        codec::fromJson(j.is_array() ? j.at(0) : j, point.value, where);
        if (j.is_array() && j.size() > 1)
            codec::fromJson(j[1], point.text, where);
        m_project = put(std::move(m_project), std::move(point));
    }

    void cell(StageId stage, const std::string& lane, const json& cards, const Where& where) {
        const auto at = m_lanes.find(lane);
        if (at == m_lanes.end())
            codec::bad(where, "there is no such lane");
        for (const json& j : cards) {
            const auto id = newId<CardId>();
            const std::string text = j.is_string() ? j.get<std::string>() : textAt(j, "text");
            m_project = addCard(std::move(m_project), id, {at->second, stage, {}, {}}, text);
            if (!j.is_object())
                continue;
            Card e = *m_project.cards.find(id);
            codec::fromJson(fieldsOnly(j, {"key", "events"}), e, where);
            if (j.contains("events"))
                codec::fromJson(j["events"], e.binding.events, where + ".events");
            if (const std::string key = textAt(j, "key"); !key.empty())
                m_keys[key] = id;
            m_project = put(std::move(m_project), std::move(e));
        }
    }

    void link(const json& j, const Where& where) {
        const auto end = [&](const char* key) {
            const auto at = m_keys.find(textAt(j, key));
            if (at == m_keys.end())
                codec::bad(where, "there is no “" + textAt(j, key) + "”");
            return at->second;
        };
        const auto id = newId<LinkId>();
        m_project = addLink(std::move(m_project), id, end("from"), end("to"), LinkKind::Leads);
        Link e = *m_project.links.find(id);
        codec::fromJson(fieldsOnly(j, {"from", "to"}), e, where);
        m_project.links.put(std::move(e));
    }

    Project m_project;
    std::map<std::string, ElementId> m_keys;
    std::map<std::string, LaneId> m_lanes;
};

} // namespace

TemplateSummary templateSummary(std::string_view name, std::string_view text) {
    const json document = parsed(name, text);
    const auto head = document.find("template");
    if (head == document.end() || !head->is_object())
        throw Error(ErrorCode::BadInput, "read the template", "it has no \"template\" head", {},
                    std::string(name));
    return {std::string(name), textAt(*head, "title"), textAt(*head, "description"),
            textAt(*head, "industry")};
}

Project projectFromTemplate(std::string_view name, std::string_view text) {
    const json document = parsed(name, text);
    Project project;
    try {
        project = TemplateReader().read(document);
    } catch (const json::exception& e) {
        throw Error(ErrorCode::BadInput, "read the template", e.what(), {}, std::string(name));
    }
    project.facts.template_ = name;
    if (project.facts.title.empty())
        project.facts.title = templateSummary(name, text).title;
    return project;
}

Project blankProject(std::string title) {
    Project project;
    project.facts.title = title;
    const auto map = newId<MapId>();
    project = addMap(std::move(project), map, std::move(title), MapKind::Current, true);
    for (const char* stage : {"Discover", "Consider", "Buy", "Use", "Return"})
        project = addStage(std::move(project), newId<StageId>(), map, stage);
    return project;
}

} // namespace cairn
