// Menus, marks in texts, steps, other maps, and how the view moves.
#include <catch2/catch.hpp>

#include <QDesktopServices>
#include <QMenu>
#include <QSignalSpy>
#include <QUrl>

#include "canvas_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

QStringList wordsOf(const QMenu& menu) {
    QStringList words;
    for (const QAction* action : menu.actions())
        if (!action->isSeparator())
            words << action->text();
    return words;
}
/// The menu that is open now; closed again by whoever asks.
QMenu* openMenu() {
    return qobject_cast<QMenu*>(QApplication::activePopupWidget());
}
QStringList menuAt(OpenCanvas& on, QPoint at) {
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, on.viewport()->mapToGlobal(at));
    QApplication::sendEvent(on.viewport(), &event);
    QMenu* menu = openMenu();
    const QStringList words = menu ? wordsOf(*menu) : QStringList();
    if (menu)
        menu->close();
    return words;
}

/// Catches what would be opened in a browser.
class Opened : public QObject {
    Q_OBJECT
public:
    Opened() { QDesktopServices::setUrlHandler("https", this, "take"); }
    ~Opened() override { QDesktopServices::unsetUrlHandler("https"); }
    QList<QUrl> urls;
public slots:
    void take(const QUrl& url) { urls.append(url); }
};

} // namespace

TEST_CASE("each kind of thing has a menu of its own") {
    Project p = addNote(SmallMap().project(), NoteId{601}, SmallMap().map, 300, 620, "note");
    OpenCanvas on(addStep(std::move(p), StepId{801}, SmallMap().buy, "at the till"));
    CHECK(menuAt(on, on.card(on.bags)).contains("Connect with…"));
    CHECK(menuAt(on, on.rectOf(RegionKind::StageHeader, on.buy).center().toPoint())
              .contains("Add a step"));
    CHECK(menuAt(on, on.rectOf(RegionKind::StepHeader, StepId{801}).center().toPoint())
              .contains("Rename"));
    CHECK(menuAt(on, on.rectOf(RegionKind::LaneHeader, on.doing).center().toPoint())
              .contains("Add a lane below"));
    CHECK(menuAt(on, on.cell(on.thinking, on.browse)).contains("Add a card"));
    CHECK(
        menuAt(on, on.rectOf(RegionKind::Note, NoteId{601}).center().toPoint()).contains("Colour"));
    CHECK(menuAt(on, on.rectOf(RegionKind::EmotionPoint, on.first).center().toPoint())
              .contains("+2 delighted"));
    CHECK(menuAt(on, on.rectOf(RegionKind::EmotionCell, on.feeling, on.buy).center().toPoint())
              .contains("Add an emotion here"));
    CHECK(menuAt(on, {1100, 780}).contains("Add a sticky note here"));
}

TEST_CASE("Shift+F10 and the menu key open the menu of what the keyboard is at") {
    OpenCanvas on;
    on.click(on.card(on.bags));
    for (const auto& [key, modifiers] :
         {std::pair(Qt::Key_F10, Qt::KeyboardModifiers(Qt::ShiftModifier)),
          std::pair(Qt::Key_Menu, Qt::KeyboardModifiers())}) {
        on.key(key, modifiers);
        QMenu* menu = openMenu();
        REQUIRE(menu);
        CHECK(wordsOf(*menu).contains("Moment of truth"));
        menu->close();
    }
}

TEST_CASE("the canvas tells whoever wants to add to a menu what it is about") {
    OpenCanvas on;
    ElementId about;
    QObject::connect(&on.canvas, &MapCanvas::contextMenuFilling,
                     [&](QMenu* menu, ElementId element) {
                         about = element;
                         menu->addAction("more");
                     });
    CHECK(menuAt(on, on.card(on.bags)).contains("more"));
    CHECK(about == ElementId(on.bags));
}

TEST_CASE("a step is added to a stage and named at once") {
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::StageHeader, on.buy).center().toPoint());
    on.key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(on.typing());
    on.type("Pay");
    on.key(Qt::Key_Escape);
    const auto steps = stepsOf(on.project(), on.buy);
    REQUIRE(steps.size() == 1);
    CHECK(steps[0]->title == "Pay");
    on.key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    on.key(Qt::Key_Escape);
    CHECK(stepsOf(on.project(), on.buy).size() == 2);
    on.key(Qt::Key_Delete);
    CHECK(stepsOf(on.project(), on.buy).size() == 1);
}

TEST_CASE("Ctrl+B puts marks around the chosen words and takes them away again") {
    OpenCanvas on;
    on.click(on.card(on.bags));
    on.key(Qt::Key_F2);
    REQUIRE(on.typing()); // all of it is selected
    on.key(Qt::Key_B, Qt::ControlModifier);
    on.key(Qt::Key_B, Qt::ControlModifier);
    on.key(Qt::Key_B, Qt::ControlModifier);
    on.key(Qt::Key_Escape);
    CHECK(on.texts(on.doing, on.browse) == Texts{"**compares bags**"});
    CHECK(titleOf(on.project(), on.bags) == "compares bags");
    on.key(Qt::Key_F2);
    on.key(Qt::Key_B, Qt::ControlModifier);
    on.key(Qt::Key_Escape);
    CHECK(on.texts(on.doing, on.browse) == Texts{"compares bags"});
}

TEST_CASE("Ctrl and a click opens a link of a card; a click alone selects the card") {
    OpenCanvas on(rename(SmallMap().project(), SmallMap().bags, "[prices](https://example.org/p)"));
    Opened opened;
    const QPoint at = on.rectOf(RegionKind::TextLink, on.bags).center().toPoint();
    on.click(at);
    CHECK(opened.urls.isEmpty());
    CHECK(on.document.selection() == std::vector<ElementId>{on.bags});
    on.click(at, Qt::ControlModifier);
    CHECK(opened.urls == QList<QUrl>{QUrl("https://example.org/p")});
    CHECK(on.document.selection() == std::vector<ElementId>{on.bags});
    CHECK(menuAt(on, at).contains("Open https://example.org/p"));
}

TEST_CASE("cards go to another map, and undo brings them back") {
    Project p = addMap(SmallMap().project(), MapId{110}, "Later", MapKind::Future, false);
    p = addStage(std::move(p), StageId{211}, MapId{110}, "Browse");
    p = addLane(std::move(p), LaneId{311}, MapId{110}, LaneKind::Actions, "Doing");
    OpenCanvas on(std::move(p));
    const Project before = on.project();
    on.click(on.card(on.bags));
    on.key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QMenu* menu = openMenu();
    REQUIRE(menu);
    REQUIRE(wordsOf(*menu) == QStringList{"Later"});
    menu->actions().front()->trigger();
    menu->close();
    CHECK(on.document.currentMap() == MapId{110});
    CHECK(on.texts(LaneId{311}, StageId{211}) == Texts{"compares bags"});
    on.document.undo();
    CHECK(on.project() == before);
}

namespace {

/// Far wider than the window.
Project wideMap() {
    Project p = SmallMap().project();
    for (std::uint64_t i = 0; i < 12; ++i)
        p = addStage(std::move(p), StageId{900 + i}, SmallMap().map, "More");
    return p;
}

QWidget* overviewOf(OpenCanvas& on) {
    REQUIRE(QTest::qWaitFor([&] { return on.canvas.showsMinimap(); }));
    auto* map = on.viewport()->findChild<QWidget*>("minimap");
    REQUIRE(map);
    return map;
}

} // namespace

TEST_CASE("the overview shows where one is and goes where it is clicked") {
    OpenCanvas on(wideMap());
    QWidget* map = overviewOf(on);
    const QRectF before = on.rectOf(RegionKind::StageHeader, StageId{911});
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(map->width() - 4, map->height() / 2));
    const QRectF after = on.canvas.viewportRectOf(RegionKind::StageHeader, StageId{911});
    CHECK(after.left() < before.left() - 1000);
    CHECK(on.viewport()->rect().contains(after.center().toPoint()));
    on.canvas.setFocus();
    on.key(Qt::Key_M, Qt::ControlModifier);
    CHECK_FALSE(on.canvas.showsMinimap());
}

TEST_CASE("the overview's frame is dragged by where it is held, no further than the map") {
    OpenCanvas on(wideMap());
    QWidget* map = overviewOf(on);
    const auto header = [&](StageId stage) {
        return on.canvas.viewportRectOf(RegionKind::StageHeader, stage);
    };
    const QRectF before = header(on.discover);
    const double cellTop = on.rectOf(RegionKind::Cell, on.doing, on.discover).top();
    // A press inside the frame moves nothing; then it follows the mouse.
    const QPoint held(6, map->height() / 2);
    QTest::mousePress(map, Qt::LeftButton, {}, held);
    CHECK(header(on.discover) == before);
    const auto moveTo = [&](QPoint at) {
        QMouseEvent event(QEvent::MouseMove, at, map->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                          Qt::NoModifier);
        QApplication::sendEvent(map, &event);
    };
    moveTo(held + QPoint(10, 0));
    const double first = before.left() - header(on.discover).left();
    CHECK(first > 50);
    moveTo(held + QPoint(20, 0));
    CHECK(before.left() - header(on.discover).left() == Approx(2 * first).margin(first / 3));
    moveTo({5000, 0});
    QTest::mouseRelease(map, Qt::LeftButton, {}, held);
    // The last stage is at the right edge, not in the middle of nothing; up and down all is seen.
    CHECK(header(StageId{911}).right() > on.viewport()->width() * 0.7);
    CHECK(on.rectOf(RegionKind::Cell, on.doing, StageId{911}).top() == Approx(cellTop).margin(1));
}

TEST_CASE("the view glides to the whole map and arrives where it would have jumped to") {
    OpenCanvas jump(wideMap()), glide(wideMap());
    jump.canvas.zoomToFit();
    glide.canvas.setMotion(true);
    glide.canvas.zoomToFit();
    CHECK(glide.canvas.zoom() == 1);
    REQUIRE(QTest::qWaitFor([&] { return glide.canvas.zoom() == jump.canvas.zoom(); }));
    const QRectF there = glide.rectOf(RegionKind::StageHeader, glide.buy);
    const QRectF wanted = jump.rectOf(RegionKind::StageHeader, jump.buy);
    CHECK(there.left() == Approx(wanted.left()).margin(1));
    // A scroll bar that is no longer needed leaves half its room above.
    CHECK(there.top() == Approx(wanted.top()).margin(10));
    CHECK(there.width() == Approx(wanted.width()).margin(0.1));
}

#include "canvas_menus.moc"
