#include "core/store/schema.hpp"

#include <array>

#include "core/store/cells.hpp"
#include "core/store/schema_text.hpp"
#include "core/store/store_support.hpp"

using namespace cairn;
using namespace cairn::test;
using store::Connection;

namespace {

using Columns = std::vector<std::pair<std::string, std::string>>; // name, type

Columns columnsOf(Connection& connection, const std::string& table) {
    Columns result;
    SQLite::Statement query(connection.db(),
                            "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)");
    query.bind(1, table);
    while (query.executeStep()) {
        std::string type = query.getColumn(1).getString();
        if (query.getColumn(2).getInt() != 0)
            type += " NOT NULL";
        result.emplace_back(query.getColumn(0).getString(), type);
    }
    return result;
}

template <class E> Columns fieldsOf() {
    Columns result;
    forEachField<E>([&]<class M>(const Field<E, M>& field) {
        if (store::isBytes(field.member))
            result.emplace_back(field.name, "BLOB NOT NULL");
        else
            result.emplace_back(field.name, std::string(store::cellType<M>()));
    });
    return result;
}

} // namespace

TEST_CASE("the columns of every table are the fields of its element") {
    Connection memory;
    store::createSchema(memory, false);
    const Project project;
    forEachTable(project, [&]<class T>(const char* name, const Table<T>&) {
        INFO(name);
        REQUIRE(columnsOf(memory, name) == fieldsOf<T>());
    });
    Columns facts = columnsOf(memory, "project");
    REQUIRE(facts.front().first == "only");
    facts.erase(facts.begin());
    REQUIRE(facts == fieldsOf<ProjectFacts>());
}

TEST_CASE("the schema told from the statements alone is the one that SQLite makes of them") {
    Connection memory;
    store::SchemaObjects told;
    const auto check = [&](const char* statements) {
        memory.db().exec(statements);
        store::addObjects(told, statements);
        store::SchemaObjects made;
        SQLite::Statement query(memory.db(), "SELECT type, name, sql FROM sqlite_schema");
        while (query.executeStep())
            made[{query.getColumn(0).getString(), query.getColumn(1).getString()}] =
                query.getColumn(2).getString();
        CHECK(told == made);
    };
    for (const store::Migration& step : store::migrations())
        check(step.statements);
    CHECK(told.size() > 30);
    // The working copy's own table is compared whenever a working copy is opened.
    CHECK_THROWS_AS(store::addObjects(told, "DROP TABLE \"card\";"), Error);
}

TEST_CASE("a file says what it is: application id, versions, page size, rollback journal") {
    const TempFolder folder;
    const auto file = folder / "a.cairn";
    writeProject(file, bakery());
    REQUIRE(answer(file, "PRAGMA application_id") == std::to_string(0x4341524E));
    REQUIRE(answer(file, "PRAGMA user_version") == "5");
    REQUIRE(answer(file, "SELECT min_reader_version FROM format") == "5");
    REQUIRE(answer(file, "PRAGMA page_size") == "16384");
    REQUIRE(answer(file, "PRAGMA journal_mode") == "delete");
    const FileFacts facts = inspectFile(file);
    REQUIRE(facts.version == kFileVersion);
    REQUIRE(facts.minReaderVersion == 5);
    REQUIRE_FALSE(facts.newer);
    REQUIRE(facts.bytes == std::filesystem::file_size(file));
}

TEST_CASE("any SQLite program can read the words of a map") {
    const TempFolder folder;
    const auto file = folder / "a.cairn";
    Project project = bakery();
    Card card;
    card.id = CardId{300};
    card.map = MapId{100};
    card.stage = StageId{202};
    card.kind = CardKind::PainPoint;
    card.text = "The queue is out of the door";
    card.severity = 3;
    project.cards.put(card);
    writeProject(file, project);
    REQUIRE(answer(file, "SELECT card.text FROM card JOIN stage ON stage.id = card.stage WHERE "
                         "stage.title = 'Buy' AND card.kind = 'pain-point' AND severity = 3") ==
            "The queue is out of the door");
    REQUIRE(answer(file, "SELECT step IS NULL FROM card") == "1");
}

TEST_CASE("a migration that fails leaves the schema before it") {
    Connection memory;
    const std::array good{store::Migration{1, "CREATE TABLE a (x); INSERT INTO a VALUES (1)"}};
    store::migrate(memory, good);
    const std::array steps{good[0],
                           store::Migration{2, "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = 2"},
                           store::Migration{3, "DROP TABLE a; CREATE TABLE nonsense ("}};
    REQUIRE_THROWS_AS(store::migrate(memory, steps), SQLite::Exception);
    REQUIRE(memory.number("PRAGMA user_version") == 2);
    REQUIRE(memory.number("SELECT y FROM a") == 2);
}

TEST_CASE("migrations run once each, in order, from where a file stands") {
    Connection memory;
    memory.db().exec("CREATE TABLE a (x); PRAGMA user_version=1");
    const std::array steps{store::Migration{1, "CREATE TABLE a (x)"},
                           store::Migration{2, "INSERT INTO a VALUES (20)"},
                           store::Migration{3, "UPDATE a SET x = x + 3"}};
    store::migrate(memory, steps);
    store::migrate(memory, steps);
    REQUIRE(memory.number("SELECT x FROM a") == 23);
    REQUIRE(memory.number("PRAGMA user_version") == 3);
}
