#include "editor/panels/inspector_fields.hpp"

#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

/// Pictures and links to maps are more than a field; a map that is nobody's future has nothing to
/// say of it.
bool hasOwnSection(const Document& document, const FieldSpec& spec) {
    if (spec.kind != FieldKind::Reference)
        return false;
    if (spec.name == "origin") {
        const Map* map = document.project().maps.find(document.currentMap());
        return !map || !document.project().maps.find(map->origin);
    }
    return spec.name == "image" || spec.name == "brand_logo" || spec.name == "detail";
}

std::vector<WantedField> fieldsOfMap(const Document& document) {
    std::vector<WantedField> wanted;
    if (document.project().maps.find(document.currentMap()))
        for (const FieldSpec& spec : fieldSpecsOf("map"))
            if (spec.hint != FieldHint::PersonasShown && !hasOwnSection(document, spec))
                wanted.push_back({spec, {document.currentMap()}});
    for (const FieldSpec& spec : fieldSpecsOf("facts"))
        if (!hasOwnSection(document, spec))
            wanted.push_back({spec, {ElementId{}}});
    return wanted;
}

bool appliesEverywhere(const Project& project, const FieldSpec& spec,
                       const std::vector<ElementId>& chosen) {
    return std::all_of(chosen.begin(), chosen.end(), [&](ElementId id) {
        const auto& specs = fieldSpecsOf(kindOf(project, id));
        return fieldApplies(project, id, spec) &&
               std::any_of(specs.begin(), specs.end(), [&](const FieldSpec& s) {
                   return s.name == spec.name && s.kind == spec.kind;
               });
    });
}

void addEmotions(std::vector<WantedField>& wanted, const Project& project, ElementId id) {
    const Card* card = project.cards.find({id.value});
    const Stage* stage = project.stages.find(card ? card->stage : StageId{id.value});
    const Map* map = stage ? project.maps.find(stage->map) : nullptr;
    if (!map || (card && card->kind != CardKind::Touchpoint && card->kind != CardKind::PainPoint))
        return;
    for (const Persona* persona : personasOf(project, *map))
        wanted.push_back({emotionField(*persona, map->id, stage->id), {id}});
}

} // namespace

std::vector<ElementId> inspectedElements(const Document& document) {
    std::vector<ElementId> found;
    for (const ElementId id : document.selection())
        if (const auto kind = kindOf(document.project(), id); !kind.empty() && kind != "map")
            found.push_back(id);
    return found;
}

std::vector<WantedField> wantedFields(const Document& document,
                                      const std::vector<ElementId>& chosen) {
    if (chosen.empty())
        return fieldsOfMap(document);
    std::vector<WantedField> wanted;
    const Project& project = document.project();
    const bool one = chosen.size() == 1;
    for (const FieldSpec& spec : fieldSpecsOf(kindOf(project, chosen.front()))) {
        const bool single = spec.hint == FieldHint::Title || spec.kind == FieldKind::Reference ||
                            spec.kind == FieldKind::Binding;
        if (spec.hint == FieldHint::Portrait || hasOwnSection(document, spec) || (!one && single))
            continue;
        if (appliesEverywhere(project, spec, chosen))
            wanted.push_back({spec, chosen});
    }
    if (one)
        addEmotions(wanted, project, chosen.front());
    return wanted;
}

bool sameEverywhere(const Project& project, const FieldSpec& spec,
                    const std::vector<ElementId>& targets) {
    const FieldValue first = spec.read(project, targets.front());
    return std::all_of(targets.begin(), targets.end(),
                       [&](ElementId id) { return spec.read(project, id) == first; });
}

std::string signatureOf(const Document& document, const std::vector<ElementId>& chosen,
                        const std::vector<WantedField>& wanted) {
    std::string text =
        std::to_string(document.readOnly()) + std::to_string(document.currentMap().value);
    for (const ElementId id : chosen)
        text += ',' + std::to_string(id.value);
    for (const auto& [spec, ids] : wanted) {
        text += ';' + spec.name + '/' + utf8(spec.label);
        if (ids.size() > 1 && !sameEverywhere(document.project(), spec, ids))
            text += '*';
    }
    // What stands in sections of its own is made anew with the panel.
    const Project& project = document.project();
    const ProjectFacts& facts = project.facts;
    if (chosen.empty()) {
        text +=
            '|' + std::to_string(facts.brandLogo.value) + facts.brandColour + '|' + facts.brandFont;
        for (const Persona* persona : personasOf(project)) // each has a box to tick
            text += '|' + std::to_string(persona->id.value) + persona->name;
    }
    for (const ElementId id : chosen) {
        if (const Card* card = project.cards.find({id.value}))
            text += '|' + std::to_string(card->image.value);
        if (const Persona* persona = project.personas.find({id.value}))
            text += '|' + std::to_string(persona->portrait.value);
        if (const Stage* stage = project.stages.find({id.value}))
            text += '|' + std::to_string(stage->detail.value) + titleOf(project, stage->detail);
    }
    return text;
}

} // namespace cairn
