// retention, trend and reach as a person or a script runs them. Figures of the shop's file were
// computed by a Python script of its own (csv, datetime, zoneinfo), cohort by cohort; those of the
// small files by hand.
#include "cli/cli_fixture.hpp"

namespace {

using namespace cairn::test;

/// The people of docs/numbers.md: Ann and Bob sign up on the 1st, Cid on the 2nd.
constexpr const char* kThree = "user_id,event,timestamp,plan\n"
                               "ann,signup,2024-03-01 10:00:00,free\n"
                               "bob,signup,2024-03-01 11:00:00,paid\n"
                               "bob,open,2024-03-01 11:30:00,paid\n"
                               "cid,signup,2024-03-02 08:00:00,free\n"
                               "ann,open,2024-03-02 09:00:00,free\n"
                               "ann,open,2024-03-04 09:00:00,free\n"
                               "bob,open,2024-03-04 12:00:00,paid\n";

json answer(const Folder& folder, const std::string& arguments) {
    const Run run = folder.run(arguments + " --json");
    INFO(arguments << "\n" << run.err);
    REQUIRE(run.code == 0);
    return json::parse(run.out);
}

std::vector<int> returned(const json& cohort) {
    std::vector<int> list;
    for (const json& cell : cohort["cells"])
        list.push_back(cell["returned"]);
    return list;
}

std::vector<int> counts(const json& series) {
    std::vector<int> list;
    for (const json& point : series["points"])
        list.push_back(point["count"]);
    return list;
}

} // namespace

TEST_CASE("retention of three people, day by day") {
    const Folder folder;
    folder.write("three.csv", kThree);
    const std::string ask = "retention '" + folder.file("three.csv") +
                            "' --start signup --back open --period day --periods 5";
    const json result = answer(folder, ask);
    REQUIRE(result["cohorts"].size() == 2);
    CHECK(result["started"] == 3);
    CHECK(result["cohorts"][0]["period"] == "2024-03-01");
    CHECK(result["cohorts"][0]["start"] == "2024-03-01T00:00:00Z");
    CHECK(result["cohorts"][0]["size"] == 2);
    CHECK(result["cohorts"][0]["few"] == true);
    CHECK(returned(result["cohorts"][0]) == std::vector<int>{1, 1, 0, 2});
    CHECK(result["cohorts"][0]["cells"][2]["complete"] == true);
    CHECK(result["cohorts"][0]["cells"][3]["complete"] == false);
    CHECK(returned(result["cohorts"][1]) == std::vector<int>{0, 0, 0});
    CHECK(result["average"][1]["returned"] == 1);
    CHECK(result["average"][1]["of"] == 3);
    CHECK(result["average"][4]["share"].is_null());
    CHECK(returned(answer(folder, ask + " --measure unbounded")["cohorts"][0]) ==
          std::vector<int>{2, 2, 2, 2});
    // Only the paying: Bob.
    const json paid = answer(folder, "retention '" + folder.file("three.csv") +
                                         "' --start 'signup[plan=paid]' --back open --period day");
    CHECK(paid["started"] == 1);
    const Run table = folder.run(ask);
    CHECK(table.code == 0);
    CHECK(table.out.find("2024-03-01") != std::string::npos);
    CHECK(table.out.find("2 (100 %)*") != std::string::npos);
    CHECK(table.out.find("1 (33.3 %)") != std::string::npos); // day 1 of all
    CHECK(table.out.find("few: under 30 people") != std::string::npos);
}

TEST_CASE("a day is the zone's day") {
    const Folder folder;
    // 23:30 UTC on the 1st is the 2nd in Berlin.
    folder.write("night.csv", "user_id,event,timestamp\n"
                              "ann,view,2024-03-01 23:30:00\n"
                              "bob,view,2024-03-02 12:00:00\n"
                              "ann,view,2024-03-03 12:00:00\n");
    const std::string ask = "trend '" + folder.file("night.csv") + "' --step view --period day";
    CHECK(counts(answer(folder, ask)["series"][0]) == std::vector<int>{1, 1, 1});
    const json berlin = answer(folder, ask + " --zone Europe/Berlin");
    CHECK(counts(berlin["series"][0]) == std::vector<int>{2, 1});
    CHECK(berlin["periods"][0]["period"] == "2024-03-02");
    CHECK(berlin["periods"][0]["start"] == "2024-03-01T23:00:00Z");
    // The 2nd of Berlin alone, from its midnight to its midnight.
    const json day =
        answer(folder, ask + " --zone Europe/Berlin --from 2024-03-02 --to 2024-03-02");
    CHECK(counts(day["series"][0]) == std::vector<int>{2});
    CHECK(day["periods"][0]["partial"] == true); // the data begin at half past midnight
}

TEST_CASE("a period without any event is a gap, not a nought") {
    const Folder folder;
    folder.write("weeks.csv", "user_id,event,timestamp\n"
                              "ann,view,2024-03-04 00:00:00\nann,buy,2024-03-05 10:00:00\n"
                              "bob,view,2024-03-05 11:00:00\nann,view,2024-03-12 10:00:00\n"
                              "ann,buy,2024-03-26 10:00:00\n");
    const std::string ask = "trend '" + folder.file("weeks.csv") + "' --step buy";
    const json users = answer(folder, ask);
    const json& points = users["series"][0]["points"];
    REQUIRE(points.size() == 4);
    CHECK(points[0]["value"] == 1.0);
    CHECK(points[1]["value"] == 0.0);
    CHECK(points[2]["value"].is_null());
    CHECK(users["periods"][2]["gap"] == true);
    CHECK(users["series"][0]["total"] == 1);
    CHECK(answer(folder, ask + " --measure events")["series"][0]["total"] == 2);
    const json rate = answer(folder, ask + " --measure rate --base view");
    CHECK(rate["series"][0]["points"][0]["value"] == 0.5);
    CHECK(rate["series"][0]["points"][0]["of"] == 2);
    CHECK(rate["series"][0]["points"][3]["value"].is_null());
    CHECK(folder.run(ask).out.find("gap") != std::string::npos);
}

TEST_CASE("reach and the time between touchpoints, by hand") {
    const Folder folder;
    folder.write("ads.csv", "user_id,event,timestamp\n"
                            "ann,ad,2024-03-01 10:00:00\nann,page,2024-03-01 10:01:00\n"
                            "ann,ad,2024-03-01 10:01:30\nann,page,2024-03-01 10:01:40\n"
                            "bob,page,2024-03-01 10:00:00\nbob,ad,2024-03-01 10:00:05\n"
                            "cid,ad,2024-03-01 12:00:00\ncid,page,2024-03-01 12:00:00\n"
                            "dee,other,2024-03-01 12:00:00\n");
    const json result =
        answer(folder, "reach '" + folder.file("ads.csv") + "' --step ad --step page");
    CHECK(result["of"] == 4);
    CHECK(result["touchpoints"][0]["units"] == 3);
    CHECK(result["touchpoints"][0]["events"] == 4);
    CHECK(result["touchpoints"][0]["share"] == 0.75);
    CHECK(result["between"][0]["units"] == 2); // Ann 60 s, Cid at once
    CHECK(result["between"][0]["time"]["median_s"] == 30.0);
    const Run table = folder.run("reach '" + folder.file("ads.csv") + "' --step ad --step page");
    CHECK(table.out.find("75.0 %") != std::string::npos);
    CHECK(table.out.find("Of 4 people (few).") != std::string::npos);
}

TEST_CASE("the shop's retention, trend and reach are what another engine finds") {
    const Folder folder;
    const std::string shop = " '" + kShopEvents + "'";
    const json first =
        answer(folder, "retention" + shop + " --start catalog --back purchase --periods 4");
    REQUIRE(first["cohorts"].size() == 26);
    const auto row = [](const json& result, std::size_t i) {
        std::vector<int> list = returned(result["cohorts"][i]);
        list.insert(list.begin(), result["cohorts"][i]["size"].get<int>());
        return list;
    };
    CHECK(first["started"] == 600);
    CHECK(row(first, 0) == std::vector<int>{2, 0, 0, 0, 0, 0});
    CHECK(row(first, 1) == std::vector<int>{5, 0, 0, 1, 0, 0});
    CHECK(row(first, 2) == std::vector<int>{14, 1, 0, 3, 0, 0});
    CHECK(row(first, 3) == std::vector<int>{28, 2, 1, 0, 0, 0});
    CHECK(row(first, 25) == std::vector<int>{2, 0}); // the last week has no later ones
    const json again =
        answer(folder, "retention" + shop + " --start purchase --back purchase --who recurring " +
                           "--measure unbounded --periods 4 --zone Europe/Berlin");
    REQUIRE(again["cohorts"].size() == 24);
    CHECK(again["cohorts"][0]["period"] == "2024-01-15");
    CHECK(row(again, 0) == std::vector<int>{1, 1, 1, 1, 1, 1});
    CHECK(row(again, 1) == std::vector<int>{4, 2, 2, 2, 2, 2});
    CHECK(row(again, 2) == std::vector<int>{9, 4, 4, 4, 4, 4});
    CHECK(row(again, 3) == std::vector<int>{5, 3, 3, 3, 2, 2});
    CHECK(row(again, 23) == std::vector<int>{37, 1});

    const json trend = answer(
        folder, "trend" + shop + " --step purchase --measure rate --base catalog --period month");
    CHECK(counts(trend["series"][0]) == std::vector<int>{11, 30, 51, 99, 92, 137});
    CHECK(trend["series"][0]["points"][3]["of"] == 408);
    CHECK(trend["series"][0]["total"] == 328);
    const json events =
        answer(folder, "trend" + shop + " --step purchase --measure events --period month");
    CHECK(counts(events["series"][0]) == std::vector<int>{11, 31, 53, 108, 104, 163});

    const json reach =
        answer(folder, "reach" + shop + " --step catalog --step promo_page --step purchase");
    CHECK(reach["of"] == 600);
    CHECK(reach["touchpoints"][1]["units"] == 422);
    CHECK(reach["touchpoints"][1]["events"] == 796);
    CHECK(reach["between"][0]["units"] == 404);
    CHECK(reach["between"][0]["time"]["median_s"] == 2250953.0);
    CHECK(reach["between"][0]["time"]["mean_s"].get<double>() == Approx(2785880.712871287));
    CHECK(reach["between"][1]["units"] == 180);
    CHECK(reach["between"][1]["time"]["median_s"] == 2065143.0);
}

TEST_CASE("a map's questions are asked of its own data") {
    const Folder folder;
    const std::string file = folder.file("shop.cairn");
    REQUIRE(folder.run("new '" + file + "' --template online-shop").code == 0);
    const Run imported = folder.run("import '" + file + "' '" + kShopEvents + "'");
    INFO(imported.err);
    REQUIRE(imported.code == 0);
    const json trend = answer(folder, "trend '" + file + "' --period month");
    CHECK(trend["series"].size() >= 2); // the bound stages
    CHECK(trend["units"] == 600);
    const json reach = answer(folder, "reach '" + file + "'");
    CHECK(reach["touchpoints"].size() >= 2);
    const json retention =
        answer(folder, "retention '" + file + "' --start catalog --back purchase");
    CHECK(retention["rules"]["periods"] == 8);
    CHECK(retention["started"] == 600);
}

TEST_CASE("questions that cannot be answered say what to do") {
    const Folder folder;
    folder.write("three.csv", kThree);
    const std::string three = " '" + folder.file("three.csv") + "'";
    CHECK(folder.run("trend" + three).code == 2);
    CHECK(folder.run("retention" + three + " --who sometimes").code == 2);
    CHECK(folder.run("trend" + three + " --step open --from soon").code == 2);
    const Run column = folder.run("trend" + three + " --step 'open[colour=red]'");
    CHECK(column.code == 1);
    CHECK(column.err.find("plan") != std::string::npos); // names those there are
    const Run zone = folder.run("trend" + three + " --step open --zone Berlin");
    CHECK(zone.code == 2);
    CHECK(zone.err.find("Europe/Berlin") != std::string::npos);
    const Run periods = folder.run("retention" + three + " --periods 401");
    CHECK(periods.code == 2);
    CHECK(periods.err.find("1 to 400") != std::string::npos);
    const Run unknown = folder.run("trend" + three + " --step opened --json");
    CHECK(unknown.code == 0);
    CHECK(unknown.err.find("No event is named “opened”") != std::string::npos);
    CHECK(json::parse(unknown.out)["unknown_events"] == json::array({"opened"}));
}
