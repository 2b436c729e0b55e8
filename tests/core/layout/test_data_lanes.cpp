#include <catch2/catch.hpp>

#include "core/layout/sample_map.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

Box barOf(const DisplayList& list, StageId stage) {
    for (const Box& box : shapesOf<Box>(list, stage))
        if (box.fill.colour == Colour::Bar)
            return box;
    FAIL("no bar");
    return {};
}

std::vector<Path> wedgesOf(const DisplayList& list) {
    std::vector<Path> out;
    for (const Path& path : shapesOf<Path>(list))
        if (path.hatched)
            out.push_back(path);
    return out;
}

} // namespace

TEST_CASE("bars are to scale and stand on one line") {
    MapBuilder b;
    std::vector<StageId> stages;
    for (const double n : {600.0, 300.0, 150.0}) {
        stages.push_back(b.stage("S"));
        b.reached(stages.back(), n, 480);
    }
    b.counted();
    b.lane(LaneKind::Funnel);
    const DisplayList list = b.layout();
    CHECK(brokenRules(list).empty());
    const RectF first = barOf(list, stages[0]).rect, second = barOf(list, stages[1]).rect,
                third = barOf(list, stages[2]).rect;
    CHECK(first.height == 64);
    CHECK(second.height == 32);
    CHECK(third.height == 16);
    CHECK(second.bottom() == first.bottom());
    CHECK(says(list, "600", stages[0]));
    CHECK(says(list, "all visitors", stages[0]));
    CHECK(says(list, "50.0 %", stages[1]));
    CHECK(says(list, "\u2212300", stages[0]));
    CHECK(says(list, "median 8 min", stages[1]));
}

TEST_CASE("a wedge falls from the top of its bar to the height of the next and is hatched") {
    MapBuilder b;
    const StageId one = b.stage("A"), two = b.stage("B");
    b.reached(one, 400);
    b.reached(two, 100);
    b.counted();
    b.lane(LaneKind::Funnel);
    const DisplayList list = b.layout();
    const auto wedges = wedgesOf(list);
    REQUIRE(wedges.size() == 1);
    const RectF from = barOf(list, one).rect, to = barOf(list, two).rect;
    const auto& s = wedges[0].segments;
    CHECK(s[0].to == PointF{from.right(), from.y});
    CHECK(s[1].to == PointF{to.x, to.y});
    CHECK(s[2].to == PointF{from.right(), to.y});
    CHECK(wedges[0].bounds.height == 48); // 300 of 400 at 64
    CHECK(regionOf(list, RegionKind::DropOff, one).tooltip == "\u2212300 (75.0 %)");
}

TEST_CASE("a wedge passes over stages without an event, whose words stay clear of it") {
    MapBuilder b;
    std::vector<StageId> stages;
    for (int i = 0; i < 4; ++i)
        stages.push_back(b.stage("S"));
    b.reached(stages[0], 7654321, 60);
    b.reached(stages[3], 2, 99999);
    b.counted();
    b.lane(LaneKind::Funnel);
    const DisplayList list = b.layout();
    CHECK(brokenRules(list).empty());
    const auto wedges = wedgesOf(list);
    REQUIRE(wedges.size() == 1);
    CHECK(wedges[0].bounds.width > 500);
    CHECK(barOf(list, stages[3]).rect.height == 1); // nobody who came is invisible
    for (const StageId stage : {stages[1], stages[2]}) {
        CHECK(says(list, "no event bound", stage));
        CHECK(regionOf(list, RegionKind::BindHint, stage).rect.height > 0);
        for (const Text& text : shapesOf<Text>(list, stage))
            if (text.role == TextRole::Small)
                CHECK(text.rect.y >= wedges[0].bounds.bottom());
    }
    LayoutOptions exported;
    exported.forEditing = false;
    CHECK(regionsOf(b.layout(exported), RegionKind::BindHint).empty());
}

TEST_CASE("texts of the funnel never overlap, whatever the numbers") {
    for (const double last : {0.0, 1.0, 25.0, 500000.0, 999999.0, 1000000.0, 9999999.0}) {
        MapBuilder b;
        const StageId one = b.stage("A"), two = b.stage("B"), three = b.stage("C");
        b.lane(LaneKind::Funnel);
        b.reached(one, 1000000, 5);
        b.reached(two, last, 7500);
        b.reached(three, 12, 100000);
        b.counted();
        for (const bool rightToLeft : {false, true}) {
            LayoutOptions options;
            options.rightToLeft = rightToLeft;
            CHECK(brokenRules(b.layout(options)) == std::vector<std::string>{});
        }
    }
}

TEST_CASE("numbers that rise say who entered, and few people are marked") {
    MapBuilder b;
    const StageId one = b.stage("A"), two = b.stage("B"), three = b.stage("C");
    b.lane(LaneKind::Funnel);
    b.reached(one, 20);
    b.reached(two, 32);
    b.reached(three, 8);
    b.counted();
    b.findings.stages[three].few = true;
    const DisplayList list = b.layout();
    CHECK(brokenRules(list).empty());
    CHECK(says(list, "+12 entered here", two));
    CHECK(says(list, "25.0 % \u00b7 few", three));
    CHECK(wedgesOf(list).size() == 1);
}

TEST_CASE("without data the funnel lane is one calm line") {
    MapBuilder b;
    b.stage("A");
    b.stage("B");
    const LaneId lane = b.lane(LaneKind::Funnel);
    const DisplayList list = b.layout();
    CHECK(says(list, EnglishPhrases().noDataYet(), lane));
    CHECK(regionsOf(list, RegionKind::FunnelBar).empty());
    CHECK(regionsOf(list, RegionKind::BindHint).empty());
}

TEST_CASE("the pain lane shows three scores a stage, worst first and the worst of the map strong") {
    MapBuilder b;
    const StageId one = b.stage("A"), two = b.stage("B");
    const LaneId lane = b.lane(LaneKind::Touchpoints);
    b.lane(LaneKind::Pain);
    std::vector<CardId> cards;
    for (const double score : {40.0, 30.0, 20.0, 10.0, 5.0}) {
        cards.push_back(b.card(lane, one, "Card " + std::to_string(static_cast<int>(score))).id);
        b.pain(cards.back(), one, score);
    }
    const CardId calm = b.card(lane, two, "Fine").id;
    b.pain(calm, two, 0.2); // rounds to nothing: no chip, no badge
    const DisplayList list = b.layout();
    CHECK(brokenRules(list).empty());
    const auto chips = regionsOf(list, RegionKind::PainChip);
    REQUIRE(chips.size() == 3);
    CHECK(chips[0].element == ElementId(cards[0]));
    CHECK(chips[0].rect.y < chips[1].rect.y);
    CHECK(says(list, "+2 more"));
    CHECK(says(list, "Card 40", cards[0]));
    int strong = 0;
    for (const Box& box : shapesOf<Box>(list, cards[1]))
        strong += box.fill.colour == Colour::Pain && box.rect.width == 36;
    CHECK(strong == 0);
    CHECK(regionsOf(list, RegionKind::CardBadge).size() == 5);
}

TEST_CASE("the header says when and by which rules the numbers were counted") {
    MapBuilder b;
    b.stage("A");
    b.findings.hasData = true;
    b.findings.firstEvent = daysFromCivil(2024, 1, 4) * kDayMs;
    b.findings.lastEvent = daysFromCivil(2024, 6, 29) * kDayMs;
    CHECK(says(b.layout(), "Data: 4 January to 29 June 2024."));
    b.findings.hasData = false;
    CHECK_FALSE(says(b.layout(), "Data: 4 January to 29 June 2024."));
}
