#include <chrono>

#include "core/store/store_support.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// Refused alike by every way of opening it, and left as it was.
void requireRefused(const std::filesystem::path& file, ErrorCode code) {
    const TempFolder working;
    const std::string before = bytesOf(file);
    CHECK(codeOf([&] { inspectFile(file); }) == code);
    CHECK(codeOf([&] { loadProject(file); }) == code);
    CHECK(codeOf([&] { WorkingCopy::open(working.path(), file); }) == code);
    CHECK(working.names().empty());
    CHECK(bytesOf(file) == before);
}

struct File : TempFolder {
    std::filesystem::path path = *this / "project.cairn";
    File() { writeProject(path, bakery()); }
};

} // namespace

TEST_CASE("what is no database is refused as foreign") {
    const TempFolder folder;
    const auto file = folder / "x.cairn";
    setBytes(file, "");
    requireRefused(file, ErrorCode::Foreign);
    setBytes(file, "SQLite");
    requireRefused(file, ErrorCode::Foreign);
    setBytes(file, std::string(100'000, 'x'));
    requireRefused(file, ErrorCode::Foreign);
    REQUIRE(codeOf([&] { inspectFile(folder.path()); }) == ErrorCode::Foreign);
    REQUIRE(codeOf([&] { inspectFile(folder / "none.cairn"); }) == ErrorCode::NotFound);
    REQUIRE(codeOf([&] { WorkingCopy::open(folder / "w", folder / "none.cairn"); }) ==
            ErrorCode::NotFound);
}

TEST_CASE("another program's database is refused as foreign") {
    const TempFolder folder;
    const auto file = folder / "x.cairn";
    sql(file, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
    requireRefused(file, ErrorCode::Foreign);
    // Even when it claims to be ours.
    sql(file, "PRAGMA application_id=1128354382; PRAGMA user_version=1");
    requireRefused(file, ErrorCode::Foreign);
}

TEST_CASE("a file with anything that Cairn would not have put there is refused") {
    const char* additions[] = {"CREATE TRIGGER t AFTER INSERT ON card BEGIN DELETE FROM stage; END",
                               "CREATE VIEW v AS SELECT * FROM card",
                               "CREATE TABLE extra (x)",
                               "CREATE INDEX i ON card (text)",
                               "CREATE VIRTUAL TABLE f USING fts5(body)",
                               "ALTER TABLE card ADD COLUMN evil TEXT",
                               "ALTER TABLE card ADD COLUMN evil TEXT AS (upper(text))",
                               "DROP TABLE note",
                               "DROP TABLE card; CREATE VIEW card AS SELECT * FROM stage"};
    for (const char* addition : additions) {
        INFO(addition);
        const File file;
        sql(file.path, addition);
        requireRefused(file.path, ErrorCode::Foreign);
        const FileCheck check = checkFile(file.path);
        REQUIRE_FALSE(check.sound());
        REQUIRE_FALSE(check.schema.empty());
    }
}

TEST_CASE("a file that needs a newer Cairn says so and is left alone") {
    const File file;
    sql(file.path, "PRAGMA user_version=9; UPDATE format SET min_reader_version=9; "
                   "DROP TABLE card; CREATE TABLE something_else (x)");
    requireRefused(file.path, ErrorCode::TooNew);
}

TEST_CASE("a newer file that this Cairn may read opens, and keeps what it does not know") {
    const File file;
    const TempFolder working;
    sql(file.path,
        "PRAGMA user_version=9; CREATE TABLE mood_board (id INTEGER PRIMARY KEY, x TEXT);"
        "INSERT INTO mood_board VALUES (1, 'kept'); CREATE INDEX m ON mood_board (x);"
        "ALTER TABLE stage ADD COLUMN weather TEXT; UPDATE stage SET weather='sunny'");
    REQUIRE(inspectFile(file.path).newer);
    REQUIRE(loadProject(file.path) == bakery());
    REQUIRE(checkFile(file.path).sound());

    auto copy = WorkingCopy::open(working.path(), file.path);
    const Project after = rename(copy.project(), StageId{202}, "Pay");
    copy.record({"rename", 1, diff(copy.project(), after)}, after);
    copy.saveTo(file.path);
    REQUIRE(loadProject(file.path) == after);
    REQUIRE(answer(file.path, "SELECT x FROM mood_board") == "kept");
    REQUIRE(answer(file.path, "SELECT title || weather FROM stage WHERE id=202") == "Paysunny");
    REQUIRE(answer(file.path, "PRAGMA user_version") == "9");
}

TEST_CASE("a newer file with code in it, or without a table this Cairn needs, is refused") {
    for (const char* change :
         {"CREATE TRIGGER t AFTER INSERT ON card BEGIN DELETE FROM stage; END",
          "CREATE VIEW v AS SELECT 1", "DROP TABLE card", "ALTER TABLE card DROP COLUMN owner"}) {
        INFO(change);
        const File file;
        sql(file.path, std::string("PRAGMA user_version=9; ") + change);
        requireRefused(file.path, ErrorCode::Foreign);
    }
}

TEST_CASE("a value that Cairn never writes is named by table, row and column") {
    struct Case {
        const char* change;
        const char* named;
    };
    const Case cases[] = {
        {"UPDATE stage SET title = CAST(x'ff41' AS TEXT) WHERE id=201", "stage.title of row 201"},
        {"UPDATE map SET kind = 'yesterday'", "map.kind of row 100"},
        {"UPDATE stage SET binding = '{\"events\": [1]}' WHERE id=202", "stage.binding of row 202"},
        {"UPDATE stage SET binding = '[[[[[[[[[[[[[[]]]]]]]]]]]]]]' WHERE id=202", "stage.binding"},
        {"UPDATE stage SET binding = '{' WHERE id=202", "stage.binding of row 202"},
        {"UPDATE stage SET map = -4 WHERE id=201", "stage.map of row 201"},
        {"UPDATE stage SET id = 4503599627370496 WHERE id=201", "stage.id of row 4503599627370496"},
        {"UPDATE lane SET collapsed = 2 WHERE id=(SELECT min(id) FROM lane)", "lane.collapsed"},
        {"UPDATE project SET conversion_value = 9e999", "project.conversion_value"}};
    for (const auto& [change, named] : cases) {
        INFO(change);
        const File file;
        sql(file.path, change);
        const Error error = errorOf([&] { loadProject(file.path); });
        CHECK(error.code() == ErrorCode::Damaged);
        CHECK(error.why().find(named) != std::string::npos);
        CHECK(error.file() == file.path.string());
        CHECK_FALSE(checkFile(file.path).sound());
    }
}

TEST_CASE("text stays plain text and SQL in it stays words") {
    const File file;
    Project project = bakery();
    project.facts.title = "Robert'); DROP TABLE card;-- <img src=/etc/passwd> %s \\ \"";
    writeProject(file.path, project);
    REQUIRE(loadProject(file.path) == project);
}

TEST_CASE("a text that is no UTF-8 is refused before anything is written") {
    const TempFolder folder;
    auto copy = WorkingCopy::create(folder / "w", bakery());
    REQUIRE(codeOf([&] { retitle(copy, "bad \xff"); }) == ErrorCode::BadInput);
    REQUIRE(copy.project() == bakery());
    retitle(copy, "good");
    copy.saveTo(folder / "a.cairn");
    REQUIRE(loadProject(folder / "a.cairn").facts.title == "good");
}

TEST_CASE("statistics left by another program do not keep a person out of their file") {
    const File file;
    sql(file.path, "ANALYZE");
    REQUIRE(loadProject(file.path) == bakery());
}

TEST_CASE("reading changes nothing, also in a folder that another program left a mode in") {
    const File file;
    sql(file.path, "PRAGMA journal_mode=WAL; UPDATE project SET title='by hand'");
    const std::string before = bytesOf(file.path);
    const auto names = file.names();
    REQUIRE(loadProject(file.path).facts.title == "by hand");
    REQUIRE(inspectFile(file.path).version == kFileVersion);
    REQUIRE(bytesOf(file.path) == before);
    REQUIRE(file.names() == names);
    // Saved again it is one plain file.
    const TempFolder working;
    auto copy = WorkingCopy::open(working.path(), file.path);
    retitle(copy, "plain");
    copy.saveTo(file.path);
    REQUIRE(answer(file.path, "PRAGMA journal_mode") == "delete");
}

TEST_CASE("a file that another program is writing to is not read") {
    const File file;
    setBytes(file.path.string() + "-journal", "half a transaction");
    requireRefused(file.path, ErrorCode::NoAccess);
}
