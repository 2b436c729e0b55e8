#include <catch2/catch.hpp>

#include <rapidcheck.h>

#include "cairn/base/error.hpp"
#include "cairn/exchange/paste.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/model/validate.hpp"

using namespace cairn;
using Texts = std::vector<std::string>;

namespace {

Texts cell(const Pasted& pasted, std::size_t stage, std::size_t lane) {
    Texts out;
    for (const PastedCard& card : pasted.cards)
        if (card.stage == stage && card.lane == lane)
            out.push_back(card.text);
    return out;
}
Texts laneTitles(const Pasted& pasted) {
    Texts out;
    for (const PastedLane& lane : pasted.lanes)
        out.push_back(lane.title);
    return out;
}
Texts lines(const Pasted& pasted) {
    Texts out;
    for (const PastedCard& card : pasted.cards)
        out.push_back(card.text);
    return out;
}

/// Discover and Buy; Doing and Thinking; "sees an advert" in the first cell.
struct Shop {
    MapId map{1};
    StageId discover{11}, buy{12};
    LaneId doing{21}, thinking{22};
    CardId advert{31};
    Project project() const {
        Project p = addMap({}, map, "Shop", MapKind::Current, false);
        p = addStage(std::move(p), discover, map, "Discover");
        p = addStage(std::move(p), buy, map, "Buy");
        p = addLane(std::move(p), doing, map, LaneKind::Actions, "Doing");
        p = addLane(std::move(p), thinking, map, LaneKind::Thoughts, "Thinking");
        return addCard(std::move(p), advert, {doing, discover}, "sees an advert");
    }
};
Texts cell(const Project& p, LaneId lane, StageId stage) {
    Texts out;
    for (const Card* card : cardsIn(p, lane, stage))
        out.push_back(card->text);
    return out;
}
Texts stagesOnMap(const Project& p, MapId map) {
    Texts out;
    for (const Stage* stage : stagesOf(p, map))
        out.push_back(stage->title);
    return out;
}
Texts lanesOnMap(const Project& p, MapId map) {
    Texts out;
    for (const Lane* lane : lanesOf(p, map))
        out.push_back(lane->title);
    return out;
}

const EnglishPhrases kWords;

} // namespace

TEST_CASE("cells are read as Excel and LibreOffice write them") {
    CHECK(readTsv("a\tb\r\nc\td\r\n") == TextTable{{"a", "b"}, {"c", "d"}});
    CHECK(readTsv("a\t\"two\nlines\"\tc\n") == TextTable{{"a", "two\nlines", "c"}});
    CHECK(readTsv("\"a \"\"quote\"\" and\ttab\"\tb") == TextTable{{"a \"quote\" and\ttab", "b"}});
    // Nobody needed these marks: they are part of the thought.
    CHECK(readTsv("\"Is it safe?\"\tb") == TextTable{{"\"Is it safe?\"", "b"}});
    CHECK(readTsv("\"open\tb\nc") == TextTable{{"\"open", "b"}, {"c"}});
    CHECK(readTsv("6\" pipe\tb") == TextTable{{"6\" pipe", "b"}});
    CHECK(readTsv("a\rb\r") == TextTable{{"a"}, {"b"}});
    CHECK(readTsv("\ta\t\n") == TextTable{{"", "a", ""}});
    CHECK(readTsv("").empty());
}

TEST_CASE("a table that is written is read back the same") {
    CHECK(rc::check([] {
        const auto cells =
            rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\"\t\n ,;é")));
        const auto table = *rc::gen::nonEmpty(
            rc::gen::container<TextTable>(rc::gen::nonEmpty(rc::gen::container<Texts>(cells))));
        RC_ASSERT(readTsv(writeTsv(table)) == table);
    }));
}

TEST_CASE("a table with lanes at its side becomes stages, lanes and cards") {
    const Pasted read = readPasted("\tDiscover\tBuy\n"
                                   "Doing\tsees an advert\t\"- pays\n- waits\"\n"
                                   "Gedanken\t\"Is it safe?\"\t\n"
                                   "Gefühle\t+1\tMaya: −1,5 too slow\n"
                                   "Partners\tagency\tbank\n");
    CHECK(read.shape == Pasted::Shape::Map);
    CHECK(read.stages == Texts{"Discover", "Buy"});
    CHECK(laneTitles(read) == Texts{"Doing", "Gedanken", "Gefühle", "Partners"});
    CHECK(read.lanes[1].kind == LaneKind::Thoughts);
    CHECK(read.lanes[2].kind == LaneKind::Emotion);
    CHECK(read.lanes[3].kind == LaneKind::Text);
    CHECK(cell(read, 1, 0) == Texts{"pays", "waits"});
    CHECK(cell(read, 0, 1) == Texts{"\"Is it safe?\""});
    REQUIRE(read.feelings.size() == 2);
    CHECK(read.feelings[0].value == 1);
    CHECK_FALSE(read.feelings[0].persona);
    CHECK(read.feelings[1].value == -1.5);
    CHECK(read.feelings[1].text == "too slow");
    CHECK(read.personas == Texts{"Maya"});
}

TEST_CASE("a table that stands the other way is turned") {
    const Pasted read =
        readPasted("Stage\tDoing\tPain points\nDiscover\tlooks\tno time\nBuy\tpays\tqueue\n");
    CHECK(read.stages == Texts{"Discover", "Buy"});
    CHECK(laneTitles(read) == Texts{"Doing", "Pain points"});
    CHECK(cell(read, 1, 1) == Texts{"queue"});
}

TEST_CASE("a table without lanes is columns of cards below their stages") {
    const Pasted read = readPasted("Discover\tBuy\nlooks\tpays\nasks\t\n");
    CHECK(read.shape == Pasted::Shape::Grid);
    CHECK(read.stages == Texts{"Discover", "Buy"});
    CHECK(cell(read, 0, 0) == Texts{"looks", "asks"});
    CHECK(cell(read, 1, 0) == Texts{"pays"});
}

TEST_CASE("a merged cell belongs to what is before it") {
    const Pasted read = readPasted("\tBefore\t\tAfter\nDoing\ta\tb\tc\n\td\t\t\n");
    CHECK(read.stages == Texts{"Before", "After"});
    CHECK(cell(read, 0, 0) == Texts{"a", "b", "d"});
    CHECK(cell(read, 1, 0) == Texts{"c"});
}

TEST_CASE("scores of one to five come onto the map's own scale") {
    const Pasted read = readPasted("\tA\tB\tC\nEmotion\t1\t3\t5\n");
    REQUIRE(read.feelings.size() == 3);
    CHECK(read.feelings[0].value == -2);
    CHECK(read.feelings[1].value == 0);
    CHECK(read.feelings[2].value == 2);
}

TEST_CASE("an outline's levels are stages and cards, whatever its bullets are") {
    for (const char* text :
         {"Discover\n- looks\n- asks\nBuy\n- pays",
          "* Discover\n  * looks\n  * asks\n* Buy\n  * pays",
          "# Discover\n1. looks\n2. asks\n# Buy\n1) pays",
          "Discover\n\tlooks\n\tasks\n\nBuy\n\tpays\n",
          "•\tDiscover\no\tlooks\no\tasks\n•\tBuy\no\tpays\n",
          "- Discover\r\n    • looks\r\n    • asks\r\n- Buy\r\n    • pays\r\n"}) {
        INFO(text);
        const Pasted read = readPasted(text);
        CHECK(read.shape == Pasted::Shape::Map);
        CHECK(read.stages == Texts{"Discover", "Buy"});
        CHECK(cell(read, 0, 0) == Texts{"looks", "asks"});
        CHECK(cell(read, 1, 0) == Texts{"pays"});
        CHECK_FALSE(read.namesLanes);
    }
}

TEST_CASE("lanes, a title and notes are told by their levels and names") {
    const Pasted read = readPasted(
        "# Corner shop\n## Discover\n### Doing\n- looks\n  - on her phone\n### Thinking\n"
        "- **Is it near?**\n## Buy\n### Doing\n- pays\n");
    CHECK(read.title == "Corner shop");
    CHECK(read.stages == Texts{"Discover", "Buy"});
    CHECK(laneTitles(read) == Texts{"Doing", "Thinking"});
    CHECK(cell(read, 0, 1) == Texts{"Is it near?"});
    CHECK(read.cards[0].notes == "on her phone");
    CHECK(readOutline("Discover\n  Thinking\n    too dear").stages == Texts{"Discover"});
}

TEST_CASE("a flat list is cards, one a line") {
    for (const char* text : {"pays\nwaits\n\nleaves  ", "- pays\n- [ ] waits\n- [x] leaves",
                             "1. pays\n2. waits\n3) leaves", "  pays\n  waits\n  leaves\n"}) {
        INFO(text);
        const Pasted flat = readPasted(text);
        CHECK(flat.shape == Pasted::Shape::Lines);
        CHECK(lines(flat) == Texts{"pays", "waits", "leaves"});
    }
    CHECK(readPasted("").empty());
    CHECK(readPasted("  \n\t\n").empty());
}

TEST_CASE("a page's table is read as text, with its merged cells") {
    const auto table = readHtmlTable(
        "<html><style>td { color: red }</style><body><!-- a <table> --><TABLE>\n<tr><td></td>"
        "<th colspan=\"2\">Before &amp;\n  during</th><th>After</th></tr>"
        "<tr><td>Doing<td><p>a</p><p>b</p><td>1 &lt; 2<br>x<td>&#252;&#x1F600;</tr></TABLE>");
    REQUIRE(table);
    CHECK(*table ==
          TextTable{{"", "Before & during", "", "After"}, {"Doing", "a\nb", "1 < 2\nx", "ü😀"}});
    const auto read = readPastedHtml("<ul><li>Discover<ul><li>looks</li><li>asks <b>a "
                                     "friend</b></li></ul></li><li>Buy</li></ul>");
    REQUIRE(read);
    CHECK(read->stages == Texts{"Discover", "Buy"});
    CHECK(cell(*read, 0, 0) == Texts{"looks", "asks a friend"});
    CHECK(readPastedHtml("<style>a{}</style><ul><li>A<ul><li>b</li></ul></li></ul>")->stages ==
          Texts{"A"});
    CHECK_FALSE(readPastedHtml("<p>Only words</p>"));
    CHECK_FALSE(readPastedHtml("<table><tr><td>one cell</td></tr></table>"));
    CHECK(readHtmlTable("<table><tr><td>a<script>alert(1)</td>") ==
          TextTable{{"a"}}); // never closed
}

TEST_CASE("nothing that is pasted brings the readers down") {
    CHECK(rc::check([] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string("ab<>/&;#\"'=t\n\r\t -*1.:{}\xC3\xE2\x98")));
        try {
            const Pasted read = readPasted(text);
            for (const PastedCard& card : read.cards)
                RC_ASSERT(card.lane < std::max<std::size_t>(1, read.lanes.size()));
            if (!read.empty())
                RC_ASSERT(validate(projectFromPasted(read, kWords, "x")).empty() ||
                          projectFromPasted(read, kWords, "x").stages.empty());
        } catch (const Error& error) {
            RC_ASSERT(error.code() == ErrorCode::BadInput);
        }
        (void)readPastedHtml("<table><tr><td>" + text);
        (void)readPastedHtml("<ul><li>" + text);
    }));
    CHECK_THROWS_AS(readPasted(std::string(kLongestPaste + 1, 'x')), Error);
}

TEST_CASE("a table on an open map goes where its names are") {
    const Shop shop;
    PasteOutcome made;
    const Project p = pasteOnMap(
        shop.project(),
        readPasted("\tDISCOVER\tUse\nDoing\tlooks\tcarries\nThoughts\tnice\t\nMood\t+2\t-1\n"),
        {shop.map, shop.doing, shop.discover, {}, {}}, kWords, &made);
    CHECK(stagesOnMap(p, shop.map) == Texts{"Discover", "Use", "Buy"}); // after the focused one
    CHECK(cell(p, shop.doing, shop.discover) == Texts{"sees an advert", "looks"});
    CHECK(cell(p, shop.thinking, shop.discover) == Texts{"nice"}); // by kind
    CHECK(lanesOnMap(p, shop.map) == Texts{"Doing", "Thinking", "Mood"});
    CHECK(made.cards.size() == 3);
    CHECK(made.stages.size() == 1);
    REQUIRE(p.personas.size() == 1);
    CHECK((*p.personas.begin())->name == "Customer");
    CHECK(p.emotions.size() == 2);
    CHECK(validate(p).empty());
}

TEST_CASE("lines and a bare grid fill the map from the focused cell") {
    const Shop shop;
    const PasteFocus before{shop.map, shop.doing, shop.discover, {}, shop.advert};
    Project p = pasteOnMap(shop.project(), readPasted("one\ntwo"), before, kWords);
    CHECK(cell(p, shop.doing, shop.discover) == Texts{"one", "two", "sees an advert"});
    p = pasteOnMap(shop.project(), readPasted("a\tb\tc\nd\t\te"),
                   {shop.map, shop.thinking, shop.discover, {}, {}}, kWords);
    CHECK(cell(p, shop.thinking, shop.discover) == Texts{"a", "d"});
    CHECK(cell(p, shop.thinking, shop.buy) == Texts{"b"});
    const auto stages = stagesOf(p, shop.map);
    REQUIRE(stages.size() == 3);
    CHECK(cell(p, shop.thinking, stages[2]->id) == Texts{"c", "e"});
    // Its first row names stages of the map: they are heads, not cards.
    p = pasteOnMap(shop.project(), readPasted("Buy\tDiscover\npays\tlooks"),
                   {shop.map, shop.thinking, shop.buy, {}, {}}, kWords);
    CHECK(cell(p, shop.thinking, shop.buy) == Texts{"pays"});
    CHECK(cell(p, shop.thinking, shop.discover) == Texts{"looks"});
    CHECK_THROWS_AS(
        pasteOnMap(shop.project(), readPasted("one"), {shop.map, {}, {}, {}, {}}, kWords), Error);
}

TEST_CASE("the empty stages of a new map make room for those of a table") {
    Project p = addMap({}, MapId{1}, "New", MapKind::Current, true);
    p = addStage(std::move(p), StageId{11}, MapId{1}, "Discover");
    p = addStage(std::move(p), StageId{12}, MapId{1}, "Buy");
    p = pasteOnMap(std::move(p), readPasted("Buy\n- pays\nReturn\n- comes back"),
                   {MapId{1}, {}, {}, {}, {}}, kWords);
    CHECK(stagesOnMap(p, MapId{1}) == Texts{"Buy", "Return"});
    CHECK(p.cards.size() == 2);
}

TEST_CASE("a text as a map of its own has its lanes, or the usual ones") {
    const Project own =
        projectFromPasted(readPasted("\tA\tB\nDoing\ta\tb\nTools\t\tc\n"), kWords, "From a table");
    const auto map = mapsOf(own).front();
    CHECK(own.facts.title == "From a table");
    CHECK(lanesOnMap(own, map->id) == Texts{"Doing", "Tools"});
    const Project usual = projectFromPasted(readPasted("Discover\nBuy\nReturn"), kWords, "List");
    CHECK(stagesOnMap(usual, mapsOf(usual).front()->id) == Texts{"Discover", "Buy", "Return"});
    CHECK(lanesOf(usual, mapsOf(usual).front()->id).size() == 8);
}
