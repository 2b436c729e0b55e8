#include "core/analytics/unit_streams.hpp"

#include <algorithm>

#include "core/base/large_pages.hpp"

namespace cairn {
namespace {

/// The range's events, unit after unit; ends[u] is where those of its u-th unit end.
struct Gathered {
    LargeRoom<StreamEvent> events;
    std::vector<std::size_t> ends;
};

/// Calls visit for every event of a thread's share of the range's units, in the order of the parts.
template <class Visit>
void visitShare(const std::vector<std::vector<StreamEvent>>& parts, const UnitRange& share,
                const JobControl& job, Visit&& visit) {
    constexpr std::size_t kPiece = 65536;
    for (const auto& part : parts)
        for (std::size_t begin = 0; begin < part.size(); begin += kPiece) {
            job.throwIfCancelled();
            for (std::size_t i = begin; i < std::min(begin + kPiece, part.size()); ++i)
                if (share.holds(part[i].unit))
                    visit(part[i]);
        }
}

/// Each thread sorts in the events of its own share of the units.
Gathered sortByUnit(const std::vector<std::vector<StreamEvent>>& parts, const UnitRange& range,
                    unsigned threads, const JobControl& job) {
    const auto shareOf = [&](unsigned thread) {
        const auto at = [&](unsigned t) {
            return static_cast<std::uint32_t>(std::uint64_t{range.count} * t / threads);
        };
        return UnitRange{range.first + at(thread), at(thread + 1) - at(thread)};
    };
    Gathered gathered;
    std::vector<std::size_t>& ends = gathered.ends;
    ends.assign(range.count + std::size_t{1}, 0);
    inParallel(threads, [&](unsigned thread) {
        visitShare(parts, shareOf(thread), job, [&](const StreamEvent& event) {
            ++ends[event.unit - range.first + std::size_t{1}];
        });
    });
    for (std::size_t u = 1; u < ends.size(); ++u)
        ends[u] += ends[u - 1];
    gathered.events = makeLargeRoom<StreamEvent>(ends.back());
    inParallel(threads, [&](unsigned thread) {
        visitShare(parts, shareOf(thread), job, [&](const StreamEvent& event) {
            gathered.events[ends[event.unit - range.first]++] = event;
        });
    });
    return gathered;
}

bool isBefore(const StreamEvent& a, const StreamEvent& b) {
    if (a.time != b.time)
        return a.time < b.time;
    return a.anchor != b.anchor ? a.anchor > b.anchor : a.row < b.row;
}

void takeRows(const StreamRequest& request, const ChunkRows& rows, const UnitRange& range,
              std::vector<StreamEvent>& out) {
    for (std::size_t i = 0; i < rows.name.size(); ++i) {
        if (!range.holds(rows.unit[i]))
            continue;
        const bool anchor = (request.matcher->of(rows, i) & 1) != 0;
        if (request.hidden[rows.name[i]] && (request.hidesAnchors || !anchor))
            continue;
        StreamEvent& event = out.emplace_back();
        event.time = rows.time[i];
        event.row = rows.firstRow + i;
        event.unit = rows.unit[i];
        event.name = rows.name[i] & 0x7FFFFFFFU;
        event.anchor = anchor;
    }
}

} // namespace

unsigned streamThreads(const EventLog& log, unsigned asked) {
    return usefulThreads(asked, log.chunks.size());
}

void visitStreams(const EventLog& log, const StreamRequest& request, const JobControl& job,
                  const StreamVisit& visit) {
    if (log.units == 0)
        return;
    const std::uint64_t rowsEach = log.rows() / log.units + 1;
    const auto bytesEach = static_cast<std::size_t>(rowsEach) * 2 * sizeof(StreamEvent);
    const auto ranges = unitRanges(log.units, bytesEach, request.budget);
    LogWalk walk(log, request.matcher->wanted, request.threads, ranges.size(), job);
    for (const UnitRange& range : ranges) {
        std::vector<std::vector<StreamEvent>> parts(walk.threads());
        walk.run([&](const Chunk& chunk) { return range.meets(chunk); },
                 [&](unsigned thread, const ChunkRows& rows) {
                     takeRows(request, rows, range, parts[thread]);
                 });
        const Gathered gathered = sortByUnit(parts, range, walk.threads(), job);
        std::vector<std::vector<StreamEvent>>().swap(parts);
        inSlices(walk.threads(), range.count, job,
                 [&](unsigned thread, std::size_t begin, std::size_t end) {
                     for (std::size_t u = begin; u < end; ++u) {
                         const std::size_t from = u == 0 ? 0 : gathered.ends[u - 1];
                         const std::span events(gathered.events.get() + from,
                                                gathered.ends[u] - from);
                         if (events.empty())
                             continue;
                         std::sort(events.begin(), events.end(), isBefore);
                         visit(thread, events);
                     }
                 });
    }
}

} // namespace cairn
