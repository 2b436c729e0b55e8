#pragma once
// The rows of imported files: packed event columns, dictionaries, step counts.

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
/// Removes the rows of every dataset not in `keep`; true when there were any.
bool purgeDatasets(Connection& connection, const std::set<DatasetId>& keep);

} // namespace cairn::store
