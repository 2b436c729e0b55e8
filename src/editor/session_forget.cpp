// What cannot be undone: data removed without trace, customers forgotten.
#include <QLocale>

#include "cairn/base/data_folder.hpp"
#include "cairn/base/text.hpp"
#include "cairn/ingest/fingerprints.hpp"
#include "cairn/store/project_file.hpp"
#include "editor/jobs.hpp"
#include "editor/session.hpp"
#include "editor/texts.hpp"

namespace cairn {

namespace {

Message toldOf(const Forgotten& forgotten) {
    std::uint64_t events = 0;
    for (const Forgotten::Part& part : forgotten.parts)
        events += part.events;
    Message told;
    told.what =
        forgotten.parts.empty()
            ? Session::tr("Nobody of that id is in the data.")
            : Session::tr("Forgotten: %1 events were taken out of %2 sets of data, with undo and "
                          "versions.")
                  .arg(numberText(events), numberText(forgotten.parts.size()));
    QStringList advice;
    if (forgotten.parts.empty())
        advice << Session::tr("Type it exactly as it stands in the file that was imported.");
    if (!forgotten.unsearchable.empty()) {
        QStringList names;
        for (const std::string& name : forgotten.unsearchable)
            names << QString::fromStdString(name);
        advice << Session::tr("Nobody can be found in data imported on another computer or without "
                              "fingerprints: %1. Remove those without trace if the customer may be "
                              "in them.")
                      .arg(names.join(QStringLiteral(", ")));
        told.grave = true;
    }
    if (forgotten.elsewhere > 0)
        advice << Session::tr("A copy that a crash left could not be rewritten: open or discard it "
                              "from the start page.");
    told.advice = advice.join(u' ');
    return told;
}

} // namespace

/// Nothing may be edited meanwhile: an edit would start from what is being taken away.
void Session::rewrite(const QString& what,
                      std::function<Forgotten(WorkingCopy&, const JobControl&)> work,
                      std::function<void(const Forgotten&)> done) {
    if (!m_document || !m_saver || m_document->readOnly())
        return;
    m_document->setReadOnly(true);
    const auto document = QPointer(m_document.get());
    // Of the session, not of the document: closing the project waits for it and does not stop it.
    const auto job = QPointer(Job::elsewhere(this));
    const auto over = [job] {
        if (job)
            job->finish();
    };
    const bool wasSaved = !m_saver->unsavedEdits();
    emit working(what, job);
    m_saver->rewrite([work = std::move(work),
                      control = job->control()](WorkingCopy& copy) { return work(copy, control); },
                     [this, document, over, done = std::move(done)](Saver::Rewritten rewritten) {
                         over();
                         if (!document)
                             return;
                         document->setReadOnly(false);
                         m_findings->forget();
                         document->adoptRewritten(std::move(rewritten.project),
                                                  std::move(rewritten.history));
                         removeOlderCopies();
                         m_saver->save();
                         done(rewritten.forgotten);
                     },
                     [this, document, over, wasSaved](const Error& error) {
                         over();
                         if (document) {
                             document->setReadOnly(false);
                             if (wasSaved) // nothing was changed after all
                                 m_saver->save();
                         }
                         if (error.code() == ErrorCode::Cancelled)
                             emit message({tr("Stopped: nothing was taken out."), {}, false, {}});
                         else
                             emit message(messageOf(error));
                     });
}

/// Once the file is saved: copies of it from before a newer Cairn hold what was to be forgotten.
void Session::removeOlderCopies() {
    if (!m_saver->origin())
        return;
    connect(
        m_saver.get(), &Saver::saved, m_document.get(),
        [this, file = *m_saver->origin()] {
            startJob(
                m_document.get(),
                [file](const JobControl&) {
                    for (const auto& copy : olderCopiesOf(file))
                        std::filesystem::remove(copy);
                    return true;
                },
                [](bool) {}, [this](const Error& error) { emit message(messageOf(error)); });
        },
        Qt::SingleShotConnection);
}

void Session::eraseDataset(DatasetId id) {
    const Dataset* dataset = m_document ? m_document->project().datasets.find(id) : nullptr;
    if (!dataset)
        return;
    const QString name = QString::fromStdString(dataset->name);
    rewrite(
        tr("Removing %1 without trace").arg(name),
        [id](WorkingCopy& copy, const JobControl& control) {
            copy.eraseDataset(id, control);
            return Forgotten();
        },
        [this, name](const Forgotten&) {
            emit message({tr("%1 is gone: from the project, from undo and from the named versions.")
                              .arg(name),
                          tr("The file it was imported from, and copies of this project elsewhere, "
                             "are not touched."),
                          false,
                          {}});
        });
}

void Session::forgetCustomer(const QString& id) {
    const std::string typed = id.trimmed().toStdString();
    if (typed.empty())
        return;
    rewrite(
        tr("Forgetting the customer"),
        [typed, folder = dataFolder()](WorkingCopy& copy, const JobControl& control) {
            const FingerprintKey key = loadOrMakeKey(folder);
            return copy.forgetCustomer(fingerprintOf(typed, key), key.id(), control, typed);
        },
        [this](const Forgotten& forgotten) { emit message(toldOf(forgotten)); });
}

void Session::forgetIds() {
    rewrite(
        tr("Forgetting all ids"),
        [](WorkingCopy& copy, const JobControl& control) {
            copy.forgetIds(control);
            return Forgotten();
        },
        [this](const Forgotten&) {
            emit message({tr("No id of a customer is left in the project, in undo or in the named "
                             "versions."),
                          tr("Copies of this project elsewhere are not touched."),
                          false,
                          {}});
        });
}

} // namespace cairn
