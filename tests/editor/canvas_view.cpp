#include <catch2/catch.hpp>

#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

#include "canvas_fixture.hpp"
#include "editor/canvas/grid_index.hpp"
#include "editor/canvas/view_transform.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

void wheel(OpenCanvas& on, QPointF at, QPoint angle, Qt::KeyboardModifiers modifiers) {
    QWheelEvent event(at, on.viewport()->mapToGlobal(at), {}, angle, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(on.viewport(), &event);
}

/// Enough stages and lanes to scroll both ways.
Project wideMap() {
    SmallMap ids;
    Project project = ids.project();
    for (std::uint64_t i = 0; i < 12; ++i)
        project = addStage(std::move(project), StageId{700 + i}, ids.map, "Stage");
    for (std::uint64_t i = 0; i < 20; ++i)
        project = addLane(std::move(project), LaneId{800 + i}, ids.map, LaneKind::Text, "Lane");
    return project;
}

} // namespace

TEST_CASE("Ctrl and wheel zoom and leave what is under the mouse where it is") {
    OpenCanvas on;
    const QPointF at = on.rectOf(RegionKind::Card, on.bags).topLeft();
    for (int i = 0; i < 5; ++i)
        wheel(on, at, {0, 120}, Qt::ControlModifier);
    CHECK(on.canvas.zoom() == Approx(2.48832)); // 1.2 to the fifth
    QPointF now = on.rectOf(RegionKind::Card, on.bags).topLeft();
    CHECK(std::abs(now.x() - at.x()) <= 1);
    CHECK(std::abs(now.y() - at.y()) <= 1);
    for (int i = 0; i < 5; ++i)
        wheel(on, at, {0, -120}, Qt::ControlModifier);
    CHECK(on.canvas.zoom() == Approx(1.0));
    now = on.rectOf(RegionKind::Card, on.bags).topLeft();
    CHECK(std::abs(now.x() - at.x()) <= 1);
    CHECK(std::abs(now.y() - at.y()) <= 1);
}

TEST_CASE("zoom keeps between 10 and 400 percent") {
    OpenCanvas on;
    QSignalSpy told(&on.canvas, &MapCanvas::zoomChanged);
    on.canvas.setZoom(100, {10, 10});
    CHECK(on.canvas.zoom() == 4.0);
    on.canvas.setZoom(0.001, {10, 10});
    CHECK(on.canvas.zoom() == 0.1);
    CHECK(told.count() == 2);
}

TEST_CASE("fit shows the whole map, actual size and selection do what they say") {
    OpenCanvas on(wideMap());
    on.key(Qt::Key_0, Qt::ControlModifier);
    const QRectF view(QPointF(), QSizeF(on.viewport()->size()));
    CHECK(view.contains(on.rectOf(RegionKind::Title, on.map)));
    CHECK(view.contains(on.rectOf(RegionKind::LaneHeader, LaneId{819})));
    CHECK(view.contains(on.rectOf(RegionKind::AddStage, {})));
    on.key(Qt::Key_1, Qt::ControlModifier);
    CHECK(on.canvas.zoom() == 1.0);
    on.document.select({on.bags});
    on.key(Qt::Key_2, Qt::ControlModifier);
    CHECK(on.canvas.zoom() == 2.0);
    CHECK(std::abs(on.rectOf(RegionKind::Card, on.bags).center().x() - view.center().x()) < 2);
}

TEST_CASE("headers of stages and lanes stay in view while the map scrolls") {
    OpenCanvas on(wideMap());
    const QRectF stage = on.rectOf(RegionKind::StageHeader, StageId{705});
    const QRectF lane = on.rectOf(RegionKind::LaneHeader, LaneId{805});
    on.canvas.verticalScrollBar()->setValue(600);
    on.canvas.horizontalScrollBar()->setValue(700);
    const QRectF stageNow = on.rectOf(RegionKind::StageHeader, StageId{705});
    const QRectF laneNow = on.rectOf(RegionKind::LaneHeader, LaneId{805});
    CHECK(stageNow.left() == Approx(stage.left() - 700));
    CHECK(stageNow.top() >= 0);
    CHECK(stageNow.top() < 20);
    CHECK(laneNow.left() >= 0);
    CHECK(laneNow.left() == Approx(lane.left()).margin(30));
    CHECK(laneNow.top() == Approx(lane.top() - 600));
    // And they are what the mouse meets there, not the cells that went below them.
    on.click(stageNow.center().toPoint());
    CHECK(on.document.selection() == std::vector<ElementId>{StageId{705}});
    on.click(laneNow.center().toPoint());
    CHECK(on.document.selection() == std::vector<ElementId>{LaneId{805}});
}

TEST_CASE("the wheel pans, space and drag pans") {
    OpenCanvas on(wideMap());
    const QPointF before = on.rectOf(RegionKind::Card, on.bags).topLeft();
    wheel(on, {300, 300}, {0, -120}, {});
    const QPointF scrolled = on.rectOf(RegionKind::Card, on.bags).topLeft();
    CHECK(scrolled.x() == before.x());
    CHECK(scrolled.y() < before.y() - 20);
    QTest::keyPress(&on.canvas, Qt::Key_Space);
    on.drag({500, 400}, {400, 350});
    QTest::keyRelease(&on.canvas, Qt::Key_Space);
    const QPointF dragged = on.rectOf(RegionKind::Card, on.bags).topLeft();
    CHECK(dragged.x() == Approx(scrolled.x() - 100));
    CHECK(dragged.y() == Approx(scrolled.y() - 50));
    CHECK(on.project() == wideMap());
}

TEST_CASE("an element out of sight is scrolled into view and selected") {
    OpenCanvas on(wideMap());
    on.canvas.revealElement(LaneId{819});
    const QRectF view(QPointF(), QSizeF(on.viewport()->size()));
    CHECK(view.contains(on.rectOf(RegionKind::LaneHeader, LaneId{819})));
    CHECK(on.document.selection() == std::vector<ElementId>{LaneId{819}});
}

TEST_CASE("the bind hint asks for a binding") {
    Project project = SmallMap().project();
    SmallMap ids;
    project = addLane(std::move(project), LaneId{310}, ids.map, LaneKind::Funnel, "Customers");
    MapFindings findings;
    findings.map = ids.map;
    findings.hasData = true;
    for (const StageId stage : {ids.discover, ids.browse, ids.buy})
        findings.stages[stage].stage = stage;
    OpenCanvas on(std::move(project));
    on.document.setFindings(findings);
    QSignalSpy asked(&on.canvas, &MapCanvas::bindRequested);
    on.click(on.rectOf(RegionKind::BindHint, on.browse).center().toPoint());
    REQUIRE(asked.count() == 1);
    CHECK(asked.front().front().value<ElementId>() == ElementId(on.browse));
}

TEST_CASE("assistive technology finds the outline and the focus in it") {
    OpenCanvas on;
    on.click(on.card(on.bags));
    QAccessibleInterface* root = QAccessible::queryAccessibleInterface(&on.canvas);
    REQUIRE(root);
    REQUIRE(root->childCount() > 10);
    CHECK(root->child(0)->text(QAccessible::Name) == "Map, Buying online");
    REQUIRE(root->focusChild());
    CHECK(root->focusChild()->text(QAccessible::Name) == "Card, compares bags. Doing, Browse");
    CHECK(root->focusChild()->state().selected);
}

TEST_CASE("the grid finds the same rectangles as a look at each of them") {
    std::vector<RectF> rects;
    std::uint32_t seed = 7;
    const auto next = [&](double most) {
        seed = seed * 1664525u + 1013904223u;
        return double(seed >> 8) / double(1u << 24) * most;
    };
    for (int i = 0; i < 3000; ++i)
        rects.push_back(
            {next(9000) - 500, next(7000), i % 50 ? next(200) : next(6000), i % 7 ? next(90) : 0});
    GridIndex grid;
    grid.build(rects);
    std::vector<std::uint32_t> found;
    for (int i = 0; i < 300; ++i) {
        const RectF area{next(9000) - 800, next(7000) - 100, i % 10 ? next(600) : next(9000),
                         next(500)};
        grid.query(area, found);
        std::vector<std::uint32_t> wanted;
        for (std::uint32_t k = 0; k < rects.size(); ++k)
            if (rects[k].x <= area.right() && area.x <= rects[k].right() &&
                rects[k].y <= area.bottom() && area.y <= rects[k].bottom())
                wanted.push_back(k);
        REQUIRE(found == wanted);
    }
}
