// Newer exports, second files and several datasets in one project, from the command line.
#include "cli_fixture.hpp"

#include "cairn/model/project.hpp"
#include "cairn/store/working_copy.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// Visits and purchases on days of March 2024: customer k visits on day k, buys an hour later when
/// k is even.
std::string exported(int firstDay, int lastDay) {
    std::string text = "shopper,at,what,device\n";
    for (int day = firstDay; day <= lastDay; ++day) {
        const std::string at = "2024-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
        const std::string who = "shopper-" + std::to_string(day);
        text += who + "," + at + "T10:00:00Z,visit,phone\n";
        if (day % 2 == 0)
            text += who + "," + at + "T11:00:00Z,buy,phone\n";
    }
    return text;
}

/// A project with a map of two stages, Visit and Buy.
std::string newShop(const Folder& folder) {
    const std::string shop = "'" + folder.file("shop.cairn") + "'";
    folder.write("shop.json", R"({"cairn": 1,
        "project": {"title": "Shop"},
        "map": [{"id": 1, "title": "Buying"}],
        "stage": [{"id": 2, "map": 1, "rank": 1, "title": "Visit"},
                  {"id": 3, "map": 1, "rank": 2, "title": "Buy"}]})");
    const Run made = folder.run("new " + shop + " --from-json '" + folder.file("shop.json") + "'");
    INFO(made.err);
    REQUIRE(made.code == 0);
    return shop;
}

json ran(const Folder& folder, const std::string& arguments) {
    const Run run = folder.run(arguments);
    INFO(arguments << "\n" << run.err);
    REQUIRE(run.code == 0);
    return json::parse(run.out);
}

std::vector<int> reached(const Folder& folder, const std::string& shop) {
    std::vector<int> counts;
    const json funnel = ran(folder, "funnel " + shop + " --json");
    for (const json& step : funnel["steps"])
        counts.push_back(step["reached"]);
    return counts;
}

const std::string kColumns = " --unit shopper --event what --time at";

bool holds(const std::string& bytes, const std::string& text) {
    std::string wide;
    for (const char c : text)
        wide += {c, '\0'};
    return bytes.find(text) != std::string::npos || bytes.find(wide) != std::string::npos;
}

} // namespace

TEST_CASE("a newer export is added without counting twice, and held against the data before") {
    const Folder folder;
    const std::string shop = newShop(folder);
    folder.write("march.csv", exported(1, 10));
    folder.write("later.csv", exported(8, 20));
    ran(folder, "import " + shop + " '" + folder.file("march.csv") + "'" + kColumns + " --json");
    CHECK(reached(folder, shop) == std::vector<int>{10, 5});

    // Columns mean what they meant; nobody says so again.
    const json added =
        ran(folder, "import " + shop + " '" + folder.file("later.csv") + "' --append --json");
    CHECK(added["append"] ==
          json{{"added", 15}, {"already_there", 5}, {"customers", 10}, {"new_customers", 10}});
    CHECK(added["sentence"] ==
          "Added 15 events of 10 customers (10 of them new); 5 events were there already.");
    CHECK(reached(folder, shop) == std::vector<int>{20, 10});
    const json again =
        ran(folder, "import " + shop + " '" + folder.file("later.csv") + "' --append --json");
    CHECK(again["append"]["added"] == 0);
    CHECK(reached(folder, shop) == std::vector<int>{20, 10});

    const Project project = loadProject(folder.file("shop.cairn"));
    const Map& map = *mapsOf(project).front();
    const Dataset* now = project.datasets.find(map.funnel.dataset);
    REQUIRE(now != nullptr);
    CHECK(map.funnel.compare.with == "dataset");
    CHECK(map.funnel.compare.dataset == now->previous);
    const json info = ran(folder, "info " + shop + " --json");
    REQUIRE(info["datasets"].size() == 3);
    const json& last = info["datasets"][2];
    CHECK(last["maps"] == json{"Buying"});
    CHECK(last["previous"] == "march.csv");
    CHECK(last["rows"] == 30);
    CHECK(last["units"] == 20);
    CHECK(last["first"] == "2024-03-01T10:00:00Z");
    CHECK(last["last"] == "2024-03-20T11:00:00Z");
    REQUIRE(last["source"].size() == 3);
    CHECK(last["source"][0]["how"] == "import");
    CHECK(last["source"][1]["how"] == "append");
    CHECK(last["source"][1]["used"] == 15);
    CHECK(last["source"][2]["used"] == 0);
}

TEST_CASE("a newer export takes the place of the data before, which stay for comparison") {
    const Folder folder;
    const std::string shop = newShop(folder);
    folder.write("march.csv", exported(1, 10));
    folder.write("later.csv", exported(9, 20));
    const std::string later = " '" + folder.file("later.csv") + "'";
    CHECK(folder.run("import " + shop + later + " --replace").code == 1); // nothing to replace
    ran(folder, "import " + shop + " '" + folder.file("march.csv") + "'" + kColumns + " --json");
    ran(folder, "import " + shop + later + " --replace --json");
    CHECK(reached(folder, shop) == std::vector<int>{12, 6});
    const Project project = loadProject(folder.file("shop.cairn"));
    const Map& map = *mapsOf(project).front();
    const Dataset* before = project.datasets.find(map.funnel.compare.dataset);
    REQUIRE(before != nullptr);
    CHECK(before->units == 10);
    CHECK(folder.run("import " + shop + later + " --replace --append").code == 2);

    // Forgetting the data before ends the comparison; the map keeps what it shows.
    CHECK(folder.run("forget " + shop + " 3").code == 1);
    CHECK(folder.run("forget " + shop + " 1").code == 0);
    CHECK(reached(folder, shop) == std::vector<int>{12, 6});
    CHECK(ran(folder, "info " + shop + " --json")["datasets"].size() == 1);
    CHECK(folder.run("check " + shop).code == 0);
}

TEST_CASE("customers' properties come from a second file, whose key is forgotten") {
    const Folder folder;
    const std::string shop = newShop(folder);
    folder.write("march.csv", exported(1, 12));
    std::string crm = "customer;mail;country\n";
    for (int i = 1; i <= 8; ++i)
        crm += "shopper-" + std::to_string(i) + ";p" + std::to_string(i) + "@example.org;" +
               (i <= 4 ? "NL" : "PT") + "\n";
    folder.write("crm.csv", crm + "shopper-77;x@example.org;FR\n");
    ran(folder, "import " + shop + " '" + folder.file("march.csv") + "'" + kColumns + " --json");
    const json joined = ran(folder, "join " + shop + " '" + folder.file("crm.csv") + "' --json");
    CHECK(joined["key"] == "customer");
    CHECK(joined["kept"] == json{"country"});
    CHECK(joined["left_out"] == json{"mail"});
    CHECK(joined["customers"] == 8);
    CHECK(joined["strangers"] == 1);
    const json by = ran(folder, "funnel " + shop + " --by country:user --json")["breakdown"];
    REQUIRE(by.size() == 3);
    for (const json& segment : by) {
        INFO(segment["value"]);
        CHECK(segment["steps"][0]["reached"] == 4);
        CHECK(segment["steps"][1]["reached"] == 2);
    }
    const json info = ran(folder, "info " + shop + " --json");
    REQUIRE(info["datasets"].size() == 1);
    const json& properties = info["datasets"][0]["properties"];
    REQUIRE(properties.size() == 2);
    CHECK(properties[0] ==
          json{{"name", "device"}, {"of", "event"}, {"session", false}, {"values", 1}});
    CHECK(properties[1] ==
          json{{"name", "country"}, {"of", "customer"}, {"session", false}, {"values", 2}});
    CHECK(folder.run("info " + shop).out.find("country (of the customer)") != std::string::npos);

    const Run bad = folder.run("join " + shop + " '" + folder.file("crm.csv") + "' --key country");
    CHECK(bad.code == 1);
    CHECK(bad.err.find("names no customer in the data") != std::string::npos);
}

TEST_CASE(
    "one command imports and joins; without fingerprints, or on another computer, it says so") {
    const Folder folder, elsewhere;
    const std::string shop = newShop(folder);
    folder.write("march.csv", exported(1, 12));
    folder.write("crm.csv", "id,tier\nshopper-2,gold\n");
    const std::string data = "' '" + folder.file("march.csv") + "'";
    const json both =
        ran(folder, "import " + shop + " '" + folder.file("march.csv") + "'" + kColumns +
                        " --join '" + folder.file("crm.csv") + "' --keep tier --json");
    CHECK(both["join"]["kept"] == json{"tier"});
    CHECK(both["join"]["sentence"] == "Joined 1 property (tier) of 1 of 12 customers.");

    const std::string given = elsewhere.file("shop.cairn");
    std::filesystem::copy_file(folder.file("shop.cairn"), given);
    const std::string before = elsewhere.read("shop.cairn");
    const Run foreign = elsewhere.run("import '" + given + data + " --append");
    CHECK(foreign.code == 1);
    CHECK(foreign.err.find("on another computer") != std::string::npos);
    CHECK(foreign.err.find("Import all exports together in one file.") != std::string::npos);
    CHECK(elsewhere.read("shop.cairn") == before);

    ran(folder, "import " + shop + " '" + folder.file("march.csv") + "'" + kColumns +
                    " --no-fingerprints --json");
    const Run none = folder.run("import " + shop + " '" + folder.file("march.csv") + "' --append");
    CHECK(none.code == 1);
    CHECK(none.err.find("without fingerprints") != std::string::npos);
    CHECK(folder
              .run("import " + shop + " '" + folder.file("march.csv") +
                   "' --append --no-fingerprints")
              .code == 2);
}

TEST_CASE(
    "no id, no address and no key is in the project, its history, its versions or beside it") {
    const Folder folder;
    const std::string shop = newShop(folder);
    std::vector<std::string> secrets;
    std::string events = "email,event,time,plan\n", more = events;
    std::string crm = "account_no,email,full name,phone,tier\n";
    for (int i = 0; i < 60; ++i) {
        const std::string number = std::to_string(1'000'000 + i * 7919);
        const std::string mail = "q" + number + "w@mail.example";
        (i < 40 ? events : more) += mail +
                                    ",visit,2024-03-01T10:00:" + std::to_string(10 + i % 50) +
                                    "Z,plan-" + std::to_string(i % 3) + "\n";
        crm += "AC" + number + "," + mail + ",Vorname" + number + " Nachname,+31 6 " + number +
               ",tier-" + std::to_string(i % 2) + "\n";
        secrets.insert(secrets.end(), {mail, "AC" + number, "Vorname" + number, number});
    }
    folder.write("events.csv", events);
    folder.write("more.csv", more);
    folder.write("crm.csv", crm);
    ran(folder, "import " + shop + " '" + folder.file("events.csv") + "' --join '" +
                    folder.file("crm.csv") + "' --json");
    ran(folder, "import " + shop + " '" + folder.file("more.csv") + "' --append --json");
    const json joined = ran(folder, "join " + shop + " '" + folder.file("crm.csv") + "' --json");
    CHECK(joined["kept"] == json{"tier"});
    CHECK(joined["customers"] == 60);

    auto copy = WorkingCopy::open(folder.file("working"), folder.file("shop.cairn"));
    copy.addVersion("Before the workshop");
    Project renamed = copy.project();
    renamed.facts.title = "Renamed";
    copy.record({"rename", 1, diff(copy.project(), renamed)}, renamed);
    copy.saveTo(folder.file("shop.cairn"));

    std::string key;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.file("data")))
        if (entry.path().filename() == "customers.key")
            key = readWholeFile(entry.path(), 100);
    REQUIRE(key.size() == 16);
    std::string hex;
    for (const char c : key) {
        const auto byte = static_cast<unsigned char>(c);
        hex += {"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
    }
    secrets.insert(secrets.end(), {key, hex});
    std::vector<std::filesystem::path> places{folder.file("shop.cairn")};
    for (const auto* name : {"data", "working"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.file(name)))
            if (entry.is_regular_file() && entry.path().filename() != "customers.key")
                places.push_back(entry.path());
    for (const auto& place : places) {
        const std::string bytes = readWholeFile(place, 100'000'000);
        files += bytes.empty() ? 0 : 1;
        INFO(place);
        for (const std::string& secret : secrets)
            REQUIRE_FALSE(holds(bytes, secret));
    }
    CHECK(files >= 2); // the project and its working copy, at least
    const std::string whole = folder.read("shop.cairn");
    CHECK(holds(whole, "tier-1")); // what may be there is found this way
    CHECK(holds(whole, "plan-2"));
    CHECK(holds(whole, "Before the workshop"));
}
