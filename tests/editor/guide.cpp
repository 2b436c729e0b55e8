#include <catch2/catch.hpp>

#include <QPushButton>
#include <QToolButton>

#include "editor/window/guide.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;
using At = Guide::Step;

namespace {
struct Guided : OpenWindow {
    Guided() {
        click(child<QPushButton>("newWithGuide"));
        REQUIRE(eventually(
            [this] { return session.document() != nullptr && !window.showsStartPage(); }));
        (void)QTest::qWaitForWindowActive(&window);
    }
    Guide& guide() { return *window.guide(); }
    MapCanvas& canvas() { return *window.canvas(); }
    MapId map() { return document().currentMap(); }
    LaneId lane(LaneKind kind) {
        for (const Lane* lane : lanesOf(document().project(), map()))
            if (lane->kind == kind)
                return lane->id;
        return {};
    }
    void key(Qt::Key k) {
        QTest::keyClick(canvas().inlineEditor() ? canvas().inlineEditor() : &canvas(), k);
    }
    void type(const QString& text) { QTest::keyClicks(canvas().inlineEditor(), text); }
};
} // namespace

TEST_CASE("the guide ticks off what a person does on the map itself") {
    Guided open;
    REQUIRE(open.guide().isVisible());
    CHECK(open.guide().current() == At::Name);
    open.document().edit("rename map",
                         [&](Project p) { return rename(std::move(p), open.map(), "My shop"); });
    CHECK(open.guide().isDone(At::Name));
    CHECK(open.guide().current() == At::Card);

    const auto stage = stagesOf(open.document().project(), open.map()).front()->id;
    open.canvas().startCard(open.lane(LaneKind::Actions), stage);
    REQUIRE(open.canvas().inlineEditor());
    open.type("looks");
    open.key(Qt::Key_Return);
    CHECK(open.guide().isDone(At::Card));
    CHECK(open.guide().current() == At::Enter);
    open.type("asks");
    open.key(Qt::Key_Return);
    CHECK(open.guide().current() == At::Tab);
    open.type("reads");
    open.key(Qt::Key_Tab);
    open.type("compares");
    open.key(Qt::Key_Escape);
    CHECK(open.guide().current() == At::Emotion);

    const QRectF cell =
        open.canvas().viewportRectOf(RegionKind::EmotionCell, open.lane(LaneKind::Emotion), stage);
    REQUIRE(!cell.isEmpty());
    QTest::mouseClick(open.canvas().viewport(), Qt::LeftButton, {}, cell.center().toPoint());
    CHECK(open.guide().current() == At::Data);
    open.click(open.child<QPushButton>("guideSkip"));
    CHECK(open.guide().current() == At::Export);
    const QString path = open.folder.file("map.mmd");
    open.answerSaveWith(path);
    open.window.actions().mermaid->trigger();
    REQUIRE(eventually([&] { return open.guide().isFinished(); }));
    CHECK(QFile::exists(path));
    open.guide().close();
}

TEST_CASE("a closed guide stays away until it is asked for, and goes on where it was") {
    Guided open;
    open.guide().skip();
    open.click(open.child<QToolButton>("guideClose"));
    CHECK_FALSE(open.guide().isVisible());
    OpenWindow next;
    REQUIRE(next.blank());
    CHECK_FALSE(next.window.guide()->isVisible());
    next.window.actions().guide->trigger();
    CHECK(next.window.guide()->isVisible());
    CHECK(next.window.guide()->current() == At::Card);
    next.window.guide()->close();
}
