#include <catch2/catch.hpp>

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>

#include "editor/panels/funnel_sentence.hpp"
#include "editor/panels/funnel_chart.hpp"
#include "editor/panels/panels.hpp"
#include "panels_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Open {
    Shop shop;
    InsightsDrawer drawer{shop.document.get(), &shop.phrases, nullptr};
    Open() {
        shop.document->setFindings(shop.findings());
        drawer.resize(1100, 260);
        drawer.show();
        QTest::qWait(1);
    }
    QToolButton* chooser(const char* name) {
        QToolButton* found = nullptr;
        for (auto* button : drawer.findChildren<QToolButton*>(name))
            if (!button->isHidden())
                found = button;
        return found;
    }
    const FunnelSetup& setup() const {
        return shop.document->project().maps.find(shop.map)->funnel;
    }
};

QAction* actionOf(QToolButton* button, const QString& text) {
    for (QAction* action : button->menu()->actions())
        if (action->text() == text)
            return action;
    return nullptr;
}

} // namespace

TEST_CASE("a click on a pain row selects its element and asks for it to be shown") {
    Open open;
    open.drawer.showTab(InsightsDrawer::Tab::PainPoints);
    auto* list = open.drawer.findChild<QTreeView*>("pain-list");
    REQUIRE(list->model()->rowCount() == 2);
    std::vector<ElementId> shown;
    QObject::connect(&open.drawer, &InsightsDrawer::revealRequested,
                     [&](ElementId id) { shown.push_back(id); });
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(1, 1)).center());
    CHECK(open.shop.document->selection() == std::vector<ElementId>{open.shop.filters});
    REQUIRE_FALSE(shown.empty());
    CHECK(shown.back() == ElementId(open.shop.filters));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Up);
    CHECK(open.shop.document->selection() == std::vector<ElementId>{open.shop.form});
    CHECK(shown.back() == ElementId(open.shop.form));
}

TEST_CASE("the worst pain stands first with its stage and numbers") {
    Open open;
    const auto* model = open.drawer.findChild<QTreeView*>("pain-list")->model();
    const auto text = [&](int row, int column) {
        return model->index(row, column).data().toString();
    };
    CHECK(text(0, 0) == "26");
    CHECK(text(0, 1) == "Payment form");
    CHECK(text(0, 2) == "Check out");
    CHECK(text(0, 3) == "3 of 4");
    CHECK(text(0, 4) == "71.8 %");
    CHECK(text(1, 0) == "7");
}

TEST_CASE("the sentence says the rules, and changing a word of it is one undo step") {
    Open open;
    auto* sentence = open.drawer.findChild<FunnelSentence*>();
    CHECK(sentence->text().startsWith("Customers who did catalog › purchase in that order"));
    CHECK(sentence->text().contains("no time limit"));
    QAction* week = actionOf(open.chooser("window"), windowWords(7 * kDayMs));
    REQUIRE(week);
    week->trigger();
    CHECK(open.setup().windowMs == 7 * kDayMs);
    CHECK(sentence->text().contains("of the first step"));
    actionOf(open.chooser("order"), "in any order")->trigger();
    CHECK(open.setup().order == "any");
    CHECK(open.shop.document->undoLabel() == "change order");
    open.shop.document->undo();
    CHECK(open.setup().order == "ordered");
    CHECK(open.setup().windowMs == 7 * kDayMs);
}

TEST_CASE("no word of the sentence lies on another, at any width and after every change") {
    Open open;
    open.shop.document->edit("break down", [&](Project p) {
        Map map = *p.maps.find(open.shop.map);
        map.funnel.breakdown = "platform";
        return put(std::move(p), std::move(map));
    });
    auto* sentence = open.drawer.findChild<FunnelSentence*>();
    const auto checkApart = [&](int width) {
        QTest::qWait(1);
        std::vector<QWidget*> shown;
        for (auto* word : sentence->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
            if (word->isVisible())
                shown.push_back(word);
        REQUIRE(shown.size() == 10);
        for (std::size_t i = 0; i < shown.size(); ++i)
            for (std::size_t k = 0; k < i; ++k) {
                INFO("words " << k << " and " << i << " at width " << width);
                CHECK_FALSE(shown[i]->geometry().intersects(shown[k]->geometry()));
            }
    };
    for (int width = 400; width <= 2000; width += 80) {
        open.drawer.resize(width, 260);
        checkApart(width);
        sentence->update(); // the words are made anew while the sentence keeps its size
        checkApart(width);
    }
}

TEST_CASE("a click on a bar selects its stage; the arrow keys go through the segments") {
    Open open;
    auto* chart = open.drawer.findChild<FunnelChart*>();
    const FunnelTable& table = chart->table();
    REQUIRE(table.rows.size() == 3);
    const auto bar =
        std::find_if(table.list.regions.begin(), table.list.regions.end(),
                     [&](const Region& r) { return r.element == ElementId(open.shop.pay); });
    REQUIRE(bar != table.list.regions.end());
    const PointF centre = bar->rect.centre();
    QTest::mouseClick(chart, Qt::LeftButton, {}, QPointF(centre.x, centre.y).toPoint());
    CHECK(open.shop.document->selection() == std::vector<ElementId>{open.shop.pay});
    QSignalSpy asked(&open.drawer, &InsightsDrawer::segmentRequested);
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Home);
    QTest::keyClick(chart, Qt::Key_Down);
    QTest::keyClick(chart, Qt::Key_Return);
    REQUIRE(asked.count() == 1);
    CHECK(asked.front().front().toString() == "desktop");
    CHECK(chart->accessibleDescription().contains("215"));
}

TEST_CASE("without data the drawer offers the import and nothing else") {
    Shop shop;
    const ElementId data = shop.data;
    shop.document->edit("remove data", [&](Project p) {
        return removeElements(std::move(p), {&data, 1});
    });
    InsightsDrawer drawer(shop.document.get(), &shop.phrases, nullptr);
    drawer.resize(1000, 240);
    drawer.show();
    QSignalSpy asked(&drawer, &InsightsDrawer::importRequested);
    int offered = 0;
    for (auto* button : drawer.findChildren<QPushButton*>())
        if (button->isVisible()) {
            ++offered;
            QTest::mouseClick(button, Qt::LeftButton);
        }
    CHECK(offered == 1);
    CHECK(asked.count() == 1);
}

TEST_CASE("a dataset says its rows and goes with one click, and comes back with undo") {
    Open open;
    open.drawer.showTab(InsightsDrawer::Tab::Data);
    QStringList words;
    QPushButton* remove = nullptr;
    for (auto* label : open.drawer.findChildren<QLabel*>())
        if (label->isVisible())
            words << label->text();
    CHECK(words.join(' ').contains("31,106 events of 600 customers"));
    CHECK(words.join(' ').contains("3 rows skipped"));
    for (auto* button : open.drawer.findChildren<QPushButton*>())
        if (button->isVisible() && button->text() == "Remove")
            remove = button;
    REQUIRE(remove);
    QTest::mouseClick(remove, Qt::LeftButton);
    CHECK(open.shop.document->project().datasets.empty());
    open.shop.document->undo();
    CHECK(open.shop.document->project().datasets.size() == 1);
}
