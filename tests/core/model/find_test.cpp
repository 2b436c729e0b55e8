#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/model/find.hpp"
#include "support/random_project.hpp"

using namespace cairn;

namespace {

const MapId kMap{100}, kOther{101};
const StageId kBrowse{201}, kPay{202};
const LaneId kDoing{301}, kThinking{302};
const PersonaId kMaya{150};

/// Browse: "compares Shop bags"; thinks "is this SHOP safe?". Pay: "pays the shop, workshop".
/// Notes, tags, a note, a comment, Maya's pairs, and the same word on another map.
Project shop() {
    Project p = addMap({}, kMap, "The shop", MapKind::Current, false);
    p = addMap(std::move(p), kOther, "Shop of tomorrow", MapKind::Future, false);
    p = addPersona(std::move(p), kMaya, "Maya");
    p = showPersona(std::move(p), kMap, kMaya, true);
    Persona maya = *p.personas.find(kMaya);
    maya.demographics = {{"Age", "34"}, {"Favourite shop", "the corner shop"}};
    p = put(std::move(p), maya);
    p = addLane(std::move(p), kDoing, kMap, LaneKind::Actions, "Doing");
    p = addLane(std::move(p), kThinking, kMap, LaneKind::Thoughts, "Thinking");
    p = addStage(std::move(p), kBrowse, kMap, "Browse");
    p = addStage(std::move(p), kPay, kMap, "Pay");
    p = addCard(std::move(p), CardId{403}, {kDoing, kPay}, "pays the shop, workshop");
    p = addCard(std::move(p), CardId{402}, {kThinking, kBrowse}, "is this SHOP safe?");
    p = addCard(std::move(p), CardId{401}, {kDoing, kBrowse}, "compares Shop bags");
    Card pays = *p.cards.find(CardId{403});
    pays.notes = "ask the shop";
    pays.tags = {"shop", "quick"};
    p = put(std::move(p), pays);
    p = addNote(std::move(p), NoteId{601}, kMap, 10, 10, "shopshop");
    p = addComment(std::move(p), CommentId{701}, kMap, CardId{401}, "Ann", "which shop?", 0);
    return p;
}

std::vector<std::uint64_t> elementsOf(const std::vector<TextHit>& hits) {
    std::vector<std::uint64_t> ids;
    for (const TextHit& hit : hits)
        ids.push_back(hit.element.value);
    return ids;
}

} // namespace

TEST_CASE("words are found in every text of the map, in the order the map is read") {
    const auto hits = findText(shop(), kMap, {"shop", false, false});
    CHECK(elementsOf(hits) ==
          std::vector<std::uint64_t>{100, 150, 150, 401, 402, 403, 403, 403, 403, 601, 601, 701});
    CHECK(hits[0] == TextHit{kMap, kMap, "title", 0, 4, 4});
    CHECK(hits[1] == TextHit{kMaya, {}, "demographics", 2, 10, 4});
    CHECK(hits[2] == TextHit{kMaya, {}, "demographics", 3, 11, 4});
    CHECK(hits[5].at == 9);  // "pays the "
    CHECK(hits[6].at == 19); // "pays the shop, work"
    CHECK(hits[7].field == "notes");
    CHECK(hits[8].field == "tags");
}

TEST_CASE("case and whole words are heeded when asked for") {
    CHECK(elementsOf(findText(shop(), kMap, {"SHOP", true, false})) ==
          std::vector<std::uint64_t>{402});
    const auto whole = findText(shop(), kMap, {"shop", false, true});
    // Neither "workshop" nor "shopshop".
    CHECK(elementsOf(whole) ==
          std::vector<std::uint64_t>{100, 150, 150, 401, 402, 403, 403, 403, 701});
}

TEST_CASE("all maps are searched one after another, a persona once") {
    Project p = showPersona(shop(), kOther, kMaya, true);
    p = addPersona(std::move(p), PersonaId{151}, "Shopkeeper");
    const auto hits = findText(p, {}, {"shop", false, false});
    CHECK(hits.size() == 12 + 1 + 1);
    CHECK(hits[12].element == ElementId(kOther));
    CHECK(hits[13].element == ElementId(PersonaId{151})); // shown on no map
    CHECK(std::count_if(hits.begin(), hits.end(),
                        [](const TextHit& hit) { return hit.element == ElementId(kMaya); }) == 2);
}

TEST_CASE("nothing is found for no words") {
    CHECK(findText(shop(), kMap, {"", false, false}).empty());
    CHECK(findText(shop(), MapId{999}, {"shop", false, false}).empty());
}

TEST_CASE("letters beyond ASCII are told by the rules that are handed in") {
    Project p = rename(shop(), CardId{401}, "Öffnet die Küche");
    const LetterRules umlauts{[](char32_t c) { return c == U'Ö'   ? U'ö'
                                                      : c == U'Ü' ? U'ü'
                                                                  : c; },
                              [](char32_t c) { return c > 0x80 || (c >= U'a' && c <= U'z'); }};
    CHECK(findText(p, kMap, {"öffnet", false, false}).empty());
    const auto opened = findText(p, kMap, {"öffnet", false, false}, umlauts);
    REQUIRE(opened.size() == 1);
    CHECK(opened[0].length == 7); // bytes: ö is two
    CHECK(findText(p, kMap, {"KÜCHE", false, true}, umlauts).size() == 1);
    CHECK(findText(p, kMap, {"KÜCHE", false, true}).empty()); // ASCII leaves the Ü alone
    REQUIRE(findText(p, kMap, {"Küche", true, true}).size() == 1);
    CHECK(findText(p, kMap, {"Küche", true, true})[0].at == 12);
}

TEST_CASE("every hit is replaced where it stands, and nothing else") {
    const Project p = shop();
    const auto hits = findText(p, kMap, {"shop", false, false});
    const Project after = replaceText(p, hits, "boutique");
    CHECK(after.maps.find(kMap)->title == "The boutique");
    CHECK(after.maps.find(kOther)->title == "Shop of tomorrow");
    CHECK(after.cards.find(CardId{403})->text == "pays the boutique, workboutique");
    CHECK(after.cards.find(CardId{403})->notes == "ask the boutique");
    CHECK(after.cards.find(CardId{403})->tags == std::vector<std::string>{"boutique", "quick"});
    CHECK(after.notes.find(NoteId{601})->text == "boutiqueboutique");
    CHECK(after.comments.find(CommentId{701})->text == "which boutique?");
    CHECK(after.personas.find(kMaya)->demographics[1] ==
          std::pair<std::string, std::string>("Favourite boutique", "the corner boutique"));
    CHECK(findText(after, kMap, {"shop", false, false}).empty());
}

TEST_CASE("words are found across the marks of bold type, which a replacement keeps whole") {
    const auto with = [](const std::string& text) {
        return addCard(shop(), CardId{404}, {kDoing, kPay}, text);
    };
    const auto replaced = [&](const std::string& text) {
        const Project p = with(text);
        const auto hits = findText(p, kMap, {"payment", false, false});
        REQUIRE(hits.size() == 1);
        return replaceText(p, hits, "checkout").cards.find(CardId{404})->text;
    };
    CHECK(replaced("the pay**ment** page") == "the **checkout** page");
    CHECK(replaced("the **pay**ment page") == "the **checkout** page");
    CHECK(replaced("the pay**me**nt page") == "the checkout page");
    CHECK(replaced("the **payment** page") == "the **checkout** page");
    CHECK(replaced("- first\n- **pay**ment\nlast") == "- first\n- **checkout**\nlast");
    CHECK(findIn("pay**ment**", {"pay", false, true}).empty());
    // Two stars that mark nothing are words of their own.
    CHECK(findText(with("pay** ment"), kMap, {"payment", false, false}).empty());
    CHECK(findText(with("2**3 is 8"), kMap, {"2**3", false, false}).size() == 1);
}

TEST_CASE("a tag keeps its colour when the last card that carries it is told a new name") {
    Project p = addTag(shop(), TagId{801}, "quick");
    Card second = *p.cards.find(CardId{401});
    second.tags = {"quick"};
    p = put(std::move(p), second);
    const auto hits = findText(p, kMap, {"quick", true, true});
    REQUIRE(hits.size() == 2);
    const Project one = replaceText(p, std::span(hits).first(1), "fast");
    CHECK(one.tags.find(TagId{801})->name == "quick");
    const Project both = replaceText(p, hits, "fast");
    CHECK(both.tags.find(TagId{801})->name == "fast");
}

TEST_CASE("entries of a list that become empty or alike go") {
    const Project p = shop();
    const auto quick = findText(p, kMap, {"quick", false, false});
    CHECK(replaceText(p, quick, "").cards.find(CardId{403})->tags ==
          std::vector<std::string>{"shop"});
    CHECK(replaceText(p, quick, "shop").cards.find(CardId{403})->tags ==
          std::vector<std::string>{"shop"});
}

TEST_CASE("a hit that is no longer there is refused and nothing happens") {
    const Project p = shop();
    const auto hits = findText(p, kMap, {"workshop", false, false});
    REQUIRE(hits.size() == 1);
    CHECK_THROWS_AS(replaceText(rename(p, CardId{403}, "pays"), hits, "x"), Error);
    const ElementId card = CardId{403};
    CHECK_THROWS_AS(replaceText(removeElements(p, {&card, 1}), hits, "x"), Error);
}

TEST_CASE("on any project a word is found as often as it occurs, and replacing it by itself "
          "changes nothing") {
    CHECK(rc::check([](std::uint64_t seed) {
        const Project p = cairn::test::RandomEditor(seed).project(40);
        std::size_t inCards = 0, found = 0;
        for (const auto& card : p.cards)
            inCards +=
                static_cast<std::size_t>(std::count(card->text.begin(), card->text.end(), 'e'));
        const auto hits = findText(p, {}, {"e", true, false});
        for (const TextHit& hit : hits)
            found += p.cards.find(hit.element.as<CardTag>()) && hit.field == "text";
        RC_ASSERT(found == inCards);
        const Project after = replaceText(p, hits, "e");
        for (const auto& card : p.cards)
            RC_ASSERT(after.cards.find(card->id)->text == card->text);
    }));
}
