// Several things in one drag: both points beside a curve's line, cards with notes, cards onto
// another map.
#include <catch2/catch.hpp>

#include <cmath>

#include "canvas_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

double tenth(double value) {
    return std::round(value * 10) / 10;
}

std::vector<double> curve(const OpenCanvas& on) {
    std::vector<double> values;
    for (const EmotionPoint* point : emotionsOf(on.project(), on.map, on.maya))
        values.push_back(point->value);
    return values;
}

/// Discover 1, Browse nothing, Buy 0.
Project gap() {
    const SmallMap small;
    Project p = removeElements(small.project(), std::vector<ElementId>{small.second});
    return setEmotion(std::move(p), EmotionId{503}, small.map, small.maya, small.buy, 0);
}

QPoint between(OpenCanvas& on, EmotionId one, EmotionId other) {
    // A curve with nothing beside the two runs through the middle between them.
    return ((on.rectOf(RegionKind::EmotionPoint, one).center() +
             on.rectOf(RegionKind::EmotionPoint, other).center()) /
            2)
        .toPoint();
}

const MapId kTomorrow{900};

Project twoMaps() {
    Project p = addMap(SmallMap().project(), kTomorrow, "Tomorrow", MapKind::Future, true);
    return addStage(std::move(p), StageId{910}, kTomorrow, "Later");
}

} // namespace

TEST_CASE("the line between two emotion points takes both along, until one is at the scale's end") {
    OpenCanvas on;
    const double unit = on.canvas.displayList().emotionUnit;
    const QPoint line = between(on, on.first, on.second);
    on.drag(line, line + QPoint(0, 20));
    CHECK(curve(on) == std::vector<double>{tenth(1 - 20 / unit), tenth(-0.5 - 20 / unit)});
    CHECK(on.document.undoLabel() == "change two emotions");
    on.document.undo();
    CHECK(curve(on) == std::vector<double>{1, -0.5});
    on.drag(line, line - QPoint(0, 300));
    CHECK(curve(on) == std::vector<double>{2, 0.5});
}

TEST_CASE("the line over a stage without a point makes one there") {
    OpenCanvas on(gap());
    const double unit = on.canvas.displayList().emotionUnit;
    const QPoint line = between(on, on.first, EmotionId{503});
    REQUIRE(on.rectOf(RegionKind::EmotionCell, on.feeling, on.browse).contains(line));
    on.drag(line, line - QPoint(0, 15));
    // Half-way from 1 to 0, and 15 higher.
    const auto values = curve(on);
    REQUIRE(values.size() == 3);
    CHECK(values[0] == 1);
    CHECK(values[1] == Approx(tenth(0.5 + 15 / unit)));
    CHECK(values[2] == 0);
    CHECK(on.document.undoLabel() == "add emotion");
    on.document.undo();
    CHECK(on.project() == gap());
}

TEST_CASE("Shift and the line move the whole curve; a click on it is a click in the lane") {
    OpenCanvas on(gap());
    const double unit = on.canvas.displayList().emotionUnit;
    const QPoint line = between(on, on.first, EmotionId{503});
    on.drag(line, line + QPoint(0, 15), Qt::ShiftModifier);
    CHECK(on.document.undoLabel() == "move the emotion curve");
    REQUIRE(curve(on).size() == 2);
    CHECK(curve(on)[1] == Approx(tenth(-15 / unit)).margin(0.051));
    on.document.undo();
    on.click(line);
    CHECK(curve(on).size() == 3);
}

TEST_CASE("cards and notes that are selected travel in one drag and one undo step") {
    const NoteId note{601};
    const Project before = addNote(SmallMap().project(), note, SmallMap().map, 400, 560, "ask");
    OpenCanvas on(before);
    on.click(on.card(on.advert));
    on.click(on.rectOf(RegionKind::Note, note).center().toPoint(), Qt::ShiftModifier);
    const QPoint from = on.card(on.advert), to = on.cell(on.thinking, on.browse);
    on.drag(from, to);
    CHECK(on.texts(on.thinking, on.browse) == Texts{"sees an advert"});
    CHECK(on.project().notes.find(note)->x == 400 + (to - from).x());
    CHECK(on.project().notes.find(note)->y == 560 + (to - from).y());
    CHECK(on.document.undoLabel() == "move 2 things");
    CHECK(on.document.selection().size() == 2);
    on.document.undo();
    CHECK(on.project() == before);

    // By the note, with Alt: copies of both.
    const QPoint held = on.rectOf(RegionKind::Note, note).center().toPoint();
    on.drag(held, on.cell(on.doing, on.buy), Qt::AltModifier);
    CHECK(on.texts(on.doing, on.buy) == Texts{"sees an advert"});
    CHECK(on.texts(on.doing, on.discover) == Texts{"sees an advert", "asks a friend"});
    CHECK(on.project().notes.size() == 2);
    CHECK(on.document.undoLabel() == "copy 2 things");
}

TEST_CASE("cards dragged out of the canvas onto another map go there; with Ctrl copies do") {
    OpenCanvas on(twoMaps());
    bool marked = false;
    on.canvas.setMapFinder([&](std::optional<QPoint> place) {
        marked = place.has_value();
        return marked ? kTomorrow : MapId{};
    });
    const QPoint outside(-40, 120);
    on.drag(on.card(on.bags), outside);
    CHECK_FALSE(marked); // any more
    CHECK(on.project().cards.find(on.bags)->map == kTomorrow);
    CHECK(on.document.currentMap() == kTomorrow);
    CHECK(on.document.selection() == std::vector<ElementId>{on.bags});
    on.document.undo();
    CHECK(on.project() == twoMaps());
    on.document.setCurrentMap(on.map);
    on.drag(on.card(on.bags), outside, Qt::ControlModifier);
    CHECK(on.project().cards.find(on.bags)->map == on.map);
    CHECK(cardsOf(on.project(), kTomorrow).size() == 1);
}

TEST_CASE("nothing but cards leaves the canvas") {
    OpenCanvas on(twoMaps());
    bool asked = false;
    on.canvas.setMapFinder([&](std::optional<QPoint> place) {
        asked = asked || place;
        return kTomorrow;
    });
    on.drag(on.rectOf(RegionKind::EmotionPoint, on.first).center().toPoint(), QPoint(-40, 120));
    CHECK_FALSE(asked);
    CHECK(on.document.currentMap() == on.map);
}
