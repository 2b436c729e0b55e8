// Files dropped on the map.

#include <QDragEnterEvent>
#include <QMimeData>
#include <QUrl>
#include <algorithm>

#include "editor/canvas/map_canvas_impl.hpp"

namespace cairn {

namespace {
QString fileIn(const QMimeData* data) {
    const auto urls = data->urls();
    const auto at =
        std::find_if(urls.begin(), urls.end(), [](const QUrl& u) { return u.isLocalFile(); });
    return at == urls.end() ? QString() : at->toLocalFile();
}
} // namespace

void MapCanvas::dragEnterEvent(QDragEnterEvent* event) {
    if (fileIn(event->mimeData()).isEmpty())
        return event->ignore();
    event->acceptProposedAction();
    m_impl->fileHovers = true;
    m_impl->updateAll();
}

void MapCanvas::dragMoveEvent(QDragMoveEvent* event) {
    event->setAccepted(m_impl->fileHovers);
}

void MapCanvas::dragLeaveEvent(QDragLeaveEvent*) {
    m_impl->fileHovers = false;
    m_impl->updateAll();
}

void MapCanvas::dropEvent(QDropEvent* event) {
    m_impl->fileHovers = false;
    m_impl->updateAll();
    const QString path = fileIn(event->mimeData());
    if (path.isEmpty())
        return event->ignore();
    event->acceptProposedAction();
    emit fileDropped(path);
}

} // namespace cairn
