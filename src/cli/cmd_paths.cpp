// paths DATA.csv | FILE.cairn

#include <iostream>

#include "cairn/base/error.hpp"
#include "cairn/exchange/questions_json.hpp"
#include "cairn/insight/questions.hpp"
#include "cli/commands.hpp"
#include "cli/funnel_flags.hpp"
#include "cli/log_source.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

struct PathsFlags {
    std::string data, map, anchor, direction, window, from, to;
    std::optional<std::string> hide;
    ColumnFlags columns;
    std::optional<std::size_t> depth, nodes, top;
    bool every = false, keepRepeats = false, asJson = false, progress = false;
};

/// Changes only what was given.
void apply(const PathsFlags& flags, PathsOptions& options) {
    if (!flags.anchor.empty())
        options.anchor = parseStep(flags.anchor);
    if (!flags.direction.empty())
        options.direction =
            flags.direction == "before" ? PathDirection::Before : PathDirection::After;
    options.depth = flags.depth.value_or(options.depth);
    options.most = flags.nodes.value_or(options.most);
    options.topPaths = flags.top.value_or(options.topPaths);
    options.everyAnchor = options.everyAnchor || flags.every;
    options.joinRepeats = options.joinRepeats && !flags.keepRepeats;
    if (!flags.window.empty())
        options.windowMs = parseWindow("--window", flags.window);
    if (flags.hide)
        options.hidden = listOf(*flags.hide);
    if (!flags.from.empty())
        options.from = parseInstant("--from", flags.from, false);
    if (!flags.to.empty())
        options.to = parseInstant("--to", flags.to, true);
}

std::vector<std::string> neededProperties(const PathsOptions& options) {
    return filterColumns(std::span(&options.anchor, 1));
}

std::string joined(const std::vector<std::string>& events) {
    std::string text;
    for (const std::string& event : events)
        text += (text.empty() ? "" : " → ") + event;
    return text;
}

void print(const PathsResult& result, const std::string& anchor) {
    const bool after = result.options.direction == PathDirection::After;
    std::cout << countText(result.paths) << " paths of " << countText(result.units) << " customers "
              << (after ? "after " : "before ") << anchor << ".\n\n";
    std::vector<std::vector<std::string>> rows{{">paths", ">of all", "path"}};
    for (const PathCount& path : result.top) {
        const std::string end = path.ended ? (after ? " → nothing more" : "") : "";
        const std::string begin = path.ended && !after ? "nothing before → " : "";
        rows.push_back(
            {countText(path.paths), percentText(path.share), begin + joined(path.events) + end});
    }
    printTable(rows);
    rows = {{">step", after ? "then" : "before that", ">paths", ">of the step", ">median time"}};
    for (const PathFlow& flow : result.flows) {
        const PathNode &from = result.nodes[flow.from], &to = result.nodes[flow.to];
        const auto label = [](const PathNode& node) {
            return node.kind == PathNode::Kind::Event ? node.name
                   : node.kind == PathNode::Kind::End ? std::string("nothing more")
                                                      : std::string("(other)");
        };
        rows.push_back(
            {std::to_string(to.column), label(from) + (after ? " → " : " ← ") + label(to),
             countText(flow.paths),
             percentText(static_cast<double>(flow.paths) / static_cast<double>(from.paths)),
             durationText(flow.medianSeconds)});
    }
    std::cout << '\n';
    printTable(rows);
    if (result.loops.empty())
        return;
    rows = {{">customers", ">rounds", "loop"}};
    for (const PathLoop& loop : result.loops)
        rows.push_back({countText(loop.units), countText(loop.rounds), joined(loop.events)});
    std::cout << '\n';
    printTable(rows);
}

void paths(const PathsFlags& flags) {
    PathsOptions options;
    apply(flags, options);
    LogRequest request;
    request.data = flags.data;
    request.map = flags.map;
    request.doing = "follow paths";
    request.progress = flags.progress;
    request.adjust = [&](ImportPlan& plan) { flags.columns.applyTo(plan); };
    request.properties = neededProperties(options);
    request.needs = [&](const Project& project, const Map& map) {
        PathsOptions stored = pathsOptionsOf(project, map.id);
        apply(flags, stored);
        return neededProperties(stored);
    };
    const LogSource source = openLog(std::move(request));
    if (source.project) {
        options = pathsOptionsOf(*source.project, source.map);
        apply(flags, options);
    }
    if (options.anchor.events == std::vector<std::string>{"*"})
        options.anchor = {};
    const PathsResult result = computePaths(source.log, options, progressOnStderr(flags.progress));
    sayIssues(source.skipped, source.issues);
    sayUnknown(unknownOf(source.log, options.anchor.events));
    sayUnknown(unknownOf(source.log, options.hidden));
    sayUnknownValues(source.log, std::span(&options.anchor, 1));
    if (flags.asJson) {
        std::cout << pathsToJson(result, issueTexts(source.issues));
        return;
    }
    std::string anchor;
    for (const std::string& event : options.anchor.events)
        anchor += (anchor.empty() ? "“" : " or “") + event + "”";
    print(result, !anchor.empty()                             ? anchor
                  : options.direction == PathDirection::After ? "their first event"
                                                              : "their last event");
}

} // namespace

void addPaths(CLI::App& program) {
    auto flags = std::make_shared<PathsFlags>();
    auto* command = program.add_subcommand("paths", "What customers do after or before an event");
    command->add_option("data", flags->data, "DATA.csv or FILE.cairn")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    flags->columns.add(*command);
    command->add_option("--anchor", flags->anchor,
                        "NAME, NAME|NAME or NAME[col=value]; their first (last) event if left out");
    command->add_option("--direction", flags->direction, "after (default) or before")
        ->check(CLI::IsMember({"after", "before"}));
    command->add_option("--depth", flags->depth, "Steps beside the anchor, 1 to 12 (4)")
        ->check(CLI::Range(1, 12));
    command->add_flag("--every", flags->every, "From every anchor event, not the first (last) one");
    command->add_option("--window", flags->window, "Only what lies this near to it: 1d (no limit)");
    command->add_option("--hide", flags->hide, "Events to pass over: A,B");
    command->add_flag("--keep-repeats", flags->keepRepeats,
                      "The same event several times running is not one");
    command
        ->add_option("--nodes", flags->nodes, "Events shown of each step; the rest are other (8)")
        ->check(CLI::Range(1, 1000));
    command->add_option("--top", flags->top, "Paths shown (25)");
    command->add_option("--from", flags->from, "Anchors from this day or instant on");
    command->add_option("--to", flags->to, "Anchors up to this day or instant");
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags] { paths(*flags); });
}

} // namespace cairn::cli
