#pragma once
// Surveys: a row a response, with answers on scales and in words.

#include "cairn/ingest/import.hpp"

namespace cairn {

/// Nothing of who answered is kept.
ImportResult importFeedback(const std::filesystem::path& file, const ImportPlan& plan,
                            const ImportOptions& options, const JobControl& job);

} // namespace cairn
