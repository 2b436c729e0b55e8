#include "core/ingest/import_events.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

using Clock = std::chrono::steady_clock;

/// Adds up what the workers have done and tells it now and then.
class Progress {
public:
    Progress(const JobControl& job, std::uint64_t total, double from, double to)
        : m_job(job), m_total(std::max<std::uint64_t>(total, 1)), m_from(from), m_to(to) {}

    void add(std::uint64_t bytes) {
        m_job.throwIfCancelled();
        const std::uint64_t done = m_done += bytes;
        const std::unique_lock lock(m_mutex, std::try_to_lock);
        if (!lock || Clock::now() - m_told < std::chrono::milliseconds(40))
            return;
        m_told = Clock::now();
        const double share =
            std::min(1.0, static_cast<double>(done) / static_cast<double>(m_total));
        m_job.report(m_from + (m_to - m_from) * share, "Reading events");
    }

private:
    const JobControl& m_job;
    const std::uint64_t m_total;
    const double m_from, m_to;
    std::atomic<std::uint64_t> m_done = 0;
    std::mutex m_mutex;
    Clock::time_point m_told;
};

/// A file cut into segments that begin at row starts, and what came of them.
class ParallelImport {
public:
    ParallelImport(const std::filesystem::path& path, const ImportPlan& plan,
                   const ImportOptions& options, const JobControl& job, const ImportCuts& cuts)
        : m_file(path), m_plan(plan), m_columns(resolveColumns(plan, options)), m_job(job),
          m_cuts(cuts), m_data(findDataStart(m_file, plan.dialect)) {
        cut();
        const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
        m_threads = options.threads == 0 ? cores : options.threads;
        m_threads = static_cast<unsigned>(std::min<std::size_t>(m_threads, m_starts.size()));
    }

    ImportResult run() {
        // Cuts are guessed first, and every guess is checked against where the segment before it
        // really ended. Only a file that defeats the guesses (long quoted texts full of line ends)
        // is read twice.
        for (std::size_t s = 1; s < m_starts.size(); ++s)
            m_starts[s] = guessRowStart(m_file, m_plan.dialect, m_bounds[s], m_columns.width,
                                        m_cuts.guessWindow);
        if (!readAll(0, 0.95)) {
            findTrueStarts();
            if (!readAll(0.3, 0.95))
                throw Error(ErrorCode::ChangedUnderneath, "import a data file",
                            "The file changed while it was read.",
                            "Wait until the program that writes it has finished, then try again.");
        }
        m_job.report(0.95, "Joining");
        std::vector<std::uint64_t> lines{m_data.line};
        for (const ScanEnd& end : m_ends)
            lines.push_back(lines.back() + end.lines);
        return joinSegments(m_columns, m_segments, lines, m_workers, m_madeBy, m_threads, m_job);
    }

private:
    void cut() {
        constexpr std::uint64_t kLeast = std::uint64_t{2} << 20, kMost = std::uint64_t{8} << 20;
        const std::uint64_t bytes = m_cuts.segmentBytes
                                        ? m_cuts.segmentBytes
                                        : std::clamp(m_file.size() / 16, kLeast, kMost);
        for (std::uint64_t at = m_data.offset; at < m_file.size() || m_bounds.empty(); at += bytes)
            m_bounds.push_back(at);
        m_starts = m_bounds;
        m_bounds.push_back(~std::uint64_t{
            0}); // the last segment takes what there is, also what is appended meanwhile
    }

    /// False as soon as a segment turns out to begin where no row does.
    bool readAll(double from, double to) {
        m_segments.assign(m_starts.size(), {});
        m_ends.assign(m_starts.size(), {});
        m_madeBy.assign(m_starts.size(), 0);
        m_workers.clear();
        m_workers.reserve(m_threads);
        for (unsigned i = 0; i < m_threads; ++i)
            m_workers.emplace_back(m_columns);
        Progress progress(m_job, m_file.size() - m_data.offset, from, to);
        std::atomic<std::size_t> next = 0;
        std::atomic<bool> wrong = false;
        runOnThreads(m_threads, [&](std::size_t worker) {
            for (std::size_t s; !wrong && (s = next++) < m_starts.size();) {
                readSegment(s, worker, progress);
                if (s + 1 < m_starts.size() && m_ends[s].offset != m_starts[s + 1])
                    wrong = true;
            }
        });
        return !wrong;
    }

    void readSegment(std::size_t s, std::size_t worker, Progress& progress) {
        EventRows& rows = m_workers[worker];
        m_madeBy[s] = worker;
        rows.begin(m_segments[s]);
        std::uint64_t told = 0;
        RowConsumer consumer;
        consumer.batch = [&](const RowBatch& batch) { rows.take(batch); };
        consumer.lone = [&](const RowSplitter& row, std::uint64_t, std::uint64_t line) {
            if (!row.blank())
                rows.take(row.cells(), row.broken(), line);
        };
        consumer.progress = [&](std::uint64_t bytes) {
            progress.add(bytes - told);
            told = bytes;
        };
        m_ends[s] =
            scanRows(m_file, m_plan.dialect, m_starts[s], m_bounds[s + 1], consumer, m_cuts.scan);
        rows.finish();
    }

    /// Reads the rows one after the other and notes the first that starts at or after each bound.
    void findTrueStarts() {
        std::size_t s = 1;
        const auto reach = [&](std::uint64_t rowStart) {
            for (; s < m_starts.size() && rowStart >= m_bounds[s]; ++s)
                m_starts[s] = rowStart;
        };
        Progress progress(m_job, m_file.size() - m_data.offset, 0, 0.3);
        std::uint64_t told = 0;
        RowConsumer consumer;
        consumer.batch = [&](const RowBatch& batch) {
            for (std::size_t row = 0; row < batch.count; ++row)
                reach(batch.offset + batch.index->start(row));
        };
        consumer.lone = [&](const RowSplitter&, std::uint64_t offset, std::uint64_t) {
            reach(offset);
        };
        consumer.progress = [&](std::uint64_t bytes) {
            progress.add(bytes - told);
            told = bytes;
        };
        const ScanEnd end = scanRows(m_file, m_plan.dialect, m_data.offset, ~std::uint64_t{0},
                                     consumer, m_cuts.scan);
        for (; s < m_starts.size(); ++s)
            m_starts[s] = end.offset;
    }

    const ByteFile m_file;
    const ImportPlan& m_plan;
    const EventColumns m_columns;
    const JobControl& m_job;
    const ImportCuts m_cuts;
    const DataStart m_data;
    unsigned m_threads = 1;
    std::vector<std::uint64_t> m_bounds; ///< nominal; one more than there are segments
    std::vector<std::uint64_t> m_starts; ///< the first row of each segment
    std::vector<ScanEnd> m_ends;
    std::vector<SegmentRows> m_segments;
    std::vector<std::size_t> m_madeBy;
    std::vector<EventRows> m_workers;
};

} // namespace

ImportResult importEventsParallel(const std::filesystem::path& file, const ImportPlan& plan,
                                  const ImportOptions& options, const JobControl& job,
                                  const ImportCuts& cuts) {
    return ParallelImport(file, plan, options, job, cuts).run();
}

ImportResult importEventsRowByRow(const std::filesystem::path& file, const ImportPlan& plan,
                                  const ImportOptions& options, const JobControl& job) {
    const EventColumns columns = resolveColumns(plan, options);
    std::vector<EventRows> workers;
    workers.emplace_back(columns);
    std::vector<SegmentRows> segments(1);
    workers[0].begin(segments[0]);
    readCsv(
        file, plan.dialect,
        [&](const RowView& row) { workers[0].take(row.cells, row.broken, row.line); }, job);
    workers[0].finish();
    return joinSegments(columns, segments, {0}, workers, {0}, 1, job);
}

} // namespace cairn
