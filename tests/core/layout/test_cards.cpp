#include <catch2/catch.hpp>

#include "core/layout/sample_map.hpp"

using namespace cairn;
using namespace cairn::test;

TEST_CASE("every stage, lane, cell and card can be pointed at") {
    MapBuilder b;
    const StageId first = b.stage("Discover"), second = b.stage("Buy");
    const LaneId doing = b.lane(LaneKind::Actions), ideas = b.lane(LaneKind::Opportunities);
    const Card card = b.card(doing, second, "Pays by card");
    const DisplayList list = b.layout();
    CHECK(brokenRules(list).empty());
    for (const StageId stage : {first, second})
        CHECK(regionOf(list, RegionKind::StageHeader, stage).layer == Layer::StageHeader);
    for (const LaneId lane : {doing, ideas})
        CHECK(regionOf(list, RegionKind::LaneHeader, lane).layer == Layer::LaneHeader);
    CHECK(regionsOf(list, RegionKind::Cell).size() == 4);
    const Region region = regionOf(list, RegionKind::Card, card.id);
    CHECK(region.second == ElementId(doing));
    CHECK(region.third == ElementId(second));
    // The card's own region comes after its cell's, so that it is the one on top.
    const auto indexOf = [&](RegionKind kind, PointF p) {
        std::size_t found = 0;
        for (std::size_t i = 0; i < list.regions.size(); ++i)
            if (list.regions[i].kind == kind && list.regions[i].rect.contains(p))
                found = i;
        return found;
    };
    CHECK(indexOf(RegionKind::Card, region.rect.centre()) >
          indexOf(RegionKind::Cell, region.rect.centre()));
    CHECK(regionsOf(list, RegionKind::AddStage).size() == 1);
    CHECK(regionsOf(list, RegionKind::AddLane).size() == 1);
}

TEST_CASE("columns are 200 wide, one beside the other, and cards stand 8 within") {
    MapBuilder b;
    const StageId first = b.stage("A"), second = b.stage("B");
    const LaneId doing = b.lane(LaneKind::Actions);
    const Card one = b.card(doing, first, "one"), two = b.card(doing, second, "two");
    const DisplayList list = b.layout();
    // Margin 24, icon 16 + 8, "Doing" is narrower than the least 80, 8 of air: 136.
    CHECK(list.laneHeaderWidth == 136);
    const RectF r1 = regionOf(list, RegionKind::Card, one.id).rect,
                r2 = regionOf(list, RegionKind::Card, two.id).rect;
    CHECK(r1.x == 136 + 8);
    CHECK(r1.width == 200 - 16);
    CHECK(r1.height == 36); // one line of 20, 8 above and below
    CHECK(r2.x == r1.x + 200);
    CHECK(r2.y == r1.y);
}

TEST_CASE("a row is as tall as its fullest cell and cards stack by rank with 8 between") {
    MapBuilder b;
    const StageId first = b.stage("A"), second = b.stage("B");
    const LaneId doing = b.lane(LaneKind::Actions), next = b.lane(LaneKind::Text);
    Card low = b.card(doing, first, "comes second"), high = b.card(doing, first, "comes first");
    high.rank = -5;
    b.project.cards.put(high);
    b.card(doing, second, "alone");
    const DisplayList list = b.layout();
    const RectF top = regionOf(list, RegionKind::Card, high.id).rect,
                below = regionOf(list, RegionKind::Card, low.id).rect;
    CHECK(below.y == top.bottom() + 8);
    const RectF row = regionOf(list, RegionKind::LaneHeader, doing).rect;
    CHECK(row.height == 8 + 36 + 8 + 36 + 8);
    CHECK(regionOf(list, RegionKind::LaneHeader, next).rect.y == row.bottom());
}

TEST_CASE("a long text stops after eight lines and the tooltip has the whole") {
    MapBuilder b;
    const StageId stage = b.stage("A");
    std::string text;
    for (int i = 0; i < 60; ++i)
        text += "words and ";
    const Card card = b.card(b.lane(LaneKind::Actions), stage, text);
    const DisplayList list = b.layout();
    CHECK(shapesOf<Text>(list, card.id).front().lines.size() == 8);
    CHECK(shapesOf<Text>(list, card.id).front().full == text);
    CHECK(regionOf(list, RegionKind::Card, card.id).tooltip == text);
    CHECK(brokenRules(list).empty());
}

TEST_CASE("a touchpoint shows its channel, its star and its pain, and backstage is dashed") {
    MapBuilder b;
    const StageId stage = b.stage("A");
    Card card = b.card(b.lane(LaneKind::Touchpoints), stage, "Pay");
    card.channel = Channel::PointOfSale;
    card.momentOfTruth = true;
    card.visibility = Visibility::Back;
    b.project.cards.put(card);
    b.pain(card.id, stage, 25.8);
    const DisplayList list = b.layout();
    const auto icons = shapesOf<Icon>(list, card.id);
    REQUIRE(icons.size() == 2);
    CHECK(icons[0].name == "channel-point-of-sale");
    CHECK(icons[1].name == "star");
    CHECK(shapesOf<Box>(list, card.id).front().dashed);
    CHECK(says(list, "26", card.id));
    const Region badge = regionOf(list, RegionKind::CardBadge, card.id);
    const RectF frame = regionOf(list, RegionKind::Card, card.id).rect;
    CHECK(badge.rect.right() == frame.right() - 8);
    CHECK(frame.height == 36); // all on one line
}

TEST_CASE("a pain point tells its severity in dots and a number, beside its owner") {
    MapBuilder b;
    const StageId stage = b.stage("A");
    Card card = b.card(b.lane(LaneKind::PainPoints), stage, "Asked for the phone number twice");
    card.severity = 3;
    card.owner = "Lena";
    card.tags = {"form"};
    b.project.cards.put(card);
    const DisplayList list = b.layout();
    int filled = 0, hollow = 0;
    for (const Box& box : shapesOf<Box>(list, card.id))
        if (box.rect.width == 8)
            ++(box.fill.colour == Colour::Pain ? filled : hollow);
    CHECK(filled == 3);
    CHECK(hollow == 1);
    CHECK(says(list, "3", card.id));
    CHECK(says(list, "form", card.id));
    CHECK(says(list, "Lena", card.id));
    CHECK(brokenRules(list).empty());
}

TEST_CASE("thoughts are quoted once and have no box") {
    MapBuilder b;
    const StageId stage = b.stage("A");
    const LaneId lane = b.lane(LaneKind::Thoughts);
    const Card plain = b.card(lane, stage, "Is it safe?"),
               quoted = b.card(lane, stage, "\u201cReally?\u201d");
    const DisplayList list = b.layout();
    CHECK(says(list, "\u201cIs it safe?\u201d", plain.id));
    CHECK(says(list, "\u201cReally?\u201d", quoted.id));
    CHECK(shapesOf<Box>(list, plain.id).empty());
    CHECK(shapesOf<Text>(list, plain.id).front().role == TextRole::Quote);
}

TEST_CASE("steps divide a stage; cards of the stage as a whole lie across them") {
    MapBuilder b;
    const StageId stage = b.stage("Check out");
    const StepId address = b.step(stage, "Address"), pay = b.step(stage, "Pay");
    const LaneId lane = b.lane(LaneKind::Actions);
    const Card whole = b.card(lane, stage, "The whole stage");
    Card left = b.card(lane, stage, "Types"), right = b.card(lane, stage, "Looks for the card");
    left.step = address;
    right.step = pay;
    b.project.cards.put(left);
    b.project.cards.put(right);
    const DisplayList list = b.layout();
    CHECK(brokenRules(list).empty());
    // Two steps of 152 are wider than a plain stage.
    const RectF header = regionOf(list, RegionKind::StepHeader, pay).rect;
    CHECK(header.x == list.laneHeaderWidth + 152);
    CHECK(regionOf(list, RegionKind::Card, whole.id).rect.width == 304 - 16);
    const RectF l = regionOf(list, RegionKind::Card, left.id).rect,
                r = regionOf(list, RegionKind::Card, right.id).rect;
    CHECK(l.y == regionOf(list, RegionKind::Card, whole.id).rect.bottom() + 8);
    CHECK(r.y == l.y);
    CHECK(r.x == l.x + 152);
    CHECK(regionsOf(list, RegionKind::Cell).size() == 3);
}

TEST_CASE("a collapsed lane is one thin row that counts its cards") {
    MapBuilder b;
    const StageId stage = b.stage("A");
    const LaneId lane = b.lane(LaneKind::Actions);
    b.card(lane, stage, "one");
    b.card(lane, stage, "two");
    Lane collapsed = *b.project.lanes.find(lane);
    collapsed.collapsed = true;
    b.project.lanes.put(collapsed);
    const DisplayList list = b.layout();
    CHECK(regionOf(list, RegionKind::LaneHeader, lane).rect.height == 28);
    CHECK(regionsOf(list, RegionKind::Card).empty());
    CHECK(says(list, "2", lane));
}

TEST_CASE("a map without stages says how to begin, but only where it can be edited") {
    MapBuilder b;
    const EnglishPhrases words;
    LayoutOptions exported;
    exported.forEditing = false;
    const auto hints = [&](const DisplayList& list) {
        int n = 0;
        for (const std::string& text : textsOf(list))
            n +=
                text == words.emptyMapHint() || text == words.addStage() || text == words.addLane();
        return n;
    };
    CHECK(hints(b.layout()) == 3);
    CHECK(brokenRules(b.layout()).empty());
    CHECK(hints(b.layout(exported)) == 0);
    CHECK(b.layout(exported).size.width > 0);
    CHECK(layoutMap(b.project, MapId{99}, nullptr, FixedMeasurer(), words).items.empty());
    CHECK(layoutMap(b.project, MapId{99}, nullptr, FixedMeasurer(), words).size == SizeF{});
}

TEST_CASE("notes lie where they were put and parked ones in a strip below the lanes") {
    MapBuilder b;
    b.stage("A");
    const LaneId lane = b.lane(LaneKind::Actions);
    const NoteId free = b.note(900, 700, "Ask them"),
                 lost = b.note(-50, 0.0 / 0.0, "From a broken file");
    const NoteId parked = b.note(0, 0, "Later", true);
    const DisplayList list = b.layout();
    CHECK(brokenRules(list).empty());
    CHECK(regionOf(list, RegionKind::Note, free).rect == RectF{900, 700, 160, 96});
    CHECK(list.size.width >= 1060);
    CHECK(regionOf(list, RegionKind::Note, lost).rect.x == 0);
    CHECK(regionOf(list, RegionKind::Note, parked).rect.y >
          regionOf(list, RegionKind::LaneHeader, lane).rect.bottom());
}

TEST_CASE(
    "a link runs from card to card along gutters and can be pointed at without hiding cards") {
    MapBuilder b;
    const StageId one = b.stage("A"), two = b.stage("B"), three = b.stage("C");
    const LaneId lane = b.lane(LaneKind::Actions);
    const Card from = b.card(lane, one, "from"), between = b.card(lane, two, "between"),
               to = b.card(lane, three, "to");
    const LinkId link = b.link(from.id, to.id, "then");
    const LinkId loop = b.link(three, one, "again", LinkKind::Loop);
    const DisplayList list = b.layout();
    const auto paths = shapesOf<Path>(list, link);
    REQUIRE(paths.size() == 1);
    const RectF start = regionOf(list, RegionKind::Card, from.id).rect,
                end = regionOf(list, RegionKind::Card, to.id).rect;
    CHECK(paths[0].arrow);
    CHECK(paths[0].segments.front().to == PointF{start.right(), start.centre().y});
    CHECK(paths[0].segments.back().to == PointF{end.x, end.centre().y});
    const RectF middle = regionOf(list, RegionKind::Card, between.id).rect;
    for (const Path::Segment& s : paths[0].segments)
        CHECK_FALSE(middle.contains(s.to));
    for (const Region& r : regionsOf(list, RegionKind::Link))
        CHECK_FALSE(r.rect.contains(middle.centre()));
    CHECK(says(list, "then", link));
    CHECK(shapesOf<Path>(list, loop).front().dashed);
    // A link between stages rises above the chevrons and sticks with them.
    CHECK(shapesOf<Path>(list, loop).front().bounds.y >= list.stageHeaderTop);
    CHECK(regionOf(list, RegionKind::StageHeader, one).rect.y > list.stageHeaderTop);
}
