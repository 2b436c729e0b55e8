#include <catch2/catch.hpp>

#include "cairn/ingest/figures.hpp"
#include "support/temporary_file.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// `rows` rows of a shop's log: customers in turns of 100, every tenth row without a time.
std::string shopLog(int rows) {
    std::string text = "user_id,event,timestamp,note\n";
    for (int i = 0; i < rows; ++i)
        text += "u" + std::to_string(i % 100) + (i % 2 == 0 ? ",view," : ",buy,") +
                (i % 10 == 9 ? "later" : "2026-01-02 10:00:00") +
                ",a note of a usual length on what was bought\n";
    return text;
}

} // namespace

TEST_CASE("a small file's figures are those of the whole file at once") {
    const TemporaryFile file(shopLog(200));
    const Sniffed sniffed = sniffCsv(file.path());
    const ImportFigures figures = headFigures(file.path(), proposePlan(sniffed), sniffed);
    CHECK(figures.whole);
    CHECK(figures.rows == 200);
    CHECK(figures.skipped == 20);
    CHECK(figures.events == 180);
    CHECK(figures.units == 90); // the tenth customer of every ten is only in rows without a time
    CHECK(figures.names == 2);
    REQUIRE(figures.reasons.size() == 1);
    CHECK(figures.reasons[0].rows == 20);
}

TEST_CASE("a large file's first figures are of the rows that were sampled, then of all") {
    const TemporaryFile file(shopLog(40'000));
    const Sniffed sniffed = sniffCsv(file.path());
    REQUIRE_FALSE(sniffed.wholeFileSampled);
    const ImportPlan plan = proposePlan(sniffed);
    const ImportFigures head = headFigures(file.path(), plan, sniffed);
    CHECK_FALSE(head.whole);
    CHECK(head.headRows == sniffed.sampledRows);
    CHECK(head.rows == sniffed.sampledRows);
    CHECK(head.skipped == head.rows / 10);
    const ImportFigures whole = wholeFigures(file.path(), plan);
    CHECK(whole.whole);
    CHECK(whole.rows == 40'000);
    CHECK(whole.skipped == 4'000);
    CHECK(whole.events == 36'000);
    CHECK(whole.issues.size() == 1000);
}

TEST_CASE("a plan by which no row can be read has figures too") {
    const TemporaryFile file(shopLog(50));
    const Sniffed sniffed = sniffCsv(file.path());
    ImportPlan plan = proposePlan(sniffed);
    plan.columns[2].time.kind = TimeFormat::Kind::YearMonthDayCompact;
    const ImportFigures figures = headFigures(file.path(), plan, sniffed);
    CHECK(figures.rows == 50);
    CHECK(figures.skipped == 50);
    CHECK(figures.events == 0);
}

TEST_CASE("step counts are told by steps and segments") {
    const TemporaryFile file("Plan,Catalog,Basket,Purchase\nFree,1000,400,60\nPro,200,150,45\n");
    const Sniffed sniffed = sniffCsv(file.path());
    const ImportFigures figures = headFigures(file.path(), proposePlan(sniffed), sniffed);
    CHECK(figures.kind == TableKind::StepCounts);
    CHECK(figures.steps == 3);
    CHECK(figures.segments == 2);
}

TEST_CASE("the first of several tables is counted up to its end, not into the next") {
    const TemporaryFile file("Step,Users\nvisit,100\nbuy,40\n\nDay,Sessions,Orders\n"
                             "2026-01-01,7,1\n2026-01-02,9,2\n");
    const Sniffed sniffed = sniffCsv(file.path());
    const ImportFigures figures = headFigures(file.path(), proposePlan(sniffed), sniffed);
    CHECK(figures.rows == 2);
    CHECK(figures.steps == 2);
    CHECK(figures.whole);
}
