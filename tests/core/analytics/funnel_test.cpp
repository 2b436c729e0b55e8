// The golden cases of docs/funnel.md, rule by rule.
#include <catch2/catch.hpp>

#include <sstream>

#include "cairn/base/error.hpp"
#include "core/analytics/funnel_engine.hpp"

using namespace cairn;

namespace {

/// "a0 b61": events and the minute they happened in.
void addStream(EventLogBuilder& builder, const std::string& user, const std::string& stream) {
    std::istringstream words(stream);
    for (std::string word; words >> word;)
        builder.add(user, std::stoll(word.substr(1)) * kMinuteMs, word.substr(0, 1));
}

EventLog logOf(const std::string& stream) {
    EventLogBuilder builder;
    addStream(builder, "u", stream);
    return builder.finish();
}

std::vector<FunnelStep> stepsOf(const std::string& letters) {
    std::vector<FunnelStep> steps;
    for (char letter : letters)
        steps.push_back({std::string(1, letter), {std::string(1, letter)}, {}});
    return steps;
}

FunnelOptions hour() {
    FunnelOptions options;
    options.windowMs = kHourMs;
    return options;
}

/// The deepest step of the only unit; 0 when it is not in the funnel.
std::size_t depthOf(const EventLog& log, const std::string& letters, const FunnelOptions& options) {
    const auto steps = stepsOf(letters);
    std::size_t depth = 0;
    for (const StepResult& step : computeFunnel(log, steps, options).steps)
        depth += step.reached;
    const auto units = funnelUnits(log, steps, options);
    REQUIRE(units.size() == (depth == 0 ? 0 : 1));
    if (depth != 0)
        REQUIRE(units[0].depth == depth);
    return depth;
}

std::vector<std::int64_t> gapsOf(const EventLog& log, const std::string& letters,
                                 const FunnelOptions& options) {
    const auto units = funnelUnits(log, stepsOf(letters), options);
    std::vector<std::int64_t> gaps;
    for (std::size_t i = 1; i < units.at(0).times.size(); ++i)
        gaps.push_back((units[0].times[i] - units[0].times[i - 1]) / kMinuteMs);
    return gaps;
}

std::vector<std::uint64_t> reachedOf(const std::vector<StepResult>& steps) {
    std::vector<std::uint64_t> reached;
    for (const StepResult& step : steps)
        reached.push_back(step.reached);
    return reached;
}

std::string refusalOf(const EventLog& log, const std::vector<FunnelStep>& steps,
                      const FunnelOptions& options) {
    try {
        computeFunnel(log, steps, options);
    } catch (const Error& error) {
        REQUIRE(error.code() == ErrorCode::BadInput);
        return error.why() + " " + error.advice();
    }
    return "";
}

} // namespace

TEST_CASE("golden cases: the deepest step by best attempt, first attempt and strict order") {
    struct Case {
        const char *stream, *funnel;
        std::size_t best, first, strict;
    };
    const Case cases[] = {
        {"a0 a30 b45 c75", "abc", 3, 2, 3},
        {"a0 b60", "ab", 2, 2, 2},
        {"a0 b61", "ab", 1, 1, 1},
        {"a0 b10 a50 c55", "abc", 3, 3, 2},
        {"a0 b10 a50 b55 c65", "abc", 3, 2, 3},
        {"a0 b10 b20 c30", "abc", 3, 3, 2},
        {"a0 b1 f2 c3", "abc", 3, 3, 2},
        {"b0 a1", "ab", 1, 1, 1},
        {"b5 a5", "ab", 2, 2, 2},
        {"a0 b1", "aab", 1, 1, 1},
    };
    for (const Case& c : cases) {
        INFO(c.stream << " through " << c.funnel);
        FunnelOptions options = hour();
        const EventLog log = logOf(c.stream);
        CHECK(depthOf(log, c.funnel, options) == c.best);
        options.attempt = AttemptRule::First;
        CHECK(depthOf(log, c.funnel, options) == c.first);
        options.attempt = AttemptRule::Best;
        options.order = FunnelOrder::Strict;
        CHECK(depthOf(log, c.funnel, options) == c.strict);
    }
}

TEST_CASE("golden cases: the times of the best attempt") {
    CHECK(gapsOf(logOf("a0 a30 b45 c75"), "abc", hour()) == std::vector<std::int64_t>{15, 30});
    CHECK(gapsOf(logOf("a0 b10 a50 b55 c65"), "abc", hour()) == std::vector<std::int64_t>{5, 10});
    CHECK(gapsOf(logOf("a0 b10 b20 c30"), "abc", hour()) == std::vector<std::int64_t>{10, 20});
}

TEST_CASE("golden cases: an exclusion drops, removes, or is outdone by a later clean attempt") {
    FunnelOptions options = hour();
    options.exclusions.push_back({{"x", {"x"}, {}}, 1, 2, ExclusionAction::Drop});
    CHECK(depthOf(logOf("a0 x1 b2"), "ab", options) == 1);
    CHECK(depthOf(logOf("a0 x1"), "ab", options) == 1);
    CHECK(depthOf(logOf("a0 x1 a5 b6"), "ab", options) == 2);
    const FunnelResult dropped = computeFunnel(logOf("a0 x1 b2"), stepsOf("ab"), options);
    CHECK(dropped.steps[0].reasons.excluded == 1);
    CHECK(dropped.removed == 0);

    options.exclusions[0].action = ExclusionAction::Remove;
    CHECK(depthOf(logOf("a0 x1"), "ab", options) == 0);
    CHECK(computeFunnel(logOf("a0 x1"), stepsOf("ab"), options).removed == 1);
    CHECK(depthOf(logOf("a0 x1 a5 b6"), "ab", options) == 2);
    // What happens at the very instant of a step is not between two steps.
    CHECK(depthOf(logOf("a0 x0 b1 x1"), "ab", options) == 2);
    // After the window nothing can taint an attempt any more.
    CHECK(depthOf(logOf("a0 x61"), "ab", options) == 1);
}

TEST_CASE("six users of a known example") {
    EventLogBuilder builder;
    const char* streams[] = {"abc", "adbc", "aabbcc", "aaaabbcc", "aabbdcc", "ccbbaa"};
    for (int user = 0; user < 6; ++user)
        for (int i = 0; streams[user][i] != 0; ++i)
            builder.add(std::string("u").append(std::to_string(user)), i * kMinuteMs,
                        std::string(1, streams[user][i]));
    const EventLog log = builder.finish();
    const FunnelResult result = computeFunnel(log, stepsOf("abc"), hour());
    CHECK(reachedOf(result.steps) == std::vector<std::uint64_t>{6, 5, 5});
    CHECK(result.steps[0].dropped == 1U);
    CHECK(result.steps[0].reasons.otherOrder == 1); // ccbbaa did b, but before a
    CHECK(result.steps[1].dropped == 0U);
    CHECK_FALSE(result.steps[2].dropped);
    CHECK(result.units == 6);
    CHECK(result.rows == 34);
}

TEST_CASE("a rate of nobody is empty, not zero") {
    const FunnelResult result = computeFunnel(logOf("f0"), stepsOf("ab"), {});
    CHECK(reachedOf(result.steps) == std::vector<std::uint64_t>{0, 0});
    CHECK_FALSE(result.steps[0].overall);
    CHECK_FALSE(result.steps[1].stepConversion);
    CHECK_FALSE(result.steps[1].interval);
    CHECK_FALSE(result.steps[1].time.mean);
    CHECK(result.steps[1].few);
    CHECK(result.unknownEvents == std::vector<std::string>{"a", "b"});
    const FunnelResult nothing = computeFunnel(EventLog{}, stepsOf("a"), {});
    CHECK(nothing.steps[0].reached == 0);
}

TEST_CASE("tie tolerance lets near events trade places, and no more") {
    const auto depth = [](std::int64_t tolerance, std::int64_t gap) {
        EventLogBuilder builder;
        builder.add("u", 5000, "b");
        builder.add("u", 5000 + gap, "a");
        FunnelOptions options;
        options.tieToleranceMs = tolerance;
        return depthOf(builder.finish(), "ab", options);
    };
    CHECK(depth(0, 0) == 2);
    CHECK(depth(0, 1) == 1);
    CHECK(depth(1000, 1000) == 2);
    CHECK(depth(1000, 1001) == 1);
    CHECK(depth(2000, 2000) == 2);
    CHECK(depth(2000, 2001) == 1);
}

TEST_CASE("a window from the previous step passes over an early event for one that leads on") {
    FunnelOptions options = hour();
    options.windowFrom = WindowFrom::Previous;
    CHECK(depthOf(logOf("a0 b30 b60 c110"), "abc", options) == 3);
    CHECK(gapsOf(logOf("a0 b30 b60 c110"), "abc", options) == std::vector<std::int64_t>{60, 50});
    CHECK(gapsOf(logOf("a0 b30 b40 c80"), "abc", options) == std::vector<std::int64_t>{30, 50});
    CHECK(depthOf(logOf("a0 b60 c120"), "abc", options) == 3);
    CHECK(depthOf(logOf("a0 b61 c120"), "abc", options) == 1);
}

TEST_CASE("any order counts distinct steps, and names its rows so") {
    FunnelOptions options = hour();
    options.order = FunnelOrder::Any;
    const auto steps = stepsOf("abc");
    const FunnelResult result = computeFunnel(logOf("c0 b30 a60"), steps, options);
    CHECK(reachedOf(result.steps) == std::vector<std::uint64_t>{1, 1, 1});
    CHECK(result.steps[1].label == "did 2 of 3");
    CHECK(depthOf(logOf("c0 b30 a61"), "abc", options) == 2);
    CHECK(depthOf(logOf("a0"), "aa", options) == 1); // one event, one step
    CHECK(depthOf(logOf("a0 a1"), "aa", options) == 2);
}

TEST_CASE("an open funnel lets a unit enter at any step, and never shows a negative drop") {
    FunnelOptions options = hour();
    options.open = true;
    EventLogBuilder builder;
    addStream(builder, "all", "a0 b1 c2");
    addStream(builder, "late", "b0 c1");
    addStream(builder, "end", "c0");
    addStream(builder, "only", "a0");
    const auto result = computeFunnel(builder.finish(), stepsOf("abc"), options);
    CHECK(reachedOf(result.steps) == std::vector<std::uint64_t>{2, 2, 3});
    CHECK(result.steps[0].entered == 2);
    CHECK(result.steps[1].entered == 1);
    CHECK(result.steps[2].entered == 1);
    CHECK(result.steps[0].dropped == 1U);
    CHECK(result.steps[1].dropped == 0U);
    CHECK(*result.steps[1].stepConversion == Approx(0.5));
    CHECK(*result.steps[2].stepConversion == Approx(1.0));
    CHECK(*result.steps[2].overall == Approx(0.5));
}

TEST_CASE("every attempt counts after converting or timing out") {
    FunnelOptions options = hour();
    options.count = CountRule::Attempts;
    const auto result = computeFunnel(logOf("a0 a5 b10 a20 a90 b100 b101"), stepsOf("ab"), options);
    // a0 b10 converts; a20 times out at 80; a90 b100 converts.
    CHECK(reachedOf(result.steps) == std::vector<std::uint64_t>{3, 2});
}

TEST_CASE("sessions without a session column end after half an hour of nothing at all") {
    FunnelOptions options;
    options.count = CountRule::Sessions;
    // f30 keeps the first session alive until b60; after that 31 idle minutes end it.
    const auto result = computeFunnel(logOf("a0 f30 b60 a91 b100 a131"), stepsOf("ab"), options);
    CHECK(reachedOf(result.steps) == std::vector<std::uint64_t>{3, 2});
}

TEST_CASE("a date range holds for step 1, or for all steps") {
    FunnelOptions options = hour();
    options.from = 10 * kMinuteMs;
    options.to = 20 * kMinuteMs;
    CHECK(depthOf(logOf("a0 b15"), "ab", options) == 0);
    CHECK(depthOf(logOf("a20 b40"), "ab", options) == 2);
    CHECK(depthOf(logOf("a21 b40"), "ab", options) == 0);
    options.allInside = true;
    CHECK(depthOf(logOf("a20 b40"), "ab", options) == 1);
    CHECK(depthOf(logOf("a10 b20"), "ab", options) == 2);
}

TEST_CASE("steps filter by properties, and a missing value can be asked for") {
    EventLogBuilder builder({"device"});
    const auto add = [&](TimeMs time, const char* name, std::string_view device) {
        builder.add("u", time, name, std::span(&device, 1));
    };
    add(0, "view", "phone");
    add(1, "view", "");
    add(2, "buy", "desk");
    const EventLog log = builder.finish();
    const auto depth = [&](StepFilter first, StepFilter second) {
        const std::vector<FunnelStep> steps{{"", {"view"}, {first}}, {"", {"buy"}, {second}}};
        const auto result = computeFunnel(log, steps, {});
        return result.steps[0].reached + result.steps[1].reached;
    };
    CHECK(depth({"device", false, "phone"}, {"device", false, "desk"}) == 2);
    CHECK(depth({"device", false, ""}, {"device", true, ""}) == 2);
    CHECK(depth({"device", false, "desk"}, {"device", false, "desk"}) == 0);
    CHECK(depth({"device", false, "watch"}, {"device", false, "desk"}) == 0);
    CHECK(depth({"device", true, "watch"}, {"device", true, "watch"}) == 2);
    CHECK(depth({"device", false, "phone"}, {"device", true, "desk"}) == 1);
}

TEST_CASE("questions that make no sense are refused by name") {
    EventLogBuilder builder({"device", "sid"}, 1);
    const std::vector<std::string_view> values{"phone", "s1"};
    builder.add("u", 0, "a", values);
    const EventLog log = builder.finish();
    const auto steps = stepsOf("ab");
    const auto refusal = [&](auto&& change) {
        FunnelOptions options;
        change(options);
        return refusalOf(log, steps, options);
    };
    CHECK(refusal([](FunnelOptions&) {}).empty());
    CHECK(refusalOf(log, {}, {}).find("no steps") != std::string::npos);
    CHECK(refusalOf(log, std::vector<FunnelStep>(65, steps[0]), {}).find("64") !=
          std::string::npos);
    CHECK(refusalOf(log, {{"x", {}, {}}}, {}).find("names no event") != std::string::npos);
    CHECK(refusal([](auto& o) { o.breakdown = Breakdown{"color"}; }).find("device, sid") !=
          std::string::npos);
    CHECK(refusal([](auto& o) { o.breakdown = Breakdown{"sid"}; }).find("session") !=
          std::string::npos);
    CHECK(refusal([](auto& o) { o.hold = {"color"}; }).find("\"color\"") != std::string::npos);
    CHECK_FALSE(refusal([](auto& o) { o.windowMs = 999; }).empty());
    CHECK(refusal([](auto& o) { o.windowMs = 1000; }).empty());
    CHECK(refusal([](auto& o) { o.windowMs = 400 * kDayMs; }).empty());
    CHECK_FALSE(refusal([](auto& o) { o.windowMs = 400 * kDayMs + 1; }).empty());
    CHECK_FALSE(refusal([](auto& o) { o.exclusions = {{{"", {"a"}, {}}, 1, 3}}; }).empty());
    CHECK_FALSE(refusal([](auto& o) { o.exclusions = {{{"", {"a"}, {}}, 2, 2}}; }).empty());
    CHECK_FALSE(refusal([](auto& o) { o.tieToleranceMs = 500; }).empty());
    CHECK_FALSE(refusal([](auto& o) {
                    o.order = FunnelOrder::Any;
                    o.open = true;
                }).empty());
    CHECK_FALSE(refusal([](auto& o) {
                    o.order = FunnelOrder::Any;
                    o.windowFrom = WindowFrom::Previous;
                }).empty());
    CHECK_FALSE(refusal([](auto& o) {
                    o.order = FunnelOrder::Any;
                    o.exclusions = {{{"", {"a"}, {}}, 1, 2}};
                }).empty());
    CHECK(refusal([](auto& o) { // what an order gives a meaning, all at once
              o.windowFrom = WindowFrom::Previous;
              o.exclusions = {{{"", {"a"}, {}}, 1, 2, ExclusionAction::Remove}};
              o.count = CountRule::Attempts;
              o.open = true;
          })
              .empty());
}

TEST_CASE("a funnel stops when it is told to") {
    std::stop_source source;
    source.request_stop();
    JobControl job;
    job.stop = source.get_token();
    try {
        computeFunnel(logOf("a0 b1"), stepsOf("ab"), {}, job);
        FAIL("it went on");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::Cancelled);
    }
}

TEST_CASE("the rules are told beside the numbers") {
    FunnelOptions options;
    CHECK(rulesSentence(options) ==
          "ordered, within 7 days of the first step, users, best attempt");
    options.windowMs.reset();
    options.attempt = AttemptRule::First;
    options.count = CountRule::Sessions;
    options.order = FunnelOrder::Strict;
    options.hold = {"platform"};
    options.exclusions = {{{"", {"refund"}, {}}, 1, 2, ExclusionAction::Remove}};
    CHECK(rulesSentence(options) ==
          "strict order, no time limit, sessions, first attempt, without refund between "
          "steps 1 and 2 (removes), same platform");
}
