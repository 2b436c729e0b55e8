#include "core/store/store_support.hpp"
#include "support/log_guard.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Desk {
    TempFolder folder;
    std::filesystem::path working = folder / "working";
    std::filesystem::path file = folder / "bakery.cairn";
    Desk() { writeProject(file, bakery()); }
    WorkingCopy open() const { return WorkingCopy::open(working, file); }
    std::vector<Recoverable> left() const { return WorkingCopy::recoverable(working); }
    bool workingFolderIsEmpty() const { return std::filesystem::is_empty(working); }
};

} // namespace

TEST_CASE("a working copy that was not edited goes when it is closed") {
    const Desk desk;
    { const auto copy = desk.open(); }
    REQUIRE(desk.workingFolderIsEmpty());
}

TEST_CASE(
    "an edit is in the working copy when record returns, and the person's file is untouched") {
    const Desk desk;
    const std::string before = bytesOf(desk.file);
    auto copy = desk.open();
    REQUIRE_FALSE(copy.dirty());
    retitle(copy, "Night bakery");
    REQUIRE(copy.dirty());
    REQUIRE(answer(copy.path(), "SELECT title FROM project") == "Night bakery");
    REQUIRE(answer(copy.path(), "SELECT label FROM history") == "rename the project");
    REQUIRE(bytesOf(desk.file) == before);
    copy.saveTo(desk.file);
    REQUIRE_FALSE(copy.dirty());
    REQUIRE(loadProject(desk.file).facts.title == "Night bakery");
    REQUIRE(copy.origin() == std::filesystem::canonical(desk.file));
}

TEST_CASE("an edit whose changes do not lead to its result is refused") {
    const Desk desk;
    auto copy = desk.open();
    Project other = copy.project();
    other.facts.title = "other";
    REQUIRE(codeOf([&] { copy.record({"lie", 1, {}}, other); }) == ErrorCode::Internal);
    REQUIRE_FALSE(copy.dirty());
}

TEST_CASE("unsaved edits wait in the working copy, with their way back") {
    const Desk desk;
    {
        auto copy = desk.open();
        retitle(copy, "one");
        retitle(copy, "two");
        retitle(copy, "three");
        copy.undo();
    }
    const auto left = desk.left();
    REQUIRE(left.size() == 1);
    REQUIRE(left[0].title == "two");
    REQUIRE(left[0].origin == std::filesystem::canonical(desk.file));
    REQUIRE(left[0].attempts == 0);
    REQUIRE(left[0].lastEdit > 1'700'000'000'000);

    auto copy = WorkingCopy::resume(left[0]);
    REQUIRE(copy.dirty());
    REQUIRE(copy.project().facts.title == "two");
    REQUIRE(copy.history().entries.size() == 3);
    copy.redo();
    REQUIRE(copy.project().facts.title == "three");
    copy.undo();
    copy.undo();
    copy.undo();
    REQUIRE(copy.project() == bakery());
    REQUIRE(codeOf([&] { copy.undo(); }) == ErrorCode::Internal);
}

TEST_CASE("undo survives saving and opening again") {
    const Desk desk;
    {
        auto copy = desk.open();
        retitle(copy, "one");
        retitle(copy, "two");
        copy.undo();
        copy.saveTo(desk.file);
    }
    auto copy = desk.open();
    REQUIRE(copy.history().entries.size() == 2);
    REQUIRE(copy.history().entries[0].label == "rename the project");
    REQUIRE(copy.history().entries[0].at == 1'700'000'000'000);
    REQUIRE(copy.history().canRedo());
    copy.redo();
    REQUIRE(copy.project().facts.title == "two");
    copy.undo();
    copy.undo();
    REQUIRE(copy.project() == bakery());
}

TEST_CASE("an edit after undo forgets what was undone, on disk too") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "one");
    retitle(copy, "two");
    copy.undo();
    retitle(copy, "other");
    copy.saveTo(desk.file);
    REQUIRE(answer(desk.file, "SELECT count(*) FROM history") == "2");
    REQUIRE_FALSE(copy.history().canRedo());
    copy.undo();
    REQUIRE(copy.project().facts.title == "one");
}

TEST_CASE("history keeps the newest 500 edits") {
    const Desk desk;
    {
        auto copy = desk.open();
        for (int i = 1; i <= 505; ++i)
            retitle(copy, std::to_string(i));
        copy.saveTo(desk.file);
    }
    auto copy = desk.open();
    REQUIRE(copy.history().entries.size() == 500);
    for (int i = 0; i < 500; ++i)
        copy.undo();
    REQUIRE(copy.project().facts.title == "5");
    REQUIRE_FALSE(copy.history().canUndo());
    retitle(copy, "again");
    copy.undo();
    REQUIRE(copy.project().facts.title == "5");
}

TEST_CASE("a history that cannot be read is dropped, not the project") {
    const Desk desk;
    {
        auto copy = desk.open();
        retitle(copy, "one");
        retitle(copy, "two");
        copy.saveTo(desk.file);
    }
    for (const char* damage : {"UPDATE history SET changes='{' WHERE seq=1",
                               "DELETE FROM history WHERE seq=1; UPDATE history_cursor SET done=7",
                               "DELETE FROM history_cursor"}) {
        INFO(damage);
        sql(desk.file, damage);
        auto copy = desk.open();
        REQUIRE(copy.project().facts.title == "two");
        REQUIRE(copy.history().entries.empty());
        retitle(copy, "three");
        copy.undo();
        REQUIRE(copy.project().facts.title == "two");
        copy.closeAndRemove();
    }
}

TEST_CASE("a second instance is told who has the file, and may read it") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "mine");
    const Error error = errorOf([&] { desk.open(); });
    REQUIRE(error.code() == ErrorCode::NoAccess);
    REQUIRE(error.why().find("process ") != std::string::npos);
    REQUIRE(error.why().find(" on ") != std::string::npos);
    REQUIRE(loadProject(desk.file) == bakery());
    // Reached by another way it is still the same file.
    REQUIRE(codeOf([&] {
                WorkingCopy::open(desk.working, desk.folder.path() / "." / "bakery.cairn");
            }) == ErrorCode::NoAccess);
    // A living owner's edits are not offered for recovery.
    REQUIRE(desk.left().empty());
    copy.closeAndRemove();
    REQUIRE_NOTHROW(desk.open());
}

TEST_CASE("nobody saves onto a file that is open elsewhere") {
    const Desk desk;
    const auto mine = desk.open();
    auto other = WorkingCopy::create(desk.working, bakery());
    REQUIRE(codeOf([&] { other.saveTo(desk.file, true); }) == ErrorCode::NoAccess);
}

TEST_CASE("saving under another name moves to that file") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "copy");
    const auto second = desk.folder / "second.cairn";
    copy.saveTo(second);
    REQUIRE(copy.origin() == std::filesystem::canonical(second));
    REQUIRE(loadProject(desk.file) == bakery());
    REQUIRE(loadProject(second).facts.title == "copy");
    // The first file is free again.
    REQUIRE_NOTHROW(desk.open());
}

TEST_CASE("recovery is counted, so that it cannot loop") {
    const Desk desk;
    {
        auto copy = desk.open();
        retitle(copy, "unsaved");
    }
    Recoverable found = desk.left().at(0);
    for (int i = 1; i <= 3; ++i) {
        // What a crash leaves: the files as they were while it ran.
        const TempFolder crash;
        {
            auto copy = WorkingCopy::resume(found);
            REQUIRE(copy.project().facts.title == "unsaved");
            std::filesystem::copy(desk.working, crash.path(),
                                  std::filesystem::copy_options::recursive);
        }
        std::filesystem::remove_all(desk.working);
        std::filesystem::copy(crash.path(), desk.working, std::filesystem::copy_options::recursive);
        found = desk.left().at(0);
        REQUIRE(found.attempts == i);
    }
    // Closed in order, or saved, it counts from nothing again.
    { const auto copy = WorkingCopy::resume(found); }
    REQUIRE(desk.left().at(0).attempts == 0);
    auto copy = WorkingCopy::resume(found);
    copy.saveTo(desk.file);
    REQUIRE(loadProject(desk.file).facts.title == "unsaved");
}

TEST_CASE("edits given up are gone") {
    const Desk desk;
    {
        auto copy = desk.open();
        retitle(copy, "unsaved");
    }
    WorkingCopy::discard(desk.left().at(0));
    REQUIRE(desk.workingFolderIsEmpty());
    REQUIRE(loadProject(desk.file) == bakery());
}

TEST_CASE("a working copy that cannot be read is offered, says why, and can be salvaged") {
    const Desk desk;
    {
        auto copy = desk.open();
        retitle(copy, "unsaved");
    }
    const auto path = desk.left().at(0).workingCopy;
    sql(path, "UPDATE map SET kind='nonsense'");
    const auto left = desk.left();
    REQUIRE(left.size() == 1);
    REQUIRE(codeOf([&] { WorkingCopy::resume(left[0]); }) == ErrorCode::Damaged);
    REQUIRE(salvageProject(path).project.facts.title == "unsaved");
    setBytes(path, "rubbish");
    REQUIRE(desk.left().size() == 1);
    REQUIRE(codeOf([&] { WorkingCopy::resume(left[0]); }) == ErrorCode::Foreign);
    WorkingCopy::discard(left[0]);
    REQUIRE(desk.left().empty());
}

TEST_CASE("a project without a file is dirty only once it was edited") {
    const TempFolder folder;
    auto copy = WorkingCopy::create(folder / "w", bakery());
    REQUIRE_FALSE(copy.origin());
    REQUIRE_FALSE(copy.dirty());
    retitle(copy, "x");
    REQUIRE(copy.dirty());
    copy.closeAndRemove();
    REQUIRE(std::filesystem::is_empty(folder / "w"));
    REQUIRE(codeOf([&] { retitle(copy, "y"); }) == ErrorCode::Internal);
}

TEST_CASE("named versions can be listed, opened, and removed, and live in the file") {
    const Desk desk;
    {
        auto copy = desk.open();
        copy.addVersion("before the workshop");
        REQUIRE(copy.dirty());
        retitle(copy, "after");
        copy.addVersion("after “the” workshop");
        copy.saveTo(desk.file);
    }
    auto copy = desk.open();
    const auto versions = copy.versions();
    REQUIRE(versions.size() == 2);
    REQUIRE(versions[0].name == "before the workshop");
    REQUIRE(versions[1].name == "after “the” workshop");
    REQUIRE(copy.version(versions[0].number) == bakery());
    REQUIRE(copy.version(versions[1].number).facts.title == "after");
    copy.removeVersion(versions[0].number);
    REQUIRE(copy.versions().size() == 1);
    REQUIRE(codeOf([&] { copy.version(versions[0].number); }) == ErrorCode::NotFound);
    REQUIRE(codeOf([&] { copy.removeVersion(99); }) == ErrorCode::NotFound);
}

TEST_CASE("a person's file holds nothing of the working copy's own") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "x");
    copy.saveTo(desk.file);
    REQUIRE(answer(desk.file, "SELECT count(*) FROM sqlite_schema WHERE name='working'") == "0");
    const std::string home = desk.working.string();
    REQUIRE(bytesOf(desk.file).find(home) == std::string::npos);
    REQUIRE(bytesOf(desk.file).find(desk.file.string()) == std::string::npos);
}
