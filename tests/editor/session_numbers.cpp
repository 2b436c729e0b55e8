#include <catch2/catch.hpp>

#include <QFile>

#include "cairn/model/edits.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

// Three customers look, two of them add, one buys.
constexpr auto kEvents = "customer,event,time\n"
                         "a,look,2024-03-01T10:00:00Z\n"
                         "a,add,2024-03-01T10:05:00Z\n"
                         "a,buy,2024-03-01T10:09:00Z\n"
                         "b,look,2024-03-01T11:00:00Z\n"
                         "b,add,2024-03-01T11:01:00Z\n"
                         "c,look,2024-03-02T09:00:00Z\n";

struct Read {
    ImportPlan plan;
    ImportResult result;
};

Read readEvents(const Folder& folder) {
    QFile file(folder.file("events.csv"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(kEvents);
    file.close();
    Read read;
    read.plan = proposePlan(sniffCsv(toPath(file.fileName())));
    assignRole(read.plan, "customer", ColumnRole::Unit);
    assignRole(read.plan, "event", ColumnRole::Event);
    assignRole(read.plan, "time", ColumnRole::Time);
    read.result = importFile(toPath(file.fileName()), read.plan);
    return read;
}

std::vector<double> reached(const Document& document) {
    std::vector<double> counts;
    if (!document.findings())
        return counts;
    for (const Stage* stage : stagesOf(document.project(), document.currentMap())) {
        const auto found = document.findings()->stages.find(stage->id);
        if (found != document.findings()->stages.end() && found->second.reached)
            counts.push_back(*found->second.reached);
    }
    return counts;
}

} // namespace

TEST_CASE("an imported file is one step of undo, and its numbers follow it") {
    const Folder folder;
    Read read = readEvents(folder);
    OpenSession one(folder.working());
    REQUIRE(one.blank());
    std::vector<std::pair<ElementId, EventBinding>> bindings;
    const auto stages = stagesOf(one.project(), one.document().currentMap());
    for (std::size_t i = 0; i < 3; ++i)
        bindings.emplace_back(stages[i]->id,
                              EventBinding{{std::vector{"look", "add", "buy"}[i]}, {}});
    one.session.adoptImport("events.csv", "March", read.plan, std::move(read.result), bindings);
    REQUIRE(eventually([&] { return reached(one.document()) == std::vector<double>{3, 2, 1}; }));
    CHECK(one.document().undoLabel() == "import events.csv");
    const Dataset& dataset = *datasetsOf(one.project()).front();
    CHECK(dataset.name == "March");
    CHECK(dataset.rows == 6);
    CHECK(dataset.units == 3);

    one.document().undo();
    REQUIRE(
        eventually([&] { return one.document().findings() && reached(one.document()).empty(); }));
    CHECK(datasetsOf(one.project()).empty());
    one.document().redo();
    REQUIRE(eventually([&] { return reached(one.document()) == std::vector<double>{3, 2, 1}; }));
    REQUIRE(one.close());
}

TEST_CASE("numbers come back with the file, for its owner and for a second window") {
    const Folder folder;
    const QString path = folder.file("shop.cairn");
    {
        Read read = readEvents(folder);
        OpenSession maker(folder.working());
        maker.session.newFromImport("events.csv", "", read.plan, std::move(read.result));
        REQUIRE(maker.opened());
        REQUIRE(eventually([&] { return reached(maker.document()).size() == 3; }));
        maker.session.saveAs(path);
        REQUIRE(eventually([&] { return maker.session.saver()->state() == SaveState::Saved; }));
        REQUIRE(maker.close());
    }
    OpenSession owner(folder.working()), reader(folder.working());
    owner.session.openFile(path);
    REQUIRE(owner.opened());
    reader.session.openFile(path);
    REQUIRE(reader.opened());
    CHECK(eventually([&] { return reached(owner.document()) == std::vector<double>{3, 2, 1}; }));
    CHECK(eventually([&] { return reached(reader.document()) == std::vector<double>{3, 2, 1}; }));
    REQUIRE(reader.close());
    REQUIRE(owner.close());
}

TEST_CASE("a map made of a file has its commonest events as stages, in the order people thin out") {
    const Folder folder;
    Read read = readEvents(folder);
    OpenSession one(folder.working());
    one.session.newFromImport("events.csv", "March", read.plan, std::move(read.result));
    REQUIRE(one.opened());
    std::vector<std::string> titles;
    for (const Stage* stage : stagesOf(one.project(), one.document().currentMap()))
        titles.push_back(stage->title);
    CHECK(titles == std::vector<std::string>{"Look", "Add", "Buy"});
    REQUIRE(one.close());
}

TEST_CASE("typing on a card does not start the funnel anew") {
    const Folder folder;
    Read read = readEvents(folder);
    OpenSession one(folder.working());
    one.session.newFromImport("events.csv", "March", read.plan, std::move(read.result));
    REQUIRE(one.opened());
    REQUIRE(eventually([&] { return reached(one.document()).size() == 3; }));
    const MapId map = one.document().currentMap();
    const Lane* lane = nullptr;
    for (const Lane* each : lanesOf(one.project(), map))
        if (each->kind == LaneKind::Thoughts)
            lane = each;
    REQUIRE(lane);
    const auto card = newId<CardId>();
    const CardPlace place{lane->id, stagesOf(one.project(), map).front()->id, {}, {}};
    one.document().edit("add a card",
                        [&](Project p) { return addCard(std::move(p), card, place, "Nice"); });
    REQUIRE(eventually([&] { return !one.session.findings()->busy(); }));

    int computed = 0;
    QObject::connect(&one.document(), &Document::findingsChanged, &one.document(),
                     [&] { ++computed; });
    one.document().edit("type", [&](Project p) { return rename(std::move(p), card, "Nicer"); });
    CHECK_FALSE(one.session.findings()->busy());
    one.document().edit("unbind a stage",
                        [&](Project p) { return bind(std::move(p), place.stage, {}); });
    CHECK(one.session.findings()->busy());
    REQUIRE(eventually([&] { return computed == 1; }));
    REQUIRE(one.close());
}

TEST_CASE("new data without the old breakdown's column are counted without it") {
    OpenWindow open;
    REQUIRE(open.blank());
    const auto import = [&](const char* property) {
        EventLogBuilder builder({property});
        const std::string_view value = "x";
        builder.add("a", 0, "start", std::span(&value, 1));
        ImportResult result;
        result.content = builder.finish();
        result.rows = 1;
        result.units = 1;
        result.skipped = 2;
        result.issues = {{5, "time", {RowTrouble::NotADate}, "soon"}};
        open.session.adoptImport("visits.csv", "visits", ImportPlan{}, std::move(result), {});
    };
    const auto funnel = [&] {
        return open.document().project().maps.find(open.document().currentMap())->funnel;
    };
    import("platform");
    REQUIRE(eventually([&] { return bool(funnel().dataset); }));
    CHECK(funnel().windowMs == 7 * kDayMs); // said in the sentence, and changeable
    const DatasetId first = funnel().dataset;
    open.document().edit("by platform", [&](Project project) {
        Map map = *project.maps.find(open.document().currentMap());
        map.funnel.breakdown = "platform";
        return put(std::move(project), map);
    });
    import("channel");
    REQUIRE(eventually([&] { return funnel().dataset != first; }));
    CHECK(funnel().breakdown.empty());
    REQUIRE(eventually(
        [&] { return open.window.messageBar()->text().contains("could not be read: 2"); }));
}
