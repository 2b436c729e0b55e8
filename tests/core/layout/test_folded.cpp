// Stages that are folded, sizes set by hand, locks, and words with marks.
#include <catch2/catch.hpp>

#include <algorithm>

#include "cairn/layout/map_layout.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

struct Shop {
    MapId map{1};
    StageId find{11}, pay{12}, use{13};
    LaneId doing{21}, thinking{22};
    CardId search{31}, card{32}, slip{33};
    LinkId link{41};
    NoteId note{51};

    Project project() const {
        Project p;
        p = addMap(std::move(p), map, "Shop", MapKind::Current, false);
        p = addStage(std::move(p), find, map, "Find");
        p = addStage(std::move(p), pay, map, "Checkout");
        p = addStage(std::move(p), use, map, "Use");
        p = addLane(std::move(p), doing, map, LaneKind::Actions, "Doing");
        p = addLane(std::move(p), thinking, map, LaneKind::Thoughts, "Thinking");
        p = addCard(std::move(p), search, {doing, find}, "searches");
        p = addCard(std::move(p), card, {doing, pay}, "looks for the card");
        p = addCard(std::move(p), slip, {thinking, pay}, "what a long slip");
        p = addLink(std::move(p), link, search, card, LinkKind::Leads);
        return addNote(std::move(p), note, map, 300, 500, "ask");
    }
};

DisplayList laidOut(const Project& p, bool rightToLeft = false, bool editing = true) {
    LayoutOptions options;
    options.rightToLeft = rightToLeft;
    options.forEditing = editing;
    return layoutMap(p, MapId{1}, nullptr, FixedMeasurer(), EnglishPhrases(), options);
}
const Region* region(const DisplayList& list, RegionKind kind, ElementId id,
                     ElementId second = {}) {
    for (const Region& r : list.regions)
        if (r.kind == kind && r.element == id && (!second || r.second == second))
            return &r;
    return nullptr;
}
template <class Shape, class Test> std::size_t countOf(const DisplayList& list, Test test) {
    return static_cast<std::size_t>(
        std::count_if(list.items.begin(), list.items.end(), [&](const Item& i) {
            const Shape* shape = std::get_if<Shape>(&i.shape);
            return shape && test(i, *shape);
        }));
}
Project folded(Project p, StageId id) {
    Stage stage = *p.stages.find(id);
    stage.collapsed = true;
    return put(std::move(p), std::move(stage));
}
const Text* turnedText(const DisplayList& list) {
    for (const Item& item : list.items)
        if (const Text* text = std::get_if<Text>(&item.shape); text && text->turned)
            return text;
    return nullptr;
}

} // namespace

TEST_CASE("a collapsed stage is a narrow column that tells its title and how many cards it has") {
    const Shop shop;
    const DisplayList open = laidOut(shop.project()),
                      list = laidOut(folded(shop.project(), shop.pay));
    const Region* header = region(list, RegionKind::StageHeader, shop.pay);
    REQUIRE(header);
    CHECK(header->rect.width < 60);
    CHECK(header->tooltip == "Checkout");
    CHECK_FALSE(region(list, RegionKind::Card, shop.card));
    CHECK_FALSE(region(list, RegionKind::Card, shop.slip));
    CHECK(region(list, RegionKind::Card, shop.search));
    const Text* title = turnedText(list);
    REQUIRE(title);
    REQUIRE(title->lines.size() == 1);
    CHECK(title->lines[0].text == "Checkout");
    CHECK(title->rect.x >= header->rect.x);
    CHECK(title->rect.right() <= header->rect.right());
    // Two cards lie in it.
    CHECK(countOf<Text>(list, [&](const Item& item, const Text& text) {
              return item.element == ElementId(shop.pay) && item.layer == Layer::StageHeader &&
                     text.lines.front().text == "2";
          }) == 1);
    // Cards can still be dropped into its cells, and what comes after it moves up.
    CHECK(region(list, RegionKind::Cell, shop.doing, shop.pay));
    CHECK(region(list, RegionKind::StageHeader, shop.use)->rect.x <
          region(open, RegionKind::StageHeader, shop.use)->rect.x);
}

TEST_CASE("a connector to a card of a collapsed stage ends at the stage's column") {
    const Shop shop;
    const DisplayList list = laidOut(folded(shop.project(), shop.pay));
    REQUIRE(region(list, RegionKind::Link, shop.link));
    const RectF column = region(list, RegionKind::Cell, shop.doing, shop.pay)->rect;
    bool ends = false;
    for (const Item& item : list.items)
        if (const Path* path = std::get_if<Path>(&item.shape); path && path->arrow) {
            const PointF end = path->segments.back().to;
            ends = column.x <= end.x && end.x <= column.right() && column.y <= end.y &&
                   end.y <= column.bottom();
        }
    CHECK(ends);
}

TEST_CASE("a title that reads downwards stays in its column when the map is mirrored") {
    const Shop shop;
    const DisplayList list = laidOut(folded(shop.project(), shop.pay), true);
    const Text* title = turnedText(list);
    const RectF header = region(list, RegionKind::StageHeader, shop.pay)->rect;
    REQUIRE(title);
    CHECK(title->rect.x >= header.x);
    CHECK(title->rect.right() <= header.right());
    // Its letters stand inside its own strip.
    CHECK(title->lines[0].x >= title->rect.x);
    CHECK(title->lines[0].x <= title->rect.right());
}

TEST_CASE("a stage is as wide as it was made by hand, a lane at least as high") {
    const Shop shop;
    Project p = shop.project();
    Stage stage = *p.stages.find(shop.find);
    stage.width = 344;
    p = put(std::move(p), std::move(stage));
    Lane lane = *p.lanes.find(shop.thinking);
    lane.height = 200;
    p = put(std::move(p), std::move(lane));
    DisplayList list = laidOut(p);
    CHECK(region(list, RegionKind::Cell, shop.doing, shop.find)->rect.width == 344);
    CHECK(region(list, RegionKind::LaneHeader, shop.thinking)->rect.height == 200);
    CHECK(region(list, RegionKind::Cell, shop.thinking, shop.use)->rect.height == 200);
    // Nothing that a broken file asks for makes a map nobody can use.
    for (const double width : {-5.0, 0.0, 1e12}) {
        Stage odd = *p.stages.find(shop.find);
        odd.width = width;
        list = laidOut(put(p, std::move(odd)));
        const double now = region(list, RegionKind::Cell, shop.doing, shop.find)->rect.width;
        CHECK(now >= 160);
        CHECK(now <= 1200);
    }
}

TEST_CASE("what is locked wears a lock while the map is edited, not on paper") {
    const Shop shop;
    Project p = shop.project();
    Card card = *p.cards.find(shop.search);
    card.locked = true;
    p = put(std::move(p), std::move(card));
    Note note = *p.notes.find(shop.note);
    note.locked = true;
    p = put(std::move(p), std::move(note));
    const auto locks = [&](const DisplayList& list) {
        return countOf<Icon>(list,
                             [](const Item&, const Icon& icon) { return icon.name == "lock"; });
    };
    CHECK(locks(laidOut(p)) == 2);
    CHECK(locks(laidOut(p, false, false)) == 0);
}

TEST_CASE("marks in a card are drawn, not shown: bold words, a hanging list, an underlined link") {
    const Shop shop;
    Project p = rename(shop.project(), shop.search, "**cheap** bags\n- red\nhttps://a.org");
    const DisplayList list = laidOut(p);
    const RectF card = region(list, RegionKind::Card, shop.search)->rect;
    std::vector<TextLine> bold, plain;
    std::size_t underlines = 0;
    for (const Item& item : list.items) {
        if (item.element != ElementId(shop.search))
            continue;
        if (const Text* text = std::get_if<Text>(&item.shape))
            for (const TextLine& line : text->lines)
                (text->role == TextRole::StageTitle ? bold : plain).push_back(line);
        if (std::holds_alternative<Path>(item.shape))
            ++underlines;
    }
    REQUIRE(bold.size() == 1);
    CHECK(bold[0].text == "cheap");
    REQUIRE(plain.size() == 4); // " bags", the bullet, "red", the address
    CHECK(plain[0].text == " bags");
    CHECK(plain[0].x == Approx(bold[0].x + bold[0].width));
    CHECK(plain[0].baseline == bold[0].baseline);
    CHECK(plain[1].text == "\u2022");
    CHECK(plain[2].text == "red");
    CHECK(plain[2].x > plain[1].x);
    CHECK(underlines == 1);
    const Region* link = region(list, RegionKind::TextLink, shop.search);
    REQUIRE(link);
    CHECK(link->tooltip == "https://a.org");
    CHECK(link->rect.x >= card.x);
    CHECK(link->rect.bottom() <= card.bottom());
    CHECK(titleOf(p, shop.search) == "cheap bags\n\u2022 red\nhttps://a.org");
}

TEST_CASE("marked words never leave the card, however narrow and long they are") {
    const Shop shop;
    std::string text = "**";
    for (int i = 0; i < 30; ++i)
        text += "wonderful ";
    text += "words**\n- and a list of very many words that wraps on and on";
    const DisplayList list = laidOut(rename(shop.project(), shop.search, text));
    const RectF card = region(list, RegionKind::Card, shop.search)->rect;
    bool elided = false;
    for (const Item& item : list.items)
        if (const Text* found = std::get_if<Text>(&item.shape);
            found && item.element == ElementId(shop.search))
            for (const TextLine& line : found->lines) {
                CHECK(line.x >= card.x);
                CHECK(line.x + line.width <= card.right() + 0.01);
                CHECK(line.baseline <= card.bottom());
                elided = elided || line.text.ends_with("\u2026");
            }
    CHECK(elided);
}
