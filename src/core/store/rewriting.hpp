#pragma once
// One change of datasets in every state that a file keeps: the project, its way back, its named versions.

#include <functional>
#include <string>
#include <vector>

#include "cairn/model/project.hpp"
#include "core/store/connection.hpp"
#include "core/store/history_rows.hpp"

namespace cairn::store {

/// How each element changes, whatever state it stands in. Because every state changes alike, the steps of the way back
/// still lead from one to the next.
struct Rewriting {
    std::function<std::optional<Dataset>(const Dataset&)> dataset; ///< nothing = it goes
    std::function<Map(const Map&)> map;                            ///< unset = maps stay
    std::vector<std::string> words;                                ///< taken out of the labels of steps
};

/// Within the caller's transaction. `project` and `stored` are what the connection holds; both are changed along.
void rewriteStates(Connection& connection, Project& project, StoredHistory& stored,
                   const Rewriting& how);
/// Every dataset that a step of the way back or a named version mentions, the newest state of each.
std::map<DatasetId, Dataset> keptDatasets(Connection& connection, const StoredHistory& stored);

} // namespace cairn::store
