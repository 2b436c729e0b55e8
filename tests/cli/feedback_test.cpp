// A survey from file to map on the command line.
#include "cli_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

const std::string kSurvey =
    "'" + std::string(CAIRN_SOURCE) + "/tests/data/exports/touchpoint_survey.csv'";

/// A map of two stages; the second has a touchpoint.
std::string newShop(const Folder& folder) {
    const std::string shop = "'" + folder.file("shop.cairn") + "'";
    folder.write("shop.json", R"({"cairn": 1, "project": {"title": "Shop"},
        "map": [{"id": 1, "title": "Buying"}],
        "stage": [{"id": 2, "map": 1, "rank": 1, "title": "Kasse"},
                  {"id": 3, "map": 1, "rank": 2, "title": "Nach dem Kauf"}],
        "lane": [{"id": 4, "map": 1, "rank": 1, "kind": "touchpoints", "title": "Touchpoints"}],
        "card": [{"id": 5, "map": 1, "stage": 3, "lane": 4, "kind": "touchpoint",
                  "text": "Lieferung"}]})");
    REQUIRE(folder.run("new " + shop + " --from-json '" + folder.file("shop.json") + "'").code ==
            0);
    return shop;
}

json ran(const Folder& folder, const std::string& arguments) {
    const Run run = folder.run(arguments);
    INFO(arguments << "\n" << run.err);
    REQUIRE(run.code == 0);
    return json::parse(run.out);
}

json elementIn(const json& scores, const std::string& title) {
    for (const json& element : scores["feedback"]["elements"])
        if (element["title"] == title)
            return element;
    FAIL("nothing about " << title);
    return {};
}

} // namespace

TEST_CASE("a survey is put on the map by the names of its touchpoints") {
    const Folder folder;
    const std::string shop = newShop(folder);
    const json imported = ran(folder, "import " + shop + " " + kSurvey + " --json");
    CHECK(imported["places"].size() == 2);
    const json scores = ran(folder, "score " + shop + " --json");
    const json delivery = elementIn(scores, "Lieferung");
    // 2, 6, 8 of 10: nobody recommends it, two of three would not
    CHECK(delivery["scores"][0]["kind"] == "nps");
    CHECK(delivery["scores"][0]["n"] == 3);
    CHECK(delivery["scores"][0]["value"].get<double>() == Approx(-200.0 / 3));
    CHECK(elementIn(scores, "Kasse")["scores"][0]["value"].get<double>() == Approx(100));
    CHECK(elementIn(scores, "Nach dem Kauf")["answers"] == delivery["answers"]);
    CHECK(scores["feedback"]["nowhere"] == 3);
    // What was not said is told.
    bool told = false;
    for (const json& note : scores["notes"])
        told = told || note.get<std::string>().find("Wie leicht war es?") != std::string::npos;
    CHECK(told);
    CHECK(folder.run("score " + shop).out.find("Lieferung") != std::string::npos);
}

TEST_CASE("what people wrote stays out of the file unless it is asked for") {
    const Folder folder;
    const std::string shop = newShop(folder);
    REQUIRE(folder.run("import " + shop + " " + kSurvey).code == 0);
    CHECK(folder.read("shop.cairn").find("Frau Meyer") == std::string::npos);
    REQUIRE(
        folder.run("import " + shop + " " + kSurvey + " --keep-comments --scale low-good").code ==
        0);
    CHECK(folder.read("shop.cairn").find("Frau Meyer") != std::string::npos);
    const Run told = folder.run("score " + shop + " --comments");
    CHECK(told.out.find("Das Paket kam zehn Tage zu spät") != std::string::npos);
    const json scores = ran(folder, "score " + shop + " --json");
    // How easy it was: 5, 4 where a low answer is the good one: none of the two is
    const json effort = elementIn(scores, "Lieferung")["scores"][2];
    CHECK(effort["kind"] == "ces");
    CHECK(effort["higher_is_better"] == false);
    CHECK(effort["value"] == 0);
}

TEST_CASE("scales and places can be said by hand") {
    const Folder folder;
    const std::string shop = newShop(folder);
    folder.write("odd.csv", "when,where,mark\n2026-01-01,till,1\n2026-01-02,till,2\n"
                            "2026-01-03,till,6\n");
    const json imported =
        ran(folder, "import " + shop + " '" + folder.file("odd.csv") +
                        "' --score mark=csat:1-6:low --place where --time when --bind "
                        "'Kasse=till' --json");
    CHECK(imported["places"][0]["element"] == "Kasse");
    const json score = elementIn(ran(folder, "score " + shop + " --json"), "Kasse")["scores"][0];
    CHECK(score["value"].get<double>() == Approx(2.0 / 3)); // 1 and 2 are the two best of six
    CHECK(score["negative"] == 1);
    CHECK(
        folder.run("import " + shop + " '" + folder.file("odd.csv") + "' --score mark=fun").code !=
        0);
}

TEST_CASE("changes holds a newer survey against the one before it") {
    const Folder folder;
    const std::string shop = newShop(folder);
    const auto survey = [&](const char* name, int month, int promoters, int detractors) {
        std::string text = "When,Touchpoint,How likely are you to recommend us?\n";
        for (int i = 0; i < promoters + detractors; ++i)
            text += "2026-0" + std::to_string(month) + "-0" + std::to_string(i % 9 + 1) +
                    ",Lieferung," + (i < promoters ? "10" : "2") + "\n";
        folder.write(name, text);
        return "'" + folder.file(name) + "'";
    };
    ran(folder, "import " + shop + " " + survey("april.csv", 4, 40, 10) + " --json");
    CHECK(ran(folder, "changes " + shop + " --json")["answers"].empty());
    ran(folder, "import " + shop + " " + survey("may.csv", 5, 20, 30) + " --again --json");
    const json changes = ran(folder, "changes " + shop + " --json");
    CHECK(changes["survey_before"] == "april.csv");
    REQUIRE(changes["answers"].size() == 3); // all, the touchpoint, and its stage
    CHECK(changes["answers"][0]["about"] == nullptr);
    for (const json& row : changes["answers"]) { // 80 % less 20 % then, 40 % less 60 % now
        CHECK(row["before"].get<double>() == Approx(60));
        CHECK(row["after"].get<double>() == Approx(-20));
        CHECK(row["difference"].get<double>() == Approx(-80));
        CHECK(row["verdict"] == "worse");
    }
}
