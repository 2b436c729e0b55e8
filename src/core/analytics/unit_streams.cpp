#include "core/analytics/unit_streams.hpp"

#include <algorithm>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

/// The range's events, unit after unit; ends[u] is where those of its u-th unit end.
struct Gathered {
    std::vector<StreamEvent> events;
    std::vector<std::size_t> ends;
};

Gathered sortByUnit(std::vector<std::vector<StreamEvent>>& parts, const UnitRange& range) {
    Gathered gathered;
    std::vector<std::size_t>& ends = gathered.ends;
    ends.assign(range.count + std::size_t{1}, 0);
    for (const auto& part : parts)
        for (const StreamEvent& event : part)
            ++ends[event.unit - range.first + std::size_t{1}];
    for (std::size_t u = 1; u < ends.size(); ++u)
        ends[u] += ends[u - 1];
    gathered.events.resize(ends.back());
    for (auto& part : parts) {
        for (const StreamEvent& event : part)
            gathered.events[ends[event.unit - range.first]++] = event;
        std::vector<StreamEvent>().swap(part);
    }
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
        Gathered gathered = sortByUnit(parts, range);
        inSlices(walk.threads(), range.count, job,
                 [&](unsigned thread, std::size_t begin, std::size_t end) {
                     for (std::size_t u = begin; u < end; ++u) {
                         const std::size_t from = u == 0 ? 0 : gathered.ends[u - 1];
                         const auto events =
                             std::span(gathered.events).subspan(from, gathered.ends[u] - from);
                         if (events.empty())
                             continue;
                         std::sort(events.begin(), events.end(), isBefore);
                         visit(thread, events);
                     }
                 });
    }
}

} // namespace cairn
