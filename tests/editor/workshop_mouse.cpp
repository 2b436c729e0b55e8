// The same workshop with the mouse: keys only for words. Every event goes the way a real one does,
// through the widget below the pointer.
#include <catch2/catch.hpp>

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct MouseWorkshop : OpenWindow {
    MouseWorkshop() {
        window.resize(1600, 1000);
        (void)QTest::qWaitForWindowActive(&window);
        window.canvas()->setMotion(false); // a hand would wait until the view has come to rest
    }
    MapCanvas& canvas() { return *window.canvas(); }
    QWidget* viewport() { return canvas().viewport(); }
    const Project& project() { return document().project(); }
    MapId map() { return document().currentMap(); }
    QRectF rectOf(RegionKind kind, ElementId element, ElementId second = {}) {
        const QRectF rect = canvas().viewportRectOf(kind, element, second);
        INFO(int(kind));
        REQUIRE_FALSE(rect.isEmpty());
        return rect;
    }
    QPoint middle(RegionKind kind, ElementId element, ElementId second = {}) {
        return rectOf(kind, element, second).center().toPoint();
    }
    void press(QPoint at, Qt::KeyboardModifiers with = {}) {
        REQUIRE(viewport()->rect().contains(at)); // a hand cannot reach what is not in sight
        QTest::mouseClick(viewport(), Qt::LeftButton, with, at);
    }
    void twice(QPoint at) { QTest::mouseDClick(viewport(), Qt::LeftButton, {}, at); }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers with = {}) {
        QTest::mousePress(viewport(), Qt::LeftButton, with, from);
        for (int i = 1; i <= 4; ++i) {
            const QPoint at = from + (to - from) * i / 4;
            QMouseEvent move(QEvent::MouseMove, at, viewport()->mapToGlobal(at), Qt::NoButton,
                             Qt::LeftButton, with);
            QApplication::sendEvent(viewport(), &move);
        }
        QTest::mouseRelease(viewport(), Qt::LeftButton, with, to);
    }
    void type(const QString& words) {
        for (const QChar letter : words) {
            QWidget* to = QApplication::focusWidget();
            if (!to) // without a screen, a menu that has closed gives the focus to nobody
                to = canvas().inlineEditor();
            REQUIRE(to);
            QTest::keyClick(to, letter.toLatin1());
        }
    }
    /// Somewhere beside the map: what is typed is finished by it.
    void beside() { press(QPoint(viewport()->width() / 2, viewport()->height() - 8)); }
    void whole() {
        window.actions().fit->trigger();
        QTest::qWait(1);
    }
    LaneId lane(LaneKind kind) {
        for (const Lane* lane : lanesOf(project(), map()))
            if (lane->kind == kind)
                return lane->id;
        return {};
    }
    std::vector<StageId> stages() {
        std::vector<StageId> ids;
        for (const Stage* stage : stagesOf(project(), map()))
            ids.push_back(stage->id);
        return ids;
    }
    void addPersona(const QString& name) {
        auto* add = child<QToolButton>("add-persona");
        REQUIRE(add);
        click(add);
        auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        REQUIRE(field);
        field->selectAll();
        type(name);
        beside();
        REQUIRE(eventually([&] {
            const auto all = personasOf(project());
            return !all.empty() && all.back()->name == name.toStdString();
        }));
    }
    CardId cardAt(LaneKind kind, StageId stage, std::size_t number = 0) {
        return cardsIn(project(), lane(kind), stage).at(number)->id;
    }
    void connect(CardId from, CardId to) {
        press(middle(RegionKind::Card, from));
        const QRectF rect = rectOf(RegionKind::Card, from);
        drag(QPointF(rect.right(), rect.center().y()).toPoint(), middle(RegionKind::Card, to));
    }
    void choose(QPoint at, const QString& words) {
        QContextMenuEvent ask(QContextMenuEvent::Mouse, at, viewport()->mapToGlobal(at));
        QApplication::sendEvent(viewport(), &ask);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        REQUIRE(menu);
        for (QAction* action : menu->actions())
            if (action->text().remove('&') == words) {
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                return;
            }
        menu->close();
        FAIL("no " << words.toStdString());
    }
    void write(LaneKind kind, const QStringList& words) {
        const auto columns = stages();
        for (int i = 0; i < words.size(); ++i) {
            press(middle(RegionKind::Cell, lane(kind), columns[static_cast<std::size_t>(i)]));
            type(words[i]);
        }
        beside();
        for (int i = 0; i < words.size(); ++i) {
            INFO(words[i].toStdString());
            CHECK(cardsIn(project(), lane(kind), columns[static_cast<std::size_t>(i)]).size() == 1);
        }
    }
};

QToolButton* buttonOf(MainWindow& window, const QAction* action) {
    for (auto* button : window.findChildren<QToolButton*>())
        if (button->defaultAction() == action)
            return button;
    return nullptr;
}

} // namespace

TEST_CASE("a workshop is kept up with by the mouse, and all of it can be undone and done again") {
    MouseWorkshop at;
    at.click(at.child<QPushButton>("template:blank"));
    REQUIRE(eventually([&] { return at.session.document() && !at.window.showsStartPage(); }));
    at.window.actions().drawer->setChecked(false);
    QTest::qWait(1);
    at.whole();
    const Project empty = at.project();

    // A sixth stage, and thirty cards in five lanes.
    at.press(at.middle(RegionKind::AddStage, {}));
    at.type("Recommend");
    at.beside();
    REQUIRE(at.stages().size() == 6);
    at.whole();
    at.write(LaneKind::Opportunities,
             {"lamp", "price tags", "second till", "benches", "stamp card", "review link"});
    at.write(LaneKind::PainPoints,
             {"hard to see", "no prices", "one till", "no seats", "no reason", "nobody asks"});
    at.write(LaneKind::Thoughts,
             {"smells good", "what is vegan", "so slow", "worth it", "again", "must tell"});
    at.write(LaneKind::Touchpoints, {"sign", "window", "counter", "table", "card", "e-mail"});
    at.write(LaneKind::Actions,
             {"sees the sign", "reads the board", "queues", "eats", "comes back", "reviews"});
    REQUIRE(at.project().cards.size() == 30);
    const auto stage = at.stages();

    // Two people; the first click in a cell of the feelings is the first one's.
    at.addPersona("Maya");
    at.addPersona("Jonas");
    const LaneId feeling = at.lane(LaneKind::Emotion);
    at.whole();
    for (std::size_t i = 0; i < 6; ++i)
        for (const int side : {0, -1}) {
            const QRectF cell = at.rectOf(RegionKind::EmotionCell, feeling, stage[i]);
            const double up = (i % 2 == 0) == (side == 0) ? 0.3 : 0.7;
            at.press(QPointF(cell.center().x() + side * cell.width() / 3,
                             cell.top() + up * cell.height())
                         .toPoint());
        }
    const auto people = personasOf(at.project());
    const auto curve = [&](std::size_t who) {
        return emotionsOf(at.project(), at.map(), personasOf(at.project())[who]->id);
    };
    REQUIRE(curve(0).size() == 6);
    REQUIRE(curve(1).size() == 6);
    CHECK(curve(0)[0]->value > 0);
    CHECK(curve(1)[0]->value < 0);

    // A point, then a whole curve.
    const EmotionId first = curve(0)[0]->id;
    const double before = curve(0)[0]->value, last = curve(0)[5]->value;
    QPoint point = at.middle(RegionKind::EmotionPoint, first);
    at.drag(point, point + QPoint(0, 12));
    CHECK(curve(0)[0]->value < before);
    CHECK(curve(0)[5]->value == last);
    point = at.middle(RegionKind::EmotionPoint, first);
    at.drag(point, point - QPoint(0, 16), Qt::ShiftModifier);
    CHECK(curve(0)[5]->value > last);

    // Three connectors, each from the handle of a selected card.
    at.connect(at.cardAt(LaneKind::Actions, stage[0]), at.cardAt(LaneKind::Touchpoints, stage[1]));
    at.connect(at.cardAt(LaneKind::Actions, stage[2]), at.cardAt(LaneKind::Actions, stage[3]));
    at.connect(at.cardAt(LaneKind::Touchpoints, stage[3]), at.cardAt(LaneKind::Thoughts, stage[4]));
    CHECK(at.project().links.size() == 3);

    // A card elsewhere; several in a frame, deleted by their menu; sizes; a folded stage.
    at.drag(at.middle(RegionKind::Card, at.cardAt(LaneKind::Actions, stage[3])),
            at.middle(RegionKind::Cell, at.lane(LaneKind::Actions), stage[5]) + QPoint(0, 12));
    CHECK(cardsIn(at.project(), at.lane(LaneKind::Actions), stage[5]).size() == 2);
    at.whole();
    const auto corner = [&](LaneKind kind, StageId of, bool end) {
        const QRectF cell = at.rectOf(RegionKind::Cell, at.lane(kind), of);
        return (end ? cell.bottomRight() - QPointF(3, 3) : cell.topLeft() + QPointF(3, 3))
            .toPoint();
    };
    at.drag(corner(LaneKind::Opportunities, stage[0], false),
            corner(LaneKind::Opportunities, stage[2], true));
    CHECK(at.document().selection().size() == 3);
    at.choose(at.middle(RegionKind::Card, at.cardAt(LaneKind::Opportunities, stage[1])), "Delete");
    CHECK(at.project().cards.size() == 27);

    const QRectF header = at.rectOf(RegionKind::StageHeader, stage[0]);
    const QPoint edge = QPointF(header.right() - 1, header.center().y()).toPoint();
    at.drag(edge, edge + QPoint(40, 0));
    CHECK(at.project().stages.find(stage[0])->width);
    const LaneId thinking = at.lane(LaneKind::Thoughts);
    const QRectF side = at.rectOf(RegionKind::LaneHeader, thinking);
    const QPoint lower = QPointF(side.left() + 20, side.bottom() - 1).toPoint();
    at.drag(lower, lower + QPoint(0, 30));
    CHECK(at.project().lanes.find(thinking)->height);
    const QRectF folding = at.rectOf(RegionKind::StageHeader, stage[4]);
    at.press(QPointF(folding.right() - 15, folding.center().y()).toPoint());
    CHECK(at.project().stages.find(stage[4])->collapsed);

    // A note on the ground.
    at.whole();
    at.twice(QPoint(at.viewport()->width() / 2, 12));
    at.type("ask the baker");
    at.beside();
    REQUIRE(at.project().notes.size() == 1);
    CHECK((*at.project().notes.begin())->text == "ask the baker");

    // Only Maya's curve, by a click on her in the legend, and all again.
    at.whole();
    at.press(at.middle(RegionKind::Legend, people[0]->id));
    CHECK_FALSE(at.canvas().filter() == CardFilter{});
    at.press(at.middle(RegionKind::Legend, people[0]->id));
    CHECK(at.canvas().filter() == CardFilter{});

    const Project done = at.project();
    QToolButton* undo = buttonOf(at.window, at.window.actions().undo);
    QToolButton* redo = buttonOf(at.window, at.window.actions().redo);
    REQUIRE((undo && redo));
    for (int i = 0; i < 200 && undo->isEnabled(); ++i)
        at.click(undo);
    CHECK(at.project() == empty);
    for (int i = 0; i < 200 && redo->isEnabled(); ++i)
        at.click(redo);
    CHECK(at.project() == done);
}
