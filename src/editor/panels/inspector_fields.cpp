#include "editor/panels/inspector_fields.hpp"

#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

std::vector<WantedField> fieldsOfMap(const Document& document) {
    std::vector<WantedField> wanted;
    if (document.project().maps.find(document.currentMap()))
        for (const FieldSpec& spec : fieldSpecsOf("map"))
            if (spec.hint != FieldHint::PersonasShown)
                wanted.push_back({spec, {document.currentMap()}});
    for (const FieldSpec& spec : fieldSpecsOf("facts"))
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
        if (spec.hint == FieldHint::Portrait || (!one && single))
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
    return text;
}

} // namespace cairn
