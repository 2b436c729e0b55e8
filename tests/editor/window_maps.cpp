// Maps as wholes in the window: futures, comparisons, filters, themes, the brand.
#include <catch2/catch.hpp>

#include <QImage>
#include <QPushButton>

#include "cairn/model/edits.hpp"
#include "editor/window/compare_view.hpp"
#include "editor/window/filter_bar.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// One stage, one lane, two cards of which one is slow.
void fill(OpenWindow& open) {
    open.document().edit("fill", [&](Project p) {
        const MapId map = open.document().currentMap();
        p = addStage(std::move(p), StageId{21}, map, "Pay");
        p = addLane(std::move(p), LaneId{31}, map, LaneKind::Actions, "Doing");
        p = addCard(std::move(p), CardId{41}, {LaneId{31}, StageId{21}}, "Waits");
        p = addCard(std::move(p), CardId{42}, {LaneId{31}, StageId{21}}, "Pays");
        Card slow = *p.cards.find(CardId{41});
        slow.tags = {"slow"};
        return put(std::move(p), slow);
    });
}

QColor seen(OpenWindow& open, ElementId card) {
    const QRectF rect = open.window.canvas()->viewportRectOf(RegionKind::Card, card);
    const QImage image = open.window.canvas()->viewport()->grab().toImage();
    const qreal ratio = image.devicePixelRatio();
    return image.pixelColor(QPointF(rect.right() - 6, rect.center().y()).toPoint() * int(ratio));
}

} // namespace

TEST_CASE("a future made of a map is held against it, and the view closes again") {
    OpenWindow open;
    REQUIRE(open.blank());
    fill(open);
    open.window.actions().compare->trigger();
    CHECK_FALSE(open.window.compareView()->isOpen());
    CHECK(open.window.messageBar()->text().contains("no future map"));
    const MapId now = open.document().currentMap();
    open.window.actions().futureOf->trigger();
    const MapId future = open.document().currentMap();
    REQUIRE(future != now);
    CHECK(open.document().project().maps.find(future)->origin == now);
    open.window.actions().compare->trigger();
    REQUIRE(open.window.compareView()->isOpen());
    CHECK_FALSE(open.window.canvas()->isVisible());
    const double height = open.window.compareView()->list().size.height;
    open.document().edit("add", [&](Project p) {
        const auto cards = cardsOf(p, future);
        const Card& first = *cards.front();
        return addCard(std::move(p), CardId{99}, {first.lane, first.stage}, "Gets a number");
    });
    CHECK(open.window.compareView()->list().size.height > height);
    QTest::keyClick(open.window.compareView(), Qt::Key_Escape);
    CHECK_FALSE(open.window.compareView()->isOpen());
    CHECK(open.window.canvas()->isVisible());
    // From the other side the same two are compared.
    open.document().setCurrentMap(now);
    open.window.actions().compare->trigger();
    CHECK(open.window.compareView()->isOpen());
}

TEST_CASE("cards that a filter leaves out fade, the bar says how many filters there are and clears "
          "them") {
    OpenWindow open;
    REQUIRE(open.blank());
    fill(open);
    open.window.canvas()->zoomToFit();
    CHECK_FALSE(open.window.filterBar()->isVisible());
    const QColor full = open.appearance.theme().colour(Colour::Card);
    const auto isFull = [&](CardId card) { return seen(open, card) == full; };
    REQUIRE(eventually([&] { return isFull(CardId{41}) && isFull(CardId{42}); }));
    CardFilter filter;
    filter.tags = {"slow"};
    open.window.canvas()->setFilter(filter);
    CHECK(open.window.filterBar()->isVisible());
    CHECK(eventually([&] { return isFull(CardId{41}) && !isFull(CardId{42}); }));
    CHECK_FALSE(open.document().undoLabel().contains("filter"));
    open.child<QPushButton>("filterClear")->click();
    CHECK(open.window.canvas()->filter().empty());
    CHECK_FALSE(open.window.filterBar()->isVisible());
    CHECK(eventually([&] { return isFull(CardId{42}); }));
}

TEST_CASE(
    "a project's brand colours the window while it is open, and high contrast stands above it") {
    OpenWindow open;
    REQUIRE(open.blank());
    open.window.actions().themeLight->trigger();
    const QColor own = open.appearance.theme().colour(Colour::Accent);
    open.document().edit("brand", [](Project p) {
        ProjectFacts facts = p.facts;
        facts.brandColour = "#5a2d82";
        return setFacts(std::move(p), facts);
    });
    CHECK(open.appearance.theme().colour(Colour::Accent) == QColor("#5a2d82"));
    open.window.actions().themeContrast->trigger();
    CHECK(open.appearance.theme().contrast);
    CHECK(open.appearance.theme().colour(Colour::Accent) ==
          contrastTheme(false).colour(Colour::Accent));
    open.window.actions().themeLight->trigger();
    open.document().undo();
    CHECK(open.appearance.theme().colour(Colour::Accent) == own);
}
