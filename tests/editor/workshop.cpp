// A workshop without a mouse: from the start page to a whole map, in the key events a person would
// make.
#include <catch2/catch.hpp>

#include <QApplication>

#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Workshop : OpenWindow {
    Workshop() { (void)QTest::qWaitForWindowActive(&window); }

    QWidget* focus() {
        QWidget* widget = QApplication::focusWidget();
        return widget ? widget : &window;
    }
    void key(int k, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QTest::keyClick(focus(), Qt::Key(k), with);
        ++keys;
    }
    void type(const QString& text) {
        for (const QChar letter : text) // the first one opens an editor, which then has the focus
            QTest::keyClick(focus(), letter.toLatin1());
    }
    /// An action by a few of its letters, for those without keys of their own.
    void command(const QString& words) {
        key(Qt::Key_K, Qt::ControlModifier);
        type(words);
        key(Qt::Key_Return);
    }
    /// Cards of one lane, stage after stage; `row[i]` are those of stage i.
    void writeLane(const std::vector<QStringList>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            for (int k = 0; k < row[i].size(); ++k) {
                if (k > 0)
                    key(Qt::Key_Return);
                type(row[i][k]);
            }
            key(i + 1 < row.size() ? Qt::Key_Tab : Qt::Key_Escape);
        }
    }
    QString spot() { return window.canvas()->focusText(); }
    /// Down the lanes until the lane begins, then to its first cell.
    void toFirstCellOf(const QString& lane) {
        QStringList trail{spot()};
        if (!spot().contains(QStringLiteral(". ")))
            key(Qt::Key_Home, Qt::ControlModifier);
        for (int i = 0; i < 10 && !spot().contains(lane); ++i)
            key(Qt::Key_PageDown), trail << spot();
        key(Qt::Key_Home);
        INFO(trail.join(" | ").toStdString() << " > " << spot().toStdString());
        REQUIRE(spot().contains(lane));
    }
    const Project& project() { return document().project(); }
    MapId map() { return document().currentMap(); }
    LaneId lane(LaneKind kind) {
        for (const Lane* lane : lanesOf(project(), map()))
            if (lane->kind == kind)
                return lane->id;
        return {};
    }
    std::size_t cardsInLane(LaneKind kind) {
        std::size_t count = 0;
        for (const Stage* stage : stagesOf(project(), map()))
            count += cardsIn(project(), lane(kind), stage->id).size();
        return count;
    }

    int keys = 0; ///< besides letters
};

} // namespace

TEST_CASE("a workshop is kept up with by keys alone, from the start page to the whole map") {
    Workshop at;
    REQUIRE(at.window.showsStartPage());
    at.key(Qt::Key_N, Qt::ControlModifier);
    REQUIRE(eventually(
        [&] { return at.session.document() != nullptr && at.window.canvas()->hasFocus(); }));
    REQUIRE(stagesOf(at.project(), at.map()).size() == 5);

    // The cards: whoever types writes in the first cell, Enter is the next card, Tab the next
    // stage.
    const int before = at.keys;
    at.writeLane({{"sees the sign", "smells bread"},
                  {"looks in the window", "reads the board"},
                  {"queues", "pays"},
                  {"eats", "shares"},
                  {"comes back", "brings a friend"}});
    CHECK(at.cardsInLane(LaneKind::Actions) == 10);
    at.toFirstCellOf("Touchpoints");
    at.writeLane({{"sign", "street"},
                  {"window", "board"},
                  {"counter", "till"},
                  {"table", "bag"},
                  {"card", "e-mail"}});
    at.toFirstCellOf("Thinking");
    at.writeLane(
        {{"smells good"}, {"what is vegan?"}, {"so slow", "card only?"}, {"worth it"}, {"again"}});
    at.toFirstCellOf("Pain points");
    at.writeLane({{"hard to see"},
                  {"no prices"},
                  {"one till", "no cash"},
                  {"no seats"},
                  {"no reason to return"}});
    at.toFirstCellOf("Ideas");
    at.writeLane(
        {{"lamp"}, {"price tags"}, {"second till", "order ahead"}, {"benches"}, {"stamp card"}});
    CHECK(at.cardsInLane(LaneKind::PainPoints) == 6);
    CHECK(at.cardsInLane(LaneKind::Opportunities) == 6);
    const int cardKeys = at.keys - before;

    // A sixth stage, named and filled.
    at.key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    at.type("Recommend");
    at.key(Qt::Key_Return);
    at.key(Qt::Key_Escape);
    REQUIRE(stagesOf(at.project(), at.map()).size() == 6);
    CHECK(stagesOf(at.project(), at.map()).back()->title == "Recommend");
    CHECK(at.project().cards.size() == 38);
    at.toFirstCellOf("Doing");
    at.key(Qt::Key_End);
    at.type("writes a review");
    at.key(Qt::Key_Return);
    at.type("tells a neighbour");
    at.key(Qt::Key_Escape);
    CHECK(at.project().cards.size() == 40);

    // Two personas, each with a curve: Enter makes a point, Up and Down move it, Ins is the next
    // persona's.
    for (int i = 0; i < 2; ++i) {
        at.command("add a persona");
        at.key(Qt::Key_Escape); // its name may wait
    }
    REQUIRE(personasOf(at.project(), *at.project().maps.find(at.map())).size() == 2);
    at.key(Qt::Key_F6);
    REQUIRE(at.window.canvas()->hasFocus());
    at.toFirstCellOf("Feeling");
    for (int stage = 0; stage < 6; ++stage) {
        at.key(Qt::Key_Return);
        at.key(stage % 2 == 0 ? Qt::Key_Up : Qt::Key_Down);
        at.key(Qt::Key_Insert);
        at.key(stage % 2 == 0 ? Qt::Key_Down : Qt::Key_Up);
        at.key(Qt::Key_Right);
    }
    const auto personas = personasOf(at.project());
    for (std::size_t i = 0; i < 2; ++i) {
        const auto curve = emotionsOf(at.project(), at.map(), personas[i]->id);
        REQUIRE(curve.size() == 6);
        for (std::size_t stage = 0; stage < 6; ++stage)
            CHECK(curve[stage]->value == ((stage + i) % 2 == 0 ? 0.25 : -0.25));
    }

    // Three connectors.
    for (int i = 0; i < 3; ++i) {
        at.toFirstCellOf("Doing");
        for (int k = 0; k < i; ++k)
            at.key(Qt::Key_Right);
        at.key(Qt::Key_L, Qt::ControlModifier);
        at.key(Qt::Key_Right);
        at.key(Qt::Key_Return);
    }
    CHECK(at.project().links.size() == 3);

    // Besides their letters: one key a card, and two or three from lane to lane (down, once more
    // past the feelings, to the first stage).
    CHECK(cardKeys == 38 + 2 + 2 + 3 + 2);
}
