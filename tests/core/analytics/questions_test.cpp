// Retention, trends and touchpoints: cases worked out by hand.
#include <catch2/catch.hpp>

#include "cairn/analytics/reach.hpp"
#include "cairn/analytics/retention.hpp"
#include "cairn/analytics/trend.hpp"
#include "cairn/base/error.hpp"
#include "questions_world.hpp"

using namespace cairn;
using namespace cairn::questions;

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
