#include <catch2/catch.hpp>

#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QTreeWidget>

#include "editor/locale_phrases.hpp"
#include "editor/panels/dataset_words.hpp"
#include "editor/panels/outline_delegate.hpp"
#include "editor/panels/panels.hpp"
#include "panels_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Open {
    Shop shop;
    MapId future = newId<MapId>();
    OutlinePanel panel{shop.document.get()};
    Open() {
        shop.document->edit("add map", [&](Project p) {
            return addMap(std::move(p), future, "Tomorrow", MapKind::Future, true);
        });
        panel.resize(220, 600);
        panel.show();
        QTest::qWait(1);
    }
    QTreeWidgetItem* row(ElementId id) const {
        for (QTreeWidgetItemIterator it(panel.tree()); *it; ++it)
            if ((*it)->data(0, kElementRole).toULongLong() == id.value)
                return *it;
        return nullptr;
    }
    /// A row dragged onto another: 0 its upper edge, 1 its middle, 2 its lower edge.
    void drag(ElementId what, ElementId onto, int part, Qt::KeyboardModifiers with = {}) {
        QTreeWidget* tree = panel.tree();
        const QRect rect = tree->visualItemRect(row(onto));
        const int y = part == 0   ? rect.top() + 1
                      : part == 1 ? rect.center().y()
                                  : rect.bottom() - 1;
        const QPoint at(60, y);
        const std::unique_ptr<QMimeData> data(
            tree->model()->mimeData({tree->indexFromItem(row(what))}));
        QDragEnterEvent enter(at, Qt::MoveAction, data.get(), Qt::LeftButton, with);
        QCoreApplication::sendEvent(tree->viewport(), &enter);
        QDragMoveEvent move(at, Qt::MoveAction, data.get(), Qt::LeftButton, with);
        QCoreApplication::sendEvent(tree->viewport(), &move);
        QDropEvent drop(at, Qt::MoveAction, data.get(), Qt::LeftButton, with);
        QCoreApplication::sendEvent(tree->viewport(), &drop);
    }
    std::vector<std::string> stages() const {
        std::vector<std::string> titles;
        for (const Stage* stage : stagesOf(shop.document->project(), shop.map))
            titles.push_back(stage->title);
        return titles;
    }
    void click(ElementId id) {
        const QRect rect = panel.tree()->visualItemRect(row(id));
        QTest::mouseClick(panel.tree()->viewport(), Qt::LeftButton, {},
                          QPoint(60, rect.center().y()));
    }
};

} // namespace

TEST_CASE("a click on a map shows it, a click on a persona selects it") {
    Open open;
    open.click(open.future);
    CHECK(open.shop.document->currentMap() == open.future);
    CHECK(open.row(open.future)->data(0, kCurrentRole).toBool());
    open.click(open.shop.maya);
    CHECK(open.shop.document->selection() == std::vector<ElementId>{open.shop.maya});
}

TEST_CASE("F2 renames in place and it is undone by its words") {
    Open open;
    auto* tree = open.panel.tree();
    tree->setFocus();
    tree->setCurrentItem(open.row(open.shop.maya));
    QTest::keyClick(tree, Qt::Key_F2);
    auto* editor = tree->viewport()->findChild<QLineEdit*>();
    REQUIRE(editor);
    editor->selectAll();
    QTest::keyClicks(editor, "Mia");
    QTest::keyClick(editor, Qt::Key_Return);
    const auto name = [&] {
        return open.shop.document->project().personas.find(open.shop.maya)->name;
    };
    REQUIRE(QTest::qWaitFor([&] { return name() == "Mia"; }, 2000));
    CHECK(open.shop.document->undoLabel() == "rename persona");
}

TEST_CASE("Alt+Down moves a map after the next one") {
    Open open;
    auto* tree = open.panel.tree();
    tree->setFocus();
    tree->setCurrentItem(open.row(open.shop.map));
    QTest::keyClick(tree, Qt::Key_Down, Qt::AltModifier);
    CHECK(mapsOf(open.shop.document->project()).front()->id == open.future);
    QTest::keyClick(tree, Qt::Key_Up, Qt::AltModifier);
    CHECK(mapsOf(open.shop.document->project()).front()->id == open.shop.map);
}

TEST_CASE("Delete takes a persona away but never the last map") {
    Open open;
    auto* tree = open.panel.tree();
    tree->setFocus();
    tree->setCurrentItem(open.row(open.shop.maya));
    QTest::keyClick(tree, Qt::Key_Delete);
    CHECK(open.shop.document->project().personas.empty());
    for (const MapId map : {open.future, open.shop.map}) {
        tree->setCurrentItem(open.row(map));
        QTest::keyClick(tree, Qt::Key_Delete);
    }
    CHECK(open.shop.document->project().maps.size() == 1);
    CHECK(open.shop.document->currentMap() == open.shop.map);
}

TEST_CASE("the data row says how much there is") {
    Open open;
    CHECK(open.row(open.shop.data)->data(0, kDetailRole).toString() ==
          "31,106 events, 600 customers");
}

TEST_CASE("a survey holds answers, a report step counts, and one of them is one") {
    const LocalePhrases phrases(QLocale::c());
    Dataset data;
    data.kind = "feedback";
    data.rows = 7;
    data.skipped = 1;
    CHECK(rowsWords(data, phrases) == "6 answers");
    CHECK(skippedWords(data, phrases) == "1 row skipped");
    data.rows = 2;
    CHECK(rowsWords(data, phrases) == "1 answer");
    data.kind = "step-counts";
    CHECK(rowsWords(data, phrases) == "1 step count");
    data.kind = "events";
    data.units = 1;
    CHECK(rowsWords(data, phrases) == "1 event");
    CHECK(customersWords(data, phrases) == "1 customer");
}

TEST_CASE(
    "a stage opened in the outline shows its cards, and a click on one selects it on the map") {
    Open open;
    open.shop.document->setCurrentMap(open.shop.map);
    open.row(open.shop.map)->setExpanded(true);
    CHECK(open.row(open.shop.form) == nullptr);
    open.row(open.shop.pay)->setExpanded(true);
    REQUIRE(open.row(open.shop.form));
    CHECK(open.row(open.shop.form)->text(0) == "Payment form");
    open.click(open.shop.form);
    CHECK(open.shop.document->selection() == std::vector<ElementId>{open.shop.form});
    // The other way round: what is chosen and renamed on the map is so in the list.
    open.panel.tree()->clearFocus();
    open.shop.document->select({open.shop.pay});
    CHECK(open.panel.tree()->currentItem() == open.row(open.shop.pay));
    open.shop.document->select({open.shop.filters}); // its stage is folded
    CHECK(open.panel.tree()->currentItem() == open.row(open.shop.browse));
    open.shop.document->edit(
        "rename", [&](Project p) { return rename(std::move(p), open.shop.form, "Card form"); });
    CHECK(open.row(open.shop.form)->text(0) == "Card form");
    open.row(open.shop.pay)->setExpanded(false);
    CHECK(open.row(open.shop.form) == nullptr);
}

TEST_CASE("a stage dragged in the outline moves on the map with all that is in it") {
    Open open;
    open.shop.document->setCurrentMap(open.shop.map);
    open.row(open.shop.map)->setExpanded(true);
    open.drag(open.shop.pay, open.shop.browse, 0);
    CHECK(open.stages() == std::vector<std::string>{"Check out", "Browse"});
    CHECK(open.shop.document->undoLabel() == "move stage");
    CHECK(open.shop.card(open.shop.form).stage == open.shop.pay);
    open.drag(open.shop.pay, open.shop.browse, 2);
    CHECK(open.stages() == std::vector<std::string>{"Browse", "Check out"});
    open.drag(open.shop.pay, open.shop.maya, 0); // a stage is no persona
    CHECK(open.stages() == std::vector<std::string>{"Browse", "Check out"});
}

TEST_CASE("a card dragged onto a stage goes there, in its lane; Alt+Up brings it back") {
    Open open;
    open.shop.document->setCurrentMap(open.shop.map);
    open.row(open.shop.map)->setExpanded(true);
    open.row(open.shop.pay)->setExpanded(true);
    const LaneId lane = open.shop.card(open.shop.form).lane;
    open.drag(open.shop.form, open.shop.browse, 1);
    CHECK(open.shop.card(open.shop.form).stage == open.shop.browse);
    CHECK(open.shop.card(open.shop.form).lane == lane);
    CHECK(open.shop.document->undoLabel() == "move touchpoint");
    open.row(open.shop.browse)->setExpanded(true);
    open.drag(open.shop.form, open.shop.filters, 0);
    const auto cell = cardsIn(open.shop.document->project(), lane, open.shop.browse);
    REQUIRE(cell.size() == 2);
    CHECK(cell.front()->id == open.shop.form);
    QTreeWidget* tree = open.panel.tree();
    tree->setFocus();
    tree->setCurrentItem(open.row(open.shop.form));
    QTest::keyClick(tree, Qt::Key_Down, Qt::AltModifier);
    CHECK(cardsIn(open.shop.document->project(), lane, open.shop.browse).back()->id ==
          open.shop.form);
    QTest::keyClick(tree, Qt::Key_Down, Qt::AltModifier); // past the end of the cell
    CHECK(open.shop.card(open.shop.form).stage == open.shop.pay);
    REQUIRE(open.row(open.shop.form)); // its stage is open there
    QTest::keyClick(tree, Qt::Key_Up, Qt::AltModifier);
    CHECK(open.shop.card(open.shop.form).stage == open.shop.browse);
}

TEST_CASE("steps are rows between their stage and its cards") {
    Open open;
    Document& document = *open.shop.document;
    document.setCurrentMap(open.shop.map);
    const StepId type = newId<StepId>(), send = newId<StepId>();
    document.edit("add steps", [&](Project p) {
        p = addStep(std::move(p), type, open.shop.pay, "Type the card");
        p = addStep(std::move(p), send, open.shop.pay, "Send it");
        const CardPlace place{p.cards.find(open.shop.form)->lane, open.shop.pay, send, {}};
        return moveCards(std::move(p), std::vector<CardId>{open.shop.form}, place);
    });
    open.row(open.shop.map)->setExpanded(true);
    open.row(open.shop.pay)->setExpanded(true);
    REQUIRE(open.row(type));
    CHECK(open.row(type)->parent() == open.row(open.shop.pay));
    CHECK(open.row(open.shop.form)->parent() == open.row(send));
    CHECK(open.row(type)->data(0, Qt::AccessibleTextRole).toString() == "Step, Type the card");

    open.drag(open.shop.form, type, 1);
    CHECK(document.project().cards.find(open.shop.form)->step == type);
    CHECK(open.row(open.shop.form)->parent() == open.row(type));
    document.undo();
    open.drag(send, type, 0);
    CHECK(stepsOf(document.project(), open.shop.pay).front()->id == send);
    open.click(type);
    CHECK(document.selection() == std::vector<ElementId>{type});
}

TEST_CASE("a card dropped on another map goes there, with Ctrl a copy; a folded map stays folded") {
    Open open;
    Document& document = *open.shop.document;
    document.edit("add stage", [&](Project p) {
        return addStage(std::move(p), newId<StageId>(), open.future, "Later");
    });
    document.setCurrentMap(open.shop.map);
    CHECK_FALSE(open.row(open.shop.map)->isExpanded());
    document.select({open.shop.form});
    CHECK_FALSE(open.row(open.shop.map)->isExpanded());
    open.row(open.shop.map)->setExpanded(true);
    open.row(open.shop.pay)->setExpanded(true);
    open.drag(open.shop.form, open.future, 1, Qt::ControlModifier);
    CHECK(document.undoLabel() == "copy card");
    CHECK(document.currentMap() == open.future);
    CHECK(document.project().cards.find(open.shop.form)->map == open.shop.map);
    CHECK(cardsOf(document.project(), open.future).size() == 1);
    document.undo();
    document.setCurrentMap(open.shop.map);
    open.drag(open.shop.form, open.future, 1);
    CHECK(document.undoLabel() == "move card");
    CHECK(document.project().cards.find(open.shop.form)->map == open.future);
}

TEST_CASE("a stage's arrow comes and goes with its cards while all are folded") {
    Open open;
    Document& document = *open.shop.document;
    document.setCurrentMap(open.shop.map);
    open.row(open.shop.map)->setExpanded(true);
    const auto arrow = [&] { return open.row(open.shop.pay)->data(0, kFoldRole).toBool(); };
    CHECK(arrow());
    document.edit("delete", [&](Project p) {
        return removeElements(std::move(p), std::vector<ElementId>{open.shop.form});
    });
    CHECK_FALSE(arrow());
    document.undo();
    CHECK(arrow());
}

TEST_CASE("another map below a drag is offered and marked, the own one is not") {
    Open open;
    open.shop.document->setCurrentMap(open.shop.map);
    const auto middle = [&](ElementId id) {
        QTreeWidget* tree = open.panel.tree();
        return tree->viewport()->mapToGlobal(tree->visualItemRect(open.row(id)).center());
    };
    CHECK(open.panel.offerMap(middle(open.future)) == open.future);
    CHECK(open.row(open.future)->data(0, kDropRole).toBool());
    CHECK_FALSE(open.panel.offerMap(middle(open.shop.map)));
    CHECK_FALSE(open.row(open.future)->data(0, kDropRole).toBool());
    CHECK(open.panel.offerMap(middle(open.future)) == open.future);
    CHECK_FALSE(open.panel.offerMap(std::nullopt));
    CHECK_FALSE(open.row(open.future)->data(0, kDropRole).toBool());
}
