// Every value of every option together with every value of every other option, at random elsewhere:
// the engine equals the definition, whatever the threads and the order of rows.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "funnel_question.hpp"
#include "support/rounds.hpp"

using namespace cairn;

namespace {

struct Value {
    std::string name;
    std::function<void(Dice&, Question&)> set;
};
struct Option {
    std::string name;
    std::vector<Value> values;
};

Value value(std::string name, std::function<void(Dice&, Question&)> set) {
    return {std::move(name), std::move(set)};
}

Option orders() {
    const auto order = [](const char* name, FunnelOrder o) {
        return value(name, [o](Dice&, Question& q) { q.options.order = o; });
    };
    return {"order",
            {order("ordered", FunnelOrder::Ordered), order("strict", FunnelOrder::Strict),
             order("any order", FunnelOrder::Any)}};
}

Option attempts() {
    return {"attempt",
            {value("best", [](Dice&, Question& q) { q.options.attempt = AttemptRule::Best; }),
             value("first", [](Dice&, Question& q) { q.options.attempt = AttemptRule::First; })}};
}

Option counts() {
    const auto count = [](const char* name, CountRule rule, bool column) {
        return value(name, [rule, column](Dice&, Question& q) {
            q.options.count = rule;
            q.sessionColumn = column;
        });
    };
    return {"count",
            {count("users", CountRule::Users, false), count("sessions", CountRule::Sessions, true),
             count("idle sessions", CountRule::Sessions, false),
             count("attempts", CountRule::Attempts, false)}};
}

Option windows() {
    const auto window = [](const char* name, std::optional<std::int64_t> ms) {
        return value(name, [ms](Dice&, Question& q) { q.options.windowMs = ms; });
    };
    return {"window",
            {window("no limit", std::nullopt), window("1 s", kSecondMs), window("1 h", kHourMs),
             window("400 days", 400 * kDayMs)}};
}

Option windowsFrom() {
    return {"window from",
            {value("first", [](Dice&, Question& q) { q.options.windowFrom = WindowFrom::First; }),
             value("previous",
                   [](Dice&, Question& q) { q.options.windowFrom = WindowFrom::Previous; })}};
}

Option entries() {
    return {"entry",
            {value("closed", [](Dice&, Question& q) { q.options.open = false; }),
             value("open", [](Dice&, Question& q) { q.options.open = true; })}};
}

Option tolerances() {
    Option option{"tie tolerance", {}};
    for (const std::int64_t ms : {0, 1000, 2000})
        option.values.push_back(
            value(std::to_string(ms), [ms](Dice&, Question& q) { q.options.tieToleranceMs = ms; }));
    return option;
}

Option holds() {
    Option option{"hold", {}};
    for (const std::vector<std::string>& columns :
         {std::vector<std::string>{}, {"p"}, {"p", "q"}, {"tier"}, {"void"}, {"wide"}})
        option.values.push_back(
            value("hold " + std::to_string(columns.size()) + (columns.empty() ? "" : columns[0]),
                  [columns](Dice&, Question& q) { q.options.hold = columns; }));
    return option;
}

Option exclusions() {
    const auto some = [](const char* name, int drops, int removes) {
        return value(name, [drops, removes](Dice& dice, Question& q) {
            q.options.exclusions.clear();
            for (int i = 0; i < drops + removes; ++i) {
                addExclusion(dice, q, false);
                if (i >= drops && !q.options.exclusions.empty())
                    q.options.exclusions.back().action = ExclusionAction::Remove;
            }
        });
    };
    return {"exclusions",
            {some("none", 0, 0), some("drop", 1, 0), some("remove", 0, 1), some("both", 1, 1),
             some("two of each", 2, 2)}};
}

Option breakdowns() {
    const auto by = [](const char* name, const char* column, BreakdownAt at) {
        return value(name, [column, at](Dice& dice, Question& q) {
            const auto steps = static_cast<int>(q.steps.size());
            q.options.breakdown =
                Breakdown{column, at, 1 + static_cast<std::size_t>(dice.roll(steps)),
                          dice.oneOf<std::size_t>({1, 2, 25})};
        });
    };
    Option option{"breakdown",
                  {by("first", "p", BreakdownAt::FirstStep), by("last", "p", BreakdownAt::LastStep),
                   by("named", "q", BreakdownAt::NamedStep), by("user", "p", BreakdownAt::User),
                   by("of the customer", "tier", BreakdownAt::FirstStep),
                   by("empty", "void", BreakdownAt::User),
                   by("huge", "wide", BreakdownAt::LastStep)}};
    option.values.push_back(
        value("no breakdown", [](Dice&, Question& q) { q.options.breakdown.reset(); }));
    return option;
}

Option periods() {
    Option option{"over time",
                  {value("total only", [](Dice&, Question& q) { q.options.overTime.reset(); })}};
    for (const Period period : {Period::Day, Period::Week, Period::Month})
        option.values.push_back(value("by " + std::string(nameOf(period)), [period](Dice& dice,
                                                                                    Question& q) {
            static const std::vector<TimeZone> zones{
                TimeZone(), TimeZone::named("Europe/Berlin"), TimeZone::named("Asia/Kathmandu"),
                TimeZone::named("America/St_Johns"), TimeZone::named("Australia/Lord_Howe")};
            const auto zone = static_cast<std::size_t>(dice.roll(static_cast<int>(zones.size())));
            q.options.overTime = OverTime{period, zones[zone]};
        }));
    return option;
}

/// Instants that the rows have, so that ranges begin and end at events.
TimeMs someTime(Dice& dice, const Question& q) {
    return q.rows[static_cast<std::size_t>(dice.roll(static_cast<int>(q.rows.size())))].time;
}

Option ranges() {
    const auto range = [](const char* name, bool from, bool to, bool inside) {
        return value(name, [from, to, inside](Dice& dice, Question& q) {
            q.options.from.reset();
            q.options.to.reset();
            q.options.allInside = inside;
            const TimeMs a = someTime(dice, q), b = someTime(dice, q);
            if (from)
                q.options.from = std::min(a, b);
            if (to)
                q.options.to = std::max(a, b);
        });
    };
    return {"range",
            {range("none", false, false, false), range("from", true, false, false),
             range("to", false, true, false), range("both", true, true, false),
             range("all inside", true, true, true)}};
}

Option stepKinds() {
    const auto shared = [](Dice& dice, Question& q) {
        for (FunnelStep& step : q.steps)
            step = {step.label, {"a", dice.oneOf<std::string>({"b", "c", "a"})}, {}};
    };
    const auto filtered = [](const char* column, const char* wanted) {
        return [column, wanted](Dice& dice, Question& q) {
            for (FunnelStep& step : q.steps)
                if (dice.chance(60))
                    step.filters = {{column, dice.chance(40), wanted}};
        };
    };
    return {"steps",
            {value("as they come", [](Dice&, Question&) {}), value("shared", shared),
             value("filtered", filtered("p", "x")),
             value("by the customer", filtered("tier", "tin")), value("missing", filtered("p", "")),
             value("huge", filtered("wide", "w7"))}};
}

/// Moves the rows to where clocks change, before 1970 or after 2038.
Option times() {
    const auto at = [](const char* name, const char* instant, TimeMs scale) {
        return value(name, [instant, scale](Dice& dice, Question& q) {
            const TimeMs base = *parseIso(instant);
            for (reference::Row& row : q.rows)
                row.time = base + dice.roll(60) * scale;
        });
    };
    return {"times",
            {at("seconds", "2024-05-01T12:00:00Z", 500), at("minutes", "2024-05-01", kMinuteMs),
             at("clocks go forward", "2024-03-30T12:00:00Z", kHourMs),
             at("clocks go back", "2024-10-26T12:00:00Z", kHourMs),
             at("before 1970", "1938-04-01T20:00:00Z", 7 * kMinuteMs),
             at("after 2038", "2096-10-27T20:00:00Z", kDayMs)}};
}

bool isRefused(const FunnelOptions& o) {
    return o.order == FunnelOrder::Any && ((o.windowFrom == WindowFrom::Previous && o.windowMs) ||
                                           o.open || !o.exclusions.empty());
}

void askAll(Dice& dice, const Question& asked) {
    compare(asked);
    Question alone = asked;
    alone.options.threads = 1;
    const FunnelResult one = computeFunnel(logOf(alone), alone.steps, alone.options);
    // Other threads, other chunks, and rows in another order; rows of one instant keep theirs, as
    // the rule for ties says.
    Question other = asked;
    std::map<std::pair<std::string, TimeMs>, int> place;
    for (const reference::Row& row : other.rows)
        place.try_emplace({row.user, row.time}, dice.roll(1 << 30));
    std::stable_sort(other.rows.begin(), other.rows.end(),
                     [&](const reference::Row& a, const reference::Row& b) {
                         return place.at({a.user, a.time}) < place.at({b.user, b.time});
                     });
    other.options.threads = dice.oneOf({2U, 7U});
    other.chunkRows = 5 + other.options.threads;
    requireSame(one, computeFunnel(logOf(other), other.steps, other.options));
}

} // namespace

TEST_CASE("every pair of option values equals the definition") {
    const std::vector<Option> options{
        stepKinds(), times(),      orders(), attempts(),   counts(),     windows(), windowsFrom(),
        entries(),   tolerances(), holds(),  exclusions(), breakdowns(), periods(), ranges()};
    Dice dice(20);
    constexpr int kAll = 1400;
    constexpr int kEach = kAll / cairn::test::rounds(kAll);
    int pairs = 0, asked = 0;
    for (std::size_t a = 0; a < options.size(); ++a)
        for (std::size_t b = a + 1; b < options.size(); ++b)
            for (const Value& first : options[a].values)
                for (const Value& second : options[b].values) {
                    if (pairs++ % kEach != 0)
                        continue;
                    Question q = someQuestion(dice, 10);
                    for (int tries = 0; tries < 20; ++tries) {
                        for (const Option& option : options) { // in the order in which they build
                            const bool isFirst = &option == &options[a];
                            const bool isSecond = &option == &options[b];
                            const auto any = static_cast<std::size_t>(
                                dice.roll(static_cast<int>(option.values.size())));
                            if (isFirst || isSecond)
                                (isFirst ? first : second).set(dice, q);
                            else if (dice.chance(40))
                                option.values[any].set(dice, q);
                        }
                        if (!isRefused(q.options))
                            break;
                        q = someQuestion(dice, 10);
                    }
                    if (isRefused(q.options))
                        continue; // the pair itself has no meaning
                    INFO(options[a].name << ": " << first.name << ", " << options[b].name << ": "
                                         << second.name);
                    askAll(dice, q);
                    ++asked;
                }
    CHECK(asked > kAll / kEach);
}
