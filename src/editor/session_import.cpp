// How an imported file becomes part of the open project.
#include <QFile>
#include <QLocale>
#include <QTemporaryDir>
#include <algorithm>

#include "cairn/insight/bindings.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/model/templates.hpp"
#include "editor/dataset_facts.hpp"
#include "editor/dialogs/figure_words.hpp"
#include "editor/session.hpp"

namespace cairn {

namespace {

constexpr std::size_t kMostStages = 6;
constexpr std::size_t kMostMadeStages = 12; ///< of events, when a person asks for stages

/// "add_to_cart" as a stage is called "Add to cart".
std::string stageTitle(const std::string& event) {
    QString title = QString::fromStdString(event);
    title.replace(u'_', u' ').replace(u'-', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title.toStdString();
}

/// The names most people have come first: later stages of a journey are reached by fewer.
std::vector<std::string> stageNames(const DatasetContent& content) {
    std::vector<std::string> names;
    if (const auto* log = std::get_if<EventLog>(&content); log && log->timeless) {
        return log->names; // a person put them in order
    } else if (log) {
        auto counts = countNames(*log);
        std::stable_sort(counts.begin(), counts.end(),
                         [](const NameCount& a, const NameCount& b) { return a.units > b.units; });
        for (const auto& count : counts)
            names.push_back(count.name);
    } else if (const auto* answers = std::get_if<FeedbackAnswers>(&content)) {
        names = answers->places;
    } else {
        for (const auto& row : std::get<StepCounts>(content).rows)
            if (std::find(names.begin(), names.end(), row.step) == names.end())
                names.push_back(row.step);
    }
    if (names.size() > kMostStages)
        names.resize(kMostStages);
    return names;
}

/// `bound`: the names are events; of a survey they are places, which find their stages by name.
Project mapOfEvents(const QString& title, const std::vector<std::string>& names, bool bound) {
    Project project = blankProject(title.toStdString());
    const MapId map = mapsOf(project).front()->id;
    std::vector<ElementId> old;
    for (const Stage* stage : stagesOf(project, map))
        old.push_back(stage->id);
    project = removeElements(std::move(project), old);
    for (const auto& name : names) {
        const auto id = newId<StageId>();
        project = addStage(std::move(project), id, map, stageTitle(name));
        if (bound)
            project = bind(std::move(project), id, EventBinding{{name}, {}});
    }
    return project;
}

/// The map's rules for its new data: what the old data had and these have not is let go.
FunnelSetup rulesFor(FunnelSetup setup, DatasetId id, const DatasetContent& content,
                     std::optional<std::int64_t> usualWindow) {
    const auto* log = std::get_if<EventLog>(&content);
    if (!setup.dataset && !setup.windowMs && log)
        setup.windowMs = usualWindow;
    dropMissingColumns(setup, log);
    setup.dataset = id;
    return setup;
}

/// Stages of steps or of usual events, then touchpoints where they mostly happen.
Project withAdditions(Project project, MapId map, const DatasetContent& content,
                      const ImportAdditions& additions, const JobControl& job) {
    if (additions.stages) {
        const auto* log = std::get_if<EventLog>(&content);
        project = addStagesOf(std::move(project), map,
                              log ? stepsOf(*log, kMostMadeStages, job)
                                  : stepsOf(std::get<StepCounts>(content)));
    }
    const auto places = placeTouchpoints(project, map, content, additions.touchpoints, job);
    return addTouchpoints(std::move(project), map, places);
}

} // namespace

void Session::adoptImport(const QString& fileName, const std::string& name, const ImportPlan& plan,
                          ImportResult result,
                          const std::vector<std::pair<ElementId, EventBinding>>& bindings,
                          bool usualWindow, const ImportAdditions& additions) {
    if (!m_document || !m_saver)
        return;
    if (std::holds_alternative<FeedbackAnswers>(result.content))
        return adoptFeedback(fileName, name, plan, std::move(result), bindings);
    const auto id = newId<DatasetId>();
    const Dataset dataset = datasetOf(id, fileName, name, plan, result);
    const QString skipped = reasonWords(result.reasons, result.skipped);
    const auto content = std::make_shared<const DatasetContent>(std::move(result.content));
    const auto build = [dataset, content, bindings, additions,
                        window = usualWindow ? usualWindowMs(plan) : std::nullopt,
                        map = m_document->currentMap()](Project project, const JobControl& job) {
        project = cairn::put(std::move(project), dataset);
        for (const auto& [element, binding] : bindings)
            project = bind(std::move(project), element, binding);
        if (const Map* shown = project.maps.find(map)) {
            Map with = *shown;
            with.funnel = rulesFor(with.funnel, dataset.id, *content, window);
            project = cairn::put(std::move(project), with);
            project = withAdditions(std::move(project), map, *content, additions, job);
        }
        return project;
    };
    const auto put = [this, id, dataset, content, skipped, build,
                      document = QPointer(m_document.get())](const Project* before,
                                                             const Project* after) {
        if (!document)
            return;
        m_findings->setContent(id, content);
        const bool done = document->edit(
            tr("import %1").arg(QString::fromStdString(dataset.fileName)), [&](Project project) {
                if (before != nullptr && project == *before)
                    return *after; // worked out already, for just this project
                return build(std::move(project), {});
            });
        if (done)
            emit imported(id);
        if (done && !skipped.isEmpty())
            emit message({tr("%1 is on the map. Rows that could not be read: %2.")
                              .arg(QString::fromStdString(dataset.fileName),
                                   QLocale().toString(static_cast<qlonglong>(dataset.skipped))),
                          skipped,
                          false,
                          {}});
    };
    const auto trouble = [this](const Error& error) { emit message(messageOf(error)); };
    if (additions.empty()) {
        m_saver->putDataset(
            id, content, [put] { put(nullptr, nullptr); }, trouble);
        return;
    }
    const auto before = std::make_shared<const Project>(m_document->project());
    startJob(
        m_document.get(), [build, before](const JobControl& job) { return build(*before, job); },
        [this, id, content, put, trouble, before](Project after) {
            const auto made = std::make_shared<const Project>(std::move(after));
            m_saver->putDataset(
                id, content, [put, before, made] { put(before.get(), made.get()); }, trouble);
        },
        trouble);
}

void Session::newFromImport(const QString& fileName, const std::string& name,
                            const ImportPlan& plan, ImportResult result) {
    const QString title = QString::fromStdString(name.empty() ? fileName.toStdString() : name);
    Project project = mapOfEvents(title, stageNames(result.content),
                                  !std::holds_alternative<FeedbackAnswers>(result.content));
    const auto waiting = std::make_shared<ImportResult>(std::move(result));
    newFromProject(std::move(project), [this, fileName, name, plan, waiting] {
        adoptImport(fileName, name, plan, std::move(*waiting), {});
    });
}

void Session::importSample() {
    struct Sample {
        ImportPlan plan;
        ImportResult result;
    };
    Job* job = startJob(
        m_document.get(),
        [](const JobControl& control) {
            // The importer reads files; a resource is none.
            const QTemporaryDir folder;
            const QString path = folder.filePath("shop-events.csv");
            if (!QFile::copy(":/sample/shop-events.csv", path))
                throw Error(ErrorCode::Io, "read the sample's events",
                            "there is no room for a temporary file",
                            "Free some space and open the sample again.");
            Sample sample;
            sample.plan = proposePlan(sniffCsv(toPath(path)));
            sample.result = importFile(toPath(path), sample.plan, usualImportOptions(), control);
            return sample;
        },
        [this](Sample sample) { finishSample(sample.plan, std::move(sample.result)); },
        [this](const Error& error) {
            if (error.code() != ErrorCode::Cancelled)
                emit message(messageOf(error));
        });
    emit working(tr("Reading the sample's events"), job);
}

/// The sample comes with its dataset named and its stages bound: only the rows are missing.
void Session::finishSample(const ImportPlan& plan, ImportResult result) {
    const QString fileName = "shop-events.csv";
    const auto datasets = datasetsOf(m_document->project());
    if (datasets.empty()) {
        connect(this, &Session::imported, m_saver.get(), &Saver::markPristine,
                Qt::SingleShotConnection);
        adoptImport(fileName, {}, plan, std::move(result), {}, false); // its rules come with it
        return;
    }
    const Dataset known = *datasets.front();
    Dataset dataset = datasetOf(known.id, fileName, known.name, plan, result);
    dataset.rank = known.rank;
    const auto content = std::make_shared<const DatasetContent>(std::move(result.content));
    const auto put = [this, dataset, content] {
        m_findings->setContent(dataset.id, content);
        m_document->edit(tr("import %1").arg(QString::fromStdString(dataset.fileName)),
                         [&](Project project) { return cairn::put(std::move(project), dataset); });
        m_saver->markPristine();
        emit imported(dataset.id);
    };
    m_saver->putDataset(dataset.id, content, put,
                        [this](const Error& error) { emit message(messageOf(error)); });
}

} // namespace cairn
