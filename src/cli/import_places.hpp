#pragma once
// Where an import's events belong on a map: what was asked, what is likely, and what may be added.

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cairn/insight/bindings.hpp"

namespace cairn::cli {

struct PlaceFlags {
    std::vector<std::string> bindings;
    bool noAutoBind = false, makeStages = false;
    int addTouchpoints = 0; ///< so many at most; 0 = none

    void add(CLI::App& command);
};

/// The stage or card of that title. Throws Error naming the stages there are.
ElementId elementNamed(const Project&, const Map&, const std::string& name);

/// One binding that an import makes; why: empty when a person asked for it.
struct Place {
    ElementId element;
    EventBinding binding;
    std::optional<BindingReason> why;
};

/// Asked for with --bind. Throws for a stage or touchpoint that is not on the map.
std::vector<Place> placesAsked(const PlaceFlags&, const Project&, const Map&);
/// And the likely ones that are sure enough, for stages and touchpoints that nobody has bound.
void addLikely(std::vector<Place>&, const Project&, const Map&, const DatasetContent&);

/// What is added beside bindings; `project` has its bindings already.
struct Added {
    std::vector<std::string> stages;          ///< titles
    std::vector<TouchpointPlace> touchpoints;
    std::vector<std::string> touchpointStages; ///< the title of each one's stage
};
Project withAdditions(Project, const Map&, const DatasetContent&, const PlaceFlags&, Added&, const JobControl&);

void printPlaces(const Project& before, const std::vector<Place>&, const Added&);
void placesToJson(nlohmann::ordered_json& document, const Project& before, const std::vector<Place>&, const Added&);

} // namespace cairn::cli
