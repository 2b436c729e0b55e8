// Sizes by hand, folding, locks, and sticky notes in line.
#include <catch2/catch.hpp>

#include <QClipboard>

#include "canvas_fixture.hpp"
#include "editor/canvas/arrange.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

QPoint rightEdge(const QRectF& header) {
    return QPointF(header.right() + 2, header.center().y()).toPoint();
}
Project withNotes() {
    Project p = SmallMap().project();
    p = addNote(std::move(p), NoteId{601}, SmallMap().map, 300, 620, "first");
    p = addNote(std::move(p), NoteId{602}, SmallMap().map, 560, 660, "second");
    return addNote(std::move(p), NoteId{603}, SmallMap().map, 900, 640, "third");
}
const Note& note(const OpenCanvas& on, std::uint64_t id) {
    return *on.project().notes.find(NoteId{id});
}
Project lockedLane() {
    Project p = SmallMap().project();
    Lane lane = *p.lanes.find(SmallMap().doing);
    lane.locked = true;
    return put(std::move(p), std::move(lane));
}

} // namespace

TEST_CASE("a column is made wider by its edge, and automatic again by a double click") {
    OpenCanvas on;
    const QRectF header = on.rectOf(RegionKind::StageHeader, on.discover);
    const QPoint edge = rightEdge(header);
    on.drag(edge, edge + QPoint(60, 0));
    CHECK(on.project().stages.find(on.discover)->width == 260);
    CHECK(on.stageTitles() == Texts{"Discover", "Browse", "Buy"});
    CHECK(on.document.undoLabel() == "change stage width");
    CHECK(on.rectOf(RegionKind::StageHeader, on.discover).width() == Approx(header.width() + 60));
    on.doubleClick(rightEdge(on.rectOf(RegionKind::StageHeader, on.discover)));
    CHECK_FALSE(on.project().stages.find(on.discover)->width);
    CHECK_FALSE(on.typing());
}

TEST_CASE("a lane is made higher by its lower edge") {
    OpenCanvas on;
    const QRectF header = on.rectOf(RegionKind::LaneHeader, on.thinking);
    const QPoint edge = QPointF(header.left() + 20, header.bottom() - 1).toPoint();
    on.drag(edge, edge + QPoint(0, 80));
    const auto height = on.project().lanes.find(on.thinking)->height;
    REQUIRE(height);
    CHECK(*height == Approx(header.height() + 80).margin(4));
    CHECK(on.document.undoLabel() == "change lane height");
}

TEST_CASE("Alt+Shift+arrows size what the keyboard is at, Alt+Shift+Home takes it back") {
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::StageHeader, on.browse).center().toPoint());
    on.key(Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    CHECK(on.project().stages.find(on.browse)->width == 216);
    on.key(Qt::Key_Home, Qt::AltModifier | Qt::ShiftModifier);
    CHECK_FALSE(on.project().stages.find(on.browse)->width);
}

TEST_CASE("a note is sized by its corner") {
    OpenCanvas on(withNotes());
    const QPoint corner =
        on.rectOf(RegionKind::Note, NoteId{601}).bottomRight().toPoint() - QPoint(4, 4);
    on.drag(corner, corner + QPoint(40, 24));
    CHECK(note(on, 601).width == 200);
    CHECK(note(on, 601).height == 120);
    CHECK(note(on, 601).x == 300);
    CHECK(on.document.undoLabel() == "change note size");
}

TEST_CASE("the button in a stage's header folds it away, and Ctrl+. brings it back") {
    OpenCanvas on;
    const QRectF header = on.rectOf(RegionKind::StageHeader, on.discover);
    on.click(QPointF(header.right() - 15, header.center().y()).toPoint());
    CHECK(on.project().stages.find(on.discover)->collapsed);
    CHECK(on.document.undoLabel() == "collapse stage");
    CHECK(on.canvas.viewportRectOf(RegionKind::Card, on.advert).isEmpty());
    CHECK(on.project().cards.size() == 3);
    on.key(Qt::Key_Period, Qt::ControlModifier);
    CHECK_FALSE(on.project().stages.find(on.discover)->collapsed);
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("all other stages are folded at once, and everything is unfolded at once") {
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::StageHeader, on.browse).center().toPoint());
    on.key(Qt::Key_Period, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(on.project().stages.find(on.discover)->collapsed);
    CHECK_FALSE(on.project().stages.find(on.browse)->collapsed);
    CHECK(on.project().stages.find(on.buy)->collapsed);
    CHECK(on.document.undoLabel() == "collapse the other stages");
    on.key(Qt::Key_Period, Qt::ControlModifier | Qt::AltModifier);
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("a card that is looked for in a folded stage is found at the stage") {
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::StageHeader, on.discover).center().toPoint());
    on.key(Qt::Key_Period, Qt::ControlModifier);
    on.canvas.revealElement(on.advert);
    CHECK(on.document.selection() == std::vector<ElementId>{on.discover});
}

TEST_CASE("a card dropped on a folded stage lies in it") {
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::StageHeader, on.discover).center().toPoint());
    on.key(Qt::Key_Period, Qt::ControlModifier);
    on.drag(on.card(on.bags), on.cell(on.doing, on.discover));
    CHECK(on.texts(on.doing, on.discover).size() == 3);
}

TEST_CASE("a locked card is neither moved nor edited nor deleted until it is unlocked") {
    OpenCanvas on;
    on.click(on.card(on.bags));
    on.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(on.document.undoLabel() == "lock card");
    const Project locked = on.project();
    on.drag(on.card(on.bags), on.cell(on.doing, on.buy));
    on.doubleClick(on.card(on.bags));
    CHECK_FALSE(on.typing());
    on.click(on.card(on.bags));
    on.key(Qt::Key_F2);
    CHECK_FALSE(on.typing());
    on.key(Qt::Key_Delete);
    on.key(Qt::Key_Right, Qt::ControlModifier);
    CHECK(on.project() == locked);
    on.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("a locked lane keeps its cards and takes no others") {
    OpenCanvas on(lockedLane());
    const Project before = on.project();
    on.drag(on.card(on.bags), on.cell(on.thinking, on.buy));
    on.doubleClick(on.cell(on.doing, on.buy));
    CHECK_FALSE(on.typing());
    on.drag(on.rectOf(RegionKind::LaneHeader, on.doing).center().toPoint(),
            on.rectOf(RegionKind::LaneHeader, on.feeling).center().toPoint() + QPoint(0, 30));
    CHECK(on.project() == before);
    QApplication::clipboard()->setText("pays\nwaits");
    on.click(on.cell(on.doing, on.buy));
    on.canvas.paste();
    CHECK(on.project() == before);
    on.click(on.cell(on.thinking, on.buy));
    on.canvas.paste();
    CHECK(on.texts(on.thinking, on.buy) == std::vector<std::string>{"pays", "waits"});
}

TEST_CASE("a dragged note is drawn to the edge of another, unless Ctrl is held") {
    OpenCanvas on(withNotes());
    const QPoint from = on.rectOf(RegionKind::Note, NoteId{601}).center().toPoint();
    // 257 to the right: three short of the second note's left edge at 560.
    on.drag(from, from + QPoint(257, 80));
    CHECK(note(on, 601).x == 560);
    on.document.undo();
    QTest::mousePress(on.viewport(), Qt::LeftButton, {}, from);
    on.move(from + QPoint(100, 40), Qt::ControlModifier);
    on.move(from + QPoint(257, 81), Qt::ControlModifier);
    QTest::mouseRelease(on.viewport(), Qt::LeftButton, Qt::ControlModifier, from + QPoint(257, 81));
    CHECK(note(on, 601).x == 557);
    CHECK(note(on, 601).y == 701);
}

TEST_CASE("several notes are aligned and distributed, each as one step") {
    OpenCanvas on(withNotes());
    on.document.select({NoteId{601}, NoteId{602}, NoteId{603}});
    const auto run = [&](const char* name) {
        for (QAction* action : on.canvas.commands())
            if (action->objectName() == QLatin1String(name))
                return action->trigger();
        FAIL(name);
    };
    run("canvas-align-top");
    CHECK(note(on, 601).y == 620);
    CHECK(note(on, 602).y == 620);
    CHECK(note(on, 603).y == 620);
    CHECK(on.document.undoLabel() == "align 3 notes");
    // From 300 to 1060, 480 of it notes: gaps of 140.
    run("canvas-distribute-across");
    CHECK(note(on, 601).x == 300);
    CHECK(note(on, 602).x == 600);
    CHECK(note(on, 603).x == 900);
}

TEST_CASE("arranging keeps sizes and lines up the edges it names") {
    const std::vector<QRectF> rects{{10, 0, 30, 10}, {50, 40, 20, 30}, {0, 90, 60, 10}};
    const auto right = arranged(rects, CanvasCommand::AlignRight);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        CHECK(right[i].right() == 70);
        CHECK(right[i].size() == rects[i].size());
        CHECK(right[i].top() == rects[i].top());
    }
    const auto centre = arranged(rects, CanvasCommand::AlignCentre);
    for (const QRectF& rect : centre)
        CHECK(rect.center().x() == 35);
    // 100 from first to last, 50 of it taken: gaps of 25.
    const auto down = arranged(rects, CanvasCommand::DistributeDown);
    CHECK(down[0].top() == 0);
    CHECK(down[1].top() == 35);
    CHECK(down[2].top() == 90);
}

TEST_CASE("Shift and drag moves a whole emotion curve, and each point stays on the scale") {
    OpenCanvas on;
    const double unit = on.canvas.displayList().emotionUnit;
    const QPoint from = on.rectOf(RegionKind::EmotionPoint, on.first).center().toPoint();
    on.drag(from, from - QPoint(0, int(1.5 * unit)), Qt::ShiftModifier);
    // 1 + 1.5 ends at +2, which is one up; the other goes as far as the held one.
    CHECK(on.project().emotions.find(on.first)->value == 2);
    CHECK(on.project().emotions.find(on.second)->value == 0.5);
    CHECK(on.document.undoLabel() == "move the emotion curve");
}
