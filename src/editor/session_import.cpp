// How an imported file becomes part of the open project.
#include <QFile>
#include <QLocale>
#include <QTemporaryDir>
#include <algorithm>

#include "cairn/model/edits.hpp"
#include "cairn/model/templates.hpp"
#include "editor/dataset_facts.hpp"
#include "editor/session.hpp"

namespace cairn {

namespace {

constexpr std::size_t kMostStages = 6;

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
    if (const auto* log = std::get_if<EventLog>(&content)) {
        auto counts = countNames(*log);
        std::stable_sort(counts.begin(), counts.end(),
                         [](const NameCount& a, const NameCount& b) { return a.units > b.units; });
        for (const auto& count : counts)
            names.push_back(count.name);
    } else {
        for (const auto& row : std::get<StepCounts>(content).rows)
            if (std::find(names.begin(), names.end(), row.step) == names.end())
                names.push_back(row.step);
    }
    if (names.size() > kMostStages)
        names.resize(kMostStages);
    return names;
}

Project mapOfEvents(const QString& title, const std::vector<std::string>& names) {
    Project project = blankProject(title.toStdString());
    const MapId map = mapsOf(project).front()->id;
    std::vector<ElementId> old;
    for (const Stage* stage : stagesOf(project, map))
        old.push_back(stage->id);
    project = removeElements(std::move(project), old);
    for (const auto& name : names) {
        const auto id = newId<StageId>();
        project = addStage(std::move(project), id, map, stageTitle(name));
        project = bind(std::move(project), id, EventBinding{{name}, {}});
    }
    return project;
}

/// The map's rules for its new data: what the old data had and these have not is let go.
FunnelSetup rulesFor(FunnelSetup setup, DatasetId id, const DatasetContent& content,
                     bool usualWindow) {
    constexpr std::int64_t kUsualWindowMs = 7 * kDayMs;
    const auto* log = std::get_if<EventLog>(&content);
    if (usualWindow && !setup.dataset && !setup.windowMs && log)
        setup.windowMs = kUsualWindowMs;
    dropMissingColumns(setup, log);
    setup.dataset = id;
    return setup;
}

/// Says what was left out, and why; empty when nothing was.
QString skippedInWords(const ImportResult& result) {
    if (result.skipped == 0)
        return {};
    constexpr std::size_t kShown = 3;
    QStringList reasons;
    for (const RowIssue& issue : result.issues) {
        reasons
            << Session::tr("line %1: %2").arg(issue.line).arg(QString::fromStdString(issue.what));
        if (reasons.size() == kShown)
            break;
    }
    if (result.issues.size() > kShown)
        reasons << QStringLiteral("…");
    return reasons.join(QStringLiteral("; "));
}

} // namespace

void Session::adoptImport(const QString& fileName, const std::string& name, const ImportPlan& plan,
                          ImportResult result,
                          const std::vector<std::pair<ElementId, EventBinding>>& bindings,
                          bool usualWindow) {
    if (!m_document || !m_saver)
        return;
    const auto id = newId<DatasetId>();
    const Dataset dataset = datasetOf(id, fileName, name, plan, result);
    const QString skipped = skippedInWords(result);
    const auto content = std::make_shared<const DatasetContent>(std::move(result.content));
    const auto put = [this, id, dataset, content, bindings, skipped, usualWindow,
                      document = QPointer(m_document.get())] {
        if (!document)
            return;
        m_findings->setContent(id, content);
        const MapId map = document->currentMap();
        const bool done = document->edit(
            tr("import %1").arg(QString::fromStdString(dataset.fileName)), [&](Project project) {
                project = cairn::put(std::move(project), dataset);
                for (const auto& [element, binding] : bindings)
                    project = bind(std::move(project), element, binding);
                if (const Map* shown = project.maps.find(map)) {
                    Map with = *shown;
                    with.funnel = rulesFor(with.funnel, id, *content, usualWindow);
                    project = cairn::put(std::move(project), with);
                }
                return project;
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
    m_saver->putDataset(id, content, put,
                        [this](const Error& error) { emit message(messageOf(error)); });
}

void Session::newFromImport(const QString& fileName, const std::string& name,
                            const ImportPlan& plan, ImportResult result) {
    const QString title = QString::fromStdString(name.empty() ? fileName.toStdString() : name);
    Project project = mapOfEvents(title, stageNames(result.content));
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
