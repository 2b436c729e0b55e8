#include "core/store/history_rows.hpp"

#include "cairn/model/json.hpp"
#include "core/store/cells.hpp"

namespace cairn::store {
namespace {

[[noreturn]] void damaged(Connection& connection, const std::string& why) {
    throw Error(ErrorCode::Damaged, "read the history", why, {}, pathText(connection.file()));
}

[[noreturn]] void noVersion(Connection& connection) {
    throw Error(ErrorCode::NotFound, "find a version", "there is no version of this number", {},
                pathText(connection.file()));
}

void putEntry(Connection& connection, std::int64_t seq, const HistoryEntry& entry) {
    SQLite::Statement put(connection.db(), "INSERT INTO \"history\" VALUES (?, ?, ?, ?)");
    put.bind(1, seq);
    bindText(put, 2, entry.label);
    put.bind(3, entry.at);
    bindText(put, 4, changesToJson(entry.changes));
    put.exec();
}

std::string datasetsIn(const Project& project) {
    std::vector<DatasetId> datasets;
    for (const auto& dataset : project.datasets)
        datasets.push_back(dataset->id);
    return jsonText(codec::toJson(datasets));
}

} // namespace

StoredHistory readHistory(Connection& connection) {
    StoredHistory stored;
    const std::int64_t done =
        connection.number("SELECT coalesce(max(\"done\"), -1) FROM \"history_cursor\"");
    if (done < 0)
        damaged(connection, "its cursor is missing");
    SQLite::Statement query(
        connection.db(),
        "SELECT \"seq\", \"label\", \"at\", \"changes\" FROM \"history\" ORDER BY \"seq\"");
    auto& entries = stored.history.entries;
    try {
        while (query.executeStep()) {
            const std::int64_t seq = wholeIn(query.getColumn(0));
            if (entries.empty())
                stored.firstSeq = seq;
            if (seq - stored.firstSeq != static_cast<std::int64_t>(entries.size()))
                damaged(connection, "an entry is missing");
            entries.push_back({textIn(query.getColumn(1)), wholeIn(query.getColumn(2)),
                               changesFromJson(textIn(query.getColumn(3)))});
        }
    } catch (const BadCell& bad) {
        damaged(connection, "a value " + bad.what);
    } catch (const Error& error) {
        damaged(connection, error.why());
    }
    if (entries.empty())
        stored.firstSeq = 1;
    const std::int64_t cursor = entries.empty() ? 0 : done - stored.firstSeq + 1;
    if (cursor < 0 || cursor > static_cast<std::int64_t>(entries.size()))
        damaged(connection, "its cursor points outside of it");
    stored.history.cursor = static_cast<std::size_t>(cursor);
    return stored;
}

void appendHistory(Connection& connection, const StoredHistory& stored, const HistoryEntry& entry) {
    const std::int64_t seq = stored.doneSeq() + 1;
    SQLite::Statement forget(connection.db(),
                             "DELETE FROM \"history\" WHERE \"seq\" >= ? OR \"seq\" <= ?");
    forget.bind(1, seq);
    forget.bind(2, seq - static_cast<std::int64_t>(kMostHistory));
    forget.exec();
    putEntry(connection, seq, entry);
    writeCursor(connection, seq);
}

void replaceHistory(Connection& connection, const StoredHistory& stored) {
    connection.db().exec("DELETE FROM \"history\"");
    std::int64_t seq = stored.firstSeq;
    for (const HistoryEntry& entry : stored.history.entries)
        putEntry(connection, seq++, entry);
    writeCursor(connection, stored.doneSeq());
}

void recordInMemory(StoredHistory& stored, HistoryEntry entry) {
    stored.history.record(std::move(entry));
    auto& entries = stored.history.entries;
    while (entries.size() > kMostHistory) {
        entries.erase(entries.begin());
        ++stored.firstSeq;
        --stored.history.cursor;
    }
}

void writeCursor(Connection& connection, std::int64_t doneSeq) {
    SQLite::Statement put(connection.db(), "UPDATE \"history_cursor\" SET \"done\"=?");
    put.bind(1, doneSeq);
    if (put.exec() != 1)
        damaged(connection, "its cursor is missing");
}

void clearHistory(Connection& connection) {
    connection.db().exec("DELETE FROM \"history\"; INSERT OR REPLACE INTO \"history_cursor\" "
                         "VALUES (1, 0)");
}

std::vector<NamedVersion> readVersions(Connection& connection) {
    std::vector<NamedVersion> versions;
    SQLite::Statement query(
        connection.db(),
        "SELECT \"number\", \"name\", \"at\" FROM \"version\" ORDER BY \"number\"");
    try {
        while (query.executeStep())
            versions.push_back({wholeIn(query.getColumn(0)), textIn(query.getColumn(1)),
                                wholeIn(query.getColumn(2))});
    } catch (const BadCell& bad) {
        damaged(connection, "a version's value " + bad.what);
    }
    return versions;
}

void appendVersion(Connection& connection, const std::string& name, const Project& project) {
    SQLite::Statement put(connection.db(), "INSERT INTO \"version\" (\"name\", \"at\", "
                                           "\"datasets\", \"project\") VALUES (?, ?, ?, ?)");
    bindText(put, 1, name);
    put.bind(2, nowMs());
    bindText(put, 3, datasetsIn(project));
    bindText(put, 4, projectToJson(project));
    put.exec();
}

Project readVersion(Connection& connection, std::int64_t number) {
    SQLite::Statement query(connection.db(),
                            "SELECT \"project\" FROM \"version\" WHERE \"number\"=?");
    query.bind(1, number);
    if (!query.executeStep())
        noVersion(connection);
    try {
        return projectFromJson(textIn(query.getColumn(0)));
    } catch (const BadCell& bad) {
        damaged(connection, "a version " + bad.what);
    } catch (const Error& error) {
        damaged(connection, "a version cannot be read: " + error.why());
    }
}

void replaceVersion(Connection& connection, std::int64_t number, const Project& project) {
    SQLite::Statement put(
        connection.db(), "UPDATE \"version\" SET \"datasets\"=?, \"project\"=? WHERE \"number\"=?");
    bindText(put, 1, datasetsIn(project));
    bindText(put, 2, projectToJson(project));
    put.bind(3, number);
    if (put.exec() != 1)
        noVersion(connection);
}

void removeVersion(Connection& connection, std::int64_t number) {
    SQLite::Statement take(connection.db(), "DELETE FROM \"version\" WHERE \"number\"=?");
    take.bind(1, number);
    if (take.exec() != 1)
        noVersion(connection);
}

std::set<DatasetId> neededDatasets(Connection& connection, const Project& project,
                                   const History& history) {
    std::set<DatasetId> needed;
    for (const auto& dataset : project.datasets)
        needed.insert(dataset->id);
    for (const auto& entry : history.entries)
        for (const auto& row : entry.changes.datasets.rows)
            needed.insert(row.before ? row.before->id : row.after->id);
    SQLite::Statement query(connection.db(), "SELECT \"datasets\" FROM \"version\"");
    try {
        while (query.executeStep()) {
            std::vector<DatasetId> datasets;
            codec::fromJson(jsonIn(query.getColumn(0)), datasets, "version.datasets");
            needed.insert(datasets.begin(), datasets.end());
        }
    } catch (const BadCell& bad) {
        damaged(connection, "a version's list of datasets " + bad.what);
    }
    return needed;
}

} // namespace cairn::store
