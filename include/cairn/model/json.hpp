#pragma once
// A project as JSON and back, equal. Keys are the field names of fields.hpp; see docs/json.md.

#include <string>
#include <string_view>

#include "cairn/model/diff.hpp"

namespace cairn {

/// {"cairn": 1, "project": {facts}, "persona": [..], "map": [..], ...}; UTF-8, two-space indent, sorted by id.
/// Ids are numbers; enum values their stable names; empty optionals are left out; images as base64.
std::string projectToJson(const Project&);
/// Reads what projectToJson wrote, and hand-written files: missing fields take their defaults, unknown keys are
/// refused by name. Throws Error{BadInput} with the JSON path, Error{TooNew} for a later format, Error{TooLarge} over 256 MB.
Project projectFromJson(std::string_view json);

std::string changesToJson(const Changes&); ///< compact, for the history table
Changes changesFromJson(std::string_view json);

} // namespace cairn
