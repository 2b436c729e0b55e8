// A customer taken out of a log leaves it as a file without them would have made it.
#include <catch2/catch.hpp>

#include <random>

#include "cairn/base/error.hpp"
#include "cairn/events/without_units.hpp"
#include "core/ingest/dump.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr FingerprintKey kKey{{7, 7, 7, 1}};
const std::string kHeader = "customer,visit,what,when,shop,remark\n";

ImportResult imported(const std::string& rows) {
    const TemporaryFile file(kHeader + rows);
    ImportPlan plan = proposePlan(sniffCsv(file.path()));
    assignRole(plan, "customer", ColumnRole::Unit);
    assignRole(plan, "visit", ColumnRole::Session);
    assignRole(plan, "what", ColumnRole::Event);
    assignRole(plan, "when", ColumnRole::Time);
    assignRole(plan, "shop", ColumnRole::Property);
    assignRole(plan, "remark", ColumnRole::Property);
    ImportOptions options;
    options.fingerprintKey = kKey;
    return importFile(file.path(), plan, options);
}

EventLog without(const ImportResult& result, const std::string& customer) {
    const auto& log = std::get<EventLog>(result.content);
    std::vector<bool> gone(log.units);
    for (std::size_t unit = 0; unit < gone.size(); ++unit)
        gone[unit] = log.fingerprints[unit] == fingerprintOf(customer, kKey);
    return withoutUnits(log, gone);
}

void requireSame(const EventLog& log, const ImportResult& wanted) {
    const auto& other = std::get<EventLog>(wanted.content);
    CHECK(log.units == other.units);
    CHECK(log.names == other.names);
    CHECK(log.fingerprints == other.fingerprints);
    CHECK(log.fingerprintKey == other.fingerprintKey);
    ImportResult as;
    as.rows = wanted.rows;
    as.skipped = wanted.skipped;
    as.units = log.units;
    as.content = log;
    CHECK(summaryOf(as) == summaryOf(wanted));
    CHECK(rowsOf(as) == rowsOf(wanted));
}

} // namespace

TEST_CASE("a customer taken out leaves no name, value or session that only they had") {
    const std::string ann1 = "ann,s1,look,2024-03-01T10:00:00Z,Delft,ann was here\n";
    const std::string bob1 = "bob,s2,look,2024-03-01T11:00:00Z,Breda,\n";
    const std::string ann2 = "ann,s1,complain,2024-03-02T10:00:00Z,Delft,\n";
    const std::string cor1 = "cor,s3,buy,2024-03-03T10:00:00Z,Delft,fine\n";
    const ImportResult all = imported(ann1 + bob1 + ann2 + cor1);
    const EventLog left = without(all, "ann");
    requireSame(left, imported(bob1 + cor1));
    // Worked out by hand as well: the codes do not even tell that somebody came before.
    CHECK(left.names == std::vector<std::string>{"look", "buy"});
    CHECK(left.properties[0].sessionCount == 2);
    CHECK(left.properties[1].values == std::vector<std::string>{"Breda", "Delft"});
    CHECK(left.properties[2].values == std::vector<std::string>{"fine"});
}

TEST_CASE("a customer taken out of many chunks leaves what a file without them makes") {
    std::mt19937 random(20);
    std::string all, wanted;
    for (int row = 0; row < 70'000; ++row) {
        const auto who = static_cast<unsigned>(random() % 9);
        const std::string text =
            "c" + std::to_string(who) + ",s" + std::to_string(who * 10 + random() % 4) + ",e" +
            std::to_string(random() % 5) + ",2024-03-0" + std::to_string(1 + random() % 9) +
            "T10:00:00Z,shop " + std::to_string(random() % 50) + ",\n";
        all += text;
        if (who != 4)
            wanted += text;
    }
    requireSame(without(imported(all), "c4"), imported(wanted));
}

TEST_CASE("properties of customers go with them") {
    ImportResult all = imported("ann,1,look,2024-03-01T10:00:00Z,Delft,\n"
                                "bob,2,look,2024-03-01T10:00:00Z,Delft,\n"
                                "cor,3,look,2024-03-01T10:00:00Z,Delft,\n");
    auto& log = std::get<EventLog>(all.content);
    log.unitProperties.push_back({"street", {"Ann's lane", "High street"}, {0, kNoValue, 1}});
    const EventLog left = without(all, "ann");
    REQUIRE(left.unitProperties.size() == 1);
    CHECK(left.unitProperties[0].values == std::vector<std::string>{"High street"});
    CHECK(left.unitProperties[0].codes == std::vector<std::uint32_t>{kNoValue, 0});
    CHECK_THROWS_AS(withoutUnits(log, {true}), Error);
}

TEST_CASE("nobody taken out is the same log, everybody an empty one") {
    const ImportResult all = imported("ann,1,look,2024-03-01T10:00:00Z,Delft,\n"
                                      "bob,2,buy,2024-03-01T10:00:00Z,,x\n");
    const auto& log = std::get<EventLog>(all.content);
    requireSame(withoutUnits(log, {false, false}), all);
    const EventLog none = withoutUnits(log, {true, true});
    CHECK(none.units == 0);
    CHECK(none.rows() == 0);
    CHECK(none.names.empty());
    CHECK(none.fingerprints.empty());
}
