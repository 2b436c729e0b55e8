#include <algorithm>

#include "cairn/model/edits.hpp"
#include "core/model/edits_support.hpp"

namespace cairn {
namespace {

/// The lane and stage of a place, checked to belong together.
const Lane& checkedPlace(const Project& p, const CardPlace& place, std::string_view doing) {
    const Lane& lane = require(p.lanes, place.lane, doing, "lane");
    const Stage& stage = require(p.stages, place.stage, doing, "stage");
    if (lane.map != stage.map)
        refuse(doing, "the lane and the stage are on different maps");
    if (!holdsCards(lane.kind))
        refuse(doing, "the lane “" + lane.title + "” does not hold cards");
    if (place.step && require(p.steps, place.step, doing, "step").stage != place.stage)
        refuse(doing, "the step belongs to another stage");
    return lane;
}

/// Cards of the cell, or of one step's part of it, that stay where they are.
std::vector<const Card*> siblingsAt(const Project& p, const CardPlace& place,
                                    std::span<const CardId> leaving) {
    auto rows = cardsIn(p, place.lane, place.stage);
    std::erase_if(rows, [&](const Card* c) {
        return std::find(leaving.begin(), leaving.end(), c->id) != leaving.end();
    });
    return rows;
}

void settle(Card& card, const Lane& lane, const CardPlace& place) {
    card.map = lane.map;
    card.lane = place.lane;
    card.stage = place.stage;
    card.step = place.step;
    card.kind = cardKindFor(lane.kind);
}

/// `before` itself may be among those that move: then the first one after it that stays is meant.
CardId stayingBefore(const Project& p, const CardPlace& place, std::span<const CardId> leaving) {
    const auto leaves = [&](CardId id) {
        return std::find(leaving.begin(), leaving.end(), id) != leaving.end();
    };
    if (!place.before || !leaves(place.before))
        return place.before;
    bool past = false;
    for (const Card* card : cardsIn(p, place.lane, place.stage)) {
        past |= card->id == place.before;
        if (past && !leaves(card->id))
            return card->id;
    }
    return {};
}

} // namespace

Project addCard(Project p, CardId id, CardPlace place, std::string text) {
    requireNew(p, id, "add a card");
    const Lane lane = checkedPlace(p, place, "add a card");
    Card card;
    card.id = id;
    card.text = std::move(text);
    settle(card, lane, place);
    placeBefore(p.cards, siblingsAt(p, place, {}), {std::move(card)}, place.before, "add a card");
    return p;
}

Project moveCards(Project p, std::span<const CardId> cards, CardPlace place) {
    const Lane lane = checkedPlace(p, place, "move cards");
    std::vector<Card> moving;
    for (const CardId id : cards) {
        moving.push_back(require(p.cards, id, "move cards", "card"));
        settle(moving.back(), lane, place);
    }
    const CardId before = stayingBefore(p, place, cards);
    placeBefore(p.cards, siblingsAt(p, place, cards), std::move(moving), before, "move cards");
    return p;
}

Project copyCards(Project p, std::span<const CardId> cards, std::span<const CardId> ids,
                  CardPlace place) {
    if (cards.size() != ids.size())
        refuse("copy cards", "each copy needs an id");
    const Lane lane = checkedPlace(p, place, "copy cards");
    std::vector<Card> copies;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        requireNew(p, ids[i], "copy cards");
        copies.push_back(require(p.cards, cards[i], "copy cards", "card"));
        copies.back().id = ids[i];
        settle(copies.back(), lane, place);
    }
    placeBefore(p.cards, siblingsAt(p, place, {}), std::move(copies), place.before, "copy cards");
    return p;
}

Project setEmotion(Project p, EmotionId id, MapId map, PersonaId persona, StageId stage,
                   double value) {
    for (const EmotionPoint* point : emotionsOf(p, map, persona))
        if (point->stage == stage) {
            EmotionPoint changed = *point;
            changed.value = value;
            return put(std::move(p), std::move(changed));
        }
    requireNew(p, id, "set an emotion");
    EmotionPoint point;
    point.id = id;
    point.map = map;
    point.persona = persona;
    point.stage = stage;
    point.value = value;
    return put(std::move(p), std::move(point));
}

Project addLink(Project p, LinkId id, ElementId from, ElementId to, LinkKind kind) {
    requireNew(p, id, "add a link");
    const MapId map = mapOf(p, from);
    if (!map || map != mapOf(p, to))
        refuse("add a link", "both ends must be on the same map");
    if (from == to)
        refuse("add a link", "it must lead somewhere else");
    Link link;
    link.id = id;
    link.map = map;
    link.from = from;
    link.to = to;
    link.kind = kind;
    p.links.put(std::move(link));
    return p;
}

namespace {
void requireFreeName(const Project& p, TagId id, const std::string& name, std::string_view doing) {
    if (name.empty())
        refuse(doing, "a tag needs a name");
    for (const auto& tag : p.tags)
        if (tag->name == name && tag->id != id)
            refuse(doing, "there is a tag “" + name + "” already");
}
constexpr std::int64_t kTagColours = 5;
} // namespace

Project addTag(Project p, TagId id, std::string name) {
    requireNew(p, id, "add a tag");
    requireFreeName(p, id, name, "add a tag");
    Tag tag;
    tag.id = id;
    tag.name = std::move(name);
    tag.colour = static_cast<std::int64_t>(p.tags.size()) % kTagColours;
    placeBefore(p.tags, tagsOf(p), {std::move(tag)}, {}, "add a tag");
    return p;
}

Project renameTag(Project p, TagId id, std::string name) {
    Tag tag = require(p.tags, id, "rename a tag", "tag");
    requireFreeName(p, id, name, "rename a tag");
    std::vector<Card> changed;
    for (const auto& card : p.cards)
        if (std::find(card->tags.begin(), card->tags.end(), tag.name) != card->tags.end()) {
            changed.push_back(*card);
            std::replace(changed.back().tags.begin(), changed.back().tags.end(), tag.name, name);
        }
    for (Card& card : changed)
        p.cards.put(std::move(card));
    tag.name = std::move(name);
    p.tags.put(std::move(tag));
    return p;
}

Project addComment(Project p, CommentId id, MapId map, ElementId element, std::string author,
                   std::string text, TimeMs at) {
    requireNew(p, id, "comment");
    require(p.maps, map, "comment", "map");
    if (element && mapOf(p, element) != map)
        refuse("comment", "what it is about is not on the map");
    p.comments.put({id, map, element, std::move(author), std::move(text), at, false});
    return p;
}

Project addNote(Project p, NoteId id, MapId map, double x, double y, std::string text) {
    requireNew(p, id, "add a note");
    require(p.maps, map, "add a note", "map");
    Note note;
    note.id = id;
    note.map = map;
    note.x = x;
    note.y = y;
    note.text = std::move(text);
    p.notes.put(std::move(note));
    return p;
}

} // namespace cairn
