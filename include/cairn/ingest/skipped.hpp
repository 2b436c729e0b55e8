#pragma once
// The rows an import could not use: all of them, however large the file is.

#include <filesystem>
#include <functional>
#include <string>

#include "cairn/ingest/import.hpp"

namespace cairn {

/// Reads the file once more, as the import of this plan does but keeping nothing, and hands over each row that is
/// skipped, in line order. Returns how many there were. Throws as importFile does; also {Cancelled}.
std::uint64_t forEachSkippedRow(const std::filesystem::path& file, const ImportPlan& plan,
                                const std::function<void(const RowView&, const RowIssue&)>& row,
                                const JobControl& job = {});

/// Writes them as a CSV (UTF-8, commas): "line", "column", "reason", then the row's own cells under the file's own
/// names. All of the row's cells, also those of columns that an import leaves out: it is the person's own file that
/// they ask to have a part of. Whole or not at all. Throws Error{BadInput} when target is the file itself; I/O errors.
std::uint64_t exportSkippedRows(const std::filesystem::path& file, const ImportPlan& plan,
                                const std::filesystem::path& target, const JobControl& job = {});

/// The plan as it is kept with a dataset (Dataset::plan), with the reasons why rows were skipped by it.
std::string planToJson(const ImportPlan&, const std::vector<SkipReason>& reasons);
/// The reasons kept with a plan; none when it has none or cannot be read.
std::vector<SkipReason> reasonsKept(std::string_view planJson);

/// "2 rows: timestamp is not a date and time; 1 row: user_id is empty" in English, the most frequent first, at most
/// `most` reasons; empty when nothing was skipped.
std::string skippedSentence(const ImportResult&, std::size_t most = 3);

} // namespace cairn
