// The engine against the definition, over random streams. Each family turns on some of the rules.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <random>
#include <sstream>
#include <tuple>

#include "core/analytics/funnel_engine.hpp"
#include "funnel_reference.hpp"

using namespace cairn;
using reference::Row;

namespace {

struct Question {
    std::vector<Row> rows;
    std::vector<FunnelStep> steps;
    FunnelOptions options;
    bool sessionColumn = false;
};

class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed) {}
    int roll(int sides) { return static_cast<int>(m_engine() % static_cast<unsigned>(sides)); }
    bool chance(int percent) { return roll(100) < percent; }
    template <class T> T oneOf(std::initializer_list<T> choices) {
        return *(choices.begin() + roll(static_cast<int>(choices.size())));
    }

private:
    std::mt19937_64 m_engine;
};

const std::vector<std::string> kColumns{"p", "q", "session"};

FunnelStep someStep(Dice& dice) {
    FunnelStep step;
    step.events.push_back(std::string(1, "abcd"[dice.roll(4)]));
    if (dice.chance(20))
        step.events.push_back(std::string(1, "abcd"[dice.roll(4)]));
    if (dice.chance(15))
        step.filters.push_back(
            {"p", dice.chance(50), dice.oneOf<std::string>({"x", "y", "", "nowhere"})});
    return step;
}

Question someQuestion(Dice& dice, int users) {
    Question q;
    const bool plainSteps = dice.chance(40);
    for (int n = 1 + dice.roll(4), s = 0; s < n; ++s) {
        q.steps.push_back(plainSteps ? FunnelStep{"", {std::string(1, "abcd"[s])}, {}}
                                     : someStep(dice));
        q.steps.back().label = "step " + std::to_string(s + 1);
    }
    const int span = dice.oneOf({8, 30, 100});
    const TimeMs unit = dice.oneOf<TimeMs>({500, kSecondMs, kMinuteMs, 10 * kMinuteMs});
    const TimeMs base =
        dice.oneOf<TimeMs>({0, -1'000'000'000'000, 4'000'000'000'000}); // 1938 and 2096 too
    for (int u = 0; u < users; ++u)
        for (int events = 1 + dice.roll(8), e = 0; e < events; ++e) {
            Row row{"user" + std::to_string(u),
                    base + dice.roll(span) * unit,
                    std::string(1, "aabbccdef"[dice.roll(9)]),
                    {}};
            row.values["p"] = dice.oneOf<std::string>({"x", "x", "y", ""});
            row.values["q"] = dice.oneOf<std::string>({"1", "2"});
            row.values["session"] = dice.oneOf<std::string>({"s1", "s2", "s2", ""});
            q.rows.push_back(row);
        }
    std::shuffle(q.rows.begin(), q.rows.end(),
                 std::mt19937_64(static_cast<unsigned>(dice.roll(1 << 30))));
    q.options.windowMs =
        dice.oneOf<std::int64_t>({5, 20, 60, 90}) * std::max<TimeMs>(unit, kSecondMs);
    if (dice.chance(20))
        q.options.windowMs.reset();
    q.options.attempt = dice.chance(60) ? AttemptRule::Best : AttemptRule::First;
    q.options.threads = static_cast<unsigned>(1 + dice.roll(3));
    if (dice.chance(15))
        q.options.from = base + dice.roll(span) * unit;
    if (dice.chance(15))
        q.options.to = std::max(q.options.from.value_or(base), base + dice.roll(span) * unit);
    q.options.allInside = dice.chance(30);
    return q;
}

void addExclusion(Dice& dice, Question& q, bool mayRemove) {
    if (q.steps.size() < 2)
        return;
    Exclusion x;
    x.what = dice.chance(70) ? FunnelStep{"", {dice.oneOf<std::string>({"e", "f"})}, {}}
                             : someStep(dice);
    x.from = 1 + static_cast<std::size_t>(dice.roll(static_cast<int>(q.steps.size()) - 1));
    x.to =
        x.from + 1 + static_cast<std::size_t>(dice.roll(static_cast<int>(q.steps.size() - x.from)));
    x.action = mayRemove && dice.chance(50) ? ExclusionAction::Remove : ExclusionAction::Drop;
    q.options.exclusions.push_back(x);
}

EventLog logOf(const Question& q) {
    EventLogBuilder builder(kColumns,
                            q.sessionColumn ? std::optional<std::size_t>(2) : std::nullopt);
    for (const Row& row : q.rows) {
        const std::vector<std::string_view> values{row.values.at("p"), row.values.at("q"),
                                                   row.values.at("session")};
        builder.add(row.user, row.time, row.name, values);
    }
    return builder.finish();
}

std::string told(const Question& q) {
    std::ostringstream text;
    text << rulesSentence(q.options) << (q.options.allInside ? " allInside" : "") << "\nsteps:";
    for (const FunnelStep& step : q.steps) {
        text << " [";
        for (const auto& event : step.events)
            text << event;
        for (const auto& filter : step.filters)
            text << " " << filter.column << (filter.isNot ? "!=" : "=") << filter.value;
        text << "]";
    }
    std::vector<Row> rows = q.rows;
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return std::tie(a.user, a.time) < std::tie(b.user, b.time);
    });
    for (const Row& row : rows)
        text << "\n"
             << row.user << " " << row.name << " " << row.time << " p=" << row.values.at("p")
             << " s=" << row.values.at("session");
    return text.str();
}

/// Counts of a funnel, in plain containers.
struct Expected {
    std::vector<std::uint64_t> reached, entered, dropped, timedOut, otherOrder, excluded, never;
    std::vector<std::vector<double>> gaps;
};

Expected countUp(const std::vector<reference::Outcome>& outcomes, std::size_t n) {
    Expected e;
    for (auto* counts :
         {&e.reached, &e.entered, &e.dropped, &e.timedOut, &e.otherOrder, &e.excluded, &e.never})
        counts->assign(n, 0);
    e.gaps.resize(n);
    using Why = UnitOutcome::Why;
    for (const auto& outcome : outcomes) {
        if (outcome.removed)
            continue;
        for (std::size_t step = 1; step <= n; ++step) {
            e.reached[step - 1] += outcome.reached.contains(step);
            e.entered[step - 1] += outcome.reached.contains(step) && !outcome.passed.contains(step);
            if (step == n || !outcome.reached.contains(step) || outcome.passed.contains(step + 1))
                continue;
            ++e.dropped[step - 1];
            const Why why = outcome.why.at(step);
            e.timedOut[step - 1] += why == Why::TimedOut;
            e.otherOrder[step - 1] += why == Why::OtherOrder;
            e.excluded[step - 1] += why == Why::Excluded;
            e.never[step - 1] += why == Why::Never;
        }
        for (std::size_t i = 1; i < outcome.times.size(); ++i)
            e.gaps[outcome.entry + i - 1].push_back(
                static_cast<double>(outcome.times[i] - outcome.times[i - 1]) / 1000);
    }
    return e;
}

void requireEqual(const std::vector<StepResult>& steps, Expected e) {
    for (std::size_t s = 0; s < steps.size(); ++s) {
        INFO("step " << s + 1);
        REQUIRE(steps[s].reached == e.reached[s]);
        REQUIRE(steps[s].entered == e.entered[s]);
        REQUIRE(steps[s].dropped.value_or(0) == e.dropped[s]);
        REQUIRE(steps[s].dropped.has_value() == (s + 1 < steps.size()));
        REQUIRE(steps[s].reasons.timedOut == e.timedOut[s]);
        REQUIRE(steps[s].reasons.otherOrder == e.otherOrder[s]);
        REQUIRE(steps[s].reasons.excluded == e.excluded[s]);
        REQUIRE(steps[s].reasons.never == e.never[s]);
        auto& gaps = e.gaps[s];
        std::sort(gaps.begin(), gaps.end());
        REQUIRE(steps[s].time.median.has_value() == !gaps.empty());
        if (gaps.empty())
            continue;
        double sum = 0;
        for (double gap : gaps)
            sum += gap;
        const double median = (gaps[(gaps.size() - 1) / 2] + gaps[gaps.size() / 2]) / 2;
        REQUIRE(*steps[s].time.mean == Approx(sum / static_cast<double>(gaps.size())));
        REQUIRE(*steps[s].time.median == Approx(median));
    }
}

using UnitFacts = std::tuple<std::string, std::size_t, std::vector<TimeMs>>;

void compareUnits(const EventLog& log, const Question& q,
                  const std::vector<reference::Outcome>& outcomes) {
    std::vector<std::string> users; // the builder numbers users as they first appear
    for (const Row& row : q.rows)
        if (std::find(users.begin(), users.end(), row.user) == users.end())
            users.push_back(row.user);
    std::vector<UnitFacts> expected, got;
    for (const auto& outcome : outcomes)
        if (!outcome.removed)
            expected.emplace_back(outcome.user, outcome.last, outcome.times);
    for (const UnitOutcome& unit : funnelUnits(log, q.steps, q.options))
        got.emplace_back(users[unit.unit], unit.depth, unit.times);
    std::sort(expected.begin(), expected.end());
    std::sort(got.begin(), got.end());
    REQUIRE(got == expected);
}

std::string segmentOf(const reference::Outcome& outcome, const Breakdown& b) {
    std::size_t row = 0;
    if (b.at == BreakdownAt::LastStep)
        row = outcome.rows.size() - 1;
    if (b.at == BreakdownAt::NamedStep) {
        if (b.step < outcome.entry || b.step > outcome.last)
            return "(none)";
        row = b.step - outcome.entry;
    }
    const std::string value = b.at == BreakdownAt::User ? outcome.held.at(b.column)
                                                        : outcome.rows[row].values.at(b.column);
    return value.empty() ? "(none)" : value;
}

void compareBreakdown(const FunnelResult& result, const Question& q,
                      std::vector<reference::Outcome> outcomes) {
    const Breakdown& b = *q.options.breakdown;
    if (b.at == BreakdownAt::User) {
        FunnelOptions held = q.options;
        held.hold.push_back(b.column);
        outcomes = reference::outcomes(q.rows, q.steps, held, q.sessionColumn ? "session" : "");
    }
    std::map<std::string, std::vector<reference::Outcome>> segments;
    for (const auto& outcome : outcomes)
        if (!outcome.removed)
            segments[segmentOf(outcome, b)].push_back(outcome);
    std::size_t shown = 0;
    for (const SegmentResult& segment : result.breakdown) {
        if (segment.value == "(other)")
            continue;
        INFO("segment " << segment.value);
        ++shown;
        REQUIRE(segments.contains(segment.value));
        requireEqual(segment.steps, countUp(segments[segment.value], q.steps.size()));
        segments.erase(segment.value);
    }
    REQUIRE(shown <= b.most);
    std::vector<reference::Outcome> rest;
    for (const auto& [value, members] : segments)
        rest.insert(rest.end(), members.begin(), members.end());
    REQUIRE((result.breakdown.size() > shown) == !rest.empty());
    if (!rest.empty())
        requireEqual(result.breakdown.back().steps, countUp(rest, q.steps.size()));
}

void compare(const Question& q) {
    INFO(told(q));
    const EventLog log = logOf(q);
    const auto outcomes =
        reference::outcomes(q.rows, q.steps, q.options, q.sessionColumn ? "session" : "");
    const FunnelResult result = computeFunnel(log, q.steps, q.options);
    requireEqual(result.steps, countUp(outcomes, q.steps.size()));
    REQUIRE(result.removed ==
            static_cast<std::uint64_t>(std::count_if(outcomes.begin(), outcomes.end(),
                                                     [](const auto& o) { return o.removed; })));
    compareUnits(log, q, outcomes);
    if (q.options.breakdown)
        compareBreakdown(result, q, outcomes);
    const FunnelResult general = funnel::compute(log, q.steps, q.options, funnel::Path::General);
    requireEqual(general.steps, countUp(outcomes, q.steps.size()));
}

/// 10,000 streams of a family: 400 questions to 25 users each.
void family(std::uint64_t seed, const std::function<void(Dice&, Question&)>& rules) {
    Dice dice(seed);
    for (int i = 0; i < 400; ++i) {
        Question q = someQuestion(dice, 25);
        rules(dice, q);
        compare(q);
    }
}

} // namespace

TEST_CASE("ordered funnels equal the definition") {
    family(1, [](Dice&, Question&) {});
    family(2, [](Dice&, Question&) {});
}

TEST_CASE("strict funnels equal the definition") {
    family(3, [](Dice& dice, Question& q) {
        q.options.order = FunnelOrder::Strict;
        if (dice.chance(40))
            q.options.windowFrom = WindowFrom::Previous;
    });
}

TEST_CASE("windows from the previous step equal the definition") {
    family(4, [](Dice&, Question& q) { q.options.windowFrom = WindowFrom::Previous; });
}

TEST_CASE("any-order funnels equal the definition") {
    family(5, [](Dice& dice, Question& q) {
        q.options.order = FunnelOrder::Any;
        if (dice.chance(30))
            q.options.count = CountRule::Attempts;
    });
}

TEST_CASE("open funnels equal the definition") {
    family(6, [](Dice& dice, Question& q) {
        q.options.open = true;
        if (dice.chance(30))
            addExclusion(dice, q, false);
        if (dice.chance(20))
            q.options.order = FunnelOrder::Strict;
    });
}

TEST_CASE("exclusions equal the definition") {
    const auto rules = [](Dice& dice, Question& q) {
        addExclusion(dice, q, true);
        if (dice.chance(30))
            addExclusion(dice, q, true);
        if (dice.chance(15))
            q.options.order = FunnelOrder::Strict;
    };
    family(7, rules);
    family(8, rules);
}

TEST_CASE("counted attempts equal the definition") {
    family(9, [](Dice& dice, Question& q) {
        q.options.count = CountRule::Attempts;
        if (dice.chance(30))
            addExclusion(dice, q, true);
        else if (dice.chance(30))
            q.options.open = true;
        if (dice.chance(20))
            q.options.order = FunnelOrder::Strict;
    });
}

TEST_CASE("tie tolerance equals the definition") {
    family(10, [](Dice& dice, Question& q) {
        q.options.tieToleranceMs = dice.oneOf<std::int64_t>({1000, 2000});
        if (dice.chance(30))
            addExclusion(dice, q, true);
        else if (dice.chance(30))
            q.options.windowFrom = WindowFrom::Previous;
        else if (dice.chance(30))
            q.options.order = FunnelOrder::Any;
    });
}

TEST_CASE("sessions and held values equal the definition") {
    family(11, [](Dice& dice, Question& q) {
        q.sessionColumn = dice.chance(50);
        if (dice.chance(70))
            q.options.count = CountRule::Sessions;
        if (dice.chance(50))
            q.options.hold.push_back("p");
        if (dice.chance(30))
            q.options.hold.push_back("q");
        if (dice.chance(20))
            q.options.order = dice.oneOf({FunnelOrder::Strict, FunnelOrder::Any});
    });
}

TEST_CASE("breakdowns equal the definition") {
    family(12, [](Dice& dice, Question& q) {
        q.options.breakdown = Breakdown{"p", BreakdownAt::FirstStep, 1, 25};
        q.options.breakdown->at = dice.oneOf({BreakdownAt::FirstStep, BreakdownAt::LastStep,
                                              BreakdownAt::NamedStep, BreakdownAt::User});
        q.options.breakdown->step =
            1 + static_cast<std::size_t>(dice.roll(static_cast<int>(q.steps.size())));
        q.options.breakdown->most = dice.oneOf<std::size_t>({1, 2, 25});
        if (dice.chance(20))
            q.options.open = true;
        else if (dice.chance(20))
            q.options.count = CountRule::Attempts;
        else if (dice.chance(20))
            addExclusion(dice, q, true);
    });
}
