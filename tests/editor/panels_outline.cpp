#include <catch2/catch.hpp>

#include <QLineEdit>
#include <QTreeWidget>

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
