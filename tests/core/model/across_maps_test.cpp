#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

/// Two maps: Today with stages Find and Pay; Later with stages Look and Pay and its lanes the other
/// way round.
struct TwoMaps {
    MapId today{1}, later{2}, empty{3};
    StageId find{11}, pay{12}, look{13}, payLater{14};
    LaneId doing{21}, feelings{22}, thinking{23}, thinkingLater{24}, doingLater{25};
    CardId a{31}, b{32}, c{33}, there{34};
    LinkId ab{41}, ac{42};
    CommentId remark{51};

    Project project() const {
        Project p;
        p = addMap(std::move(p), today, "Today", MapKind::Current, false);
        p = addMap(std::move(p), later, "Later", MapKind::Current, false);
        p = addMap(std::move(p), empty, "Empty", MapKind::Current, false);
        p = addStage(std::move(p), find, today, "Find");
        p = addStage(std::move(p), pay, today, "Pay");
        p = addStage(std::move(p), look, later, "Look");
        p = addStage(std::move(p), payLater, later, "Pay");
        p = addLane(std::move(p), doing, today, LaneKind::Actions, "Doing");
        p = addLane(std::move(p), thinking, today, LaneKind::Thoughts, "Thinking");
        p = addLane(std::move(p), thinkingLater, later, LaneKind::Thoughts, "In their heads");
        p = addLane(std::move(p), doingLater, later, LaneKind::Actions, "Doing");
        p = addCard(std::move(p), a, {doing, find}, "a");
        p = addCard(std::move(p), b, {thinking, pay}, "b");
        p = addCard(std::move(p), c, {doing, pay}, "c");
        p = addCard(std::move(p), there, {doingLater, look}, "there");
        p = addLink(std::move(p), ab, a, b, LinkKind::Leads);
        p = addLink(std::move(p), ac, a, c, LinkKind::Leads);
        return addComment(std::move(p), remark, today, a, "Kim", "why?", 5);
    }
};

} // namespace

TEST_CASE("cards sent to another map lie in the like stage and lane, last in the cell") {
    const TwoMaps m;
    const std::vector<CardId> cards{m.a, m.b};
    const Project p = moveCardsToMap(m.project(), cards, m.later);
    // Find has no namesake: the stage at the same place. Pay has. Thinking: the same kind under
    // another name.
    const Card& a = *p.cards.find(m.a);
    CHECK(std::tuple(a.map, a.stage, a.lane) == std::tuple(m.later, m.look, m.doingLater));
    const Card& b = *p.cards.find(m.b);
    CHECK(std::tuple(b.map, b.stage, b.lane) == std::tuple(m.later, m.payLater, m.thinkingLater));
    const auto cell = cardsIn(p, m.doingLater, m.look);
    REQUIRE(cell.size() == 2);
    CHECK(cell[1]->id == m.a);
}

TEST_CASE("what hangs on cards goes along, and connectors never lead from map to map") {
    const TwoMaps m;
    const std::vector<CardId> cards{m.a, m.b};
    const Project p = moveCardsToMap(m.project(), cards, m.later);
    REQUIRE(p.links.find(m.ab));
    CHECK(p.links.find(m.ab)->map == m.later);
    CHECK_FALSE(p.links.find(m.ac));
    CHECK(p.comments.find(m.remark)->map == m.later);
}

TEST_CASE("copies sent to another map leave the cards where they are") {
    const TwoMaps m;
    const std::vector<CardId> cards{m.c}, ids{CardId{77}};
    const Project p = copyCardsToMap(m.project(), cards, ids, m.later);
    CHECK(*p.cards.find(m.c) == *m.project().cards.find(m.c));
    CHECK(p.cards.find(CardId{77})->stage == m.payLater);
    CHECK(p.cards.find(CardId{77})->text == "c");
}

TEST_CASE("a map without stages takes no cards") {
    const TwoMaps m;
    const std::vector<CardId> cards{m.a};
    CHECK_THROWS_AS(moveCardsToMap(m.project(), cards, m.empty), Error);
}
