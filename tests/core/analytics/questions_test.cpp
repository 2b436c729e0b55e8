// Retention, trends and touchpoints: cases worked out by hand, and the definitions written as
// slowly and plainly as they read in docs/numbers.md, held against the engine over random streams.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "cairn/base/error.hpp"
#include "core/analytics/reach_engine.hpp"
#include "core/analytics/retention_engine.hpp"
#include "core/analytics/trend_engine.hpp"
#include "support/rounds.hpp"

using namespace cairn;

namespace {

struct Row {
    int unit = 0;
    TimeMs time = 0;
    std::string name, colour; ///< "" = missing
};
using Rows = std::vector<Row>;

EventLog logOf(const Rows& rows, const std::map<int, std::string>& plans = {}) {
    EventLogBuilder builder({"colour"});
    for (const Row& row : rows) {
        const std::string_view values[] = {row.colour};
        builder.add("u" + std::to_string(row.unit), row.time, row.name, values);
    }
    EventLog log = builder.finish();
    if (plans.empty())
        return log;
    UnitProperty property{
        "plan", {"free", "paid"}, std::vector<std::uint32_t>(log.units, kNoValue)};
    std::vector<int> order; // units are numbered as they come
    for (const Row& row : rows)
        if (std::find(order.begin(), order.end(), row.unit) == order.end())
            order.push_back(row.unit);
    for (std::size_t i = 0; i < order.size(); ++i)
        if (const auto at = plans.find(order[i]); at != plans.end())
            property.codes[i] = at->second == "free" ? 0 : 1;
    log.unitProperties.push_back(property);
    return log;
}

TimeMs at(const char* iso) {
    return *parseIso(iso);
}

struct Dice {
    std::mt19937_64 engine;
    explicit Dice(std::uint64_t seed) : engine(seed) {}
    int roll(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine); }
    bool chance(int percent) { return roll(100) < percent; }
};

/// A few units' streams about an instant at which clocks or calendars are odd, with ties and
/// repeats.
struct World {
    Rows rows;
    std::map<int, std::string> plans;
    TimeZone zone;
    Period period = Period::Day;
    std::optional<TimeMs> from, to;

    explicit World(Dice& dice) {
        static const std::pair<const char*, const char*> kPlaces[] = {
            {"UTC", "1969-12-31"},           {"Europe/Berlin", "2024-03-31"},
            {"Europe/Berlin", "2044-10-30"}, {"America/St_Johns", "2006-10-29"},
            {"Pacific/Apia", "2011-12-30"},  {"America/Sao_Paulo", "2018-11-04"}};
        const auto& [name, day] = kPlaces[dice.roll(6)];
        zone = TimeZone::named(name);
        period = static_cast<Period>(dice.roll(3));
        const TimeMs unit = dice.chance(50)         ? 6 * kHourMs
                            : period == Period::Day ? kHourMs / 2
                                                    : 2 * kDayMs;
        const TimeMs centre = at(day) + dice.roll(24) * kHourMs;
        const int count = dice.roll(60), units = 1 + dice.roll(8);
        for (int i = 0; i < count; ++i)
            rows.push_back({dice.roll(units), centre + (dice.roll(40) - 20) * unit,
                            std::string(1, static_cast<char>('a' + dice.roll(4))),
                            dice.chance(30)   ? ""
                            : dice.chance(50) ? "red"
                                              : "blue"});
        for (int u = 0; u < units; ++u)
            if (dice.chance(70))
                plans[u] = dice.chance(50) ? "free" : "paid";
        if (dice.chance(25))
            from = centre - dice.roll(20) * unit;
        if (dice.chance(25))
            to = centre + dice.roll(20) * unit;
    }
    bool inside(TimeMs time) const { return (!from || time >= *from) && (!to || time <= *to); }
    std::int64_t periodAt(TimeMs time) const { return periodOf(zone.dayOf(time), period); }
    TimeMs startOf(std::int64_t number) const { return zone.startOf(firstDayOf(number, period)); }
    bool is(const Row& row, const FunnelStep& step) const {
        if (!step.events.empty() &&
            std::find(step.events.begin(), step.events.end(), row.name) == step.events.end())
            return false;
        for (const StepFilter& f : step.filters) {
            const auto plan = plans.find(row.unit);
            const std::string value = f.column == "colour"  ? row.colour
                                      : plan == plans.end() ? ""
                                                            : plan->second;
            if ((value == f.value) == f.isNot)
                return false;
        }
        return true;
    }
    TimeMs lastTime() const {
        TimeMs last = std::numeric_limits<TimeMs>::min();
        for (const Row& row : rows)
            last = std::max(last, row.time);
        return last;
    }
    TimeMs firstTime() const {
        TimeMs first = std::numeric_limits<TimeMs>::max();
        for (const Row& row : rows)
            first = std::min(first, row.time);
        return first;
    }
    /// The same rows cut into chunks of a few, as a large file would be.
    EventLog log(Dice& dice) const {
        if (rows.empty())
            return logOf(rows);
        EventLog whole = logOf(rows, plans), cut = whole;
        ChunkDecoder decoder;
        const std::size_t wanted[] = {0};
        const ChunkRows& all = decoder.decode(whole, 0, wanted);
        cut.chunks.clear();
        for (std::size_t begin = 0; begin < all.name.size();) {
            const std::size_t size =
                std::min(all.name.size() - begin, std::size_t(1 + dice.roll(12)));
            const std::span<const std::uint32_t> colours[] = {
                all.properties[0].subspan(begin, size)};
            cut.chunks.push_back(encodeChunk(all.unit.subspan(begin, size),
                                             all.time.subspan(begin, size),
                                             all.name.subspan(begin, size), colours));
            begin += size;
        }
        return cut;
    }
};

FunnelStep someStep(Dice& dice, bool withPlans) {
    FunnelStep step;
    for (int n = dice.roll(3); n > 0; --n)
        step.events.push_back(
            std::string(1, static_cast<char>('a' + dice.roll(5)))); // e never occurs
    if (dice.chance(25))
        step.filters.push_back({"colour", dice.chance(40), dice.chance(30) ? "" : "red"});
    if (withPlans && dice.chance(20))
        step.filters.push_back({"plan", dice.chance(40), dice.chance(30) ? "" : "paid"});
    return step;
}

unsigned someThreads(Dice& dice) {
    return std::array<unsigned, 5>{1, 1, 1, 2, 7}[static_cast<std::size_t>(dice.roll(5))];
}
std::size_t someBudget(Dice& dice) {
    return dice.chance(50)   ? 1
           : dice.chance(50) ? 300
                             : kNotesBytes; // one unit, a few, all at a time
}

// --- the definitions ---

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

TEST_CASE("a cohort is followed day by day, and days that have not ended are not compared") {
    // Ann and Bob sign up on the 1st; Ann is back on the 2nd and the 4th, Bob on the 4th. Cid signs
    // up on the 2nd at the same instant as he opens the app, and never again. The data end on the
    // 4th at 12:00.
    const EventLog log = logOf({{1, at("2024-03-01T10:00:00Z"), "signup", ""},
                                {1, at("2024-03-02T09:00:00Z"), "open", ""},
                                {1, at("2024-03-04T09:00:00Z"), "open", ""},
                                {2, at("2024-03-01T11:00:00Z"), "signup", ""},
                                {2, at("2024-03-01T11:30:00Z"), "open", ""},
                                {2, at("2024-03-04T12:00:00Z"), "open", ""},
                                {3, at("2024-03-02T08:00:00Z"), "signup", ""},
                                {3, at("2024-03-02T08:00:00Z"), "open", ""}});
    RetentionOptions o;
    o.start.events = {"signup"};
    o.back.events = {"open"};
    o.period = Period::Day;
    o.periods = 5;
    const RetentionResult on = computeRetention(log, o);
    REQUIRE(on.cohorts.size() == 2);
    CHECK(on.units == 3);
    CHECK(on.cohorts[0].size == 2);
    CHECK(on.cohorts[0].few);
    REQUIRE(on.cohorts[0].cells.size() == 4); // the 1st to the 4th
    const auto returned = [](const RetentionCohort& cohort) {
        std::vector<std::uint64_t> list;
        for (const RetentionCell& cell : cohort.cells)
            list.push_back(cell.returned);
        return list;
    };
    CHECK(returned(on.cohorts[0]) == std::vector<std::uint64_t>{1, 1, 0, 2});
    CHECK(on.cohorts[0].cells[2].complete);
    CHECK_FALSE(on.cohorts[0].cells[3].complete);
    CHECK(on.cohorts[0].cells[1].share == 0.5);
    CHECK(returned(on.cohorts[1]) == std::vector<std::uint64_t>{0, 0, 0});
    // Day 1: 1 of 2 and 0 of 1; day 2: 0 of 2, as Cid's day 2 is the 4th.
    CHECK(on.average[1].returned == 1);
    CHECK(on.average[1].of == 3);
    CHECK(on.average[2].of == 2);
    CHECK_FALSE(on.average[3].share.has_value());
    o.measure = RetentionMeasure::Unbounded;
    CHECK(returned(computeRetention(log, o).cohorts[0]) == std::vector<std::uint64_t>{2, 2, 2, 2});
}

TEST_CASE("who started before the range is not new inside it, but may recur") {
    const EventLog log = logOf({{1, at("2024-03-01"), "buy", ""},
                                {1, at("2024-03-12"), "buy", ""},
                                {1, at("2024-03-19"), "buy", ""},
                                {2, at("2024-03-12"), "buy", ""}});
    RetentionOptions o;
    o.start.events = o.back.events = {"buy"};
    o.from = at("2024-03-10");
    o.periods = 2;
    const RetentionResult first = computeRetention(log, o);
    REQUIRE(first.cohorts.size() == 1);
    CHECK(first.cohorts[0].size == 1);
    CHECK(first.units == 1);
    o.who = RetentionStart::Recurring;
    const RetentionResult recurring = computeRetention(log, o);
    REQUIRE(recurring.cohorts.size() == 2); // weeks of 11 and 18 March
    CHECK(recurring.cohorts[0].size == 2);
    CHECK(recurring.cohorts[0].cells[0].returned == 0); // the same event is no return to itself
    CHECK(recurring.cohorts[0].cells[1].returned == 1);
    CHECK(recurring.cohorts[1].size == 1);
    CHECK(recurring.units == 2);
}

TEST_CASE("a silent week is a gap, a week without the event is nought") {
    const EventLog log =
        logOf({{1, at("2024-03-04"), "view", ""},
               {1, at("2024-03-05"), "buy", ""},
               {2, at("2024-03-05"), "view", ""},
               {1, at("2024-03-12"), "view", ""}, // nothing of the 18th to the 24th
               {1, at("2024-03-26"), "buy", ""}});
    TrendOptions o;
    o.series = {{"", {"buy"}, {}}};
    const TrendResult users = computeTrend(log, o);
    REQUIRE(users.periods.size() == 4);
    CHECK(users.series[0].label == "buy");
    CHECK(users.series[0].points[0].value == 1.0);
    CHECK(users.series[0].points[1].value == 0.0);
    CHECK_FALSE(users.series[0].points[2].value.has_value());
    CHECK(users.periods[2].gap);
    CHECK_FALSE(users.periods[0].partial); // begins on Monday at midnight, as the data do
    CHECK(users.periods[3].partial);
    CHECK(users.series[0].total == 1);
    o.measure = TrendMeasure::Events;
    CHECK(computeTrend(log, o).series[0].total == 2);
    o.measure = TrendMeasure::Rate;
    o.base.events = {"view"};
    const TrendResult rate = computeTrend(log, o);
    CHECK(rate.series[0].points[0].value == 0.5);
    CHECK(rate.series[0].points[1].value == 0.0);
    CHECK_FALSE(rate.series[0].points[3].value.has_value()); // nobody viewed
}

TEST_CASE("touchpoints: reach, repeats and the time from one to the next") {
    // Ann: ad 0 s, page 60 s, ad 90 s, page 100 s. Bob: page, then ad. Cid: ad and page of one
    // instant, in that order.
    const EventLog log = logOf({{1, 0, "ad", ""},
                                {1, 60'000, "page", ""},
                                {1, 90'000, "ad", ""},
                                {1, 100'000, "page", ""},
                                {2, 0, "page", ""},
                                {2, 5'000, "ad", ""},
                                {3, 7'000, "ad", ""},
                                {3, 7'000, "page", ""},
                                {4, 0, "other", ""}});
    TouchpointOptions o;
    o.touchpoints = {{"", {"ad"}, {}}, {"", {"page"}, {}}};
    o.between = {{0, 1}, {1, 0}, {0, 0}};
    const TouchpointResult result = computeTouchpoints(log, o);
    CHECK(result.units == 4);
    CHECK(result.reach[0].units == 3);
    CHECK(result.reach[0].events == 4);
    CHECK(result.reach[0].share == 0.75);
    CHECK(*result.reach[0].eventsEach == Approx(4.0 / 3));
    CHECK(result.reach[0].few);
    CHECK(result.between[0].units == 2); // Ann 60 s, Cid at once
    CHECK(result.between[0].time.median == 30.0);
    CHECK(result.between[1].units == 2); // Ann 30 s, Bob 5 s; Cid's page came after his ad
    CHECK(result.between[1].time.mean == 17.5);
    CHECK(result.between[2].units == 1); // Ann's second ad
    CHECK(result.between[2].time.median == 90.0);
}

TEST_CASE("questions that make no sense are refused, and work stops when asked") {
    const EventLog log = logOf({{1, 0, "a", ""}, {1, kDayMs, "a", ""}});
    const auto code = [](auto&& ask) {
        try {
            ask();
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::Internal;
    };
    RetentionOptions r;
    r.periods = 0;
    CHECK(code([&] { computeRetention(log, r); }) == ErrorCode::BadInput);
    r.periods = 401;
    CHECK(code([&] { computeRetention(log, r); }) == ErrorCode::BadInput);
    r.periods = 4;
    r.back.filters = {{"shape", false, "round"}};
    CHECK(code([&] { computeRetention(log, r); }) == ErrorCode::BadInput);
    CHECK(code([&] { computeTrend(log, {}); }) == ErrorCode::BadInput);
    TrendOptions t;
    t.series.resize(1);
    t.period = Period::Day;
    const EventLog ages = logOf({{1, at("1000-01-01"), "a", ""}, {1, at("2024-01-01"), "a", ""}});
    CHECK(code([&] { computeTrend(ages, t); }) == ErrorCode::BadInput); // 374,000 days
    t.series.resize(65);
    CHECK(code([&] { computeTrend(log, t); }) == ErrorCode::BadInput);
    TouchpointOptions p;
    CHECK(code([&] { computeTouchpoints(log, p); }) == ErrorCode::BadInput);
    p.touchpoints.resize(1);
    p.between = {{0, 1}};
    CHECK(code([&] { computeTouchpoints(log, p); }) == ErrorCode::BadInput);
    p.between.clear();
    std::stop_source stop;
    stop.request_stop();
    const JobControl stopped{stop.get_token(), {}};
    r.back.filters.clear();
    t.series.resize(1);
    CHECK(code([&] { computeRetention(log, r, stopped); }) == ErrorCode::Cancelled);
    CHECK(code([&] { computeTrend(log, t, stopped); }) == ErrorCode::Cancelled);
    CHECK(code([&] { computeTouchpoints(log, p, stopped); }) == ErrorCode::Cancelled);
}
