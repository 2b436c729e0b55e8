// funnel DATA.csv | FILE.cairn

#include <algorithm>
#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/insight/findings.hpp"
#include "cli/commands.hpp"
#include "cli/count_funnel.hpp"
#include "cli/funnel_flags.hpp"
#include "cli/people_list.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"
#include "cli/why_list.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

struct Flags {
    std::string data, map;
    FunnelFlags rules;
    std::string compareFrom, compareTo, compare; ///< a period, or two values of --by
    WhyFlags why;
    PeopleFlags people;
    bool asJson = false, progress = false;
};

/// Properties that the question needs; the rest of the file is not kept.
std::vector<std::string> neededProperties(const std::vector<FunnelStep>& steps,
                                          const FunnelOptions& options) {
    std::vector<std::string> needed = options.hold;
    if (options.breakdown)
        needed.push_back(options.breakdown->column);
    std::vector<FunnelStep> named = steps;
    for (const Exclusion& exclusion : options.exclusions)
        named.push_back(exclusion.what);
    const auto filters = filterColumns(named);
    needed.insert(needed.end(), filters.begin(), filters.end());
    return needed;
}

/// A map's stored rules. Its exclusions lie between its own stages: other steps have others.
FunnelOptions storedOptions(const Project& project, MapId map, bool ownSteps) {
    return ownSteps ? funnelOptionsOf(project, map)
                    : funnelOptionsOf(project.maps.find(map)->funnel);
}

FunnelOptions optionsFor(const Flags& flags, const Project& project, MapId map, std::size_t steps) {
    FunnelFlags rules = flags.rules;
    if (rules.zone.empty())
        rules.zone = project.maps.find(map)->funnel.zone;
    FunnelOptions options = storedOptions(project, map, rules.parsedSteps().empty());
    rules.applyTo(options, steps);
    return options;
}

struct Asked {
    LogSource source;
    std::vector<FunnelStep> steps;
    FunnelOptions options;
};

/// Said before anything is read: a wrong question need not wait for its data.
void checkComparison(const Flags& flags) {
    if (flags.compare.empty())
        return;
    if (listOf(flags.compare).size() != 2)
        throw CLI::ValidationError("--compare", "“" + flags.compare + "” is not VALUE,VALUE");
}

Asked ask(const Flags& flags, LookedAt seen) {
    checkComparison(flags);
    Asked asked{{}, flags.rules.parsedSteps(), {}};
    LogRequest request;
    request.data = flags.data;
    request.map = flags.map;
    request.doing = "compute a funnel";
    request.progress = flags.progress;
    if (!isCairnFile(flags.data)) {
        if (asked.steps.empty())
            throw CLI::RequiredError("--steps");
        flags.rules.applyTo(asked.options, asked.steps.size());
        request.adjust = [&](ImportPlan& plan) { flags.rules.applyTo(plan); };
        request.properties = neededProperties(asked.steps, asked.options);
        request.sessions = asked.options.count == CountRule::Sessions;
    }
    if (flags.people.step.empty()) // who they are takes the whole of the data
        request.needs = [&](const Project& project, const Map& map) {
            const auto steps = asked.steps.empty() ? funnelStepsOf(project, map.id) : asked.steps;
            return neededProperties(steps, optionsFor(flags, project, map.id, steps.size()));
        };
    request.lookedAt = std::move(seen);
    asked.source = openLog(std::move(request));
    if (asked.source.project) {
        if (asked.steps.empty())
            asked.steps = funnelStepsOf(*asked.source.project, asked.source.map);
        if (asked.steps.empty())
            throw Error(
                ErrorCode::BadInput, "compute a funnel", "no stage of the map is bound to events",
                "Name the steps with --steps, or bind stages with import --bind STAGE=EVENT.",
                flags.data);
        asked.options =
            optionsFor(flags, *asked.source.project, asked.source.map, asked.steps.size());
    } else if (flags.rules.window.empty()) {
        std::cerr << "Conversion window: 7 days (change it with --window).\n";
    }
    expandAny(asked.steps, asked.source.log);
    return asked;
}

std::string rangeName(const std::optional<TimeMs>& from, const std::optional<TimeMs>& to) {
    if (!from && !to)
        return "all";
    return (from ? isoUtc(*from) : std::string("…")) + " to " + (to ? isoUtc(*to) : "…");
}

/// Days are those of --zone, or of the map.
TimeZone zoneOf(const Flags& flags, const Asked& asked) {
    std::string name = flags.rules.zone;
    if (name.empty() && asked.source.project)
        name = asked.source.project->maps.find(asked.source.map)->funnel.zone;
    return parseZone(name);
}

std::optional<ComparedFunnels> comparePeriod(const Flags& flags, const Asked& asked,
                                             const FunnelResult& now) {
    const TimeZone zone = zoneOf(flags, asked);
    ComparedFunnels compared;
    FunnelOptions options = asked.options;
    options.breakdown.reset();
    options.overTime.reset();
    options.from.reset();
    options.to.reset();
    if (!flags.compareFrom.empty())
        options.from = parseInstant("--compare-from", flags.compareFrom, false, zone);
    if (!flags.compareTo.empty())
        options.to = parseInstant("--compare-to", flags.compareTo, true, zone);
    compared.before = rangeName(options.from, options.to);
    compared.after = rangeName(asked.options.from, asked.options.to);
    compared.beforeFunnel = computeFunnel(asked.source.log, asked.steps, options);
    compared.afterFunnel = now;
    return compared;
}

std::optional<ComparedFunnels> compareSegments(const Flags& flags, const Asked& asked) {
    const auto values = listOf(flags.compare);
    if (!asked.options.breakdown)
        throw CLI::ValidationError("--compare", "two values need a column: --by COL");
    FunnelOptions options = asked.options; // every segment, not the largest alone
    options.overTime.reset();
    options.breakdown->most = std::numeric_limits<std::size_t>::max();
    const FunnelResult all = computeFunnel(asked.source.log, asked.steps, options);
    const auto segment = [&](const std::string& value) {
        const auto at = std::find_if(all.breakdown.begin(), all.breakdown.end(),
                                     [&](const SegmentResult& s) { return s.value == value; });
        if (at == all.breakdown.end())
            throw Error(ErrorCode::BadInput, "compare two segments",
                        "nobody has the " + options.breakdown->column + " “" + value + "”");
        FunnelResult result;
        result.steps = at->steps;
        return result;
    };
    return ComparedFunnels{values[0], values[1], segment(values[0]), segment(values[1]), {}};
}

std::optional<ComparedFunnels> comparisonFor(const Flags& flags, const Asked& asked,
                                             const FunnelResult& result) {
    std::optional<ComparedFunnels> compared;
    if (!flags.compare.empty())
        compared = compareSegments(flags, asked);
    else if (!flags.compareFrom.empty() || !flags.compareTo.empty())
        compared = comparePeriod(flags, asked, result);
    if (compared)
        compared->difference =
            compareFunnels(compared->beforeFunnel.steps, compared->afterFunnel.steps);
    return compared;
}

void funnel(const Flags& flags) {
    LookedAt seen = lookAt(flags.data);
    if (printedCountFunnel(seen, flags.data, flags.map, flags.rules, flags.asJson))
        return;
    const Asked asked = ask(flags, std::move(seen));
    const FunnelResult result = computeFunnel(asked.source.log, asked.steps, asked.options,
                                              progressOnStderr(flags.progress));
    const auto compared = comparisonFor(flags, asked, result);
    sayIssues(asked.source.skipped, asked.source.issues);
    sayUnknown(result.unknownEvents);
    sayUnknownValues(asked.source.log, asked.steps);
    for (const Exclusion& exclusion : asked.options.exclusions) {
        sayUnknown(unknownOf(asked.source.log, exclusion.what.events));
        sayUnknownValues(asked.source.log, std::span(&exclusion.what, 1));
    }
    if (!flags.people.step.empty())
        return printPeople(flags.people, asked.source.log, asked.steps, asked.options, result);
    const WhyList list(flags.why, asked.source.log, asked.steps, asked.options, result);
    if (!flags.asJson) {
        printFunnel(result);
        printTimes(result);
        printOverTime(result);
        if (compared)
            printComparison(*compared);
        list.print();
        return;
    }
    const std::string text =
        funnelToJson(result, issueTexts(asked.source.issues), compared ? &*compared : nullptr);
    if (!list.asked()) {
        std::cout << text;
        return;
    }
    json document = json::parse(text);
    list.addTo(document);
    std::cout << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

} // namespace

void addFunnel(CLI::App& program) {
    auto flags = std::make_shared<Flags>();
    auto* command =
        program.add_subcommand("funnel", "Compute a funnel from a CSV file or a project");
    command->add_option("data", flags->data, "DATA.csv or FILE.cairn")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    flags->rules.columns.add(*command);
    flags->rules.addRules(*command, true);
    auto* segments = command->add_option("--compare", flags->compare,
                                         "Two values of --by side by side: VALUE,VALUE");
    command
        ->add_option("--compare-from", flags->compareFrom,
                     "Beside it the same funnel, entered from this day or instant on")
        ->excludes(segments);
    command->add_option("--compare-to", flags->compareTo, "… up to this day or instant")
        ->excludes(segments);
    command->add_option("--why", flags->why.step,
                        "Who stopped at this step (its number or name), and why");
    command->add_option("--who", flags->why.most, "How many customers --why lists (5)");
    command->add_flag("--instead", flags->why.instead,
                      "Where those who stop go instead of the next step");
    auto* people = command->add_option(
        "--people", flags->people.step,
        "Who came to this step (its number or name), as CSV: ids when they are kept");
    command->add_flag("--left", flags->people.left, "Of --people, those who went no further")
        ->needs(people);
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)")
        ->excludes(people);
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags] { funnel(*flags); });
}

} // namespace cairn::cli
