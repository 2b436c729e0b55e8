#pragma once
// Undo and named versions as rows.

#include <set>

#include "cairn/model/history.hpp"
#include "cairn/store/working_copy.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

inline constexpr std::size_t kMostHistory = 500; // entries kept in a file

/// The history and where its first entry stands in the table: entry i has seq firstSeq + i.
struct StoredHistory {
    History history;
    std::int64_t firstSeq = 1;
    std::int64_t doneSeq() const {
        return firstSeq + static_cast<std::int64_t>(history.cursor) - 1;
    }
};

/// Throws Error{Damaged} when it is not one whole list.
StoredHistory readHistory(Connection& connection);
/// Within the caller's transaction: forgets what was undone, adds `entry`, drops the oldest over
/// the cap. The caller then calls recordInMemory.
void appendHistory(Connection& connection, const StoredHistory& stored, const HistoryEntry& entry);
void recordInMemory(StoredHistory& stored, HistoryEntry entry);
void writeCursor(Connection& connection, std::int64_t doneSeq);
void clearHistory(Connection& connection);
/// Within the caller's transaction: the table holds exactly this list from now on.
void replaceHistory(Connection& connection, const StoredHistory& stored);
void replaceVersion(Connection& connection, std::int64_t number, const Project& project);

std::vector<NamedVersion> readVersions(Connection& connection);
void appendVersion(Connection& connection, const std::string& name, const Project& project);
/// Throws Error{NotFound}.
Project readVersion(Connection& connection, std::int64_t number);
void removeVersion(Connection& connection, std::int64_t number);

/// Datasets whose rows the project, its way back or a named version may still need.
std::set<DatasetId> neededDatasets(Connection& connection, const Project& project,
                                   const History& history);

} // namespace cairn::store
