// Cards that go from one map to another.

#include <algorithm>
#include <map>
#include <tuple>

#include "cairn/model/edits.hpp"
#include "core/model/edits_support.hpp"

namespace cairn {
namespace {

/// The lane of the other map that is most like this one: kind and title, else kind, else the first
/// with cards.
LaneId laneLike(const Project& p, const Lane& lane, MapId to) {
    LaneId alike, any;
    for (const Lane* other : lanesOf(p, to)) {
        if (!holdsCards(other->kind))
            continue;
        if (other->kind == lane.kind && other->title == lane.title)
            return other->id;
        if (!alike && other->kind == lane.kind)
            alike = other->id;
        if (!any)
            any = other->id;
    }
    return alike ? alike : any;
}

/// The stage of that title, else the one at the same place in the order, else the last.
StageId stageLike(const Project& p, const Stage& stage, MapId to) {
    const auto here = stagesOf(p, stage.map), there = stagesOf(p, to);
    if (there.empty())
        return {};
    for (const Stage* other : there)
        if (other->title == stage.title)
            return other->id;
    const auto at = static_cast<std::size_t>(
        std::find_if(here.begin(), here.end(), [&](const Stage* s) { return s->id == stage.id; }) -
        here.begin());
    return there[std::min(at, there.size() - 1)]->id;
}

using Place = std::pair<LaneId, StageId>;

/// Where each of the cards goes, those of a place together and in their order.
std::map<Place, std::vector<std::size_t>> places(const Project& p, std::span<const CardId> cards,
                                                 MapId to, std::string_view doing) {
    require(p.maps, to, doing, "map");
    std::map<Place, std::vector<std::size_t>> out;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const Card& card = require(p.cards, cards[i], doing, "card");
        const Place place{laneLike(p, require(p.lanes, card.lane, doing, "lane"), to),
                          stageLike(p, require(p.stages, card.stage, doing, "stage"), to)};
        if (!place.first || !place.second)
            refuse(doing, "the other map has no stage and lane for cards yet");
        out[place].push_back(i);
    }
    return out;
}

std::vector<CardId> pick(std::span<const CardId> from, const std::vector<std::size_t>& which) {
    std::vector<CardId> out;
    for (const std::size_t i : which)
        out.push_back(from[i]);
    return out;
}

} // namespace

Project moveCardsToMap(Project p, std::span<const CardId> cards, MapId to) {
    for (const auto& [place, which] : places(p, cards, to, "move cards to a map"))
        p = moveCards(std::move(p), pick(cards, which), {place.first, place.second});
    // Connectors never lead from map to map: they come along when both ends do.
    std::vector<Link> following;
    std::vector<ElementId> torn;
    for (const auto& link : p.links) {
        const MapId from = mapOf(p, link->from), other = mapOf(p, link->to);
        if (from != other) {
            torn.push_back(link->id);
        } else if (link->map != from) {
            following.push_back(*link);
            following.back().map = from;
        }
    }
    for (Link& link : following)
        p.links.put(std::move(link));
    std::vector<Comment> about;
    for (const auto& comment : p.comments)
        if (std::find(cards.begin(), cards.end(), comment->element.as<CardTag>()) != cards.end()) {
            about.push_back(*comment);
            about.back().map = to;
        }
    for (Comment& comment : about)
        p.comments.put(std::move(comment));
    return removeElements(std::move(p), torn);
}

Project copyCardsToMap(Project p, std::span<const CardId> cards, std::span<const CardId> ids,
                       MapId to) {
    if (cards.size() != ids.size())
        refuse("copy cards to a map", "each copy needs an id");
    for (const auto& [place, which] : places(p, cards, to, "copy cards to a map"))
        p = copyCards(std::move(p), pick(cards, which), pick(ids, which),
                      {place.first, place.second});
    return p;
}

} // namespace cairn
