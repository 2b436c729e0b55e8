#include <catch2/catch.hpp>

#include "canvas_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// The one connector of the map.
const Link* onlyLink(const OpenCanvas& on) {
    return on.project().links.size() == 1 ? (*on.project().links.begin()).get() : nullptr;
}
QPoint rightHandle(OpenCanvas& on, CardId card) {
    const QRectF rect = on.rectOf(RegionKind::Card, card);
    return QPointF(rect.right(), rect.center().y()).toPoint();
}
/// Discover's first card leads to Browse's.
Project linked() {
    const SmallMap m;
    return addLink(m.project(), LinkId{701}, m.advert, m.bags, LinkKind::Leads);
}
/// A place on the connector that nothing else covers.
QPoint onLink(OpenCanvas& on) {
    for (const Region& region : on.canvas.displayList().regions)
        if (region.kind == RegionKind::Link && region.rect.height > 12)
            return on.canvas.viewportRectOf(RegionKind::Link, region.element).center().toPoint();
    const QRectF rect = on.rectOf(RegionKind::Link, LinkId{701});
    return rect.center().toPoint();
}

} // namespace

TEST_CASE("a connector is drawn from a handle of the selected card to another card") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.drag(rightHandle(on, on.advert), on.card(on.bags));
    const Link* link = onlyLink(on);
    REQUIRE(link);
    CHECK(link->from == ElementId(on.advert));
    CHECK(link->to == ElementId(on.bags));
    CHECK(link->kind == LinkKind::Leads);
    CHECK(on.document.selection() == std::vector<ElementId>{link->id});
    CHECK(on.document.undoLabel() == "add connector");
    CHECK(on.texts(on.doing, on.discover) == Texts{"sees an advert", "asks a friend"});
    on.document.undo();
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("a connector that leads back to an earlier stage begins as a loop") {
    OpenCanvas on;
    on.click(on.card(on.bags));
    on.drag(rightHandle(on, on.bags), on.card(on.advert));
    REQUIRE(onlyLink(on));
    CHECK(onlyLink(on)->kind == LinkKind::Loop);
}

TEST_CASE("a connector let go over nothing, or over its own card, is none") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.drag(rightHandle(on, on.advert), on.cell(on.thinking, on.buy));
    on.click(on.card(on.advert));
    on.drag(rightHandle(on, on.advert), on.card(on.advert));
    CHECK(on.project().links.empty());
    CHECK_FALSE(on.document.canUndo());
}

TEST_CASE("the same connector is not drawn twice") {
    OpenCanvas on(linked());
    on.click(on.card(on.advert));
    on.drag(rightHandle(on, on.advert), on.card(on.bags));
    CHECK(on.project().links.size() == 1);
    CHECK(on.document.selection() == std::vector<ElementId>{LinkId{701}});
}

TEST_CASE("Ctrl+L, arrows and Enter connect without the mouse; Escape gives up") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.key(Qt::Key_L, Qt::ControlModifier);
    on.key(Qt::Key_Right);
    on.key(Qt::Key_Escape);
    CHECK(on.project().links.empty());
    CHECK(on.document.selection() == std::vector<ElementId>{on.advert});
    on.key(Qt::Key_L, Qt::ControlModifier);
    on.key(Qt::Key_Right);
    on.key(Qt::Key_Return);
    REQUIRE(onlyLink(on));
    CHECK(onlyLink(on)->from == ElementId(on.advert));
    CHECK(onlyLink(on)->to == ElementId(on.bags));
    CHECK_FALSE(on.typing());
}

TEST_CASE("a stage connects with a stage") {
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::StageHeader, on.discover).center().toPoint());
    const QRectF header = on.rectOf(RegionKind::StageHeader, on.discover);
    on.drag(QPointF(header.center().x(), header.bottom()).toPoint(),
            on.rectOf(RegionKind::StageHeader, on.buy).center().toPoint());
    REQUIRE(onlyLink(on));
    CHECK(onlyLink(on)->to == ElementId(on.buy));
    CHECK(on.stageTitles() == Texts{"Discover", "Browse", "Buy"});
}

TEST_CASE("an end of a selected connector is led to another card") {
    OpenCanvas on(linked());
    on.canvas.revealElement(LinkId{701});
    const QRectF bags = on.rectOf(RegionKind::Card, on.bags);
    // It goes forward, so it enters at the left.
    on.drag(QPointF(bags.left(), bags.center().y()).toPoint(), on.card(on.friendCard));
    const Link* link = onlyLink(on);
    REQUIRE(link);
    CHECK(link->id == LinkId{701});
    CHECK(link->from == ElementId(on.advert));
    CHECK(link->to == ElementId(on.friendCard));
    CHECK(on.document.undoLabel() == "lead the connector elsewhere");
}

TEST_CASE("a connector is selected by a click, named by typing, and deleted") {
    OpenCanvas on(linked());
    on.click(onLink(on));
    REQUIRE(on.document.selection() == std::vector<ElementId>{LinkId{701}});
    on.type("if cheap");
    on.key(Qt::Key_Return);
    CHECK(onlyLink(on)->text == "if cheap");
    CHECK(on.document.undoLabel() == "edit connector");
    on.canvas.revealElement(LinkId{701});
    on.key(Qt::Key_F2);
    REQUIRE(on.typing());
    on.key(Qt::Key_Escape);
    on.key(Qt::Key_Delete);
    CHECK(on.project().links.empty());
    CHECK(on.document.undoLabel() == "delete connector");
}

TEST_CASE("Alt+L goes from a card to its connectors") {
    OpenCanvas on(linked());
    on.click(on.card(on.bags));
    on.key(Qt::Key_L, Qt::AltModifier);
    CHECK(on.document.selection() == std::vector<ElementId>{LinkId{701}});
}

TEST_CASE("a connector keeps its ends when a card moves") {
    OpenCanvas on(linked());
    const auto endOf = [&] {
        for (const Item& item : on.canvas.displayList().items)
            if (const Path* path = std::get_if<Path>(&item.shape); path && path->arrow)
                return path->segments.back().to;
        return PointF{};
    };
    on.drag(on.card(on.bags), on.cell(on.thinking, on.buy));
    const QRectF card = on.rectOf(RegionKind::Card, on.bags);
    CHECK(onlyLink(on)->to == ElementId(on.bags));
    const PointF end = endOf(); // the view is at 100 %, unscrolled up to whole pixels
    const QRectF cell = on.rectOf(RegionKind::Cell, on.thinking, on.buy);
    CHECK(end.y > 0);
    CHECK(std::abs((end.x - card.left()) -
                   (on.canvas.displayList().regions.front().rect.x -
                    on.canvas.viewportRectOf(RegionKind::Title, on.map).left())) < 2);
    CHECK(cell.contains(card));
}
