// How a file is read, as a person or a script chooses it: tables, doubtful cells, skipped rows.
#include "cli/cli_fixture.hpp"

using namespace cairn::test;

namespace {

constexpr const char* kDoubtful = "user_id,event,timestamp,email\n"
                                  "u1,visit,03/04/2026,a@b.de\n"
                                  "u1,buy,05/04/2026,a@b.de\n"
                                  ",visit,06/04/2026,c@d.de\n"
                                  "u2,visit,07/04/2026,e@f.de\n";

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("inspect tells both readings of a doubtful date and the flags that choose them") {
    const Folder folder;
    folder.write("shop.csv", kDoubtful);
    const Run run = folder.run("inspect '" + folder.file("shop.csv") + "'");
    REQUIRE(run.code == 0);
    CHECK(says(run.out, "“03/04/2026” in “timestamp” is 3 April 2026 (--dates day-first, assumed) "
                        "or 4 March 2026 (--dates month-first)"));
    const Run told =
        folder.run("inspect '" + folder.file("shop.csv") + "' --dates month-first --json");
    REQUIRE(told.code == 0);
    const json question = json::parse(told.out)["questions"].at(0);
    CHECK(question["kind"] == "day-order");
    CHECK(question["columns"] == json{"timestamp"});
    CHECK(question["assumed"] == "month-first");
    CHECK(question["answered"] == true);
}

TEST_CASE("an import says what it assumed, follows the flag, and remembers the answer") {
    const Folder folder;
    folder.write("shop.csv", kDoubtful);
    REQUIRE(folder.run("new '" + folder.file("a.cairn") + "'").code == 0);
    const std::string import =
        "import '" + folder.file("a.cairn") + "' '" + folder.file("shop.csv") + "'";
    const Run assumed = folder.run(import);
    REQUIRE(assumed.code == 0);
    CHECK(says(assumed.out, "3 events of 2 customers, 3 April to 7 April 2026"));
    CHECK(says(assumed.err, "“03/04/2026” is 3 April 2026, not 4 March 2026"));
    CHECK(says(assumed.err, "--dates month-first"));
    const Run told = folder.run(import + " --dates month-first");
    REQUIRE(told.code == 0);
    CHECK(says(told.out, "4 March to 4 July 2026"));
    CHECK_FALSE(says(told.err, "does not tell"));
    const Run again = folder.run(import + " --replace");
    REQUIRE(again.code == 0);
    CHECK(says(again.out, "4 March to 4 July 2026"));
    CHECK_FALSE(says(again.err, "does not tell"));
}

TEST_CASE("skipped rows are told with their reasons and written to a file when asked for") {
    const Folder folder;
    folder.write("shop.csv", kDoubtful);
    REQUIRE(folder.run("new '" + folder.file("a.cairn") + "'").code == 0);
    const Run run =
        folder.run("import '" + folder.file("a.cairn") + "' '" + folder.file("shop.csv") +
                   "' --skipped '" + folder.file("bad.csv") + "' --json");
    REQUIRE(run.code == 0);
    const json reasons = json::parse(run.out)["reasons"];
    REQUIRE(reasons.size() == 1);
    CHECK(reasons[0]["column"] == "user_id");
    CHECK(reasons[0]["why"] == "is empty");
    CHECK(reasons[0]["rows"] == 1);
    CHECK(says(run.err, "Skipped: 1 row: user_id is empty."));
    CHECK(says(run.err, "also of columns that the import leaves out"));
    CHECK(folder.read("bad.csv") == "line,column,reason,user_id,event,timestamp,email\n"
                                    "4,user_id,is empty,,visit,06/04/2026,c@d.de\n");
}

TEST_CASE("one of several tables is read by its number") {
    const Folder folder;
    folder.write("two.csv", "Step,Users\nvisit,100\nbuy,40\n\n"
                            "Stage,Users\nTrial,70\nPaid,7\nLoyal,3\n");
    const std::string file = "'" + folder.file("two.csv") + "'";
    const Run list = folder.run("inspect " + file);
    CHECK(says(list.out, "--table 2"));
    REQUIRE(folder.run("new '" + folder.file("a.cairn") + "'").code == 0);
    const std::string import = "import '" + folder.file("a.cairn") + "' " + file;
    CHECK(says(folder.run(import).out, "2 steps with counts"));
    CHECK(says(folder.run(import + " --table 2").out, "3 steps with counts"));
    const Run none = folder.run("inspect " + file + " --table 3");
    CHECK(none.code == 1);
    CHECK(says(none.err, "holds 2 tables"));
}

TEST_CASE("a guess is only called sure when every sampled cell fits") {
    const Folder folder;
    std::string text = "user_id,event,timestamp\n";
    for (int i = 0; i < 300; ++i) // one of 300 times cannot be read: 99.67 %
        text += "u" + std::to_string(i % 50) + ",visit," + (i == 7 ? "soon" : "2026-01-02") + "\n";
    folder.write("shop.csv", text);
    const Run run = folder.run("inspect '" + folder.file("shop.csv") + "'");
    const std::size_t at = run.out.find("timestamp  date-time");
    REQUIRE(at != std::string::npos);
    const std::string line = run.out.substr(at, run.out.find('\n', at) - at);
    CHECK(says(line, " 99.6 %")); // 299 of 300, not rounded up
    CHECK_FALSE(says(line, "100 %"));
}

TEST_CASE("the days that a report tells of above its table are kept with its counts") {
    const Folder folder;
    folder.write("funnel.csv", "# ----------------------------------------\n"
                               "# Start date: 20260701\n"
                               "# End date: 20260731\n"
                               "# ----------------------------------------\n"
                               "Step,Active users\n"
                               "1. visit,1000\n"
                               "2. buy,50\n");
    REQUIRE(folder.run("new '" + folder.file("a.cairn") + "'").code == 0);
    REQUIRE(folder
                .run("import '" + folder.file("a.cairn") + "' '" + folder.file("funnel.csv") + "'")
                .code == 0);
    const Run info = folder.run("info '" + folder.file("a.cairn") + "' --json");
    const json dataset = json::parse(info.out)["datasets"].at(0);
    CHECK(dataset["first"].get<std::string>().starts_with("2026-07-01"));
    CHECK(dataset["last"].get<std::string>().starts_with("2026-07-31"));
}
