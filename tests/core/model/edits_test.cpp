#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/model/names.hpp"
#include "cairn/model/validate.hpp"

using namespace cairn;

namespace {

constexpr MapId kMap{1};
constexpr LaneId kDoing{10}, kPain{11}, kFeeling{12};
constexpr StageId kFind{20}, kBuy{21}, kUse{22};

/// One map: lanes Doing, Pain points, Feeling; stages Find, Buy, Use.
Project small() {
    Project p = addMap({}, kMap, "Shop", MapKind::Current, false);
    p = addLane(p, kDoing, kMap, LaneKind::Actions, "Doing");
    p = addLane(p, kPain, kMap, LaneKind::PainPoints, "Pain points");
    p = addLane(p, kFeeling, kMap, LaneKind::Emotion, "Feeling");
    p = addStage(p, kFind, kMap, "Find");
    p = addStage(p, kBuy, kMap, "Buy");
    return addStage(p, kUse, kMap, "Use");
}

std::string order(const Project& p, LaneId lane, StageId stage) {
    std::string texts;
    for (const Card* card : cardsIn(p, lane, stage))
        texts += card->text;
    return texts;
}

std::string stageOrder(const Project& p) {
    std::string titles;
    for (const Stage* stage : stagesOf(p, kMap))
        titles += stage->title + " ";
    return titles;
}

Project withCards() {
    Project p = small();
    std::uint64_t id = 100;
    for (const char* text : {"a", "b", "c", "d"})
        p = addCard(p, CardId{id++}, {kDoing, kFind, {}, {}}, text);
    return p;
}

} // namespace

TEST_CASE("stages stand where they were put, and take the next colour") {
    Project p = addStage(small(), StageId{30}, kMap, "Compare", kBuy);
    CHECK(stageOrder(p) == "Find Compare Buy Use ");
    CHECK(p.stages.find(kFind)->colour == 0);
    CHECK(p.stages.find(kBuy)->colour == 1);
    CHECK(p.stages.find(kUse)->colour == 2);
}

TEST_CASE("a stage moves before another, or to the end") {
    CHECK(stageOrder(moveStage(small(), kUse, kFind)) == "Use Find Buy ");
    CHECK(stageOrder(moveStage(small(), kFind, {})) == "Buy Use Find ");
    CHECK(stageOrder(moveStage(small(), kFind, kFind)) == "Find Buy Use ");
}

TEST_CASE("a place between two neighbours can be found again and again") {
    Project p = small();
    for (std::uint64_t i = 0; i < 200; ++i)
        p = addStage(p, StageId{1000 + i}, kMap, "s" + std::to_string(i), kBuy);
    const auto stages = stagesOf(p, kMap);
    REQUIRE(stages.size() == 203);
    CHECK(stages[0]->title == "Find");
    for (std::size_t i = 0; i < 200; ++i)
        REQUIRE(stages[i + 1]->title == "s" + std::to_string(i));
    CHECK(stages[201]->title == "Buy");
}

TEST_CASE("cards keep their order when several move before one") {
    const std::vector<CardId> moved{CardId{100}, CardId{102}};
    const Project p = moveCards(withCards(), moved, {kDoing, kFind, {}, CardId{103}});
    CHECK(order(p, kDoing, kFind) == "bacd");
}

TEST_CASE("moving cards before one of themselves leaves them in place") {
    const std::vector<CardId> moved{CardId{101}, CardId{102}};
    const Project p = moveCards(withCards(), moved, {kDoing, kFind, {}, CardId{101}});
    CHECK(order(p, kDoing, kFind) == "abcd");
}

TEST_CASE("a card moved across lanes takes the lane's kind") {
    const std::vector<CardId> moved{CardId{101}};
    const Project p = moveCards(withCards(), moved, {kPain, kBuy, {}, {}});
    CHECK(order(p, kDoing, kFind) == "acd");
    CHECK(order(p, kPain, kBuy) == "b");
    CHECK(p.cards.find(CardId{101})->kind == CardKind::PainPoint);
}

TEST_CASE("copies are new cards with all the fields") {
    Project p = withCards();
    Card card = *p.cards.find(CardId{100});
    card.owner = "Lena";
    p = put(p, card);
    const std::vector<CardId> from{CardId{100}};
    const std::vector<CardId> to{CardId{200}};
    p = copyCards(p, from, to, {kDoing, kBuy, {}, {}});
    CHECK(order(p, kDoing, kFind) == "abcd");
    CHECK(order(p, kDoing, kBuy) == "a");
    CHECK(p.cards.find(CardId{200})->owner == "Lena");
}

TEST_CASE("removing a stage removes all that hangs on it, and nothing else") {
    Project p = withCards();
    p = addPersona(p, PersonaId{50}, "Maya");
    p = setEmotion(p, EmotionId{60}, kMap, PersonaId{50}, kFind, 1);
    p = setEmotion(p, EmotionId{61}, kMap, PersonaId{50}, kBuy, -1);
    p = addStep(p, StepId{70}, kFind, "Search");
    p = addLink(p, LinkId{80}, CardId{100}, kBuy, LinkKind::Leads);
    const std::vector<ElementId> gone{kFind};
    p = removeElements(p, gone);
    CHECK(p.cards.empty());
    CHECK(p.steps.empty());
    CHECK(p.links.empty());
    REQUIRE(p.emotions.size() == 1);
    CHECK(p.emotions.find(EmotionId{61})->value == -1);
    CHECK(p.stages.size() == 2);
}

TEST_CASE("an emotion is set once per persona and stage") {
    Project p = addPersona(small(), PersonaId{50}, "Maya");
    p = setEmotion(p, EmotionId{60}, kMap, PersonaId{50}, kFind, 1);
    p = setEmotion(p, EmotionId{61}, kMap, PersonaId{50}, kFind, -1.5);
    REQUIRE(p.emotions.size() == 1);
    CHECK(p.emotions.find(EmotionId{60})->value == -1.5);
}

TEST_CASE("a copied map is whole and independent") {
    Project p = addLink(withCards(), LinkId{80}, CardId{100}, CardId{101}, LinkKind::Loop);
    p = duplicateMap(p, kMap, MapId{2}, "Future of Shop");
    CHECK(stagesOf(p, MapId{2}).size() == 3);
    CHECK(cardsOf(p, MapId{2}).size() == 4);
    REQUIRE(p.links.size() == 2);
    for (const auto& link : p.links)
        CHECK(mapOf(p, link->from) == link->map);
    const std::vector<ElementId> gone{MapId{2}};
    const Project without = removeElements(p, gone);
    CHECK(without.cards.size() == 4);
    CHECK(without.stages.size() == 3);
}

TEST_CASE("removing a persona takes its curve and its chip") {
    Project p = addPersona(small(), PersonaId{50}, "Maya");
    p = showPersona(p, kMap, PersonaId{50}, true);
    p = setEmotion(p, EmotionId{60}, kMap, PersonaId{50}, kFind, 1);
    const std::vector<ElementId> gone{PersonaId{50}};
    p = removeElements(p, gone);
    CHECK(p.maps.find(kMap)->personas.empty());
    CHECK(p.emotions.empty());
}

TEST_CASE("edits that make no sense are refused, and say why") {
    const Project p = addPersona(withCards(), PersonaId{50}, "Maya");
    CHECK_THROWS_WITH(setEmotion(p, EmotionId{60}, kMap, PersonaId{50}, kFind, 7),
                      Catch::Contains("between −2 and +2"));
    CHECK_THROWS_WITH(addCard(p, CardId{300}, {kFeeling, kFind, {}, {}}, "x"),
                      Catch::Contains("does not hold cards"));
    CHECK_THROWS_WITH(addCard(p, CardId{100}, {kDoing, kFind, {}, {}}, "x"),
                      Catch::Contains("is taken"));
    CHECK_THROWS_WITH(rename(p, ElementId{9999}, "x"), Catch::Contains("no such element"));
    CHECK_THROWS_WITH(addLink(p, LinkId{90}, CardId{100}, CardId{100}, LinkKind::Leads),
                      Catch::Contains("somewhere else"));
    Card card = *p.cards.find(CardId{100});
    card.severity = 5;
    CHECK_THROWS_WITH(put(p, card), Catch::Contains("0 to 4"));
    card.severity.reset();
    card.painOverride.value = 50;
    CHECK_THROWS_WITH(put(p, card), Catch::Contains("reason"));
}

TEST_CASE("a lane whose kind changes takes its cards along") {
    Project p = withCards();
    Lane lane = *p.lanes.find(kDoing);
    lane.kind = LaneKind::Opportunities;
    p = put(p, lane);
    CHECK(p.cards.find(CardId{100})->kind == CardKind::Opportunity);
}

TEST_CASE("cards of a removed step stay on the stage") {
    Project p = addStep(small(), StepId{70}, kFind, "Search");
    p = addCard(p, CardId{100}, {kDoing, kFind, StepId{70}, {}}, "a");
    const std::vector<ElementId> gone{StepId{70}};
    p = removeElements(p, gone);
    REQUIRE(p.cards.size() == 1);
    CHECK_FALSE(p.cards.find(CardId{100})->step);
}

TEST_CASE("every enum value has a name that reads back") {
    const auto check = [](auto values) {
        for (const auto value : values) {
            CHECK_FALSE(nameOf(value).empty());
            CHECK(parse<std::remove_cvref_t<decltype(value)>>(nameOf(value)) == value);
        }
    };
    check(allOf<MapKind>());
    check(allOf<LaneKind>());
    check(allOf<CardKind>());
    check(allOf<Channel>());
    check(allOf<Visibility>());
    check(allOf<LinkKind>());
    check(allOf<FilterOp>());
    CHECK(nameOf(LaneKind::LineOfInternalInteraction) == "line-of-internal-interaction");
    CHECK(nameOf(Channel::Other) == "other");
    CHECK(nameOf(CardKind::Text) == "text");
    CHECK_FALSE(parse<Channel>("telepathy").has_value());
}

TEST_CASE("a newer import takes the place of the one before, and can be told apart from it") {
    Project p = addMap({}, MapId{1}, "Map", MapKind::Current, false);
    p = addMap(std::move(p), MapId{2}, "Other", MapKind::Current, false);
    const auto dataset = [](std::uint64_t id) {
        Dataset made;
        made.id = DatasetId{id};
        made.name = "export " + std::to_string(id);
        return made;
    };
    p = succeedDataset(p, MapId{1}, dataset(10));
    CHECK(p.maps.find(MapId{1})->funnel.dataset == DatasetId{10});
    CHECK(p.maps.find(MapId{1})->funnel.compare.with.empty()); // there is nothing before it
    CHECK_FALSE(p.datasets.find(DatasetId{10})->previous);
    p = succeedDataset(p, MapId{2}, dataset(20));
    p = succeedDataset(p, MapId{1}, dataset(11));
    p = succeedDataset(p, MapId{1}, dataset(12));
    const Map& map = *p.maps.find(MapId{1});
    CHECK(map.funnel.dataset == DatasetId{12});
    CHECK(map.funnel.compare.with == "dataset");
    CHECK(map.funnel.compare.dataset == DatasetId{11});
    CHECK(p.datasets.find(DatasetId{12})->previous == DatasetId{11});
    CHECK(p.maps.find(MapId{2})->funnel.dataset == DatasetId{20}); // another map keeps its own
    CHECK(validate(p).size() == 2);                                // maps without stages, no more
    CHECK_THROWS_AS(succeedDataset(p, MapId{1}, dataset(12)), Error);
    CHECK_THROWS_AS(succeedDataset(p, MapId{9}, dataset(13)), Error);

    const Project without = removeDataset(p, DatasetId{11});
    CHECK(without.maps.find(MapId{1})->funnel.dataset == DatasetId{12});
    CHECK(without.maps.find(MapId{1})->funnel.compare == ComparisonSetup{});
    CHECK(without.datasets.find(DatasetId{12})->previous == DatasetId{10});
    const Project none = removeDataset(without, DatasetId{12});
    CHECK_FALSE(none.maps.find(MapId{1})->funnel.dataset);
    CHECK(none.datasets.size() == 2);
    CHECK_THROWS_AS(removeDataset(none, DatasetId{12}), Error);

    // The same data under a new number, after more was learnt of its customers.
    const Project joined = exchangeDataset(p, DatasetId{11}, dataset(30));
    CHECK(joined.maps.find(MapId{1})->funnel.dataset == DatasetId{12});
    CHECK(joined.maps.find(MapId{1})->funnel.compare.dataset == DatasetId{30});
    CHECK(joined.datasets.find(DatasetId{12})->previous == DatasetId{30});
    CHECK(joined.datasets.find(DatasetId{30})->previous == DatasetId{10});
    CHECK(joined.datasets.find(DatasetId{11}) == nullptr);
    std::vector<std::string> names;
    for (const Dataset* known : datasetsOf(joined))
        names.push_back(known->name);
    CHECK(names == std::vector<std::string>{"export 10", "export 20", "export 30", "export 12"});
}
