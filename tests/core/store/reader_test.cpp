// A file that is looked at once and then asked several times.
#include "core/store/store_support.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr DatasetId kShop{7};
using Only = std::vector<std::string>;

EventLog someEvents() {
    EventLogBuilder builder({"plan"});
    for (int i = 0; i < 1000; ++i) {
        const std::string_view plan = i % 3 == 0 ? "free" : "paid";
        builder.add("u" + std::to_string(i % 100), i * 1000, i % 2 == 0 ? "visit" : "buy",
                    std::span(&plan, 1));
    }
    EventLog log = builder.finish();
    log.fingerprintKey = 5;
    UnitProperty country{"country", {"NL", "PT"}, {}};
    for (std::uint32_t unit = 0; unit < log.units; ++unit) {
        log.fingerprints.push_back(unit * std::uint64_t{0x9E3779B97F4A7C15});
        country.codes.push_back(unit % 2);
    }
    log.unitProperties = {country};
    return log;
}

/// A picture makes it large enough for its events not to be gone through before they are asked for.
std::filesystem::path largeShop(const TempFolder& folder) {
    const auto file = folder / "shop.cairn";
    auto copy = WorkingCopy::create(folder / "working", bakery());
    copy.putDataset(kShop, someEvents());
    Dataset dataset;
    dataset.id = kShop;
    Image image;
    image.id = ImageId{8};
    image.name = "wall";
    image.mediaType = "image/png";
    image.bytes = std::string(std::size_t{17} << 20, 'x');
    const Project after = put(put(copy.project(), dataset), image);
    copy.record({"import", 1, diff(copy.project(), after)}, after);
    copy.saveTo(file);
    return file;
}

/// Rubbish over the first page of a table.
void spoil(const std::filesystem::path& file, const std::string& table) {
    const auto page =
        std::stoull(answer(file, "SELECT rootpage FROM sqlite_schema WHERE name='" + table + "'"));
    const auto size = std::stoull(answer(file, "PRAGMA page_size"));
    std::string bytes = bytesOf(file);
    bytes.replace((page - 1) * size, size, std::string(size, '\x7e'));
    setBytes(file, bytes);
}

std::uint64_t rowsOf(const DatasetContent& content) {
    return std::get<EventLog>(content).rows();
}

} // namespace

TEST_CASE("a reader answers of the file it was opened on, also when another is saved over it") {
    const TempFolder folder;
    const auto file = largeShop(folder);
    ProjectReader reader(file);
    const Project before = reader.project();
    writeProject(file, Project{});
    CHECK(loadProject(file) == Project{});
    CHECK(reader.project() == before);
    CHECK(reader.file() == file);
    CHECK(rowsOf(reader.dataset(kShop)) == 1000);
    CHECK(std::get<EventLog>(reader.dataset(kShop)).fingerprints == someEvents().fingerprints);
    const EventLog plan = std::get<EventLog>(reader.dataset(kShop, {}, Only{"plan"}));
    CHECK(plan.rows() == 1000);
    CHECK(plan.fingerprints.empty());
    CHECK(codeOf([&] { (void)reader.dataset(DatasetId{9}); }) == ErrorCode::NotFound);
    CHECK(reader.project() == before); // a failure is that question's alone
    CHECK(codeOf([&] { (void)loadDataset(file, kShop); }) == ErrorCode::NotFound);
}

TEST_CASE("a question that was stopped does not stop the next") {
    const TempFolder folder;
    ProjectReader reader(largeShop(folder));
    std::stop_source stop;
    stop.request_stop();
    JobControl job;
    job.stop = stop.get_token();
    CHECK(codeOf([&] { (void)reader.dataset(kShop, job); }) == ErrorCode::Cancelled);
    CHECK(rowsOf(reader.dataset(kShop)) == 1000);
}

TEST_CASE("of a large file, damage is told to who asks for what is damaged") {
    const TempFolder folder;
    const auto file = largeShop(folder);
    const Project whole = loadProject(file);
    SECTION("events") {
        spoil(file, "event_chunk");
        ProjectReader reader(file);
        CHECK(reader.project() == whole);
        CHECK(codeOf([&] { (void)reader.dataset(kShop, {}, Only{}); }) == ErrorCode::Damaged);
        CHECK(codeOf([&] { (void)reader.dataset(kShop); }) == ErrorCode::Damaged);
    }
    SECTION("what is known of the customers") {
        spoil(file, "dataset_unit_column");
        ProjectReader reader(file);
        CHECK(reader.project() == whole);
        CHECK(rowsOf(reader.dataset(kShop, {}, Only{"plan"})) == 1000);
        CHECK(codeOf([&] { (void)reader.dataset(kShop, {}, Only{"country"}); }) ==
              ErrorCode::Damaged);
        CHECK(codeOf([&] { (void)reader.dataset(kShop); }) == ErrorCode::Damaged);
    }
    SECTION("the map") {
        spoil(file, "stage");
        CHECK(codeOf([&] { (void)ProjectReader(file); }) == ErrorCode::Damaged);
    }
    CHECK(codeOf([&] { (void)inspectFile(file); }) == ErrorCode::Damaged);
}
