// retention, trend, reach

#include <iostream>

#include "cairn/exchange/questions_json.hpp"
#include "cairn/insight/questions.hpp"
#include "cli/commands.hpp"
#include "cli/funnel_flags.hpp"
#include "cli/log_source.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

using Table = std::vector<std::vector<std::string>>;

struct QuestionFlags {
    std::string data, map;
    ColumnFlags columns;
    std::vector<std::string> steps;
    std::string start, back, who, measure, base, period, zone, from, to;
    std::optional<std::size_t> periods;
    bool asJson = false, progress = false;
};

/// The step named on the command line, * being any event; the one there was when none is named.
FunnelStep stepGiven(const std::string& text, FunnelStep otherwise) {
    if (text.empty())
        return otherwise;
    FunnelStep step = parseStep(text);
    if (step.events == std::vector<std::string>{"*"})
        step = {"any event", {}, std::move(step.filters)};
    return step;
}

std::vector<FunnelStep> stepsGiven(const QuestionFlags& flags) {
    std::vector<FunnelStep> steps;
    for (const std::string& text : flags.steps)
        steps.push_back(stepGiven(text, {}));
    return steps;
}

/// Zone and dates, which every question has.
template <class Options>
void applyRange(const QuestionFlags& flags, Options& options, const TimeZone& zone) {
    if (!flags.from.empty())
        options.from = parseInstant("--from", flags.from, false, zone);
    if (!flags.to.empty())
        options.to = parseInstant("--to", flags.to, true, zone);
}

template <class Options> void applyPeriod(const QuestionFlags& flags, Options& options) {
    if (!flags.period.empty())
        options.period = *parsePeriod(flags.period);
    if (!flags.zone.empty())
        options.zone = parseZone(flags.zone);
    applyRange(flags, options, options.zone);
}

LogSource open(const QuestionFlags& flags, const char* doing, std::span<const FunnelStep> asked) {
    LogRequest request{flags.data, flags.map, doing, {}, filterColumns(asked), flags.progress};
    request.adjust = [&](ImportPlan& plan) { flags.columns.applyTo(plan); };
    return openLog(std::move(request));
}

AskedNotes notesOn(const LogSource& source, std::span<const FunnelStep> asked) {
    AskedNotes notes{source.log.rows(), source.log.units, issueTexts(source.issues), {}};
    const auto& names = source.log.names;
    for (const FunnelStep& step : asked)
        for (const std::string& event : step.events)
            if (std::find(names.begin(), names.end(), event) == names.end() &&
                std::find(notes.unknownEvents.begin(), notes.unknownEvents.end(), event) ==
                    notes.unknownEvents.end())
                notes.unknownEvents.push_back(event);
    sayIssues(source.skipped, source.issues);
    sayUnknown(notes.unknownEvents);
    return notes;
}

// --- retention ---

void printRetention(const RetentionResult& result) {
    const std::string unit(nameOf(result.options.period));
    Table rows{{unit, ">n"}};
    for (std::size_t k = 0; k <= result.options.periods; ++k)
        rows[0].push_back(">" + unit + " " + std::to_string(k));
    const auto cellText = [](std::uint64_t returned, const std::optional<double>& share) {
        return share ? countText(returned) + " (" + percentText(share) + ")" : std::string("–");
    };
    bool few = false, incomplete = false;
    for (const RetentionCohort& cohort : result.cohorts) {
        rows.push_back({periodLabel(cohort.period, result.options.period),
                        countText(cohort.size) + (cohort.few && cohort.size ? " few" : "")});
        few = few || (cohort.few && cohort.size);
        for (const RetentionCell& cell : cohort.cells) {
            rows.back().push_back(cellText(cell.returned, cell.share) + (cell.complete ? "" : "*"));
            incomplete = incomplete || !cell.complete;
        }
        rows.back().resize(rows[0].size());
    }
    rows.push_back({"all", countText(result.units)});
    for (const RetentionResult::Average& average : result.average)
        rows.back().push_back(cellText(average.returned, average.share));
    printTable(rows);
    std::cout << "\nn: who started; then how many of them came back"
              << (result.options.measure == RetentionMeasure::On ? " in just that " : " in that ")
              << unit << (result.options.measure == RetentionMeasure::On ? "" : " or later")
              << ". Time zone " << result.options.zone.name() << ".\n";
    if (incomplete)
        std::cout << "*: not over when the data end; left out of “all”.\n";
    if (few)
        std::cout << "few: under " << kFew << " people, so a share may be far off.\n";
}

void retention(const QuestionFlags& flags) {
    const char* doing = "compute retention";
    const FunnelStep asked[] = {stepGiven(flags.start, {}), stepGiven(flags.back, {})};
    const LogSource source = open(flags, doing, asked);
    RetentionOptions options;
    if (source.project)
        options = retentionOptionsOf(*source.project, source.map);
    options.start = stepGiven(flags.start, options.start);
    options.back = stepGiven(flags.back, options.back);
    if (!flags.who.empty())
        options.who =
            flags.who == "recurring" ? RetentionStart::Recurring : RetentionStart::FirstTime;
    if (!flags.measure.empty())
        options.measure =
            flags.measure == "unbounded" ? RetentionMeasure::Unbounded : RetentionMeasure::On;
    options.periods = flags.periods.value_or(options.periods);
    applyPeriod(flags, options);
    const RetentionResult result =
        computeRetention(source.log, options, progressOnStderr(flags.progress));
    const FunnelStep used[] = {options.start, options.back};
    const AskedNotes notes = notesOn(source, used);
    if (flags.asJson)
        std::cout << retentionToJson(result, notes);
    else
        printRetention(result);
}

// --- trend ---

void printTrend(const TrendResult& result) {
    Table rows{{std::string(nameOf(result.options.period))}};
    for (const TrendResult::Series& series : result.series)
        rows[0].push_back(">" + series.label);
    bool partial = false;
    for (std::size_t p = 0; p < result.periods.size(); ++p) {
        const TrendPeriod& period = result.periods[p];
        rows.push_back(
            {periodLabel(period.period, result.options.period) + (period.partial ? "*" : "")});
        partial = partial || period.partial;
        for (const TrendResult::Series& series : result.series) {
            const TrendPoint& point = series.points[p];
            const bool rate = result.options.measure == TrendMeasure::Rate;
            rows.back().push_back(period.gap     ? "gap"
                                  : !point.value ? "–"
                                  : rate ? percentText(point.value) + " of " + countText(point.of)
                                         : countText(point.count));
        }
    }
    rows.push_back({result.options.measure == TrendMeasure::Events ? "all events" : "all people"});
    for (const TrendResult::Series& series : result.series)
        rows.back().push_back(countText(series.total));
    printTable(rows);
    std::cout << "\nTime zone " << result.options.zone.name() << ".";
    if (partial)
        std::cout << " *: the data cover only a part of it.";
    std::cout << '\n';
}

void trend(const QuestionFlags& flags) {
    const char* doing = "compute a trend";
    std::vector<FunnelStep> asked = stepsGiven(flags);
    if (asked.empty() && !isCairnFile(flags.data))
        throw CLI::RequiredError("--step");
    if (!flags.base.empty())
        asked.push_back(stepGiven(flags.base, {}));
    const LogSource source = open(flags, doing, asked);
    TrendOptions options;
    if (source.project)
        options = trendOptionsOf(*source.project, source.map);
    if (!flags.steps.empty())
        options.series = stepsGiven(flags);
    options.base = stepGiven(flags.base, options.base);
    if (!flags.measure.empty())
        options.measure = flags.measure == "events" ? TrendMeasure::Events
                          : flags.measure == "rate" ? TrendMeasure::Rate
                                                    : TrendMeasure::Units;
    applyPeriod(flags, options);
    const TrendResult result = computeTrend(source.log, options, progressOnStderr(flags.progress));
    std::vector<FunnelStep> used = options.series;
    if (options.measure == TrendMeasure::Rate)
        used.push_back(options.base);
    const AskedNotes notes = notesOn(source, used);
    if (flags.asJson)
        std::cout << trendToJson(result, notes);
    else
        printTrend(result);
}

// --- reach ---

void printReach(const TouchpointResult& result) {
    Table rows{{"touchpoint", ">people", ">share", ">95 %", ">events", ">each"}};
    for (const ReachResult& reach : result.reach) {
        std::string each = "–";
        if (reach.eventsEach) {
            const auto tenths = static_cast<std::uint64_t>(*reach.eventsEach * 10 + 0.5);
            each = countText(tenths / 10) + "." + std::to_string(tenths % 10);
        }
        rows.push_back({reach.label, countText(reach.units), percentText(reach.share),
                        reach.interval ? percentText(reach.interval->low) + " – " +
                                             percentText(reach.interval->high)
                                       : "–",
                        countText(reach.events), each});
    }
    printTable(rows);
    std::cout << "\nOf " << countText(result.units) << " people"
              << (result.units < kFew ? " (few)" : "") << ".\n";
    if (result.between.empty())
        return;
    Table times{{"from", "to", ">people", ">median", ">p25", ">p75", ">p90", ">mean"}};
    for (const TimeBetween& b : result.between)
        times.push_back({result.reach[b.from].label, result.reach[b.to].label, countText(b.units),
                         durationText(b.time.median), durationText(b.time.p25),
                         durationText(b.time.p75), durationText(b.time.p90),
                         durationText(b.time.mean)});
    std::cout << '\n';
    printTable(times);
}

void reach(const QuestionFlags& flags) {
    const char* doing = "compute the reach of touchpoints";
    const std::vector<FunnelStep> asked = stepsGiven(flags);
    if (asked.empty() && !isCairnFile(flags.data))
        throw CLI::RequiredError("--step");
    const LogSource source = open(flags, doing, asked);
    TouchpointOptions options;
    TimeZone zone;
    if (source.project) {
        options = touchpointOptionsOf(*source.project, source.map);
        zone = parseZone(source.project->maps.find(source.map)->funnel.zone);
    }
    if (!asked.empty()) {
        options.touchpoints = asked;
        options.between.clear();
        for (std::size_t i = 1; i < asked.size(); ++i)
            options.between.emplace_back(i - 1, i);
    }
    if (!flags.zone.empty())
        zone = parseZone(flags.zone);
    applyRange(flags, options, zone);
    const TouchpointResult result =
        computeTouchpoints(source.log, options, progressOnStderr(flags.progress));
    const AskedNotes notes = notesOn(source, options.touchpoints);
    if (flags.asJson)
        std::cout << touchpointsToJson(options, result, notes);
    else
        printReach(result);
}

CLI::App& addQuestion(CLI::App& program, const char* name, const char* about,
                      QuestionFlags& flags) {
    CLI::App& command = *program.add_subcommand(name, about);
    command.add_option("data", flags.data, "DATA.csv or FILE.cairn")->required();
    command.add_option("--map", flags.map, "The map's title or number");
    flags.columns.add(command);
    command.add_option("--zone", flags.zone, "Time zone of days, weeks and months: Europe/Berlin");
    command.add_option("--from", flags.from, "Count from this day or instant on");
    command.add_option("--to", flags.to, "Count up to this day or instant");
    command.add_flag("--json", flags.asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command.add_flag("--progress", flags.progress,
                     "Progress on stderr, also when it is no terminal");
    return command;
}

void addPeriod(CLI::App& command, QuestionFlags& flags) {
    command.add_option("--period", flags.period, "day, week (default) or month")
        ->check(CLI::IsMember({"day", "week", "month"}));
}

void addSteps(CLI::App& command, QuestionFlags& flags, const char* about) {
    command.add_option("--step", flags.steps, about)->expected(1)->take_all();
}

} // namespace

void addRetention(CLI::App& program) {
    auto flags = std::make_shared<QuestionFlags>();
    CLI::App& command = addQuestion(program, "retention", "Say who comes back, and when", *flags);
    command.add_option("--start", flags->start,
                       "The event that starts it (any event when left out)");
    command.add_option("--back", flags->back, "The event that counts as coming back (any event)");
    command.add_option("--who", flags->who, "first-time (default) or recurring")
        ->check(CLI::IsMember({"first-time", "recurring"}));
    command.add_option("--measure", flags->measure, "on (default) or unbounded")
        ->check(CLI::IsMember({"on", "unbounded"}));
    addPeriod(command, *flags);
    command.add_option("--periods", flags->periods, "How many periods after the first (8)")
        ->check(CLI::Range(1, 400));
    command.callback([flags] { retention(*flags); });
}

void addTrend(CLI::App& program) {
    auto flags = std::make_shared<QuestionFlags>();
    CLI::App& command = addQuestion(program, "trend", "Count by day, week or month", *flags);
    addSteps(command, *flags, "One line: NAME, NAME|NAME or NAME[col=value]; repeatable");
    command.add_option("--measure", flags->measure, "users (default), events or rate")
        ->check(CLI::IsMember({"users", "events", "rate"}));
    command.add_option("--base", flags->base, "What a rate is a share of (any event)");
    addPeriod(command, *flags);
    command.callback([flags] { trend(*flags); });
}

void addReach(CLI::App& program) {
    auto flags = std::make_shared<QuestionFlags>();
    CLI::App& command =
        addQuestion(program, "reach",
                    "Say how many people each touchpoint reaches, and the time between", *flags);
    addSteps(command, *flags, "One touchpoint: NAME, NAME|NAME or NAME[col=value]; repeatable");
    command.callback([flags] { reach(*flags); });
}

} // namespace cairn::cli
