#pragma once
// What a working copy remembers of itself.

#include <optional>

#include "cairn/base/civil_time.hpp"
#include "core/store/connection.hpp"
#include "core/store/identity.hpp"

namespace cairn::store {

struct WorkingRow {
    std::optional<std::filesystem::path> origin;
    FileIdentity identity; ///< of the origin as last opened or saved here
    bool dirty = false;
    TimeMs lastEdit = 0;
    int migratedFrom = 0; ///< the origin's version when it was older than ours; 0 = it was not
};
/// Throws Error{Damaged}.
WorkingRow readWorkingRow(Connection& connection);
void writeWorkingRow(Connection& connection, const WorkingRow& row);

} // namespace cairn::store
