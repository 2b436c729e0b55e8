#pragma once
// The rows of imported files: packed event columns, dictionaries, step counts.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cairn/base/job.hpp"
#include "cairn/events/step_counts.hpp"
#include "cairn/model/project.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

/// Replaces what the dataset held. Within the caller's transaction.
void writeDataset(Connection& connection, DatasetId dataset, const DatasetContent& content,
                  const JobControl& job);
/// Throws Error{NotFound} when nothing is stored for it, {Damaged} when it is not whole.
/// `onlyProperties`: as loadDataset tells.
DatasetContent readDataset(Connection& connection, DatasetId dataset, const JobControl& job,
                           const std::optional<std::vector<std::string>>& onlyProperties = {});
void removeDatasetRows(Connection& connection, DatasetId dataset);
/// The datasets with stored events, and the key their customers are known again by (0 = none).
struct StoredEvents {
    std::uint64_t fingerprintKey = 0; ///< 0 = none
    bool ids = false;                 ///< the customers' ids are kept
};
std::map<DatasetId, StoredEvents> storedEvents(Connection& connection);
/// Event names, or the places of answers, by their codes.
std::vector<std::string> readNames(Connection& connection, DatasetId dataset);
/// Removes the rows of every dataset not in `keep`; true when there were any.
bool purgeDatasets(Connection& connection, const std::set<DatasetId>& keep);

} // namespace cairn::store
