// Newer exports and second files in the open project.
#include <catch2/catch.hpp>

#include <QFile>

#include "editor/dataset_facts.hpp"
#include "session_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Read {
    ImportPlan plan;
    ImportResult result;
};

/// Customers from .. to each visit on their own day.
Read exported(const Folder& folder, const QString& name, int from, int to) {
    QFile file(folder.file(name));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("user,event,time\n");
    for (int i = from; i < to; ++i)
        file.write(
            QStringLiteral("c%1,visit,2024-03-%2\n").arg(i).arg(i, 2, 10, QChar('0')).toUtf8());
    file.close();
    Read read;
    read.plan = proposePlan(sniffCsv(toPath(folder.file(name))));
    read.result = importFile(toPath(folder.file(name)), read.plan, usualImportOptions());
    return read;
}

const Dataset& shown(OpenSession& open) {
    const Map* map = open.project().maps.find(open.document().currentMap());
    const Dataset* dataset = open.project().datasets.find(map->funnel.dataset);
    REQUIRE(dataset != nullptr);
    return *dataset;
}

bool becomes(OpenSession& open, std::int64_t units) {
    return eventually([&] {
        const Map* map = open.project().maps.find(open.document().currentMap());
        const Dataset* dataset = open.project().datasets.find(map->funnel.dataset);
        return dataset && dataset->units == units;
    });
}

} // namespace

TEST_CASE("a newer export is added in one step, held against the data before, and undone in one") {
    const Folder folder;
    OpenSession open(folder.working());
    REQUIRE(open.blank());
    Read first = exported(folder, "march.csv", 1, 11), later = exported(folder, "later.csv", 8, 16);
    open.session.adoptAppend("march.csv", first.plan, std::move(first.result)); // the first data
    REQUIRE(becomes(open, 10));
    const Project before = open.project();
    const DatasetId earlier = shown(open).id;
    CHECK(shown(open).source.size() == 1);

    open.session.adoptAppend("later.csv", later.plan, std::move(later.result));
    REQUIRE(becomes(open, 15));
    CHECK(shown(open).rows == 15);
    CHECK(shown(open).previous == earlier);
    CHECK(shown(open).name == "march.csv");
    REQUIRE(shown(open).source.size() == 2);
    CHECK(shown(open).source[1].used == 5);
    CHECK(open.project().maps.find(open.document().currentMap())->funnel.compare.dataset ==
          earlier);
    REQUIRE(open.messages.size() == 1);
    CHECK(open.messages[0].what ==
          "5 events of 5 customers were added (5 of them new); 3 were there already.");
    open.document().undo();
    CHECK(open.project() == before);
    CHECK(open.close());
}

TEST_CASE("a newer export takes the place of the data, and what is forgotten can be had back") {
    const Folder folder;
    OpenSession open(folder.working());
    REQUIRE(open.blank());
    Read first = exported(folder, "march.csv", 1, 11), later = exported(folder, "later.csv", 8, 16);
    open.session.adoptReplace("march.csv", first.plan, std::move(first.result));
    REQUIRE(becomes(open, 10));
    const DatasetId earlier = shown(open).id;
    open.session.adoptReplace("later.csv", later.plan, std::move(later.result));
    REQUIRE(becomes(open, 8));
    CHECK(shown(open).previous == earlier);
    open.session.forgetDataset(earlier);
    CHECK(open.project().datasets.size() == 1);
    CHECK(open.project().maps.find(open.document().currentMap())->funnel.compare.with.empty());
    open.document().undo();
    CHECK(open.project().datasets.size() == 2);
    CHECK(open.close());
}

TEST_CASE("properties of customers are joined in one step") {
    const Folder folder;
    OpenSession open(folder.working());
    REQUIRE(open.blank());
    Read first = exported(folder, "march.csv", 1, 11);
    open.session.adoptImport("march.csv", {}, first.plan, std::move(first.result), {});
    REQUIRE(becomes(open, 10));
    const DatasetId earlier = shown(open).id;
    QFile crm(folder.file("crm.csv"));
    REQUIRE(crm.open(QIODevice::WriteOnly));
    crm.write("id,country\nc1,NL\nc2,PT\nc99,FR\n");
    crm.close();
    std::optional<JoinPlan> plan;
    open.session.prepareJoin(folder.file("crm.csv"), [&](JoinPlan found) { plan = found; });
    REQUIRE(eventually([&] { return plan.has_value(); }));
    CHECK(plan->columns[plan->key].name == "id");
    open.session.joinProperties(folder.file("crm.csv"), *plan);
    REQUIRE(eventually([&] { return shown(open).id != earlier; }));
    CHECK(open.project().datasets.size() == 1);
    const auto content = open.session.findings()->contentOf(shown(open).id);
    REQUIRE(content);
    const auto& log = std::get<EventLog>(*content);
    REQUIRE(log.unitProperties.size() == 1);
    CHECK(log.unitProperties[0].values == std::vector<std::string>{"NL", "PT"});
    REQUIRE(open.messages.size() == 1);
    CHECK(open.messages[0].what == "2 of 10 customers now have: country.");
    open.document().undo();
    CHECK(shown(open).id == earlier);
    CHECK(open.close());
}
