#pragma once
// Event logs: in parallel from UTF-8 files, row by row from any other.

#include "cairn/ingest/import.hpp"
#include "core/ingest/event_rows.hpp"

namespace cairn {

/// For tests: how the file is cut. The result does not depend on it, but for where chunks end.
struct ImportCuts {
    std::uint64_t segmentBytes = 0; ///< 0 = one segment a thread, cut again when a thread is idle
    ScanLimits scan;
    std::size_t guessWindow = 64 * 1024;
    std::uint64_t worthTaking = std::uint64_t{4} << 20; ///< bytes that an idle thread takes over
};

ImportResult importEventsParallel(const std::filesystem::path& file, const ImportPlan& plan,
                                  const ImportOptions& options, const JobControl& job,
                                  const ImportCuts& cuts = {});
ImportResult importEventsRowByRow(const std::filesystem::path& file, const ImportPlan& plan,
                                  const ImportOptions& options, const JobControl& job);

/// Joins segments, in file order, into one log: one dictionary a column, codes in order of first
/// appearance. makers[s] made segments[s].
ImportResult joinSegments(const EventColumns& columns, std::vector<SegmentRows>& segments,
                          const std::vector<std::uint64_t>& firstLines,
                          std::vector<EventRows*>& makers, unsigned threads, const JobControl& job);

/// Runs work(0) .. work(count - 1) on that many threads, this one among them; throws what the first
/// of them threw.
void runOnThreads(std::size_t count, const std::function<void(std::size_t)>& work);

} // namespace cairn
