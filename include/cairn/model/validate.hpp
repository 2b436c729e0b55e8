#pragma once
// What is wrong with a project, in words. A project made by edits has no broken references.

#include "cairn/model/project.hpp"

namespace cairn {

struct Problem {
    enum class Severity { Broken, Doubtful } severity = Severity::Broken;
    ElementId element;
    std::string what; ///< "Card “Payment page” lies on a stage that does not exist."
};

/// Broken references, values out of range, over-long text, duplicate ids across tables; empty = sound.
std::vector<Problem> validate(const Project&);

} // namespace cairn
