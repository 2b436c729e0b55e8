#include "cli/funnel_flags.hpp"

#include "cairn/base/civil_time.hpp"
#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/insight/findings.hpp"

namespace cairn::cli {
namespace {

[[noreturn]] void usage(const std::string& flag, const std::string& what) {
    throw CLI::ValidationError(flag, what);
}

StepFilter parseFilter(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        usage("--step", "[" + text + "] is not [column=value]");
    const bool isNot = text[equals - 1] == '!';
    return {text.substr(0, equals - (isNot ? 1 : 0)), isNot, text.substr(equals + 1)};
}

/// Splits at commas outside brackets.
std::vector<std::string> stepTexts(const std::string& text) {
    std::vector<std::string> parts(1);
    int depth = 0;
    for (const char c : text) {
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        if (c == ',' && depth == 0)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

/// EVENT:I-J[:drop|remove]
Exclusion parseExclusion(const std::string& text) {
    const auto parts = split(text, ':');
    const auto range = parts.size() < 2 ? std::vector<std::string>{} : split(parts[1], '-');
    if (parts.size() < 2 || parts.size() > 3 || range.size() != 2)
        usage("--exclude", "“" + text + "” is not EVENT:I-J[:drop|remove]");
    Exclusion exclusion;
    exclusion.what = parseStep(parts[0]);
    try {
        exclusion.from = std::stoul(range[0]);
        exclusion.to = std::stoul(range[1]);
    } catch (const std::exception&) {
        usage("--exclude", "“" + parts[1] + "” is not a range of steps such as 1-2");
    }
    if (parts.size() == 3 && parts[2] == "remove")
        exclusion.action = ExclusionAction::Remove;
    else if (parts.size() == 3 && parts[2] != "drop")
        usage("--exclude", "“" + parts[2] + "” is neither drop nor remove");
    return exclusion;
}

struct BySpec {
    std::string column, at = "first";
};

BySpec parseBy(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos)
        return {text};
    const std::string at = text.substr(colon + 1);
    if (at == "first" || at == "last" || at == "user" || at.starts_with("step="))
        return {text.substr(0, colon), at};
    return {text}; // column names such as "case:concept:name" hold colons themselves
}

} // namespace

std::vector<std::string> listOf(const std::string& text) {
    std::vector<std::string> items;
    for (const std::string& item : split(text, ','))
        if (!trimmed(item).empty())
            items.emplace_back(trimmed(item));
    return items;
}

std::optional<std::int64_t> parseWindow(const std::string& flag, const std::string& text) {
    if (text == "none")
        return std::nullopt;
    const bool bare = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    const auto ms = bare ? std::nullopt : parseDuration(text);
    if (!ms || *ms < kSecondMs || *ms > 400 * kDayMs)
        usage(flag,
              "“" + text + "” is not a duration from 1s to 400d, such as 30m, 12h, 7d, or none");
    return ms;
}

namespace {

std::int64_t parseTie(const std::string& text) {
    for (const auto& [name, ms] : {std::pair{"0", 0}, {"0s", 0}, {"1s", 1000}, {"2s", 2000}})
        if (text == name)
            return ms;
    usage("--tie", "“" + text + "” is none of 0s, 1s, 2s");
}

} // namespace

TimeZone parseZone(const std::string& name) {
    try {
        return TimeZone::named(name);
    } catch (const Error& error) {
        usage("--zone", error.why() + " " + error.advice());
    }
}

TimeMs parseInstant(const std::string& flag, const std::string& text, bool end,
                    const TimeZone& zone) {
    const auto at = parseIso(text);
    if (!at)
        usage(flag, "“" + text + "” is not a date such as 2024-03-01 or 2024-03-01T12:00:00Z");
    if (trimmed(text).size() != 10)
        return *at;
    const std::int64_t day = TimeZone().dayOf(*at);
    return end ? zone.startOf(day + 1) - 1 : zone.startOf(day);
}

FunnelStep parseStep(const std::string& text) {
    FunnelStep step;
    std::string rest(trimmed(text));
    const auto bracket = rest.find('[');
    const std::string names = rest.substr(0, bracket);
    step.label = names;
    for (const std::string& name : split(names, '|'))
        if (!trimmed(name).empty())
            step.events.emplace_back(trimmed(name));
    if (step.events.empty())
        usage("--step", "“" + text + "” names no event");
    while (!rest.empty() && rest.find('[') != std::string::npos) {
        const auto open = rest.find('[');
        const auto close = rest.find(']', open);
        if (close == std::string::npos)
            usage("--step", "“" + text + "” has no closing bracket");
        step.filters.push_back(parseFilter(rest.substr(open + 1, close - open - 1)));
        rest = rest.substr(close + 1);
    }
    return step;
}

void FunnelFlags::addRules(CLI::App& app, bool withSteps) {
    if (withSteps) {
        app.add_option("--steps", steps, "Events of the funnel in order: a,b,c");
        app.add_option("--step", stepList,
                       "One step: NAME, NAME|NAME or NAME[col=value]; repeatable")
            ->expected(1)
            ->take_all();
    }
    app.add_option("--hold", hold, "Columns that must stay the same: COL,COL");
    app.add_option("--exclude", exclusions, "EVENT:I-J[:drop|remove]; repeatable")
        ->expected(1)
        ->take_all();
    app.add_option("--from", from, "Count from this day or instant on");
    app.add_option("--to", to, "Count up to this day or instant");
    app.add_flag("--all-inside", allInside, "All steps must fall inside --from and --to");
    app.add_option("--over-time", overTime, "One more funnel for each day, week or month of entry")
        ->check(CLI::IsMember({"day", "week", "month"}));
    app.add_option("--zone", zone, "Time zone of days, weeks and months: Europe/Berlin (UTC)");
    app.add_option("--tie", tie, "Events this near count as simultaneous: 0s (default), 1s, 2s");
    app.add_option("--window", window, "Conversion window: 30m, 12h, 7d (default 7d), or none");
    app.add_option("--window-from", windowFrom, "first (default) or previous")
        ->check(CLI::IsMember({"first", "previous"}));
    app.add_option("--order", order, "ordered (default), strict or any")
        ->check(CLI::IsMember({"ordered", "strict", "any"}));
    app.add_option("--attempt", attempt, "best (default) or first")
        ->check(CLI::IsMember({"best", "first"}));
    app.add_option("--count", count, "users (default), sessions or attempts")
        ->check(CLI::IsMember({"users", "sessions", "attempts"}));
    app.add_option("--by", by, "Break down by COL[:first|last|step=K|user]");
    app.add_flag("--open", open, "Customers may enter at any step");
}

std::vector<FunnelStep> FunnelFlags::parsedSteps() const {
    std::vector<FunnelStep> parsed;
    if (!steps.empty())
        for (const std::string& text : stepTexts(steps))
            parsed.push_back(parseStep(text));
    for (const std::string& text : stepList)
        parsed.push_back(parseStep(text));
    return parsed;
}

void FunnelFlags::applyTo(FunnelOptions& options, std::size_t stepCount) const {
    FunnelSetup setup;
    setup.windowMs = options.windowMs;
    applyTo(setup);
    const FunnelOptions given = funnelOptionsOf(setup);
    if (!window.empty())
        options.windowMs = given.windowMs;
    if (!windowFrom.empty())
        options.windowFrom = given.windowFrom;
    if (!order.empty())
        options.order = given.order;
    if (!attempt.empty())
        options.attempt = given.attempt;
    if (!count.empty())
        options.count = given.count;
    if (!by.empty())
        options.breakdown = given.breakdown;
    options.open = options.open || open;
    options.allInside = options.allInside || allInside;
    if (!hold.empty())
        options.hold = listOf(hold);
    if (!exclusions.empty())
        options.exclusions.clear();
    for (const std::string& text : exclusions) {
        options.exclusions.push_back(parseExclusion(text));
        const Exclusion& e = options.exclusions.back();
        if (e.from < 1 || e.to <= e.from || e.to > stepCount)
            usage("--exclude", "the steps of “" + text + "” are not steps of this funnel");
    }
    if (!tie.empty())
        options.tieToleranceMs = parseTie(tie);
    if (!overTime.empty() || (!zone.empty() && options.overTime))
        options.overTime = OverTime{
            parsePeriod(overTime).value_or(options.overTime ? options.overTime->period
                                                            : Period::Week),
            parseZone(zone.empty() && options.overTime ? options.overTime->zone.name() : zone)};
    if (!from.empty())
        options.from = parseInstant("--from", from, false, parseZone(zone));
    if (!to.empty())
        options.to = parseInstant("--to", to, true, parseZone(zone));
    if (options.from && options.to && *options.from > *options.to)
        usage("--to", "it lies before --from");
}

void FunnelFlags::applyTo(FunnelSetup& setup) const {
    if (!window.empty())
        setup.windowMs = parseWindow("--window", window);
    if (!windowFrom.empty())
        setup.windowFrom = windowFrom;
    if (!order.empty())
        setup.order = order;
    if (!attempt.empty())
        setup.attempt = attempt;
    if (!count.empty())
        setup.count = count;
    if (!by.empty()) {
        const BySpec spec = parseBy(by);
        setup.breakdown = spec.column;
        setup.breakdownAt = spec.at;
    }
    setup.open = setup.open || open;
    if (!hold.empty())
        setup.hold = listOf(hold);
    if (!zone.empty())
        setup.zone = parseZone(zone).name();
    if (!overTime.empty())
        setup.overTime = overTime;
    if (!from.empty())
        setup.from = parseInstant("--from", from, false, parseZone(setup.zone));
    if (!to.empty())
        setup.to = parseInstant("--to", to, true, parseZone(setup.zone));
    setup.allInside = setup.allInside || allInside;
    if (!tie.empty())
        setup.tieToleranceMs = parseTie(tie);
}

void FunnelFlags::applyExclusions(FunnelSetup& setup, std::span<const StageId> bound) const {
    if (!exclusions.empty())
        setup.exclusions.clear();
    for (const std::string& text : exclusions) {
        const Exclusion given = parseExclusion(text);
        if (given.from < 1 || given.to <= given.from || given.to > bound.size())
            usage("--exclude", "the steps of “" + text + "” are not steps of the map: " +
                                   std::to_string(bound.size()) + " of its stages are bound");
        EventBinding what{given.what.events, {}};
        for (const StepFilter& f : given.what.filters)
            what.filters.push_back({f.column, f.isNot ? FilterOp::IsNot : FilterOp::Is, f.value});
        setup.exclusions.push_back({std::move(what), bound[given.from - 1], bound[given.to - 1],
                                    given.action == ExclusionAction::Remove ? "remove" : "drop"});
    }
}

void FunnelFlags::applyTo(ImportPlan& plan) const {
    columns.applyTo(plan);
    if (!by.empty())
        keepColumn(plan, parseBy(by).column);
    for (const std::string& column : listOf(hold))
        keepColumn(plan, column);
    for (const std::string& column : filterColumns(parsedSteps()))
        keepColumn(plan, column);
    for (const std::string& text : exclusions)
        for (const StepFilter& filter : parseExclusion(text).what.filters)
            keepColumn(plan, filter.column);
}

} // namespace cairn::cli
