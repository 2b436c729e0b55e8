#include <set>

#include "cairn/model/edits.hpp"
#include "core/model/edits_support.hpp"

namespace cairn {
namespace {

template <class T> void eraseIds(Table<T>& table, const std::set<ElementId>& ids) {
    table.eraseIf([&](const T& row) { return ids.contains(row.id); });
}

void dropPersonasFromMaps(Project& p, const std::set<ElementId>& gone) {
    for (const Map* map : mapsOf(p)) {
        Map changed = *map;
        if (std::erase_if(changed.personas, [&](PersonaId id) { return gone.contains(id); }) > 0)
            p.maps.put(std::move(changed));
    }
}

void dropDatasetsFromMaps(Project& p, const std::set<ElementId>& gone) {
    for (const Map* map : mapsOf(p))
        if (gone.contains(map->funnel.dataset) || gone.contains(map->funnel.compare.dataset) ||
            gone.contains(map->feedback)) {
            Map changed = *map;
            if (gone.contains(map->feedback))
                changed.feedback = {};
            if (gone.contains(map->funnel.dataset))
                changed.funnel.dataset = {};
            if (gone.contains(map->funnel.compare.dataset))
                changed.funnel.compare = {};
            p.maps.put(std::move(changed));
        }
}

/// What came after a removed dataset follows the one before it.
void closeGapsBetweenDatasets(Project& p, const std::set<ElementId>& gone) {
    for (const Dataset* dataset : datasetsOf(p)) {
        DatasetId previous = dataset->previous;
        for (std::size_t i = 0; gone.contains(previous) && i < p.datasets.size(); ++i) {
            const Dataset* removed = p.datasets.find(previous);
            previous = removed ? removed->previous : DatasetId{};
        }
        if (gone.contains(previous) || previous == dataset->id)
            previous = {}; // a file may hold a circle
        if (previous == dataset->previous)
            continue;
        Dataset changed = *dataset;
        changed.previous = previous;
        p.datasets.put(std::move(changed));
    }
}

void dropImages(Project& p, const std::set<ElementId>& gone) {
    if (gone.contains(p.facts.brandLogo))
        p.facts.brandLogo = {};
    std::vector<Card> bare;
    for (const auto& card : p.cards)
        if (card->image && gone.contains(card->image)) {
            bare.push_back(*card);
            bare.back().image = {};
        }
    for (Card& card : bare)
        p.cards.put(std::move(card));
    for (const Persona* persona : personasOf(p))
        if (gone.contains(persona->portrait)) {
            Persona changed = *persona;
            changed.portrait = {};
            p.personas.put(std::move(changed));
        }
}

/// Stages no longer lead to a removed map, and maps are no longer the future of it.
void dropMapLinks(Project& p, const std::set<ElementId>& gone) {
    std::vector<Stage> stages;
    for (const auto& stage : p.stages)
        if (stage->detail && gone.contains(stage->detail)) {
            stages.push_back(*stage);
            stages.back().detail = {};
        }
    for (Stage& stage : stages)
        p.stages.put(std::move(stage));
    for (const Map* map : mapsOf(p))
        if (map->origin && gone.contains(map->origin)) {
            Map changed = *map;
            changed.origin = {};
            p.maps.put(std::move(changed));
        }
}

/// A removed tag is taken off the cards.
void dropTags(Project& p, const std::set<ElementId>& gone) {
    std::set<std::string> names;
    for (const auto& tag : p.tags)
        if (gone.contains(tag->id))
            names.insert(tag->name);
    if (names.empty())
        return;
    std::vector<Card> changed;
    for (const auto& card : p.cards) {
        Card bare = *card;
        if (std::erase_if(bare.tags, [&](const auto& name) { return names.contains(name); }) > 0)
            changed.push_back(std::move(bare));
    }
    for (Card& card : changed)
        p.cards.put(std::move(card));
}

/// Cards of a removed step stay, on the stage as a whole.
void liftCardsFromSteps(Project& p, const std::set<ElementId>& gone) {
    std::vector<Card> lifted;
    for (const auto& card : p.cards)
        if (card->step && gone.contains(card->step)) {
            lifted.push_back(*card);
            lifted.back().step = {};
        }
    for (Card& card : lifted)
        p.cards.put(std::move(card));
}

void checkEmotion(double value) {
    if (!(value >= -2 && value <= 2))
        refuse("set an emotion", "it must lie between −2 and +2");
}

void checkCard(const Card& card) {
    if (card.severity && (*card.severity < 0 || *card.severity > 4))
        refuse("change a card", "severity goes from 0 to 4");
    if (card.reach && !(*card.reach >= 0 && *card.reach <= 1))
        refuse("change a card", "reach goes from 0 to 100 %");
    if (card.frequency && !(*card.frequency >= 0 && *card.frequency <= 1))
        refuse("change a card", "frequency goes from 0 to 100 %");
    const auto& score = card.painOverride;
    if (score.value && !(*score.value >= 0 && *score.value <= 100))
        refuse("set a score by hand", "a score goes from 0 to 100");
    if (score.value && score.reason.empty())
        refuse("set a score by hand", "say why: a score set by hand needs a reason");
}

} // namespace

Project put(Project p, Persona e) {
    p.personas.put(std::move(e));
    return p;
}
Project put(Project p, Map e) {
    p.maps.put(std::move(e));
    return p;
}
Project put(Project p, Stage e) {
    require(p.maps, e.map, "change a stage", "map");
    p.stages.put(std::move(e));
    return p;
}
Project put(Project p, Step e) {
    require(p.stages, e.stage, "change a step", "stage");
    p.steps.put(std::move(e));
    return p;
}
Project put(Project p, Lane e) {
    require(p.maps, e.map, "change a lane", "map");
    const CardKind kind = cardKindFor(e.kind);
    std::vector<Card> changed;
    for (const auto& card : p.cards)
        if (card->lane == e.id && card->kind != kind) {
            changed.push_back(*card);
            changed.back().kind = kind;
        }
    for (Card& card : changed)
        p.cards.put(std::move(card));
    p.lanes.put(std::move(e));
    return p;
}
Project put(Project p, Card e) {
    require(p.lanes, e.lane, "change a card", "lane");
    require(p.stages, e.stage, "change a card", "stage");
    checkCard(e);
    p.cards.put(std::move(e));
    return p;
}
Project put(Project p, EmotionPoint e) {
    require(p.stages, e.stage, "change an emotion", "stage");
    require(p.personas, e.persona, "change an emotion", "persona");
    checkEmotion(e.value);
    p.emotions.put(std::move(e));
    return p;
}
Project put(Project p, Link e) {
    p.links.put(std::move(e));
    return p;
}
Project put(Project p, Note e) {
    require(p.maps, e.map, "change a note", "map");
    p.notes.put(std::move(e));
    return p;
}
Project put(Project p, Dataset e) {
    p.datasets.put(std::move(e));
    return p;
}
Project put(Project p, Image e) {
    p.images.put(std::move(e));
    return p;
}
Project put(Project p, Comment e) {
    require(p.maps, e.map, "change a comment", "map");
    p.comments.put(std::move(e));
    return p;
}
Project put(Project p, Tag e) {
    p.tags.put(std::move(e));
    return p;
}
Project setFacts(Project p, ProjectFacts facts) {
    if (facts.conversionValue && !(*facts.conversionValue >= 0))
        refuse("change the project", "the value of a conversion cannot be negative");
    p.facts = std::move(facts);
    return p;
}

Project removeElements(Project p, std::span<const ElementId> elements) {
    std::set<ElementId> gone(elements.begin(), elements.end());
    const auto add = [&](const auto& table, auto hangsOn) {
        for (const auto& row : table)
            if (hangsOn(*row))
                gone.insert(row->id);
    };
    const auto onMap = [&](const auto& e) { return gone.contains(e.map); };
    add(p.stages, onMap);
    add(p.lanes, onMap);
    add(p.notes, onMap);
    add(p.steps, [&](const Step& e) { return onMap(e) || gone.contains(e.stage); });
    add(p.cards, [&](const Card& e) { return gone.contains(e.stage) || gone.contains(e.lane); });
    add(p.emotions, [&](const EmotionPoint& e) {
        return onMap(e) || gone.contains(e.stage) || gone.contains(e.persona);
    });
    add(p.links,
        [&](const Link& e) { return onMap(e) || gone.contains(e.from) || gone.contains(e.to); });
    add(p.comments, [&](const Comment& e) { return onMap(e) || gone.contains(e.element); });
    liftCardsFromSteps(p, gone);
    dropPersonasFromMaps(p, gone);
    dropDatasetsFromMaps(p, gone);
    closeGapsBetweenDatasets(p, gone);
    dropImages(p, gone);
    dropMapLinks(p, gone);
    dropTags(p, gone);
    forEachTable(p, [&](std::string_view, auto& table) { eraseIds(table, gone); });
    return p;
}

Project rename(Project p, ElementId id, std::string title) {
    bool renamed = false;
    forEachTable(p, [&](std::string_view, auto& table) {
        using IdType = typename std::remove_cvref_t<decltype(table)>::IdType;
        const auto* found = table.find(IdType{id.value});
        if (found == nullptr)
            return;
        auto changed = *found;
        if constexpr (requires { changed.title; })
            changed.title = title;
        else if constexpr (requires { changed.name; })
            changed.name = title;
        else
            changed.text = title;
        table.put(std::move(changed));
        renamed = true;
    });
    if (!renamed)
        refuse("rename", "there is no such element");
    return p;
}

Project bind(Project p, ElementId id, EventBinding binding) {
    if (const Stage* stage = p.stages.find(id.as<StageTag>())) {
        Stage changed = *stage;
        changed.binding = std::move(binding);
        p.stages.put(std::move(changed));
    } else if (const Card* card = p.cards.find(id.as<CardTag>())) {
        Card changed = *card;
        changed.binding = std::move(binding);
        p.cards.put(std::move(changed));
    } else {
        refuse("bind to events", "only stages and cards can be bound");
    }
    return p;
}

} // namespace cairn
