// What the canvas changes: each function is one edit of the document, so one undo step.

#include <algorithm>
#include <map>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

/// Among siblings in order: what `moved` would stand before when it goes one place back or on.
/// Nothing at the end.
template <class IdType>
std::optional<IdType> beforeAfterStep(const std::vector<IdType>& siblings, IdType moved, int step) {
    const auto at = std::find(siblings.begin(), siblings.end(), moved) - siblings.begin();
    const auto count = static_cast<std::ptrdiff_t>(siblings.size());
    if (at == count || at + step < 0 || at + step >= count)
        return std::nullopt;
    const auto before = step < 0 ? at - 1 : at + 2;
    return before >= count ? IdType{} : siblings[static_cast<std::size_t>(before)];
}

template <class Elements> auto idsOf(const Elements& elements) {
    std::vector<decltype(elements.front()->id)> ids;
    for (const auto* element : elements)
        ids.push_back(element->id);
    return ids;
}

using Cell = std::tuple<LaneId, StageId, StepId>;

/// The selected cards of each cell, in their order there.
std::map<Cell, std::vector<CardId>> byCell(const Project& project,
                                           const std::vector<CardId>& cards) {
    std::map<Cell, std::vector<const Card*>> found;
    for (const CardId id : cards)
        if (const Card* card = project.cards.find(id))
            found[{card->lane, card->stage, card->step}].push_back(card);
    std::map<Cell, std::vector<CardId>> out;
    for (auto& [cell, list] : found) {
        std::sort(list.begin(), list.end(), [](const Card* a, const Card* b) {
            return std::pair(a->rank, a->id) < std::pair(b->rank, b->id);
        });
        out[cell] = idsOf(list);
    }
    return out;
}

std::vector<CardId> cardsOfCell(const Project& project, const Cell& cell) {
    std::vector<CardId> out;
    for (const Card* card : cardsIn(project, std::get<LaneId>(cell), std::get<StageId>(cell)))
        if (card->step == std::get<StepId>(cell))
            out.push_back(card->id);
    return out;
}

CardPlace placeIn(const Cell& cell, CardId before) {
    return {std::get<LaneId>(cell), std::get<StageId>(cell), std::get<StepId>(cell), before};
}

CardId at(const std::vector<CardId>& cards, std::size_t index) {
    return index < cards.size() ? cards[index] : CardId{};
}

std::size_t indexOf(const std::vector<CardId>& cards, CardId id) {
    return static_cast<std::size_t>(std::find(cards.begin(), cards.end(), id) - cards.begin());
}

/// The next lane up or down that holds cards.
LaneId laneBeside(const Project& project, MapId map, LaneId from, int step) {
    const auto lanes = lanesOf(project, map);
    auto i =
        std::find_if(lanes.begin(), lanes.end(), [&](const Lane* l) { return l->id == from; }) -
        lanes.begin();
    const auto count = static_cast<std::ptrdiff_t>(lanes.size());
    for (i += step; i >= 0 && i < count; i += step)
        if (const Lane* lane = lanes[static_cast<std::size_t>(i)]; holdsCards(lane->kind))
            return lane->id;
    return {};
}

} // namespace

std::vector<CardId> MapCanvas::Impl::selectedCards() const {
    std::vector<CardId> out;
    for (const ElementId id : document->selection())
        if (document->project().cards.find(id.as<CardTag>()))
            out.push_back(id.as<CardTag>());
    return out;
}

std::vector<const Region*> MapCanvas::Impl::cellsOfLane(ElementId lane) const {
    std::vector<const Region*> out;
    for (const Region& region : scene.list.regions)
        if (region.kind == RegionKind::Cell && region.element == lane) {
            const PointF c = region.rect.centre();
            const Region* leaf = scene.cellAt({c.x, c.y});
            if (region.third || leaf == &region || !leaf || leaf->element != lane)
                out.push_back(&region);
        }
    const bool rtl = scene.list.rightToLeft;
    std::stable_sort(out.begin(), out.end(), [rtl](const Region* a, const Region* b) {
        return rtl ? a->rect.x > b->rect.x : a->rect.x < b->rect.x;
    });
    return out;
}

const Region* MapCanvas::Impl::cellOfCard(const Region& card) const {
    const PointF c = card.rect.centre();
    return scene.cellAt({c.x, c.y});
}

/// To the next or previous column, at the same height in the cell.
void MapCanvas::Impl::moveCardsAcross(const std::vector<CardId>& cards, int step) {
    document->edit(Wording::moveCards(cards.size()), [&](Project project) {
        for (const auto& [cell, ids] : byCell(project, cards)) {
            const auto cells = cellsOfLane(std::get<LaneId>(cell));
            const auto here = std::find_if(cells.begin(), cells.end(), [&](const Region* r) {
                return r->second == ElementId(std::get<StageId>(cell)) &&
                       r->third == ElementId(std::get<StepId>(cell));
            });
            const auto next = here - cells.begin() + step;
            if (here == cells.end() || next < 0 || next >= std::ssize(cells))
                continue;
            const Region& to = *cells[static_cast<std::size_t>(next)];
            const Cell there{to.element.as<LaneTag>(), to.second.as<StageTag>(),
                             to.third.as<StepTag>()};
            const auto height = indexOf(cardsOfCell(project, cell), ids.front());
            const CardId before = at(cardsOfCell(project, there), height);
            project = moveCards(std::move(project), ids, placeIn(there, before));
        }
        return project;
    });
}

/// Up or down within the cell; past its ends to the lane above or below.
void MapCanvas::Impl::moveCardsAlong(const std::vector<CardId>& cards, int step) {
    const MapId map = document->currentMap();
    document->edit(Wording::moveCards(cards.size()), [&](Project project) {
        for (const auto& [cell, ids] : byCell(project, cards)) {
            const auto siblings = cardsOfCell(project, cell);
            const auto first = indexOf(siblings, ids.front()), last = indexOf(siblings, ids.back());
            if (step < 0 && first > 0) {
                project = moveCards(std::move(project), ids, placeIn(cell, siblings[first - 1]));
            } else if (step > 0 && last + 1 < siblings.size()) {
                project = moveCards(std::move(project), ids, placeIn(cell, at(siblings, last + 2)));
            } else if (const LaneId lane = laneBeside(project, map, std::get<LaneId>(cell), step)) {
                Cell there = cell;
                std::get<LaneId>(there) = lane;
                const CardId before = step < 0 ? CardId{} : at(cardsOfCell(project, there), 0);
                project = moveCards(std::move(project), ids, placeIn(there, before));
            }
        }
        return project;
    });
}

template <class IdType> void MapCanvas::Impl::leaveLocked(std::vector<IdType>& elements) {
    const ElementId first = elements.empty() ? ElementId{} : ElementId(elements.front());
    std::erase_if(elements, [&](ElementId id) { return isLocked(document->project(), id); });
    if (elements.empty() && first)
        refuseLocked(first); // says so
}

bool MapCanvas::Impl::moveSelected(Direction direction) {
    auto cards = selectedCards();
    if (cards.empty() && spot && spot->kind == RegionKind::Card)
        cards.push_back(spot->element.as<CardTag>());
    leaveLocked(cards);
    if (cards.empty())
        return true;
    const bool mirrored = scene.list.rightToLeft;
    switch (direction) {
    case Direction::Up:
    case Direction::Down:
        moveCardsAlong(cards, direction == Direction::Up ? -1 : 1);
        break;
    default:
        moveCardsAcross(cards, (direction == Direction::Left) == mirrored ? 1 : -1);
    }
    ensureLayout();
    // The spot knows its cell; find the card where it is now.
    if (const Region* region = scene.mainRegion(cards.back())) {
        spot = spotOf(*region);
        reveal(toQt(region->rect));
        announce();
    }
    return true;
}

bool MapCanvas::Impl::moveNotes(Direction direction) {
    std::vector<NoteId> notes;
    for (const ElementId id : document->selection())
        if (document->project().notes.find(id.as<NoteTag>()))
            notes.push_back(id.as<NoteTag>());
    if (notes.empty())
        return false;
    leaveLocked(notes);
    constexpr double kStep = 16;
    const double along = scene.list.rightToLeft ? -kStep : kStep;
    const double dx = direction == Direction::Left    ? -along
                      : direction == Direction::Right ? along
                                                      : 0;
    const double dy = direction == Direction::Up     ? -kStep
                      : direction == Direction::Down ? kStep
                                                     : 0;
    if (notes.empty())
        return true;
    document->edit(Wording::moveNotes(notes.size()), [&](Project project) {
        for (const NoteId id : notes) {
            Note note = *project.notes.find(id);
            note.x += dx;
            note.y += dy;
            project = put(std::move(project), std::move(note));
        }
        return project;
    });
    return true;
}

bool MapCanvas::Impl::moveHeader(const Region& region, Direction direction) {
    const bool header = region.kind == RegionKind::StageHeader ||
                        region.kind == RegionKind::StepHeader ||
                        region.kind == RegionKind::LaneHeader;
    if (header && refuseLocked(region.element))
        return true;
    const bool vertical = direction == Direction::Up || direction == Direction::Down;
    const bool mirrored = scene.list.rightToLeft && !vertical;
    const bool back = direction == Direction::Up || direction == Direction::Left;
    const int step = back != mirrored ? -1 : 1;
    const Project& project = document->project();
    const MapId map = document->currentMap();
    const auto element = region.element;
    if (region.kind == RegionKind::StageHeader && !vertical) {
        if (const auto before =
                beforeAfterStep(idsOf(stagesOf(project, map)), element.as<StageTag>(), step))
            document->edit(tr("move stage"), [&](Project p) {
                return moveStage(std::move(p), element.as<StageTag>(), *before);
            });
    } else if (region.kind == RegionKind::StepHeader && !vertical) {
        const auto stage = region.second.as<StageTag>();
        if (const auto before =
                beforeAfterStep(idsOf(stepsOf(project, stage)), element.as<StepTag>(), step))
            document->edit(tr("move step"), [&](Project p) {
                return moveStep(std::move(p), element.as<StepTag>(), stage, *before);
            });
    } else if (region.kind == RegionKind::LaneHeader && vertical) {
        if (const auto before =
                beforeAfterStep(idsOf(lanesOf(project, map)), element.as<LaneTag>(), step))
            document->edit(tr("move lane"), [&](Project p) {
                return moveLane(std::move(p), element.as<LaneTag>(), *before);
            });
    } else {
        return region.kind == RegionKind::StageHeader || region.kind == RegionKind::StepHeader ||
               region.kind == RegionKind::LaneHeader;
    }
    ensureLayout();
    if (const Region* now = spotRegion())
        reveal(toQt(now->rect));
    announce();
    return true;
}

void MapCanvas::Impl::removeSelected(const QString& words) {
    if (!editable())
        return;
    ensureLayout();
    const Project& project = document->project();
    std::vector<ElementId> doomed;
    std::vector<PersonaId> hidden;
    for (const ElementId id : document->selection()) {
        const auto kind = kindOf(project, id);
        if (kind == "persona")
            hidden.push_back(
                id.as<PersonaTag>()); // leaves this map; the person stays in the project
        else if (kind != "map" && kind != "dataset" && kind != "image" && !kind.empty())
            doomed.push_back(id);
    }
    leaveLocked(doomed);
    if (doomed.empty() && hidden.empty())
        return;
    // After a card goes, the keyboard is at the one that takes its place.
    const Region* card = doomed.empty() ? nullptr : scene.find(RegionKind::Card, doomed.back());
    const Region* cellRegion = card ? cellOfCard(*card) : nullptr;
    std::optional<Spot> cell;
    std::size_t height = 0;
    if (cellRegion) {
        cell = spotOf(*cellRegion);
        const auto cards = scene.cardsIn(*cellRegion);
        height =
            static_cast<std::size_t>(std::find(cards.begin(), cards.end(), card) - cards.begin());
    }
    const MapId map = document->currentMap();
    const QString label = !words.isEmpty()  ? words
                          : doomed.empty() ? tr("hide persona")
                                           : Wording::remove(project, doomed);
    document->edit(label, [&](Project p) {
        for (const PersonaId id : hidden)
            p = showPersona(std::move(p), map, id, false);
        return removeElements(std::move(p), doomed);
    });
    document->select({});
    ensureLayout();
    const Region* left = cell ? scene.find(*cell) : nullptr;
    if (!left)
        return;
    const auto cards = scene.cardsIn(*left);
    if (cards.empty())
        goTo(*cell);
    else
        goTo(spotOf(*cards[std::min(height, cards.size() - 1)]));
}

void MapCanvas::Impl::duplicateSelected() {
    if (!editable())
        return;
    std::vector<ElementId> made;
    const auto cards = selectedCards();
    const auto selected = document->selection();
    constexpr double kAside = 20;
    const QString label =
        cards.empty() ? Wording::copyNotes(selected.size()) : Wording::duplicate(cards.size());
    document->edit(label, [&](Project project) {
        for (const auto& [cell, ids] : byCell(project, cards)) {
            const auto siblings = cardsOfCell(project, cell);
            std::vector<CardId> copies(ids.size());
            std::generate(copies.begin(), copies.end(), newId<CardId>);
            const CardId before = at(siblings, indexOf(siblings, ids.back()) + 1);
            project = copyCards(std::move(project), ids, copies, placeIn(cell, before));
            made.insert(made.end(), copies.begin(), copies.end());
        }
        for (const ElementId id : selected)
            if (const Note* found = project.notes.find(id.as<NoteTag>())) {
                Note note = *found;
                note.id = newId<NoteId>();
                note.x += kAside;
                note.y += kAside;
                made.push_back(note.id);
                project = put(std::move(project), std::move(note));
            }
        return project;
    });
    ensureLayout();
    if (!made.empty())
        document->select(made);
}

void MapCanvas::Impl::selectAll() {
    if (!document)
        return;
    ensureLayout();
    std::vector<ElementId> all;
    for (const Region& region : scene.list.regions)
        if (region.kind == RegionKind::Card)
            all.push_back(region.element);
    document->select(std::move(all));
}

} // namespace cairn
