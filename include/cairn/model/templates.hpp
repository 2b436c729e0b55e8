#pragma once
// A template is a project as JSON with named ids, made into a fresh Project with new ids.

#include <string_view>

#include "cairn/model/project.hpp"

namespace cairn {

struct TemplateSummary {
    std::string name;        ///< "online-shop", the file's base name
    std::string title;       ///< "Online shop"
    std::string description; ///< one sentence
    std::string industry;
};

/// Reads the "template" head of one template file's JSON.
TemplateSummary templateSummary(std::string_view name, std::string_view json);
/// The project of a template; ids are new. Throws Error{BadInput}.
Project projectFromTemplate(std::string_view name, std::string_view json);
/// An empty project with one map, five stages and the usual lanes.
Project blankProject(std::string title);

} // namespace cairn
