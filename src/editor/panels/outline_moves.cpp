// Moving things in the outline: by keys and by dragging their rows.
#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/canvas/grips.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/panels/field_specs.hpp"
#include "editor/panels/outline_impl.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

/// Siblings with one of them taken out and put before another (0 = at the end), ranked anew.
template <class E>
Project placed(Project project, std::vector<const E*> order, ElementId id, ElementId before) {
    const auto is = [](ElementId wanted) {
        return [wanted](const E* e) { return ElementId(e->id) == wanted; };
    };
    const auto at = std::find_if(order.begin(), order.end(), is(id));
    if (at == order.end())
        return project;
    const E* moving = *at;
    order.erase(at);
    order.insert(std::find_if(order.begin(), order.end(), is(before)), moving);
    std::vector<E> ranked;
    Rank rank = 0;
    for (const E* element : order) {
        ranked.push_back(*element);
        ranked.back().rank = rank += kRankGap;
    }
    for (E& element : ranked)
        project = put(std::move(project), std::move(element));
    return project;
}

} // namespace

/// Up and down in its cell; past its end into the same lane of the stage beside.
void OutlinePanel::Impl::moveCard(CardId id, int by) {
    const Project& project = document->project();
    const Card* card = project.cards.find(id);
    if (!card)
        return;
    const auto cell = cardsIn(project, card->lane, card->stage);
    const auto at = std::find(cell.begin(), cell.end(), card) - cell.begin();
    const auto size = static_cast<std::ptrdiff_t>(cell.size());
    CardPlace place{card->lane, card->stage, card->step, {}};
    if (at + by >= 0 && at + by < size) {
        const auto before = by < 0 ? at - 1 : at + 2;
        if (before < size)
            place.before = cell[static_cast<std::size_t>(before)]->id;
    } else {
        const auto stages = stagesOf(project, card->map);
        const auto stage = std::find_if(stages.begin(), stages.end(),
                                        [&](const Stage* s) { return s->id == card->stage; });
        const auto to = stage - stages.begin() + by;
        if (to < 0 || to >= static_cast<std::ptrdiff_t>(stages.size()))
            return;
        place.stage = stages[static_cast<std::size_t>(to)]->id;
        place.step = {};
        const auto there = cardsIn(project, card->lane, place.stage);
        if (by > 0 && !there.empty())
            place.before = there.front()->id;
        openStages.insert(place.stage);
    }
    document->edit(tr("move card"), [&](Project p) {
        return moveCards(std::move(p), {&id, 1}, place);
    });
}

bool OutlinePanel::Impl::mayDrop(ElementId id, const QTreeWidgetItem* on, Where where) const {
    const QTreeWidgetItem* what = find(id);
    if (!document || document->readOnly() || !what || !on || what == on)
        return false;
    const OutlineRow kind = kindOfRow(what), there = kindOfRow(on);
    const bool beside = where == Where::Above || where == Where::Below;
    switch (kind) {
    case OutlineRow::Card:
        return (there == OutlineRow::Card && beside) ||
               ((there == OutlineRow::Stage || there == OutlineRow::Step) && where == Where::On) ||
               (there == OutlineRow::Map && where == Where::On &&
                elementOf(on) != ElementId(document->currentMap()));
    case OutlineRow::Step:
        return (there == OutlineRow::Step && beside) ||
               (there == OutlineRow::Stage && where == Where::On);
    case OutlineRow::Map:
    case OutlineRow::Stage:
    case OutlineRow::Persona:
    case OutlineRow::Dataset:
        return there == kind && beside;
    case OutlineRow::Section:
    case OutlineRow::Tag:
    case OutlineRow::Comment:
    case OutlineRow::Hint:
        break;
    }
    return false;
}

/// With all other selected cards when it is one of them. The map it goes to is shown, so that one
/// sees where they went.
void OutlinePanel::Impl::sendCards(CardId grabbed, MapId to, bool copy) {
    std::vector<CardId> cards;
    for (const ElementId id : document->selection())
        if (document->project().cards.find({id.value}))
            cards.push_back({id.value});
    if (std::find(cards.begin(), cards.end(), grabbed) == cards.end())
        cards.assign(1, grabbed);
    if (!copy)
        std::erase_if(cards, [&](CardId card) { return isLocked(document->project(), card); });
    if (cards.empty())
        return;
    std::vector<CardId> ids(cards.size());
    std::generate(ids.begin(), ids.end(), newId<CardId>);
    if (document->edit(copy ? Wording::copyCards(cards.size()) : Wording::moveCards(cards.size()),
                       [&](Project p) {
                           return copy ? copyCardsToMap(std::move(p), cards, ids, to)
                                       : moveCardsToMap(std::move(p), cards, to);
                       })) {
        const auto& there = copy ? ids : cards;
        document->setCurrentMap(to);
        document->select({there.begin(), there.end()});
    }
}

void OutlinePanel::Impl::drop(ElementId id, QTreeWidgetItem* on, Where where, bool copy) {
    const ElementId target = elementOf(on);
    const OutlineRow kind = kindOfRow(find(id)), there = kindOfRow(on);
    if (kind == OutlineRow::Card && there == OutlineRow::Map)
        return sendCards({id.value}, {target.value}, copy);
    // Below a row is above the next one of its kind.
    ElementId before = target;
    if (where == Where::Below) {
        const QTreeWidgetItem* parent = on->parent();
        const QTreeWidgetItem* next =
            parent ? parent->child(parent->indexOfChild(on) + 1) : nullptr;
        before = next && kindOfRow(next) == kind ? elementOf(next) : ElementId{};
    }
    if (before == id)
        return;
    const QString label = tr("move %1").arg(QLocale().toLower(kindWord(document->project(), id)));
    if (kind == OutlineRow::Card) {
        const Project& project = document->project();
        const Card* card = project.cards.find({id.value});
        const Card* beside = project.cards.find({target.value});
        CardPlace place{card->lane, {target.value}, {}, {}};
        if (const Step* step = project.steps.find({target.value}))
            place = {card->lane, step->stage, step->id, {}};
        if (beside) {
            place = {beside->lane, beside->stage, beside->step, {}};
            // The row after the last card of a cell is one of another lane.
            const Card* next = project.cards.find({before.value});
            if (next && next->lane == beside->lane && next->stage == beside->stage)
                place.before = next->id;
        }
        const CardId moving = card->id;
        document->edit(label, [&](Project p) {
            return moveCards(std::move(p), {&moving, 1}, place);
        });
        return;
    }
    document->edit(label, [&](Project p) {
        const Project was = p;
        if (kind == OutlineRow::Step && there == OutlineRow::Stage)
            return moveStep(std::move(p), {id.value}, {target.value}, {});
        if (kind == OutlineRow::Step)
            return moveStep(std::move(p), {id.value}, was.steps.find({target.value})->stage,
                            {before.value});
        if (kind == OutlineRow::Stage)
            return moveStage(std::move(p), {id.value}, {before.value});
        if (kind == OutlineRow::Map)
            return placed(std::move(p), mapsOf(was), id, before);
        if (kind == OutlineRow::Persona)
            return placed(std::move(p), personasOf(was), id, before);
        return placed(std::move(p), datasetsOf(was), id, before);
    });
}

} // namespace cairn
