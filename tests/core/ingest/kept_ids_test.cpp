// The choice to keep customers' ids: off unless somebody makes it, the same again for a newer
// export.
#include <catch2/catch.hpp>

#include <fstream>
#include <map>

#include "cairn/base/error.hpp"
#include "cairn/ingest/append.hpp"
#include "cairn/ingest/import.hpp"
#include "cairn/ingest/join.hpp"
#include "core/ingest/import_events.hpp"
#include "support/temporary_file.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr FingerprintKey kKey{{9, 1, 2, 3}};

ImportPlan planOf(const std::filesystem::path& file, bool keep) {
    ImportPlan plan = proposePlan(sniffCsv(file));
    CHECK_FALSE(plan.keepIds);
    plan.keepIds = keep;
    return plan;
}

EventLog read(const std::string& rows, bool keep) {
    const TemporaryFile file("customer_id,event,time\n" + rows);
    ImportOptions options;
    options.fingerprintKey = kKey;
    return std::get<EventLog>(importFile(file.path(), planOf(file.path(), keep), options).content);
}

std::vector<std::string> idsOf(const EventLog& log) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < log.ids.size(); ++i)
        ids.emplace_back(log.ids[i]);
    return ids;
}

const std::string kMarch = "mia,look,2024-03-01T10:00:00Z\n"
                           "  ole ,look,2024-03-01T11:00:00Z\n"
                           "mia,buy,2024-03-01T12:00:00Z\n";
const std::string kApril = "ole,buy,2024-04-01T10:00:00Z\n"
                           "ada,look,2024-04-02T10:00:00Z\n";

} // namespace

TEST_CASE("ids are kept as read and trimmed when that was chosen, and not else") {
    CHECK(read(kMarch, false).ids.empty());
    CHECK(idsOf(read(kMarch, true)) == std::vector<std::string>{"mia", "ole"});
}

TEST_CASE("every id stands by its own customer, wherever the file is cut") {
    std::string rows;
    for (int i = 0; i < 4000; ++i)
        rows += "customer " + std::to_string(i * i % 1013) + ",event,2024-03-01T10:00:00Z\n";
    const TemporaryFile file("customer_id,event,time\n" + rows);
    const ImportPlan plan = planOf(file.path(), true);
    // By hand: customers in the order of their first rows.
    std::vector<std::string> wanted;
    std::map<std::string, bool> seen;
    for (int i = 0; i < 4000; ++i) {
        const std::string id = "customer " + std::to_string(i * i % 1013);
        if (!std::exchange(seen[id], true))
            wanted.push_back(id);
    }
    ImportCuts cuts;
    cuts.segmentBytes = 3000;
    for (const unsigned threads : {1U, 3U}) {
        ImportOptions options;
        options.threads = threads;
        const ImportResult cut = importEventsParallel(file.path(), plan, options, {}, cuts);
        CHECK(idsOf(std::get<EventLog>(cut.content)) == wanted);
        const ImportResult whole = importEventsRowByRow(file.path(), plan, options, {});
        CHECK(idsOf(std::get<EventLog>(whole.content)) == wanted);
    }
}

TEST_CASE("rows that are customers of their own have no ids to keep") {
    const TemporaryFile file("signed up,paid\n2024-03-01T10:00:00Z,2024-03-02T10:00:00Z\n");
    ImportPlan plan = proposePlan(sniffCsv(file.path()));
    plan.kind = TableKind::Events;
    plan.rowIsCustomer = true;
    for (PlannedColumn& column : plan.columns)
        column.role = ColumnRole::EventTime;
    plan.keepIds = true;
    CHECK(std::get<EventLog>(importFile(file.path(), plan).content).ids.empty());
    CHECK_FALSE(keepsIds(planToJson(plan)));
}

TEST_CASE("an id longer than any id is told by its column") {
    std::string row(5000, 'x');
    row += ",look,2024-03-01T10:00:00Z\n";
    try {
        read(row, true);
        FAIL("no Error was thrown");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::BadInput);
        CHECK(error.why().find("customer_id") != std::string::npos);
    }
}

TEST_CASE("the choice is part of the plan and holds for a newer export") {
    const TemporaryFile file("customer_id,event,time\n" + kMarch);
    ImportPlan plan = planOf(file.path(), false);
    CHECK_FALSE(keepsIds(planToJson(plan)));
    CHECK_FALSE(planAgain(plan, sniffCsv(file.path()))->keepIds);
    plan.keepIds = true;
    const std::string text = planToJson(plan);
    CHECK(keepsIds(text));
    CHECK(planFromJson(text).keepIds);
    CHECK(planAgain(planFromJson(text), sniffCsv(file.path()))->keepIds);
    plan.kind = TableKind::Feedback; // of answers nobody is kept
    CHECK_FALSE(keepsIds(planToJson(plan)));
    CHECK_FALSE(keepsIds("no plan at all"));
    CHECK_FALSE(keepsIds("[1, 2]"));
    CHECK_FALSE(keepsIds(R"({"keep_ids": "yes"})"));
}

TEST_CASE("of a newer export that is added the newer choice holds for the whole") {
    const auto added = [](bool before, bool after) {
        return idsOf(appendEvents(read(kMarch, before), read(kApril, after)).log);
    };
    CHECK(added(true, true) == std::vector<std::string>{"mia", "ole", "ada"});
    CHECK(added(true, false) == std::vector<std::string>{});
    // Mia is only in the older one: her id was not kept then.
    CHECK(added(false, true) == std::vector<std::string>{"", "ole", "ada"});
    CHECK(added(false, false) == std::vector<std::string>{});
}

TEST_CASE("properties that are joined leave the ids as they are") {
    const TemporaryFile crm("customer_id,country\nole,DK\nmia,DE\n");
    EventLog log = read(kMarch, true);
    const JoinPlan plan = proposeJoin(log, crm.path(), kKey);
    CHECK(idsOf(joinUserProperties(std::move(log), crm.path(), plan, kKey).log) ==
          std::vector<std::string>{"mia", "ole"});
}
