// import: a CSV becomes a map's data, is added to them, or takes their place

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/ingest/append.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/edits.hpp"
#include "cli/commands.hpp"
#include "cli/data_edits.hpp"
#include "cli/funnel_flags.hpp"
#include "cli/log_source.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

constexpr double kSureEnough = 0.6; ///< suggestions below this are not bound without being asked

struct ImportFlags {
    std::string file, data, map, name;
    std::vector<std::string> bindings;
    FunnelFlags rules;
    JoinFlags join;
    bool append = false, replace = false, noFingerprints = false;
    bool asJson = false, progress = false, noAutoBind = false;

    std::string doing() const { return append ? "add to the data" : "import"; }
};

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

Bindings bindingsAsked(const ImportFlags& flags, const Project& project, const Map& map) {
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

/// What the map's newer data lack is let go of.
void dropMissingColumns(FunnelSetup& setup, const EventLog* log) {
    const auto missing = [&](const std::string& name) {
        return log == nullptr || !log->propertyIndex(name);
    };
    if (missing(setup.breakdown))
        setup.breakdown.clear();
    std::erase_if(setup.hold, missing);
}

/// One run of the command: what was read, and what came of it.
class Import {
public:
    explicit Import(const ImportFlags& flags)
        : m_flags(flags), m_job(progressOnStderr(flags.progress)) {}

    void run() {
        changeFile(m_flags.file, [&](WorkingCopy& copy) { change(copy); });
        sayIssues(m_imported.skipped, m_imported.issues);
        if (m_flags.asJson)
            printJson();
        else
            printWords();
    }

private:
    void change(WorkingCopy& copy) {
        const Project& project = copy.project();
        const Map& map = chosenMap(project, m_flags.map);
        const Dataset* before = nullptr;
        if (m_flags.append || m_flags.replace)
            before = &dataOf(project, map, m_flags.doing());
        const ImportPlan plan = planFor(before);
        ImportOptions options;
        if (!m_flags.noFingerprints && plan.kind == TableKind::Events)
            options.fingerprintKey = customersKey();
        m_imported = importFile(m_flags.data, plan, options, m_job);
        m_dataset = newDataset(plan, before);
        if (m_flags.append)
            append(copy, *before);
        if (!m_flags.join.file.empty())
            join();
        describe(m_dataset, m_imported.content);
        copy.putDataset(m_dataset.id, m_imported.content, m_job);
        Project after = edited(project, map);
        HistoryEntry entry{(m_flags.append ? "add events from " : "import ") + m_dataset.fileName,
                           nowMs(), diff(project, after)};
        copy.record(std::move(entry), std::move(after));
    }

    /// What columns meant the last time they mean again.
    ImportPlan planFor(const Dataset* before) const {
        const Sniffed sniffed = sniffCsv(m_flags.data);
        std::optional<ImportPlan> plan;
        if (before != nullptr && !before->plan.empty())
            plan = planAgain(planFromJson(before->plan), sniffed);
        if (!plan)
            plan = proposePlan(sniffed);
        m_flags.rules.applyTo(*plan);
        if (const std::string trouble = planTrouble(*plan); !trouble.empty())
            throw Error(ErrorCode::BadInput, "import", trouble, {}, m_flags.data);
        sayRoles(*plan);
        return *plan;
    }

    Dataset newDataset(const ImportPlan& plan, const Dataset* before) const {
        Dataset dataset;
        dataset.id = newId<DatasetId>();
        dataset.fileName = baseName(m_flags.data);
        dataset.name = m_flags.name;
        if (dataset.name.empty()) // a name that a person gave stays
            dataset.name = before != nullptr && (m_flags.append || before->name != before->fileName)
                               ? before->name
                               : dataset.fileName;
        dataset.importedAt = nowMs();
        dataset.rows = static_cast<std::int64_t>(m_imported.rows);
        dataset.skipped = static_cast<std::int64_t>(m_imported.skipped);
        dataset.plan = planToJson(plan);
        dataset.source = {{"import", dataset.fileName, dataset.importedAt, dataset.rows,
                           dataset.rows - dataset.skipped,
                           static_cast<std::int64_t>(m_imported.units), m_imported.firstEvent,
                           m_imported.lastEvent}};
        return dataset;
    }

    void append(const WorkingCopy& copy, const Dataset& before) {
        const auto* newer = std::get_if<EventLog>(&m_imported.content);
        if (newer == nullptr)
            throw Error(ErrorCode::BadInput, m_flags.doing(),
                        "the file holds counts somebody else made, not events",
                        "Import it without --append.", m_flags.data);
        m_appended = appendEvents(eventsOf(copy, before, m_flags.doing(), m_job), *newer, m_job);
        m_imported.content = std::move(m_appended->log);
        SourcePart part = m_dataset.source.front();
        part.how = "append";
        part.used = static_cast<std::int64_t>(m_appended->added);
        part.customers = m_appended->addedCustomers;
        m_dataset.source = sourceOf(before);
        m_dataset.source.push_back(part);
        m_dataset.skipped += before.skipped;
    }

    void join() {
        auto* log = std::get_if<EventLog>(&m_imported.content);
        if (log == nullptr)
            throw Error(ErrorCode::BadInput, "join properties of customers",
                        "counts that somebody else made have no customers", {}, m_flags.data);
        m_joined = joinFile(std::move(*log), m_flags.join, m_job);
        m_imported.content = std::move(m_joined->result.log);
        m_joined->result.log.units = std::get<EventLog>(m_imported.content).units;
        m_dataset.source.push_back(m_joined->part);
    }

    Project edited(const Project& project, const Map& map) {
        const auto* log = std::get_if<EventLog>(&m_imported.content);
        m_bindings = bindingsAsked(m_flags, project, map);
        // Newer data answer the same question: stages left unbound then stay so.
        if (log != nullptr && !m_flags.noAutoBind && !m_flags.append && !m_flags.replace)
            addSuggested(m_bindings, project, map, log->names);
        Project after = succeedDataset(project, map.id, m_dataset);
        Map changed = *after.maps.find(map.id);
        if (!m_flags.append && !m_flags.replace) { // other data, not newer ones
            changed.funnel.compare = map.funnel.compare;
            Dataset own = *after.datasets.find(m_dataset.id);
            own.previous = {};
            after = put(std::move(after), std::move(own));
        }
        if (!map.funnel.dataset && !map.funnel.windowMs && m_flags.rules.window.empty()) {
            changed.funnel.windowMs = 7 * kDayMs;
            std::cerr << "Conversion window: 7 days (change it with --window).\n";
        }
        dropMissingColumns(changed.funnel, log);
        m_flags.rules.applyTo(changed.funnel);
        after = put(std::move(after), std::move(changed));
        for (const auto& [element, binding] : m_bindings) {
            after = bind(std::move(after), element, binding);
            m_boundTitles.push_back(titleOf(project, element));
            if (log != nullptr)
                sayUnknown(unknownOf(*log, binding.events));
        }
        if (m_flags.rules.exclusions.empty())
            return after;
        std::vector<StageId> bound;
        funnelStepsOf(after, map.id, &bound);
        Map ruled = *after.maps.find(map.id);
        m_flags.rules.applyExclusions(ruled.funnel, bound);
        return put(std::move(after), std::move(ruled));
    }

    std::string sentence() const {
        return m_appended ? appendSentence(*m_appended) : importSentence(m_imported);
    }

    void printJson() const {
        json document{{"sentence", sentence()},
                      {"rows", m_imported.rows},
                      {"skipped", m_imported.skipped},
                      {"units", m_imported.units},
                      {"issues", issuesJson(m_imported.issues)}};
        document["bindings"] = json::array();
        for (std::size_t i = 0; i < m_bindings.size(); ++i)
            document["bindings"].push_back(
                {{"element", m_boundTitles[i]}, {"events", m_bindings[i].second.events}});
        if (m_appended)
            document["append"] = {{"added", m_appended->added},
                                  {"already_there", m_appended->alreadyThere},
                                  {"customers", m_appended->addedCustomers},
                                  {"new_customers", m_appended->newCustomers}};
        if (m_joined)
            document["join"] = joinJson(*m_joined);
        std::cout << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    }

    void printWords() const {
        std::cout << sentence() << '\n';
        if (m_joined)
            std::cout << joinSentence(m_joined->result) << '\n';
        for (std::size_t i = 0; i < m_bindings.size(); ++i)
            std::cout << "Bound “" << m_boundTitles[i] << "” to “"
                      << m_bindings[i].second.events.front() << "”\n";
        if (m_flags.append || m_flags.replace)
            std::cout << "The map shows the newer data and holds them against those before.\n";
    }

    const ImportFlags& m_flags;
    const JobControl m_job;
    ImportResult m_imported; ///< its content becomes the whole of the map's data
    Dataset m_dataset;
    std::optional<AppendResult> m_appended;
    std::optional<Joined> m_joined;
    Bindings m_bindings;
    std::vector<std::string> m_boundTitles;
};

} // namespace

void addImport(CLI::App& program) {
    auto flags = std::make_shared<ImportFlags>();
    auto* command = program.add_subcommand("import", "Import a CSV file into a project");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("data", flags->data, "DATA.csv")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    command->add_option("--name", flags->name, "A name for the data");
    auto* append = command->add_flag(
        "--append", flags->append, "Add a newer export to the map's data, counting nothing twice");
    command
        ->add_flag("--replace", flags->replace,
                   "Put a newer export in the place of the map's data, read as they were")
        ->excludes(append);
    auto* join = command->add_option("--join", flags->join.file,
                                     "CRM.csv: properties of the customers from a second file");
    command
        ->add_flag("--no-fingerprints", flags->noFingerprints,
                   "Keep nothing to know customers again by: no --append or --join later")
        ->excludes(append)
        ->excludes(join);
    flags->join.addColumns(*command);
    command->get_option("--key")->needs(join);
    command->get_option("--keep")->needs(join);
    command->add_option("--bind", flags->bindings, "STAGE=EVENT; repeatable")
        ->expected(1)
        ->take_all();
    command->add_flag("--no-auto-bind", flags->noAutoBind, "Bind only what --bind says");
    flags->rules.columns.add(*command);
    command
        ->add_option("--step-count", flags->rules.columns.stepCounts,
                     "Column with the counts of one step, called as the column is; repeatable")
        ->expected(1)
        ->take_all();
    flags->rules.addRules(*command, false);
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags] { Import(*flags).run(); });
}

} // namespace cairn::cli
