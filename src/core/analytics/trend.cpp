// Trends: rows by period are counted straight away; people by the first row that sets their bit for
// the period.

#include "cairn/analytics/trend.hpp"

#include <bit>

#include "cairn/base/error.hpp"
#include "core/analytics/needs_times.hpp"
#include "core/analytics/period_table.hpp"
#include "core/analytics/step_matcher.hpp"
#include "core/analytics/summary.hpp"
#include "core/analytics/trend_engine.hpp"

namespace cairn {
namespace trend {
namespace {

constexpr const char* kDoing = "compute a trend";

void check(const TrendOptions& options) {
    if (options.series.empty())
        throw Error(ErrorCode::BadInput, kDoing, "no events were chosen",
                    "Choose one event at least, or bind a stage of the map to events.");
    const std::size_t most = options.measure == TrendMeasure::Rate ? 63 : 64;
    if (options.series.size() > most)
        throw Error(ErrorCode::BadInput, kDoing,
                    "there are " + std::to_string(options.series.size()) + " series",
                    "There can be up to " + std::to_string(most) + ".");
}

/// The events that are counted: the series, and a rate's base behind them.
std::vector<FunnelStep> countedSteps(const TrendOptions& options) {
    std::vector<FunnelStep> steps = options.series;
    if (options.measure == TrendMeasure::Rate)
        steps.push_back(options.base);
    return steps;
}

struct Tally {
    std::vector<std::uint64_t> counts; ///< [series * periods + period]
    std::vector<std::uint64_t> totals; ///< by series
    std::vector<std::uint8_t> alive;   ///< by period: there is an event of any kind

    Tally(std::size_t series, std::size_t periods)
        : counts(series * periods), totals(series), alive(periods) {}
    void add(const Tally& other) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] += other.counts[i];
        for (std::size_t i = 0; i < totals.size(); ++i)
            totals[i] += other.totals[i];
        for (std::size_t i = 0; i < alive.size(); ++i)
            alive[i] |= other.alive[i];
    }
};

class Counter {
public:
    Counter(const EventLog& log, const TrendOptions& options, const PeriodTable& periods,
            TimeSpan span, const JobControl& job, std::size_t budget)
        : m_periods(periods), m_span(span), m_series(countedSteps(options).size()),
          m_matcher(log, countedSteps(options), kDoing) {
        const bool people = options.measure != TrendMeasure::Events;
        // A bit for each series and period, and one for the series as a whole.
        m_words = people ? (m_series * (periods.size() + 1) + 63) / 64 : 0;
        const auto ranges = people ? unitRanges(log.units, m_words * 8, budget)
                                   : std::vector<UnitRange>{{0, log.units}};
        LogWalk walk(log, m_matcher.wanted, options.threads, ranges.size(), job);
        m_of.assign(walk.threads(), Tally(m_series, periods.size()));
        for (const UnitRange range : ranges) {
            m_seen = std::vector<std::atomic<std::uint64_t>>(range.count * m_words);
            walk.run(
                [&](const Chunk& chunk) {
                    return range.meets(chunk) && chunk.time.maximum >= m_span.first &&
                           chunk.time.minimum <= m_span.last;
                },
                [&](unsigned thread, const ChunkRows& rows) {
                    people ? countPeople(m_of[thread], rows, range) : countRows(m_of[thread], rows);
                });
        }
        for (std::size_t thread = 1; thread < m_of.size(); ++thread)
            m_of[0].add(m_of[thread]);
    }
    const Tally& tally() const { return m_of[0]; }

private:
    bool inRange(TimeMs time) const { return time >= m_span.first && time <= m_span.last; }

    void countRows(Tally& tally, const ChunkRows& rows) {
        for (std::size_t i = 0; i < rows.name.size(); ++i) {
            if (!inRange(rows.time[i]))
                continue;
            const std::uint32_t period = m_periods.of(rows.time[i]);
            tally.alive[period] = 1;
            for (StepMask mask = m_matcher.of(rows, i); mask != 0; mask &= mask - 1) {
                const auto series = static_cast<std::size_t>(std::countr_zero(mask));
                ++tally.counts[series * m_periods.size() + period];
                ++tally.totals[series];
            }
        }
    }

    void countPeople(Tally& tally, const ChunkRows& rows, UnitRange range) {
        const std::size_t periods = m_periods.size();
        for (std::size_t i = 0; i < rows.name.size(); ++i) {
            if (!range.holds(rows.unit[i]) || !inRange(rows.time[i]))
                continue;
            const std::uint32_t period = m_periods.of(rows.time[i]);
            tally.alive[period] = 1;
            const std::size_t own = (rows.unit[i] - range.first) * m_words;
            const auto isNew = [&](std::size_t bit) {
                return setFirst(m_seen[own + bit / 64], std::uint64_t{1} << bit % 64);
            };
            for (StepMask mask = m_matcher.of(rows, i); mask != 0; mask &= mask - 1) {
                const auto series = static_cast<std::size_t>(std::countr_zero(mask));
                if (!isNew(series * (periods + 1) + period))
                    continue;
                ++tally.counts[series * periods + period];
                tally.totals[series] += isNew(series * (periods + 1) + periods);
            }
        }
    }

    const PeriodTable& m_periods;
    TimeSpan m_span;
    std::size_t m_series, m_words = 0;
    StepMatcher m_matcher;
    std::vector<std::atomic<std::uint64_t>> m_seen;
    std::vector<Tally> m_of; ///< by thread
};

std::vector<TrendPeriod> periodsOf(const PeriodTable& table, const std::vector<std::uint8_t>& alive,
                                   TimeMs begin, TimeMs end) {
    std::vector<TrendPeriod> periods;
    for (std::size_t i = 0; i < table.size(); ++i)
        periods.push_back({table.number(i), table.start(i), table.end(i),
                           begin > table.start(i) || end < table.end(i), alive[i] == 0});
    return periods;
}

TrendPoint pointOf(std::uint64_t count, std::uint64_t base, bool gap, TrendMeasure measure) {
    TrendPoint point;
    point.count = count;
    if (measure != TrendMeasure::Rate) {
        if (!gap)
            point.value = static_cast<double>(count);
        return point;
    }
    point.of = base;
    point.value = shareOf(count, base);
    point.interval = wilson95(count, base);
    return point;
}

} // namespace

TrendResult compute(const EventLog& log, const TrendOptions& options, const JobControl& job,
                    std::size_t budget) {
    check(options);
    requireTimes(log, kDoing, "how something went over time");
    TrendResult result;
    result.options = options;
    for (const FunnelStep& step : options.series)
        result.series.push_back({labelOf(step), {}, 0});
    job.throwIfCancelled();
    const auto span = spanOf(log, options.from, options.to);
    if (!span) {
        StepMatcher(log, countedSteps(options), kDoing); // a wrong column is wrong of no data too
        return result;
    }
    const PeriodTable periods(options.zone, options.period, span->first, span->last, kDoing);
    const Counter counter(log, options, periods, *span, job, budget);
    const Tally& tally = counter.tally();
    // Where the range cuts data that go on, its edge is known exactly; the data's own last event
    // only says "until here at least".
    const TimeMs end = span->last < *log.lastTime() ? span->last + 1 : span->last;
    result.periods = periodsOf(periods, tally.alive, span->first, end);
    const std::size_t base = options.series.size() * periods.size();
    for (std::size_t s = 0; s < result.series.size(); ++s) {
        result.series[s].total = tally.totals[s];
        for (std::size_t p = 0; p < periods.size(); ++p)
            result.series[s].points.push_back(
                pointOf(tally.counts[s * periods.size() + p],
                        options.measure == TrendMeasure::Rate ? tally.counts[base + p] : 0,
                        tally.alive[p] == 0, options.measure));
    }
    return result;
}

} // namespace trend

TrendResult computeTrend(const EventLog& log, const TrendOptions& options, const JobControl& job) {
    return trend::compute(log, options, job, kNotesBytes);
}

} // namespace cairn
