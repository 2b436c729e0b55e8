// What must leave no trace, looked for in the raw bytes of every file that is left.
#include "core/store/store_support.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr DatasetId kMarch{71}, kApril{72};
constexpr MapId kMap{100};
constexpr std::uint64_t kKey = 0x1234'5678, kAnn = 0xA11A'5EC2'E7B0'D1E5, kBob = 77;

/// Ann's words are in no other customer's events. Many of them, so that pages split and merge.
EventLog visits(const std::string& month, int rows = 3000) {
    EventLogBuilder builder({"remark"});
    for (int i = 0; i < rows; ++i) {
        const bool ann = i % 3 == 0;
        const std::string remark = ann ? month + "-ann-secret-" + std::to_string(i)
                                       : month + "-bob-words-" + std::to_string(i);
        const std::vector<std::string_view> values{remark};
        builder.add(ann ? "ann" : "bob", 1'700'000'000'000 + i, ann ? "annoyed" : "pleased",
                    values);
    }
    EventLog log = builder.finish();
    log.fingerprints = {kAnn, kBob};
    log.fingerprintKey = kKey;
    return log;
}

Dataset described(DatasetId id, const std::string& file, const EventLog& log) {
    Dataset dataset;
    dataset.id = id;
    dataset.name = dataset.fileName = file;
    dataset.kind = "events";
    dataset.rows = static_cast<std::int64_t>(log.rows());
    dataset.units = log.units;
    dataset.firstEvent = log.firstTime();
    dataset.lastEvent = log.lastTime();
    dataset.plan = "{\"columns of\": \"" + file + "\"}";
    dataset.source = {
        {"import", file, 1, dataset.rows, dataset.rows, 2, dataset.firstEvent, dataset.lastEvent}};
    return dataset;
}

/// A file that has seen March, a version, April after it, edits, undone ones and saves.
struct Shop {
    TempFolder folder;
    std::filesystem::path working = folder / "working";
    std::filesystem::path file = folder / "shop.cairn";

    Shop() {
        writeProject(file, bakery());
        auto copy = open();
        add(copy, kMarch, "march-orders.csv");
        copy.addVersion("after March");
        copy.saveTo(file);
        add(copy, kApril, "april-orders.csv");
        retitle(copy, "Night bakery");
        retitle(copy, "Day bakery");
        copy.undo();
        copy.saveTo(file);
    }
    WorkingCopy open() const { return WorkingCopy::open(working, file); }
    static void add(WorkingCopy& copy, DatasetId id, const std::string& name) {
        const EventLog log = visits(name.substr(0, 5));
        copy.putDataset(id, log);
        const Project after = succeedDataset(copy.project(), kMap, described(id, name, log));
        copy.record({"import " + name, 5, diff(copy.project(), after)}, after);
    }
    /// Where any file of this test still holds the text, plain or in UTF-16.
    std::vector<std::string> holding(const std::string& text) const {
        std::string wide;
        for (const char c : text)
            wide += {c, '\0'};
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
            if (!entry.is_regular_file())
                continue;
            const std::string bytes = bytesOf(entry.path());
            if (bytes.find(text) != std::string::npos || bytes.find(wide) != std::string::npos)
                found.push_back(entry.path().filename().string());
        }
        return found;
    }
};

std::string raw(std::uint64_t number) {
    return {reinterpret_cast<const char*>(&number), sizeof number};
}

/// Every state on the way back and forth, and back again.
void requireWholeHistory(WorkingCopy& copy) {
    const Project now = copy.project();
    while (copy.history().canUndo())
        copy.undo();
    const Project start = copy.project();
    while (copy.history().canRedo())
        copy.redo();
    while (copy.history().canUndo())
        copy.undo();
    REQUIRE(copy.project() == start);
    while (!(copy.project() == now))
        copy.redo();
}

} // namespace

TEST_CASE("a dataset removed without trace is in no file, no step back and no version") {
    const Shop shop;
    REQUIRE_FALSE(shop.holding("march-ann-secret").empty());
    REQUIRE_FALSE(shop.holding("march-orders").empty());
    auto copy = shop.open();
    copy.eraseDataset(kMarch);
    CHECK(copy.project().datasets.find(kMarch) == nullptr);
    CHECK_FALSE(copy.project().datasets.find(kApril)->previous);
    CHECK(copy.project().maps.find(kMap)->funnel.dataset == kApril);
    CHECK(copy.project().maps.find(kMap)->funnel.compare == ComparisonSetup{});
    CHECK(copy.version(1).datasets.find(kMarch) == nullptr);
    CHECK_FALSE(copy.version(1).maps.find(kMap)->funnel.dataset);
    CHECK(copy.project().facts.title == "Night bakery");
    CHECK(copy.removedDatasets().empty());
    CHECK(codeOf([&] { copy.dataset(kMarch); }) == ErrorCode::NotFound);
    copy.saveTo(shop.file);
    for (const char* trace : {"march-ann-secret", "march-bob-words", "march-orders"})
        CHECK(shop.holding(trace) == std::vector<std::string>{});
    // April is as it was, and every step still leads to the next.
    CHECK(std::get<EventLog>(copy.dataset(kApril)).rows() == 3000);
    requireWholeHistory(copy);
    copy.closeAndRemove();
    CHECK(checkFile(shop.file).sound());
    CHECK(codeOf([&] {
              auto again = shop.open();
              again.eraseDataset(kMarch);
          }) == ErrorCode::NotFound);
}

TEST_CASE("a dataset that was removed the usual way can still be erased") {
    const Shop shop;
    auto copy = shop.open();
    Project after = removeDataset(copy.project(), kMarch);
    copy.record({"remove data", 9, diff(copy.project(), after)}, after);
    copy.saveTo(shop.file);
    REQUIRE_FALSE(shop.holding("march-ann-secret").empty());
    REQUIRE(copy.removedDatasets().size() == 1);
    CHECK(copy.removedDatasets().front().name == "march-orders.csv");
    copy.eraseDataset(kMarch);
    copy.saveTo(shop.file);
    CHECK(shop.holding("march-ann-secret").empty());
    CHECK(shop.holding("march-orders").empty());
    requireWholeHistory(copy);
}

TEST_CASE("a forgotten customer is in no file, no step back and no version, and the others stay") {
    const Shop shop;
    REQUIRE_FALSE(shop.holding(raw(kAnn)).empty());
    auto copy = shop.open();
    const Forgotten forgotten = copy.forgetCustomer(kAnn, kKey);
    REQUIRE(forgotten.parts.size() == 2);
    CHECK(forgotten.parts[0].name == "march-orders.csv");
    CHECK(forgotten.parts[0].events == 1000); // every third of 3,000
    CHECK(forgotten.parts[1].events == 1000);
    CHECK(forgotten.unsearchable.empty());
    CHECK(forgotten.elsewhere == 0);
    copy.saveTo(shop.file);
    for (const char* trace : {"ann-secret", "annoyed"})
        CHECK(shop.holding(trace) == std::vector<std::string>{});
    CHECK(shop.holding(raw(kAnn)).empty());
    const auto& dataset = *copy.project().datasets.find(kApril);
    CHECK(dataset.rows == 2000);
    CHECK(dataset.units == 1);
    // Ann was the first; Bob the last.
    CHECK(dataset.firstEvent == 1'700'000'000'001);
    CHECK(dataset.lastEvent == 1'700'000'002'999);
    CHECK(dataset.source.front().first == 1'700'000'000'001);
    CHECK(dataset.source.front().rows == 2000);
    CHECK(copy.version(1).datasets.find(kMarch)->rows == 2000);
    const auto log = std::get<EventLog>(copy.dataset(kApril));
    CHECK(log.names == std::vector<std::string>{"pleased"});
    CHECK(log.fingerprints == std::vector<std::uint64_t>{kBob});
    requireWholeHistory(copy);
    copy.closeAndRemove();
    CHECK(checkFile(shop.file).sound());
}

TEST_CASE(
    "who is not in the data is found nowhere, and data of another key are said to be unsearched") {
    const Shop shop;
    auto copy = shop.open();
    const Project before = copy.project();
    const Forgotten nobody = copy.forgetCustomer(12345, kKey);
    CHECK(nobody.parts.empty());
    CHECK(copy.project() == before);
    const Forgotten foreign = copy.forgetCustomer(kAnn, kKey + 1);
    CHECK(foreign.parts.empty());
    CHECK(foreign.unsearchable == std::vector<std::string>{"march-orders.csv", "april-orders.csv"});
}

TEST_CASE("forgetting reaches the copy of the same file that a crash left") {
    const Shop shop;
    {
        auto crashed = shop.open();
        retitle(crashed, "Unsaved bakery"); // closed with an edit that is not in the file
    }
    REQUIRE(WorkingCopy::recoverable(shop.working).size() == 1);
    auto copy = shop.open();
    CHECK(copy.forgetCustomer(kAnn, kKey).elsewhere == 0);
    copy.saveTo(shop.file);
    CHECK(shop.holding("ann-secret").empty());
    copy.eraseDataset(kMarch);
    copy.saveTo(shop.file);
    CHECK(shop.holding("march-orders").empty());
    copy.closeAndRemove();
    const auto left = WorkingCopy::recoverable(shop.working);
    REQUIRE(left.size() == 1);
    CHECK(left[0].title == "Unsaved bakery");
    auto resumed = WorkingCopy::resume(left[0]);
    CHECK(resumed.project().facts.title == "Unsaved bakery");
    requireWholeHistory(resumed);
}

TEST_CASE("forgetting that is stopped leaves everything as it was") {
    const Shop shop;
    auto copy = shop.open();
    std::stop_source stop;
    stop.request_stop();
    JobControl job;
    job.stop = stop.get_token();
    const Project before = copy.project();
    CHECK(codeOf([&] { copy.forgetCustomer(kAnn, kKey, job); }) == ErrorCode::Cancelled);
    CHECK(codeOf([&] { copy.eraseDataset(kMarch, job); }) == ErrorCode::Cancelled);
    CHECK(copy.project() == before);
    CHECK(std::get<EventLog>(copy.dataset(kMarch)).rows() == 3000);
    retitle(copy, "Still at work"); // the stop is for that job alone
    copy.saveTo(shop.file);
    CHECK(loadProject(shop.file).facts.title == "Still at work");
}

TEST_CASE("copies from before a file was brought up to date are found beside it") {
    const TempFolder folder;
    writeProject(folder / "shop.cairn", bakery());
    setBytes(folder / "shop.v2.cairn", "old");
    setBytes(folder / "shop.v2000.cairn", "a person's own");
    CHECK(olderCopiesOf(folder / "shop.cairn") ==
          std::vector<std::filesystem::path>{folder / "shop.v2.cairn"});
}
