#pragma once
// Tables whose rows are not one event each: one column an event, a fixed event, several rows a thing.

#include "cairn/ingest/import.hpp"

namespace cairn {

/// Whether the rows of such a plan have to be turned into events first.
bool needsExpanding(const ImportPlan& plan);
ImportResult importEventsExpanded(const std::filesystem::path& file, const ImportPlan& plan,
                                  const ImportOptions& options, const JobControl& job);

} // namespace cairn
