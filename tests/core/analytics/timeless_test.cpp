// Data without times: who did what, and nobody knows when.
#include <catch2/catch.hpp>

#include "cairn/analytics/funnel.hpp"
#include "cairn/analytics/paths.hpp"
#include "cairn/analytics/reach.hpp"
#include "cairn/analytics/retention.hpp"
#include "cairn/analytics/trend.hpp"
#include "cairn/base/error.hpp"
#include "cairn/events/without_units.hpp"

using namespace cairn;

namespace {

/// home: 1 to 8; search: 1 to 5; pay: 1, 2, 6; done: 1, 6.
EventLog pages() {
    EventLogBuilder builder;
    for (const char* unit : {"1", "2", "3", "4", "5", "6", "7", "8"})
        builder.add(unit, 0, "home");
    for (const char* unit : {"1", "2", "3", "4", "5"})
        builder.add(unit, 0, "search");
    for (const char* unit : {"1", "2", "6"})
        builder.add(unit, 0, "pay");
    for (const char* unit : {"1", "6"})
        builder.add(unit, 0, "done");
    EventLog log = builder.finish();
    log.timeless = true;
    return log;
}

std::vector<std::uint64_t> reached(const FunnelResult& result) {
    std::vector<std::uint64_t> counts;
    for (const StepResult& step : result.steps)
        counts.push_back(step.reached);
    return counts;
}

std::vector<FunnelStep> steps(std::initializer_list<const char*> names) {
    std::vector<FunnelStep> list;
    for (const char* name : names)
        list.push_back({name, {name}, {}});
    return list;
}

/// Whether it is refused, with these words among the reason's.
template <class Call> bool says(Call call, const std::string& words) {
    try {
        call();
    } catch (const Error& error) {
        return error.why().find(words) != std::string::npos;
    }
    return false;
}

} // namespace

TEST_CASE("without times, who did a step and all before it reached it, whatever the steps' order") {
    const EventLog log = pages();
    const auto inOrder = computeFunnel(log, steps({"home", "search", "pay", "done"}), {});
    CHECK(reached(inOrder) == std::vector<std::uint64_t>{8, 5, 2, 1});
    CHECK(reached(computeFunnel(log, steps({"done", "pay", "search", "home"}), {})) ==
          std::vector<std::uint64_t>{2, 2, 1, 1});
    CHECK(reached(computeFunnel(log, steps({"home", "done"}), {})) ==
          std::vector<std::uint64_t>{8, 2});
    CHECK(inOrder.steps[0].reasons.never == 3);
    CHECK(inOrder.steps[1].reasons.never == 3);
}

TEST_CASE("without times there is no window, no date range, no period and no duration") {
    FunnelOptions options;
    options.windowMs = kSecondMs;
    options.from = 1'000'000;
    options.overTime = OverTime{};
    const auto result = computeFunnel(pages(), steps({"home", "search", "pay"}), options);
    CHECK(reached(result) == std::vector<std::uint64_t>{8, 5, 2});
    CHECK(result.timeless);
    CHECK(result.overTime.empty());
    for (const StepResult& step : result.steps) {
        CHECK_FALSE(step.time.median);
        CHECK(step.time.histogram.empty());
    }
    CHECK(rulesSentence(result) ==
          "did this step and all before, data without times, users, best attempt");
}

TEST_CASE("what cannot be known without times is refused in words") {
    const EventLog log = pages();
    FunnelOptions strict;
    strict.order = FunnelOrder::Strict;
    CHECK(says([&] { computeFunnel(log, steps({"home", "pay"}), strict); }, "no times"));
    FunnelOptions without;
    without.exclusions.push_back({{"search", {"search"}, {}}, 1, 2, ExclusionAction::Drop});
    CHECK(says([&] { computeFunnel(log, steps({"home", "pay"}), without); }, "no times"));
    CHECK(says([&] { computeRetention(log, {}); }, "who comes back"));
    TrendOptions trend;
    trend.series = steps({"home"});
    CHECK(says([&] { computeTrend(log, trend); }, "over time"));
    CHECK(says([&] { computePaths(log, {}); }, "what people did next"));
}

TEST_CASE("reach needs no times, the time between touchpoints does") {
    TouchpointOptions options;
    options.touchpoints = steps({"home", "pay"});
    options.between = {{0, 1}};
    options.from = 5; // no date range either
    const auto result = computeTouchpoints(pages(), options);
    REQUIRE(result.reach.size() == 2);
    CHECK(result.units == 8);
    CHECK(result.reach[1].units == 3);
    CHECK(result.between.empty());
}

TEST_CASE("customers taken out of data without times leave data without times") {
    std::vector<bool> gone(8);
    gone[0] = true; // 1
    const EventLog left = withoutUnits(pages(), gone);
    CHECK(left.timeless);
    CHECK(reached(computeFunnel(left, steps({"home", "search", "pay", "done"}), {})) ==
          std::vector<std::uint64_t>{7, 4, 1, 0});
}
