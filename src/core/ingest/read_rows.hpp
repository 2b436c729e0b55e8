#pragma once
// The reading that an import and its figures share.

#include "cairn/ingest/import.hpp"

namespace cairn {

/// As importFile does, but a file without one usable row is no failure. Throws Error{BadInput} with
/// planTrouble's sentence.
ImportResult readRows(const std::filesystem::path& file, const ImportPlan& plan,
                      const ImportOptions& options, const JobControl& job);

} // namespace cairn
