#pragma once
// Which cards and curves a person wants to see just now. A way of looking, never part of the project.

#include <set>
#include <string>
#include <vector>

#include "cairn/model/project.hpp"

namespace cairn {

/// Within one kind any of the wanted will do; of different kinds all must hold. An empty kind wants everything.
struct CardFilter {
    std::set<std::string> tags, owners;
    std::set<Channel> channels;
    std::set<PersonaId> personas; ///< whose curves are wanted; cards belong to nobody
    bool empty() const { return size() == 0; }
    std::size_t size() const { return tags.size() + owners.size() + channels.size() + personas.size(); }
    friend bool operator==(const CardFilter&, const CardFilter&) = default;
};

/// What the map's cards and curves could be filtered by, each once, ascending; personas in the map's order.
struct FilterChoices {
    std::vector<std::string> tags, owners;
    std::vector<Channel> channels;
    std::vector<PersonaId> personas;
};
FilterChoices filterChoices(const Project&, MapId);

/// Cards, emotion points and personas of the map that the filter does not want, ascending.
std::vector<ElementId> filteredOut(const Project&, MapId, const CardFilter&);

} // namespace cairn
