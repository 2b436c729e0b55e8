// The import preview: look, ask, import; each off the GUI thread, each cancelled by closing.
#include <QKeyEvent>
#include <QLineEdit>

#include "editor/dataset_facts.hpp"
#include "editor/dialogs/import_preview_impl.hpp"
#include "editor/session.hpp"

namespace cairn {

namespace {

/// How the map's data were read, for a newer export of the same source.
std::optional<ImportPlan> planOfMap(const Project& project, MapId map) {
    const Map* shown = project.maps.find(map);
    const Dataset* dataset = shown ? project.datasets.find(shown->funnel.dataset) : nullptr;
    if (!dataset || dataset->plan.empty())
        return std::nullopt;
    try {
        return planFromJson(dataset->plan);
    } catch (const Error&) {
        return std::nullopt; // of another Cairn: the file is looked at anew
    }
}

} // namespace

ImportPreview::ImportPreview(const Project& project, MapId map, std::filesystem::path file,
                             QWidget* parent)
    : QDialog(parent), m_impl(std::make_unique<Impl>()) {
    m_impl->self = this;
    m_impl->file = std::move(file);
    m_impl->reading = new ImportReading(m_impl->file, planOfMap(project, map), this);
    m_impl->namesJob = new LatestJob(this);
    m_impl->bindings = new ImportBindings(project, map, this);
    setWindowTitle(tr("Import data"));
    m_impl->build();
    resize(1080, 720);
    applyPanelStyle(this);
    m_impl->connectReading();
    m_impl->connectChoices();
    m_impl->beginLooking();
    m_impl->reading->look();
}

ImportPreview::~ImportPreview() = default;

const ImportOutcome& ImportPreview::outcome() const {
    return m_impl->outcome;
}
const ImportPlan& ImportPreview::plan() const {
    return m_impl->plan();
}
QString ImportPreview::sentence() const {
    return m_impl->understood->text();
}
QString ImportPreview::figures() const {
    return m_impl->counts->text();
}
void ImportPreview::setChooser(FileChooser chooser) {
    m_impl->chooser = std::move(chooser);
}

void ImportPreview::setRole(std::size_t column, ColumnRole role) {
    ImportPlan& plan = m_impl->plan();
    if (column >= plan.columns.size())
        return;
    try {
        giveRole(plan, m_impl->seen.sniffed, column, role);
    } catch (const Error& error) {
        m_impl->showTrouble(qs(error.why()), qs(error.advice()));
        return;
    }
    m_impl->column = column;
    m_impl->planChanged(true);
}

void ImportPreview::exportSkipped() {
    if (!m_impl->ready || !planTrouble(m_impl->plan()).empty())
        return;
    const QString suggested = qs(m_impl->file.parent_path().string()) + QLatin1Char('/') +
                              tr("%1-skipped.csv").arg(qs(m_impl->file.stem().string()));
    const QString target =
        m_impl->chooser.toSave(this, tr("Export skipped rows"), suggested, tr("Table (*.csv)"));
    if (!target.isEmpty())
        m_impl->reading->exportSkipped(m_impl->plan(), toPath(target));
}

void ImportPreview::startImport() {
    if (!m_impl->ready || m_impl->importJob || !planTrouble(m_impl->plan()).empty())
        return;
    m_impl->reading->stopCounting(); // the import tells it all
    m_impl->setBusy(true);
    m_impl->showTrouble({}, {});
    m_impl->showProgress(true, tr("Reading…"));
    m_impl->importJob = startJob(
        this,
        [path = m_impl->file, plan = m_impl->plan()](const JobControl& job) {
            return importFile(path, plan, usualImportOptions(), job);
        },
        [this](ImportResult result) { m_impl->finishImport(std::move(result)); },
        [this](const Error& error) { m_impl->importFailed(error); });
    m_impl->setBusy(true);
    connect(m_impl->importJob, &Job::progress, this, [this](double fraction, const QString&) {
        if (m_impl->importJob)
            m_impl->showShare(fraction, tr("Reading… %1 %"));
    });
}

void ImportPreview::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && qobject_cast<QLineEdit*>(focusWidget())) {
        focusNextChild(); // the word is taken; the import is asked for by its button
        return;
    }
    QDialog::keyPressEvent(event);
}

void ImportPreview::reject() {
    m_impl->closed = true;
    m_impl->reading->stop();
    m_impl->namesJob->cancel();
    if (m_impl->importJob)
        m_impl->importJob->cancel();
    m_impl->outcome = {};
    QDialog::reject();
}

} // namespace cairn
