#include <random>

#include "cairn/model/validate.hpp"
#include "core/store/store_support.hpp"
#include "support/random_project.hpp"
#include "support/rounds.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr std::size_t kPage = 16384;

/// Enough cards to fill several pages.
Project manyCards(int count) {
    Project project = bakery();
    const Lane* lane = nullptr;
    for (const auto& row : project.lanes)
        if (row->kind == LaneKind::Actions)
            lane = row.get();
    for (int i = 0; i < count; ++i) {
        Card card;
        card.id = CardId{static_cast<std::uint64_t>(1000 + i)};
        card.map = MapId{100};
        card.stage = StageId{201};
        card.lane = lane->id;
        card.kind = CardKind::Action;
        card.rank = i;
        card.text = "card " + std::to_string(i) + std::string(300, '.');
        project.cards.put(card);
    }
    return project;
}

/// Every way of opening either works or throws Error; nothing else may happen.
void openEveryWay(const std::filesystem::path& file) {
    const auto quietly = [](auto&& f) {
        try {
            f();
        } catch (const Error&) {
            // a refusal is a fine answer
        }
    };
    quietly([&] { inspectFile(file); });
    quietly([&] { loadProject(file); });
    quietly([&] { checkFile(file); });
    quietly([&] {
        const Salvage salvage = salvageProject(file);
        for (const auto& problem : validate(salvage.project))
            CHECK(problem.severity != Problem::Severity::Broken);
    });
    quietly([&] {
        const TempFolder working;
        auto copy = WorkingCopy::open(working.path(), file);
        retitle(copy, "opened");
        copy.undo();
    });
}

bool anyMentions(const std::vector<std::string>& lines, const std::string& word) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.find(word) != std::string::npos;
    });
}

} // namespace

TEST_CASE("a file cut off anywhere is refused, never a crash") {
    const TempFolder folder;
    const auto whole = folder / "whole.cairn";
    const auto cut = folder / "cut.cairn";
    writeProject(whole, manyCards(300));
    const std::string bytes = bytesOf(whole);
    std::mt19937 random(4);
    for (int i = 0; i < rounds(60); ++i) {
        const std::size_t length = random() % bytes.size();
        INFO("cut to " << length);
        setBytes(cut, bytes.substr(0, length));
        const ErrorCode code = codeOf([&] { loadProject(cut); });
        CHECK((code == ErrorCode::Damaged || code == ErrorCode::Foreign));
        openEveryWay(cut);
    }
}

TEST_CASE("flipped bytes are refused or read, never a crash") {
    const TempFolder folder;
    const auto whole = folder / "whole.cairn";
    const auto flipped = folder / "flipped.cairn";
    {
        auto copy = WorkingCopy::create(folder / "w", RandomEditor(9).project(80));
        retitle(copy, "with history");
        copy.addVersion("and a version");
        copy.putDataset(DatasetId{77}, StepCounts{{{"a", "", 1}}});
        copy.saveTo(whole);
    }
    const std::string bytes = bytesOf(whole);
    for (int seed = 0; seed < rounds(60); ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        std::string damaged = bytes;
        const bool early = seed % 3 == 0; // the first page holds the schema
        const std::size_t flips = 1 + random() % 20;
        for (std::size_t i = 0; i < flips; ++i)
            damaged[random() % (early ? kPage : damaged.size())] =
                static_cast<char>(random() & 0xff);
        setBytes(flipped, damaged);
        openEveryWay(flipped);
    }
}

TEST_CASE("whole pages of rubbish are survived, and the rows of the other pages are saved") {
    const TempFolder folder;
    const auto whole = folder / "whole.cairn";
    const auto damaged = folder / "damaged.cairn";
    const Project project = manyCards(1000);
    writeProject(whole, project);
    const std::string bytes = bytesOf(whole);
    // Find a page in the middle of the cards.
    const std::size_t page = bytes.find("card 500.") / kPage;
    REQUIRE(page > 1);
    std::string broken = bytes;
    for (std::size_t i = 0; i < kPage; ++i)
        broken[page * kPage + i] = static_cast<char>(i * 31);
    setBytes(damaged, broken);
    REQUIRE(codeOf([&] { loadProject(damaged); }) == ErrorCode::Damaged);
    REQUIRE_FALSE(checkFile(damaged).damage.empty());

    const Salvage salvage = salvageProject(damaged);
    REQUIRE(salvage.project.facts == project.facts);
    REQUIRE(salvage.project.stages == project.stages);
    REQUIRE(salvage.project.cards.find(CardId{1000}) != nullptr);
    REQUIRE(salvage.project.cards.find(CardId{1999}) != nullptr);
    REQUIRE(salvage.project.cards.find(CardId{1500}) == nullptr);
    // A page of 16 kB holds fewer than 50 such cards.
    REQUIRE(salvage.project.cards.size() > 950);
    REQUIRE(salvage.project.cards.size() < 1000);
    REQUIRE(anyMentions(salvage.lost, "card"));
}

TEST_CASE("several damaged pages cost only their own rows") {
    const TempFolder folder;
    const auto damaged = folder / "damaged.cairn";
    writeProject(damaged, manyCards(2000));
    std::string bytes = bytesOf(damaged);
    for (const char* text : {"card 200.", "card 900.", "card 1700."}) {
        const std::size_t page = bytes.find(text) / kPage;
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(page * kPage), kPage, '\xee');
    }
    setBytes(damaged, bytes);
    const Salvage salvage = salvageProject(damaged);
    REQUIRE(salvage.project.cards.size() > 1850);
    for (const int kept : {0, 500, 600, 1300, 1400, 1999})
        CHECK(salvage.project.cards.find(CardId{static_cast<std::uint64_t>(1000 + kept)}) !=
              nullptr);
}

TEST_CASE("of a file that was cut off, what lies before the cut is saved") {
    const TempFolder folder;
    const auto file = folder / "cut.cairn";
    writeProject(file, manyCards(1000));
    const std::string bytes = bytesOf(file);
    setBytes(file, bytes.substr(0, bytes.find("card 600.") / kPage * kPage));
    const Salvage salvage = salvageProject(file);
    REQUIRE(salvage.project.facts.title == "Corner bakery");
    REQUIRE(salvage.project.cards.size() >= 500);
    REQUIRE_FALSE(salvage.lost.empty());
}

TEST_CASE("salvage of a sound file loses nothing") {
    const TempFolder folder;
    const Project project = manyCards(100);
    writeProject(folder / "a.cairn", project);
    const Salvage salvage = salvageProject(folder / "a.cairn");
    REQUIRE(salvage.project == project);
    REQUIRE(salvage.lost.empty());
}

TEST_CASE("a bad row is lost alone") {
    const TempFolder folder;
    const auto file = folder / "a.cairn";
    writeProject(file, manyCards(10));
    sql(file, "UPDATE card SET kind='poem' WHERE id=1003");
    const Salvage salvage = salvageProject(file);
    REQUIRE(salvage.project.cards.size() == 9);
    REQUIRE(anyMentions(salvage.lost, "card.kind of row 1003"));
}

TEST_CASE("cards keep a place when the stage, lane or map they lie on is lost") {
    const TempFolder folder;
    const auto file = folder / "a.cairn";
    Project project = manyCards(3);
    Link link;
    link.id = LinkId{5000};
    link.map = MapId{100};
    link.from = CardId{1000};
    link.to = CardId{4444}; // leads to nothing
    project.links.put(link);
    writeProject(file, project);
    sql(file, "DELETE FROM stage; DELETE FROM lane; DELETE FROM map");
    REQUIRE_FALSE(checkFile(file).references.empty());
    const Salvage salvage = salvageProject(file);
    REQUIRE(salvage.project.cards == project.cards);
    REQUIRE(salvage.project.stages.find(StageId{201})->title == "Recovered stage");
    REQUIRE(salvage.project.maps.find(MapId{100})->title == "Recovered map");
    REQUIRE(salvage.project.lanes.size() == 1);
    REQUIRE((*salvage.project.lanes.begin())->kind == LaneKind::Actions);
    REQUIRE(salvage.project.links.empty());
    for (const auto& problem : validate(salvage.project))
        REQUIRE(problem.severity != Problem::Severity::Broken);
}

TEST_CASE("a damaged file that a person opens is left as it was") {
    const TempFolder folder;
    const auto file = folder / "a.cairn";
    writeProject(file, manyCards(500));
    std::string bytes = bytesOf(file);
    std::fill_n(bytes.end() - kPage, kPage, '\x11');
    setBytes(file, bytes);
    openEveryWay(file);
    REQUIRE(bytesOf(file) == bytes);
    REQUIRE(folder.names() == std::vector<std::string>{"a.cairn"});
}
