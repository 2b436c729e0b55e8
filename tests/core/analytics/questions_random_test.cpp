// Retention, trends and touchpoints: the definitions written as slowly and plainly as they read in
// docs/numbers.md, held against the engine over random streams.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "core/analytics/reach_engine.hpp"
#include "core/analytics/retention_engine.hpp"
#include "core/analytics/trend_engine.hpp"
#include "questions_world.hpp"
#include "support/rounds.hpp"

using namespace cairn;
using namespace cairn::questions;

namespace {

using Cohorts = std::map<std::int64_t, std::pair<std::uint64_t, std::vector<std::uint64_t>>>;

Cohorts slowRetention(const World& world, const RetentionOptions& o) {
    Cohorts cohorts;
    std::set<int> units;
    for (const Row& row : world.rows)
        units.insert(row.unit);
    for (const int unit : units) {
        std::map<std::int64_t, TimeMs> starts; // first start of each period
        std::optional<TimeMs> firstEver;
        for (const Row& row : world.rows) {
            if (row.unit != unit || !world.is(row, o.start))
                continue;
            firstEver = std::min(row.time, firstEver.value_or(row.time));
            if (!world.inside(row.time))
                continue;
            const auto [start, isNew] = starts.try_emplace(world.periodAt(row.time), row.time);
            start->second = std::min(start->second, row.time);
        }
        if (o.who == RetentionStart::FirstTime) {
            if (!firstEver || !world.inside(*firstEver))
                continue;
            starts = {{world.periodAt(*firstEver), *firstEver}};
        }
        for (const auto& [period, start] : starts) {
            auto& [size, returned] = cohorts[period];
            returned.resize(o.periods + 1);
            ++size;
            for (std::size_t k = 0; k <= o.periods; ++k) {
                bool back = false;
                for (const Row& row : world.rows) {
                    if (row.unit != unit || !world.is(row, o.back))
                        continue;
                    const std::int64_t then = world.periodAt(row.time);
                    const auto wanted = period + static_cast<std::int64_t>(k);
                    const bool fits =
                        o.measure == RetentionMeasure::On ? then == wanted : then >= wanted;
                    back = back || (fits && (k > 0 || row.time > start));
                }
                returned[k] += back;
            }
        }
    }
    return cohorts;
}

void compareRetention(const World& world, const RetentionResult& result) {
    const RetentionOptions& o = result.options;
    const Cohorts slow = slowRetention(world, o);
    if (slow.empty()) {
        REQUIRE(result.cohorts.empty());
        REQUIRE(result.units == 0);
        return;
    }
    const std::int64_t first = slow.begin()->first, last = slow.rbegin()->first;
    REQUIRE(result.cohorts.size() == static_cast<std::size_t>(last - first + 1));
    std::vector<std::uint64_t> returned(o.periods + 1), of(o.periods + 1);
    for (std::size_t i = 0; i < result.cohorts.size(); ++i) {
        const RetentionCohort& cohort = result.cohorts[i];
        const std::int64_t number = first + static_cast<std::int64_t>(i);
        const auto known = slow.find(number);
        REQUIRE(cohort.period == number);
        REQUIRE(cohort.start == world.startOf(number));
        REQUIRE(cohort.size == (known == slow.end() ? 0 : known->second.first));
        for (std::size_t k = 0; k <= o.periods; ++k) {
            const auto then = number + static_cast<std::int64_t>(k);
            const TimeMs begin = world.startOf(then), end = world.startOf(then + 1);
            REQUIRE((k < cohort.cells.size()) == (then <= world.periodAt(world.lastTime())));
            if (k >= cohort.cells.size())
                continue;
            const RetentionCell& cell = cohort.cells[k];
            REQUIRE(cell.returned == (known == slow.end() ? 0 : known->second.second[k]));
            REQUIRE(cell.complete == (begin < end && end <= world.lastTime()));
            REQUIRE(cell.share.has_value() == (cohort.size != 0));
            if (cell.complete)
                returned[k] += cell.returned, of[k] += cohort.size;
        }
    }
    for (std::size_t k = 0; k <= o.periods; ++k) {
        REQUIRE(result.average[k].returned == returned[k]);
        REQUIRE(result.average[k].of == of[k]);
        REQUIRE(result.average[k].share.has_value() == (of[k] != 0));
    }
}

void compareTrend(const World& world, const TrendResult& result) {
    const TrendOptions& o = result.options;
    const TimeMs first = std::max(world.firstTime(), world.from.value_or(world.firstTime()));
    const TimeMs last = std::min(world.lastTime(), world.to.value_or(world.lastTime()));
    if (world.rows.empty() || first > last) {
        REQUIRE(result.periods.empty());
        return;
    }
    const std::int64_t begin = world.periodAt(first);
    REQUIRE(result.periods.size() == static_cast<std::size_t>(world.periodAt(last) - begin + 1));
    for (std::size_t s = 0; s < o.series.size(); ++s) {
        std::uint64_t allRows = 0;
        std::set<int> allUnits;
        for (std::size_t p = 0; p < result.periods.size(); ++p) {
            const std::int64_t number = begin + static_cast<std::int64_t>(p);
            const TrendPeriod& period = result.periods[p];
            REQUIRE(period.period == number);
            REQUIRE(period.start == world.startOf(number));
            REQUIRE(period.end == world.startOf(number + 1));
            std::uint64_t rows = 0, any = 0;
            std::set<int> units, base;
            for (const Row& row : world.rows) {
                if (!world.inside(row.time) || world.periodAt(row.time) != number)
                    continue;
                ++any;
                if (world.is(row, o.series[s]))
                    ++rows, units.insert(row.unit);
                if (world.is(row, o.base))
                    base.insert(row.unit);
            }
            allRows += rows;
            allUnits.insert(units.begin(), units.end());
            const bool cutBefore = period.start < first;
            const bool cutAfter =
                last < world.lastTime() ? last + 1 < period.end : last < period.end;
            REQUIRE(period.partial == (cutBefore || cutAfter));
            REQUIRE(period.gap == (any == 0));
            const TrendPoint& point = result.series[s].points[p];
            if (o.measure == TrendMeasure::Rate) {
                REQUIRE(point.count == units.size());
                REQUIRE(point.of == base.size());
                REQUIRE(point.value.has_value() == !base.empty());
                if (point.value)
                    REQUIRE(*point.value == double(units.size()) / double(base.size()));
            } else {
                const std::uint64_t count = o.measure == TrendMeasure::Events ? rows : units.size();
                REQUIRE(point.count == count);
                REQUIRE(point.value.has_value() == (any != 0));
                if (point.value)
                    REQUIRE(*point.value == double(count));
            }
        }
        REQUIRE(result.series[s].total ==
                (o.measure == TrendMeasure::Events ? allRows : allUnits.size()));
    }
}

/// Every unit's gap between two touchpoints, in seconds, ascending.
std::vector<double> slowGaps(const World& world, const FunnelStep& from, const FunnelStep& to,
                             bool same) {
    std::map<int, std::vector<std::pair<TimeMs, std::size_t>>> begins, ends;
    for (std::size_t i = 0; i < world.rows.size(); ++i) {
        const Row& row = world.rows[i];
        if (!world.inside(row.time))
            continue;
        if (world.is(row, from))
            begins[row.unit].emplace_back(row.time, i);
        if (world.is(row, to))
            ends[row.unit].emplace_back(row.time, i);
    }
    std::vector<double> gaps;
    for (auto& [unit, all] : begins) {
        const auto begin = *std::min_element(all.begin(), all.end());
        auto candidates = ends[unit];
        std::sort(candidates.begin(), candidates.end());
        for (const auto& end : candidates)
            if (same ? end.first > begin.first : end > begin) {
                gaps.push_back(double(end.first - begin.first) / 1000);
                break;
            }
    }
    std::sort(gaps.begin(), gaps.end());
    return gaps;
}

void compareReach(const World& world, const TouchpointOptions& o, const TouchpointResult& result) {
    std::set<int> all;
    for (const Row& row : world.rows)
        if (world.inside(row.time))
            all.insert(row.unit);
    REQUIRE(result.units == all.size());
    for (std::size_t t = 0; t < o.touchpoints.size(); ++t) {
        std::uint64_t events = 0;
        std::set<int> units;
        for (const Row& row : world.rows)
            if (world.inside(row.time) && world.is(row, o.touchpoints[t]))
                ++events, units.insert(row.unit);
        REQUIRE(result.reach[t].events == events);
        REQUIRE(result.reach[t].units == units.size());
        REQUIRE(result.reach[t].share.has_value() == !all.empty());
        REQUIRE(result.reach[t].eventsEach.has_value() == !units.empty());
    }
    REQUIRE(result.between.size() == o.between.size());
    for (std::size_t i = 0; i < o.between.size(); ++i) {
        const auto [from, to] = o.between[i];
        const auto gaps = slowGaps(world, o.touchpoints[from], o.touchpoints[to], from == to);
        REQUIRE(result.between[i].units == gaps.size());
        REQUIRE(result.between[i].time.median.has_value() == !gaps.empty());
        if (gaps.empty())
            continue;
        const std::size_t n = gaps.size();
        const double median = n % 2 ? gaps[n / 2] : (gaps[n / 2 - 1] + gaps[n / 2]) / 2;
        REQUIRE(*result.between[i].time.median == Approx(median));
        double sum = 0;
        for (const double gap : gaps)
            sum += gap;
        REQUIRE(*result.between[i].time.mean == Approx(sum / double(n)));
    }
}

} // namespace

TEST_CASE("retention equals its definition over random streams") {
    Dice dice(21);
    for (int i = 0; i < cairn::test::rounds(1000); ++i) {
        World world(dice);
        RetentionOptions o;
        o.start = someStep(dice, !world.plans.empty() && !world.rows.empty());
        o.back =
            dice.chance(20) ? o.start : someStep(dice, !world.plans.empty() && !world.rows.empty());
        o.who = dice.chance(50) ? RetentionStart::FirstTime : RetentionStart::Recurring;
        o.measure = dice.chance(50) ? RetentionMeasure::On : RetentionMeasure::Unbounded;
        o.period = world.period;
        o.periods = static_cast<std::size_t>(1 + dice.roll(dice.chance(10) ? 400 : 12));
        o.zone = world.zone;
        o.from = world.from, o.to = world.to;
        o.threads = someThreads(dice);
        compareRetention(world, retention::compute(world.log(dice), o, {}, someBudget(dice)));
        std::shuffle(world.rows.begin(), world.rows.end(), dice.engine);
        compareRetention(world, retention::compute(world.log(dice), o, {}, someBudget(dice)));
    }
}

TEST_CASE("trends equal their definition over random streams") {
    Dice dice(22);
    for (int i = 0; i < cairn::test::rounds(1000); ++i) {
        World world(dice);
        const bool plans = !world.plans.empty() && !world.rows.empty();
        TrendOptions o;
        for (int n = 1 + dice.roll(3); n > 0; --n)
            o.series.push_back(someStep(dice, plans));
        o.measure = static_cast<TrendMeasure>(dice.roll(3));
        o.base = someStep(dice, plans);
        o.period = world.period;
        o.zone = world.zone;
        o.from = world.from, o.to = world.to;
        o.threads = someThreads(dice);
        compareTrend(world, trend::compute(world.log(dice), o, {}, someBudget(dice)));
        std::shuffle(world.rows.begin(), world.rows.end(), dice.engine);
        compareTrend(world, trend::compute(world.log(dice), o, {}, someBudget(dice)));
    }
}

TEST_CASE("touchpoints equal their definition over random streams") {
    Dice dice(23);
    for (int i = 0; i < cairn::test::rounds(1000); ++i) {
        World world(dice);
        const bool plans = !world.plans.empty() && !world.rows.empty();
        TouchpointOptions o;
        const int count = 1 + dice.roll(4);
        for (int n = 0; n < count; ++n)
            o.touchpoints.push_back(someStep(dice, plans));
        for (int n = dice.roll(5); n > 0; --n)
            o.between.emplace_back(dice.roll(count), dice.roll(count));
        o.from = world.from, o.to = world.to;
        o.threads = someThreads(dice);
        compareReach(world, o, reach::compute(world.log(dice), o, {}, someBudget(dice)));
    }
}
