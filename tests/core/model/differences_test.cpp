// What a future map changes, and what a filter leaves out: worked out by hand on small maps.
#include <catch2/catch.hpp>

#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/model/differences.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/model/filter.hpp"

using namespace cairn;

namespace {

constexpr MapId kNow{1}, kFuture{2};
constexpr StageId kHear{21}, kChoose{22}, kPay{23};
constexpr LaneId kDoing{31}, kTouch{32};

/// Three stages, two lanes, a card in most cells, and its future, untouched.
struct Pair {
    Project p;
    Pair() {
        p = addMap({}, kNow, "Now", MapKind::Current, false);
        p = addStage(p, kHear, kNow, "Hear");
        p = addStage(p, kChoose, kNow, "Choose");
        p = addStage(p, kPay, kNow, "Pay");
        p = addLane(p, kDoing, kNow, LaneKind::Actions, "Doing");
        p = addLane(p, kTouch, kNow, LaneKind::Touchpoints, "Touchpoints");
        p = addCard(p, CardId{41}, {kDoing, kHear}, "Asks");
        p = addCard(p, CardId{42}, {kDoing, kChoose}, "Reads");
        p = addCard(p, CardId{43}, {kTouch, kPay}, "Terminal");
        p = addPersona(p, PersonaId{11}, "Ada");
        p = showPersona(p, kNow, PersonaId{11}, true);
        p = setEmotion(p, EmotionId{51}, kNow, PersonaId{11}, kPay, -1);
        p = addFutureOf(p, kNow, kFuture, "Tomorrow");
    }
    CardId futureOfCard(CardId id) const {
        for (const auto& card : p.cards)
            if (card->map == kFuture && card->origin == id)
                return card->id;
        return {};
    }
    StageId futureOfStage(StageId id) const {
        for (const auto& stage : p.stages)
            if (stage->map == kFuture && stage->origin == id)
                return stage->id;
        return {};
    }
    LaneId futureOfLane(LaneId id) const {
        for (const auto& lane : p.lanes)
            if (lane->map == kFuture && lane->origin == id)
                return lane->id;
        return {};
    }
    std::vector<Difference> now() const { return differences(p, kNow, kFuture); }
};

} // namespace

TEST_CASE("a future that nobody has touched differs in nothing, nor does a map from itself") {
    const Pair pair;
    CHECK(pair.now().empty());
    CHECK(differences(pair.p, kNow, kNow).empty());
}

TEST_CASE("cards are added, removed, changed and moved, and what was moved may have changed too") {
    Pair pair;
    const CardId asks = pair.futureOfCard(CardId{41}), reads = pair.futureOfCard(CardId{42}),
                 terminal = pair.futureOfCard(CardId{43});
    const ElementId gone = reads;
    pair.p = removeElements(pair.p, {&gone, 1});
    Card changed = *pair.p.cards.find(asks);
    changed.text = "Asks a neighbour";
    changed.owner = "Tom";
    pair.p = put(pair.p, changed);
    pair.p =
        moveCards(pair.p, {&terminal, 1}, {pair.futureOfLane(kTouch), pair.futureOfStage(kHear)});
    Card moved = *pair.p.cards.find(terminal);
    moved.severity = 2;
    pair.p = put(pair.p, moved);
    pair.p =
        addCard(pair.p, CardId{99}, {pair.futureOfLane(kDoing), pair.futureOfStage(kPay)}, "New");
    const std::vector<Difference> expected{
        {DifferenceKind::Changed, CardId{41}, asks, {"text", "owner"}},
        {DifferenceKind::Added, {}, CardId{99}, {}},
        {DifferenceKind::Moved, CardId{43}, terminal, {"severity"}},
        {DifferenceKind::Removed, CardId{42}, {}, {}}};
    CHECK(pair.now() == expected);
}

TEST_CASE("one stage moved past two others is one difference, not three") {
    Pair pair;
    const StageId pay = pair.futureOfStage(kPay);
    pair.p = moveStage(pair.p, pay, pair.futureOfStage(kHear));
    CHECK(pair.now() == std::vector<Difference>{{DifferenceKind::Moved, kPay, pay, {}}});
}

TEST_CASE("an added stage brings its cards, a renamed one keeps them in their place") {
    Pair pair;
    const StageId hear = pair.futureOfStage(kHear);
    pair.p = rename(pair.p, hear, "Discover");
    pair.p = addStage(pair.p, StageId{77}, kFuture, "Return");
    pair.p = addCard(pair.p, CardId{99}, {pair.futureOfLane(kDoing), StageId{77}}, "Comes back");
    const std::vector<Difference> expected{{DifferenceKind::Changed, kHear, hear, {"title"}},
                                           {DifferenceKind::Added, {}, StageId{77}, {}},
                                           {DifferenceKind::Added, {}, CardId{99}, {}}};
    CHECK(pair.now() == expected);
}

TEST_CASE("maps that never knew each other are paired by titles, cards by their words") {
    Pair pair;
    for (const auto& stage : std::vector(pair.p.stages.begin(), pair.p.stages.end())) {
        Stage bare = *stage;
        bare.origin = {};
        pair.p = put(pair.p, bare);
    }
    for (const auto& lane : std::vector(pair.p.lanes.begin(), pair.p.lanes.end())) {
        Lane bare = *lane;
        bare.origin = {};
        pair.p = put(pair.p, bare);
    }
    for (const auto& card : std::vector(pair.p.cards.begin(), pair.p.cards.end())) {
        Card bare = *card;
        bare.origin = {};
        pair.p = put(pair.p, bare);
    }
    CHECK(pair.now().empty());
}

TEST_CASE("a feeling that will be better is a change of its point") {
    Pair pair;
    const auto points = emotionsOf(pair.p, kFuture, PersonaId{11});
    REQUIRE(points.size() == 1);
    const EmotionId id = points[0]->id;
    pair.p = setEmotion(pair.p, id, kFuture, PersonaId{11}, pair.futureOfStage(kPay), 1.5);
    CHECK(pair.now() ==
          std::vector<Difference>{{DifferenceKind::Changed, EmotionId{51}, id, {"value"}}});
}

TEST_CASE("a filter wants any of one kind and all of different kinds") {
    Pair pair;
    const auto dress = [&](CardId id, std::vector<std::string> tags, std::string owner,
                           Channel channel) {
        Card card = *pair.p.cards.find(id);
        card.tags = std::move(tags);
        card.owner = std::move(owner);
        card.channel = channel;
        pair.p = put(pair.p, card);
    };
    dress(CardId{41}, {"slow", "new"}, "Ada", Channel::Phone);
    dress(CardId{42}, {"new"}, "Tom", Channel::Website);
    dress(CardId{43}, {}, "Ada", Channel::None);
    using Ids = std::vector<ElementId>;
    CHECK(filteredOut(pair.p, kNow, {}).empty());
    CHECK(filteredOut(pair.p, kNow,
                      CardFilter{.tags = {"slow"}, .owners = {}, .channels = {}, .personas = {}}) ==
          Ids{CardId{42}, CardId{43}});
    CHECK(filteredOut(
              pair.p, kNow,
              CardFilter{.tags = {"slow", "new"}, .owners = {}, .channels = {}, .personas = {}}) ==
          Ids{CardId{43}});
    CHECK(filteredOut(
              pair.p, kNow,
              CardFilter{.tags = {"new"}, .owners = {"Ada"}, .channels = {}, .personas = {}}) ==
          Ids{CardId{42}, CardId{43}});
    CHECK(
        filteredOut(
            pair.p, kNow,
            CardFilter{.tags = {}, .owners = {}, .channels = {Channel::Website}, .personas = {}}) ==
        Ids{CardId{41}, CardId{43}});
    CHECK(filteredOut(
              pair.p, kNow,
              CardFilter{.tags = {}, .owners = {}, .channels = {}, .personas = {PersonaId{12}}}) ==
          Ids{PersonaId{11}, EmotionId{51}});
    const FilterChoices choices = filterChoices(pair.p, kNow);
    CHECK(choices.tags == std::vector<std::string>{"new", "slow"});
    CHECK(choices.owners == std::vector<std::string>{"Ada", "Tom"});
    CHECK(choices.channels == std::vector<Channel>{Channel::Website, Channel::Phone});
    CHECK(choices.personas == std::vector<PersonaId>{PersonaId{11}});
}
