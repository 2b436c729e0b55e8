#include "core/analytics/log_walk.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

namespace cairn {

unsigned usefulThreads(unsigned asked, std::size_t pieces) {
    const unsigned wished = asked != 0 ? asked : std::thread::hardware_concurrency();
    return static_cast<unsigned>(
        std::min<std::size_t>(std::clamp(wished, 1U, 64U), std::max<std::size_t>(pieces, 1)));
}

void inParallel(unsigned threads, const std::function<void(unsigned)>& work) {
    std::vector<std::exception_ptr> failures(threads);
    const auto guarded = [&](unsigned thread) {
        try {
            work(thread);
        } catch (...) {
            failures[thread] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned thread = 1; thread < threads; ++thread)
            others.emplace_back(guarded, thread);
        guarded(0);
    }
    for (const std::exception_ptr& failure : failures)
        if (failure)
            std::rethrow_exception(failure);
}

void inSlices(unsigned threads, std::size_t count, const JobControl& job,
              const std::function<void(unsigned, std::size_t, std::size_t)>& work) {
    constexpr std::size_t kSlice = 16384;
    inParallel(threads, [&](unsigned thread) {
        const std::size_t end = count * (thread + 1) / threads;
        for (std::size_t begin = count * thread / threads; begin < end; begin += kSlice) {
            job.throwIfCancelled();
            work(thread, begin, std::min(begin + kSlice, end));
        }
    });
}

std::vector<UnitRange> unitRanges(std::uint32_t units, std::size_t bytesEach, std::size_t budget) {
    const std::size_t each = std::max<std::size_t>(bytesEach, 1);
    const auto most = static_cast<std::uint32_t>(
        std::clamp<std::size_t>(budget / each, 1, std::max<std::uint32_t>(units, 1)));
    std::vector<UnitRange> ranges;
    for (std::uint32_t first = 0; first < units; first += ranges.back().count)
        ranges.push_back({first, std::min(most, units - first)});
    return ranges;
}

void LogWalk::run(const std::function<bool(const Chunk&)>& matters,
                  const std::function<void(unsigned, const ChunkRows&)>& visit) {
    const std::size_t chunks = m_log.chunks.size();
    std::atomic<std::size_t> next = 0;
    std::mutex progress;
    std::size_t done = m_pass * chunks;
    const double whole = static_cast<double>(std::max<std::size_t>(m_passes * chunks, 1));
    inParallel(m_threads, [&](unsigned thread) {
        ChunkDecoder decoder;
        for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
            m_job.throwIfCancelled();
            if (matters(m_log.chunks[chunk]))
                visit(thread, decoder.decode(m_log, chunk, m_wanted));
            const std::lock_guard lock(progress);
            m_job.report(static_cast<double>(++done) / whole, "reading events");
        }
    });
    ++m_pass;
}

} // namespace cairn
