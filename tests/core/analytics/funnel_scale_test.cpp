// Logs of several chunks: neither threads nor the order of rows may change a number.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <sstream>

#include "core/analytics/funnel_engine.hpp"
#include "core/analytics/funnel_rows.hpp"
#include "funnel_question.hpp"

using namespace cairn;

namespace {

struct Row {
    std::string user;
    TimeMs time;
    std::string name, device;
};

/// 100,000 rows, four chunks; no two rows of the same instant.
std::vector<Row> manyRows() {
    std::mt19937_64 dice(7);
    std::vector<Row> rows;
    for (int i = 0; i < 100'000; ++i) {
        const std::uint64_t roll = dice();
        rows.push_back({std::to_string(roll % 3000), i * 20 * kSecondMs,
                        std::string(1, "abcdeefff"[roll / 3000 % 9]),
                        std::string(roll % 7 == 0   ? ""
                                    : roll % 2 == 0 ? "phone"
                                                    : "desk")});
    }
    return rows;
}

EventLog logOf(const std::vector<Row>& rows) {
    EventLogBuilder builder({"device"});
    for (const Row& row : rows) {
        const std::string_view device = row.device;
        builder.add(row.user, row.time, row.name, std::span(&device, 1));
    }
    return builder.finish();
}

std::string told(const FunnelResult& result) {
    std::ostringstream text;
    text.precision(17);
    const auto tell = [&](const std::vector<StepResult>& steps) {
        for (const StepResult& s : steps) {
            text << s.label << " " << s.reached << " " << s.entered << " " << s.dropped.value_or(0)
                 << " " << s.reasons.timedOut << " " << s.reasons.otherOrder << " "
                 << s.reasons.excluded << " " << s.reasons.never << " " << s.time.mean.value_or(-1)
                 << " " << s.time.p95.value_or(-1);
            for (std::uint64_t count : s.time.histogram)
                text << " " << count;
            text << "\n";
        }
    };
    tell(result.steps);
    for (const SegmentResult& segment : result.breakdown) {
        text << segment.value << "\n";
        tell(segment.steps);
    }
    text << result.removed;
    return text.str();
}

std::vector<FunnelStep> someSteps() {
    return {{"a", {"a"}, {}},
            {"b", {"b", "c"}, {}},
            {"c", {"c"}, {{"device", true, "desk"}}},
            {"d", {"d"}, {}}};
}

std::vector<FunnelOptions> someOptions() {
    std::vector<FunnelOptions> all(6);
    all[1].attempt = AttemptRule::First;
    all[2].order = FunnelOrder::Any;
    all[3].open = true;
    all[4].exclusions.push_back({{"", {"e"}, {}}, 1, 3, ExclusionAction::Remove});
    all[5].windowFrom = WindowFrom::Previous;
    for (FunnelOptions& options : all) {
        options.windowMs = 6 * kHourMs;
        options.breakdown =
            Breakdown{"device", options.open ? BreakdownAt::User : BreakdownAt::LastStep};
    }
    return all;
}

} // namespace

TEST_CASE("the number of threads never changes a number") {
    const EventLog log = logOf(manyRows());
    REQUIRE(log.chunks.size() == 4);
    for (FunnelOptions options : someOptions()) {
        INFO(rulesSentence(options));
        options.threads = 1;
        const std::string alone = told(computeFunnel(log, someSteps(), options));
        for (unsigned threads : {2U, 3U, 4U}) {
            options.threads = threads;
            CHECK(told(computeFunnel(log, someSteps(), options)) == alone);
        }
        CHECK(told(funnel::compute(log, someSteps(), options, funnel::Path::General)) == alone);
        CHECK(alone.find("\na 0 ") == std::string::npos); // the question is not an empty one
    }
}

TEST_CASE("the order of rows never changes a number") {
    std::vector<Row> rows = manyRows();
    const EventLog sorted = logOf(rows);
    std::shuffle(rows.begin(), rows.end(), std::mt19937_64(3));
    const EventLog shuffled = logOf(rows);
    for (const FunnelOptions& options : someOptions()) {
        INFO(rulesSentence(options));
        CHECK(told(computeFunnel(shuffled, someSteps(), options)) ==
              told(computeFunnel(sorted, someSteps(), options)));
    }
}

TEST_CASE("rows out of order and rows of one instant lead to the same numbers") {
    // Four steps that no event shares, so that rows are followed as they stand in the file.
    const std::vector<FunnelStep> steps{{"a", {"a"}, {}},
                                        {"b", {"b"}, {}},
                                        {"c", {"c"}, {{"device", false, "desk"}}},
                                        {"d", {"d", "e"}, {}}};
    for (const std::size_t swapEach : {std::size_t{0}, std::size_t{977}, std::size_t{11}})
        for (const TimeMs grain : {TimeMs{1}, 10 * kMinuteMs}) { // coarse clocks make ties
            std::vector<Row> rows = manyRows();
            for (Row& row : rows)
                row.time = row.time / grain * grain;
            for (std::size_t i = 0; swapEach != 0 && i + 3000 < rows.size(); i += swapEach)
                std::swap(rows[i], rows[i + 2999]);
            const EventLog log = logOf(rows);
            for (const AttemptRule attempt : {AttemptRule::First, AttemptRule::Best})
                for (const std::optional<std::int64_t> window :
                     {std::optional<std::int64_t>(5 * kDayMs), std::optional<std::int64_t>()})
                    for (const BreakdownAt at :
                         {BreakdownAt::FirstStep, BreakdownAt::LastStep, BreakdownAt::NamedStep}) {
                        FunnelOptions options;
                        options.attempt = attempt;
                        options.windowMs = window;
                        options.from = rows[200].time;
                        options.to = rows[rows.size() / 2].time;
                        options.breakdown = Breakdown{"device", at};
                        options.breakdown->step = 2;
                        INFO(rulesSentence(options) << swapEach << " " << grain);
                        const std::string slow =
                            told(funnel::compute(log, steps, options, funnel::Path::General));
                        const FunnelResult fast = computeFunnel(log, steps, options);
                        CHECK(told(fast) == slow);
                        CHECK(fast.steps[3].reached > 0);
                    }
        }
}

TEST_CASE("rows in time order are followed as they come, by any number of threads") {
    const std::vector<FunnelStep> steps{{"a", {"a"}, {{"device", true, "desk"}}},
                                        {"b", {"b"}, {}},
                                        {"c", {"c"}, {{"device", false, "desk"}}},
                                        {"d", {"d", "e"}, {}}};
    for (const TimeMs grain : {TimeMs{1}, 10 * kMinuteMs, kDayMs}) { // coarse clocks make ties
        std::vector<Row> rows = manyRows();
        for (Row& row : rows)
            row.time = row.time / grain * grain;
        EventLog log = logOf(rows);
        const EventLog whole = log;
        cutChunks(log, 450); // over two hundred
        for (const bool withTo : {false, true}) {
            FunnelOptions options;
            options.attempt = AttemptRule::First;
            options.windowMs = 5 * kDayMs;
            if (withTo)
                options.to = rows[rows.size() / 2].time;
            options.breakdown = Breakdown{"device", BreakdownAt::NamedStep};
            options.breakdown->step = 2;
            const std::string slow =
                told(funnel::compute(whole, steps, options, funnel::Path::General));
            for (const unsigned threads : {1U, 2U, 3U, 4U}) {
                INFO(grain << " " << withTo << " " << threads);
                options.threads = threads;
                const FunnelResult fast = computeFunnel(log, steps, options);
                CHECK(told(fast) == slow);
                CHECK(fast.steps[3].reached > 0);
            }
        }
    }
}

TEST_CASE("a log that is gone through several times shows every customer once, whole") {
    const EventLog log = logOf(manyRows());
    using Users = std::map<std::uint32_t, std::vector<funnel::Word>>;
    const auto usersIn = [&](std::size_t passes) {
        funnel::Plan plan;
        funnel::preparePlan(plan, log, someSteps(), {});
        Users users;
        for (funnel::Pass pass{0, passes}; pass.number < passes; ++pass.number) {
            funnel::Partitions partitions = funnel::filterRows(plan, 2, {}, pass);
            for (std::size_t p = partitions.first; p < partitions.past; ++p)
                funnel::visitUnits(plan, partitions, p, {}, [&](const funnel::UnitEvents& events) {
                    CHECK(users
                              .emplace(events.user,
                                       std::vector(events.words.begin(), events.words.end()))
                              .second);
                });
        }
        return users;
    };
    const Users once = usersIn(1);
    CHECK(once.size() == 3000);
    for (const std::size_t passes : {2u, 3u, 7u}) // 7: some have nothing to do
        CHECK(usersIn(passes) == once);
    funnel::Plan plan;
    funnel::preparePlan(plan, log, someSteps(), {});
    CHECK(funnel::passesFor(plan) == 1);
    CHECK(funnel::passesFor(plan, 400'000) == 3); // 100,000 rows of 12 bytes
}

TEST_CASE("progress comes from one thread at a time and ends at the end") {
    const EventLog log = logOf(manyRows());
    double last = 0;
    int inside = 0;
    JobControl job;
    job.onProgress = [&](double fraction, std::string_view) {
        CHECK(++inside == 1);
        CHECK(fraction <= 1);
        CHECK(fraction >= last);
        last = fraction;
        --inside;
    };
    computeFunnel(log, someSteps(), {}, job);
    CHECK(last == Approx(1));
}
