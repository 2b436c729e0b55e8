#include "support/random_project.hpp"

#include <array>

#include "cairn/model/names.hpp"

namespace cairn::test {
namespace {

constexpr std::array<const char*, 12> kTexts{
    "",
    "Payment page",
    "“Why do you need my phone twice?”",
    "two\nlines\tand a tab",
    "Lieferbestätigungsbenachrichtigung",
    "هل التوصيل مجاني؟",
    "支払いページで離脱",
    "émoji 🛒 and 'quotes' \"here\"",
    "<img src=/etc/passwd>",
    "=SUM(A1:A9)",
    "a; drop table card; --",
    "\xEF\xBB\xBF byte order mark",
};

template <class T> std::vector<typename Table<T>::IdType> idsOf(const Table<T>& table) {
    std::vector<typename Table<T>::IdType> ids;
    for (const auto& row : table)
        ids.push_back(row->id);
    return ids;
}

} // namespace

std::size_t RandomEditor::below(std::size_t n) {
    return n == 0 ? 0 : static_cast<std::size_t>(m_random() % n);
}

std::string RandomEditor::text() {
    return kTexts[below(kTexts.size())];
}

template <class IdType> IdType RandomEditor::freshId() {
    return IdType{(m_random() >> 12) | 1U};
}

Project RandomEditor::project(int edits) {
    Project p;
    p.facts.title = text();
    for (int i = 0; i < edits; ++i)
        p = step(std::move(p));
    return p;
}

Project RandomEditor::step(Project p) {
    if (p.maps.empty())
        return addMap(std::move(p), freshId<MapId>(), text(), MapKind::Current, below(2) == 0);
    const std::size_t kind = below(10);
    if (kind < 5)
        return addSomething(std::move(p));
    if (kind < 7)
        return changeSomething(std::move(p));
    if (kind < 9)
        return moveSomething(std::move(p));
    return removeSomething(std::move(p));
}

Project RandomEditor::addSomething(Project p) {
    const auto maps = idsOf(p.maps);
    const MapId map = maps[below(maps.size())];
    const auto stages = stagesOf(p, map);
    std::vector<const Lane*> cardLanes;
    for (const Lane* lane : lanesOf(p, map))
        if (holdsCards(lane->kind))
            cardLanes.push_back(lane);
    switch (below(10)) {
    case 0:
        return addPersona(std::move(p), freshId<PersonaId>(), text());
    case 1: {
        const auto before = stages.empty() || below(2) == 0 ? StageId{} : stages[below(stages.size())]->id;
        return addStage(std::move(p), freshId<StageId>(), map, text(), before);
    }
    case 2: {
        const auto kinds = allOf<LaneKind>();
        return addLane(std::move(p), freshId<LaneId>(), map, kinds[below(kinds.size())], text());
    }
    case 3:
        return addNote(std::move(p), freshId<NoteId>(), map, static_cast<double>(below(1000)) / 3,
                       static_cast<double>(below(1000)), text());
    case 4:
        if (!stages.empty())
            return addStep(std::move(p), freshId<StepId>(), stages[below(stages.size())]->id, text());
        break;
    case 5:
        if (!stages.empty() && !p.personas.empty()) {
            const auto personas = idsOf(p.personas);
            return setEmotion(std::move(p), freshId<EmotionId>(), map,
                              personas[below(personas.size())], stages[below(stages.size())]->id,
                              static_cast<double>(below(401)) / 100 - 2);
        }
        break;
    case 6:
        if (stages.size() > 1)
            return addLink(std::move(p), freshId<LinkId>(), stages.front()->id, stages.back()->id,
                           LinkKind::Loop);
        break;
    default:
        break;
    }
    if (stages.empty() || cardLanes.empty())
        return p;
    const Stage* stage = stages[below(stages.size())];
    const Lane* lane = cardLanes[below(cardLanes.size())];
    const auto cell = cardsIn(p, lane->id, stage->id);
    const auto before = cell.empty() || below(2) == 0 ? CardId{} : cell[below(cell.size())]->id;
    return addCard(std::move(p), freshId<CardId>(), {lane->id, stage->id, {}, before}, text());
}

Project RandomEditor::changeSomething(Project p) {
    const auto cards = idsOf(p.cards);
    const auto personas = idsOf(p.personas);
    switch (below(9)) {
    case 5: {
        const auto stages = idsOf(p.stages);
        if (!stages.empty()) {
            Stage stage = *p.stages.find(stages[below(stages.size())]);
            stage.width = static_cast<double>(100 + below(400));
            stage.collapsed = below(2) == 0;
            stage.detail = idsOf(p.maps)[below(p.maps.size())];
            return put(std::move(p), std::move(stage));
        }
        break;
    }
    case 6: {
        const auto lanes = idsOf(p.lanes);
        if (!lanes.empty()) {
            Lane lane = *p.lanes.find(lanes[below(lanes.size())]);
            lane.height = static_cast<double>(20 + below(400)) / 2;
            lane.locked = below(2) == 0;
            return put(std::move(p), std::move(lane));
        }
        break;
    }
    case 7: {
        ElementId about{};
        if (!cards.empty() && below(2) == 0)
            about = cards[below(cards.size())];
        const MapId map = about ? mapOf(p, about) : idsOf(p.maps)[below(p.maps.size())];
        return addComment(std::move(p), freshId<CommentId>(), map, about, text(), text(),
                          static_cast<TimeMs>(below(1u << 30)));
    }
    case 8:
        return addTag(std::move(p), freshId<TagId>(), "tag " + std::to_string(m_random()));
    case 0:
        if (!cards.empty()) {
            Card card = *p.cards.find(cards[below(cards.size())]);
            card.severity = static_cast<std::int64_t>(below(5));
            card.frequency = static_cast<double>(below(1001)) / 1000;
            card.tags = {text(), text()};
            card.momentOfTruth = below(2) == 0;
            card.channel = allOf<Channel>()[below(allOf<Channel>().size())];
            card.binding.filters = {{text(), FilterOp::IsNot, text()}};
            card.feedbackPlaces = {text(), text()};
            card.figure = text();
            card.channelName = text();
            card.locked = below(2) == 0;
            return put(std::move(p), std::move(card));
        }
        break;
    case 1:
        if (!personas.empty()) {
            Persona persona = *p.personas.find(personas[below(personas.size())]);
            persona.goals = {text(), text(), text()};
            persona.demographics = {{"Age", "34"}, {text(), text()}};
            persona.segment = {{text(), FilterOp::IsNot, text()}};
            return put(std::move(p), std::move(persona));
        }
        break;
    case 2:
        if (!cards.empty())
            return bind(std::move(p), cards[below(cards.size())], {{text(), "purchase"}, {}});
        break;
    case 3: {
        ProjectFacts facts = p.facts;
        facts.author = text();
        facts.conversionValue = static_cast<double>(below(10000)) / 7;
        return setFacts(std::move(p), std::move(facts));
    }
    default:
        break;
    }
    const auto maps = idsOf(p.maps);
    if (!personas.empty() && below(2) == 0)
        return showPersona(std::move(p), maps[below(maps.size())], personas[below(personas.size())],
                           below(3) != 0);
    return rename(std::move(p), maps[below(maps.size())], text());
}

Project RandomEditor::moveSomething(Project p) {
    const auto maps = idsOf(p.maps);
    const MapId map = maps[below(maps.size())];
    const auto stages = stagesOf(p, map);
    const auto cards = cardsOf(p, map);
    if (below(3) == 0 && stages.size() > 1)
        return moveStage(std::move(p), stages[below(stages.size())]->id,
                         below(2) == 0 ? StageId{} : stages[below(stages.size())]->id);
    const auto lanes = lanesOf(p, map);
    if (below(4) == 0 && lanes.size() > 1)
        return moveLane(std::move(p), lanes[below(lanes.size())]->id,
                        below(2) == 0 ? LaneId{} : lanes[below(lanes.size())]->id);
    if (cards.empty())
        return p;
    const Card* target = cards[below(cards.size())];
    const std::array<CardId, 2> moved{cards[below(cards.size())]->id, target->id};
    const CardPlace place{target->lane, target->stage, {}, below(2) == 0 ? CardId{} : target->id};
    if (below(3) == 0) {
        const std::array<CardId, 2> copies{freshId<CardId>(), freshId<CardId>()};
        return copyCards(std::move(p), moved, copies, place);
    }
    const std::size_t count = moved[0] == moved[1] ? 1 : 2;
    return moveCards(std::move(p), std::span(moved).first(count), place);
}

Project RandomEditor::removeSomething(Project p) {
    if (below(6) == 0) {
        const auto maps = idsOf(p.maps);
        if (p.maps.size() < 3 && below(2) == 0)
            {
            const MapId source = maps[below(maps.size())];
            return below(2) == 0 ? duplicateMap(std::move(p), source, freshId<MapId>(), text())
                                 : addFutureOf(std::move(p), source, freshId<MapId>(), text());
        }
    }
    std::vector<ElementId> all;
    forEachTable(p, [&](std::string_view name, const auto& table) {
        if (name != "map" || table.size() > 2)
            for (const auto& row : table)
                all.push_back(row->id);
    });
    if (all.empty())
        return p;
    const std::array<ElementId, 1> gone{all[below(all.size())]};
    return removeElements(std::move(p), gone);
}

} // namespace cairn::test
