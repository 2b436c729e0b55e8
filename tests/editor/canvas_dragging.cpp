#include <catch2/catch.hpp>

#include <cmath>

#include "canvas_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

TEST_CASE("a card dragged to another cell and lane lies there and takes the lane's kind") {
    OpenCanvas on;
    on.drag(on.card(on.advert), on.cell(on.thinking, on.browse));
    CHECK(on.texts(on.doing, on.discover) == Texts{"asks a friend"});
    CHECK(on.texts(on.thinking, on.browse) == Texts{"sees an advert"});
    CHECK(on.project().cards.find(on.advert)->kind == CardKind::Thought);
    CHECK(on.document.undoLabel() == "move card");
    on.document.undo();
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("a card is dropped between the cards it is dragged to") {
    OpenCanvas on;
    const QPoint above = on.card(on.friendCard) - QPoint(0, 8);
    on.drag(on.card(on.bags), above);
    CHECK(on.texts(on.doing, on.discover) ==
          Texts{"sees an advert", "compares bags", "asks a friend"});
}

TEST_CASE("Alt and drag copies and leaves the card where it was") {
    OpenCanvas on;
    on.drag(on.card(on.bags), on.cell(on.doing, on.buy), Qt::AltModifier);
    CHECK(on.texts(on.doing, on.browse) == Texts{"compares bags"});
    CHECK(on.texts(on.doing, on.buy) == Texts{"compares bags"});
    CHECK(on.document.undoLabel() == "copy card");
}

TEST_CASE("selected cards travel together as one undo step") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.click(on.card(on.friendCard), Qt::ShiftModifier);
    on.drag(on.card(on.friendCard), on.cell(on.doing, on.buy));
    CHECK(on.texts(on.doing, on.buy) == Texts{"sees an advert", "asks a friend"});
    CHECK(on.document.undoLabel() == "move 2 cards");
    on.document.undo();
    CHECK(on.texts(on.doing, on.discover) == Texts{"sees an advert", "asks a friend"});
}

TEST_CASE("a card dropped where it was is no edit") {
    OpenCanvas on;
    const QPoint at = on.card(on.bags);
    on.drag(at, at + QPoint(30, 3));
    CHECK_FALSE(on.document.canUndo());
}

TEST_CASE("Escape gives a drag up") {
    OpenCanvas on;
    const QPoint from = on.card(on.bags), to = on.cell(on.doing, on.buy);
    QTest::mousePress(on.viewport(), Qt::LeftButton, {}, from);
    on.move((from + to) / 2);
    on.move(to);
    on.key(Qt::Key_Escape);
    QTest::mouseRelease(on.viewport(), Qt::LeftButton, {}, to);
    CHECK_FALSE(on.document.canUndo());
}

TEST_CASE("a dragged stage takes its column along") {
    OpenCanvas on;
    const QPoint from = on.rectOf(RegionKind::StageHeader, on.discover).center().toPoint();
    const QRectF last = on.rectOf(RegionKind::StageHeader, on.buy);
    on.drag(from, QPoint(int(last.right()) - 12, from.y()));
    CHECK(on.stageTitles() == Texts{"Browse", "Buy", "Discover"});
    CHECK(on.texts(on.doing, on.discover) == Texts{"sees an advert", "asks a friend"});
    CHECK(on.document.undoLabel() == "move stage");
    CHECK(on.rectOf(RegionKind::Card, on.advert).left() >
          on.rectOf(RegionKind::Card, on.bags).right());
}

TEST_CASE("a dragged lane takes its place among the lanes") {
    OpenCanvas on;
    const QPoint from = on.rectOf(RegionKind::LaneHeader, on.feeling).center().toPoint();
    const QRectF first = on.rectOf(RegionKind::LaneHeader, on.doing);
    on.drag(from, QPoint(from.x(), int(first.top()) + 6));
    CHECK(on.laneTitles() == Texts{"Feeling", "Doing", "Thinking"});
    CHECK(on.document.undoLabel() == "move lane");
}

TEST_CASE("an emotion point follows the mouse in steps of a tenth") {
    OpenCanvas on;
    const double unit = on.canvas.displayList().emotionUnit;
    REQUIRE(unit > 0);
    const QPoint from = on.rectOf(RegionKind::EmotionPoint, on.first).center().toPoint();
    // Down by 24 units: 1 - 24 / unit, to the nearest tenth.
    on.drag(from, from + QPoint(5, 24));
    const double wanted = std::round((1 - 24 / unit) * 10) / 10;
    CHECK(on.project().emotions.find(on.first)->value == Approx(wanted));
    CHECK(on.document.undoLabel() == "change emotion");
    on.drag(on.rectOf(RegionKind::EmotionPoint, on.first).center().toPoint(), QPoint(from.x(), 2));
    CHECK(on.project().emotions.find(on.first)->value == 2.0);
}

TEST_CASE("a click in an emotion cell makes the point that is missing, at that height") {
    OpenCanvas on;
    const double unit = on.canvas.displayList().emotionUnit;
    const QRectF one = on.rectOf(RegionKind::EmotionPoint, on.first);
    const QRectF cell = on.rectOf(RegionKind::EmotionCell, on.feeling, on.buy);
    // Half a step below the point of value 1.
    on.click(QPointF(cell.center().x(), one.center().y() + unit / 2).toPoint());
    const auto points = emotionsOf(on.project(), on.map, on.maya);
    REQUIRE(points.size() == 3);
    CHECK(points[2]->stage == on.buy);
    CHECK(points[2]->value == Approx(0.5));
    CHECK(on.document.undoLabel() == "add emotion");
}

TEST_CASE("a dragged note lies where it was dropped") {
    Project project = SmallMap().project();
    const NoteId id{601};
    project = addNote(std::move(project), id, SmallMap().map, 400, 560, "ask Jonas");
    OpenCanvas on(std::move(project));
    const QPoint from = on.rectOf(RegionKind::Note, id).center().toPoint();
    on.drag(from, from + QPoint(80, -40));
    CHECK(on.project().notes.find(id)->x == 480);
    CHECK(on.project().notes.find(id)->y == 520);
    CHECK(on.document.undoLabel() == "move note");
}

TEST_CASE("a frame drawn on the ground selects what it touches") {
    OpenCanvas on;
    const QRectF top = on.rectOf(RegionKind::Card, on.advert);
    const QPoint from(int(top.left()) - 4,
                      int(on.rectOf(RegionKind::Cell, on.doing, on.discover).bottom()) - 2);
    on.drag(from, on.card(on.friendCard) + QPoint(0, 2));
    CHECK(on.document.selection() == std::vector<ElementId>{on.friendCard});
    on.click(on.card(on.bags), Qt::ControlModifier);
    CHECK(on.document.selection() == std::vector<ElementId>{on.friendCard, on.bags});
    on.key(Qt::Key_Escape);
    CHECK(on.document.selection().empty());
}
