#include <catch2/catch.hpp>

#include "canvas_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {
ElementId current(const OpenCanvas& on) {
    return on.document.selection().empty() ? ElementId{} : on.document.selection().back();
}
} // namespace

TEST_CASE("arrows walk from card to card, to headers and to empty cells") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.key(Qt::Key_Down);
    CHECK(current(on) == ElementId(on.friendCard));
    on.key(Qt::Key_Up);
    CHECK(current(on) == ElementId(on.advert));
    on.key(Qt::Key_Right);
    CHECK(current(on) == ElementId(on.bags));
    on.key(Qt::Key_Up);
    CHECK(current(on) == ElementId(on.browse));
    on.key(Qt::Key_Down);
    on.key(Qt::Key_Right);
    CHECK(current(on) == ElementId{}); // an empty cell has the focus, and no element
    CHECK(on.canvas.focusText().contains("Doing, Buy"));
    on.type("pays");
    on.key(Qt::Key_Escape);
    CHECK(on.texts(on.doing, on.buy) == Texts{"pays"});
    on.click(on.card(on.advert));
    on.key(Qt::Key_Left);
    CHECK(current(on) == ElementId(on.doing));
}

TEST_CASE("left and right stay in their lane, and go from its header to where it begins") {
    Project p = SmallMap().project();
    for (std::uint64_t i = 0; i < 3; ++i)
        p = addCard(std::move(p), CardId{450 + i}, {LaneId{301}, StageId{201}}, "one more of them");
    OpenCanvas on(std::move(p));
    on.click(on.card(CardId{452})); // far below the only card of the next stage
    on.key(Qt::Key_Right);
    CHECK(current(on) == ElementId(on.bags));
    on.click(on.rectOf(RegionKind::LaneHeader, on.doing).center().toPoint());
    on.key(Qt::Key_Right);
    CHECK(current(on) == ElementId(on.advert));
    on.click(on.rectOf(RegionKind::LaneHeader, on.feeling).center().toPoint());
    on.key(Qt::Key_Right);
    CHECK(current(on) == ElementId(on.first));
    on.key(Qt::Key_Right);
    CHECK(current(on) == ElementId(on.second));
    on.key(Qt::Key_Home, Qt::ControlModifier);
    CHECK(current(on) == ElementId(on.map));
    on.key(Qt::Key_Right);
    CHECK(on.canvas.focusText() == "Persona, Maya");
}

TEST_CASE("Ctrl and arrows move a card between positions, stages and lanes") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.key(Qt::Key_Down, Qt::ControlModifier);
    CHECK(on.texts(on.doing, on.discover) == Texts{"asks a friend", "sees an advert"});
    on.key(Qt::Key_Down, Qt::ControlModifier);
    CHECK(on.texts(on.thinking, on.discover) == Texts{"sees an advert"});
    CHECK(on.project().cards.find(on.advert)->kind == CardKind::Thought);
    on.key(Qt::Key_Right, Qt::ControlModifier);
    CHECK(on.texts(on.thinking, on.browse) == Texts{"sees an advert"});
    on.key(Qt::Key_Up, Qt::ControlModifier);
    CHECK(on.texts(on.doing, on.browse) == Texts{"compares bags", "sees an advert"});
    on.key(Qt::Key_Right, Qt::ControlModifier);
    on.key(Qt::Key_Right, Qt::ControlModifier); // the map ends here
    CHECK(on.texts(on.doing, on.buy) == Texts{"sees an advert"});
    CHECK(current(on) == ElementId(on.advert));
    for (int i = 0; i < 5; ++i)
        on.document.undo();
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("Ctrl and arrows move stages and lanes when a header has the focus") {
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::StageHeader, on.browse).center().toPoint());
    on.key(Qt::Key_Left, Qt::ControlModifier);
    CHECK(on.stageTitles() == Texts{"Browse", "Discover", "Buy"});
    on.key(Qt::Key_Right, Qt::ControlModifier);
    on.key(Qt::Key_Right, Qt::ControlModifier);
    CHECK(on.stageTitles() == Texts{"Discover", "Buy", "Browse"});
    on.click(on.rectOf(RegionKind::LaneHeader, on.feeling).center().toPoint());
    on.key(Qt::Key_Up, Qt::ControlModifier);
    CHECK(on.laneTitles() == Texts{"Doing", "Feeling", "Thinking"});
}

TEST_CASE("arrows up and down change the emotion that has the focus") {
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::EmotionPoint, on.second).center().toPoint());
    on.key(Qt::Key_Up);
    CHECK(on.project().emotions.find(on.second)->value == Approx(-0.25));
    on.key(Qt::Key_Down, Qt::AltModifier);
    CHECK(on.project().emotions.find(on.second)->value == Approx(-0.35));
    on.key(Qt::Key_Left);
    CHECK(current(on) == ElementId(on.first));
}

TEST_CASE("Delete removes, undo brings back, and the keyboard stays near") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.key(Qt::Key_Delete);
    CHECK(on.texts(on.doing, on.discover) == Texts{"asks a friend"});
    CHECK(on.document.undoLabel() == "delete card");
    CHECK(current(on) == ElementId(on.friendCard));
    on.document.undo();
    CHECK(on.project() == SmallMap().project());
    on.canvas.selectAllCards();
    on.canvas.deleteSelection();
    CHECK(on.project().cards.empty());
    CHECK(on.document.undoLabel() == "delete 3 cards");
}

TEST_CASE("Ctrl+D puts a copy below") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.key(Qt::Key_D, Qt::ControlModifier);
    CHECK(on.texts(on.doing, on.discover) ==
          Texts{"sees an advert", "sees an advert", "asks a friend"});
    CHECK(current(on) != ElementId(on.advert));
}

TEST_CASE("Home and End go to the ends of the row") {
    OpenCanvas on;
    on.click(on.card(on.bags));
    on.key(Qt::Key_Home);
    CHECK(current(on) == ElementId(on.advert));
    on.key(Qt::Key_End);
    CHECK(on.canvas.focusText().contains("Doing, Buy"));
    on.key(Qt::Key_Home, Qt::ControlModifier);
    CHECK(current(on) == ElementId(on.map));
}

TEST_CASE("a screen reader hears kind, words and place") {
    OpenCanvas on;
    on.click(on.card(on.friendCard));
    CHECK(on.canvas.focusText() == "Card, asks a friend. Doing, Discover. 2 of 2");
}
