// import: a CSV becomes a map's data, is added to them, or takes their place

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/ingest/append.hpp"
#include "cairn/ingest/skipped.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/edits.hpp"
#include "cli/again.hpp"
#include "cli/commands.hpp"
#include "cli/data_edits.hpp"
#include "cli/feedback_flags.hpp"
#include "cli/funnel_flags.hpp"
#include "cli/import_places.hpp"
#include "cli/log_source.hpp"
#include "cli/people_list.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"
#include "cli/reading_flags.hpp"
#include "cli/step_import.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

struct ImportFlags {
    std::string file, map, name;
    std::vector<std::string> files; ///< one, or one for each step
    std::string skipped;            ///< where to write the rows that cannot be used
    ReadingFlags reading;
    PlaceFlags places;
    FunnelFlags rules;
    FeedbackFlags feedback;
    JoinFlags join;
    StepFlags steps;
    bool append = false, replace = false, again = false, noFingerprints = false;
    int keepIds = 0; ///< 0 = as before, 1 = yes, -1 = no
    bool asJson = false, progress = false;

    const std::string& data() const { return files.front(); }
    std::string doing() const { return append ? "add to the data" : "import"; }
};

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
        : m_flags(flags), m_job(progressOnStderr(flags.progress)), m_joinFlags(flags.join) {}

    void run() {
        changeFile(m_flags.file, [&](WorkingCopy& copy) { change(copy); });
        sayIssues(m_imported.skipped, m_imported.issues);
        saySkipped();
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
        const bool several = m_flags.files.size() > 1;
        ImportPlan plan =
            several ? planOfFiles(before) : planFor(before, project.datasets.find(map.feedback));
        keepIds(plan, m_flags.keepIds);
        warnOfIds(plan);
        if (!m_flags.skipped.empty()) // first: an import of which nothing is left needs it most
            m_written = exportSkippedRows(m_flags.data(), plan, m_flags.skipped, m_job);
        ImportOptions options;
        if (!m_flags.noFingerprints && plan.kind == TableKind::Events)
            options.fingerprintKey = customersKey();
        m_imported = several ? importStepFiles(m_steps.files, plan, options, m_job)
                             : importFile(m_flags.data(), plan, options, m_job);
        m_dataset = newDataset(plan, before);
        if (m_flags.append)
            append(copy, *before);
        if (!m_joinFlags.file.empty())
            join();
        describe(m_dataset, m_imported.content);
        copy.putDataset(m_dataset.id, m_imported.content, m_job);
        Project after = edited(project, map);
        HistoryEntry entry{(m_flags.append ? "add events from " : "import ") + m_dataset.fileName,
                           nowMs(), diff(project, after)};
        copy.record(std::move(entry), std::move(after));
    }

    /// Several files are one for each step; a table of their customers is joined to them.
    ImportPlan planOfFiles(const Dataset* before) {
        if (!m_flags.skipped.empty())
            throw Error(ErrorCode::BadInput, "write the skipped rows",
                        "--skipped is for one file, and these are several",
                        "Leave it out: the rows that cannot be used are named on stderr.");
        m_steps = before != nullptr ? stepsOfNewer(m_flags.files, *before)
                                    : stepsOfFiles(m_flags.files, m_flags.steps, m_job);
        if (m_steps.tables.size() + (m_joinFlags.file.empty() ? 0 : 1) > 1)
            throw Error(ErrorCode::BadInput, "join properties of customers",
                        "more than one of the files is a table of customers",
                        "Join the others afterwards: cairn-cli join FILE.cairn TABLE.csv");
        if (!m_steps.tables.empty())
            m_joinFlags.file = m_steps.tables.front().string();
        return m_steps.plan;
    }

    /// What columns meant the last time they mean again.
    ImportPlan planFor(const Dataset* before, const Dataset* survey) {
        const Sniffed sniffed = m_flags.reading.sniff(m_flags.data());
        std::optional<ImportPlan> plan;
        for (const Dataset* known : {before, survey})
            if (!plan && known != nullptr && !known->plan.empty())
                plan = planAgain(planFromJson(known->plan), sniffed, baseName(m_flags.data()));
        if (!plan)
            plan = proposePlan(sniffed);
        m_flags.rules.applyTo(*plan);
        m_flags.feedback.applyTo(*plan);
        m_flags.reading.answerIn(*plan, sniffed);
        if (const std::string trouble = planTrouble(*plan); !trouble.empty())
            throw Error(ErrorCode::BadInput, "import", trouble, {}, m_flags.data());
        sayRoles(*plan, false);
        sayAssumed(*plan, sniffed);
        m_questions = questionsJson(*plan, sniffed);
        return *plan;
    }

    /// Why rows were skipped, and what the file of them holds.
    void saySkipped() const {
        if (m_imported.skipped > 0)
            std::cerr << "Skipped: " << skippedSentence(m_imported) << ".\n";
        if (m_written == 0u)
            std::cerr << m_flags.skipped << " has a header only: no row was skipped.\n";
        else if (m_written)
            std::cerr << m_flags.skipped << " holds "
                      << (*m_written == 1 ? "the skipped row" : "the skipped rows")
                      << " with all cells, also of columns that the import leaves out.\n";
        else if (m_imported.skipped > 0)
            std::cerr << "--skipped FILE writes them to a file.\n";
    }

    Dataset newDataset(const ImportPlan& plan, const Dataset* before) const {
        Dataset dataset;
        dataset.id = newId<DatasetId>();
        dataset.fileName =
            m_steps.files.empty() ? baseName(m_flags.data()) : nameOfFiles(m_steps.files);
        dataset.name = m_flags.name;
        if (dataset.name.empty()) // a name that a person gave stays
            dataset.name = before != nullptr && (m_flags.append || before->name != before->fileName)
                               ? before->name
                               : dataset.fileName;
        dataset.importedAt = nowMs();
        dataset.firstEvent = m_imported.firstEvent; // also of counts, whose report tells its days
        dataset.lastEvent = m_imported.lastEvent;
        dataset.rows = static_cast<std::int64_t>(m_imported.rows);
        dataset.skipped = static_cast<std::int64_t>(m_imported.skipped);
        dataset.plan = planToJson(plan, m_imported.reasons);
        if (m_flags.append)
            dataset.plan = planKept(before->plan, std::move(dataset.plan));
        std::vector<ImportedPart> parts = m_imported.parts;
        if (parts.empty())
            parts = {{dataset.fileName, m_imported.rows, m_imported.skipped, m_imported.units}};
        for (const ImportedPart& part : parts)
            dataset.source.push_back({"import", part.file, dataset.importedAt,
                                      static_cast<std::int64_t>(part.rows),
                                      static_cast<std::int64_t>(part.rows - part.skipped),
                                      static_cast<std::int64_t>(part.units), m_imported.firstEvent,
                                      m_imported.lastEvent});
        return dataset;
    }

    void append(const WorkingCopy& copy, const Dataset& before) {
        const auto* newer = std::get_if<EventLog>(&m_imported.content);
        if (newer == nullptr)
            throw Error(ErrorCode::BadInput, m_flags.doing(),
                        "the file holds counts somebody else made, not events",
                        "Import it without --append.", m_flags.data());
        m_appended = appendEvents(eventsOf(copy, before, m_flags.doing(), m_job), *newer, m_job);
        m_imported.content = std::move(m_appended->log);
        follow(m_dataset, before, m_appended->added, m_appended->addedCustomers);
    }

    void join() {
        auto* log = std::get_if<EventLog>(&m_imported.content);
        if (log == nullptr)
            throw Error(ErrorCode::BadInput, "join properties of customers",
                        "counts that somebody else made have no customers", {}, m_flags.data());
        m_joined = joinFile(std::move(*log), m_joinFlags, m_job);
        m_imported.content = std::move(m_joined->result.log);
        m_joined->result.log.units = std::get<EventLog>(m_imported.content).units;
        m_dataset.source.push_back(m_joined->part);
    }

    Project edited(const Project& project, const Map& map) {
        if (const auto* answers = std::get_if<FeedbackAnswers>(&m_imported.content)) {
            m_before = project;
            return withFeedback(project, map, m_dataset, *answers, m_flags.places, m_answered);
        }
        const auto* log = std::get_if<EventLog>(&m_imported.content);
        m_places = placesAsked(m_flags.places, project, map);
        // Newer data answer the same question: stages left unbound then stay so.
        if (!m_flags.places.noAutoBind && !m_flags.append && !m_flags.replace)
            addLikely(m_places, project, map, m_imported.content);
        Project after = succeedDataset(project, map.id, m_dataset);
        Map changed = *after.maps.find(map.id);
        if (!m_flags.append && !m_flags.replace) { // other data, not newer ones
            changed.funnel.compare = map.funnel.compare;
            Dataset own = *after.datasets.find(m_dataset.id);
            own.previous = {};
            after = put(std::move(after), std::move(own));
        }
        if (log != nullptr && !map.funnel.dataset && !map.funnel.windowMs &&
            m_flags.rules.window.empty()) {
            changed.funnel.windowMs = usualWindowMs(planFromJson(m_dataset.plan));
            if (!log->timeless)
                std::cerr << "Conversion window: "
                          << (changed.funnel.windowMs ? "7 days" : "no limit")
                          << " (change it with --window).\n";
        }
        dropMissingColumns(changed.funnel, log);
        m_flags.rules.applyTo(changed.funnel);
        after = put(std::move(after), std::move(changed));
        for (const Place& place : m_places) {
            after = bind(std::move(after), place.element, place.binding);
            if (log != nullptr)
                sayUnknown(unknownOf(*log, place.binding.events));
        }
        m_before = project;
        after = withAdditions(std::move(after), map, m_imported.content, m_flags.places, m_added,
                              m_job);
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
                      {"issues", issuesJson(m_imported.issues)},
                      {"reasons", json::array()},
                      {"questions", m_questions}};
        for (const SkipReason& reason : m_imported.reasons)
            document["reasons"].push_back(
                {{"column", reason.column}, {"why", englishOf(reason.why)}, {"rows", reason.rows}});
        placesToJson(document, m_before, m_places, m_added);
        if (std::holds_alternative<FeedbackAnswers>(m_imported.content))
            placesToJson(document, m_before, m_answered);
        if (m_appended)
            document["append"] = {{"added", m_appended->added},
                                  {"already_there", m_appended->alreadyThere},
                                  {"customers", m_appended->addedCustomers},
                                  {"new_customers", m_appended->newCustomers}};
        if (m_joined)
            document["join"] = joinJson(*m_joined);
        if (!m_steps.customers.empty())
            document["steps"] = stepsJson(m_steps);
        std::cout << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    }

    void printWords() const {
        std::cout << sentence() << '\n';
        printSteps(m_steps);
        if (m_joined)
            std::cout << joinSentence(m_joined->result) << '\n';
        printPlaces(m_before, m_places, m_added);
        printPlaces(m_before, m_answered);
        if (m_flags.append || m_flags.replace)
            std::cout << "The map shows the newer data and holds them against those before.\n";
    }

    const ImportFlags& m_flags;
    const JobControl m_job;
    JoinFlags m_joinFlags;
    StepImport m_steps;      ///< of several files
    ImportResult m_imported; ///< its content becomes the whole of the map's data
    Dataset m_dataset;
    json m_questions = json::array();
    std::optional<std::uint64_t> m_written; ///< skipped rows, when they were asked for
    std::optional<AppendResult> m_appended;
    std::optional<Joined> m_joined;
    Project m_before;
    std::vector<Place> m_places;
    BoundPlaces m_answered; ///< by a survey
    Added m_added;
};

/// As the newer export of whichever data of the project it is of the kind of.
void importAsBefore(const ImportFlags& flags) {
    AgainReport report;
    changeFile(flags.file, [&](WorkingCopy& copy) {
        const std::vector<std::filesystem::path> files(flags.files.begin(), flags.files.end());
        report = importAgain(copy, files, progressOnStderr(flags.progress));
        if (report.outcome == AgainReport::Outcome::Stranger)
            throw Error(ErrorCode::BadInput, "import again",
                        "the file is of no kind that this project has imported before",
                        "Import it without --again.", flags.data());
    });
    if (flags.asJson)
        std::cout << againJson(baseName(flags.files.front()), report)
                         .dump(2, ' ', false, json::error_handler_t::replace)
                  << '\n';
    else
        std::cout << "Newer export of “" << report.dataset << "”. " << report.sentence << '\n';
}

} // namespace

void addImport(CLI::App& program) {
    auto flags = std::make_shared<ImportFlags>();
    auto* command = program.add_subcommand("import", "Import a CSV file into a project");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command
        ->add_option(
            "data", flags->files,
            "DATA.csv, or several: one for each step of a funnel, and a table of customers")
        ->required();
    command->add_option("--map", flags->map, "The map's title or number");
    command->add_option("--name", flags->name, "A name for the data");
    auto* append = command->add_flag(
        "--append", flags->append, "Add a newer export to the map's data, counting nothing twice");
    command
        ->add_flag("--replace", flags->replace,
                   "Put a newer export in the place of the map's data, read as they were")
        ->excludes(append);
    command
        ->add_flag("--again", flags->again,
                   "As the newer export of the project's data that it is of the kind of")
        ->excludes(append);
    auto* ids = command->add_flag(
        "--keep-ids,!--no-keep-ids", flags->keepIds,
        "Keep the customers' ids in the project, to see who is behind a number: whoever gets the "
        "file sees them");
    command->get_option("--again")->excludes(ids);
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
    flags->places.add(*command);
    flags->steps.add(*command);
    command->add_option("--skipped", flags->skipped,
                        "Write the rows that cannot be used to this CSV, with the reasons");
    flags->reading.add(*command);
    flags->rules.columns.add(*command);
    flags->feedback.add(*command);
    command
        ->add_option("--step-count", flags->rules.columns.stepCounts,
                     "Column with the counts of one step, called as the column is; repeatable")
        ->expected(1)
        ->take_all();
    flags->rules.addRules(*command, false);
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags] {
        if (flags->again)
            importAsBefore(*flags);
        else
            Import(*flags).run();
    });
}

} // namespace cairn::cli
