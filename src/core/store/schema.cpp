#include "core/store/schema.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "cairn/store/project_file.hpp"
#include "core/store/schema_text.hpp"

namespace cairn::store {
namespace {

// Text of lists and parts is JSON; a reference to nothing is NULL; enums are their stable names.
// docs/file-format.md tells every table and column.
constexpr const char* kFirstSchema = R"sql(
CREATE TABLE "format" ("only" INTEGER PRIMARY KEY CHECK ("only" = 1),
    "min_reader_version" INTEGER NOT NULL) STRICT;
CREATE TABLE "project" ("only" INTEGER PRIMARY KEY CHECK ("only" = 1),
    "title" TEXT NOT NULL, "author" TEXT NOT NULL, "organisation" TEXT NOT NULL,
    "currency" TEXT NOT NULL, "conversion_value" REAL, "template" TEXT NOT NULL) STRICT;
CREATE TABLE "persona" ("id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL,
    "name" TEXT NOT NULL, "role" TEXT NOT NULL, "portrait" INTEGER, "colour" INTEGER NOT NULL,
    "demographics" TEXT NOT NULL, "quote" TEXT NOT NULL, "bio" TEXT NOT NULL,
    "goals" TEXT NOT NULL, "needs" TEXT NOT NULL, "motivations" TEXT NOT NULL,
    "frustrations" TEXT NOT NULL, "channels" TEXT NOT NULL) STRICT;
CREATE TABLE "map" ("id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL, "scenario" TEXT NOT NULL, "personas" TEXT NOT NULL,
    "funnel" TEXT NOT NULL) STRICT;
CREATE TABLE "stage" ("id" INTEGER PRIMARY KEY, "map" INTEGER, "rank" INTEGER NOT NULL,
    "title" TEXT NOT NULL, "description" TEXT NOT NULL, "colour" INTEGER NOT NULL,
    "binding" TEXT NOT NULL) STRICT;
CREATE TABLE "step" ("id" INTEGER PRIMARY KEY, "map" INTEGER, "stage" INTEGER,
    "rank" INTEGER NOT NULL, "title" TEXT NOT NULL) STRICT;
CREATE TABLE "lane" ("id" INTEGER PRIMARY KEY, "map" INTEGER, "rank" INTEGER NOT NULL,
    "kind" TEXT NOT NULL, "title" TEXT NOT NULL, "collapsed" INTEGER NOT NULL) STRICT;
CREATE TABLE "card" ("id" INTEGER PRIMARY KEY, "map" INTEGER, "stage" INTEGER, "step" INTEGER,
    "lane" INTEGER, "rank" INTEGER NOT NULL, "kind" TEXT NOT NULL, "text" TEXT NOT NULL,
    "notes" TEXT NOT NULL, "channel" TEXT NOT NULL, "visibility" TEXT NOT NULL,
    "severity" INTEGER, "reach" REAL, "frequency" REAL, "tags" TEXT NOT NULL,
    "owner" TEXT NOT NULL, "moment_of_truth" INTEGER NOT NULL, "binding" TEXT NOT NULL,
    "pain_override" TEXT NOT NULL) STRICT;
CREATE TABLE "emotion" ("id" INTEGER PRIMARY KEY, "map" INTEGER, "persona" INTEGER,
    "stage" INTEGER, "value" REAL NOT NULL, "text" TEXT NOT NULL) STRICT;
CREATE TABLE "link" ("id" INTEGER PRIMARY KEY, "map" INTEGER, "from_element" INTEGER,
    "to_element" INTEGER, "kind" TEXT NOT NULL, "text" TEXT NOT NULL) STRICT;
CREATE TABLE "note" ("id" INTEGER PRIMARY KEY, "map" INTEGER, "x" REAL NOT NULL, "y" REAL NOT NULL,
    "width" REAL NOT NULL, "height" REAL NOT NULL, "text" TEXT NOT NULL,
    "colour" INTEGER NOT NULL, "parked" INTEGER NOT NULL) STRICT;
CREATE TABLE "dataset" ("id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "name" TEXT NOT NULL,
    "file_name" TEXT NOT NULL, "kind" TEXT NOT NULL, "imported_at" INTEGER NOT NULL,
    "first_event" INTEGER, "last_event" INTEGER, "row_count" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL, "units" INTEGER NOT NULL, "plan" TEXT NOT NULL) STRICT;
CREATE TABLE "image" ("id" INTEGER PRIMARY KEY, "name" TEXT NOT NULL, "media_type" TEXT NOT NULL,
    "bytes" BLOB NOT NULL) STRICT;

CREATE TABLE "dataset_content" ("dataset" INTEGER PRIMARY KEY, "kind" TEXT NOT NULL,
    "units" INTEGER NOT NULL) STRICT;
CREATE TABLE "dataset_names" ("dataset" INTEGER NOT NULL, "code" INTEGER NOT NULL,
    "name" TEXT NOT NULL, PRIMARY KEY ("dataset", "code")) STRICT;
CREATE TABLE "dataset_property" ("dataset" INTEGER NOT NULL, "property" INTEGER NOT NULL,
    "name" TEXT NOT NULL, "is_session" INTEGER NOT NULL, "session_count" INTEGER NOT NULL,
    PRIMARY KEY ("dataset", "property")) STRICT;
CREATE TABLE "dataset_property_value" ("dataset" INTEGER NOT NULL, "property" INTEGER NOT NULL,
    "code" INTEGER NOT NULL, "value" TEXT NOT NULL,
    PRIMARY KEY ("dataset", "property", "code")) STRICT;
CREATE TABLE "event_chunk" ("dataset" INTEGER NOT NULL, "chunk" INTEGER NOT NULL,
    "column" INTEGER NOT NULL, "rows" INTEGER NOT NULL, "encoding" INTEGER NOT NULL,
    "minimum" INTEGER NOT NULL, "maximum" INTEGER NOT NULL, "bytes" BLOB NOT NULL,
    PRIMARY KEY ("dataset", "chunk", "column")) STRICT;
CREATE TABLE "step_count" ("dataset" INTEGER NOT NULL, "position" INTEGER NOT NULL,
    "step" TEXT NOT NULL, "segment" TEXT NOT NULL, "count" REAL NOT NULL,
    PRIMARY KEY ("dataset", "position")) STRICT;

CREATE TABLE "history" ("seq" INTEGER PRIMARY KEY, "label" TEXT NOT NULL, "at" INTEGER NOT NULL,
    "changes" TEXT NOT NULL) STRICT;
CREATE TABLE "history_cursor" ("only" INTEGER PRIMARY KEY CHECK ("only" = 1),
    "done" INTEGER NOT NULL) STRICT;
CREATE TABLE "version" ("number" INTEGER PRIMARY KEY, "name" TEXT NOT NULL, "at" INTEGER NOT NULL,
    "datasets" TEXT NOT NULL, "project" TEXT NOT NULL) STRICT;

INSERT INTO "format" VALUES (1, 1);
INSERT INTO "project" VALUES (1, '', '', '', 'EUR', NULL, '');
INSERT INTO "history_cursor" VALUES (1, 0);
)sql";

// A map keeps what it asks of its data besides the funnel; a dataset what it was made of, its
// customers' own properties, and their fingerprints. Older readers do not know the new rules of a
// funnel.
constexpr const char* kQuestions = R"sql(
ALTER TABLE "map" ADD COLUMN "questions" TEXT NOT NULL DEFAULT '{}';
ALTER TABLE "dataset" ADD COLUMN "source" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "dataset" ADD COLUMN "previous" INTEGER;
ALTER TABLE "dataset_content" ADD COLUMN "fingerprint_key" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "dataset_property" ADD COLUMN "of_unit" INTEGER NOT NULL DEFAULT 0;
CREATE TABLE "dataset_unit_column" ("dataset" INTEGER NOT NULL, "column" INTEGER NOT NULL,
    "chunk" INTEGER NOT NULL, "rows" INTEGER NOT NULL, "encoding" INTEGER NOT NULL,
    "minimum" INTEGER NOT NULL, "maximum" INTEGER NOT NULL, "bytes" BLOB NOT NULL,
    PRIMARY KEY ("dataset", "column", "chunk")) STRICT;
UPDATE "format" SET "min_reader_version" = 2;
)sql";

// What a drawing tool's maps hold: comments, tags with colours, pictures and figures on cards,
// sizes set by hand, locks, maps that show a stage closer or are the future of another, a brand.
// Older readers do not know the new lanes.
constexpr const char* kDrawing = R"sql(
ALTER TABLE "project" ADD COLUMN "brand_logo" INTEGER;
ALTER TABLE "project" ADD COLUMN "brand_colour" TEXT NOT NULL DEFAULT '';
ALTER TABLE "project" ADD COLUMN "brand_font" TEXT NOT NULL DEFAULT '';
ALTER TABLE "map" ADD COLUMN "origin" INTEGER;
ALTER TABLE "stage" ADD COLUMN "width" REAL;
ALTER TABLE "stage" ADD COLUMN "collapsed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "stage" ADD COLUMN "locked" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "stage" ADD COLUMN "detail" INTEGER;
ALTER TABLE "stage" ADD COLUMN "origin" INTEGER;
ALTER TABLE "lane" ADD COLUMN "height" REAL;
ALTER TABLE "lane" ADD COLUMN "locked" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "lane" ADD COLUMN "origin" INTEGER;
ALTER TABLE "card" ADD COLUMN "image" INTEGER;
ALTER TABLE "card" ADD COLUMN "figure" TEXT NOT NULL DEFAULT '';
ALTER TABLE "card" ADD COLUMN "channel_name" TEXT NOT NULL DEFAULT '';
ALTER TABLE "card" ADD COLUMN "locked" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "card" ADD COLUMN "origin" INTEGER;
ALTER TABLE "note" ADD COLUMN "locked" INTEGER NOT NULL DEFAULT 0;
CREATE TABLE "comment" ("id" INTEGER PRIMARY KEY, "map" INTEGER, "element" INTEGER,
    "author" TEXT NOT NULL, "text" TEXT NOT NULL, "at" INTEGER NOT NULL,
    "resolved" INTEGER NOT NULL) STRICT;
CREATE TABLE "tag" ("id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "name" TEXT NOT NULL,
    "colour" INTEGER NOT NULL) STRICT;
UPDATE "format" SET "min_reader_version" = 3;
)sql";

// A map holds what customers answered beside what they did, and its elements know what the answers
// call them; a persona holds which customers are like it. Older readers know neither this kind of
// data nor its lane.
constexpr const char* kFeedback = R"sql(
ALTER TABLE "map" ADD COLUMN "feedback" INTEGER;
ALTER TABLE "stage" ADD COLUMN "feedback_places" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "card" ADD COLUMN "feedback_places" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "persona" ADD COLUMN "segment" TEXT NOT NULL DEFAULT '[]';
CREATE TABLE "feedback_question" ("dataset" INTEGER NOT NULL, "question" INTEGER NOT NULL,
    "name" TEXT NOT NULL, "kind" TEXT NOT NULL, "low" INTEGER NOT NULL, "high" INTEGER NOT NULL,
    "higher_is_better" INTEGER NOT NULL, "recognised_by" TEXT NOT NULL,
    PRIMARY KEY ("dataset", "question")) STRICT;
CREATE TABLE "feedback_answer" ("dataset" INTEGER NOT NULL, "position" INTEGER NOT NULL,
    "question" INTEGER, "place" INTEGER, "time" INTEGER, "score" REAL, "wrote" INTEGER NOT NULL,
    "text" TEXT NOT NULL, PRIMARY KEY ("dataset", "position")) STRICT;
UPDATE "format" SET "min_reader_version" = 4;
)sql";

// Data may hold the customers' ids, when somebody asked for it. An older Cairn would forget a
// customer and leave the id: it must not open the file. Nor would it know of customers of whom
// nobody knows when they got somewhere: it would tell of 1970.
constexpr const char* kIds = R"sql(
ALTER TABLE "dataset_content" ADD COLUMN "ids" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "dataset_content" ADD COLUMN "timeless" INTEGER NOT NULL DEFAULT 0;
UPDATE "format" SET "min_reader_version" = 5;
)sql";

constexpr std::array kMigrations{Migration{1, kFirstSchema}, Migration{2, kQuestions},
                                 Migration{3, kDrawing}, Migration{4, kFeedback},
                                 Migration{5, kIds}};
static_assert(kMigrations.back().version == kFileVersion);

// A working copy's own memory; never part of a person's file.
constexpr const char* kWorkingTables = R"sql(
CREATE TABLE "working" ("only" INTEGER PRIMARY KEY CHECK ("only" = 1), "origin" TEXT,
    "origin_size" INTEGER NOT NULL, "origin_mtime" INTEGER NOT NULL, "origin_inode" INTEGER NOT NULL,
    "origin_header" INTEGER NOT NULL, "origin_hash" INTEGER NOT NULL, "dirty" INTEGER NOT NULL,
    "last_edit" INTEGER NOT NULL, "migrated_from" INTEGER NOT NULL) STRICT;
INSERT INTO "working" VALUES (1, NULL, 0, 0, 0, 0, 0, 0, 0, 0);
)sql";

constexpr int kPageBytes = 16384; // most event blobs then need few pages

SchemaObjects objectsOf(Connection& connection) {
    SchemaObjects result;
    SQLite::Statement query(connection.db(), "SELECT type, name, sql FROM sqlite_schema");
    while (query.executeStep())
        result[{query.getColumn(0).getString(), query.getColumn(1).getString()}] =
            query.getColumn(2).getString();
    return result;
}

SchemaObjects expectedObjects(bool working, int version) {
    SchemaObjects result;
    for (const auto& step : kMigrations)
        if (step.version <= version)
            addObjects(result, step.statements);
    if (working)
        addObjects(result, kWorkingTables);
    return result;
}

/// Left behind by "ANALYZE" in other programs; harmless, and not worth refusing a person's file
/// for.
bool isStatistics(const std::string& name) {
    return name == "sqlite_stat1" || name == "sqlite_stat4";
}

std::set<std::string> columnsOf(Connection& connection, const std::string& table) {
    std::set<std::string> result;
    SQLite::Statement query(connection.db(), "SELECT name, hidden FROM pragma_table_xinfo(?)");
    query.bind(1, table);
    while (query.executeStep())
        if (query.getColumn(1).getInt() == 0)
            result.insert(query.getColumn(0).getString());
    return result;
}

/// A newer file may have more, but what this build knows must be there as real columns.
void lookForMissing(Connection& connection, const SchemaObjects& found, bool working,
                    std::vector<std::string>& troubles) {
    Connection memory;
    createSchema(memory, working);
    for (const auto& [key, sql] : objectsOf(memory)) {
        if (key.first != "table")
            continue;
        if (!found.contains(key)) {
            troubles.push_back("the table " + key.second + " is missing");
            continue;
        }
        const auto columns = columnsOf(connection, key.second);
        for (const auto& column : columnsOf(memory, key.second))
            if (!columns.contains(column))
                troubles.push_back("the column " + key.second + "." + column + " is missing");
    }
}

bool runsCode(const SchemaObjects::key_type& key, const std::string& sql) {
    return (key.first != "table" && key.first != "index") ||
           (key.first == "table" && sql.starts_with("CREATE VIRTUAL"));
}

} // namespace

std::span<const Migration> migrations() {
    return kMigrations;
}

void migrate(Connection& connection, std::span<const Migration> steps) {
    const auto from = connection.number("PRAGMA user_version");
    for (const auto& step : steps) {
        if (step.version <= from)
            continue;
        SQLite::Transaction transaction(connection.db());
        connection.db().exec(step.statements);
        connection.db().exec("PRAGMA user_version=" + std::to_string(step.version));
        transaction.commit();
    }
}

void createSchema(Connection& connection, bool working) {
    connection.db().exec("PRAGMA page_size=" + std::to_string(kPageBytes));
    connection.db().exec("PRAGMA application_id=" + std::to_string(kApplicationId));
    migrate(connection, kMigrations);
    if (working)
        addWorkingTables(connection);
}

void addWorkingTables(Connection& connection) {
    connection.db().exec(kWorkingTables);
}

void dropWorkingTables(Connection& connection) {
    connection.db().exec("DROP TABLE \"working\"");
}

std::vector<std::string> schemaTroubles(Connection& connection, SchemaKind kind, int version) {
    const bool newer = kind == SchemaKind::NewerFile || kind == SchemaKind::NewerWorking;
    const bool working = kind == SchemaKind::Working || kind == SchemaKind::NewerWorking;
    const auto found = objectsOf(connection);
    const auto expected = newer ? decltype(found){} : expectedObjects(working, version);
    std::vector<std::string> troubles;
    for (const auto& [key, sql] : found) {
        if (isStatistics(key.second))
            continue;
        const auto known = expected.find(key);
        if (runsCode(key, sql) || (!newer && known == expected.end()))
            troubles.push_back("there is an unknown " + key.first + " “" + key.second + "”");
        else if (!newer && known->second != sql)
            troubles.push_back("the " + key.first + " “" + key.second +
                               "” is not made as Cairn makes it");
    }
    for (const auto& [key, sql] : expected)
        if (!found.contains(key))
            troubles.push_back("the " + key.first + " " + key.second + " is missing");
    if (newer)
        lookForMissing(connection, found, working, troubles);
    return troubles;
}

} // namespace cairn::store
