// Figures that others published, or that R computes.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "cairn/analytics/funnel.hpp"

using namespace cairn;

namespace {

std::vector<std::uint64_t> reachedOf(const std::vector<StepResult>& steps) {
    std::vector<std::uint64_t> reached;
    for (const StepResult& step : steps)
        reached.push_back(step.reached);
    return reached;
}

/// The sample's columns:
/// user_id,session_id,event,timestamp,platform,acquisition_channel,user_cohort,user_lifecycle.
EventLog shop() {
    std::ifstream file(CAIRN_SOURCE "/resources/sample/shop-events.csv");
    REQUIRE(file);
    EventLogBuilder builder({"session_id", "platform", "user_lifecycle"}, 0);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');)
            cells.push_back(cell);
        REQUIRE(cells.size() == 8);
        const auto time = parseIso(cells[3]);
        REQUIRE(time);
        const std::vector<std::string_view> values{cells[1], cells[4], cells[7]};
        builder.add(cells[0], *time, cells[2], values);
    }
    return builder.finish();
}

std::vector<FunnelStep> named(std::initializer_list<const char*> names) {
    std::vector<FunnelStep> steps;
    for (const char* name : names)
        steps.push_back({name, {name}, {}});
    return steps;
}

} // namespace

TEST_CASE("sign-up, play, buy: the published times to convert") {
    EventLogBuilder builder;
    const auto add = [&](const char* user, int hours, const char* name) {
        builder.add(user, hours * kHourMs, name);
    };
    add("P1", 12, "signup");
    add("P1", 13, "play");
    add("P1", 15, "buy");
    add("P2", 14, "signup");
    add("P2", 16, "play");
    add("P3", 14, "signup");
    add("P3", 16, "play");
    add("P3", 17, "buy");
    const FunnelResult result =
        computeFunnel(builder.finish(), named({"signup", "play", "buy"}), {});
    CHECK(reachedOf(result.steps) == std::vector<std::uint64_t>{3, 3, 2});
    CHECK_FALSE(result.steps[0].time.mean);
    CHECK(*result.steps[1].time.mean == Approx(6000));
    CHECK(*result.steps[1].time.median == Approx(7200));
    CHECK(*result.steps[2].time.mean == Approx(5400));
    CHECK(*result.steps[2].time.median == Approx(5400));
    // 3600 s falls in the bucket up to one hour, 7200 s in the one up to four.
    CHECK(result.steps[1].time.histogram ==
          std::vector<std::uint64_t>{0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0});
}

TEST_CASE("percentiles interpolate as type 7") {
    // Gaps of 10, 20, 30, 40 s. R: quantile(c(10,20,30,40), c(.25,.5,.75,.9,.95)) = 17.5 25 32.5
    // 37 38.5
    EventLogBuilder builder;
    for (int user = 1; user <= 4; ++user) {
        builder.add(std::string("u").append(std::to_string(user)), 0, "a");
        builder.add(std::string("u").append(std::to_string(user)), user * 10 * kSecondMs, "b");
    }
    const StepTimes time = computeFunnel(builder.finish(), named({"a", "b"}), {}).steps[1].time;
    CHECK(*time.p25 == Approx(17.5));
    CHECK(*time.median == Approx(25));
    CHECK(*time.p75 == Approx(32.5));
    CHECK(*time.p90 == Approx(37));
    CHECK(*time.p95 == Approx(38.5));
}

TEST_CASE("Wilson intervals equal published ones") {
    // Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
    const auto check = [](std::uint64_t r, std::uint64_t n, double low, double high) {
        const auto interval = wilson95(r, n);
        REQUIRE(interval);
        CHECK(interval->low == Approx(low).margin(0.00005));
        CHECK(interval->high == Approx(high).margin(0.00005));
    };
    check(81, 263, 0.2553, 0.3662);
    check(15, 148, 0.0624, 0.1605);
    check(0, 20, 0.0, 0.1611);
    check(1, 29, 0.0061, 0.1718);
    CHECK(wilson95(0, 20)->low == 0);
    CHECK(wilson95(20, 20)->high == 1);
    CHECK_FALSE(wilson95(0, 0));
}

TEST_CASE("the sample shop: published counts of users from catalog to purchase") {
    const EventLog log = shop();
    FunnelOptions options;
    options.windowMs.reset();
    const auto steps = named({"catalog", "add_to_cart", "cart", "purchase"});
    const FunnelResult result = computeFunnel(log, steps, options);
    CHECK(result.rows == 31106);
    CHECK(result.units == 600);
    CHECK(reachedOf(result.steps) == std::vector<std::uint64_t>{600, 511, 431, 225});
    CHECK(*result.steps[1].stepConversion == Approx(0.85167).margin(0.00001));
    CHECK(*result.steps[2].stepConversion == Approx(0.84344).margin(0.00001));
    CHECK(*result.steps[3].stepConversion == Approx(0.52204).margin(0.00001));
    CHECK(result.unknownEvents.empty());
}

TEST_CASE("the sample shop: who purchased, by platform, each user under each platform used") {
    const EventLog log = shop();
    FunnelStep anything{"anything", log.names, {}};
    const std::vector<FunnelStep> steps{anything, named({"purchase"})[0]};
    FunnelOptions options;
    options.windowMs.reset();
    options.breakdown = Breakdown{"platform", BreakdownAt::User};
    const FunnelResult result = computeFunnel(log, steps, options);
    REQUIRE(result.breakdown.size() == 3);
    const auto check = [&](std::size_t i, const char* value, std::uint64_t users, double rate) {
        CHECK(result.breakdown[i].value == value);
        CHECK(result.breakdown[i].steps[0].reached == users);
        CHECK(*result.breakdown[i].steps[1].overall == Approx(rate).margin(0.0005));
    };
    check(0, "desktop", 392, 0.482);
    check(1, "mobile", 297, 0.330);
    check(2, "tablet", 107, 0.458);
    // 164 users came on two platforms and 16 on three, so the segments add up to more than the 600.
    CHECK(result.steps[0].reached == 600);
    // The same units, held constant instead of broken down.
    options.breakdown.reset();
    options.hold = {"platform"};
    const FunnelResult held = computeFunnel(log, steps, options);
    CHECK(held.steps[0].reached == 796);
    CHECK(held.steps[1].reached == 189 + 98 + 49);
}
