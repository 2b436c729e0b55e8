#include "editor/window/import_flow.hpp"

#include <QFileInfo>

#include "cairn/model/templates.hpp"
#include "editor/dialogs/import_preview.hpp"
#include "editor/session.hpp"

namespace cairn {

ImportFlow::ImportFlow(Session* session, QWidget* window)
    : QObject(window), m_session(session), m_window(window) {}

ImportPreview* ImportFlow::preview() const {
    return qobject_cast<ImportPreview*>(m_preview.data());
}

void ImportFlow::start(const QString& path) {
    if (ImportPreview* before = preview())
        before->reject();
    const Document* document = m_session->document();
    const bool onOpenMap = document != nullptr;
    const Project project =
        onOpenMap ? document->project() : blankProject(tr("Untitled map").toStdString());
    const MapId map = onOpenMap ? document->currentMap() : mapsOf(project).front()->id;
    auto* preview = new ImportPreview(project, map, toPath(path), m_window);
    preview->setAttribute(Qt::WA_DeleteOnClose);
    m_preview = preview;
    connect(preview, &QDialog::accepted, this,
            [this, preview, onOpenMap, name = QFileInfo(path).fileName()] {
                const ImportOutcome& outcome = preview->outcome();
                if (onOpenMap)
                    m_session->adoptImport(name, outcome.datasetName, outcome.plan, outcome.result,
                                           outcome.bindings);
                else
                    m_session->newFromImport(name, outcome.datasetName, outcome.plan,
                                             outcome.result);
            });
    preview->open();
}

} // namespace cairn
