// What is no plain CSV, and files that are not what they seem, through the whole import.
#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>

#ifndef _WIN32
#include <sys/stat.h>
#endif

#include "cairn/base/error.hpp"
#include "core/ingest/dump.hpp"
#include "core/ingest/import_events.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

const std::string kLog = "user_id,event,timestamp,note\n"
                         "u1,view,2026-07-01 10:00:00,calm\n"
                         "u1,buy,2026-07-01 10:05:00,\"in a\nhurry\"\n"
                         "u2,view,2026-07-02 09:00:00,calm\n";

ImportResult importText(std::string_view text) {
    const TemporaryFile file(text);
    return importFile(file.path(), proposePlan(sniffCsv(file.path())));
}

/// The error of an import during which the file grows.
ErrorCode errorOfGrowing(const std::string& text) {
    const TemporaryFile file(text);
    const ImportPlan plan = proposePlan(sniffCsv(file.path()));
    std::atomic<bool> grown = false;
    const JobControl job{{}, [&](double, std::string_view) {
                             if (!grown.exchange(true))
                                 std::ofstream(file.path(), std::ios::binary | std::ios::app)
                                     << "u9,view,2026-07-03 09:00:00,calm\n";
                         }};
    try {
        importFile(file.path(), plan, {}, job);
    } catch (const Error& error) {
        CHECK(error.why() == "The file changed while it was read.");
        return error.code();
    }
    return ErrorCode::NotFound;
}

std::string manyRows() {
    std::string text = "user_id,event,timestamp,note\n";
    for (int i = 0; i < 100'000; ++i)
        text += "u" + std::to_string(i % 900) + ",view,2026-07-01 10:00:00,calm\n";
    return text;
}

} // namespace

TEST_CASE("events above a second table are read, and no row of the second") {
    const std::string second =
        "\n# Totals by day\nday,views,buys\n2026-07-01,1,1\n2026-07-02,1,0\n";
    const ImportResult both = importText(kLog + second), alone = importText(kLog);
    CHECK(both.rows == 3);
    CHECK(both.skipped == 0);
    CHECK(rowsOf(both) == rowsOf(alone));
}

TEST_CASE("a plain file is read in parallel, with what the general reader gives") {
    const TemporaryFile file(kLog);
    const ImportPlan plan = proposePlan(sniffCsv(file.path()));
    REQUIRE(isPlain(plan.dialect));
    const ImportResult whole = importFile(file.path(), plan);
    CHECK(rowsOf(whole) == rowsOf(importEventsRowByRow(file.path(), plan, {}, {})));
    CHECK(rowsOf(whole) == rowsOf(importEventsParallel(file.path(), plan, {}, {}, {})));
}

TEST_CASE("two header rows are passed over by the parallel reader too") {
    std::string text = "user_id,event,timestamp,Shop,\n,,,Web,Till\n";
    for (int i = 0; i < 40; ++i)
        text += std::to_string(i / 2) + ",view,2026-07-01 10:00:00," + (i % 2 ? "x," : ",y") + "\n";
    const TemporaryFile file(text);
    const ImportPlan plan = proposePlan(sniffCsv(file.path()));
    REQUIRE(plan.dialect.headerRows == 2);
    REQUIRE(isPlain(plan.dialect));
    CHECK(plan.columns[4].name == "Shop: Till");
    const ImportResult fast = importEventsParallel(file.path(), plan, {}, {}, {}),
                       slow = importEventsRowByRow(file.path(), plan, {}, {});
    CHECK(fast.rows == 40);
    CHECK(rowsOf(fast) == rowsOf(slow));
    CHECK(issuesOf(fast) == issuesOf(slow));
}

TEST_CASE("a row of an escaped quote, or a comment, is read as the plan says") {
    const ImportResult result = importText("user_id;event;timestamp;note\n"
                                           "u1;view;2026-07-01;\"the \\\"best\\\"; really\"\n"
                                           "u2;view;2026-07-02;\"the \\\"best\\\"; really\"\n");
    CHECK(result.rows == 2);
    CHECK(result.skipped == 0);
    CHECK(rowsOf(result).front().ends_with("|the \"best\"; really"));
}

TEST_CASE("where the table ends and how it is escaped outlives JSON") {
    ImportPlan plan = proposePlan(sniffCsvBytes(kLog));
    plan.dialect.headerRows = 3;
    plan.dialect.lastLine = 12;
    plan.dialect.escape = '\\';
    plan.dialect.comment = '#';
    const Dialect again = planFromJson(planToJson(plan)).dialect;
    CHECK(again.headerRows == 3);
    CHECK(again.lastLine == 12);
    CHECK(again.escape == '\\');
    CHECK(again.comment == '#');
}

TEST_CASE("a file that is still being written is refused, however it is read") {
    CHECK(errorOfGrowing(manyRows()) == ErrorCode::ChangedUnderneath);
    CHECK(errorOfGrowing(manyRows() + "\nday,views\n2026-07-01,3\n") ==
          ErrorCode::ChangedUnderneath);
    std::string wide = "\xff\xfe";
    for (const char c : manyRows()) {
        wide += c;
        wide += '\0';
    }
    CHECK(errorOfGrowing(wide) == ErrorCode::ChangedUnderneath);
}

TEST_CASE("a cell without end costs its own row, and the rows after it are read") {
    const std::string giant(std::size_t{40} << 20, 'x');
    const ImportResult result = importText("user_id,event,timestamp\nu1,view,2026-07-01\nu2,\"" +
                                           giant + "\",2026-07-01\nu3,view,2026-07-03\n");
    CHECK(result.units == 2);
    REQUIRE_FALSE(result.issues.empty());
    CHECK(result.issues[0].line == 3);
    CHECK(result.rows == 2 + result.skipped);
}

#ifndef _WIN32
TEST_CASE("a pipe is refused at once instead of waited for") {
    const auto path =
        std::filesystem::temp_directory_path() / ("cairn-pipe-" + std::to_string(newIdValue()));
    std::filesystem::remove(path);
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    CHECK_THROWS_WITH(sniffCsv(path), Catch::Contains("not a regular file"));
    std::filesystem::remove(path);
}
#endif
