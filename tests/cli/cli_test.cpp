// The command line as a person or a script uses it: the built program, its output and its exit
// codes.
#include "cli/cli_fixture.hpp"

namespace {

using namespace cairn::test;

std::vector<std::uint64_t> reached(const json& steps) {
    std::vector<std::uint64_t> counts;
    for (const json& step : steps)
        counts.push_back(step.at("reached"));
    return counts;
}

} // namespace

TEST_CASE("the funnel of the published file is the published funnel") {
    // Figures from the data set's own documentation (resources/sample/ATTRIBUTION.txt).
    const Folder folder;
    const Run run = folder.run("funnel '" + kShopEvents +
                               "' --steps catalog,add_to_cart,cart,purchase --window none --json");
    REQUIRE(run.code == 0);
    const json result = json::parse(run.out);
    CHECK(reached(result["steps"]) == std::vector<std::uint64_t>{600, 511, 431, 225});
    CHECK(result["rows"] == 31106);
    CHECK(result["units"] == 600);
    CHECK(result["rules"]["window_s"].is_null());
    CHECK(result["steps"][0]["dropped"] == 89);
    CHECK(result["steps"][3]["dropped"].is_null());
    CHECK(result["steps"][0]["step_conversion"].is_null());
    CHECK(result["steps"][1]["step_conversion"].get<double>() == Approx(0.85167).margin(5e-6));
    CHECK(result["steps"][2]["step_conversion"].get<double>() == Approx(0.84344).margin(5e-6));
    CHECK(result["steps"][3]["step_conversion"].get<double>() == Approx(0.52204).margin(5e-6));
}

TEST_CASE("who purchased, by platform, is as published") {
    // A customer counts under each platform they used: 392 + 297 + 107 users, .482, .330, .458 of
    // them purchased.
    const Folder folder;
    const Run run =
        folder.run("funnel '" + kShopEvents +
                   "' --step '*' --step purchase --window none --by platform:user --json");
    REQUIRE(run.code == 0);
    const json segments = json::parse(run.out)["breakdown"];
    REQUIRE(segments.size() == 3);
    const auto check = [&](std::size_t i, const char* platform, int users, double share) {
        CHECK(segments[i]["value"] == platform);
        CHECK(segments[i]["steps"][0]["reached"] == users);
        CHECK(segments[i]["steps"][1]["overall"].get<double>() == Approx(share).margin(0.0005));
    };
    check(0, "desktop", 392, 0.482);
    check(1, "mobile", 297, 0.330);
    check(2, "tablet", 107, 0.458);
}

TEST_CASE("a column that does not exist is refused with those that do") {
    const Folder folder;
    const Run run =
        folder.run("funnel '" + kShopEvents + "' --steps catalog,cart --event happening");
    CHECK(run.code == 1);
    CHECK_THAT(run.err, Catch::Contains("happening"));
    CHECK_THAT(run.err, Catch::Contains("user_id") && Catch::Contains("event") &&
                            Catch::Contains("timestamp") && Catch::Contains("platform"));
    CHECK(run.out.empty());
    CHECK(folder.run("funnel '" + kShopEvents + "' --steps catalog,cart --by weather").code == 1);
}

TEST_CASE("wrong usage exits 2, a missing file exits 1") {
    const Folder folder;
    CHECK(folder.run("").code == 2);
    CHECK(folder.run("dance").code == 2);
    CHECK(folder.run("funnel '" + kShopEvents + "'").code == 2); // no steps
    CHECK(folder.run("funnel '" + kShopEvents + "' --steps a,b --window soon").code == 2);
    CHECK(folder.run("funnel '" + kShopEvents + "' --steps a,b --order sideways").code == 2);
    CHECK(folder.run("funnel nowhere.csv --steps a,b").code == 1);
    CHECK(folder.run("info nowhere.cairn").code == 1);
    CHECK(folder.run("new '" + folder.file("x.cairn") + "' --template castle").code == 1);
    CHECK(folder.run("--help").code == 0);
    CHECK(folder.run("funnel --help").code == 0);
    CHECK(folder.run("--version").out.starts_with("cairn-cli "));
}

TEST_CASE("the whole job: template, data, scores") {
    const Folder folder;
    const std::string shop = "'" + folder.file("shop.cairn") + "'";
    REQUIRE(folder.run("new " + shop + " --template online-shop").code == 0);
    CHECK(folder.run("new " + shop + " --template online-shop").code ==
          1); // never replaced unasked
    const Run import =
        folder.run("import " + shop + " '" + kShopEvents +
                   "' --bind Browse=catalog --bind 'Add to cart=add_to_cart|cart' --bind "
                   "'Check out=purchase' --no-auto-bind --window none --json");
    INFO(import.err);
    REQUIRE(import.code == 0);
    const json imported = json::parse(import.out);
    CHECK(imported["rows"] == 31106);
    CHECK(imported["skipped"] == 0);
    CHECK(imported["bindings"].size() == 3);

    const Run funnel = folder.run("funnel " + shop + " --json");
    REQUIRE(funnel.code == 0);
    const json numbers = json::parse(funnel.out);
    REQUIRE(numbers["steps"].size() == 3);
    CHECK(numbers["steps"][0]["name"] == "Browse");
    CHECK(numbers["steps"][0]["reached"] == 600);

    const Run score = folder.run("score " + shop + " --json");
    REQUIRE(score.code == 0);
    const json scores = json::parse(score.out);
    CHECK(scores["has_data"] == true);
    CHECK_FALSE(scores["scores"].empty());
    CHECK_THAT(score.out, !Catch::Contains("nan") && !Catch::Contains("-0.0,"));

    REQUIRE(folder.run("export " + shop + " '" + folder.file("shop.json") + "'").code == 0);
    CHECK(folder.run("check " + shop).code == 0);
}

TEST_CASE("without the program that paints, a picture is refused and JSON is written") {
    const Folder folder;
    const std::string map = "'" + folder.file("map.cairn") + "'";
    REQUIRE(folder.run("new " + map + " --template cafe").code == 0);
    const std::string alone = folder.file("cairn-cli");
    fs::copy_file(CAIRN_CLI, alone);

    const Run picture =
        folder.runProgram(alone, "export " + map + " '" + folder.file("a.png") + "'");
    CHECK(picture.code == 1);
    CHECK_THAT(picture.err, Catch::Contains("need the program cairn-export in the folder"));
    CHECK(std::count(picture.err.begin(), picture.err.end(), '\n') == 1);
    CHECK_FALSE(fs::exists(folder.file("a.png")));
    const Run text = folder.runProgram(alone, "export " + map + " '" + folder.file("a.json") + "'");
    CHECK(text.code == 0);
    CHECK(folder.read("a.json").starts_with("{"));
}

TEST_CASE("a project goes out as JSON and comes back equal") {
    const Folder folder;
    const std::string first = folder.file("first.cairn");
    REQUIRE(folder.run("new '" + first + "' --template saas-trial").code == 0);
    REQUIRE(folder.run("export '" + first + "' '" + folder.file("a.json") + "'").code == 0);
    REQUIRE(folder
                .run("new '" + folder.file("second.cairn") + "' --from-json '" +
                     folder.file("a.json") + "'")
                .code == 0);
    REQUIRE(
        folder.run("export '" + folder.file("second.cairn") + "' '" + folder.file("b.json") + "'")
            .code == 0);
    CHECK(folder.read("a.json") == folder.read("b.json"));
    CHECK(folder.read("a.json").size() > 10000);
}

TEST_CASE("an import that fails leaves the project byte for byte") {
    const Folder folder;
    const std::string shop = folder.file("shop.cairn");
    REQUIRE(folder.run("new '" + shop + "' --template bakery").code == 0);
    const std::string before = folder.read("shop.cairn");
    folder.write("broken.csv", "just,a,header\n");
    CHECK(folder.run("import '" + shop + "' '" + folder.file("broken.csv") + "'").code == 1);
    CHECK(folder.run("import '" + shop + "' '" + kShopEvents + "' --bind Nowhere=cart").code == 1);
    CHECK(folder.read("shop.cairn") == before);
}

TEST_CASE("a file without one readable row is refused in a sentence") {
    const Folder folder;
    folder.write("head.csv", "user,event,timestamp\n");
    folder.write("never.csv", "user,event,timestamp\na,start,never\n");
    const std::string columns = " --steps a,b --unit user --event event --time timestamp";
    const Run head = folder.run("funnel '" + folder.file("head.csv") + "'" + columns);
    CHECK(head.code == 1);
    CHECK_THAT(head.err, Catch::Contains("no rows below its header"));
    const Run never = folder.run("funnel '" + folder.file("never.csv") + "'" + columns);
    CHECK(never.code == 1);
    CHECK_THAT(never.err, Catch::Contains("none of its 1 rows") && Catch::Contains("line 2"));
}

TEST_CASE("no id of a customer is in the project file") {
    const Folder folder;
    const std::string shop = folder.file("shop.cairn");
    folder.write("visits.csv", "customer,event,time,email\n"
                               "anna-4711,start,2024-01-01T10:00:00Z,anna@example.org\n"
                               "anna-4711,buy,2024-01-01T10:05:00Z,anna@example.org\n"
                               "bert-0815,start,2024-01-01T11:00:00Z,bert@example.org\n");
    REQUIRE(folder.run("new '" + shop + "' --template bakery").code == 0);
    REQUIRE(folder.run("import '" + shop + "' '" + folder.file("visits.csv") + "'").code == 0);
    const std::string bytes = folder.read("shop.cairn");
    for (const char* secret : {"anna-4711", "bert-0815", "example.org"})
        CHECK(bytes.find(secret) == std::string::npos);
}

TEST_CASE("rows that cannot be read are told by line") {
    const Folder folder;
    folder.write("visits.csv", "user,event,timestamp\n"
                               "a,start,2024-01-01T10:00:00Z\n"
                               "a,buy,the day after\n"
                               "b,start,2024-01-01T11:00:00Z\n"
                               "c,start,2024-01-01T11:00:00Z\n"
                               "c,buy,2024-01-01T11:09:00Z\n");
    const Run run =
        folder.run("funnel '" + folder.file("visits.csv") + "' --steps start,buy --json");
    REQUIRE(run.code == 0);
    const json result = json::parse(run.out);
    CHECK(reached(result["steps"]) == std::vector<std::uint64_t>{3, 1});
    REQUIRE(result["issues"].size() == 1);
    CHECK(result["issues"][0]["line"] == 3);
    CHECK(result["steps"][1]["time"]["median_s"] == 540.0);
    CHECK(result["steps"][1]["few"] == true);
}

TEST_CASE("sessions of a CSV are those of its session column, as they are in a project") {
    const Folder folder;
    // One customer, two session ids a minute apart: two sessions, and only the first did a.
    folder.write("two.csv", "user_id,event,timestamp,session_id\n"
                            "1,a,2024-01-01 00:00:00,s1\n"
                            "1,b,2024-01-01 00:01:00,s2\n");
    const auto reached = [&](const std::string& data) {
        const Run run = folder.run("funnel " + data + " --steps a,b --count sessions --json");
        REQUIRE(run.code == 0);
        const json steps = json::parse(run.out)["steps"];
        return std::pair{steps[0]["reached"].get<int>(), steps[1]["reached"].get<int>()};
    };
    CHECK(reached(folder.file("two.csv")) == std::pair{1, 0});
    REQUIRE(folder.run("new " + folder.file("two.cairn")).code == 0);
    REQUIRE(folder.run("import " + folder.file("two.cairn") + " " + folder.file("two.csv")).code ==
            0);
    CHECK(reached(folder.file("two.cairn")) == std::pair{1, 0});
}

TEST_CASE("a failure is one line, and what is misspelt is said") {
    const Folder folder;
    folder.write("d.csv", "user_id,event,timestamp,channel\n"
                          "1,a,2024-01-01 00:00:00,web\n"
                          "1,b,2024-01-01 00:01:00,web\n");
    const std::string funnel = "funnel " + folder.file("d.csv") + " --steps a,b ";
    const Run column = folder.run(funnel + "--by chanel");
    CHECK(column.code == 1);
    CHECK(std::count(column.err.begin(), column.err.end(), '\n') == 1);
    CHECK(column.err.find("channel") != std::string::npos);
    for (const char* wrong : {"--window 7", "--window 401d", "--window 0s", "--tie 5s",
                              "--from 2024-02-01 --to 2024-01-01", "--exclude a:1-9"})
        CHECK(folder.run(funnel + wrong).code == 2);
    CHECK(folder.run(funnel + "--tie 0s").code == 0);
    const Run unknown = folder.run(funnel + "--exclude nope:1-2");
    CHECK(unknown.code == 0);
    CHECK(unknown.err.find("nope") != std::string::npos);
    const Run value = folder.run("funnel " + folder.file("d.csv") + " --step 'a[channel=wep]'");
    CHECK(value.err.find("wep") != std::string::npos);
    CHECK(folder.run("frobnicate").err.find("frobnicate") != std::string::npos);
}

TEST_CASE("an import takes a funnel's rules, exclusions among them") {
    const Folder folder;
    // Customer 1 searches between the steps, customer 2 does not.
    folder.write("d.csv", "user_id,event,timestamp\n"
                          "1,a,2024-01-01 00:00:00\n1,search,2024-01-01 00:01:00\n"
                          "1,b,2024-01-01 00:02:00\n2,a,2024-01-01 00:00:00\n"
                          "2,b,2024-01-01 00:02:00\n");
    const std::string file = folder.file("p.cairn");
    REQUIRE(folder.run("new " + file + " --template online-shop").code == 0);
    REQUIRE(folder
                .run("import " + file + " " + folder.file("d.csv") +
                     " --no-auto-bind --bind Discover=a --bind Browse=b --exclude search:1-2 "
                     "--window 2d --zone Europe/Berlin --from 2024-01-01 --tie 1s")
                .code == 0);
    const Run run = folder.run("funnel " + file + " --json");
    REQUIRE(run.code == 0);
    const json answer = json::parse(run.out);
    CHECK(answer["steps"][0]["reached"] == 2);
    CHECK(answer["steps"][1]["reached"] == 1);
    CHECK(answer["rules"]["window_s"] == 172800);
}

TEST_CASE("every command that help lists is there, and helps") {
    const Folder folder;
    std::istringstream help(folder.run("--help").out);
    std::string line;
    while (std::getline(help, line) && line != "Subcommands:")
        ;
    int commands = 0;
    for (std::string name; std::getline(help, line);) {
        if (!line.starts_with("  ") || line.starts_with("   ") ||
            !(std::istringstream(line) >> name))
            continue;
        INFO(name);
        const Run run = folder.run(name + " --help");
        CHECK(run.code == 0);
        CHECK_THAT(run.out, Catch::Contains(" " + name + " [OPTIONS]"));
        ++commands;
    }
    CHECK(commands == 18);
}
