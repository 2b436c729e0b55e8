#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>

#include "cairn/base/error.hpp"
#include "core/events/packing.hpp"
#include "core/ingest/fingerprints_of.hpp"
#include "core/ingest/import_events.hpp"

namespace cairn {
namespace {

/// One column's codes of all segments in terms of one dictionary.
struct Translation {
    std::vector<std::vector<std::uint32_t>> ofSegment; ///< empty = codes stay as they are
    std::uint32_t size = 0;
    TextList texts; ///< when they are needed
};

bool staysAsItIs(const std::vector<std::uint32_t>& codes) {
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (codes[i] != i)
            return false;
    return true;
}

/// The first segment's dictionary stays, and the others' texts are put into it in file order.
Translation translate(std::size_t dictionary, bool needsTexts, std::vector<EventRows*>& makers,
                      unsigned threads, const JobControl& job) {
    constexpr std::uint32_t kAhead = 16, kTogether = 1 << 14;
    Translation result;
    result.ofSegment.resize(makers.size());
    TextCodes shared = std::move(makers[0]->dictionaries()[dictionary]);
    for (std::size_t s = 1; s < makers.size(); ++s) {
        const TextList own(std::move(makers[s]->dictionaries()[dictionary]));
        auto& codes = result.ofSegment[s];
        codes.resize(own.size());
        // Most are there; what is not is put in afterwards, in order.
        std::atomic<std::uint32_t> next = 0;
        runOnThreads(own.size() > kTogether ? threads : 1, [&](std::size_t) {
            for (std::uint32_t first; (first = next.fetch_add(kTogether)) < own.size();) {
                job.throwIfCancelled();
                const std::uint32_t past = std::min(first + kTogether, own.size());
                for (std::uint32_t code = first; code < past; ++code) {
                    if (code + kAhead < past)
                        shared.prefetch(own[code + kAhead]);
                    codes[code] = shared.find(own[code]);
                }
            }
        });
        for (std::uint32_t code = 0; code < own.size(); ++code) {
            if (code % kTogether == 0)
                job.throwIfCancelled();
            if (codes[code] == TextCodes::kUnknown)
                codes[code] = shared.codeOf(own[code]);
        }
        if (staysAsItIs(codes))
            codes.clear();
    }
    result.size = shared.size();
    if (needsTexts)
        result.texts = TextList(std::move(shared));
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

UnitIds idsOf(const TextList& texts, const std::string& column, const JobControl& job) {
    constexpr std::size_t kBetweenLooks = 16384;
    UnitIds ids;
    ids.reserve(texts.size());
    for (std::uint32_t code = 0; code < texts.size(); ++code) {
        const TextKey id = texts[code];
        if (ids.size() % kBetweenLooks == 0)
            job.throwIfCancelled();
        if (id.length > kLongestId)
            throw Error(ErrorCode::BadInput, "keep the customers' ids",
                        "an id in the column “" + column + "” is longer than 4,096 bytes",
                        "Choose the column that names the customer, or do not keep the ids.");
        ids.add(id.text());
    }
    return ids;
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
                          std::vector<EventRows*>& makers, unsigned threads,
                          const JobControl& job) {
    std::vector<Translation> translations(2 + columns.properties.size());
    for (std::size_t d = 0; d < translations.size(); ++d)
        translations[d] =
            translate(d, d != 0 || columns.keepIds || columns.fingerprintKey.has_value(), makers,
                      threads, job);
    std::vector<std::pair<std::size_t, Chunk*>> chunks; // with the segment they are of
    for (std::size_t s = 1; s < segments.size(); ++s)
        for (Chunk& chunk : segments[s].chunks)
            chunks.emplace_back(s, &chunk);
    std::atomic<std::size_t> nextChunk = 0;
    runOnThreads(std::min<std::size_t>(threads, chunks.size()), [&](std::size_t) {
        std::vector<std::uint32_t> buffer;
        for (std::size_t c; (c = nextChunk++) < chunks.size();) {
            job.throwIfCancelled();
            const auto [s, chunk] = chunks[c];
            recode(chunk->unit, chunk->rows, translations[0].ofSegment[s], buffer);
            recode(chunk->name, chunk->rows, translations[1].ofSegment[s], buffer);
            for (std::size_t p = 0; p < chunk->properties.size(); ++p)
                recode(chunk->properties[p], chunk->rows, translations[2 + p].ofSegment[s], buffer);
        }
    });

    ImportResult result;
    RowIssues issues;
    EventLog log;
    log.units = translations[0].size;
    if (columns.fingerprintKey) {
        log.fingerprints = fingerprintsOf(translations[0].texts, *columns.fingerprintKey, job);
        log.fingerprintKey = columns.fingerprintKey->id();
    }
    if (columns.keepIds)
        log.ids = idsOf(translations[0].texts, columns.unitName, job);
    log.names = translations[1].texts.texts();
    for (std::size_t p = 0; p < columns.properties.size(); ++p) {
        PropertyColumn& column = log.properties.emplace_back();
        column.name = columns.propertyNames[p];
        column.isSession = columns.session == p;
        if (column.isSession)
            column.sessionCount = translations[2 + p].size;
        else
            column.values = translations[2 + p].texts.texts();
    }
    for (std::size_t s = 0; s < segments.size(); ++s) {
        SegmentRows& segment = segments[s];
        result.rows += segment.rows;
        issues.add(std::move(segment.issues), firstLines[s]);
        for (Chunk& chunk : segment.chunks)
            log.chunks.push_back(std::move(chunk));
    }
    issues.moveTo(result);
    result.units = log.units;
    result.firstEvent = log.firstTime();
    result.lastEvent = log.lastTime();
    result.content = std::move(log);
    return result;
}

} // namespace cairn
