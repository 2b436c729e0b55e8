// One file a step: a funnel of files that hold only who got there.
#include "cli/cli_fixture.hpp"

using namespace cairn::test;

namespace {

const std::string kPages = std::string(CAIRN_SOURCE) + "/tests/data/exports/one_file_a_step/";

std::string page(const std::string& name) {
    return " '" + kPages + name + "'";
}

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A project whose stages were made of the four pages, with the table of customers joined.
struct Shop {
    Folder folder;
    Run imported;

    explicit Shop(const std::string& flags = "") {
        REQUIRE(folder.run("new '" + file() + "'").code == 0);
        imported = folder.run("import '" + file() + "'" + page("payment_confirmation_table.csv") +
                              page("home_page_table.csv") + page("user_table.csv") +
                              page("payment_page_table.csv") + page("search_page_table.csv") +
                              " --make-stages --no-auto-bind " + flags);
    }
    std::string file() const { return folder.file("shop.cairn"); }
    json ask(const std::string& command) const {
        const Run run = folder.run(command + " --json");
        INFO(run.err);
        REQUIRE(run.code == 0);
        return json::parse(run.out);
    }
    std::vector<int> reached() const {
        std::vector<int> counts;
        const json funnel = ask("funnel '" + file() + "'");
        for (const json& step : funnel["steps"])
            counts.push_back(step["reached"]);
        return counts;
    }
};

} // namespace

TEST_CASE("files of pages become a funnel without times, with the customers' properties") {
    const Shop shop;
    INFO(shop.imported.err);
    REQUIRE(shop.imported.code == 0);
    CHECK(says(shop.imported.out, "18 events of 8 customers, 4 steps without times"));
    CHECK(says(shop.imported.out, "3. payment_page: 3 customers in payment_page_table.csv, 2 of "
                                  "them in all before"));
    CHECK(says(shop.imported.out, "The steps stand by size"));
    CHECK(
        says(shop.imported.out, "1 customer is in “payment_page” without being in “search_page”."));
    CHECK(says(shop.imported.out, "Joined"));
    CHECK_FALSE(says(shop.imported.err, "Conversion window"));
    CHECK(shop.reached() == std::vector<int>{8, 5, 2, 1});
    const json funnel = shop.ask("funnel '" + shop.file() + "' --by sex");
    CHECK(funnel["timeless"] == true);
    CHECK(funnel["rules"]["window_s"].is_null());
    CHECK(funnel["steps"][1]["time"]["median_s"].is_null());
    // of the women 313593, 639104, 708793 two searched, one paid
    bool women = false;
    for (const json& segment : funnel["breakdown"])
        if (segment["value"] == "Female") {
            women = true;
            CHECK(segment["steps"][0]["reached"] == 3);
            CHECK(segment["steps"][1]["reached"] == 2);
            CHECK(segment["steps"][2]["reached"] == 1);
        }
    CHECK(women);
    const json info = shop.ask("info '" + shop.file() + "'")["datasets"][0];
    CHECK(info["first"].is_null());
    CHECK(info["source"].size() == 5); // four pages and the joined table
}

TEST_CASE("the order of the steps can be given, and a step its name") {
    const Shop shop("--in-this-order --step-name search_page_table.csv=Search");
    REQUIRE(shop.imported.code == 0);
    // confirmation, home, payment, search as they were given
    CHECK(shop.reached() == std::vector<int>{2, 2, 2, 1});
    CHECK(says(shop.imported.out, "4. Search: 5 customers"));
    CHECK_FALSE(says(shop.imported.out, "The steps stand by size"));
}

TEST_CASE("what needs times says in words that there are none") {
    const Shop shop;
    for (const std::string command : {"retention", "trend", "paths"}) {
        const Run run = shop.folder.run(command + " '" + shop.file() + "'");
        INFO(command << run.out << run.err);
        CHECK(run.code == 1);
        CHECK(says(run.err, "no times"));
    }
    const Run strict = shop.folder.run("funnel '" + shop.file() + "' --order strict");
    CHECK(strict.code == 1);
    CHECK(says(strict.err, "no times"));
    const Run why = shop.folder.run("funnel '" + shop.file() + "' --why 1");
    CHECK(why.code == 0);
    CHECK_FALSE(says(why.out, "1970"));
    CHECK_FALSE(says(why.out, "median"));
}

TEST_CASE("newer exports of the pages are added, and nothing is counted twice") {
    const Shop shop;
    shop.folder.write("home_page_table.csv", "user_id,page\n943143,home_page\n111,home_page\n");
    shop.folder.write("search_page_table.csv",
                      "user_id,page\n943143,search_page\n111,search_page\n");
    const std::string newer = "import '" + shop.file() + "' '" +
                              shop.folder.file("search_page_table.csv") + "' '" +
                              shop.folder.file("home_page_table.csv") + "' --again";
    const Run again = shop.folder.run(newer);
    INFO(again.err);
    REQUIRE(again.code == 0);
    CHECK(says(again.out, "Added 3 events of 2 customers (1 of them new); 1 event was there"));
    CHECK(shop.reached() == std::vector<int>{9, 7, 2, 1});
    const Run same = shop.folder.run(newer);
    CHECK(says(same.out, "Added no events; 4 events were there already."));
    // one of them alone
    shop.folder.write("payment_page_table.csv", "user_id,page\n264005,payment_page\n");
    REQUIRE(shop.folder
                .run("import '" + shop.file() + "' '" + shop.folder.file("payment_page_table.csv") +
                     "' --append")
                .code == 0);
    CHECK(shop.reached() == std::vector<int>{9, 7, 3, 1});
}

TEST_CASE("no id of the pages is in the file, and a customer can be forgotten") {
    const Shop shop;
    REQUIRE(shop.imported.code == 0);
    for (const char* id : {"313593", "468315", "943143"})
        CHECK_FALSE(says(shop.folder.read("shop.cairn"), id));
    REQUIRE(shop.folder.run("forget '" + shop.file() + "' --id 313593").code == 0);
    CHECK(shop.reached() == std::vector<int>{7, 4, 1, 0});
}

TEST_CASE("several files that are no steps are refused with the reason") {
    const Folder folder;
    REQUIRE(folder.run("new '" + folder.file("a.cairn") + "'").code == 0);
    const Run run = folder.run("import '" + folder.file("a.cairn") + "' '" + kShopEvents + "'" +
                               page("home_page_table.csv"));
    CHECK(run.code == 1);
    CHECK(says(run.err, "It says more than who got to one step: import it by itself"));
    const Run alone =
        folder.run("import '" + folder.file("a.cairn") + "'" + page("home_page_table.csv"));
    CHECK(alone.code == 1);
    CHECK(says(alone.err, "Choose it together with the files of the other steps"));
}
