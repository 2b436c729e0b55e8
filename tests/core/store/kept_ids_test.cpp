// Ids that were to be kept: in the file as they were, found by nothing once they are forgotten.
#include "cairn/events/without_units.hpp"
#include "core/store/schema.hpp"
#include "core/store/store_support.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr DatasetId kMarch{71}, kApril{72};
constexpr MapId kMap{100};
constexpr std::uint64_t kKey = 0x1234'5678;

/// Two in the first data, whose ids are written as they are; many in the second, whose ids are
/// compressed.
EventLog logOf(std::uint32_t customers) {
    EventLogBuilder builder;
    for (std::uint32_t i = 0; i < customers; ++i)
        builder.add("unit " + std::to_string(i), 1'700'000'000'000 + i, "visit");
    EventLog log = builder.finish();
    log.fingerprintKey = kKey;
    for (std::uint32_t i = 0; i < customers; ++i) {
        log.fingerprints.push_back(1000 + i);
        log.ids.add(i == 0   ? "ann#7Qx"
                    : i == 1 ? "Bob|92z"
                             : "no. " + std::to_string(std::uint64_t{i} * 2'654'435'761));
    }
    return log;
}

Dataset described(DatasetId id, const EventLog& log) {
    Dataset dataset;
    dataset.id = id;
    dataset.name = dataset.fileName = "visits-" + std::to_string(id.value) + ".csv";
    dataset.kind = "events";
    dataset.rows = static_cast<std::int64_t>(log.rows());
    dataset.units = log.units;
    dataset.plan = R"({"columns":[],"keep_ids":true,"steps":[{"keep_ids":true,"file":"a"}]})";
    return dataset;
}

struct Shop {
    TempFolder folder;
    std::filesystem::path working = folder / "working";
    std::filesystem::path file = folder / "shop.cairn";
    const EventLog march = logOf(2), april = logOf(40'000);

    Shop() {
        writeProject(file, bakery());
        auto copy = open();
        add(copy, kMarch, march);
        copy.addVersion("after March");
        add(copy, kApril, april);
        retitle(copy, "Night bakery");
        copy.undo();
        copy.saveTo(file);
        const Project after = removeDataset(copy.project(), kMarch); // undo still has it
        copy.record({"remove data", 9, diff(copy.project(), after)}, after);
        copy.saveTo(file);
    }
    WorkingCopy open() const { return WorkingCopy::open(working, file); }
    static void add(WorkingCopy& copy, DatasetId id, const EventLog& log) {
        copy.putDataset(id, log);
        const Project after = succeedDataset(copy.project(), kMap, described(id, log));
        copy.record({"import", 5, diff(copy.project(), after)}, after);
    }
    /// Pieces of the stored ids as they lie in the file.
    std::vector<std::string> pieces() const {
        std::vector<std::string> found;
        SQLite::Database db(file.string(), SQLite::OPEN_READONLY);
        SQLite::Statement query(db, "SELECT bytes FROM dataset_unit_column WHERE \"column\" = -1");
        while (query.executeStep()) {
            const std::string bytes = query.getColumn(0).getString();
            for (std::size_t at = bytes.size() % 24; at + 24 <= bytes.size(); at += 16'384)
                found.push_back(bytes.substr(at, 24));
        }
        return found;
    }
    bool anywhere(const std::string& text) const {
        std::string wide;
        for (const char c : text)
            wide += {c, '\0'};
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
            const std::string bytes = entry.is_regular_file() ? bytesOf(entry.path()) : "";
            if (bytes.find(text) != std::string::npos || bytes.find(wide) != std::string::npos)
                return true;
        }
        return false;
    }
};

EventLog stored(const std::filesystem::path& file, DatasetId id = kApril) {
    return std::get<EventLog>(loadDataset(file, id));
}

} // namespace

TEST_CASE("ids come back from the file as they were, and only when they are asked for") {
    const Shop shop;
    CHECK(stored(shop.file).ids == shop.april.ids);
    CHECK(stored(shop.file, kMarch).ids == shop.march.ids);
    const auto content = loadDataset(shop.file, kApril, {}, std::vector<std::string>{});
    CHECK(std::get<EventLog>(content).ids.empty());
    CHECK(answer(shop.file, "SELECT group_concat(encoding) FROM (SELECT encoding FROM "
                            "dataset_unit_column WHERE \"column\" = -1 ORDER BY dataset, chunk)") ==
          "64,65,65");
    CHECK(checkFile(shop.file).sound());
}

TEST_CASE("data without ids say so and have no column of them") {
    const TempFolder folder;
    auto copy = WorkingCopy::create(folder / "working", bakery());
    EventLog log = logOf(3);
    log.ids = {};
    Shop::add(copy, kMarch, log);
    copy.saveTo(folder / "a.cairn");
    CHECK(answer(folder / "a.cairn", "SELECT ids FROM dataset_content") == "0");
    CHECK(answer(folder / "a.cairn", "SELECT count(*) FROM dataset_unit_column WHERE "
                                     "\"column\" < 0") == "0");
    CHECK(stored(folder / "a.cairn", kMarch).ids.empty());
    log.ids.add("one");
    CHECK(codeOf([&] { copy.putDataset(kApril, log); }) == ErrorCode::Internal);
}

TEST_CASE("ids that do not fit their customers are damage") {
    const Shop shop;
    const char* changes[] = {
        "UPDATE dataset_content SET ids = 0",
        "UPDATE dataset_content SET ids = 2",
        "DELETE FROM dataset_unit_column WHERE dataset = 72 AND \"column\" = -1 AND chunk = 0",
        "DELETE FROM dataset_unit_column WHERE dataset = 72 AND \"column\" = -1",
        "UPDATE dataset_unit_column SET \"column\" = -2 WHERE dataset = 72 AND \"column\" = -1",
        "UPDATE dataset_unit_column SET rows = 3 WHERE dataset = 72 AND \"column\" = -1",
        "UPDATE dataset_unit_column SET encoding = 64 WHERE dataset = 72 AND \"column\" = -1",
        "UPDATE dataset_unit_column SET bytes = x'ffff00' WHERE dataset = 72 AND \"column\" = -1",
        "INSERT INTO dataset_unit_column VALUES (72, -1, 2, 1, 64, 0, 0, x'0000')",
    };
    const auto file = shop.folder / "changed.cairn";
    for (const char* change : changes) {
        INFO(change);
        std::filesystem::copy_file(shop.file, file,
                                   std::filesystem::copy_options::overwrite_existing);
        sql(file, change);
        CHECK(codeOf([&] { stored(file); }) == ErrorCode::Damaged);
    }
}

TEST_CASE("forgetting all ids leaves the customers and none of their ids in any file") {
    const Shop shop;
    const auto pieces = shop.pieces();
    REQUIRE(pieces.size() > 10);
    for (const std::string& piece : pieces)
        REQUIRE(shop.anywhere(piece));
    REQUIRE(shop.anywhere("ann#7Qx"));
    {
        auto crashed = shop.open();
        retitle(crashed, "Unsaved bakery"); // closed with an edit that is not in the file
    }
    auto copy = shop.open();
    double told = 0;
    JobControl job;
    job.onProgress = [&](double fraction, std::string_view) { told = fraction; };
    CHECK(copy.forgetIds(job) == 2);
    CHECK(told == 1);
    copy.saveTo(shop.file);
    for (const std::string& piece : pieces)
        CHECK_FALSE(shop.anywhere(piece));
    CHECK_FALSE(shop.anywhere("ann#7Qx"));
    CHECK_FALSE(shop.anywhere("keep_ids")); // nor will a newer export keep them
    const auto log = std::get<EventLog>(copy.dataset(kApril));
    CHECK(log.ids.empty());
    CHECK(log.rows() == 40'000);
    CHECK(log.fingerprints == shop.april.fingerprints);
    CHECK(copy.version(1).datasets.find(kMarch)->plan ==
          R"({"columns":[],"steps":[{"file":"a"}]})");
    while (copy.history().canUndo())
        copy.undo();
    while (copy.history().canRedo())
        copy.redo();
    CHECK(copy.forgetIds() == 0);
    copy.closeAndRemove();
    CHECK(checkFile(shop.file).sound());
}

TEST_CASE("forgetting a customer takes the id, and the others keep theirs") {
    const Shop shop;
    REQUIRE(shop.anywhere("ann#7Qx"));
    REQUIRE(shop.anywhere("Bob|92z"));
    auto copy = shop.open();
    CHECK(copy.forgetCustomer(1000, kKey).parts.size() == 2);
    copy.saveTo(shop.file);
    CHECK_FALSE(shop.anywhere("ann#7Qx"));
    CHECK(shop.anywhere("Bob|92z"));
    const UnitIds left = std::get<EventLog>(copy.dataset(kApril)).ids;
    REQUIRE(left.size() == 39'999);
    for (std::size_t i = 0; i < left.size(); ++i)
        REQUIRE(left[i] == shop.april.ids[i + 1]);
}

TEST_CASE("with another computer's key a customer is found by the id where ids are kept") {
    const Shop shop;
    auto copy = shop.open();
    const Forgotten byNumber = copy.forgetCustomer(1000, kKey + 1);
    CHECK(byNumber.parts.empty());
    CHECK(byNumber.unsearchable.size() == 2);
    const Forgotten nobody = copy.forgetCustomer(1000, kKey + 1, {}, "nobody");
    CHECK(nobody.parts.empty());
    CHECK(nobody.unsearchable.empty());
    const Forgotten ann = copy.forgetCustomer(1000, kKey + 1, {}, "ann#7Qx");
    CHECK(ann.parts.size() == 2);
    CHECK(std::get<EventLog>(copy.dataset(kMarch)).units == 1);
    // Somebody's id is not known: it may be the one that is asked for.
    EventLog partly = logOf(2);
    partly.ids = {};
    partly.ids.add("");
    partly.ids.add("Bob|92z");
    copy.putDataset(kMarch, partly);
    CHECK(copy.forgetCustomer(1000, kKey + 1, {}, "cid").unsearchable.size() == 1);
    CHECK(copy.forgetCustomer(1000, kKey + 1, {}, "").parts.empty());
}

TEST_CASE("data removed without trace take their ids along") {
    const Shop shop;
    const auto pieces = shop.pieces();
    auto copy = shop.open();
    copy.eraseDataset(kApril);
    copy.eraseDataset(kMarch);
    copy.saveTo(shop.file);
    for (const std::string& piece : pieces)
        CHECK_FALSE(shop.anywhere(piece));
    CHECK_FALSE(shop.anywhere("ann#7Qx"));
}

TEST_CASE("forgetting that is stopped before the end keeps the ids") {
    const Shop shop;
    auto copy = shop.open();
    std::stop_source stop;
    JobControl job;
    job.stop = stop.get_token();
    job.onProgress = [&](double fraction, std::string_view) {
        CHECK(fraction < 1); // that is past the last chance
        stop.request_stop();
    };
    CHECK(codeOf([&] { copy.forgetCustomer(1000, kKey, job); }) == ErrorCode::Cancelled);
    CHECK(codeOf([&] { copy.forgetIds(job); }) == ErrorCode::Cancelled);
    CHECK(std::get<EventLog>(copy.dataset(kApril)).ids == shop.april.ids);
}

TEST_CASE("a file from before there were ids opens, and is saved with none") {
    const TempFolder folder;
    const auto file = folder / "old.cairn";
    {
        SQLite::Database db(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        db.exec("PRAGMA page_size=16384; PRAGMA application_id=1128354382");
        for (const store::Migration& step : store::migrations().first(4))
            db.exec(step.statements);
        db.exec("PRAGMA user_version=4;"
                "INSERT INTO dataset VALUES (71, 0, 'Shop', 'shop.csv', 'events', 1, 5, 5, 1, 0, "
                "1, '{}', '[]', NULL);"
                "INSERT INTO dataset_content VALUES (71, 'events', 1, 0);"
                "INSERT INTO dataset_names VALUES (71, 0, 'visit');"
                "INSERT INTO event_chunk VALUES (71, 0, 0, 1, 0, 0, 0, x''), "
                "(71, 0, 1, 1, 0, 5, 5, x''), (71, 0, 2, 1, 0, 0, 0, x'');");
    }
    CHECK(stored(file, kMarch).ids.empty());
    auto copy = WorkingCopy::open(folder / "working", file);
    copy.saveTo(file);
    CHECK(inspectFile(file).version == kFileVersion);
    CHECK(stored(file, kMarch).rows() == 1);
    CHECK(stored(file, kMarch).ids.empty());
}
