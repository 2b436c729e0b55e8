#pragma once
// A file and a plan -> a dataset's content. Streamed, in parallel, with progress and cancel.

#include <filesystem>

#include "cairn/events/step_counts.hpp"
#include "cairn/ingest/fingerprints.hpp"
#include "cairn/ingest/plan.hpp"

namespace cairn {

/// Why rows were skipped, without a word of what stood in them.
struct SkipReason {
    std::string column; ///< empty = the row as a whole
    RowReason why;
    std::uint64_t rows = 0;
};

/// What came of one of several files that were imported together.
struct ImportedPart {
    std::string file; ///< its name
    std::uint64_t rows = 0, skipped = 0, units = 0;
};

struct ImportResult {
    DatasetContent content;
    std::uint64_t rows = 0;    ///< data rows seen
    std::uint64_t skipped = 0; ///< of them, not usable
    std::uint64_t units = 0;
    std::optional<TimeMs> firstEvent, lastEvent;
    std::vector<RowIssue> issues; ///< in line order, the first 1000; `skipped` counts all
    std::vector<SkipReason> reasons; ///< of all skipped rows, the most frequent first
    std::vector<ImportedPart> parts; ///< empty for a single file
};

/// Which columns to keep. An import keeps all Property columns; a direct funnel only those it needs.
struct ImportOptions {
    unsigned threads = 0;                      ///< 0 = as many as there are cores
    std::optional<std::vector<std::string>> onlyProperties;
    std::optional<std::vector<std::string>> onlyEvents; ///< keep only rows of these event names (rows are still counted)
    /// Fills EventLog::fingerprints, so that a newer export or a second file finds the same customers again.
    std::optional<FingerprintKey> fingerprintKey;
    /// Only looks which rows are skipped, one after the other, and keeps none: see skipped.hpp.
    std::function<void(const RowView&, const RowIssue&)> skippedRow;
};

/// Ids are replaced by dense numbers on the way and never leave this function.
/// Throws Error{BadInput} with planTrouble's sentence, or when there is not one row that can be read, Error{Cancelled}, and I/O errors.
/// Results do not depend on the number of threads.
ImportResult importFile(const std::filesystem::path& file, const ImportPlan&, const ImportOptions& = {},
                        const JobControl& job = {});

/// "31,106 events of 600 customers, 12 March to 30 June 2024, 19 event names; 3 rows skipped" in English.
std::string importSentence(const ImportResult&);

} // namespace cairn
