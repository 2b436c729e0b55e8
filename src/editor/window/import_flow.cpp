#include "editor/window/import_flow.hpp"

#include <QFileInfo>
#include <QLocale>

#include "cairn/ingest/skipped.hpp"
#include "cairn/model/templates.hpp"
#include "editor/dataset_facts.hpp"
#include "editor/dialogs/import_preview.hpp"
#include "editor/dialogs/step_files_dialog.hpp"
#include "editor/session.hpp"

namespace cairn {

ImportFlow::ImportFlow(Session* session, QWidget* window)
    : QObject(window), m_session(session), m_window(window) {
    connect(session, &Session::imported, this, [this](DatasetId id) {
        if (!m_taken.isEmpty())
            m_sources.insert(id.value, std::exchange(m_taken, {}));
        if (!m_table.isEmpty())
            emit tableLeft(std::exchange(m_table, {}));
    });
    connect(session, &Session::skippedWanted, this, &ImportFlow::exportSkipped);
}

struct ImportFlow::Target {
    bool open = false; ///< the map that is open; else one that is made for the data
    Project project;
    MapId map;
};

ImportFlow::Target ImportFlow::target() const {
    if (const Document* document = m_session->document())
        return {true, document->project(), document->currentMap()};
    Target fresh{false, blankProject(tr("Untitled map").toStdString()), {}};
    fresh.map = mapsOf(fresh.project).front()->id;
    return fresh;
}

void ImportFlow::adopt(const QString& name, const ImportOutcome& outcome, bool toOpenMap) {
    if (toOpenMap)
        m_session->adoptImport(name, outcome.datasetName, outcome.plan, outcome.result,
                               outcome.bindings, true, outcome.additions);
    else
        m_session->newFromImport(name, outcome.datasetName, outcome.plan, outcome.result);
}

ImportPreview* ImportFlow::preview() const {
    return qobject_cast<ImportPreview*>(m_preview.data());
}

StepFilesDialog* ImportFlow::stepFiles() const {
    return qobject_cast<StepFilesDialog*>(m_preview.data());
}

void ImportFlow::startSeveral(const QStringList& paths) {
    std::vector<std::filesystem::path> files;
    for (const QString& path : paths)
        files.push_back(toPath(path));
    Job* job = startJob(
        this, [files](const JobControl& control) { return proposeStepFiles(files, control); },
        [this](const StepFiles& found) { askAbout(found); },
        [this](const Error& error) {
            if (error.code() != ErrorCode::Cancelled)
                emit message(messageOf(error));
        });
    emit working(tr("Looking at %1 files").arg(QLocale().toString(paths.size())), job);
}

void ImportFlow::askAbout(const StepFiles& files) {
    if (files.steps.size() < 2) {
        QStringList why;
        for (const auto& [file, reason] : files.others)
            why << tr("%1: %2", "a file's name, and a whole sentence about it")
                       .arg(fromPath(file.filename()), QString::fromStdString(reason));
        if (why.isEmpty())
            why << tr("Import the files one by one.");
        emit message({tr("Several files at once must be one for each step of a funnel."),
                      why.join(QLatin1Char('\n')),
                      true,
                      {}});
        return;
    }
    if (auto* before = qobject_cast<QDialog*>(m_preview.data()))
        before->reject();
    const Target on = target();
    auto* dialog = new StepFilesDialog(on.project, on.map, files, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_preview = dialog;
    connect(dialog, &QDialog::accepted, this, [this, dialog, toOpenMap = on.open] {
        const ImportOutcome& outcome = dialog->outcome();
        const QString name = filesName(dialog->files());
        m_taken.clear();
        m_table = dialog->tables().size() == 1 ? dialog->tables().front() : QString();
        adopt(name, outcome, toOpenMap);
    });
    dialog->open();
}

void ImportFlow::start(const QString& path) {
    if (auto* before = qobject_cast<QDialog*>(m_preview.data()))
        before->reject();
    const Target on = target();
    auto* preview = new ImportPreview(on.project, on.map, toPath(path), m_window);
    preview->setAttribute(Qt::WA_DeleteOnClose);
    if (m_chooser)
        preview->setChooser(*m_chooser);
    m_preview = preview;
    connect(preview, &QDialog::accepted, this,
            [this, preview, toOpenMap = on.open, path, name = QFileInfo(path).fileName()] {
                const ImportOutcome& outcome = preview->outcome();
                m_taken = path;
                adopt(name, outcome, toOpenMap);
            });
    preview->open();
}

/// Where the dataset's rows came from; asked for when that is not known, or is not there any more.
QString ImportFlow::sourceOf(const Dataset& dataset) const {
    const QString known = m_sources.value(dataset.id.value);
    if (!known.isEmpty() && QFileInfo::exists(known))
        return known;
    return m_chooser->toOpen(m_window,
                             tr("Where is %1?").arg(QString::fromStdString(dataset.fileName)), {},
                             tr("Tables (*.csv *.tsv *.txt);;Any file (*)"));
}

void ImportFlow::exportSkipped(DatasetId id) {
    const Document* document = m_session->document();
    const Dataset* dataset = document ? document->project().datasets.find(id) : nullptr;
    if (!dataset || !m_chooser)
        return;
    const QString source = sourceOf(*dataset);
    if (source.isEmpty())
        return;
    const QFileInfo file(source);
    const QString suggested =
        file.absolutePath() + u'/' + tr("%1-skipped.csv").arg(file.completeBaseName());
    const QString target =
        m_chooser->toSave(m_window, tr("Export skipped rows"), suggested, tr("Table (*.csv)"));
    if (target.isEmpty())
        return;
    Job* job = startJob(
        this,
        [json = dataset->plan, from = toPath(source),
         to = toPath(target)](const JobControl& control) {
            return exportSkippedRows(from, planFromJson(json), to, control);
        },
        [this, name = QFileInfo(target).fileName()](std::uint64_t rows) {
            emit message({rows == 1
                              ? tr("1 skipped row is in %1.").arg(name)
                              : tr("%1 skipped rows are in %2.")
                                    .arg(QLocale().toString(static_cast<qulonglong>(rows)), name),
                          tr("They stand there as in your file, with all their cells."),
                          false,
                          {}});
        },
        [this](const Error& error) {
            if (error.code() != ErrorCode::Cancelled)
                emit message(messageOf(error));
        });
    emit working(tr("Looking for skipped rows"), job);
}

} // namespace cairn
