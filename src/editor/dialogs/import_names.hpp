#pragma once
// The event names of a file, read before the import so that bindings can be suggested.

#include <filesystem>
#include <vector>

#include "cairn/ingest/import.hpp"
#include "cairn/insight/bindings.hpp"

namespace cairn {

/// Event (or step) names of the file's first rows, most frequent first; steps in file order. For a
/// worker; throws Error when the file cannot be read or the job was cancelled.
std::vector<NameCount> readNames(const std::filesystem::path& file, const ImportPlan& plan,
                                 const JobControl& job);

/// The values of columns that say by which channel somebody came, as far as the file's head shows them.
std::vector<ChannelColumn> channelsSeen(const Sniffed& sniffed, const ImportPlan& plan);

} // namespace cairn
