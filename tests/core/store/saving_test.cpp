#ifndef _WIN32
#include <csignal>
#include <sys/resource.h>
#endif

#include "core/store/store_support.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

#ifndef _WIN32
/// Lets no file of this process grow past so many bytes: to a program, a full disk.
class FullDisk {
public:
    explicit FullDisk(std::uintmax_t bytes) : m_signal(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limited = m_before;
        limited.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    void (*m_signal)(int);
    rlimit m_before{};
};
#endif

Project withImage(Project project, std::size_t bytes) {
    Image image;
    image.id = ImageId{900};
    image.name = "portrait";
    image.mediaType = "image/png";
    image.bytes = std::string(bytes, 'p');
    return put(std::move(project), image);
}

struct Desk {
    TempFolder folder;
    std::filesystem::path working = folder / "working";
    std::filesystem::path file = folder / "bakery.cairn";
    Desk() { writeProject(file, bakery()); }
    WorkingCopy open() const { return WorkingCopy::open(working, file); }
};

const std::vector<std::string> kOnlyTheFile{"bakery.cairn"};

} // namespace

#ifndef _WIN32
TEST_CASE(
    "on a full disk saving fails loudly, the old file stays byte for byte, and later it works") {
    const Desk desk;
    const std::string before = bytesOf(desk.file);
    auto copy = desk.open();
    const Project big = withImage(copy.project(), 2'000'000);
    copy.record({"add a picture", 1, diff(copy.project(), big)}, big);
    for (const std::uintmax_t room : {0u, 1u, 16384u, 100'000u, 500'000u, 2'000'000u}) {
        INFO(room << " bytes");
        const FullDisk full(room);
        const Error error = errorOf([&] { copy.saveTo(desk.file); });
        CHECK(error.code() == ErrorCode::DiskFull);
        CHECK_FALSE(error.advice().empty());
        CHECK(bytesOf(desk.file) == before);
        CHECK(desk.folder.names() == kOnlyTheFile);
        CHECK(copy.dirty());
    }
    copy.saveTo(desk.file);
    REQUIRE(loadProject(desk.file) == big);
    REQUIRE(desk.folder.names() == kOnlyTheFile);
}

TEST_CASE("on a full disk a new file is not left half-written") {
    const TempFolder folder;
    const FullDisk full(50'000);
    REQUIRE(codeOf([&] { writeProject(folder / "new.cairn", bakery()); }) == ErrorCode::DiskFull);
    REQUIRE(folder.names().empty());
}

TEST_CASE("an edit that does not fit on the disk did not happen, and the next one can") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "kept");
    const Project before = copy.project();
    const Project big = withImage(before, 4'000'000);
    {
        const FullDisk full(std::filesystem::file_size(copy.path()) + 50'000);
        REQUIRE(codeOf([&] {
                    copy.record({"add a picture", 1, diff(before, big)}, big);
                }) == ErrorCode::DiskFull);
        REQUIRE(codeOf([&] {
                    EventLog log;
                    log.chunks.emplace_back();
                    log.chunks[0].unit.bytes.resize(4'000'000);
                    copy.putDataset(DatasetId{5}, log);
                }) == ErrorCode::DiskFull);
    }
    REQUIRE(copy.project() == before);
    REQUIRE(copy.history().entries.size() == 1);
    retitle(copy, "later");
    copy.saveTo(desk.file);
    REQUIRE(loadProject(desk.file).facts.title == "later");
    copy.undo();
    copy.undo();
    REQUIRE(copy.project() == bakery());
}

TEST_CASE("opening on a full disk fails and leaves nothing") {
    const Desk desk;
    {
        const FullDisk full(20'000);
        REQUIRE(codeOf([&] { desk.open(); }) == ErrorCode::DiskFull);
    }
    REQUIRE(std::filesystem::is_empty(desk.working));
    REQUIRE_NOTHROW(desk.open());
}

TEST_CASE("a save keeps the rights that the person gave their file") {
    const Desk desk;
    namespace fs = std::filesystem;
    fs::permissions(desk.file, fs::perms::owner_read | fs::perms::owner_write);
    auto copy = desk.open();
    retitle(copy, "private");
    copy.saveTo(desk.file);
    REQUIRE(fs::status(desk.file).permissions() ==
            (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("saving through a symbolic link replaces the file it points to") {
    const Desk desk;
    const auto link = desk.folder / "link.cairn";
    std::filesystem::create_symlink(desk.file, link);
    auto copy = WorkingCopy::open(desk.working, link);
    retitle(copy, "through the link");
    copy.saveTo(link);
    REQUIRE(std::filesystem::is_symlink(link));
    REQUIRE(loadProject(desk.file).facts.title == "through the link");
}
#endif

TEST_CASE("a folder that does not exist is said so") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "x");
    const auto nowhere = desk.folder.path() / "no such folder" / "a.cairn";
    REQUIRE(codeOf([&] { copy.saveTo(nowhere); }) == ErrorCode::NotFound);
    REQUIRE(codeOf([&] { writeProject(nowhere, bakery()); }) == ErrorCode::NotFound);
    REQUIRE(copy.dirty());
    REQUIRE(copy.origin() == std::filesystem::canonical(desk.file));
    copy.saveTo(desk.file);
    REQUIRE_FALSE(copy.dirty());
}

TEST_CASE("another's save is never overwritten unasked") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "mine");
    Project theirs = bakery();
    theirs.facts.title = "theirs";
    writeProject(desk.file, theirs);
    const std::string before = bytesOf(desk.file);
    REQUIRE(codeOf([&] { copy.saveTo(desk.file); }) == ErrorCode::ChangedUnderneath);
    REQUIRE(bytesOf(desk.file) == before);
    REQUIRE(copy.dirty());
    copy.saveTo(desk.file, true);
    REQUIRE(loadProject(desk.file).facts.title == "mine");
    // Having saved it, this is ours again.
    retitle(copy, "mine again");
    REQUIRE_NOTHROW(copy.saveTo(desk.file));
}

TEST_CASE("a change in place, of the same size, is seen as well") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "mine");
    const auto time = std::filesystem::last_write_time(desk.file);
    sql(desk.file, "UPDATE project SET title='Corner bakerz'");
    std::filesystem::last_write_time(desk.file, time);
    REQUIRE(codeOf([&] { copy.saveTo(desk.file); }) == ErrorCode::ChangedUnderneath);
}

TEST_CASE("a file that was only touched, or copied back, is not taken for changed") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "one");
    const std::string bytes = bytesOf(desk.file);
    std::filesystem::remove(desk.file);
    setBytes(desk.file, bytes);
    std::filesystem::last_write_time(desk.file, std::filesystem::file_time_type::clock::now());
    REQUIRE_NOTHROW(copy.saveTo(desk.file));
}

TEST_CASE("a file that was removed is written again") {
    const Desk desk;
    auto copy = desk.open();
    retitle(copy, "one");
    std::filesystem::remove(desk.file);
    copy.saveTo(desk.file);
    REQUIRE(loadProject(desk.file).facts.title == "one");
}

TEST_CASE("a new project does not land on a file that is there already unless told to") {
    const Desk desk;
    auto copy = WorkingCopy::create(desk.working, Project{});
    REQUIRE(codeOf([&] { copy.saveTo(desk.file); }) == ErrorCode::ChangedUnderneath);
    REQUIRE(loadProject(desk.file) == bakery());
    copy.saveTo(desk.file, true);
    REQUIRE(loadProject(desk.file) == Project{});
}

TEST_CASE("a change underneath is still seen after a crash") {
    const Desk desk;
    {
        auto copy = desk.open();
        retitle(copy, "unsaved");
    }
    writeProject(desk.file, withImage(bakery(), 10));
    auto copy = WorkingCopy::resume(WorkingCopy::recoverable(desk.working).at(0));
    REQUIRE(codeOf([&] { copy.saveTo(desk.file); }) == ErrorCode::ChangedUnderneath);
}

TEST_CASE("a save that is called off leaves the old file") {
    const Desk desk;
    const std::string before = bytesOf(desk.file);
    auto copy = desk.open();
    retitle(copy, "x");
    std::stop_source stop;
    const JobControl job{stop.get_token(), [&](double, std::string_view) { stop.request_stop(); }};
    REQUIRE(codeOf([&] { copy.saveTo(desk.file, false, job); }) == ErrorCode::Cancelled);
    REQUIRE(bytesOf(desk.file) == before);
    REQUIRE(desk.folder.names() == kOnlyTheFile);
    copy.saveTo(desk.file);
}

TEST_CASE(
    "the first save after an older file was brought up to date keeps the older one beside it") {
    const Desk desk;
    {
        auto copy = desk.open();
        retitle(copy, "new");
    }
    const std::string before = bytesOf(desk.file);
    const auto left = WorkingCopy::recoverable(desk.working).at(0);
    sql(left.workingCopy, "UPDATE working SET migrated_from=1");
    auto copy = WorkingCopy::resume(left);
    copy.saveTo(desk.file);
    REQUIRE(bytesOf(desk.folder / "bakery.v1.cairn") == before);
    REQUIRE(desk.folder.names().size() == 2);
    retitle(copy, "newer");
    copy.saveTo(desk.file);
    REQUIRE(bytesOf(desk.folder / "bakery.v1.cairn") == before);
}

TEST_CASE("what was removed cannot be read from the file any more") {
    const Desk desk;
    auto copy = desk.open();
    Persona persona;
    persona.id = PersonaId{500};
    persona.name = "Zebulon Unforgettable";
    const Project with = put(copy.project(), persona);
    copy.record({"add", 1, diff(copy.project(), with)}, with);
    const Project without = bakery();
    copy.record({"remove", 2, diff(with, without)}, without);
    for (int i = 0; i < 500; ++i)
        retitle(copy, std::to_string(i)); // out of the history too
    copy.saveTo(desk.file);
    REQUIRE(bytesOf(desk.file).find("Unforgettable") == std::string::npos);
}
