// What follows a first import, by the buttons of the Data tab: numbers before and after, and undo.
#include <catch2/catch.hpp>

#include <QFile>
#include <QPushButton>

#include "editor/dataset_facts.hpp"
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
// C again as above; d buys a day later; e looks and buys, f looks. By itself: three look, two of
// them buy, for d's look is not in it.
constexpr auto kNewer = "customer,event,time\n"
                        "c@x.nl,look,2024-03-02T09:00:00Z\n"
                        "c@x.nl,buy,2024-03-02T09:30:00Z\n"
                        "d@x.nl,buy,2024-03-04T09:00:00Z\n"
                        "e@x.nl,look,2024-03-05T09:00:00Z\n"
                        "e@x.nl,buy,2024-03-05T10:00:00Z\n"
                        "f@x.nl,look,2024-03-06T09:00:00Z\n";
// Two of the three are known; the id itself is not kept.
constexpr auto kCustomers = "id,city\n"
                            "a@x.nl,Delft\n"
                            "d@x.nl,Breda\n"
                            "z@x.nl,Breda\n";

using Counts = std::vector<std::uint64_t>;

Counts reached(const std::optional<FunnelResult>& funnel) {
    Counts counts;
    if (funnel)
        for (const StepResult& step : funnel->steps)
            counts.push_back(step.reached);
    return counts;
}

/// A shop with March's events on its first two stages.
struct Shop {
    OpenWindow open;
    Project imported;

    Shop() {
        REQUIRE(open.blank());
        const QString path = write("march.csv", kMarch);
        ImportPlan plan = proposePlan(sniffCsv(toPath(path)));
        assignRole(plan, "customer", ColumnRole::Unit);
        assignRole(plan, "event", ColumnRole::Event);
        assignRole(plan, "time", ColumnRole::Time);
        ImportResult result = importFile(toPath(path), plan, usualImportOptions());
        const auto stages = stagesOf(open.document().project(), open.document().currentMap());
        EventBinding look, buy;
        look.events = {"look"};
        buy.events = {"buy"};
        open.session.adoptImport("march.csv", {}, plan, std::move(result),
                                 {{stages[0]->id, look}, {stages[1]->id, buy}});
        REQUIRE(counts({4, 2}));
        imported = open.document().project();
    }
    QString write(const QString& name, const char* text) {
        QFile file(open.folder.file(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    }
    const MapFindings* findings() { return open.document().findings(); }
    bool counts(const Counts& wanted) {
        return eventually([&] { return findings() && reached(findings()->funnel) == wanted; });
    }
    bool compares(const Counts& before, const Counts& after) {
        return eventually([&] {
            return findings() && findings()->comparedWith == ComparedWith::Dataset &&
                   reached(findings()->before) == before && reached(findings()->after) == after;
        });
    }
    /// As if the button on the data's card were clicked and the file chosen.
    void press(const QString& button, const QString& path) {
        open.answerOpenWith(path);
        open.window.drawer()->showTab(InsightsDrawer::Tab::Data);
        QPushButton* found = nullptr;
        REQUIRE(eventually([&] {
            for (auto* each : open.window.drawer()->findChildren<QPushButton*>())
                if (each->isVisible() && each->text() == button)
                    found = each;
            return found != nullptr;
        }));
        found->click();
    }
    const Dataset& shown() {
        const Project& project = open.document().project();
        const Map* map = project.maps.find(open.document().currentMap());
        return *project.datasets.find(map->funnel.dataset);
    }
    /// What is known of customers besides their events.
    std::vector<std::string> known() {
        const auto content = open.session.findings()->contentOf(shown().id);
        std::vector<std::string> names;
        if (content)
            for (const auto& property : std::get<EventLog>(*content).unitProperties)
                names.push_back(property.name);
        return names;
    }
    bool undoneIn(int steps, const Counts& wanted) {
        for (int i = 0; i < steps; ++i)
            open.window.actions().undo->trigger();
        return counts(wanted) && open.document().project() == imported;
    }
};

} // namespace

TEST_CASE("Add newer export counts every event once, held against the numbers before") {
    Shop shop;
    shop.press("Add newer export…", shop.write("newer.csv", kNewer));
    // a to f have looked; a, c, d and e have bought, d within the week.
    REQUIRE(shop.counts({6, 4}));
    CHECK(shop.compares({4, 2}, {6, 4}));
    CHECK(shop.shown().rows == 10); // 6 of March, and 4 that March does not have
    CHECK(shop.shown().units == 6);
    CHECK(shop.open.child<MessageBar>("messageBar")->text().contains("4 events of 3 customers"));
    CHECK(shop.undoneIn(1, {4, 2}));
    shop.open.window.actions().redo->trigger();
    CHECK(shop.compares({4, 2}, {6, 4}));
}

TEST_CASE("Replace with shows the newer file's numbers alone, held against the older file's") {
    Shop shop;
    shop.press("Replace with…", shop.write("newer.csv", kNewer));
    REQUIRE(shop.counts({3, 2}));
    CHECK(shop.compares({4, 2}, {3, 2}));
    CHECK(shop.shown().fileName == "newer.csv");
    CHECK(shop.open.document().project().datasets.size() == 2);
    CHECK(shop.undoneIn(1, {4, 2}));
}

TEST_CASE("both sides of a comparison are there again when the file is opened") {
    Shop shop;
    shop.press("Replace with…", shop.write("newer.csv", kNewer));
    REQUIRE(shop.compares({4, 2}, {3, 2}));
    const QString path = shop.open.folder.file("shop.cairn");
    shop.open.session.saveAs(path);
    REQUIRE(eventually([&] {
        return shop.open.session.saver()->state() == SaveState::Saved && QFile::exists(path);
    }));
    bool closed = false;
    shop.open.session.close([&](bool kept) { closed = kept; });
    REQUIRE(eventually([&] { return closed; }));
    shop.open.session.openFile(path);
    REQUIRE(eventually([&] { return shop.open.session.document() != nullptr; }));
    // Rows of neither are held any more: both are read from the file.
    CHECK(shop.compares({4, 2}, {3, 2}));
}

TEST_CASE("Join customer properties says what it found, and joins when it is told to") {
    Shop shop;
    shop.press("Join customer properties…", shop.write("crm.csv", kCustomers));
    auto* bar = shop.open.child<MessageBar>("messageBar");
    REQUIRE(eventually([&] { return bar->text().contains("Join city from crm.csv?"); }));
    CHECK(bar->text().contains("forgotten"));
    CHECK(shop.open.document().project() == shop.imported);
    QPushButton* join = nullptr;
    for (auto* button : bar->findChildren<QPushButton*>())
        if (button->text() == "Join")
            join = button;
    REQUIRE(join);
    join->click();
    REQUIRE(eventually([&] { return shop.known() == std::vector<std::string>{"city"}; }));
    CHECK(bar->text().contains("2 of 4 customers now have: city."));
    CHECK(shop.counts({4, 2}));
    CHECK(shop.undoneIn(1, {4, 2}));
    CHECK(shop.known().empty());
}

TEST_CASE("a file that cannot be read as the one before changes nothing and says why") {
    Shop shop;
    shop.press("Add newer export…", shop.write("other.csv", "name,price\nbread,2\nmilk,1\n"));
    auto* bar = shop.open.child<MessageBar>("messageBar");
    REQUIRE(eventually([&] { return bar->isVisible() && !bar->text().isEmpty(); }));
    CHECK(shop.open.document().project() == shop.imported);
    CHECK(shop.counts({4, 2}));
}
