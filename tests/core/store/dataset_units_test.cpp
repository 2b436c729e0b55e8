// What is kept of the customers themselves, and files from before it was.
#include "core/store/schema.hpp"
#include "core/store/store_support.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr DatasetId kShop{7};

/// More customers than fit into one chunk, so that there are two of every column.
EventLog manyCustomers() {
    EventLog log;
    log.units = kChunkRows + 3;
    log.names = {"visit"};
    log.properties = {{"plan", {"free", "paid"}, false, 0}};
    log.fingerprintKey = 0xfedc'ba98'7654'3210;
    UnitProperty country{"country", {"NL", "PT"}, {}}, tier{"tier", {}, {}};
    for (std::uint32_t unit = 0; unit < log.units; ++unit) {
        log.fingerprints.push_back(~std::uint64_t{0} - std::uint64_t{unit} * 0x1'0000'0001);
        country.codes.push_back(unit % 3 == 2 ? kNoValue : unit % 3);
        tier.codes.push_back(kNoValue);
    }
    log.unitProperties = {country, tier};
    return log;
}

void requireSameCustomers(const EventLog& a, const EventLog& b) {
    REQUIRE(a.units == b.units);
    REQUIRE(a.fingerprintKey == b.fingerprintKey);
    REQUIRE(a.fingerprints == b.fingerprints);
    REQUIRE(a.unitProperties.size() == b.unitProperties.size());
    for (std::size_t i = 0; i < a.unitProperties.size(); ++i) {
        REQUIRE(a.unitProperties[i].name == b.unitProperties[i].name);
        REQUIRE(a.unitProperties[i].values == b.unitProperties[i].values);
        REQUIRE(a.unitProperties[i].codes == b.unitProperties[i].codes);
    }
}

EventLog stored(const std::filesystem::path& file) {
    return std::get<EventLog>(loadDataset(file, kShop));
}

void saveShop(const TempFolder& folder, const std::filesystem::path& file) {
    auto copy = WorkingCopy::create(folder / "working", bakery());
    copy.putDataset(kShop, manyCustomers());
    Dataset dataset;
    dataset.id = kShop;
    const Project after = put(copy.project(), dataset);
    copy.record({"import", 1, diff(copy.project(), after)}, after);
    copy.saveTo(file);
}

} // namespace

TEST_CASE("fingerprints and properties of customers come back as they were") {
    const TempFolder folder;
    const auto file = folder / "shop.cairn";
    saveShop(folder, file);
    requireSameCustomers(stored(file), manyCustomers());
    CHECK(checkFile(file).sound());

    const auto lists = listProperties(file);
    REQUIRE(lists.size() == 1);
    const auto& list = lists.at(kShop);
    REQUIRE(list.size() == 3);
    CHECK(list[0].name == "plan");
    CHECK_FALSE(list[0].ofCustomer);
    CHECK(list[0].distinct == 2);
    CHECK(list[1].name == "country");
    CHECK(list[1].ofCustomer);
    CHECK(list[2].distinct == 0);
    // No blob is so large that a page cache would feel it.
    CHECK(std::stoll(answer(file, "SELECT max(length(bytes)) FROM dataset_unit_column")) ==
          8 * 32768);
}

TEST_CASE("a log without fingerprints is stored without, and keeps its joined properties") {
    const TempFolder folder;
    auto copy = WorkingCopy::create(folder / "working", bakery());
    EventLog log = manyCustomers();
    log.fingerprintKey = 0;
    log.fingerprints.clear();
    copy.putDataset(kShop, log);
    requireSameCustomers(std::get<EventLog>(copy.dataset(kShop)), log);
    log.unitProperties[0].codes.pop_back();
    CHECK(codeOf([&] { copy.putDataset(kShop, log); }) == ErrorCode::Internal);
    log.unitProperties.clear();
    copy.putDataset(kShop, log); // what was there before is replaced
    requireSameCustomers(std::get<EventLog>(copy.dataset(kShop)), log);
}

TEST_CASE("what is known of customers is refused when it is not as Cairn writes it") {
    const TempFolder folder;
    const auto whole = folder / "whole.cairn";
    saveShop(folder, whole);
    const char* const changes[] = {
        "UPDATE dataset_content SET fingerprint_key = 0", // fingerprints without a key
        "UPDATE dataset_content SET units = units + 1",   // one customer is not told of
        "UPDATE dataset_content SET units = 4294967295",  // nor are four billion
        "UPDATE dataset_content SET units = units - 4",   // more than there are
        "DELETE FROM dataset_unit_column WHERE \"column\" = 0 AND chunk = 1",
        "DELETE FROM dataset_unit_column WHERE \"column\" = 2",
        "UPDATE dataset_unit_column SET chunk = 2 WHERE chunk = 1",
        "UPDATE dataset_unit_column SET rows = 2 WHERE chunk = 1",
        "UPDATE dataset_unit_column SET encoding = 9 WHERE \"column\" = 1",
        "UPDATE dataset_unit_column SET encoding = 300 WHERE \"column\" = 1",
        "UPDATE dataset_unit_column SET encoding = 0 WHERE \"column\" = 0",
        "UPDATE dataset_unit_column SET bytes = x'00' WHERE \"column\" = 0 AND chunk = 1",
        "UPDATE dataset_unit_column SET bytes = x'0000' WHERE \"column\" = 1 AND chunk = 1",
        "UPDATE dataset_unit_column SET maximum = 5 WHERE \"column\" = 1", // a value there is not
        "DELETE FROM dataset_property_value WHERE property = 1 AND code = 1",
        "DELETE FROM dataset_property_value WHERE property = 1 AND code = 0",
        "INSERT INTO dataset_property_value VALUES (7, 9, 0, 'x')",
        "UPDATE dataset_property SET of_unit = 0 WHERE property = 2",
        "UPDATE dataset_property SET of_unit = 2 WHERE property = 2",
        "UPDATE dataset_property SET is_session = 1 WHERE property = 1",
        "UPDATE dataset_property SET property = 5 WHERE property = 2",
        "INSERT INTO dataset_unit_column VALUES (7, 9, 0, 1, 0, 0, 0, x'')",
    };
    for (const char* change : changes) {
        INFO(change);
        const auto file = folder / "changed.cairn";
        std::filesystem::copy_file(whole, file, std::filesystem::copy_options::overwrite_existing);
        sql(file, change);
        REQUIRE(codeOf([&] { stored(file); }) == ErrorCode::Damaged);
    }
}

TEST_CASE("what is known of customers goes with the dataset's rows") {
    const TempFolder folder;
    const auto file = folder / "shop.cairn";
    auto copy = WorkingCopy::create(folder / "working", bakery());
    copy.putDataset(kShop, manyCustomers()); // its edit never comes
    retitle(copy, "Other");
    copy.saveTo(file);
    CHECK(answer(file, "SELECT count(*) FROM dataset_unit_column") == "0");
    CHECK(answer(file, "SELECT count(*) FROM dataset_property") == "0");
}

TEST_CASE("a file of the first version opens with its data, and is saved as the newest") {
    const TempFolder folder;
    const auto file = folder / "old.cairn";
    {
        SQLite::Database db(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        db.exec("PRAGMA page_size=16384; PRAGMA application_id=1128354382");
        db.exec(store::migrations().front().statements);
        db.exec("PRAGMA user_version=1;"
                "UPDATE project SET title = 'Old shop';"
                "INSERT INTO map VALUES (100, 0, 'Buying', 'current', '', '[]', "
                "'{\"dataset\":7,\"window_ms\":604800000}');"
                "INSERT INTO dataset VALUES (7, 0, 'Shop', 'shop.csv', 'events', 1, 5, 5, 2, 0, 1, "
                "'{}');"
                "INSERT INTO dataset_content VALUES (7, 'events', 1);"
                "INSERT INTO dataset_names VALUES (7, 0, 'visit');"
                "INSERT INTO dataset_property VALUES (7, 0, 'plan', 0, 0);"
                "INSERT INTO dataset_property_value VALUES (7, 0, 0, 'free');"
                "INSERT INTO event_chunk VALUES (7, 0, 0, 2, 0, 0, 0, x''), "
                "(7, 0, 1, 2, 0, 5, 5, x''), (7, 0, 2, 2, 0, 0, 0, x''), "
                "(7, 0, 3, 2, 0, 0, 0, x'');");
    }
    const auto requireShop = [&](const Project& project, const EventLog& log) {
        REQUIRE(project.facts.title == "Old shop");
        const Dataset* dataset = project.datasets.find(kShop);
        REQUIRE(dataset != nullptr);
        REQUIRE(dataset->source.empty());
        REQUIRE_FALSE(dataset->previous);
        REQUIRE(project.maps.find(MapId{100})->funnel.dataset == kShop);
        REQUIRE(log.rows() == 2);
        REQUIRE(log.properties.at(0).values == std::vector<std::string>{"free"});
        REQUIRE(log.fingerprintKey == 0);
        REQUIRE(log.unitProperties.empty());
    };
    requireShop(loadProject(file), stored(file)); // without a change to it
    CHECK(inspectFile(file).version == 1);
    const Salvage saved = salvageProject(file); // damaged or not, it knows no newer columns
    CHECK(saved.project == loadProject(file));
    CHECK(saved.lost ==
          std::vector<std::string>{
              "The imported rows of “Shop” are not carried over: import the file again."});
    auto copy = WorkingCopy::open(folder / "working", file);
    requireShop(copy.project(), std::get<EventLog>(copy.dataset(kShop)));
    copy.saveTo(file);
    CHECK(inspectFile(file).version == kFileVersion);
    requireShop(loadProject(file), stored(file));
    CHECK(inspectFile(folder / "old.v1.cairn").version == 1);
}
