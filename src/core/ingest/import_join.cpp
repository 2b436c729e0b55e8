#include <atomic>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>

#include "core/events/packing.hpp"
#include "core/ingest/import_events.hpp"

namespace cairn {
namespace {

/// One column's codes of all workers in terms of one dictionary.
struct Translation {
    std::vector<std::vector<std::uint32_t>> ofWorker; ///< empty = codes stay as they are
    TextCodes shared;
};

bool staysAsItIs(const std::vector<std::uint32_t>& codes) {
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (codes[i] != i)
            return false;
    return true;
}

Translation translate(std::size_t dictionary, const std::vector<SegmentRows>& segments,
                      std::vector<EventRows>& workers, const std::vector<std::size_t>& madeBy) {
    Translation result;
    result.ofWorker.resize(workers.size());
    if (workers.size() == 1) {
        result.shared = std::move(workers[0].dictionaries()[dictionary]);
        return result;
    }
    for (std::size_t s = 0; s < segments.size(); ++s) {
        auto& codes = result.ofWorker[madeBy[s]];
        const auto range = segments[s].newCodes[dictionary];
        workers[madeBy[s]].dictionaries()[dictionary].forRange(
            range.first, range.last,
            [&](const TextKey& key) { codes.push_back(result.shared.codeOf(key)); });
    }
    for (std::size_t w = 0; w < workers.size(); ++w) {
        workers[w].dictionaries()[dictionary] = TextCodes();
        if (staysAsItIs(result.ofWorker[w]))
            result.ofWorker[w].clear();
    }
    return result;
}

void recode(ColumnBlob& blob, std::uint32_t rows, const std::vector<std::uint32_t>& codes,
            std::vector<std::uint32_t>& buffer) {
    if (codes.empty())
        return;
    buffer.resize(rows);
    packing::unpackCodes(blob, -1, static_cast<std::int64_t>(codes.size()) - 1, buffer);
    for (std::uint32_t& code : buffer)
        code = code == kNoValue ? kNoValue : codes[code];
    blob = packing::packCodes(buffer);
}

} // namespace

void runOnThreads(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::exception_ptr failure;
    std::mutex mutex;
    const auto guarded = [&](std::size_t i) {
        try {
            work(i);
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!failure)
                failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < count; ++i)
            threads.emplace_back(guarded, i);
        guarded(0);
    }
    if (failure)
        std::rethrow_exception(failure);
}

ImportResult joinSegments(const EventColumns& columns, std::vector<SegmentRows>& segments,
                          const std::vector<std::uint64_t>& firstLines,
                          std::vector<EventRows>& workers, const std::vector<std::size_t>& madeBy,
                          unsigned threads, const JobControl& job) {
    std::vector<Translation> translations(2 + columns.properties.size());
    std::atomic<std::size_t> nextDictionary = 0;
    runOnThreads(std::min<std::size_t>(threads, translations.size()), [&](std::size_t) {
        for (std::size_t d; (d = nextDictionary++) < translations.size();) {
            job.throwIfCancelled();
            translations[d] = translate(d, segments, workers, madeBy);
        }
    });
    std::atomic<std::size_t> nextSegment = 0;
    runOnThreads(std::min<std::size_t>(threads, segments.size()), [&](std::size_t) {
        std::vector<std::uint32_t> buffer;
        for (std::size_t s; (s = nextSegment++) < segments.size();)
            for (Chunk& chunk : segments[s].chunks) {
                job.throwIfCancelled();
                const std::size_t worker = madeBy[s];
                recode(chunk.unit, chunk.rows, translations[0].ofWorker[worker], buffer);
                recode(chunk.name, chunk.rows, translations[1].ofWorker[worker], buffer);
                for (std::size_t p = 0; p < chunk.properties.size(); ++p)
                    recode(chunk.properties[p], chunk.rows, translations[2 + p].ofWorker[worker],
                           buffer);
            }
    });

    ImportResult result;
    EventLog log;
    log.units = translations[0].shared.size();
    log.names = translations[1].shared.texts();
    for (std::size_t p = 0; p < columns.properties.size(); ++p) {
        PropertyColumn& column = log.properties.emplace_back();
        column.name = columns.propertyNames[p];
        column.isSession = columns.session == p;
        if (column.isSession)
            column.sessionCount = translations[2 + p].shared.size();
        else
            column.values = translations[2 + p].shared.texts();
    }
    for (std::size_t s = 0; s < segments.size(); ++s) {
        SegmentRows& segment = segments[s];
        result.rows += segment.rows;
        result.skipped += segment.skipped;
        for (RowIssue& issue : segment.issues)
            if (result.issues.size() < kIssuesKept) {
                issue.line += firstLines[s];
                result.issues.push_back(std::move(issue));
            }
        for (Chunk& chunk : segment.chunks)
            log.chunks.push_back(std::move(chunk));
    }
    result.units = log.units;
    result.firstEvent = log.firstTime();
    result.lastEvent = log.lastTime();
    result.content = std::move(log);
    return result;
}

} // namespace cairn
