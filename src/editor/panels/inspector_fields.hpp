#pragma once
// Which fields the inspector shows for what is selected.

#include <string>
#include <vector>

#include "editor/panels/field_specs.hpp"

namespace cairn {

class Document;

/// A field and the elements it speaks of; one without an element is the project's own.
struct WantedField {
    FieldSpec spec;
    std::vector<ElementId> targets;
};

/// The selected elements that have fields; none means that the map itself is shown.
std::vector<ElementId> inspectedElements(const Document& document);
std::vector<WantedField> wantedFields(const Document& document,
                                      const std::vector<ElementId>& chosen);
bool sameEverywhere(const Project& project, const FieldSpec& spec,
                    const std::vector<ElementId>& targets);
/// What the panel's widgets are made of; while it stays the same, values change in place.
std::string signatureOf(const Document& document, const std::vector<ElementId>& chosen,
                        const std::vector<WantedField>& wanted);

} // namespace cairn
