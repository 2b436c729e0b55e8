#pragma once
// What is known of a dataset's customers themselves: their ids, where kept, fingerprints of them, joined properties.

#include "cairn/base/job.hpp"
#include "cairn/events/event_log.hpp"
#include "cairn/model/project.hpp"
#include "cairn/store/project_file.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

/// Within the caller's transaction. Throws Error{Internal} when there is not one value a customer.
void writeUnitColumns(Connection& connection, DatasetId dataset, const EventLog& log,
                      const JobControl& job);
/// What a dataset says of its customers' ids.
enum class Ids {
    None,
    Kept,
    Skipped ///< not asked for now, whether or not they are there
};
/// Fills unitProperties, fingerprints and ids of a log whose units, fingerprintKey and properties are
/// there. Throws Error{Damaged} or BadCell when the rows are not exactly as they would be written.
void readUnitColumns(Connection& connection, DatasetId dataset, EventLog& log,
                     Ids ids, const JobControl& job);
/// Within the caller's transaction: the dataset holds no ids any more.
void removeIds(Connection& connection, DatasetId dataset);
std::map<DatasetId, std::vector<StoredProperty>> readPropertyLists(Connection& connection);

} // namespace cairn::store
