#pragma once
// Reading a whole log with several threads, and what such readers share.

#include <atomic>
#include <functional>
#include <span>
#include <vector>

#include "cairn/base/job.hpp"
#include "cairn/events/event_log.hpp"

namespace cairn {

/// How many threads are worth starting for so many pieces of work; 0 asked = one a core.
unsigned usefulThreads(unsigned asked, std::size_t pieces);
/// Runs work(thread) on so many threads; the first exception is thrown again here.
void inParallel(unsigned threads, const std::function<void(unsigned)>& work);
/// Runs work(thread, begin, end) on slices of 0..count, in steps small enough to be cancelled.
void inSlices(unsigned threads, std::size_t count, const JobControl& job,
              const std::function<void(unsigned, std::size_t, std::size_t)>& work);

/// Neighbouring units whose notes are kept in memory at one time.
struct UnitRange {
    std::uint32_t first = 0, count = 0;
    bool holds(std::uint32_t unit) const { return unit - first < count; }
    bool meets(const Chunk& chunk) const {
        return chunk.unit.maximum >= first && chunk.unit.minimum < std::int64_t{first} + count;
    }
};
/// Memory that notes about units may take; more units are gone through range by range.
inline constexpr std::size_t kNotesBytes = std::size_t{192} << 20;
std::vector<UnitRange> unitRanges(std::uint32_t units, std::size_t bytesEach, std::size_t budget);

/// Goes through a log several times: each call of `run` is one pass. Threads take chunks as they
/// come, so whatever they note down must come out the same in any order.
class LogWalk {
public:
    LogWalk(const EventLog& log, std::vector<std::size_t> wanted, unsigned threads,
            std::size_t passes, const JobControl& job)
        : m_log(log), m_wanted(std::move(wanted)),
          m_threads(usefulThreads(threads, log.chunks.size())), m_passes(passes), m_job(job) {}

    unsigned threads() const { return m_threads; }
    const JobControl& job() const { return m_job; }
    /// Calls visit(thread, rows) for every chunk that `matters`.
    void run(const std::function<bool(const Chunk&)>& matters,
             const std::function<void(unsigned, const ChunkRows&)>& visit);

private:
    const EventLog& m_log;
    std::vector<std::size_t> m_wanted;
    unsigned m_threads;
    std::size_t m_passes, m_pass = 0;
    const JobControl& m_job;
};

/// Many threads agree on the lowest, or the highest, of what they see.
template <class T> void lower(std::atomic<T>& least, T value) {
    T seen = least.load(std::memory_order_relaxed);
    while (value < seen && !least.compare_exchange_weak(seen, value, std::memory_order_relaxed)) {
    }
}
template <class T> void raise(std::atomic<T>& most, T value) {
    T seen = most.load(std::memory_order_relaxed);
    while (value > seen && !most.compare_exchange_weak(seen, value, std::memory_order_relaxed)) {
    }
}
/// Sets bits; true for exactly one of the threads that set them first. The bits must be a single
/// one.
inline bool setFirst(std::atomic<std::uint64_t>& word, std::uint64_t bit) {
    // Most bits are set already: looking costs less than writing.
    return (word.load(std::memory_order_relaxed) & bit) == 0 &&
           (word.fetch_or(bit, std::memory_order_relaxed) & bit) == 0;
}

} // namespace cairn
