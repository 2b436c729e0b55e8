#pragma once
// What an import would give, before it is done: its figures without its rows.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cairn/ingest/import.hpp"

namespace cairn {

struct ImportFigures {
    TableKind kind = TableKind::Events;
    std::uint64_t rows = 0, skipped = 0;
    std::uint64_t events = 0, units = 0, names = 0; ///< of events
    std::uint64_t steps = 0, segments = 0;          ///< of step counts
    std::uint64_t answers = 0; ///< of feedback: scores; `names` are its places, `units` its responses
    std::optional<TimeMs> first, last;
    std::vector<RowIssue> issues;    ///< in line order, the first 1000
    std::vector<SkipReason> reasons; ///< of all skipped rows, the most frequent first
    bool whole = true;               ///< of the whole file; otherwise of its first rows
    std::uint64_t headRows = 0;      ///< how many those are
};

ImportFigures figuresOf(const ImportResult&);

/// The figures of the rows that were sampled: at once, however large the file is. A plan with trouble has none
/// (planTrouble). No usable row is no failure. Throws Error: I/O, {Cancelled}.
ImportFigures headFigures(const std::filesystem::path& file, const ImportPlan&, const Sniffed&, const JobControl& job = {});
/// The same of the whole file; reads it all, on `threads` threads (0 = as many as there are cores).
ImportFigures wholeFigures(const std::filesystem::path& file, const ImportPlan&, unsigned threads = 0,
                           const JobControl& job = {});

} // namespace cairn
