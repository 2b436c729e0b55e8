// Reach: a bit for each unit and touchpoint. Time between: a unit's first event at one, then the
// next at the other.

#include "cairn/analytics/reach.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "cairn/base/error.hpp"
#include "core/analytics/reach_engine.hpp"
#include "core/analytics/step_matcher.hpp"
#include "core/analytics/summary.hpp"

namespace cairn {
namespace reach {
namespace {

constexpr const char* kDoing = "compute the reach of touchpoints";
constexpr TimeMs kNever = std::numeric_limits<TimeMs>::max();
constexpr std::uint64_t kNoRow = std::numeric_limits<std::uint64_t>::max();

void check(const TouchpointOptions& options) {
    const std::size_t count = options.touchpoints.size();
    if (count == 0 || count > 64)
        throw Error(ErrorCode::BadInput, kDoing,
                    count == 0 ? "no touchpoints were chosen"
                               : "there are " + std::to_string(count) + " touchpoints",
                    "There can be 1 to 64.");
    for (const auto& [from, to] : options.between)
        if (from >= count || to >= count)
            throw Error(ErrorCode::BadInput, kDoing, "a pair names a touchpoint that there is not");
}

struct Question {
    const EventLog& log;
    const TouchpointOptions& options;
    const StepMatcher& matcher;
    TimeMs first, last; ///< the range

    bool meets(const Chunk& chunk, UnitRange range) const {
        return range.meets(chunk) && chunk.time.maximum >= first && chunk.time.minimum <= last;
    }
    /// Calls each(row, mask) for the rows of the range.
    template <class Each> void rows(const ChunkRows& rows, UnitRange range, Each each) const {
        for (std::size_t i = 0; i < rows.name.size(); ++i)
            if (range.holds(rows.unit[i]) && rows.time[i] >= first && rows.time[i] <= last)
                each(i, matcher.of(rows, i));
    }
};

struct Counts {
    std::vector<std::uint64_t> events, units; ///< by touchpoint
    std::uint64_t all = 0;                    ///< units with any event

    explicit Counts(std::size_t touchpoints) : events(touchpoints), units(touchpoints) {}
    void add(const Counts& other) {
        for (std::size_t i = 0; i < events.size(); ++i) {
            events[i] += other.events[i];
            units[i] += other.units[i];
        }
        all += other.all;
    }
};

/// Which touchpoints each unit has met.
class Met {
public:
    Met(const Question& question, UnitRange range)
        : m_q(question), m_range(range), m_met(range.count), m_any((range.count + 63) / 64) {}

    void note(Counts& counts, const ChunkRows& rows) {
        m_q.rows(rows, m_range, [&](std::size_t i, StepMask mask) {
            const std::uint32_t unit = rows.unit[i] - m_range.first;
            counts.all += setFirst(m_any[unit / 64], std::uint64_t{1} << unit % 64);
            for (; mask != 0; mask &= mask - 1) {
                const auto at = static_cast<std::size_t>(std::countr_zero(mask));
                ++counts.events[at];
                counts.units[at] += setFirst(m_met[unit], mask & (~mask + 1));
            }
        });
    }

private:
    const Question& m_q;
    UnitRange m_range;
    std::vector<std::atomic<std::uint64_t>> m_met, m_any;
};

/// The gaps of one pair of touchpoints for a range of units.
class Gaps {
public:
    Gaps(UnitRange range, std::size_t from, std::size_t to)
        : m_range(range), m_from(StepMask{1} << from), m_to(StepMask{1} << to), m_same(from == to),
          m_begin(range.count), m_end(range.count), m_fromRow(range.count), m_toRow(range.count) {
        for (std::size_t i = 0; i < range.count; ++i) {
            m_begin[i].store(kNever, std::memory_order_relaxed);
            m_end[i].store(kNever, std::memory_order_relaxed);
            m_fromRow[i].store(kNoRow, std::memory_order_relaxed);
        }
    }

    void noteBegin(std::uint32_t unit, TimeMs time, StepMask mask) {
        if (mask & m_from)
            lower(m_begin[unit], time);
    }
    void noteEnd(std::uint32_t unit, TimeMs time, StepMask mask, std::uint64_t row) {
        if ((mask & (m_from | m_to)) == 0)
            return;
        const TimeMs begin = m_begin[unit].load(std::memory_order_relaxed);
        if (time == begin && !m_same) {
            // Of the same instant: only a row below the first start's own is later.
            if (mask & m_from)
                lower(m_fromRow[unit], row);
            if (mask & m_to)
                raise(m_toRow[unit], row);
        } else if ((mask & m_to) && time > begin) {
            lower(m_end[unit], time);
        }
    }
    void collect(std::vector<TimeMs>& gaps) const {
        for (std::size_t i = 0; i < m_range.count; ++i) {
            const TimeMs begin = m_begin[i].load(std::memory_order_relaxed);
            const TimeMs end = m_end[i].load(std::memory_order_relaxed);
            if (begin == kNever)
                continue;
            if (m_toRow[i].load(std::memory_order_relaxed) >
                m_fromRow[i].load(std::memory_order_relaxed))
                gaps.push_back(0);
            else if (end != kNever)
                gaps.push_back(end - begin);
        }
    }
    static constexpr std::size_t kBytesEach = 32;

private:
    UnitRange m_range;
    StepMask m_from, m_to;
    bool m_same;
    std::vector<std::atomic<TimeMs>> m_begin, m_end;
    std::vector<std::atomic<std::uint64_t>> m_fromRow,
        m_toRow; ///< counted from 1; at the first instant
};

/// The same range of units for as many pairs as fit the budget, so that few passes serve them all.
struct Batch {
    UnitRange range;
    std::size_t firstPair = 0, pairs = 0;
};
std::vector<Batch> batches(const Question& q, std::size_t budget) {
    const std::size_t pairs = q.options.between.size();
    if (pairs == 0)
        return {};
    const std::size_t together = std::clamp<std::size_t>(
        budget / (Gaps::kBytesEach * std::max<std::size_t>(q.log.units, 1)), 1, pairs);
    std::vector<Batch> all;
    for (std::size_t pair = 0; pair < pairs; pair += together)
        for (const UnitRange range : unitRanges(q.log.units, Gaps::kBytesEach * together, budget))
            all.push_back({range, pair, std::min(together, pairs - pair)});
    return all;
}

void runBatch(const Question& q, const Batch& batch, LogWalk& walk,
              std::vector<std::vector<TimeMs>>& gaps) {
    std::vector<Gaps> notes;
    notes.reserve(batch.pairs);
    for (std::size_t i = 0; i < batch.pairs; ++i) {
        const auto [from, to] = q.options.between[batch.firstPair + i];
        notes.emplace_back(batch.range, from, to);
    }
    const auto meets = [&](const Chunk& chunk) {
        return q.meets(chunk, batch.range) && q.matcher.mayMatter(chunk);
    };
    const auto each = [&](const ChunkRows& rows, auto note) {
        q.rows(rows, batch.range, [&](std::size_t i, StepMask mask) {
            if (mask == 0)
                return;
            for (Gaps& pair : notes)
                note(pair, rows.unit[i] - batch.range.first, i, mask);
        });
    };
    walk.run(meets, [&](unsigned, const ChunkRows& rows) {
        each(rows, [&](Gaps& pair, std::uint32_t unit, std::size_t i, StepMask mask) {
            pair.noteBegin(unit, rows.time[i], mask);
        });
    });
    walk.run(meets, [&](unsigned, const ChunkRows& rows) {
        each(rows, [&](Gaps& pair, std::uint32_t unit, std::size_t i, StepMask mask) {
            pair.noteEnd(unit, rows.time[i], mask, rows.firstRow + i + 1); // rows from 1
        });
    });
    for (std::size_t i = 0; i < batch.pairs; ++i) {
        walk.job().throwIfCancelled();
        notes[i].collect(gaps[batch.firstPair + i]);
    }
}

void tell(const Question& q, const Counts& counts, std::vector<std::vector<TimeMs>>& gaps,
          TouchpointResult& result) {
    result.units = counts.all;
    for (std::size_t i = 0; i < q.options.touchpoints.size(); ++i) {
        ReachResult& reach = result.reach.emplace_back();
        reach.label = labelOf(q.options.touchpoints[i]);
        reach.events = counts.events[i];
        reach.units = counts.units[i];
        reach.share = shareOf(reach.units, counts.all);
        reach.interval = wilson95(reach.units, counts.all);
        if (reach.units != 0)
            reach.eventsEach = static_cast<double>(reach.events) / static_cast<double>(reach.units);
        reach.few = counts.all < kFew;
    }
    for (std::size_t i = 0; i < gaps.size() && !q.log.timeless; ++i)
        result.between.push_back({q.options.between[i].first, q.options.between[i].second,
                                  gaps[i].size(), timesOf(gaps[i])});
}

} // namespace

TouchpointResult compute(const EventLog& log, const TouchpointOptions& options,
                         const JobControl& job, std::size_t budget) {
    check(options);
    const StepMatcher matcher(log, options.touchpoints, kDoing);
    const Question question{log, options, matcher,
                            log.timeless
                                ? std::numeric_limits<TimeMs>::min()
                                : options.from.value_or(std::numeric_limits<TimeMs>::min()),
                            log.timeless ? std::numeric_limits<TimeMs>::max()
                                         : options.to.value_or(std::numeric_limits<TimeMs>::max())};
    job.throwIfCancelled();
    const auto ranges = unitRanges(log.units, 9, budget);
    const auto pairs = batches(question, budget);
    LogWalk walk(log, matcher.wanted, options.threads, ranges.size() + 2 * pairs.size(), job);
    std::vector<Counts> counts(walk.threads(), Counts(options.touchpoints.size()));
    for (const UnitRange range : ranges) {
        Met met(question, range);
        walk.run([&](const Chunk& chunk) { return question.meets(chunk, range); },
                 [&](unsigned thread, const ChunkRows& rows) { met.note(counts[thread], rows); });
    }
    std::vector<std::vector<TimeMs>> gaps(options.between.size());
    for (const Batch& batch : pairs)
        runBatch(question, batch, walk, gaps);
    for (std::size_t thread = 1; thread < counts.size(); ++thread)
        counts[0].add(counts[thread]);
    TouchpointResult result;
    tell(question, counts[0], gaps, result);
    return result;
}

} // namespace reach

TouchpointResult computeTouchpoints(const EventLog& log, const TouchpointOptions& options,
                                    const JobControl& job) {
    return reach::compute(log, options, job, kNotesBytes);
}

} // namespace cairn
