// What a drawing tool's maps hold besides cards: tags, comments, pictures, detail maps and futures.
#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/model/validate.hpp"

using namespace cairn;

namespace {

const MapId kMap{10};
const StageId kStage{20};
const LaneId kLane{30};
const CardId kCard{40};

Project small() {
    Project p = addMap(Project{}, kMap, "Shop", MapKind::Current, false);
    p = addStage(std::move(p), kStage, kMap, "Find us");
    p = addLane(std::move(p), kLane, kMap, LaneKind::Actions, "Doing");
    return addCard(std::move(p), kCard, {kLane, kStage, {}, {}}, "Searches for bread");
}

Card cardOf(const Project& p) {
    return *p.cards.find(kCard);
}

Project removed(Project p, ElementId id) {
    return removeElements(std::move(p), std::span(&id, 1));
}

} // namespace

TEST_CASE("a tag is renamed on every card that carries it, and taken off when it goes") {
    Project p = addTag(small(), TagId{1}, "weekend");
    p = addTag(std::move(p), TagId{2}, "new");
    Card card = cardOf(p);
    card.tags = {"new", "weekend", "of no colour"};
    p = put(std::move(p), card);
    p = renameTag(std::move(p), TagId{1}, "Saturday");
    CHECK(cardOf(p).tags == std::vector<std::string>{"new", "Saturday", "of no colour"});
    CHECK(tagsOf(p).front()->name == "Saturday");
    CHECK_THROWS_AS(renameTag(p, TagId{1}, "new"), Error);
    CHECK_THROWS_AS(addTag(p, TagId{3}, "new"), Error);
    CHECK_THROWS_AS(addTag(p, TagId{3}, ""), Error);
    p = removed(std::move(p), TagId{1});
    CHECK(cardOf(p).tags == std::vector<std::string>{"new", "of no colour"});
}

TEST_CASE("comments are about an element of their map, in the order they were written, and go with it") {
    Project p = addComment(small(), CommentId{1}, kMap, kCard, "Ada", "later", 200);
    p = addComment(std::move(p), CommentId{2}, kMap, kCard, "Ben", "first", 100);
    p = addComment(std::move(p), CommentId{3}, kMap, {}, "Ben", "of the map", 50);
    REQUIRE(commentsOn(p, kMap, kCard).size() == 2);
    CHECK(commentsOn(p, kMap, kCard)[0]->text == "first");
    CHECK(commentsOn(p, kMap, {}).size() == 1);
    const Project other = addMap(p, MapId{11}, "Other", MapKind::Current, false);
    CHECK_THROWS_AS(addComment(other, CommentId{4}, MapId{11}, kCard, "", "wrong map", 0), Error);
    const Project without = removed(p, kCard);
    CHECK(without.comments.size() == 1);
    CHECK(removed(p, kMap).comments.size() == 0);
    CHECK(validate(without).empty());
}

TEST_CASE("a removed picture or map leaves nothing that refers to it") {
    Image image;
    image.id = ImageId{50};
    Project p = put(small(), image);
    Card card = cardOf(p);
    card.image = image.id;
    p = put(std::move(p), card);
    p.facts.brandLogo = image.id;
    p = addMap(std::move(p), MapId{11}, "Closer", MapKind::Current, false);
    p = addStage(std::move(p), StageId{21}, MapId{11}, "One");
    Stage stage = *p.stages.find(kStage);
    stage.detail = MapId{11};
    p = put(std::move(p), stage);
    CHECK(validate(p).empty());

    p = removed(std::move(p), image.id);
    CHECK_FALSE(cardOf(p).image);
    CHECK_FALSE(p.facts.brandLogo);
    p = removed(std::move(p), MapId{11});
    CHECK_FALSE(p.stages.find(kStage)->detail);
    CHECK(validate(p).empty());
}

TEST_CASE("the future of a map knows where each part came from; a plain copy does not") {
    Project p = addComment(small(), CommentId{1}, kMap, kCard, "Ada", "only about today", 1);
    p = addFutureOf(std::move(p), kMap, MapId{11}, "Shop, 2027");
    const Map* future = p.maps.find(MapId{11});
    REQUIRE(future != nullptr);
    CHECK(future->kind == MapKind::Future);
    CHECK(future->origin == kMap);
    REQUIRE(cardsOf(p, MapId{11}).size() == 1);
    const Card* card = cardsOf(p, MapId{11}).front();
    CHECK(card->origin == kCard);
    CHECK(stagesOf(p, MapId{11}).front()->origin == kStage);
    CHECK(lanesOf(p, MapId{11}).front()->origin == kLane);
    CHECK(p.comments.size() == 1);

    p = duplicateMap(std::move(p), MapId{11}, MapId{12}, "A copy");
    CHECK_FALSE(p.maps.find(MapId{12})->origin);
    CHECK_FALSE(cardsOf(p, MapId{12}).front()->origin);
    CHECK(cardsOf(p, MapId{12}).front()->text == "Searches for bread");
    p = removed(std::move(p), kMap);
    CHECK_FALSE(p.maps.find(MapId{11})->origin);
    CHECK(validate(p).empty());
}

TEST_CASE("sizes that cannot be drawn and references to nothing are found") {
    Project p = small();
    Stage stage = *p.stages.find(kStage);
    stage.width = -5;
    stage.detail = MapId{999};
    p = put(std::move(p), stage);
    Card card = cardOf(p);
    card.image = ImageId{999};
    p = put(std::move(p), card);
    CHECK(validate(p).size() == 3);
}
