#include "core/store/dataset_rows.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <iterator>
#include <limits>

#include "core/store/cells.hpp"
#include "core/store/dataset_sql.hpp"
#include "core/store/dataset_units.hpp"
#include "core/store/feedback_rows.hpp"
#include "core/store/inspect.hpp"

namespace cairn::store {
namespace {

constexpr std::array kTables{"dataset_content",        "dataset_names",     "dataset_property",
                             "dataset_property_value", "event_chunk",       "step_count",
                             "dataset_unit_column",    "feedback_question", "feedback_answer"};
constexpr std::int64_t kUnitColumn = 0, kTimeColumn = 1, kNameColumn = 2, kFirstProperty = 3;

/// Binds all values in order, runs, resets.
template <class... Values> void run(SQLite::Statement& statement, const Values&... values) {
    int index = 0;
    const auto bindOne = [&](const auto& value) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::string>)
            bindText(statement, ++index, value);
        else
            statement.bind(++index, value);
    };
    (bindOne(values), ...);
    statement.exec();
    statement.reset();
}

void writeChunks(Connection& connection, DatasetId dataset, const EventLog& log,
                 const JobControl& job) {
    SQLite::Statement put(connection.db(),
                          "INSERT INTO \"event_chunk\" VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < log.chunks.size(); ++i) {
        job.throwIfCancelled();
        job.report(static_cast<double>(i) / static_cast<double>(log.chunks.size()), "store events");
        const Chunk& chunk = log.chunks[i];
        if (chunk.properties.size() != log.properties.size())
            throw Error(ErrorCode::Internal, "store events", "a chunk lacks a property column");
        const auto putColumn = [&](std::int64_t column, const ColumnBlob& blob) {
            put.bindNoCopy(8, blob.bytes.empty() ? static_cast<const void*>("") : blob.bytes.data(),
                           static_cast<int>(blob.bytes.size()));
            run(put, sql(dataset), sql(i), column, static_cast<std::int64_t>(chunk.rows),
                static_cast<std::int64_t>(blob.encoding), blob.minimum, blob.maximum);
        };
        putColumn(kUnitColumn, chunk.unit);
        putColumn(kTimeColumn, chunk.time);
        putColumn(kNameColumn, chunk.name);
        for (std::size_t p = 0; p < chunk.properties.size(); ++p)
            putColumn(kFirstProperty + sql(p), chunk.properties[p]);
    }
}

void writeEvents(Connection& connection, DatasetId dataset, const EventLog& log,
                 const JobControl& job) {
    SQLite::Statement name(connection.db(), "INSERT INTO \"dataset_names\" VALUES (?, ?, ?)");
    for (std::size_t i = 0; i < log.names.size(); ++i)
        run(name, sql(dataset), sql(i), log.names[i]);
    SQLite::Statement property(connection.db(),
                               "INSERT INTO \"dataset_property\" VALUES (?, ?, ?, ?, ?, 0)");
    SQLite::Statement value(connection.db(),
                            "INSERT INTO \"dataset_property_value\" VALUES (?, ?, ?, ?)");
    for (std::size_t i = 0; i < log.properties.size(); ++i) {
        const PropertyColumn& column = log.properties[i];
        run(property, sql(dataset), sql(i), column.name, column.isSession ? 1 : 0,
            static_cast<std::int64_t>(column.sessionCount));
        for (std::size_t code = 0; code < column.values.size(); ++code)
            run(value, sql(dataset), sql(i), sql(code), column.values[code]);
    }
    writeUnitColumns(connection, dataset, log, job);
    writeChunks(connection, dataset, log, job);
}

void writeCounts(Connection& connection, DatasetId dataset, const StepCounts& counts) {
    SQLite::Statement put(connection.db(), "INSERT INTO \"step_count\" VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < counts.rows.size(); ++i) {
        const StepCount& row = counts.rows[i];
        run(put, sql(dataset), sql(i), row.step, row.segment, row.count);
    }
}

/// Rows of a numbered list must be numbered 0, 1, 2…
void expectNext(Connection& connection, const SQLite::Column& column, std::size_t next) {
    if (wholeIn(column) != sql(next))
        damaged(connection, "a row is missing from a numbered list");
}

} // namespace

std::vector<std::string> readNames(Connection& connection, DatasetId dataset) {
    std::vector<std::string> names;
    SQLite::Statement query(
        connection.db(),
        "SELECT \"code\", \"name\" FROM \"dataset_names\" WHERE \"dataset\"=? ORDER BY \"code\"");
    query.bind(1, sql(dataset));
    while (query.executeStep()) {
        expectNext(connection, query.getColumn(0), names.size());
        names.push_back(textIn(query.getColumn(1)));
    }
    return names;
}

namespace {

using OnlyProperties = std::optional<std::vector<std::string>>;

bool isWanted(const PropertyColumn& column, const OnlyProperties& only) {
    return !only || column.isSession ||
           std::find(only->begin(), only->end(), column.name) != only->end();
}

/// All columns, but the values only of those that are wanted.
std::vector<PropertyColumn> readProperties(Connection& connection, DatasetId dataset,
                                           const OnlyProperties& only) {
    std::vector<PropertyColumn> columns;
    SQLite::Statement query(connection.db(),
                            "SELECT \"property\", \"name\", \"is_session\", \"session_count\" FROM "
                            "\"dataset_property\" WHERE \"dataset\"=? AND \"of_unit\"=0 ORDER BY "
                            "\"property\"");
    query.bind(1, sql(dataset));
    while (query.executeStep()) {
        expectNext(connection, query.getColumn(0), columns.size());
        PropertyColumn& column = columns.emplace_back();
        column.name = textIn(query.getColumn(1));
        column.isSession = wholeIn(query.getColumn(2)) != 0;
        column.sessionCount = countIn(query.getColumn(3));
    }
    SQLite::Statement values(connection.db(),
                             "SELECT \"code\", \"value\" FROM \"dataset_property_value\" WHERE "
                             "\"dataset\"=? AND \"property\"=? ORDER BY \"code\"");
    for (std::size_t property = 0; property < columns.size(); ++property) {
        if (!isWanted(columns[property], only))
            continue;
        values.bind(1, sql(dataset));
        values.bind(2, sql(property));
        while (values.executeStep()) { // those of the customers' own: readUnitColumns
            expectNext(connection, values.getColumn(0), columns[property].values.size());
            columns[property].values.push_back(textIn(values.getColumn(1)));
        }
        values.reset();
    }
    return columns;
}

ColumnBlob blobOf(SQLite::Statement& row, BlobRooms& rooms) {
    ColumnBlob blob;
    const std::int64_t encoding = wholeIn(row.getColumn(3));
    if (encoding < 0 || encoding > 255)
        throw BadCell{"has an encoding that does not exist"};
    blob.encoding = static_cast<std::uint8_t>(encoding);
    blob.minimum = wholeIn(row.getColumn(4));
    blob.maximum = wholeIn(row.getColumn(5));
    const SQLite::Column bytes = row.getColumn(6);
    if (!bytes.isBlob())
        throw BadCell{"does not hold bytes"};
    const auto* first = static_cast<const std::byte*>(bytes.getBlob());
    if (first != nullptr)
        blob.bytes = rooms.copy(first, static_cast<std::size_t>(bytes.getBytes()));
    return blob;
}

/// Chunks first … past - 1.
struct ChunkRange {
    std::int64_t first = 0, past = std::numeric_limits<std::int64_t>::max();
};

/// The columns whose numbers are given (units, times and names are the first three), in chunks.
std::vector<Chunk> readChunks(Connection& connection, DatasetId dataset,
                              const std::vector<std::int64_t>& columns, ChunkRange range,
                              const JobControl& job) {
    std::vector<Chunk> chunks;
    BlobRooms rooms;
    std::string numbers;
    for (const std::int64_t column : columns)
        numbers += (numbers.empty() ? "" : ",") + std::to_string(column);
    SQLite::Statement query(
        connection.db(),
        "SELECT \"chunk\", \"column\", \"rows\", \"encoding\", \"minimum\", \"maximum\", \"bytes\" "
        "FROM \"event_chunk\" WHERE \"dataset\"=? AND \"chunk\">=? AND \"chunk\"<? AND "
        "+\"column\" IN (" +
            numbers + ") ORDER BY \"chunk\", \"column\"");
    query.bind(1, sql(dataset));
    query.bind(2, range.first);
    query.bind(3, range.past);
    std::size_t at = columns.size();
    while (query.executeStep()) {
        if (at == columns.size()) {
            job.throwIfCancelled();
            chunks.emplace_back();
            chunks.back().properties.resize(columns.size() -
                                            static_cast<std::size_t>(kFirstProperty));
            at = 0;
        }
        Chunk& chunk = chunks.back();
        expectNext(connection, query.getColumn(0),
                   static_cast<std::size_t>(range.first) + chunks.size() - 1);
        if (wholeIn(query.getColumn(1)) != columns[at])
            damaged(connection, "a row is missing from a numbered list");
        const std::uint32_t rows = countIn(query.getColumn(2));
        if (rows > kChunkRows || (at != 0 && rows != chunk.rows))
            damaged(connection, "the columns of a chunk of events do not fit together");
        chunk.rows = rows;
        std::array<ColumnBlob*, 3> own{&chunk.unit, &chunk.time, &chunk.name};
        (at < own.size() ? *own[at] : chunk.properties[at - own.size()]) = blobOf(query, rooms);
        ++at;
    }
    if (at != columns.size())
        damaged(connection, "columns of the last chunk of events are missing");
    return chunks;
}

/// A large log of a file that nobody writes to is read in two halves at once: most of the time goes
/// into copying, which one core does at half the speed of two.
std::vector<Chunk> readAllChunks(Connection& connection, DatasetId dataset,
                                 const std::vector<std::int64_t>& columns, const JobControl& job) {
    constexpr std::int64_t kWorthwhile = 16;
    SQLite::Statement last(connection.db(), "SELECT max(\"chunk\") FROM \"event_chunk\" WHERE "
                                            "\"dataset\"=?");
    last.bind(1, sql(dataset));
    last.executeStep();
    const std::int64_t count = last.getColumn(0).isNull() ? 0 : wholeIn(last.getColumn(0)) + 1;
    const auto second = count < kWorthwhile ? nullptr : connection.again();
    if (!second)
        return readChunks(connection, dataset, columns, {}, job);
    const std::int64_t middle = count / 2;
    limitTimeBySize(*second);
    second->follow(job);
    auto later = std::async(std::launch::async, [&] {
        return guarded(*second, "read imported data", [&] {
            return readChunks(*second, dataset, columns, {middle, ChunkRange{}.past}, job);
        });
    });
    std::vector<Chunk> chunks = readChunks(connection, dataset, columns, {0, middle}, job);
    if (static_cast<std::int64_t>(chunks.size()) != middle)
        damaged(connection, "a row is missing from a numbered list");
    std::vector<Chunk> rest = later.get();
    chunks.insert(chunks.end(), std::make_move_iterator(rest.begin()),
                  std::make_move_iterator(rest.end()));
    return chunks;
}

/// What dataset_content says of a log.
struct LogFacts {
    std::uint32_t units = 0;
    std::uint64_t fingerprintKey = 0;
    bool ids = false;
};

EventLog readEvents(Connection& connection, DatasetId dataset, const LogFacts& facts,
                    const JobControl& job, const OnlyProperties& only) {
    EventLog log;
    log.units = facts.units;
    log.names = readNames(connection, dataset);
    log.properties = readProperties(connection, dataset, only);
    const auto isOfEvents = [&](const std::string& name) {
        return std::any_of(log.properties.begin(), log.properties.end(),
                           [&](const PropertyColumn& column) { return column.name == name; });
    };
    if (!only || !std::all_of(only->begin(), only->end(), isOfEvents)) {
        log.fingerprintKey = facts.fingerprintKey;
        readUnitColumns(connection, dataset, log,
                        only        ? Ids::Skipped
                        : facts.ids ? Ids::Kept
                                    : Ids::None,
                        job);
    }
    std::vector<std::int64_t> columns{kUnitColumn, kTimeColumn, kNameColumn};
    std::vector<PropertyColumn> wanted;
    for (std::size_t i = 0; i < log.properties.size(); ++i)
        if (isWanted(log.properties[i], only)) {
            columns.push_back(kFirstProperty + sql(i));
            wanted.push_back(std::move(log.properties[i]));
        }
    log.properties = std::move(wanted);
    if (only) {
        log.fingerprintKey = 0;
        log.fingerprints = {};
    }
    log.chunks = readAllChunks(connection, dataset, columns, job);
    return log;
}

StepCounts readCounts(Connection& connection, DatasetId dataset) {
    StepCounts counts;
    SQLite::Statement query(connection.db(),
                            "SELECT \"position\", \"step\", \"segment\", \"count\" FROM "
                            "\"step_count\" WHERE \"dataset\"=? ORDER BY \"position\"");
    query.bind(1, sql(dataset));
    while (query.executeStep()) {
        expectNext(connection, query.getColumn(0), counts.rows.size());
        StepCount row{textIn(query.getColumn(1)), textIn(query.getColumn(2)),
                      realIn(query.getColumn(3))};
        if (row.count < 0)
            damaged(connection, "a step's count is negative");
        counts.rows.push_back(std::move(row));
    }
    return counts;
}

} // namespace

void removeDatasetRows(Connection& connection, DatasetId dataset) {
    for (const char* table : kTables) {
        SQLite::Statement take(connection.db(),
                               "DELETE FROM " + quoted(table) + " WHERE \"dataset\"=?");
        run(take, sql(dataset));
    }
}

std::map<DatasetId, StoredEvents> storedEvents(Connection& connection) {
    std::map<DatasetId, StoredEvents> found;
    SQLite::Statement query(connection.db(),
                            "SELECT \"dataset\", \"fingerprint_key\", \"ids\" FROM "
                            "\"dataset_content\" WHERE \"kind\"='events'");
    try {
        while (query.executeStep())
            found[DatasetId{idIn(query.getColumn(0))}] = {
                static_cast<std::uint64_t>(wholeIn(query.getColumn(1))),
                flagIn(query.getColumn(2))};
    } catch (const BadCell& bad) {
        damaged(connection, "a value " + bad.what);
    }
    return found;
}

void writeDataset(Connection& connection, DatasetId dataset, const DatasetContent& content,
                  const JobControl& job) {
    removeDatasetRows(connection, dataset);
    const auto* log = std::get_if<EventLog>(&content);
    SQLite::Statement put(connection.db(),
                          "INSERT INTO \"dataset_content\" VALUES (?, ?, ?, ?, ?, ?)");
    const auto* feedback = std::get_if<FeedbackAnswers>(&content);
    run(put, sql(dataset), std::string(kindOf(content)),
        static_cast<std::int64_t>(log != nullptr        ? log->units
                                  : feedback != nullptr ? feedback->responses
                                                        : 0),
        static_cast<std::int64_t>(log != nullptr ? log->fingerprintKey : 0),
        log != nullptr && !log->ids.empty() ? 1 : 0, log != nullptr && log->timeless ? 1 : 0);
    if (log != nullptr)
        writeEvents(connection, dataset, *log, job);
    else if (feedback != nullptr)
        writeFeedback(connection, dataset, *feedback, job);
    else
        writeCounts(connection, dataset, std::get<StepCounts>(content));
}

DatasetContent readDataset(Connection& connection, DatasetId dataset, const JobControl& job,
                           const OnlyProperties& only) {
    try {
        SQLite::Statement query(connection.db(), "SELECT \"kind\", \"units\", "
                                                 "\"fingerprint_key\", \"ids\", \"timeless\" FROM "
                                                 "\"dataset_content\" WHERE \"dataset\"=?");
        query.bind(1, sql(dataset));
        if (!query.executeStep())
            throw Error(ErrorCode::NotFound, "read imported data",
                        "the project holds no rows for this dataset", "Import the file again.",
                        pathText(connection.file()));
        const std::string kind = textIn(query.getColumn(0));
        if (kind == "step-counts")
            return readCounts(connection, dataset);
        if (kind == "feedback")
            return readFeedback(connection, dataset, countIn(query.getColumn(1)), job);
        if (kind != "events")
            damaged(connection, "it is of the unknown kind “" + kind + "”");
        const LogFacts facts{countIn(query.getColumn(1)),
                             static_cast<std::uint64_t>(wholeIn(query.getColumn(2))),
                             flagIn(query.getColumn(3))};
        EventLog log = readEvents(connection, dataset, facts, job, only);
        log.timeless = flagIn(query.getColumn(4));
        return log;
    } catch (const BadCell& bad) {
        damaged(connection, "a value " + bad.what);
    }
}

bool purgeDatasets(Connection& connection, const std::set<DatasetId>& keep) {
    std::set<DatasetId> gone;
    for (const char* table : kTables) {
        SQLite::Statement query(connection.db(),
                                "SELECT DISTINCT \"dataset\" FROM " + quoted(table));
        while (query.executeStep()) {
            // A negative number cannot be an id; as an unknown one its rows go.
            const DatasetId id{static_cast<std::uint64_t>(query.getColumn(0).getInt64())};
            if (!keep.contains(id))
                gone.insert(id);
        }
    }
    for (const DatasetId id : gone)
        removeDatasetRows(connection, id);
    return !gone.empty();
}

} // namespace cairn::store
