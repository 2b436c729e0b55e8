// Newer exports: which import a file belongs to, and when a file in a watched folder is whole.
#include <catch2/catch.hpp>

#include <fstream>

#include "cairn/base/error.hpp"
#include "cairn/ingest/again.hpp"
#include "cairn/ingest/watch.hpp"
#include "support/temporary_file.hpp"

using namespace cairn;
using namespace cairn::test;

namespace fs = std::filesystem;

namespace {

const std::string kOrders = "customer,event,time,country\n"
                            "c1,visit,2024-05-01T10:00:00Z,NL\n"
                            "c2,buy,2024-05-02T10:00:00Z,PT\n";
const std::string kSurvey = "respondent,answer,when,shop\n"
                            "r1,yes,2024-05-01T10:00:00Z,Delft\n"
                            "r2,no,2024-05-02T10:00:00Z,Breda\n";
const std::string kCounts = "step,users\nvisit,1000\nbasket,400\nbuy,100\n";

std::string planOf(const std::string& text) {
    const TemporaryFile file(text);
    return planToJson(proposePlan(sniffCsv(file.path())));
}

std::optional<AgainMatch> matched(const std::vector<KnownImport>& known, const std::string& text,
                                  const std::string& name) {
    const TemporaryFile file(text);
    return matchAgain(known, sniffCsv(file.path()), name);
}

struct Watched {
    fs::path root = fs::temp_directory_path() / ("cairn-watch-" + std::to_string(newIdValue()));
    WatchLedger ledger;
    FolderWatch watch;
    Watched() {
        fs::create_directories(root / "in");
        ledger.folder = root / "in";
    }
    ~Watched() {
        std::error_code ignored;
        fs::remove_all(root, ignored);
    }
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(root / "in" / name, std::ios::binary) << text;
        return root / "in" / name;
    }
    /// "ready names | waiting".
    std::string look(TimeMs now) {
        std::string text;
        const auto found = watch.look(ledger, now);
        for (const WatchedFile& file : found.ready)
            text += file.path.filename().string() + " ";
        return text + "| " + std::to_string(found.waiting);
    }
};

} // namespace

TEST_CASE("a newer export is known by its columns, whatever rows it has") {
    const std::vector<KnownImport> known{{"orders-2024-05.csv", planOf(kOrders), true}};
    const auto match =
        matched(known, "customer,event,time,country\nc9,visit,2024-06-01T10:00:00Z,BE\n",
                "orders-2024-06.csv");
    REQUIRE(match);
    CHECK(match->which == 0);
    CHECK(match->canAdd);
    CHECK(match->plan.columns[0].role == ColumnRole::Unit);
    // One column more is still of the kind; other columns are not.
    CHECK(matched(known,
                  "customer,event,time,country,device\nc9,visit,2024-06-01T10:00:00Z,BE,phone\n",
                  "orders.csv"));
    CHECK_FALSE(matched(known, kSurvey, "orders-2024-06.csv"));
    CHECK_FALSE(matched(known, kCounts, "orders-2024-06.csv"));
}

TEST_CASE("counts that somebody made take the place of those before") {
    const auto match = matched({{"funnel.csv", planOf(kCounts), true}},
                               "step,users\nvisit,900\nbuy,80\n", "f.csv");
    REQUIRE(match);
    CHECK_FALSE(match->canAdd);
}

TEST_CASE("of several imports of one kind the one of that name is meant, then the one shown") {
    const std::string plan = planOf(kOrders);
    std::vector<KnownImport> known{{"web-2024-05.csv", plan, false},
                                   {"shop-2024-05.csv", plan, true},
                                   {"old.csv", plan, false}};
    CHECK(matched(known, kOrders, "web-2024-06.csv")->which == 0);
    CHECK(matched(known, kOrders, "other.csv")->which == 1);
    known[1].shown = false;
    CHECK(matched(known, kOrders, "other.csv")->which == 2);
    known[2].plan = "of another Cairn";
    CHECK(matched(known, kOrders, "other.csv")->which == 1);
}

TEST_CASE("a file's name without its numbers") {
    CHECK(nameWithoutNumbers("Orders-2024-05 (1).csv") == "orders");
    CHECK(nameWithoutNumbers("ga4_report_20240501.csv") == "ga report");
    CHECK(nameWithoutNumbers("2024.csv") == "");
    CHECK(nameWithoutNumbers("Bestellungen März.tsv") == "bestellungen märz");
}

TEST_CASE("a file that is still being written is waited for") {
    Watched folder;
    folder.write("may.csv", "a,b\n1,2\n");
    CHECK(folder.look(0) == "| 1");
    CHECK(folder.look(1999) == "| 1");
    folder.write("may.csv", "a,b\n1,2\n3,4\n"); // it grew: the waiting starts anew
    CHECK(folder.look(2000) == "| 1");
    CHECK(folder.look(3999) == "| 1");
    CHECK(folder.look(4000) == "may.csv | 0");
}

TEST_CASE("a last line without an end may be half a line, and is waited for longer") {
    Watched folder;
    folder.write("may.csv", "a,b\n1,2\n3,");
    CHECK(folder.look(0) == "| 1");
    CHECK(folder.look(29'999) == "| 1");
    CHECK(folder.look(30'000) == "may.csv | 0");
}

TEST_CASE("only tables that are whole by their name are looked at") {
    Watched folder;
    for (const char* name : {"a.csv.part", "b.csv.crdownload", ".hidden.csv", "~lock.csv", "c.pdf"})
        folder.write(name, "a,b\n1,2\n");
    fs::create_directories(folder.root / "in" / "folder.csv");
    folder.write("d.TSV", "a\tb\n");
    CHECK(folder.look(0) == "| 1");
    CHECK(folder.look(5000) == "d.TSV | 0");
}

TEST_CASE("a file that was read is not read again, until it changes") {
    Watched folder;
    const fs::path file = folder.write("may.csv", "a,b\n1,2\n");
    folder.look(0);
    REQUIRE(folder.look(5000) == "may.csv | 0");
    folder.ledger.note(watchedFile(file), contentHash(file));
    CHECK(folder.look(6000) == "| 0");
    folder.write("may.csv", "a,b\n1,2\n5,6\n");
    folder.look(7000);
    CHECK(folder.look(9000) == "may.csv | 0");
    // A copy under another name has the same content, and says so.
    const fs::path copy = folder.write("copy of may.csv", "a,b\n1,2\n");
    CHECK(folder.ledger.knowsContent(contentHash(copy)));
    CHECK_FALSE(folder.ledger.knowsContent(contentHash(file)));
}

TEST_CASE("what is known of a watched folder is kept by project, without the names of files") {
    Watched folder;
    const fs::path file = folder.write("jane-doe.csv", "a,b\n1,2\n");
    folder.ledger.on = true;
    folder.ledger.note(watchedFile(file), contentHash(file));
    const fs::path app = folder.root / "app";
    saveLedger(app, folder.root / "shop.cairn", folder.ledger);
    const WatchLedger back = loadLedger(app, folder.root / "shop.cairn");
    CHECK(back.folder == folder.ledger.folder);
    CHECK(back.on);
    CHECK(back.read == folder.ledger.read);
    CHECK(loadLedger(app, folder.root / "other.cairn").read.empty());
    for (const auto& entry : fs::directory_iterator(app / "watched")) {
        std::ifstream in(entry.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        CHECK(text.find("jane") == std::string::npos);
    }
}

TEST_CASE("a folder that is gone is said to be") {
    Watched folder;
    folder.ledger.folder = folder.root / "nowhere";
    CHECK_THROWS_AS(folder.look(0), Error);
}
