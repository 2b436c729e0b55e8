// Files that come to the window, by name or dropped on it, and its end.
#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/clipboard/incoming.hpp"
#include "editor/panels/chart_view.hpp"
#include "editor/panels/panels.hpp"
#include "editor/session.hpp"
#include "editor/style.hpp"
#include "editor/window/command_palette.hpp"
#include "editor/window/compare_view.hpp"
#include "editor/window/data_flow.hpp"
#include "editor/window/filter_bar.hpp"
#include "editor/window/find_bar.hpp"
#include "editor/window/guide.hpp"
#include "editor/window/main_window.hpp"
#include "editor/window/message_bar.hpp"
#include "editor/window/shortcuts.hpp"
#include "editor/window/shortcuts_page.hpp"
#include "editor/window/start_page.hpp"
#include "editor/window/top_bar.hpp"
#include "editor/window/work_bar.hpp"
#include <QCloseEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

namespace cairn {
namespace {

/// One file, or several tables.
QStringList droppedFiles(const QMimeData* data) {
    const QStringList tables = tablesIn(data);
    if (!tables.isEmpty())
        return tables;
    const auto urls = data->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? QStringList{urls.front().toLocalFile()}
                                                          : QStringList();
}

} // namespace

void MainWindow::openPath(const QString& path) {
    if (QFileInfo(path).suffix().compare("cairn", Qt::CaseInsensitive) == 0)
        m_session->openFile(path);
    else if (QFileInfo(path).suffix().compare("json", Qt::CaseInsensitive) == 0)
        m_session->openJson(path);
    else if (isMapText(path))
        m_session->openText(path);
    else
        importPaths({path});
}

void MainWindow::openPaths(const QStringList& paths) {
    if (paths.size() == 1)
        openPath(paths.front());
    else if (!paths.isEmpty())
        importPaths(paths);
}

void MainWindow::importPaths(const QStringList& paths) {
    const Document* document = m_session->document();
    const auto fresh = [this](const QStringList& files) {
        if (files.size() == 1)
            m_import.start(files.front());
        else
            m_import.startSeveral(files);
    };
    if (document && document->readOnly())
        m_messages->tell({tr("This project is open for reading only."),
                          tr("Save a copy to import into it."),
                          true,
                          {}});
    else if (document && !document->project().datasets.empty())
        m_data->offerAgain(paths, fresh);
    else
        fresh(paths);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    keepLayout();
    if (m_mayClose || !m_session->document() || m_closeFailed) {
        event->accept();
        return;
    }
    event->ignore();
    m_inspector->commitPending();
    m_session->close([this](bool kept) {
        m_mayClose = kept;
        m_closeFailed = !kept;
        if (kept)
            close();
    });
}

/// What nobody else has a use for: Escape puts the message away.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_messages->isVisible())
        m_messages->putAway();
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFiles(event->mimeData()).isEmpty() || mayTake(event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QStringList paths = droppedFiles(event->mimeData());
    event->acceptProposedAction();
    if (paths.isEmpty()) { // words, a table, a picture, elements of another window
        if (m_session->document())
            m_canvas->take(event->mimeData(), std::nullopt);
        else
            newFromMime(event->mimeData());
        return;
    }
    // The one who drags waits until the drop is over; a preview must not keep them.
    QMetaObject::invokeMethod(
        this, [this, paths] { openPaths(paths); }, Qt::QueuedConnection);
}

} // namespace cairn
