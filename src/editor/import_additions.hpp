#pragma once
// What an import adds to the map beside bindings, as a person ticked it.

#include <string>
#include <vector>

namespace cairn {

struct ImportAdditions {
    std::vector<std::string> touchpoints; ///< events that become touchpoint cards
    bool stages = false;                  ///< steps, or usual events, become stages

    bool empty() const { return touchpoints.empty() && !stages; }
};

} // namespace cairn
