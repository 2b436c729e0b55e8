#include "core/ingest/import_events.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
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

/// A piece of the file between two row starts, read by one thread.
struct Segment {
    Segment(const EventColumns& columns, std::uint64_t firstByte, std::uint64_t pastByte)
        : start(firstByte), limit(pastByte), reach(firstByte), maker(columns, rows) {}

    std::uint64_t start; ///< of its first row
    std::mutex mutex;    ///< guards limit and reach
    std::uint64_t limit; ///< rows that start here or later are another's
    std::uint64_t reach; ///< rows that start before are its own for good
    SegmentRows rows;
    EventRows maker;
    ScanEnd end;
};

/// A file cut into segments that begin at row starts, and what came of them.
class ParallelImport {
public:
    ParallelImport(const std::filesystem::path& path, const ImportPlan& plan,
                   const ImportOptions& options, const JobControl& job, const ImportCuts& cuts)
        : m_file(path), m_plan(plan), m_columns(resolveColumns(plan, options)), m_job(job),
          m_cuts(cuts), m_data(findDataStart(m_file, plan.dialect)) {
        const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
        m_threads = options.threads == 0 ? cores : options.threads;
        cut();
    }

    ImportResult run() {
        // Cuts are guessed first, and every guess is checked against where the segment before it
        // really ended. Only a file that defeats the guesses (long quoted texts full of line ends)
        // is read twice.
        std::vector<std::uint64_t> starts = m_bounds;
        for (std::size_t s = 1; s < starts.size(); ++s)
            starts[s] = guess(m_bounds[s]);
        if (!readAll(starts, m_cuts.segmentBytes == 0, 0, 0.95) &&
            !readAll(trueStarts(), false, 0.3, 0.95))
            throw Error(ErrorCode::ChangedUnderneath, "import a data file",
                        "The file changed while it was read.",
                        "Wait until the program that writes it has finished, then try again.");
        m_file.throwIfChanged();
        m_job.report(0.95, "Joining");
        std::vector<SegmentRows> rows;
        std::vector<EventRows*> makers;
        std::vector<std::uint64_t> lines{m_data.line};
        for (const auto& segment : m_segments) {
            rows.push_back(std::move(segment->rows));
            makers.push_back(&segment->maker);
            lines.push_back(lines.back() + segment->end.lines);
        }
        return joinSegments(m_columns, rows, lines, makers, m_threads, m_job);
    }

private:
    void cut() {
        constexpr std::uint64_t kLeast = std::uint64_t{1} << 20;
        const std::uint64_t data = m_file.size() - std::min(m_data.offset, m_file.size());
        std::uint64_t bytes = std::max(kLeast, data / m_threads + 1);
        if (m_cuts.segmentBytes != 0)
            bytes = m_cuts.segmentBytes;
        for (std::uint64_t at = m_data.offset; at < m_file.size() || m_bounds.empty(); at += bytes)
            m_bounds.push_back(at);
        m_threads = static_cast<unsigned>(std::min<std::size_t>(m_threads, m_bounds.size()));
    }

    std::uint64_t guess(std::uint64_t bound) const {
        return guessRowStart(m_file, m_plan.dialect, bound, m_columns.width, m_cuts.guessWindow);
    }

    /// False when a segment turns out to begin where no row does.
    bool readAll(const std::vector<std::uint64_t>& starts, bool mayTakeOver, double from,
                 double to) {
        m_segments.clear();
        for (std::size_t s = 0; s < starts.size(); ++s) {
            // The last segment takes what there is, also what is appended meanwhile.
            const bool last = s + 1 == starts.size();
            m_segments.push_back(std::make_unique<Segment>(
                m_columns, starts[s], last ? ~std::uint64_t{0} : m_bounds[s + 1]));
        }
        Progress progress(m_job, m_file.size() - m_data.offset, from, to);
        std::vector<Segment*> first;
        for (const auto& segment : m_segments)
            first.push_back(segment.get());
        std::atomic<std::size_t> next = 0;
        runOnThreads(m_threads, [&](std::size_t) {
            for (std::size_t s; (s = next++) < first.size();)
                read(*first[s], progress);
            while (Segment* taken = mayTakeOver ? takeOver() : nullptr)
                read(*taken, progress);
        });
        // Those taken over were added at the end.
        std::sort(m_segments.begin(), m_segments.end(), [](const auto& a, const auto& b) {
            return std::pair(a->start, a->limit) < std::pair(b->start, b->limit);
        });
        for (std::size_t s = 1; s < m_segments.size(); ++s)
            if (m_segments[s - 1]->end.offset != m_segments[s]->start)
                return false;
        return true;
    }

    /// For a thread that has nothing left to do: the second half of what the slowest one has.
    Segment* takeOver() {
        const std::lock_guard lock(m_adding);
        Segment* slowest = nullptr;
        std::uint64_t most = m_cuts.worthTaking;
        const auto left = [&](const Segment& s) {
            const std::uint64_t end = std::min(s.limit, m_file.size());
            return end > s.reach ? end - s.reach : 0;
        };
        for (const auto& segment : m_segments) {
            const std::lock_guard guard(segment->mutex);
            if (left(*segment) > most) {
                most = left(*segment);
                slowest = segment.get();
            }
        }
        if (slowest == nullptr)
            return nullptr;
        std::unique_lock guard(slowest->mutex); // it may have read on in the meantime
        if (left(*slowest) <= m_cuts.worthTaking / 2)
            return nullptr;
        const std::uint64_t middle = slowest->reach + left(*slowest) / 2;
        const std::uint64_t limit = slowest->limit;
        slowest->limit = middle;
        guard.unlock();
        m_segments.push_back(std::make_unique<Segment>(m_columns, guess(middle), limit));
        return m_segments.back().get();
    }

    void read(Segment& segment, Progress& progress) {
        std::uint64_t told = 0;
        RowConsumer consumer;
        consumer.width = m_columns.width;
        consumer.batch = [&](const RowBatch& batch) { segment.maker.take(batch); };
        consumer.lone = [&](const RowSplitter& row, std::uint64_t, std::uint64_t line) {
            if (!row.blank())
                segment.maker.take(row.cells(), row.broken(), line);
        };
        consumer.progress = [&](std::uint64_t bytes) {
            progress.add(bytes - told);
            told = bytes;
        };
        consumer.limit = [&](std::uint64_t reach) {
            const std::lock_guard guard(segment.mutex);
            segment.reach = std::max(segment.reach, reach);
            return segment.limit;
        };
        segment.end =
            scanRows(m_file, m_plan.dialect, segment.start, segment.limit, consumer, m_cuts.scan);
        segment.maker.finish();
        const std::lock_guard guard(segment.mutex);
        segment.reach = ~std::uint64_t{0}; // nothing is left to take over
    }

    /// Reads the rows one after the other and notes the first that starts at or after each bound.
    std::vector<std::uint64_t> trueStarts() {
        std::vector<std::uint64_t> starts{m_bounds.front()};
        const auto reach = [&](std::uint64_t rowStart) {
            while (starts.size() < m_bounds.size() && rowStart >= m_bounds[starts.size()])
                starts.push_back(rowStart);
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
        starts.resize(m_bounds.size(), end.offset);
        return starts;
    }

    const ByteFile m_file;
    const ImportPlan& m_plan;
    const EventColumns m_columns;
    const JobControl& m_job;
    const ImportCuts m_cuts;
    const DataStart m_data;
    unsigned m_threads = 1;
    std::vector<std::uint64_t> m_bounds; ///< where a segment begins, give or take a row
    std::mutex m_adding;                 ///< guards m_segments while threads read
    std::vector<std::unique_ptr<Segment>> m_segments;
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
    std::vector<SegmentRows> segments(1);
    EventRows maker(columns, segments[0]);
    readCsv(
        file, plan.dialect,
        [&](const RowView& row) {
            const std::uint64_t before = segments[0].issues.skipped();
            maker.take(row.cells, row.broken, row.line);
            segments[0].issues.tell(before, options, row);
        },
        job);
    maker.finish();
    std::vector<EventRows*> makers{&maker};
    return joinSegments(columns, segments, {0}, makers, 1, job);
}

} // namespace cairn
