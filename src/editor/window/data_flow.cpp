#include "editor/window/data_flow.hpp"

#include <QFileInfo>
#include <QLocale>

#include "cairn/ingest/import.hpp"
#include "editor/dataset_facts.hpp"
#include "editor/session.hpp"
#include "editor/window/last_folder.hpp"

namespace cairn {

DataFlow::DataFlow(Session* session, QWidget* window)
    : QObject(window), m_session(session), m_window(window) {}

void DataFlow::ask(Kind kind, const FileChooser& chooser) {
    const QString title = kind == Kind::Append    ? tr("Add a newer export")
                          : kind == Kind::Replace ? tr("Replace the data")
                                                  : tr("Join properties of customers");
    const QString path = chooser.toOpen(m_window, title, lastFolder(),
                                        tr("Tables (*.csv *.tsv *.txt);;Any file (*)"));
    if (path.isEmpty())
        return;
    rememberFolder(path);
    if (kind == Kind::Join)
        join(path);
    else
        readNewer(kind, path);
}

void DataFlow::readNewer(Kind kind, const QString& path) {
    const Document* document = m_session->document();
    const Map* map = document ? document->project().maps.find(document->currentMap()) : nullptr;
    const Dataset* dataset = map ? document->project().datasets.find(map->funnel.dataset) : nullptr;
    if (!dataset)
        return;
    struct Newer {
        ImportPlan plan;
        ImportResult result;
    };
    const QString name = QFileInfo(path).fileName();
    Job* job = startJob(
        m_session->document(),
        [json = dataset->plan, file = toPath(path)](const JobControl& control) {
            Newer newer;
            const ImportPlan before = planFromJson(json);
            newer.plan = planAgain(before, sniffCsv(file), fromPath(file.filename()).toStdString())
                             .value_or(before);
            newer.result = importFile(file, newer.plan, usualImportOptions(), control);
            return newer;
        },
        [this, kind, name](Newer newer) {
            if (kind == Kind::Append)
                m_session->adoptAppend(name, newer.plan, std::move(newer.result));
            else
                m_session->adoptReplace(name, newer.plan, std::move(newer.result));
        },
        [this](const Error& error) {
            if (error.code() != ErrorCode::Cancelled)
                emit message(messageOf(error));
        });
    emit working(tr("Reading %1").arg(name), job);
}

void DataFlow::offerAgain(const QStringList& paths, std::function<void(const QStringList&)> asNew) {
    m_session->findAgain(paths, [this, paths, asNew](const std::optional<AgainFound>& found) {
        const auto fresh = [paths, asNew] { asNew(paths); };
        if (!found)
            return fresh();
        if (!found->knownName)
            return offer(*found, fresh);
        // The very same file once more is no newer export.
        m_session->looksNew(*found, [this, found, fresh](bool anything) {
            if (anything)
                return offer(*found, fresh);
            emit message({tr("%1 is the same export as in “%2”.")
                              .arg(filesName(found->files), QString::fromStdString(found->name)),
                          tr("Nothing in it is new, so nothing was changed."),
                          false,
                          {{tr("As new data…"), fresh}}});
        });
    });
}

void DataFlow::offer(const AgainFound& found, std::function<void()> fresh) {
    const QString files = filesName(found.files), data = QString::fromStdString(found.name);
    const QString advice =
        found.canAdd ? tr("Added, nothing is counted twice, and the map shows what changed.")
                     : tr("It would take their place, and the map shows what changed.");
    emit message(
        {found.files.size() == 1 ? tr("%1 looks like the newer export of “%2”.").arg(files, data)
                                 : tr("%1 look like the newer exports of “%2”.").arg(files, data),
         found.plan.keepIds ? advice + u' ' + idsKeptWords() : advice, // whole sentences both
         false,
         {{found.canAdd ? tr("Add it") : tr("Take their place"),
           [this, found] { readAgain(found); }},
          {tr("As new data…"), std::move(fresh)}}});
}

void DataFlow::readAgain(const AgainFound& found) {
    m_session->importAgain(found, [this](const AgainOutcome& outcome) { tellAgain(outcome); });
}

void DataFlow::tellAgain(const AgainOutcome& outcome) {
    using Came = AgainOutcome::Kind;
    const bool failed = outcome.kind == Came::Failed || outcome.kind == Came::Unsettled;
    emit message(
        {outcome.words,
         outcome.changed() ? tr("What changed is in the Data tab and on the map.") : QString(),
         failed,
         {}});
}

void DataFlow::join(const QString& path) {
    m_session->prepareJoin(path, [this, path](const JoinPlan& plan) { offerJoin(path, plan); });
}

/// What it would do is said before it is done; nothing personal is kept unless it is asked for.
void DataFlow::offerJoin(const QString& path, const JoinPlan& plan) {
    QStringList kept, left;
    for (std::size_t i = 0; i < plan.columns.size(); ++i)
        if (i != plan.key)
            (plan.columns[i].keep ? kept : left) << QString::fromStdString(plan.columns[i].name);
    const QLocale locale;
    const QString key = QString::fromStdString(plan.columns[plan.key].name);
    const QString found = tr("%1 of the first %2 rows are of customers you have, by “%3”.")
                              .arg(locale.toString(static_cast<qulonglong>(plan.sampledMatches)),
                                   locale.toString(static_cast<qulonglong>(plan.sampled)), key);
    if (kept.isEmpty()) {
        emit message({tr("%1 has nothing to join.").arg(QFileInfo(path).fileName()),
                      tr("%1 All other columns look personal: %2.")
                          .arg(found, left.join(QStringLiteral(", "))),
                      true,
                      {}});
        return;
    }
    QString advice = found;
    if (!left.isEmpty())
        advice +=
            u' ' +
            tr("Left out, because they look personal: %1.").arg(left.join(QStringLiteral(", ")));
    emit message({tr("Join %1 from %2? “%3” is forgotten afterwards.")
                      .arg(kept.join(QStringLiteral(", ")), QFileInfo(path).fileName(), key),
                  advice,
                  false,
                  {{tr("Join"), [this, path, plan] { m_session->joinProperties(path, plan); }}}});
}

} // namespace cairn
