#include <catch2/catch.hpp>

#include <atomic>
#include <set>
#include <thread>

#include "cairn/base/error.hpp"
#include "core/ingest/dump.hpp"
#include "core/ingest/import_steps.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

ImportResult importText(std::string_view text, const ImportOptions& options = {}) {
    const TemporaryFile file(text);
    return importFile(file.path(), proposePlan(sniffCsv(file.path())), options);
}

const std::string kShop = "user_id,event,timestamp,channel\n"
                          "u2,view,2024-03-13 10:00:00,web\n"
                          "u1,buy,2024-03-13 10:00:01.250,\n"
                          "u2,buy,2024-03-13T10:00:02Z,shop\n";
constexpr TimeMs kTen = 19'795 * kDayMs + 10 * kHourMs; // 2024-03-13 10:00 UTC

} // namespace

TEST_CASE("an event log is read with codes in order of first appearance") {
    const ImportResult result = importText(kShop);
    CHECK(rowsOf(result) ==
          std::vector<std::string>{"0|" + std::to_string(kTen) + "|view|web",
                                   "1|" + std::to_string(kTen + 1250) + "|buy|-",
                                   "0|" + std::to_string(kTen + 2000) + "|buy|shop"});
    CHECK(result.rows == 3);
    CHECK(result.skipped == 0);
    CHECK(result.firstEvent == kTen);
    CHECK(result.lastEvent == kTen + 2000);
    CHECK(importSentence(result) == "3 events of 2 customers, 13 March 2024, 2 event names");
}

TEST_CASE("rows without unit, event or readable time are skipped with line and reason") {
    const ImportResult result = importText(
        "user_id,event,timestamp\n"
        ",view,2024-01-01\n"
        "u1,,2024-01-01\n"
        "u1,view,2024-13-40\n"
        "u1,view,\n"
        "NULL,view,2024-01-01\n"
        "u1,view,2024-01-02\n"
        "u1,\"two\nlines\",2024-01-03\n"
        "u1,view\n"
        "u2,view,2024-01-04,extra\n"
        "u3,view,2024-01-05\nu3,view,2024-01-05\nu3,view,2024-01-05\nu3,view,2024-01-05\n"
        "u3,view,2024-01-05\nu3,view,2024-01-05\nu3,view,2024-01-05\n");
    CHECK(result.rows == 16);
    CHECK(result.skipped == 6);
    CHECK(issuesOf(result) ==
          std::vector<std::string>{"2 user_id: is empty", "3 event: is empty",
                                   "4 timestamp: “2024-13-40” is not a date and time",
                                   "5 timestamp: is empty", "6 user_id: is empty",
                                   "10 timestamp: is empty", "11 : 4 cells instead of 3"});
    CHECK(result.units == 3);
    CHECK_THAT(importSentence(result), Catch::Matchers::EndsWith("; 6 rows skipped"));
}

TEST_CASE("the question texts and import ids a survey tool puts below its header are no rows") {
    std::string text =
        "StartDate,ResponseId,Q1\r\n"
        "Start Date,Response ID,\"How was it?\nPlease, be \"\"frank\"\".\"\r\n"
        "\"{\"\"ImportId\"\":\"\"startDate\"\",\"\"timeZone\"\":\"\"Europe/Berlin\"\"}\","
        "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\r\n";
    for (int i = 1; i <= 20; ++i)
        text += "2024-03-13 10:00:" + std::to_string(9 + i) + ",R_" + std::to_string(i) +
                (i % 2 == 0 ? ",good\r\n" : ",bad\r\n");
    const TemporaryFile file(text);
    const Sniffed sniffed = sniffCsv(file.path());
    REQUIRE(sniffed.dialect.hasHeader);
    CHECK(sniffed.columns[0].type == ColumnType::DateTime);
    ImportPlan plan = proposePlan(sniffed);
    plan.kind = TableKind::Events;
    plan.columns[0].role = ColumnRole::Time;
    plan.columns[1].role = ColumnRole::Unit;
    plan.columns[2].role = ColumnRole::Event;
    const ImportResult result = importFile(file.path(), plan);
    CHECK(sniffed.dialect.headerRows == 3);
    CHECK(result.rows == 20);
    CHECK(result.skipped == 0);
    CHECK(result.units == 20);
    CHECK(std::get<EventLog>(result.content).names == std::vector<std::string>{"bad", "good"});
}

TEST_CASE("what a skipped row alone held leaves no trace") {
    const ImportResult result = importText(
        "user_id,event,timestamp\nghost,haunt,never\nu1,view,2024-01-01\nu1,view,2024-01-02\n"
        "u1,view,2024-01-03\nu1,view,2024-01-04\nu1,view,2024-01-05\n");
    CHECK(summaryOf(result) == "6 rows, 1 skipped, 1 units; names view");
}

TEST_CASE("ids longer than sixteen bytes, and ones that differ in the last byte only, stay apart") {
    std::string text = "user_id,event,timestamp\n";
    std::set<std::string> ids;
    for (int i = 0; i < 3000; ++i)
        ids.insert("customer-with-a-long-name-" + std::to_string(i % 1000) + (i % 2 ? "x" : "y"));
    for (int i = 0; i < 300; ++i)
        ids.insert("abcdefghijklm" + std::to_string(i)); // 14 to 16 bytes
    for (int round = 0; round < 2; ++round)
        for (const auto& id : ids)
            text += id + ",view,2024-01-01\n";
    const ImportResult result = importText(text);
    CHECK(result.units == ids.size());
    CHECK(result.rows == 2 * ids.size());
}

TEST_CASE("sessions are numbered and their ids not kept") {
    const ImportResult result = importText(
        "user_id,session_id,event,timestamp\nu1,s7,view,2024-01-01\nu1,s9,view,2024-01-02\n"
        "u1,s7,buy,2024-01-03\nu2,,buy,2024-01-04\n");
    const auto& log = std::get<EventLog>(result.content);
    REQUIRE(log.sessionColumn() == 0u);
    CHECK(log.properties[0].values.empty());
    CHECK(log.properties[0].sessionCount == 2);
    CHECK(rowsOf(result)[2].ends_with("buy|0"));
    CHECK(rowsOf(result)[3].ends_with("buy|-"));
}

TEST_CASE("only the wanted events and properties are kept, but all rows are counted") {
    ImportOptions options;
    options.onlyEvents = {{"buy"}};
    options.onlyProperties = std::vector<std::string>{};
    const ImportResult result = importText(kShop, options);
    CHECK(summaryOf(result) == "3 rows, 0 skipped, 2 units; names buy");
    CHECK(rowsOf(result).size() == 2);
    options.onlyProperties = {{"colour"}};
    CHECK_THROWS_AS(importText(kShop, options), Error);
}

TEST_CASE("a UTF-16 file gives the same log as the same text in UTF-8") {
    std::string wide = "\xff\xfe";
    for (const char c : kShop) {
        wide += c;
        wide += '\0';
    }
    CHECK(rowsOf(importText(wide)) == rowsOf(importText(kShop)));
}

TEST_CASE("a header without rows, or without one that can be read, is refused in a sentence") {
    CHECK_THROWS_WITH(importText("user_id,event,timestamp\n"),
                      Catch::Contains("no rows below its header"));
    CHECK_THROWS_WITH(importText("user_id,event,timestamp\n,start,2024-01-01\n,stop,2024-01-02\n"),
                      Catch::Contains("none of its 2 rows can be read; line 2"));
}

TEST_CASE("a plan that lacks a role is refused before reading, with the columns there are") {
    ImportPlan plan = proposePlan(sniffCsvBytes(kShop));
    assignRole(plan, "event", ColumnRole::Ignore);
    try {
        importFile("/nowhere.csv", plan);
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::BadInput);
        CHECK(error.why() == "No column is chosen for the event; the columns are: user_id, event, "
                             "timestamp, channel.");
    }
}

TEST_CASE("an import stops when asked to, and tells how far it is") {
    std::string text = "user_id,event,timestamp\n";
    for (int i = 0; i < 200'000; ++i)
        text += "user" + std::to_string(i) + ",view,2024-01-01 10:00:00\n";
    const TemporaryFile file(text);
    const ImportPlan plan = proposePlan(sniffCsv(file.path()));
    std::stop_source stop;
    std::atomic<int> told = 0;
    JobControl job{stop.get_token(), [&](double fraction, std::string_view) {
                       CHECK(fraction >= 0);
                       CHECK(fraction <= 1);
                       ++told;
                       stop.request_stop();
                   }};
    try {
        importFile(file.path(), plan, {}, job);
        FAIL("the import went on");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::Cancelled);
    }
    CHECK(told >= 1);
}

TEST_CASE("step counts are read with thousands in any country's way") {
    CHECK(parseCount("20,000") == 20'000);
    CHECK(parseCount("2.546") == 2546);
    CHECK(parseCount("1 200") == 1200);
    CHECK(parseCount("1\xe2\x80\xaf"
                     "234\xc2\xa0"
                     "567") == 1'234'567);
    CHECK(parseCount("1,234.5") == 1234.5);
    CHECK(parseCount("1.234,5") == 1234.5);
    CHECK(parseCount("12.5") == 12.5);
    CHECK(parseCount("0") == 0);
    for (const char* none : {"", "-5", "nan", "1e999", "many", ".", "1.2,3.4"})
        CHECK_FALSE(parseCount(none).has_value());
}

TEST_CASE("a counted funnel is read by step and segment, totals and bad counts told") {
    const ImportResult result = importText(
        "Step,Device category,Active users,Completion rate\n"
        "1. session_start,mobile,\"20,000\",0.5\n1. session_start,desktop,\"9,000\",0.5\n"
        "2. purchase,mobile,300,0\n2. purchase,desktop,?,0\nGrand total,,\"29,000\",0\n");
    const auto& counts = std::get<StepCounts>(result.content).rows;
    REQUIRE(counts.size() == 3);
    CHECK(counts[0].step == "session_start");
    CHECK(counts[0].segment == "mobile");
    CHECK(counts[0].count == 20'000);
    CHECK(counts[2].step == "purchase");
    // 300 of 20,000 phones went on; of the desktops nobody knows.
    CHECK(issuesOf(result) ==
          std::vector<std::string>{
              "2 Completion rate: “0.5” is not what the counts give (1.5%): the "
              "counts are used",
              "5 Active users: “?” is not a count", "6 Step: is a total, not a step"});
    CHECK(importSentence(result) == "2 steps with counts in 2 segments; 2 rows skipped");
}

TEST_CASE("the sample project's data is imported whole") {
    const std::filesystem::path file = CAIRN_SOURCE "/resources/sample/shop-events.csv";
    const ImportResult result = importFile(file, proposePlan(sniffCsv(file)));
    const auto& log = std::get<EventLog>(result.content);
    CHECK(log.rows() == 31'106);
    CHECK(result.units == 600);
    CHECK(log.names.size() == 19);
    CHECK(result.skipped == 0);
    CHECK(log.names[0] == "home");
}
