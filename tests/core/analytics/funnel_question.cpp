#include "funnel_question.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>
#include <tuple>

#include "core/analytics/funnel_engine.hpp"

namespace cairn {

using reference::Row;

namespace {

const std::vector<std::string> kColumns{"p", "q", "session", "void", "wide"};

} // namespace

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
            row.values["wide"] = "w" + std::to_string(dice.roll(5000));
            row.values["tier"] = u % 3 == 0 ? "gold" : u % 3 == 1 ? "tin" : "";
            q.rows.push_back(row);
        }
    std::shuffle(q.rows.begin(), q.rows.end(),
                 std::mt19937_64(static_cast<unsigned>(dice.roll(1 << 30))));
    if (dice.chance(35)) { // as most exports are: in time order, and larger than a chunk
        std::stable_sort(q.rows.begin(), q.rows.end(),
                         [](const Row& a, const Row& b) { return a.time < b.time; });
        q.chunkRows = static_cast<std::size_t>(1 + dice.roll(8));
    }
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

void cutChunks(EventLog& log, std::size_t rowsEach) {
    std::vector<Chunk> small;
    std::vector<std::size_t> all(log.properties.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    ChunkDecoder decoder;
    for (std::size_t c = 0; c < log.chunks.size(); ++c) {
        const ChunkRows& rows = decoder.decode(log, c, all);
        for (std::size_t at = 0; at < rows.name.size(); at += rowsEach) {
            const std::size_t n = std::min(rowsEach, rows.name.size() - at);
            std::vector<std::span<const std::uint32_t>> properties;
            for (const auto& column : rows.properties)
                properties.push_back(column.subspan(at, n));
            small.push_back(encodeChunk(rows.unit.subspan(at, n), rows.time.subspan(at, n),
                                        rows.name.subspan(at, n), properties));
        }
    }
    log.chunks = std::move(small);
}

namespace {

std::vector<std::string> usersOf(const Question& q) { // the builder numbers them as they appear
    std::vector<std::string> users;
    for (const Row& row : q.rows)
        if (std::find(users.begin(), users.end(), row.user) == users.end())
            users.push_back(row.user);
    return users;
}

} // namespace

EventLog logOf(const Question& q) {
    EventLogBuilder builder(kColumns,
                            q.sessionColumn ? std::optional<std::size_t>(2) : std::nullopt);
    for (const Row& row : q.rows) {
        std::vector<std::string_view> values;
        for (const std::string& column : kColumns) {
            const auto at = row.values.find(column);
            values.push_back(at == row.values.end() ? std::string_view() : at->second);
        }
        builder.add(row.user, row.time, row.name, values);
    }
    EventLog log = builder.finish();
    if (q.chunkRows != 0)
        cutChunks(log, q.chunkRows);
    UnitProperty tier{"tier", {"gold", "tin"}, std::vector<std::uint32_t>(log.units, kNoValue)};
    const auto users = usersOf(q);
    for (const Row& row : q.rows) {
        const auto unit = static_cast<std::size_t>(std::find(users.begin(), users.end(), row.user) -
                                                   users.begin());
        const std::string& value = row.values.at("tier");
        tier.codes[unit] = value == "gold" ? 0 : value == "tin" ? 1 : kNoValue;
    }
    log.unitProperties.push_back(std::move(tier));
    return log;
}

namespace {

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
    const std::vector<std::string> users = usersOf(q);
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

/// The list behind each reason has as many units as the reason's number says.
void compareReasons(const EventLog& log, const Question& q, const FunnelResult& result) {
    std::vector<std::map<UnitOutcome::Why, std::uint64_t>> lists(q.steps.size() + 1);
    for (const UnitOutcome& unit : funnelUnits(log, q.steps, q.options))
        ++lists[unit.depth][unit.why];
    using Why = UnitOutcome::Why;
    for (std::size_t s = 0; s + 1 < q.steps.size(); ++s) {
        auto& list = lists[s + 1];
        const DropReasons& reasons = result.steps[s].reasons;
        REQUIRE(list[Why::TimedOut] == reasons.timedOut);
        REQUIRE(list[Why::OtherOrder] == reasons.otherOrder);
        REQUIRE(list[Why::Excluded] == reasons.excluded);
        REQUIRE(list[Why::Never] == reasons.never);
    }
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
    if (b.at == BreakdownAt::User)
        return outcome.held.at(b.column).empty() ? "(none)" : outcome.held.at(b.column);
    const auto& values = outcome.rows[row].values;
    const std::string value = values.contains(b.column) ? values.at(b.column) : "";
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

/// Every period has the outcomes that began in it, and none is left over.
void compareOverTime(const FunnelResult& result, const Question& q,
                     const std::vector<reference::Outcome>& outcomes) {
    std::map<std::int64_t, std::vector<reference::Outcome>> byPeriod;
    const OverTime& asked = *q.options.overTime;
    for (const auto& outcome : outcomes)
        if (!outcome.removed)
            byPeriod[periodOf(asked.zone.dayOf(outcome.times.front()), asked.period)].push_back(
                outcome);
    for (std::size_t i = 0; i < result.overTime.size(); ++i) {
        const FunnelPeriod& period = result.overTime[i];
        INFO("period " << period.period);
        if (i != 0) {
            REQUIRE(period.period == result.overTime[i - 1].period + 1);
            REQUIRE(period.start == result.overTime[i - 1].end);
        }
        requireEqual(period.steps, countUp(byPeriod[period.period], q.steps.size()));
        byPeriod.erase(period.period);
    }
    REQUIRE(byPeriod.empty());
}

void requireSameSteps(const std::vector<StepResult>& a, const std::vector<StepResult>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t s = 0; s < a.size(); ++s) {
        REQUIRE(a[s].reached == b[s].reached);
        REQUIRE(a[s].entered == b[s].entered);
        REQUIRE(a[s].dropped == b[s].dropped);
        REQUIRE(a[s].stepConversion == b[s].stepConversion);
        REQUIRE(a[s].overall == b[s].overall);
        REQUIRE(a[s].reasons.timedOut == b[s].reasons.timedOut);
        REQUIRE(a[s].reasons.otherOrder == b[s].reasons.otherOrder);
        REQUIRE(a[s].reasons.excluded == b[s].reasons.excluded);
        REQUIRE(a[s].time.mean == b[s].time.mean);
        REQUIRE(a[s].time.p95 == b[s].time.p95);
        REQUIRE(a[s].time.histogram == b[s].time.histogram);
    }
}

} // namespace

void requireSame(const FunnelResult& a, const FunnelResult& b) {
    requireSameSteps(a.steps, b.steps);
    REQUIRE(a.removed == b.removed);
    REQUIRE(a.breakdown.size() == b.breakdown.size());
    for (std::size_t i = 0; i < a.breakdown.size(); ++i) {
        REQUIRE(a.breakdown[i].value == b.breakdown[i].value);
        requireSameSteps(a.breakdown[i].steps, b.breakdown[i].steps);
    }
    REQUIRE(a.overTime.size() == b.overTime.size());
    for (std::size_t i = 0; i < a.overTime.size(); ++i) {
        REQUIRE(a.overTime[i].start == b.overTime[i].start);
        REQUIRE(a.overTime[i].partial == b.overTime[i].partial);
        requireSameSteps(a.overTime[i].steps, b.overTime[i].steps);
    }
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
    if (!q.options.open) // an open funnel's customer may stop at several steps
        compareReasons(log, q, result);
    if (q.options.breakdown)
        compareBreakdown(result, q, outcomes);
    if (q.options.overTime)
        compareOverTime(result, q, outcomes);
    const FunnelResult general = funnel::compute(log, q.steps, q.options, funnel::Path::General);
    requireEqual(general.steps, countUp(outcomes, q.steps.size()));
}

} // namespace cairn
