#include "core/layout/chart_samples.hpp"

#include <array>

namespace cairn::test {
namespace {

constexpr std::int64_t kFirstWeek = 2827; // Monday 4 March 2024

StepResult step(const std::string& label, std::uint64_t reached, std::uint64_t before,
                std::uint64_t first) {
    StepResult s;
    s.label = label;
    s.reached = reached;
    if (before > 0) {
        s.stepConversion = double(reached) / double(before);
        s.stepInterval = wilson95(reached, before);
    }
    if (first > 0)
        s.overall = double(reached) / double(first);
    s.interval = wilson95(reached, first);
    s.few = first < kFew;
    return s;
}

std::vector<StepResult> steps(const std::array<std::uint64_t, 4>& counts) {
    const std::array<std::string, 4> names{"catalog", "add_to_cart", "cart", "purchase"};
    std::vector<StepResult> all;
    for (std::size_t k = 0; k < 4; ++k)
        all.push_back(step(names[k], counts[k], k ? counts[k - 1] : 0, counts[0]));
    return all;
}

} // namespace

StepResult sampleTimes() {
    StepResult s = step("add_to_cart", 511, 600, 600);
    s.time.mean = 4000;
    s.time.p25 = 140;
    s.time.median = 480;
    s.time.p75 = 4100;
    s.time.p90 = 90000;
    s.time.p95 = 200000;
    s.time.histogram = {0, 40, 120, 130, 60, 28, 40, 20, 13, 45, 15, 0};
    return s;
}

FunnelResult sampleOverTime(std::size_t periods) {
    FunnelResult r;
    r.steps = steps({600, 511, 431, 225});
    r.options.overTime = OverTime{Period::Week, {}};
    for (std::size_t i = 0; i < periods; ++i) {
        FunnelPeriod p;
        p.period = kFirstWeek + std::int64_t(i);
        p.start = firstDayOf(p.period, Period::Week) * kDayMs;
        p.end = p.start + 7 * kDayMs;
        p.partial = i + 1 == periods;
        const std::uint64_t n = i == 2 ? 0 : 40 + 13 * (i % 5);
        p.steps = steps({n, n * 5 / 6, n * 4 / 6, n * (2 + i % 2) / 8});
        r.overTime.push_back(p);
    }
    return r;
}

RetentionResult sampleRetention(std::size_t cohorts) {
    RetentionResult r;
    r.options.periods = 8;
    r.average.resize(9);
    for (std::size_t i = 0; i < cohorts; ++i) {
        RetentionCohort c;
        c.period = kFirstWeek + std::int64_t(i);
        c.start = firstDayOf(c.period, Period::Week) * kDayMs;
        c.size = i == 3 ? 0 : i == 5 ? 12 : 80 + 7 * i;
        c.few = c.size < kFew;
        for (std::size_t k = 0; k <= 8 && k + i < cohorts; ++k) {
            RetentionCell cell;
            cell.returned = k == 0 ? c.size * 6 / 10 : c.size * 4 / (8 + 3 * k);
            cell.complete = k + i + 1 < cohorts;
            if (c.size > 0) {
                cell.share = double(cell.returned) / double(c.size);
                cell.interval = wilson95(cell.returned, c.size);
            }
            if (cell.complete) {
                r.average[k].returned += cell.returned;
                r.average[k].of += c.size;
            }
            c.cells.push_back(cell);
        }
        r.units += c.size;
        r.cohorts.push_back(std::move(c));
    }
    for (auto& a : r.average)
        if (a.of > 0) {
            a.share = double(a.returned) / double(a.of);
            a.interval = wilson95(a.returned, a.of);
        }
    return r;
}

PathsResult samplePaths(PathDirection direction) {
    using Kind = PathNode::Kind;
    PathsResult r;
    r.options.direction = direction;
    r.options.anchor.events = {"catalog"};
    r.options.depth = 2;
    r.paths = r.units = 600;
    r.nodes = {{Kind::Event, "catalog", 0, 600, false},
               {Kind::Event, "cart", 1, 300, false},
               {Kind::Event, "product_page", 1, 180, false},
               {Kind::Other, "", 1, 20, true},
               {Kind::End, "", 1, 100, false},
               {Kind::Event, "purchase", 2, 250, false},
               {Kind::Event, "catalog", 2, 130, false},
               {Kind::End, "", 2, 120, false}};
    r.flows = {{0, 1, 300, 480.0}, {0, 2, 180, 60.0}, {0, 3, 20, {}}, {0, 4, 100, {}},
               {1, 5, 200, 600.0}, {1, 6, 60, 90.0},  {1, 7, 40, {}}, {2, 5, 50, 5.0},
               {2, 6, 70, 7.0},    {2, 7, 60, {}},    {3, 7, 20, {}}};
    r.top = {{{"catalog", "cart", "purchase"}, false, 200, 200 / 600.0, wilson95(200, 600)},
             {{"catalog"}, true, 100, 100 / 600.0, wilson95(100, 600)},
             {{"catalog", "product_page", "catalog"}, false, 70, 70 / 600.0, wilson95(70, 600)}};
    r.loops = {{{"catalog", "product_page", "catalog"}, 70, 95}};
    return r;
}

std::vector<InsteadOf> sampleInstead() {
    return {{0,
             89,
             {{"home", 40, 40 / 89.0, 30.0},
              {"", 33, 33 / 89.0, {}},
              {"promo_page", 16, 16 / 89.0, 86400.0}}},
            {1, 80, {{"", 80, 1.0, {}}}}};
}

TrendResult sampleTrend(std::size_t series, std::size_t periods, bool rate) {
    TrendResult r;
    r.options.measure = rate ? TrendMeasure::Rate : TrendMeasure::Units;
    for (std::size_t i = 0; i < periods; ++i) {
        TrendPeriod p;
        p.period = kFirstWeek + std::int64_t(i);
        p.start = firstDayOf(p.period, Period::Week) * kDayMs;
        p.end = p.start + 7 * kDayMs;
        p.partial = i + 1 == periods;
        p.gap = i == 4 || i == 5;
        r.periods.push_back(p);
    }
    for (std::size_t s = 0; s < series; ++s) {
        TrendResult::Series line;
        line.label = "Touchpoint number " + std::to_string(s + 1);
        for (std::size_t i = 0; i < periods; ++i) {
            TrendPoint point;
            if (!r.periods[i].gap) {
                point.count = 30 + 10 * s + (i * 7 + s * 3) % 11;
                point.of = 120;
                point.value = rate ? double(point.count) / 120 : double(point.count);
                if (rate)
                    point.interval = wilson95(point.count, 120);
                line.total += point.count;
            }
            line.points.push_back(point);
        }
        r.series.push_back(line);
    }
    return r;
}

TouchpointResult sampleTouchpoints() {
    TouchpointResult r;
    r.units = 600;
    const auto reach = [](const std::string& label, std::uint64_t events, std::uint64_t units) {
        return ReachResult{label,
                           events,
                           units,
                           double(units) / 600,
                           wilson95(units, 600),
                           double(events) / double(units),
                           units < kFew};
    };
    r.reach = {reach("Search result", 1900, 480), reach("Product page", 5200, 511),
               reach("Help chat", 31, 12)};
    TimeBetween between{0, 1, 460, {}};
    between.time.median = 480;
    between.time.p25 = 140;
    between.time.p75 = 4100;
    r.between = {between, {1, 2, 0, {}}};
    return r;
}

FunnelResult sampleBefore() {
    FunnelResult r;
    r.steps = steps({600, 511, 431, 225});
    return r;
}
FunnelResult sampleNow() {
    FunnelResult r;
    r.steps = steps({580, 500, 404, 290});
    return r;
}

} // namespace cairn::test
