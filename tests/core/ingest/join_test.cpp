// Properties of customers from a second file.
#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/ingest/join.hpp"
#include "core/ingest/dump.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr FingerprintKey kKey{{1, 2, 3}};

/// Customers 1 to 40, each with one event.
EventLog forty() {
    std::string text = "user,event,time,plan\n";
    for (int i = 1; i <= 40; ++i)
        text += std::to_string(i) + ",visit,2024-01-01T00:00:" + (i < 11 ? "0" : "") +
                std::to_string(i - 1) + "Z,free\n";
    const TemporaryFile file(text);
    ImportOptions options;
    options.fingerprintKey = kKey;
    return std::get<EventLog>(
        importFile(file.path(), proposePlan(sniffCsv(file.path())), options).content);
}

std::vector<std::string> valuesOf(const EventLog& log, std::size_t property) {
    const UnitProperty& column = log.unitProperties.at(property);
    std::vector<std::string> values;
    for (const std::uint32_t code : column.codes)
        values.push_back(code == kNoValue ? "-" : column.values.at(code));
    return values;
}

std::string whyNot(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.why() + " / " + error.advice();
    }
    return "";
}

/// A CRM: its own number, the customer's, an e-mail, an age, what they spent, words of theirs.
std::string crm() {
    std::string text = "record_id;shop number;e-mail;age;spent;remark;country;since;joined\n";
    for (int i = 1; i <= 30; ++i)
        text += std::to_string(9000 + i) + ";" + std::to_string(i) + ";p" + std::to_string(i) +
                "@example.org;" + std::to_string(20 + i % 12) + ";" + std::to_string(i) +
                ".25;remark number " + std::to_string(i) + ";" +
                (i % 3 == 0   ? ""
                 : i % 3 == 1 ? "NL"
                              : "PT") +
                ";2024-02-" + std::to_string(10 + i % 4) +
                ";2024-01-01T10:" + std::to_string(10 + i) + ":00Z\n";
    return text;
}

} // namespace

TEST_CASE(
    "the column that names most customers is the key; ids and personal columns are left out") {
    const TemporaryFile file(crm());
    const JoinPlan plan = proposeJoin(forty(), file.path(), kKey);
    CHECK(plan.columns[plan.key].name == "shop number");
    CHECK(plan.sampled == 30);
    CHECK(plan.sampledMatches == 30);
    std::vector<std::string> kept;
    for (const JoinColumn& column : plan.columns)
        if (column.keep)
            kept.push_back(column.name);
    CHECK(kept == std::vector<std::string>{"age", "spent", "country", "since"});
    const JoinResult result = joinUserProperties(forty(), file.path(), plan, kKey);
    CHECK(result.leftOut == std::vector<std::string>{"record_id", "e-mail", "remark", "joined"});
    CHECK(result.customers == 30);
    CHECK(result.rows == 30);
    CHECK(result.strangers == 0);
    CHECK(result.log.unitProperties.size() == 4);
    CHECK(joinSentence(result) ==
          "Joined 4 properties (age, spent, country, since) of 30 of 40 customers.");
    const auto country = valuesOf(result.log, 2);
    CHECK(country[0] == "NL");
    CHECK(country[1] == "PT");
    CHECK(country[2] == "-");
    CHECK(country[39] == "-"); // no row at all
    CHECK(valuesOf(result.log, 1)[29] == "30.25");
}

TEST_CASE("the last row of a customer counts, strangers and bad rows are told") {
    const TemporaryFile file("id,country\n"
                             "1,NL\n2,PT\n900,FR\n1, DE \n,XX\n 3 ,null\n1,\n1,BE\n");
    JoinPlan plan = proposeJoin(forty(), file.path(), kKey, "ID");
    const JoinResult result = joinUserProperties(forty(), file.path(), plan, kKey);
    CHECK(valuesOf(result.log, 0)[0] == "BE");
    CHECK(valuesOf(result.log, 0)[1] == "PT");
    CHECK(valuesOf(result.log, 0)[2] == "-");
    // Neither a stranger's value nor one that was replaced is kept.
    CHECK(result.log.unitProperties[0].values == std::vector<std::string>{"BE", "PT"});
    CHECK(result.rows == 8);
    CHECK(result.customers == 3);
    CHECK(result.repeated == 3);
    CHECK(result.strangers == 1);
    CHECK(result.skipped == 1);
    REQUIRE(result.issues.size() == 1);
    CHECK(result.issues[0].line == 6);
    CHECK(joinSentence(result) ==
          "Joined 1 property (country) of 3 of 40 customers; 1 row belongs to nobody in the data; "
          "3 rows are of a customer who had one before, and the last counts; 1 row skipped.");
}

TEST_CASE("a second join replaces properties by name, and no column of the events") {
    const TemporaryFile first("id,country,plan\n1,NL,gold\n2,PT,\n"), second("id,country\n2,FR\n");
    const auto join = [](EventLog log, const TemporaryFile& file) {
        const JoinPlan plan = proposeJoin(log, file.path(), kKey);
        return joinUserProperties(std::move(log), file.path(), plan, kKey);
    };
    const JoinResult once = join(forty(), first);
    CHECK(once.kept == std::vector<std::string>{"country", "plan (customer)"});
    const JoinResult twice = join(once.log, second);
    REQUIRE(twice.log.unitProperties.size() == 2);
    CHECK(valuesOf(twice.log, 0)[0] == "-");
    CHECK(valuesOf(twice.log, 0)[1] == "FR");
    CHECK(valuesOf(twice.log, 1)[0] == "gold");
    CHECK(twice.log.propertyValues(0) == std::vector<std::string>{"free"});
}

TEST_CASE("what a person chose is kept, but never the key") {
    const TemporaryFile file(crm());
    JoinPlan plan = proposeJoin(forty(), file.path(), kKey);
    keepColumns(plan, {"Age"});
    CHECK(joinUserProperties(forty(), file.path(), plan, kKey).kept ==
          std::vector<std::string>{"age"});
    CHECK(whyNot([&] {
              keepColumns(plan, {"shop number"});
          }).starts_with("the column “shop number” names the customers and is not kept"));
    CHECK(whyNot([&] { keepColumns(plan, {"colour"}); }).find("record_id, shop number") !=
          std::string::npos);
}

TEST_CASE("a join that cannot be is refused in words") {
    const TemporaryFile strangers("id,country\nx1,NL\nx2,PT\n"), file("id,country\n1,NL\n");
    CHECK(whyNot([&] {
              proposeJoin(forty(), strangers.path(), kKey);
          }).starts_with("no column names a customer in the data / Ids must be written"));
    CHECK(whyNot([&] {
              proposeJoin(forty(), file.path(), kKey, "country");
          }).starts_with("the column “country” names no customer"));
    EventLog without = forty();
    without.fingerprintKey = 0;
    without.fingerprints.clear();
    CHECK(whyNot([&] { proposeJoin(without, file.path(), kKey); }).find("without fingerprints") !=
          std::string::npos);
    CHECK(whyNot([&] {
              proposeJoin(forty(), file.path(), FingerprintKey{{9}});
          }).find("another computer") != std::string::npos);
    JoinPlan plan = proposeJoin(forty(), file.path(), kKey);
    CHECK(whyNot([&] {
              joinUserProperties(forty(), strangers.path(), plan, kKey);
          }).starts_with("none of its 2 rows belongs to a customer in the data"));
}

TEST_CASE("a customer is known again however untidily either file writes the id") {
    using namespace std::string_literals;
    const TemporaryFile events(
        "user,event,time\n"
        " one ,visit,2024-01-01\nt\0wo,visit,2024-01-02\n"
        "zo\xc3\xab,visit,2024-01-03\n" // UTF-8 here, Windows-1252 there
        "\"a \"\"long\"\" id of more than sixteen bytes\",visit,2024-01-04\n"s);
    const TemporaryFile crm("id;country\n"
                            "one;NL\n\"two\";PT\n\xa0zo\xeb\t;FR\n"
                            "a \"long\" id of more than sixteen\0 bytes;DE\n"s);
    ImportOptions options;
    options.fingerprintKey = kKey;
    const EventLog log = std::get<EventLog>(
        importFile(events.path(), proposePlan(sniffCsv(events.path())), options).content);
    REQUIRE(log.units == 4);
    const JoinPlan plan = proposeJoin(log, crm.path(), kKey, "id");
    const JoinResult result = joinUserProperties(log, crm.path(), plan, kKey);
    CHECK(valuesOf(result.log, 0) == std::vector<std::string>{"NL", "PT", "FR", "DE"});
}
