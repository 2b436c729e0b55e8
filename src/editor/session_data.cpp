// What follows a first import: newer exports, properties of customers, forgetting.
#include <QFileInfo>
#include <QLocale>
#include <algorithm>

#include "cairn/base/data_folder.hpp"
#include "cairn/ingest/append.hpp"
#include "cairn/ingest/skipped.hpp"
#include "cairn/ingest/step_files.hpp"
#include "cairn/model/edits.hpp"
#include "editor/dataset_facts.hpp"
#include "editor/session.hpp"
#include "editor/texts.hpp"

namespace cairn {

namespace {

/// The same key as cairn-cli's.
FingerprintKey customersKey() {
    return loadOrMakeKey(dataFolder());
}

const EventLog& eventsIn(const DatasetContent& content) {
    const auto* log = std::get_if<EventLog>(&content);
    if (!log)
        throw Error(ErrorCode::BadInput, "add to the data",
                    "they are counts somebody else made, not events",
                    "Import the newer counts in their place.");
    return *log;
}

} // namespace

Dataset datasetOf(DatasetId id, const QString& fileName, const std::string& name,
                  const ImportPlan& plan, const ImportResult& result) {
    Dataset dataset;
    dataset.id = id;
    dataset.name = name.empty() ? fileName.toStdString() : name;
    dataset.fileName = fileName.toStdString();
    dataset.kind = kindOf(result.content);
    dataset.importedAt = nowMs();
    dataset.firstEvent = result.firstEvent;
    dataset.lastEvent = result.lastEvent;
    dataset.rows = static_cast<std::int64_t>(result.rows);
    dataset.skipped = static_cast<std::int64_t>(result.skipped);
    dataset.units = static_cast<std::int64_t>(result.units);
    dataset.plan = planToJson(plan, result.reasons);
    dataset.source = sourceOf(dataset);
    if (result.parts.empty())
        return dataset;
    dataset.source.clear();
    for (const ImportedPart& part : result.parts)
        dataset.source.push_back(
            {"import", part.file, dataset.importedAt, static_cast<std::int64_t>(part.rows),
             static_cast<std::int64_t>(part.rows - part.skipped),
             static_cast<std::int64_t>(part.units), result.firstEvent, result.lastEvent});
    return dataset;
}

QString filesName(const QStringList& files) {
    const QString first = QFileInfo(files.value(0)).fileName();
    return files.size() < 2
               ? first
               : Session::tr("%1 and %2 more").arg(first, QLocale().toString(files.size() - 1));
}

Dataset appendedDataset(const Dataset& before, const QString& fileName, const ImportPlan& plan,
                        const ImportResult& newer, const AppendResult& appended) {
    Dataset next = datasetOf(newId<DatasetId>(), fileName, before.name, plan, newer);
    next.plan = planKept(before.plan, std::move(next.plan));
    follow(next, before, appended.added, appended.addedCustomers);
    describe(next, appended.log);
    return next;
}

QString idsKeptWords() {
    return Session::tr("The customers’ ids are kept, as before; “Forget all ids” in the Data tab "
                       "takes them out.");
}

void dropMissingColumns(FunnelSetup& setup, const EventLog* log) {
    const auto missing = [log](const std::string& name) {
        return !log || !log->propertyIndex(name);
    };
    if (missing(setup.breakdown))
        setup.breakdown.clear();
    std::erase_if(setup.hold, missing);
}

ImportOptions usualImportOptions() {
    ImportOptions options;
    options.fingerprintKey = customersKey();
    return options;
}

/// Of the current map; nullptr when it has none, or nothing can be changed.
const Dataset* Session::mapsDataset() const {
    if (!m_document || !m_saver)
        return nullptr;
    const Project& project = m_document->project();
    const Map* map = project.maps.find(m_document->currentMap());
    return map ? project.datasets.find(map->funnel.dataset) : nullptr;
}

/// The current map's data, on this thread; nothing is called when it has none.
void Session::withMapsEvents(std::function<void(const Dataset&, SharedContent)> then) {
    const Dataset* dataset = mapsDataset();
    if (!dataset)
        return;
    if (SharedContent content = m_findings->contentOf(dataset->id))
        return then(*dataset, std::move(content));
    m_saver->loadDataset(
        dataset->id,
        [then = std::move(then), known = *dataset,
         document = QPointer(m_document.get())](SharedContent content) {
            if (document)
                then(known, std::move(content));
        },
        [this](const Error& error) { emit message(messageOf(error)); });
}

void Session::tellUnlessCancelled(const Error& error) {
    if (error.code() != ErrorCode::Cancelled)
        emit message(messageOf(error));
}

void Session::putFollowing(const Dataset& dataset, SharedContent content, const QString& label,
                           std::function<Project(Project)> edit, const QString& told) {
    const QString ids =
        keepsIds(dataset.plan) ? idsKeptWords() : QString(); // the choice of then is said again
    m_saver->putDataset(
        dataset.id, content,
        [this, id = dataset.id, content, label, edit = std::move(edit), told, ids,
         document = QPointer(m_document.get())] {
            if (!document)
                return;
            m_findings->setContent(id, content);
            if (!document->edit(label, edit))
                return;
            emit imported(id);
            if (!told.isEmpty())
                emit message({told, ids, false, {}});
            else if (!ids.isEmpty())
                emit message({ids, {}, false, {}});
        },
        [this](const Error& error) { emit message(messageOf(error)); });
}

void Session::adoptReplace(const QString& fileName, const ImportPlan& plan, ImportResult result) {
    const Dataset* before = mapsDataset();
    if (!before || std::holds_alternative<FeedbackAnswers>(result.content))
        return adoptImport(fileName, {}, plan, std::move(result), {});
    const std::string givenName = before->name == before->fileName ? std::string() : before->name;
    const Dataset next = datasetOf(newId<DatasetId>(), fileName, givenName, plan, result);
    const auto content = std::make_shared<const DatasetContent>(std::move(result.content));
    putFollowing(next, content, tr("import %1").arg(fileName),
                 [next, content, id = m_document->currentMap()](Project p) {
                     p = succeedDataset(std::move(p), id, next);
                     Map changed = *p.maps.find(id);
                     dropMissingColumns(changed.funnel, std::get_if<EventLog>(content.get()));
                     return put(std::move(p), std::move(changed));
                 },
                 {});
}

void Session::adoptAppend(const QString& fileName, const ImportPlan& plan, ImportResult result) {
    if (!mapsDataset())
        return adoptImport(fileName, {}, plan, std::move(result), {});
    const auto newer = std::make_shared<const ImportResult>(std::move(result));
    withMapsEvents([this, fileName, plan, newer](const Dataset& before, SharedContent old) {
        Job* job = startJob(
            m_document.get(),
            [old, newer](const JobControl& control) {
                return appendEvents(eventsIn(*old), eventsIn(newer->content), control);
            },
            [this, fileName, plan, newer, before](AppendResult appended) {
                finishAppend(fileName, plan, *newer, before, std::move(appended));
            },
            [this](const Error& error) { tellUnlessCancelled(error); });
        emit working(tr("Adding the events of %1").arg(fileName), job);
    });
}

void Session::finishAppend(const QString& fileName, const ImportPlan& plan,
                           const ImportResult& newer, const Dataset& before,
                           AppendResult appended) {
    const Dataset next = appendedDataset(before, fileName, plan, newer, appended);
    const QString told =
        appended.added == 0
            ? tr("All events of %1 were there already.").arg(fileName)
            : tr("%1 events of %2 customers were added (%3 of them new); %4 were there already.")
                  .arg(numberText(appended.added), numberText(appended.addedCustomers),
                       numberText(appended.newCustomers), numberText(appended.alreadyThere));
    const auto content = std::make_shared<const DatasetContent>(std::move(appended.log));
    putFollowing(
        next, content, tr("add events from %1").arg(fileName),
        [next, map = m_document->currentMap()](Project p) {
            return succeedDataset(std::move(p), map, next);
        },
        told);
}

void Session::prepareJoin(const QString& path, std::function<void(JoinPlan)> done) {
    withMapsEvents([this, path, done = std::move(done)](const Dataset&, SharedContent content) {
        Job* job = startJob(
            m_document.get(),
            [content, file = toPath(path)](const JobControl& control) {
                return proposeJoin(eventsIn(*content), file, customersKey(), control);
            },
            done, [this](const Error& error) { tellUnlessCancelled(error); });
        emit working(tr("Looking for the customers"), job);
    });
}

void Session::joinProperties(const QString& path, const JoinPlan& plan) {
    withMapsEvents([this, path, plan](const Dataset& before, SharedContent content) {
        const auto file = toPath(path);
        Job* job = startJob(
            m_document.get(),
            [content, file, plan](const JobControl& control) {
                return joinUserProperties(eventsIn(*content), file, plan, customersKey(), control);
            },
            [this, before, name = fromPath(file.filename())](JoinResult joined) {
                finishJoin(name, before, std::move(joined));
            },
            [this](const Error& error) { tellUnlessCancelled(error); });
        emit working(tr("Joining %1").arg(fromPath(file.filename())), job);
    });
}

void Session::finishJoin(const QString& fileName, const Dataset& before, JoinResult joined) {
    Dataset next = before;
    next.id = newId<DatasetId>(); // undo brings back what was known before
    next.source = sourceOf(before);
    next.source.push_back(
        {"join", fileName.toStdString(), nowMs(), static_cast<std::int64_t>(joined.rows),
         static_cast<std::int64_t>(joined.rows - joined.skipped - joined.strangers),
         joined.customers, std::nullopt, std::nullopt});
    QStringList kept;
    for (const std::string& name : joined.kept)
        kept << QString::fromStdString(name);
    const QString told = tr("%1 of %2 customers now have: %3.")
                             .arg(numberText(joined.customers), numberText(joined.log.units),
                                  kept.join(QStringLiteral(", ")));
    const auto content = std::make_shared<const DatasetContent>(std::move(joined.log));
    putFollowing(
        next, content, tr("join %1").arg(fileName),
        [next, id = before.id](Project p) { return exchangeDataset(std::move(p), id, next); },
        told);
}

void Session::forgetDataset(DatasetId id) {
    const Dataset* dataset = m_document ? m_document->project().datasets.find(id) : nullptr;
    if (dataset)
        m_document->edit(tr("forget %1").arg(QString::fromStdString(dataset->name)),
                         [id](Project p) { return removeDataset(std::move(p), id); });
}

} // namespace cairn
