#include <catch2/catch.hpp>

#include "canvas_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

TEST_CASE("a click on a cell and typing makes a card") {
    OpenCanvas on;
    on.click(on.cell(on.doing, on.buy) + QPoint(60, 0));
    on.type("pays by card");
    REQUIRE(on.typing());
    on.key(Qt::Key_Escape);
    CHECK_FALSE(on.typing());
    CHECK(on.texts(on.doing, on.buy) == Texts{"pays by card"});
    CHECK(on.document.undoLabel() == "add card");
    on.document.undo();
    CHECK(on.texts(on.doing, on.buy).empty());
    CHECK_FALSE(on.document.canUndo());
}

TEST_CASE("Enter goes on to the next card, Tab to the next stage, Shift+Tab back") {
    OpenCanvas on;
    on.click(on.cell(on.thinking, on.discover) + QPoint(60, 0));
    on.type("one");
    on.key(Qt::Key_Return);
    on.type("two");
    on.key(Qt::Key_Tab);
    on.type("three");
    on.key(Qt::Key_Tab);
    on.type("four");
    on.key(Qt::Key_Backtab, Qt::ShiftModifier);
    on.type("five");
    on.key(Qt::Key_Escape);
    CHECK(on.texts(on.thinking, on.discover) == Texts{"one", "two"});
    CHECK(on.texts(on.thinking, on.browse) == Texts{"three", "five"});
    CHECK(on.texts(on.thinking, on.buy) == Texts{"four"});
    CHECK_FALSE(on.typing());
}

TEST_CASE("an empty field leaves no card and nothing to undo") {
    OpenCanvas on;
    on.click(on.cell(on.doing, on.buy) + QPoint(60, 0));
    on.key(Qt::Key_Return);
    REQUIRE(on.typing());
    on.key(Qt::Key_Return);
    CHECK_FALSE(on.typing());
    CHECK_FALSE(on.document.canUndo());
}

TEST_CASE("the plus of an empty cell starts a card with one click") {
    OpenCanvas on;
    on.click(on.cell(on.doing, on.buy));
    CHECK(on.typing());
}

TEST_CASE("typing on a card starts a new one below it and leaves the card alone") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.type("x");
    on.key(Qt::Key_Escape);
    CHECK(on.texts(on.doing, on.discover) == Texts{"sees an advert", "x", "asks a friend"});
}

TEST_CASE("F2 edits a card in place, Enter keeps it and goes on below") {
    OpenCanvas on;
    on.click(on.card(on.bags));
    on.key(Qt::Key_F2);
    REQUIRE(on.typing());
    on.type("reads reviews");
    on.key(Qt::Key_Return);
    CHECK(on.texts(on.doing, on.browse) == Texts{"reads reviews"});
    CHECK(on.document.undoLabel() == "edit card");
    CHECK(on.typing());
    on.key(Qt::Key_Escape);
    CHECK(on.texts(on.doing, on.browse) == Texts{"reads reviews"});
}

TEST_CASE("a stage is renamed in place by double click") {
    OpenCanvas on;
    on.doubleClick(on.rectOf(RegionKind::StageHeader, on.browse).center().toPoint());
    REQUIRE(on.typing());
    on.type("Compare");
    on.key(Qt::Key_Return);
    CHECK(on.stageTitles() == Texts{"Discover", "Compare", "Buy"});
    CHECK(on.document.undoLabel() == "rename stage");
    CHECK_FALSE(on.typing());
}

TEST_CASE("a stage never loses its name to an empty field") {
    OpenCanvas on;
    on.doubleClick(on.rectOf(RegionKind::StageHeader, on.browse).center().toPoint());
    on.key(Qt::Key_Backspace);
    on.key(Qt::Key_Return);
    CHECK(on.stageTitles() == Texts{"Discover", "Browse", "Buy"});
    CHECK_FALSE(on.document.canUndo());
}

TEST_CASE("title, lane and scenario are typed in place") {
    OpenCanvas on;
    on.canvas.startEditing(on.map);
    REQUIRE(on.typing());
    on.type("Ordering");
    on.key(Qt::Key_Return);
    CHECK(on.project().maps.find(on.map)->title == "Ordering");
    on.doubleClick(on.rectOf(RegionKind::LaneHeader, on.thinking).center().toPoint());
    on.type("In mind");
    on.key(Qt::Key_Return);
    CHECK(on.laneTitles() == Texts{"Doing", "In mind", "Feeling"});
    on.doubleClick(on.rectOf(RegionKind::Scenario, on.map).center().toPoint());
    on.type("A weekday evening");
    on.key(Qt::Key_Return);
    CHECK(on.project().maps.find(on.map)->scenario == "A weekday evening");
    CHECK(on.document.undoLabel() == "edit scenario");
}

TEST_CASE("the add stage field names new stages one after the other") {
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::AddStage, {}).center().toPoint());
    REQUIRE(on.typing());
    on.type("Receive");
    on.key(Qt::Key_Return);
    on.type("Return");
    on.key(Qt::Key_Return);
    on.key(Qt::Key_Return);
    CHECK(on.stageTitles() == Texts{"Discover", "Browse", "Buy", "Receive", "Return"});
    CHECK_FALSE(on.typing());
    on.document.undo();
    CHECK(on.stageTitles() == Texts{"Discover", "Browse", "Buy", "Receive"});
}

TEST_CASE("a double click outside the grid makes a sticky note, where Enter is a new line") {
    OpenCanvas on;
    const QRectF lanes = on.rectOf(RegionKind::AddLane, {});
    on.doubleClick(QPoint(600, int(lanes.bottom()) + 90));
    REQUIRE(on.typing());
    on.type("ask");
    on.key(Qt::Key_Return);
    on.type("Jonas");
    on.click(on.rectOf(RegionKind::Title, on.map).center().toPoint());
    CHECK_FALSE(on.typing());
    REQUIRE(on.project().notes.size() == 1);
    CHECK((*on.project().notes.begin())->text == "ask\nJonas");
}

TEST_CASE("what was typed is kept when another place is clicked") {
    OpenCanvas on;
    on.click(on.cell(on.doing, on.buy) + QPoint(60, 0));
    on.type("pays");
    on.click(on.card(on.bags));
    CHECK(on.texts(on.doing, on.buy) == Texts{"pays"});
    CHECK(on.document.selection() == std::vector<ElementId>{on.bags});
}

TEST_CASE("a document that may only be read is shown and not changed") {
    OpenCanvas on;
    on.document.setReadOnly(true);
    const Project before = on.project();
    on.click(on.cell(on.doing, on.buy) + QPoint(60, 0));
    on.type("no");
    CHECK_FALSE(on.typing());
    on.doubleClick(on.rectOf(RegionKind::StageHeader, on.browse).center().toPoint());
    CHECK_FALSE(on.typing());
    on.drag(on.card(on.advert), on.cell(on.thinking, on.buy));
    on.click(on.card(on.advert));
    on.key(Qt::Key_Delete);
    on.key(Qt::Key_Right, Qt::ControlModifier);
    on.key(Qt::Key_D, Qt::ControlModifier);
    CHECK(on.project() == before);
    CHECK(on.document.selection() == std::vector<ElementId>{on.advert});
}
