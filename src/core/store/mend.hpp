#pragma once
// Making a project sound after parts of it were lost.

#include <string>
#include <vector>

#include "cairn/model/project.hpp"

namespace cairn::store {

/// Puts an empty map, stage or lane where cards refer to one that is gone, so that a person's words
/// keep a place; takes away what still refers to nothing. Says what it did. Afterwards validate()
/// finds nothing broken.
void mend(Project& project, std::vector<std::string>& lost);

} // namespace cairn::store
