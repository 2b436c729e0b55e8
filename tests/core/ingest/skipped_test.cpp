#include <catch2/catch.hpp>

#include <filesystem>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "cairn/ingest/skipped.hpp"
#include "support/temporary_file.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// What the columns of such a file mean when all its rows are good.
ImportPlan planLike(std::string_view clean) {
    return proposePlan(sniffCsvBytes(clean));
}
const ImportPlan& eventPlan() {
    static const ImportPlan plan =
        planLike("user_id,event,timestamp,email\n"
                 "u1,view,2026-01-01,a@b.de\nu2,buy,2026-01-02,c@d.de\n");
    return plan;
}

std::string exported(const TemporaryFile& file, const ImportPlan& plan) {
    const TemporaryFile target("what was there before");
    exportSkippedRows(file.path(), plan, target.path());
    return readWholeFile(target.path(), 100'000'000);
}

std::vector<std::string> reasonsOf(const ImportResult& result) {
    std::vector<std::string> lines;
    for (const SkipReason& r : result.reasons)
        lines.push_back(std::to_string(r.rows) + " " + r.column + ": " + englishOf(r.why));
    return lines;
}

constexpr std::string_view kMessy = "user_id,event,timestamp,email\n"
                                    "u1,view,2026-01-01,a@b.de\n"
                                    ",view,2026-01-02,c@d.de\n"
                                    "u1,view,never,\"x, y@z.de\"\n"
                                    "u2,buy,2026-01-03,e@f.de\n"
                                    "u2,\"two\nlines\",soon,\"say \"\"hi\"\"\",extra\n"
                                    "u3,view\n"
                                    "u3,view,2026-01-04,g@h.de\n";

} // namespace

TEST_CASE("skipped rows are counted by reason, without what stood in them") {
    const TemporaryFile file(kMessy);
    const ImportResult result = importFile(file.path(), eventPlan());
    CHECK(result.rows == 7);
    CHECK(result.skipped == 4);
    CHECK(reasonsOf(result) == std::vector<std::string>{"2 timestamp: is not a date and time",
                                                        "1 timestamp: is empty",
                                                        "1 user_id: is empty"});
    CHECK(skippedSentence(result) == "2 rows: timestamp is not a date and time; 1 row: timestamp "
                                     "is empty; 1 row: user_id is empty");
    CHECK(skippedSentence(result, 1) ==
          "2 rows: timestamp is not a date and time; 2 rows for other reasons");
    for (const RowIssue& issue : result.issues)
        CHECK(issue.skipped);
}

TEST_CASE("skipped rows are written with line, column, reason and all of their own cells") {
    const TemporaryFile file(kMessy);
    CHECK(exported(file, eventPlan()) ==
          "line,column,reason,user_id,event,timestamp,email\n"
          "3,user_id,is empty,,view,2026-01-02,c@d.de\n"
          "4,timestamp,“never” is not a date and time,u1,view,never,\"x, y@z.de\"\n"
          "6,timestamp,“soon” is not a date and time,u2,\"two\nlines\",soon,\"say "
          "\"\"hi\"\"\",extra\n"
          "8,timestamp,is empty,u3,view\n");
}

TEST_CASE("rows of every kind of table can be looked up again: columns of times, groups, counts") {
    const TemporaryFile times("user_id,signup_at,buy_at\nu1,2026-01-01,2026-01-02\nu2,,\n"
                              "u3,x,y\nu4,x,2026-01-03\n");
    const ImportPlan timePlan =
        planLike("user_id,signup_at,buy_at\nu1,2026-01-01,2026-01-02\nu2,2026-01-01,\n");
    CHECK(exported(times, timePlan) == "line,column,reason,user_id,signup_at,buy_at\n"
                                       "3,,has no time for any event,u2,,\n"
                                       "4,signup_at,“x” is not a date and time,u3,x,y\n");
    const TemporaryFile counts("step,users\nvisit,100\nbasket,many\nGrand total,160\nbuy,60\n");
    const ImportPlan countPlan = planLike("step,users\nvisit,100\nbasket,80\nbuy,60\n");
    CHECK(exported(counts, countPlan) == "line,column,reason,step,users\n"
                                         "3,users,“many” is not a count,basket,many\n"
                                         "4,step,\"is a total, not a step\",Grand total,160\n");
    const TemporaryFile wide("Plan,Catalog,Basket,Purchase\nFree,1000,400,60\nPro,oops,150,45\n"
                             "Team,200,150,45\n");
    const ImportPlan widePlan =
        planLike("Plan,Catalog,Basket,Purchase\nFree,1000,400,60\nPro,200,150,45\n");
    CHECK(exported(wide, widePlan) == "line,column,reason,Plan,Catalog,Basket,Purchase\n"
                                      "3,Catalog,“oops” is not a count,Pro,oops,150,45\n");
}

TEST_CASE("all skipped rows of a file are found again, also where the list of issues has ended") {
    // Every sixth row has no time: 10,000 of 60,000, ten times what the list holds.
    std::string text = "user_id,event,timestamp,note\n";
    for (int i = 0; i < 60'000; ++i)
        text += "u" + std::to_string(i % 977) + ",view," +
                (i % 6 == 5 ? "-" : "2026-01-02 10:00:00") + ",n" + std::to_string(i) + "\n";
    const TemporaryFile file(text);
    const ImportPlan plan = proposePlan(sniffCsv(file.path()));
    const ImportResult result = importFile(file.path(), plan);
    CHECK(result.skipped == 10'000);
    CHECK(result.issues.size() == 1000);
    std::uint64_t next = 7; // rows 6, 12, 18 … stand on lines 7, 13, 19 …
    bool inOrder = true;
    const std::uint64_t found =
        forEachSkippedRow(file.path(), plan, [&](const RowView& row, const RowIssue& issue) {
            inOrder = inOrder && issue.line == next && row.line == next &&
                      row.cells[3] == "n" + std::to_string(next - 2) && issue.skipped;
            next += 6;
        });
    CHECK(inOrder);
    CHECK(found == 10'000);
    CHECK(next == 60'007);
}

TEST_CASE("reasons are kept with the plan, which is read as if they were not there") {
    const std::vector<SkipReason> reasons{{"timestamp", {RowTrouble::NotATime}, 2},
                                          {"CSAT", {RowTrouble::NotAnAnswer, {1, 5}}, 1}};
    const std::string kept = planToJson(eventPlan(), reasons);
    CHECK(planToJson(planFromJson(kept)) == planToJson(eventPlan()));
    const std::vector<SkipReason> again = reasonsKept(kept);
    REQUIRE(again.size() == 2);
    CHECK(again[0].column == "timestamp");
    CHECK(englishOf(again[0].why) == "is not a date and time");
    CHECK(again[0].rows == 2);
    CHECK(again[1].rows == 1);
    CHECK(englishOf(again[1].why) == "is no answer from 1 to 5");
    CHECK(reasonsKept(planToJson(eventPlan())).empty());
    CHECK(reasonsKept("").empty());
    CHECK(reasonsKept("{\"skipped\": 3}").empty());
    CHECK(reasonsKept("{\"skipped\": [{\"why\": 3}]}").empty());
}

TEST_CASE("an export of skipped rows is whole or not at all, and never the data file") {
    const TemporaryFile file(kMessy);
    const ImportPlan& plan = eventPlan();
    CHECK_THROWS_AS(exportSkippedRows(file.path(), plan, file.path()), Error);
    CHECK(readWholeFile(file.path(), 1'000'000) == kMessy);
    const TemporaryFile target("before");
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(
        exportSkippedRows(file.path(), plan, target.path(), JobControl{stop.get_token(), {}}),
        Error);
    CHECK(readWholeFile(target.path(), 1000) == "before");
    std::size_t left = 0;
    const std::string hidden = "." + target.path().filename().string();
    for (const auto& entry : std::filesystem::directory_iterator(target.path().parent_path()))
        left += entry.path().filename().string().starts_with(hidden);
    CHECK(left == 0);
}

TEST_CASE("a file none of whose rows can be used still tells which they are") {
    const TemporaryFile file("user_id,event,timestamp\nu1,view,a\nu2,view,b\n");
    const ImportPlan plan =
        planLike("user_id,event,timestamp\nu1,view,2026-01-01\nu2,view,2026-01-02\n");
    CHECK_THROWS_AS(importFile(file.path(), plan), Error);
    CHECK(exported(file, plan) == "line,column,reason,user_id,event,timestamp\n"
                                  "2,timestamp,“a” is not a date and time,u1,view,a\n"
                                  "3,timestamp,“b” is not a date and time,u2,view,b\n");
}
