// Newer exports that come to the window or into a watched folder, what changed, and what is
// forgotten.
#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>

#include "editor/dataset_facts.hpp"
#include "editor/folder_watcher.hpp"
#include "editor/panels/panels.hpp"
#include "editor/window/message_bar.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

// Four look, two of them buy.
constexpr auto kMarch = "customer,event,time\n"
                        "a@x.nl,look,2024-03-01T10:00:00Z\n"
                        "a@x.nl,buy,2024-03-01T10:09:00Z\n"
                        "b@x.nl,look,2024-03-01T11:00:00Z\n"
                        "c@x.nl,look,2024-03-02T09:00:00Z\n"
                        "c@x.nl,buy,2024-03-02T09:30:00Z\n"
                        "d@x.nl,look,2024-03-03T09:00:00Z\n";
// d buys as well; e looks and buys, f looks: six look, four of them buy.
constexpr auto kApril = "customer,event,time\n"
                        "c@x.nl,look,2024-03-02T09:00:00Z\n"
                        "d@x.nl,buy,2024-03-04T09:00:00Z\n"
                        "e@x.nl,look,2024-03-05T09:00:00Z\n"
                        "e@x.nl,buy,2024-03-05T10:00:00Z\n"
                        "f@x.nl,look,2024-03-06T09:00:00Z\n";
constexpr auto kStranger = "colour;price\nred;1\nblue;2\n";

using Counts = std::vector<std::uint64_t>;

Counts reached(const std::optional<FunnelResult>& funnel) {
    Counts counts;
    if (funnel)
        for (const StepResult& step : funnel->steps)
            counts.push_back(step.reached);
    return counts;
}

/// A shop in a file of its own with March's events on its first two stages.
struct Shop {
    OpenWindow open;
    QString project;

    Shop() {
        REQUIRE(open.blank());
        const QString path = write("orders-03.csv", kMarch);
        ImportPlan plan = proposePlan(sniffCsv(toPath(path)));
        assignRole(plan, "customer", ColumnRole::Unit);
        assignRole(plan, "event", ColumnRole::Event);
        assignRole(plan, "time", ColumnRole::Time);
        ImportResult result = importFile(toPath(path), plan, usualImportOptions());
        const auto stages = stagesOf(open.document().project(), open.document().currentMap());
        open.session.adoptImport("orders-03.csv", {}, plan, std::move(result),
                                 {{stages[0]->id, EventBinding{{"look"}, {}}},
                                  {stages[1]->id, EventBinding{{"buy"}, {}}}});
        REQUIRE(counts({4, 2}));
        project = open.folder.file("shop.cairn");
        open.session.saveAs(project);
        REQUIRE(eventually([&] { return open.session.filePath() == project; }));
    }
    QString write(const QString& name, const QByteArray& text) {
        QDir().mkpath(QFileInfo(open.folder.file(name)).absolutePath());
        QFile file(open.folder.file(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    }
    bool counts(const Counts& wanted) {
        return eventually([&] {
            const MapFindings* findings = open.document().findings();
            return findings && reached(findings->funnel) == wanted;
        });
    }
    QPushButton* button(const QString& text) {
        for (auto* found : open.window.findChildren<QPushButton*>())
            if (found->text() == text && !found->isHidden())
                return found;
        return nullptr;
    }
    void click(const QString& text) {
        INFO(text.toStdString());
        REQUIRE(eventually([&] { return button(text) != nullptr; }));
        button(text)->click();
    }
    bool saved() {
        return eventually([&] { return open.session.saver()->state() == SaveState::Saved; });
    }
    bool fileHolds(const QByteArray& bytes) {
        QFile file(project);
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes);
    }
    std::size_t datasets() { return open.document().project().datasets.size(); }
};

} // namespace

TEST_CASE("a newer export dropped on the window is added by one click, counted once, and undone") {
    Shop shop;
    shop.open.window.openPath(shop.write("orders-04.csv", kApril));
    shop.click("Add it");
    REQUIRE(shop.counts({6, 4}));
    CHECK(shop.datasets() == 2);
    // Both are called as the first file: their days tell them apart.
    CHECK(shop.open.document().findings()->beforeName == "orders-03.csv (2024-03-01 – 2024-03-03)");
    CHECK(shop.open.document().findings()->afterName == "orders-03.csv (2024-03-01 – 2024-03-06)");
    // The same once more adds nothing, not even a step to undo.
    const auto steps = shop.open.document().undoLabel();
    shop.open.window.openPath(shop.open.folder.file("orders-04.csv"));
    auto* bar = shop.open.window.findChild<MessageBar*>("messageBar");
    REQUIRE(bar);
    REQUIRE(eventually(
        [&] { return bar->text() == "orders-04.csv is the same export as in “orders-03.csv”."; }));
    CHECK(shop.button("As new data…"));
    QTest::keyClick(&shop.open.window, Qt::Key_Escape);
    CHECK(bar->text().isEmpty());
    CHECK(shop.datasets() == 2);
    CHECK(shop.open.document().undoLabel() == steps);
    shop.open.document().undo();
    REQUIRE(shop.counts({4, 2}));
    CHECK(shop.datasets() == 1);
}

TEST_CASE("what changed is listed in the Data tab") {
    Shop shop;
    shop.open.window.openPath(shop.write("orders-04.csv", kApril));
    shop.click("Add it");
    REQUIRE(shop.counts({6, 4}));
    REQUIRE(eventually([&] { return shop.open.window.findChild<QWidget*>("changesList"); }));
    QStringList words;
    for (auto* label : shop.open.window.findChild<QWidget*>("changesList")->findChildren<QLabel*>())
        words << label->text();
    const QString text = words.join(u'|');
    INFO(text.toStdString());
    // 2 of 4 bought, now 4 of 6: two thirds less a half of six people are one more.
    CHECK(text.contains("50"));
    CHECK(text.contains("66"));
    CHECK(text.contains("1 customer more"));
    CHECK(text.contains("too few people to tell"));
}

TEST_CASE("a file of a kind the project knows is imported from a watched folder by itself") {
    Shop shop;
    FolderWatcher& watcher = shop.open.window.watcher();
    QDir().mkpath(shop.open.folder.file("in"));
    watcher.setQuiet(300, 60000);
    watcher.setFolder(shop.open.folder.file("in"));
    REQUIRE(watcher.on());
    SECTION("a whole file, a copy of it, and a stranger") {
        auto* drawer = shop.open.window.findChild<InsightsDrawer*>();
        REQUIRE(drawer);
        drawer->showTab(InsightsDrawer::Tab::Trends);
        shop.write("in/orders-04.csv", kApril);
        shop.write("in/colours.csv", kStranger);
        REQUIRE(shop.counts({6, 4}));
        // The same message as of any import, and what one looks at stays.
        auto* bar = shop.open.window.findChild<MessageBar*>("messageBar");
        REQUIRE(eventually([&] { return bar->text().contains("orders-04.csv: 4 events"); }));
        CHECK(drawer->currentTab() == InsightsDrawer::Tab::Trends);
        REQUIRE(eventually([&] { return watcher.left().size() == 1; }));
        CHECK(watcher.left().front().file.path.filename() == "colours.csv");
        REQUIRE(eventually([&] { return !watcher.reading(); }));
        CHECK(watcher.lastResult().contains("orders-04.csv: 4 events"));
        CHECK(shop.datasets() == 2);
        shop.write("in/copy.csv", kApril);
        REQUIRE(eventually([&] { return watcher.lastResult().contains("copy.csv"); }));
        CHECK(shop.datasets() == 2);
        shop.open.document().undo();
        REQUIRE(shop.counts({4, 2}));
        // What was taken back is not imported again.
        QTest::qWait(1200);
        CHECK(shop.datasets() == 1);
    }
    SECTION("half a file is waited for, and never imported by half") {
        const QByteArray whole(kApril);
        shop.write("in/orders-04.csv", whole.left(60)); // ends within a row
        REQUIRE(eventually([&] { return watcher.waiting() == 1; }));
        QTest::qWait(1500);
        CHECK(shop.datasets() == 1);
        shop.write("in/orders-04.csv", whole);
        REQUIRE(shop.counts({6, 4}));
        CHECK(shop.datasets() == 2);
    }
    SECTION("nothing is read any more when it is switched off") {
        watcher.setOn(false);
        shop.write("in/orders-04.csv", kApril);
        QTest::qWait(1500);
        CHECK(shop.datasets() == 1);
        watcher.setOn(true);
        REQUIRE(shop.counts({6, 4}));
    }
}

TEST_CASE("a customer is forgotten by the button, in the numbers and in the file") {
    Shop shop;
    REQUIRE(shop.saved());
    auto* forget = shop.open.window.findChild<QWidget*>("forgetCustomer");
    REQUIRE(forget);
    shop.click("Forget a customer…");
    forget->findChild<QLineEdit*>()->setText(" a@x.nl ");
    shop.click("Forget for good");
    REQUIRE(shop.counts({3, 1}));
    CHECK_FALSE(shop.open.document().readOnly());
    CHECK(shop.open.document().project().datasets.begin()->get()->rows == 4);
    REQUIRE(shop.saved());
    // Undo goes on working, on what is left.
    shop.open.document().undo();
    shop.open.document().redo();
    REQUIRE(shop.counts({3, 1}));
}

TEST_CASE("data removed without trace are in the file no more") {
    Shop shop;
    REQUIRE(shop.saved());
    REQUIRE(shop.fileHolds("orders-03.csv"));
    shop.click("Remove without trace…");
    shop.click("Remove for good");
    REQUIRE(eventually([&] { return shop.datasets() == 0; }));
    REQUIRE(shop.saved());
    CHECK_FALSE(shop.fileHolds("orders-03.csv"));
    CHECK_FALSE(shop.open.document().undoLabel().contains("orders-03"));
}
