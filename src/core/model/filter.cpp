#include "cairn/model/filter.hpp"

#include <algorithm>

namespace cairn {

namespace {

bool wanted(const Card& card, const CardFilter& filter) {
    const bool tag = filter.tags.empty() ||
                     std::any_of(card.tags.begin(), card.tags.end(),
                                 [&](const auto& name) { return filter.tags.contains(name); });
    return tag && (filter.owners.empty() || filter.owners.contains(card.owner)) &&
           (filter.channels.empty() || filter.channels.contains(card.channel));
}

} // namespace

FilterChoices filterChoices(const Project& project, MapId mapId) {
    std::set<std::string> tags, owners;
    std::set<Channel> channels;
    for (const auto& card : project.cards) {
        if (card->map != mapId)
            continue;
        tags.insert(card->tags.begin(), card->tags.end());
        owners.insert(card->owner);
        channels.insert(card->channel);
    }
    tags.erase("");
    owners.erase("");
    channels.erase(Channel::None);
    FilterChoices choices{{tags.begin(), tags.end()},
                          {owners.begin(), owners.end()},
                          {channels.begin(), channels.end()},
                          {}};
    if (const Map* map = project.maps.find(mapId))
        for (const Persona* persona : personasOf(project, *map))
            if (!emotionsOf(project, mapId, persona->id).empty())
                choices.personas.push_back(persona->id);
    return choices;
}

std::vector<ElementId> filteredOut(const Project& project, MapId mapId, const CardFilter& filter) {
    std::vector<ElementId> out;
    if (filter.empty())
        return out;
    for (const auto& card : project.cards)
        if (card->map == mapId && !wanted(*card, filter))
            out.push_back(card->id);
    const Map* map = project.maps.find(mapId);
    if (map && !filter.personas.empty())
        for (const Persona* persona : personasOf(project, *map)) {
            if (filter.personas.contains(persona->id))
                continue;
            out.push_back(persona->id);
            for (const EmotionPoint* point : emotionsOf(project, mapId, persona->id))
                out.push_back(point->id);
        }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace cairn
