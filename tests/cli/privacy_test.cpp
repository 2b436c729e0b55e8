// Nothing that tells who a customer is stays in any file: looked for in raw bytes, in several
// encodings.
#include "cli_fixture.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "cairn/model/edits.hpp"
#include "cairn/store/working_copy.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

// Customers are named by an e-mail address, and have a number, a name, a phone and an address
// besides.
const std::vector<std::string> kWho{"mia.berg@example.org",
                                    "Mia Berg",
                                    "+49 170 5550123",
                                    "Lindenallee 14",
                                    "7304518826719",
                                    "ole.lund@example.org",
                                    "Ole Lund",
                                    "192.168.217.44",
                                    "8812300417765",
                                    "ada.moor@example.org"};

const std::string kMay =
    "customer email,customer number,full name,phone,street,ip address,what,when,product\n"
    "mia.berg@example.org,7304518826719,Mia Berg,+49 170 5550123,Lindenallee "
    "14,192.168.217.44,visit,2024-05-01T10:00:00Z,lamp\n"
    "mia.berg@example.org,7304518826719,Mia Berg,+49 170 5550123,Lindenallee "
    "14,192.168.217.44,buy,2024-05-01T11:00:00Z,lamp\n"
    "ole.lund@example.org,8812300417765,Ole Lund,+45 20 555 017,Havnegade "
    "3,192.168.217.45,visit,2024-05-02T10:00:00Z,chair\n"
    "ole.lund@example.org,8812300417765,Ole Lund,+45 20 555 017,Havnegade "
    "3,192.168.217.45,visit,mia.berg@example.org,chair\n"
    "ada.moor@example.org,9900112233445,Ada Moor,+31 6 5550199,Keizersgracht "
    "9,192.168.217.46,visit,2024-05-03T10:00:00Z,desk\n";
const std::string kJune =
    "customer email,customer number,full name,phone,street,ip address,what,when,product\n"
    "ole.lund@example.org,8812300417765,Ole Lund,+45 20 555 017,Havnegade "
    "3,192.168.217.45,visit,2024-05-02T10:00:00Z,chair\n"
    "ole.lund@example.org,8812300417765,Ole Lund,+45 20 555 017,Havnegade "
    "3,192.168.217.45,buy,2024-06-02T10:00:00Z,secret-sofa\n"
    "ada.moor@example.org,9900112233445,Ada Moor,+31 6 5550199,Keizersgracht "
    "9,192.168.217.46,buy,2024-06-03T10:00:00Z,desk\n";
const std::string kCrm = "email,full name,country\n"
                         "mia.berg@example.org,Mia Berg,DE\nole.lund@example.org,Ole Lund,DK\n"
                         "nobody@example.org,Nobody Known,NO\n";

std::string mapped(const std::string& text, int (*change)(int)) {
    std::string result = text;
    std::transform(result.begin(), result.end(), result.begin(),
                   [&](unsigned char c) { return static_cast<char>(change(c)); });
    return result;
}

/// The ways a program might write it down.
std::vector<std::string> encodingsOf(const std::string& text) {
    std::string little, big, hex;
    for (const char c : text) {
        little += {c, '\0'};
        big += {'\0', c};
        char pair[3];
        std::snprintf(pair, sizeof pair, "%02x", static_cast<unsigned char>(c));
        hex += pair;
    }
    std::vector<std::string> all{text,
                                 little,
                                 big,
                                 hex,
                                 mapped(hex, std::toupper),
                                 mapped(text, std::tolower),
                                 mapped(text, std::toupper)};
    if (text.size() > 12 &&
        std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); })) {
        const std::uint64_t number = std::stoull(text); // an id kept as a number
        all.push_back({reinterpret_cast<const char*>(&number), 6});
    }
    return all;
}

/// "name: what was found" of every file of the test that is no source file.
std::vector<std::string> traces(const Folder& folder, const std::vector<std::string>& words) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder.file("."))) {
        if (!entry.is_regular_file() || entry.path().extension() == ".csv" ||
            entry.path().filename() ==
                "stderr.txt") // what the terminal was told of the file just read
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        for (const std::string& word : words)
            for (const std::string& encoded : encodingsOf(word))
                if (bytes.find(encoded) != std::string::npos)
                    found.push_back(entry.path().filename().string() + ": " + word);
    }
    return found;
}

struct Shop {
    Folder folder;
    std::string file = "'" + folder.file("shop.cairn") + "'";

    Shop() {
        folder.write("may.csv", kMay);
        folder.write("june.csv", kJune);
        folder.write("crm.csv", kCrm);
        folder.write("shop.json", R"({"cairn": 1, "project": {"title": "Shop"},
            "map": [{"id": 1, "title": "Buying"}],
            "stage": [{"id": 2, "map": 1, "rank": 1, "title": "Visit"},
                      {"id": 3, "map": 1, "rank": 2, "title": "Buy"}]})");
        ran("new " + file + " --from-json '" + folder.file("shop.json") + "'");
        ran("import " + file + " '" + folder.file("may.csv") +
            "' --unit 'customer email' --event what --time when");
    }
    Run ran(const std::string& arguments) const {
        const Run run = folder.run(arguments);
        INFO(arguments << "\n" << run.out << run.err);
        REQUIRE(run.code == 0);
        return run;
    }
    Run forget(const std::string& id) const {
        folder.write("id.txt", id + "\n");
        const Run run = ran("forget " + file + " --customer-from-stdin --json < '" +
                            folder.file("id.txt") + "'");
        fs::remove(folder.file("id.txt"));
        return run;
    }
    WorkingCopy open() const {
        return WorkingCopy::open(folder.file("data") + "/window", folder.file("shop.cairn"));
    }
    std::vector<int> reached() const {
        std::vector<int> counts;
        const json funnel = json::parse(ran("funnel " + file + " --json").out);
        for (const json& step : funnel["steps"])
            counts.push_back(step["reached"]);
        return counts;
    }
};

void retitle(WorkingCopy& copy, const std::string& title) {
    Project after = copy.project();
    after.facts.title = title;
    copy.record({"rename the project", 1, diff(copy.project(), after)}, after);
}

} // namespace

TEST_CASE(
    "no id, e-mail, name, phone or address of an import is in any file, whatever is done with it") {
    const Shop shop;
    CHECK(traces(shop.folder, kWho) == std::vector<std::string>{});
    shop.ran("import " + shop.file + " '" + shop.folder.file("june.csv") + "' --again");
    shop.ran("join " + shop.file + " '" + shop.folder.file("crm.csv") + "'");
    {
        auto copy = shop.open();
        copy.addVersion("after June");
        retitle(copy, "Night shop");
        retitle(copy, "Day shop");
        copy.undo();
        copy.undo();
        copy.undo();                                                    // the join
        CHECK(traces(shop.folder, kWho) == std::vector<std::string>{}); // the working copy too
        copy.saveTo(shop.folder.file("shop.cairn"));
        copy.redo();
        copy.saveTo(shop.folder.file("copy.cairn"), true);
        retitle(copy, "Unsaved shop"); // stays behind, as after a crash
    }
    CHECK(traces(shop.folder, kWho) == std::vector<std::string>{});
    // The search itself can find something: what is kept on purpose.
    CHECK_FALSE(traces(shop.folder, {"secret-sofa"}).empty());
}

TEST_CASE(
    "a customer is forgotten by the id in the exports, and nothing of theirs is found afterwards") {
    const Shop shop;
    shop.ran("import " + shop.file + " '" + shop.folder.file("june.csv") + "' --again");
    shop.ran("join " + shop.file + " '" + shop.folder.file("crm.csv") + "'");
    CHECK(shop.reached() ==
          std::vector<int>{3, 1}); // Ole and Ada buy a month later, not within 7 days
    {
        auto copy = shop.open();
        copy.addVersion("with Ole");
        copy.saveTo(shop.folder.file("shop.cairn"));
    }
    REQUIRE_FALSE(traces(shop.folder, {"secret-sofa"}).empty()); // only Ole bought one
    const json forgotten = json::parse(shop.forget("  ole.lund@example.org ").out);
    // May: one visit; with June: a visit and the sofa. The joined one took the place of the latter,
    // which undo still has.
    CHECK(forgotten["events"] == 1 + 2 + 2);
    CHECK(traces(shop.folder, {"secret-sofa", "ole.lund"}) == std::vector<std::string>{});
    CHECK(shop.reached() == std::vector<int>{2, 1});
    CHECK(shop.ran("check " + shop.file).code == 0);
    CHECK(json::parse(shop.forget("ole.lund@example.org").out)["events"] == 0);
    CHECK(shop.folder.run("forget " + shop.file + " --customer-from-stdin < /dev/null").code == 1);
    CHECK(shop.folder.run("forget " + shop.file).code == 2);
}

TEST_CASE("data forgotten without trace are in no file") {
    const Shop shop;
    shop.ran("import " + shop.file + " '" + shop.folder.file("june.csv") + "' --again");
    REQUIRE_FALSE(traces(shop.folder, {"june.csv"}).empty());
    shop.ran("forget " + shop.file + " 2 --without-trace");
    CHECK(traces(shop.folder, {"june.csv", "secret-sofa"}) == std::vector<std::string>{});
    shop.ran("forget " + shop.file + " 1");
    REQUIRE_FALSE(traces(shop.folder, {"may.csv"}).empty()); // undo has it
    shop.ran("forget " + shop.file + " --removed");
    CHECK(traces(shop.folder, {"may.csv"}) == std::vector<std::string>{});
    CHECK(shop.ran("check " + shop.file).code == 0);
}

TEST_CASE(
    "ids that are to be kept are in the project alone, are said, and go with whom they name") {
    const Shop shop;
    const std::vector<std::string> ids{"mia.berg", "ole.lund", "ada.moor"},
        rest{"Mia Berg", "+49 170 5550123", "Lindenallee", "7304518826719", "192.168.217"};
    const auto people = [&](const std::string& flags = {}) {
        return shop.ran("funnel " + shop.file + " --people Visit" + flags).out;
    };
    const auto where = [&](const std::string& id) { // in which files, whatever the encoding
        const auto found = traces(shop.folder, {id});
        return std::set<std::string>(found.begin(), found.end());
    };
    CHECK(people().find("\n1,2024-05-01T10:00:00Z,2024-05-01T11:00:00Z,converted") !=
          std::string::npos);
    REQUIRE(traces(shop.folder, ids) == std::vector<std::string>{});
    const Run again = shop.ran("import " + shop.file + " '" + shop.folder.file("june.csv") +
                               "' --append --keep-ids");
    CHECK(again.err.find("whoever gets the file sees them") != std::string::npos);
    // Mia is in May only, and May's ids were not kept.
    CHECK(people().find("\n1,2024-05-01") != std::string::npos);
    CHECK(people().find("\nole.lund@example.org,2024-05-02") != std::string::npos);
    shop.ran("import " + shop.file + " '" + shop.folder.file("may.csv") +
             "' --unit 'customer email' --event what --time when --keep-ids");
    CHECK(
        people().find("\nmia.berg@example.org,2024-05-01T10:00:00Z,2024-05-01T11:00:00Z,conver") !=
        std::string::npos);
    CHECK(people(" --left") == "customer,Visit,Buy,then\r\n"
                               "ole.lund@example.org,2024-05-02T10:00:00Z,,never\r\n"
                               "ada.moor@example.org,2024-05-03T10:00:00Z,,never\r\n");
    CHECK(shop.folder.run("funnel " + shop.file + " --people Nowhere").code == 1);
    // A newer export follows the choice and says it again.
    CHECK(shop.ran("import " + shop.file + " '" + shop.folder.file("june.csv") + "' --append")
              .err.find("whoever gets the file sees them") != std::string::npos);
    shop.ran("join " + shop.file + " '" + shop.folder.file("crm.csv") + "'");
    CHECK(people().find("\nmia.berg@example.org,") != std::string::npos);
    CHECK(json::parse(shop.ran("info " + shop.file + " --json").out)["datasets"].back()["ids"] ==
          true);
    {
        auto copy = shop.open();
        copy.addVersion("with ids");
        copy.saveTo(shop.folder.file("shop.cairn"));
    }
    // They are where they should be, and nothing else of these people is anywhere.
    for (const std::string& id : ids)
        CHECK(where(id) == std::set<std::string>{"shop.cairn: " + id});
    CHECK(traces(shop.folder, rest) == std::vector<std::string>{});
    // Nor are they in what goes out.
    std::vector<std::string> outs{"out.json", "out.mmd"};
    if (CAIRN_PAINTS)
        outs.insert(outs.end(), {"out.pdf", "out.png"});
    for (const std::string& out : outs)
        shop.ran("export " + shop.file + " '" + shop.folder.file(out) + "'");
    for (const std::string& id : ids)
        CHECK(where(id) == std::set<std::string>{"shop.cairn: " + id});

    CHECK(json::parse(shop.forget("mia.berg@example.org").out)["events"] > 0);
    CHECK(traces(shop.folder, {"mia.berg"}) == std::vector<std::string>{});
    CHECK(where("ole.lund") == std::set<std::string>{"shop.cairn: ole.lund"});
    CHECK(people().find("\nole.lund@example.org,") != std::string::npos);

    CHECK(json::parse(shop.ran("forget " + shop.file + " --all-ids --json").out)["datasets"] > 1);
    CHECK(traces(shop.folder, ids) == std::vector<std::string>{});
    CHECK(people().find("\n1,2024-05-02T10:00:00Z") != std::string::npos);
    CHECK(json::parse(shop.ran("info " + shop.file + " --json").out)["datasets"].back()["ids"] ==
          false);
    CHECK(shop.ran("check " + shop.file).code == 0);
    // And the wish to keep them is forgotten too.
    CHECK(shop.ran("import " + shop.file + " '" + shop.folder.file("june.csv") + "' --replace")
              .err.find("whoever gets") == std::string::npos);
    CHECK(traces(shop.folder, ids) == std::vector<std::string>{});
}

TEST_CASE("what changed since the export before is told by stage") {
    const Shop shop;
    shop.ran("import " + shop.file + " '" + shop.folder.file("june.csv") + "' --again");
    const json changes = json::parse(shop.ran("changes " + shop.file + " --json").out);
    REQUIRE(changes["stages"].size() == 2);
    const json& buy = changes["stages"][0];
    CHECK(buy["stage"] == "Buy");
    CHECK(buy["before"] == json{1, 3}); // Mia
    CHECK(buy["after"].dump() ==
          "[1,3]"); // Ole and Ada come back a month later: not within the 7 days
    CHECK(buy["verdict"] == "too-few"); // three people
    CHECK(shop.ran("changes " + shop.file).out.find("Buy: 33.3 % → 33.3 %") != std::string::npos);
}

TEST_CASE("newer exports in a folder are read once, strangers are named") {
    const Shop shop;
    fs::create_directories(shop.folder.file("in"));
    shop.folder.write("in/june.csv", kJune);
    shop.folder.write("in/colours.csv", "colour;price\nred;1\nblue;2\n");
    const std::string watch =
        "watch " + shop.file + " '" + shop.folder.file("in") + "' --once --json";
    const json first = json::parse(shop.ran(watch).out);
    std::map<std::string, std::string> outcomes;
    for (const json& file : first["files"])
        outcomes[file["file"]] = file["outcome"];
    CHECK(outcomes ==
          std::map<std::string, std::string>{{"june.csv", "added"}, {"colours.csv", "stranger"}});
    shop.folder.write("in/copy.csv", kJune);
    const json second = json::parse(shop.ran(watch).out);
    outcomes.clear();
    for (const json& file : second["files"])
        outcomes[file["file"]] = file["outcome"];
    CHECK(outcomes == std::map<std::string, std::string>{{"copy.csv", "nothing-new"},
                                                         {"colours.csv", "stranger"}});
}
