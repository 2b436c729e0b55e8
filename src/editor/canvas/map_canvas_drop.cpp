// What is dropped on the map: files, pictures, text, elements of another window.

#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QMimeData>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/clipboard/incoming.hpp"
#include "editor/document.hpp"
#include "editor/jobs.hpp"
#include "editor/message.hpp"

namespace cairn {

namespace {

constexpr qint64 kLargestPicture = 8 * 1024 * 1024;

QString pictureTypeOf(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == "png"                       ? QStringLiteral("image/png")
           : suffix == "jpg" || suffix == "jpeg" ? QStringLiteral("image/jpeg")
                                                 : QString();
}

IncomingPicture readPicture(const QString& path) {
    QFile file(path);
    const auto refuse = [&](ErrorCode code, const char* why, const char* advice) {
        throw Error(code, "read the picture", why, advice, path.toStdString());
    };
    if (file.size() > kLargestPicture)
        refuse(ErrorCode::TooLarge, "it is larger than 8 MB", "Make it smaller first.");
    if (!file.open(QIODevice::ReadOnly))
        refuse(ErrorCode::NoAccess, "it cannot be opened", "");
    IncomingPicture picture{file.readAll(), pictureTypeOf(path),
                            QFileInfo(path).completeBaseName()};
    if (QImage::fromData(picture.bytes).isNull())
        refuse(ErrorCode::BadInput, "it is no PNG or JPEG", "");
    return picture;
}

} // namespace

/// Files are read on a worker; what is no part of a map (a project, a CSV) is the window's.
void MapCanvas::Impl::takeFile(const QString& path, const PasteFocus& focus) {
    const auto trouble = [this](const Error& error) {
        const Message message = messageOf(error);
        if (document)
            emit document->trouble(message.what, message.advice);
    };
    if (editable() && !pictureTypeOf(path).isEmpty())
        startJob(
            document, [path](const JobControl&) { return readPicture(path); },
            [this, focus](const IncomingPicture& picture) {
                attempt([&] { takePicture(picture, focus); });
            },
            trouble);
    else if (editable() && isMapText(path))
        startJob(
            document, [path](const JobControl&) { return readTextFile(path); },
            [this, focus](const Pasted& pasted) {
                attempt([&] { takeText(pasted, true, focus, {}); });
            },
            trouble);
    else
        emit q.fileDropped(path);
}

void MapCanvas::dragEnterEvent(QDragEnterEvent* event) {
    const bool file = !fileIn(event->mimeData()).isEmpty();
    if (!file && !(m_impl->editable() && mayTake(event->mimeData())))
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
    if (path.isEmpty() && !m_impl->editable())
        return event->ignore();
    event->acceptProposedAction();
    if (!path.isEmpty() && !m_impl->document) {
        emit fileDropped(path);
        return;
    }
    m_impl->take(event->mimeData(), event->position());
}

/// Cards may be dragged out of the canvas, onto another map.
MapId MapCanvas::Impl::otherMapAt(QPointF at) const {
    if (!mapFinder || !drag || drag->cards().empty())
        return {};
    const bool outside = !QRectF(QPointF(), scene.viewport).contains(at);
    return mapFinder(outside ? std::optional(q.viewport()->mapToGlobal(at.toPoint()))
                             : std::nullopt);
}

void MapCanvas::setMapFinder(std::function<MapId(std::optional<QPoint>)> finder) {
    m_impl->mapFinder = std::move(finder);
}

} // namespace cairn
