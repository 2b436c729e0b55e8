// Newer exports: of which data a file is one, and what it adds to them, on every map that shows
// them.
#include <QFileInfo>
#include <QLocale>
#include <algorithm>

#include "cairn/ingest/again.hpp"
#include "cairn/ingest/append.hpp"
#include "cairn/ingest/step_files.hpp"
#include "cairn/ingest/watch.hpp"
#include "cairn/model/edits.hpp"
#include "editor/dataset_facts.hpp"
#include "editor/session.hpp"
#include "editor/texts.hpp"

namespace cairn {

namespace {

struct AgainRead {
    ImportResult result;
    std::optional<AppendResult> appended;
    bool same = false; ///< counts that were there already
};

bool sameCounts(const DatasetContent& a, const DatasetContent& b) {
    if (const auto* answers = std::get_if<FeedbackAnswers>(&a))
        return std::holds_alternative<FeedbackAnswers>(b) &&
               *answers == std::get<FeedbackAnswers>(b);
    const auto* before = std::get_if<StepCounts>(&a);
    const auto* after = std::get_if<StepCounts>(&b);
    return before && after &&
           std::equal(before->rows.begin(), before->rows.end(), after->rows.begin(),
                      after->rows.end(), [](const StepCount& x, const StepCount& y) {
                          return x.step == y.step && x.segment == y.segment && x.count == y.count;
                      });
}

std::vector<std::filesystem::path> pathsOf(const QStringList& files) {
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files)
        paths.push_back(toPath(file));
    return paths;
}

AgainRead readAgain(const AgainFound& found, const DatasetContent& before, const JobControl& job) {
    const auto paths = pathsOf(found.files);
    std::vector<WatchedFile> looked;
    for (const auto& path : paths)
        looked.push_back(watchedFile(path));
    AgainRead read;
    read.result = paths.size() == 1
                      ? importFile(paths.front(), found.plan, usualImportOptions(), job)
                      : importStepFiles(paths, found.plan, usualImportOptions(), job);
    for (const WatchedFile& file : looked)
        if (!(watchedFile(file.path) == file))
            throw Error(ErrorCode::ChangedUnderneath, "import",
                        "the file changed while it was read", "Wait until it is whole.",
                        file.path.string());
    const auto* log = std::get_if<EventLog>(&before);
    const auto* newer = std::get_if<EventLog>(&read.result.content);
    if (found.canAdd && log && newer)
        read.appended = appendEvents(*log, *newer, job);
    else
        read.same = sameCounts(before, read.result.content);
    return read;
}

/// The choice of then is said each time it is followed.
QString withIds(const QString& words, const ImportPlan& plan) {
    return plan.keepIds ? words + u' ' + idsKeptWords() : words; // whole sentences both
}

QString wordsOf(const AgainRead& read, const QString& fileName) {
    if (!read.appended)
        return read.same ? Session::tr("The counts of %1 were there already.").arg(fileName)
                         : Session::tr("%1 took the place of the data before.").arg(fileName);
    if (read.appended->added == 0)
        return Session::tr("All events of %1 were there already.").arg(fileName);
    return Session::tr(
               "%1: %2 events of %3 customers added (%4 of them new); %5 were there already.")
        .arg(fileName, numberText(read.appended->added), numberText(read.appended->addedCustomers),
             numberText(read.appended->newCustomers), numberText(read.appended->alreadyThere));
}

Dataset datasetFor(const Dataset& before, const QString& fileName, const ImportPlan& plan,
                   const AgainRead& read) {
    if (read.appended)
        return appendedDataset(before, fileName, plan, read.result, *read.appended);
    const bool named = before.name != before.fileName;
    return datasetOf(newId<DatasetId>(), fileName, named ? before.name : std::string(), plan,
                     read.result);
}

/// Several files are put into the order of their steps.
std::optional<AgainMatch> matchOf(const std::vector<KnownImport>& known,
                                  std::vector<std::filesystem::path>& files) {
    if (files.size() == 1)
        return matchAgain(known, sniffCsv(files.front()),
                          fromPath(files.front().filename()).toStdString());
    for (const bool shown : {true, false})
        for (std::size_t i = known.size(); i-- > 0;)
            if (known[i].shown == shown && !known[i].plan.empty())
                if (auto plan = stepsAgain(planFromJson(known[i].plan), files))
                    return AgainMatch{i, std::move(*plan), true};
    return std::nullopt;
}

} // namespace

void Session::findAgain(const QStringList& paths,
                        std::function<void(std::optional<AgainFound>)> done) {
    if (!m_document || paths.isEmpty())
        return;
    struct Known {
        std::vector<KnownImport> imports;
        std::vector<Dataset> datasets;
    } known;
    const Project& project = m_document->project();
    const Map* map = project.maps.find(m_document->currentMap());
    for (const Dataset* dataset : datasetsOf(project)) {
        const bool superseded =
            std::any_of(project.datasets.begin(), project.datasets.end(),
                        [&](const auto& other) { return other->previous == dataset->id; });
        if (superseded)
            continue;
        const bool shown =
            map && (map->funnel.dataset == dataset->id || map->feedback == dataset->id);
        known.imports.push_back({dataset->fileName, dataset->plan, shown});
        known.datasets.push_back(*dataset);
    }
    startJob(
        m_document.get(),
        [known, files = pathsOf(paths)](const JobControl&) -> std::optional<AgainFound> {
            auto ordered = files;
            const auto match = matchOf(known.imports, ordered);
            if (!match)
                return std::nullopt;
            const Dataset& dataset = known.datasets[match->which];
            AgainFound found{dataset.id, dataset.name, match->plan, match->canAdd, {}, false};
            for (const auto& file : ordered) {
                found.files << fromPath(file);
                const std::string name = fromPath(file.filename()).toStdString();
                for (const SourcePart& part : sourceOf(dataset))
                    found.knownName |= part.file == name;
            }
            return found;
        },
        done,
        [done](const Error&) { done(std::nullopt); }); // the preview says what is wrong with it
}

void Session::withContentOf(DatasetId id, std::function<void(SharedContent)> then,
                            std::function<void(const Error&)> failed) {
    if (SharedContent content = m_findings->contentOf(id))
        return then(std::move(content));
    m_saver->loadDataset(id, std::move(then), std::move(failed));
}

void Session::looksNew(const AgainFound& found, std::function<void(bool)> done) {
    if (!m_document || !m_saver)
        return;
    const auto unreadable = [done](const Error&) { done(true); }; // the import says why
    const auto read = [this, found, done, unreadable,
                       document = QPointer(m_document.get())](SharedContent before) {
        if (!document)
            return;
        Job* job = startJob(
            document.data(),
            [found, before](const JobControl& control) {
                const AgainRead newer = readAgain(found, *before, control);
                return !newer.same && !(newer.appended && newer.appended->added == 0);
            },
            done, unreadable);
        emit working(tr("Looking for what is new"), job);
    };
    withContentOf(found.dataset, read, unreadable);
}

void Session::importAgain(const AgainFound& found, std::function<void(AgainOutcome)> done) {
    if (!m_document || !m_saver || found.files.isEmpty())
        return;
    const auto failed = [done](const Error& error) {
        const bool unsettled = error.code() == ErrorCode::ChangedUnderneath;
        done({unsettled ? AgainOutcome::Kind::Unsettled : AgainOutcome::Kind::Failed,
              messageOf(error).what});
    };
    const QString name = filesName(found.files);
    const auto read = [this, found, name, done, failed,
                       document = QPointer(m_document.get())](SharedContent before) {
        if (!document)
            return;
        Job* job = startJob(
            document.data(),
            [found, before](const JobControl& control) {
                return readAgain(found, *before, control);
            },
            [this, found, name, done, failed](AgainRead result) {
                const QString words = withIds(wordsOf(result, name), found.plan);
                const Dataset* known = m_document->project().datasets.find(found.dataset);
                if (!known)
                    return done({AgainOutcome::Kind::Failed,
                                 tr("The data that %1 belongs to are gone.").arg(name)});
                if (result.same || (result.appended && result.appended->added == 0))
                    return done({AgainOutcome::Kind::NothingNew, words});
                const Dataset next = datasetFor(*known, name, found.plan, result);
                const bool added = result.appended.has_value();
                auto content = std::make_shared<const DatasetContent>(
                    added ? DatasetContent(std::move(result.appended->log))
                          : std::move(result.result.content));
                keepAgain(found.dataset, next, std::move(content), added, words, done, failed);
            },
            failed);
        emit working(tr("Reading %1").arg(name), job);
    };
    withContentOf(found.dataset, read, failed);
}

void Session::keepAgain(DatasetId before, const Dataset& next, SharedContent content, bool added,
                        const QString& words, std::function<void(AgainOutcome)> done,
                        std::function<void(const Error&)> failed) {
    const auto put = [this, before, next, content, added, words, done,
                      document = QPointer(m_document.get())] {
        if (!document)
            return;
        const Map* map = document->project().maps.find(document->currentMap());
        if (map && map->funnel.dataset == before)
            m_findings->setContent(next.id, content);
        const QString file = QString::fromStdString(next.fileName);
        const bool kept = document->edit(
            added ? tr("add events from %1").arg(file) : tr("import %1").arg(file),
            [&](Project project) {
                project = supersedeDataset(std::move(project), before, next);
                for (const Map* shown : mapsOf(project))
                    if (shown->funnel.dataset == next.id) {
                        Map changed = *shown;
                        dropMissingColumns(changed.funnel, std::get_if<EventLog>(content.get()));
                        project = cairn::put(std::move(project), std::move(changed));
                    }
                return project;
            });
        if (kept)
            emit imported(next.id);
        done({kept ? (added ? AgainOutcome::Kind::Added : AgainOutcome::Kind::Replaced)
                   : AgainOutcome::Kind::Failed,
              words});
    };
    m_saver->putDataset(next.id, content, put, std::move(failed));
}

} // namespace cairn
