// inspect, funnel, import

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/ingest/import.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/edits.hpp"
#include "cli/commands.hpp"
#include "cli/funnel_flags.hpp"
#include "cli/log_source.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

constexpr double kSureEnough = 0.6; ///< suggestions below this are not bound without being asked

struct DataFlags {
    std::string file, data, map, name;
    std::vector<std::string> bindings;
    FunnelFlags rules;
    bool asJson = false, progress = false, noAutoBind = false;
};

json issuesJson(const std::vector<RowIssue>& issues) {
    json list = json::array();
    for (const RowIssue& issue : issues)
        list.push_back({{"line", issue.line}, {"column", issue.column}, {"what", issue.what}});
    return list;
}

// --- inspect ---

void inspect(const DataFlags& flags) {
    const Sniffed sniffed = sniffCsv(flags.data);
    const ImportPlan plan = proposePlan(sniffed);
    const Dialect& d = sniffed.dialect;
    if (flags.asJson) {
        json document;
        document["encoding"] = nameOf(d.encoding);
        document["byte_order_mark"] = d.byteOrderMark;
        document["delimiter"] = std::string(1, d.delimiter);
        document["quote"] = d.quote == 0 ? json(nullptr) : json(std::string(1, d.quote));
        document["preamble_lines"] = d.preambleLines;
        document["has_header"] = d.hasHeader;
        document["recognised_as"] = plan.recognisedAs;
        document["trouble"] = planTrouble(plan);
        document["columns"] = json::array();
        for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
            const ColumnGuess& c = sniffed.columns[i];
            json row{{"name", c.name},
                     {"type", nameOf(c.type)},
                     {"role", nameOf(plan.columns[i].role)},
                     {"confidence", c.confidence},
                     {"personal", c.looksPersonal}};
            if (c.type == ColumnType::DateTime) {
                row["time_format"] = nameOf(c.time.kind);
                row["ambiguous"] = c.time.ambiguous;
            }
            document["columns"].push_back(std::move(row));
        }
        document["issues"] = issuesJson(sniffed.issues);
        std::cout << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
        return;
    }
    const std::string delimiter = d.delimiter == '\t' ? "tab" : std::string(1, d.delimiter);
    std::cout << "Encoding " << nameOf(d.encoding) << ", delimiter " << delimiter << ", "
              << (d.hasHeader ? "with" : "without") << " a header"
              << (d.preambleLines > 0 ? ", " + std::to_string(d.preambleLines) + " lines before it"
                                      : "")
              << ". Read as " << plan.recognisedAs << ".\n\n";
    std::vector<std::vector<std::string>> rows{{"column", "type", "meaning", ">sure", "example"}};
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& c = sniffed.columns[i];
        const std::string example = c.looksPersonal || c.samples.empty() ? "" : c.samples.front();
        rows.push_back(
            {c.name, std::string(nameOf(c.type)),
             std::string(nameOf(plan.columns[i].role)) + (c.looksPersonal ? " (personal)" : ""),
             percentText(c.confidence), example.substr(0, 40)});
    }
    printTable(rows);
    if (const std::string trouble = planTrouble(plan); !trouble.empty())
        std::cout << '\n' << trouble << '\n';
    sayIssues(0, sniffed.issues);
}

// --- funnel ---

/// Properties that the question needs; the rest of the file is not kept.
std::vector<std::string> neededProperties(const std::vector<FunnelStep>& steps,
                                          const FunnelOptions& options) {
    std::vector<std::string> needed = options.hold;
    if (options.breakdown)
        needed.push_back(options.breakdown->column);
    const auto filters = filterColumns(steps);
    needed.insert(needed.end(), filters.begin(), filters.end());
    return needed;
}

void funnel(const DataFlags& flags) {
    auto steps = flags.rules.parsedSteps();
    LogRequest request{flags.data, flags.map, "compute a funnel", {}, {}, flags.progress};
    FunnelOptions options;
    if (!isCairnFile(flags.data)) {
        if (steps.empty())
            throw CLI::RequiredError("--steps");
        flags.rules.applyTo(options, steps.size());
        request.adjust = [&](ImportPlan& plan) { flags.rules.applyTo(plan); };
        request.properties = neededProperties(steps, options);
    }
    const LogSource source = openLog(request);
    if (source.project) {
        if (steps.empty())
            steps = funnelStepsOf(*source.project, source.map);
        if (steps.empty())
            throw Error(
                ErrorCode::BadInput, "compute a funnel", "no stage of the map is bound to events",
                "Name the steps with --steps, or bind stages with import --bind STAGE=EVENT.",
                flags.data);
        options = funnelOptionsOf(source.project->maps.find(source.map)->funnel);
        flags.rules.applyTo(options, steps.size());
    } else if (flags.rules.window.empty()) {
        std::cerr << "Conversion window: 7 days (change it with --window).\n";
    }
    expandAny(steps, source.log);
    const FunnelResult result = computeFunnel(source.log, steps, options);
    sayIssues(source.skipped, source.issues);
    sayUnknown(result.unknownEvents);
    if (flags.asJson)
        std::cout << funnelToJson(result, issueTexts(source.issues));
    else
        printFunnel(result);
}

// --- import ---

using Bindings = std::vector<std::pair<ElementId, EventBinding>>;

ElementId elementNamed(const Project& project, const Map& map, const std::string& name) {
    const std::string wanted = foldedWords(name);
    for (const Stage* stage : stagesOf(project, map.id))
        if (foldedWords(stage->title) == wanted)
            return stage->id;
    for (const Card* card : cardsOf(project, map.id))
        if (card->kind == CardKind::Touchpoint && foldedWords(card->text) == wanted)
            return card->id;
    std::string stages;
    for (const Stage* stage : stagesOf(project, map.id))
        stages += (stages.empty() ? "" : ", ") + stage->title;
    throw Error(ErrorCode::NotFound, "bind “" + name + "”",
                "the map has no such stage or touchpoint", "Its stages are: " + stages + ".");
}

Bindings bindingsAsked(const DataFlags& flags, const Project& project, const Map& map) {
    Bindings bindings;
    for (const std::string& text : flags.bindings) {
        const auto equals = text.find('=');
        if (equals == std::string::npos)
            throw CLI::ValidationError("--bind", "“" + text + "” is not STAGE=EVENT");
        const FunnelStep step = parseStep(text.substr(equals + 1));
        EventBinding binding{step.events, {}};
        for (const StepFilter& f : step.filters)
            binding.filters.push_back(
                {f.column, f.isNot ? FilterOp::IsNot : FilterOp::Is, f.value});
        bindings.emplace_back(elementNamed(project, map, text.substr(0, equals)),
                              std::move(binding));
    }
    return bindings;
}

/// Those of the suggestions that are sure enough, for stages that nobody has bound.
void addSuggested(Bindings& bindings, const Project& project, const Map& map,
                  const std::vector<std::string>& names) {
    for (const BindingSuggestion& s : suggestBindings(project, map.id, names)) {
        const Stage* stage = project.stages.find(s.element.as<StageTag>());
        const bool asked = std::any_of(bindings.begin(), bindings.end(),
                                       [&](const auto& b) { return b.first == s.element; });
        if (stage != nullptr && stage->binding.empty() && !asked && s.score >= kSureEnough)
            bindings.emplace_back(s.element, EventBinding{{s.event}, {}});
    }
}

Dataset datasetOf(const DataFlags& flags, const ImportPlan& plan, const ImportResult& imported) {
    Dataset dataset;
    dataset.id = newId<DatasetId>();
    dataset.fileName = std::filesystem::path(flags.data).filename().string();
    dataset.name = flags.name.empty() ? dataset.fileName : flags.name;
    dataset.kind = std::holds_alternative<EventLog>(imported.content) ? "events" : "step-counts";
    dataset.importedAt = nowMs();
    dataset.firstEvent = imported.firstEvent;
    dataset.lastEvent = imported.lastEvent;
    dataset.rows = static_cast<std::int64_t>(imported.rows);
    dataset.skipped = static_cast<std::int64_t>(imported.skipped);
    dataset.units = static_cast<std::int64_t>(imported.units);
    dataset.plan = planToJson(plan);
    return dataset;
}

void importData(const DataFlags& flags) {
    ImportPlan plan = proposePlan(sniffCsv(flags.data));
    flags.rules.applyTo(plan);
    if (const std::string trouble = planTrouble(plan); !trouble.empty())
        throw Error(ErrorCode::BadInput, "import", trouble, {}, flags.data);
    sayRoles(plan);
    const JobControl job = progressOnStderr(flags.progress);
    const ImportResult imported = importFile(flags.data, plan, {}, job);
    Bindings bindings;
    changeFile(flags.file, [&](WorkingCopy& copy) {
        const Project& project = copy.project();
        const Map& map = chosenMap(project, flags.map);
        bindings = bindingsAsked(flags, project, map);
        if (const auto* log = std::get_if<EventLog>(&imported.content); log && !flags.noAutoBind)
            addSuggested(bindings, project, map, log->names);
        Dataset dataset = datasetOf(flags, plan, imported);
        Map changed = map;
        if (!map.funnel.dataset && !map.funnel.windowMs && flags.rules.window.empty()) {
            changed.funnel.windowMs = 7 * kDayMs;
            std::cerr << "Conversion window: 7 days (change it with --window).\n";
        }
        changed.funnel.dataset = dataset.id;
        const auto* events = std::get_if<EventLog>(&imported.content);
        if (!events || !events->propertyIndex(changed.funnel.breakdown))
            changed.funnel.breakdown
                .clear(); // the data before may have had a column these have not
        flags.rules.applyTo(changed.funnel);
        copy.putDataset(dataset.id, imported.content, job);
        Project after = put(put(project, std::move(dataset)), std::move(changed));
        for (const auto& [element, binding] : bindings)
            after = bind(std::move(after), element, binding);
        HistoryEntry entry{"import " + std::filesystem::path(flags.data).filename().string(),
                           nowMs(), diff(project, after)};
        copy.record(std::move(entry), std::move(after));
    });
    sayIssues(imported.skipped, imported.issues);
    const Project project = loadProject(flags.file);
    if (flags.asJson) {
        json document{{"sentence", importSentence(imported)},
                      {"rows", imported.rows},
                      {"skipped", imported.skipped},
                      {"units", imported.units},
                      {"issues", issuesJson(imported.issues)}};
        document["bindings"] = json::array();
        for (const auto& [element, binding] : bindings)
            document["bindings"].push_back(
                {{"element", titleOf(project, element)}, {"events", binding.events}});
        std::cout << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
        return;
    }
    std::cout << importSentence(imported) << '\n';
    for (const auto& [element, binding] : bindings)
        std::cout << "Bound “" << titleOf(project, element) << "” to “" << binding.events.front()
                  << "”\n";
}

void addCommon(CLI::App& command, DataFlags& flags) {
    command.add_flag("--json", flags.asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command.add_flag("--progress", flags.progress,
                     "Progress on stderr, also when it is no terminal");
}

} // namespace

void addInspect(CLI::App& program) {
    auto flags = std::make_shared<DataFlags>();
    auto* command =
        program.add_subcommand("inspect", "Say what a CSV file holds and how it would be read");
    command->add_option("data", flags->data, "DATA.csv")->required();
    addCommon(*command, *flags);
    command->callback([flags] { inspect(*flags); });
}

void addFunnel(CLI::App& program) {
    auto flags = std::make_shared<DataFlags>();
    auto* command =
        program.add_subcommand("funnel", "Compute a funnel from a CSV file or a project");
    command->add_option("data", flags->data, "DATA.csv or FILE.cairn")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    flags->rules.columns.add(*command);
    flags->rules.addRules(*command, true);
    addCommon(*command, *flags);
    command->callback([flags] { funnel(*flags); });
}

void addImport(CLI::App& program) {
    auto flags = std::make_shared<DataFlags>();
    auto* command = program.add_subcommand("import", "Import a CSV file into a project");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("data", flags->data, "DATA.csv")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    command->add_option("--name", flags->name, "A name for the data");
    command->add_option("--bind", flags->bindings, "STAGE=EVENT; repeatable")
        ->expected(1)
        ->take_all();
    command->add_flag("--no-auto-bind", flags->noAutoBind, "Bind only what --bind says");
    flags->rules.columns.add(*command);
    flags->rules.addRules(*command, false);
    addCommon(*command, *flags);
    command->callback([flags] { importData(*flags); });
}

} // namespace cairn::cli
