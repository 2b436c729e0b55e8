#include <catch2/catch.hpp>

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include "editor/canvas/find_marks.hpp"
#include "editor/window/find_bar.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// A blank map whose cards say: "Pays in the shop", "Finds the Workshop", "SHOP again" (its notes:
/// "shop floor"), in this order; and a second map called "Shop of tomorrow".
struct Shops : OpenWindow {
    CardId pays{9001}, finds{9002}, again{9003};
    MapId other{9100};
    Shops() {
        REQUIRE(blank());
        document().edit("make", [&](Project p) {
            const MapId map = document().currentMap();
            const StageId stage = stagesOf(p, map).front()->id;
            for (const Lane* lane : lanesOf(p, map))
                if (lane->kind == LaneKind::Actions) {
                    p = addCard(std::move(p), pays, {lane->id, stage}, "Pays in the shop");
                    p = addCard(std::move(p), finds, {lane->id, stage}, "Finds the Workshop");
                    p = addCard(std::move(p), again, {lane->id, stage}, "SHOP again");
                    break;
                }
            Card noted = *p.cards.find(again);
            noted.notes = "shop floor";
            p = put(std::move(p), noted);
            return cairn::addMap(std::move(p), other, "Shop of tomorrow", MapKind::Future, true);
        });
        window.activateWindow();
        window.canvas()->setFocus();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers with = {}) {
        QTest::keyClick(window.focusWidget(), key, with);
    }
    void find(const QString& words) {
        press(Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(window.focusWidget(), words);
    }
    QString count() { return window.findBar()->countText(); }
    ElementId selected() {
        return document().selection().empty() ? ElementId{} : document().selection().back();
    }
    const std::string& text(CardId id) { return document().project().cards.find(id)->text; }
};

} // namespace

TEST_CASE("Ctrl+F counts the hits while one types and Enter walks them on the map") {
    Shops open;
    CHECK_FALSE(open.window.findBar()->isVisible());
    open.find("shop");
    REQUIRE(open.window.findBar()->isVisible());
    CHECK_FALSE(QApplication::activeModalWidget());
    // The project is called "Corner shop" and so is its map; then three cards, one of them twice.
    const int first =
        open.document().project().maps.find(open.document().currentMap())->title == "Corner shop"
            ? 1
            : 0;
    CHECK(open.count() == QString("1 of %1").arg(4 + first));
    if (first)
        open.press(Qt::Key_Return);
    CHECK(open.selected() == ElementId(open.pays));
    open.press(Qt::Key_Return);
    CHECK(open.selected() == ElementId(open.finds));
    CHECK(open.window.canvas()->findMarks().current == ElementId(open.finds));
    CHECK(open.window.canvas()->findMarks().elements.size() == std::size_t(3 + first));
    open.press(Qt::Key_Return);
    open.press(Qt::Key_Return); // the notes of the same card, which are read in the inspector
    CHECK(open.selected() == ElementId(open.again));
    CHECK(open.count() == QString("%1 of %1 · Notes").arg(4 + first));
    open.press(Qt::Key_F3); // round to the first
    CHECK(open.count() == QString("1 of %1").arg(4 + first));
    open.press(Qt::Key_F3, Qt::ShiftModifier);
    CHECK(open.count().startsWith(QString::number(4 + first)));
    open.press(Qt::Key_Return, Qt::ShiftModifier);
    CHECK(open.count().startsWith(QString::number(3 + first)));
    open.press(Qt::Key_Escape);
    CHECK_FALSE(open.window.findBar()->isVisible());
    CHECK(open.window.canvas()->findMarks().elements.empty());
    CHECK(open.window.focusWidget() == open.window.canvas());
}

TEST_CASE("what is found stays in sight on the canvas") {
    Shops open;
    open.window.canvas()->setZoom(3, {});
    open.find("workshop");
    CHECK(open.count() == "1 of 1");
    const QRectF card = open.window.canvas()->viewportRectOf(RegionKind::Card, open.finds);
    CHECK(open.window.canvas()->viewport()->rect().intersects(card.toRect()));
}

TEST_CASE("case, whole words and all maps narrow and widen the search") {
    Shops open;
    open.find("SHOP");
    const auto toggle = [&](const char* name) { open.click(open.child<QToolButton>(name)); };
    toggle("find-case");
    CHECK(open.count() == "1 of 1");
    CHECK(open.selected() == ElementId(open.again));
    toggle("find-case");
    const int all = open.count().split(' ').last().toInt();
    toggle("find-whole"); // without "Workshop"
    CHECK(open.count().split(' ').last().toInt() == all - 1);
    toggle("find-all-maps"); // with "Shop of tomorrow"
    CHECK(open.count().split(' ').last().toInt() == all);
    while (open.document().currentMap() != open.other &&
           open.count().split(' ').first().toInt() < all)
        open.window.findBar()->next();
    CHECK(open.document().currentMap() == open.other);
    open.child<QLineEdit>("find-words")->setText("nothing like it");
    CHECK(open.count() == "Not found");
}

TEST_CASE("Replace all is one step back, and says how much it was") {
    Shops open;
    open.press(Qt::Key_H, Qt::ControlModifier);
    QTest::keyClicks(open.window.focusWidget(), "shop");
    const int all = open.count().split(' ').last().toInt();
    const Project before = open.document().project();
    QTest::keyClicks(open.child<QLineEdit>("replace-with"), "store");
    open.click(open.child<QPushButton>("replace-all"));
    CHECK(open.text(open.pays) == "Pays in the store");
    CHECK(open.text(open.finds) == "Finds the Workstore");
    CHECK(open.text(open.again) == "store again");
    CHECK(open.count() == QString("%1 replaced").arg(all));
    CHECK(open.window.actions().undo->text() == QString("Undo replace %1 texts").arg(all));
    open.window.actions().undo->trigger();
    CHECK(open.document().project() == before);
}

TEST_CASE("Replace changes one hit and goes on behind it") {
    Shops open;
    open.press(Qt::Key_H, Qt::ControlModifier);
    QTest::keyClicks(open.window.focusWidget(), "in the shop");
    auto* with = open.child<QLineEdit>("replace-with");
    with->setFocus();
    QTest::keyClicks(with, "in the shop in the shop");
    open.press(Qt::Key_Return);
    CHECK(open.text(open.pays) == "Pays in the shop in the shop");
    CHECK(open.document().undoLabel() == "replace text");
}

TEST_CASE("what is locked is left as it is and told") {
    Shops open;
    open.document().edit("lock", [&](Project p) {
        Card card = *p.cards.find(open.finds);
        card.locked = true;
        return put(std::move(p), card);
    });
    open.press(Qt::Key_H, Qt::ControlModifier);
    QTest::keyClicks(open.window.focusWidget(), "shop");
    const int all = open.count().split(' ').last().toInt();
    QTest::keyClicks(open.child<QLineEdit>("replace-with"), "store");
    open.click(open.child<QPushButton>("replace-all"));
    CHECK(open.text(open.finds) == "Finds the Workshop");
    CHECK(open.text(open.pays) == "Pays in the store");
    CHECK(open.count() == QString("%1 replaced, 1 locked").arg(all - 1));
}

TEST_CASE("letters of any script are found without their case") {
    const LetterRules letters = allLetters();
    const auto hits = [&](const char* text, const char* words, bool whole = false) {
        return findIn(text, {words, false, whole}, letters).size();
    };
    CHECK(hits("Die KÜCHE", "küche") == 1);
    CHECK(hits("ΑΓΟΡΆ", "αγορά") == 1);
    CHECK(hits("МАГАЗИН", "магазин") == 1);
    CHECK(hits("Großküche", "küche", true) == 0);
    CHECK(hits("お店に行く", "店") == 1);
    CHECK(hits("زيارة المتجر", "المتجر", true) == 1);
}
