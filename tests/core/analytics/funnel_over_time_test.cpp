// Funnels by period of entry, worked out by hand; families of random streams are in
// funnel_pairs_test.cpp.
#include <catch2/catch.hpp>

#include "cairn/analytics/funnel.hpp"
#include "cairn/base/error.hpp"

using namespace cairn;

namespace {

TimeMs at(const char* iso) {
    return parseIso(iso).value();
}

const std::vector<FunnelStep> kSteps{{"", {"look"}, {}}, {"", {"buy"}, {}}};

FunnelOptions byPeriod(Period period, const char* zone, std::optional<std::int64_t> window) {
    FunnelOptions options;
    options.windowMs = window;
    options.overTime = OverTime{period, TimeZone::named(zone)};
    return options;
}

std::string told(const EventLog& log, const FunnelOptions& options) {
    std::string text;
    for (const FunnelPeriod& period : computeFunnel(log, kSteps, options).overTime)
        text += isoUtc(period.start).substr(0, 16) + " " + std::to_string(period.steps[0].reached) +
                ">" + std::to_string(period.steps[1].reached) + (period.partial ? "* " : " ");
    return text;
}

} // namespace

TEST_CASE("days begin at local midnight, also on the day of 23 hours") {
    EventLogBuilder builder;
    // Berlin: 31 March 2024 lasts from 30 March 23:00Z to 31 March 22:00Z.
    builder.add("a", at("2024-03-29T23:00:00Z"), "look"); // 30 March, 00:00
    builder.add("b", at("2024-03-30T22:59:59Z"), "look"); // 30 March, 23:59:59
    builder.add("c", at("2024-03-30T23:00:00Z"), "look"); // 31 March, 00:00
    builder.add("d", at("2024-03-31T21:59:59Z"), "look"); // 31 March, 23:59:59
    builder.add("e", at("2024-03-31T22:00:00Z"), "look"); // 1 April, 00:00
    builder.add("c", at("2024-04-01T10:00:00Z"), "buy");  // stands on the day c came
    const EventLog log = builder.finish();
    CHECK(told(log, byPeriod(Period::Day, "Europe/Berlin", kHourMs)) ==
          "2024-03-29T23:00 2>0 2024-03-30T23:00 2>0 2024-03-31T22:00 1>0* ");
    CHECK(told(log, byPeriod(Period::Day, "Europe/Berlin", 2 * kDayMs)) ==
          "2024-03-29T23:00 2>0* 2024-03-30T23:00 2>1* 2024-03-31T22:00 1>0* ");
    // Without a limit anybody may still convert.
    CHECK(told(log, byPeriod(Period::Month, "Europe/Berlin", std::nullopt)) ==
          "2024-02-29T23:00 4>1* 2024-03-31T22:00 1>0* ");
    // 1 April 2024 is a Monday.
    CHECK(told(log, byPeriod(Period::Week, "Europe/Berlin", kHourMs)) ==
          "2024-03-24T23:00 4>0* 2024-03-31T22:00 1>0* ");
}

TEST_CASE("periods in which nobody entered are there, and the date range cuts the first and last") {
    EventLogBuilder builder;
    builder.add("a", at("2024-05-01T00:00:00Z"), "look");
    builder.add("a", at("2024-05-01T01:00:00Z"), "buy");
    builder.add("b", at("2024-05-04T12:00:00Z"), "look");
    builder.add("c", at("2024-05-09T00:00:00Z"), "other");
    const EventLog log = builder.finish();
    FunnelOptions options = byPeriod(Period::Day, "UTC", kDayMs);
    // From the first event to the last, whatever it is.
    CHECK(told(log, options) ==
          "2024-05-01T00:00 1>1 2024-05-02T00:00 0>0 2024-05-03T00:00 0>0 2024-05-04T00:00 1>0 "
          "2024-05-05T00:00 0>0 2024-05-06T00:00 0>0 2024-05-07T00:00 0>0 2024-05-08T00:00 0>0* "
          "2024-05-09T00:00 0>0* ");
    options.from = at("2024-05-03T06:00:00Z");
    options.to = at("2024-05-05T23:59:59.999Z");
    CHECK(told(log, options) == "2024-05-03T00:00 0>0* 2024-05-04T00:00 1>0 2024-05-05T00:00 0>0 ");
    options.allInside = true; // what lies past the range is not looked at
    CHECK(told(log, options) ==
          "2024-05-03T00:00 0>0* 2024-05-04T00:00 1>0 2024-05-05T00:00 0>0* ");
    options.from = at("2025-01-01");
    options.to.reset();
    CHECK(told(log, options).empty());
    CHECK(computeFunnel(EventLog{}, kSteps, options).overTime.empty());
}

TEST_CASE("the counted attempt's period counts, and a window from the previous step waits longer") {
    EventLogBuilder builder;
    builder.add("a", at("2024-05-01T12:00:00Z"), "look");
    builder.add("a", at("2024-05-03T12:00:00Z"), "look");
    builder.add("a", at("2024-05-03T13:00:00Z"), "buy");
    builder.add("z", at("2024-05-05T23:59:59.999Z"), "other");
    const EventLog log = builder.finish();
    FunnelOptions options = byPeriod(Period::Day, "UTC", 2 * kDayMs);
    // The best attempt began on the 3rd; the first on the 1st, and its window ends an hour too
    // early.
    CHECK(told(log, options) == "2024-05-01T00:00 0>0* 2024-05-02T00:00 0>0 2024-05-03T00:00 1>1 "
                                "2024-05-04T00:00 0>0* 2024-05-05T00:00 0>0* ");
    options.attempt = AttemptRule::First;
    CHECK(told(log, options).starts_with("2024-05-01T00:00 1>0* "));
    // Three steps, each gap up to two days: four days in all.
    const std::vector<FunnelStep> three{{"", {"look"}, {}}, {"", {"buy"}, {}}, {"", {"buy"}, {}}};
    options.windowFrom = WindowFrom::Previous;
    const auto periods = computeFunnel(log, three, options).overTime;
    CHECK(periods.at(1).partial); // the 2nd and four days reach past the 5th
    options.windowFrom = WindowFrom::First;
    CHECK_FALSE(computeFunnel(log, three, options).overTime.at(1).partial);
}

TEST_CASE("more than 100,000 periods are refused") {
    EventLogBuilder builder;
    builder.add("a", at("1700-01-01"), "look");
    builder.add("a", at("2024-01-01"), "buy");
    const EventLog log = builder.finish();
    CHECK_THROWS_AS(computeFunnel(log, kSteps, byPeriod(Period::Day, "UTC", kDayMs)), Error);
    CHECK(computeFunnel(log, kSteps, byPeriod(Period::Month, "UTC", kDayMs)).overTime.size() ==
          324 * 12 + 1);
}
