#pragma once
// What is known of a dataset's customers themselves: fingerprints of their ids, joined properties.

#include "cairn/base/job.hpp"
#include "cairn/events/event_log.hpp"
#include "cairn/model/project.hpp"
#include "cairn/store/project_file.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

/// Within the caller's transaction. Throws Error{Internal} when there is not one value a customer.
void writeUnitColumns(Connection& connection, DatasetId dataset, const EventLog& log,
                      const JobControl& job);
/// Fills unitProperties and fingerprints of a log whose units, fingerprintKey and properties are
/// there. Throws Error{Damaged} or BadCell when the rows are not exactly as they would be written.
void readUnitColumns(Connection& connection, DatasetId dataset, EventLog& log,
                     const JobControl& job);
std::map<DatasetId, std::vector<StoredProperty>> readPropertyLists(Connection& connection);

} // namespace cairn::store
