#include "render/pictures.hpp"

#include <QPaintEngine>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace cairn {
namespace {

constexpr double kCorner = 6;

/// The part of the image as a brush that fills the rectangle with at least `least` pixels each way,
/// and not many more than the device has.
QBrush textureFor(const QPainter& painter, const QImage& image, const QRectF& rect,
                  const QRectF& part, int least) {
    const QTransform device = painter.combinedTransform();
    const double scale = std::hypot(device.m11(), device.m12());
    const QSize pixels =
        (rect.size() * scale).toSize().boundedTo(part.size().toSize()).expandedTo({least, least});
    QBrush texture(
        image.copy(part.toRect()).scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    texture.setTransform(
        QTransform::fromScale(rect.width() / pixels.width(), rect.height() / pixels.height()) *
        QTransform::fromTranslate(rect.x(), rect.y()));
    return texture;
}

/// A PDF gets a clip (its outline stays a curve); a raster gets a textured shape (its clips have no
/// soft edge).
void paintInside(QPainter& painter, const QImage& image, const QRectF& rect, const QRectF& part,
                 const QPainterPath& outline, int least) {
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (painter.paintEngine()->type() == QPaintEngine::Pdf) {
        painter.setClipPath(outline, Qt::IntersectClip);
        painter.drawImage(rect, image, part);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(textureFor(painter, image, rect, part, least));
        painter.drawPath(outline);
    }
    painter.restore();
}

} // namespace

void paintPicture(QPainter& painter, const QImage& image, const QRectF& rect) {
    const QSizeF part = rect.size().scaled(QSizeF(image.size()), Qt::KeepAspectRatio);
    QPainterPath frame;
    frame.addRoundedRect(rect, kCorner, kCorner);
    paintInside(
        painter, image, rect,
        {QPointF((image.width() - part.width()) / 2, (image.height() - part.height()) / 2), part},
        frame, 4);
}

void paintPortrait(QPainter& painter, const QImage& image, const QRectF& rect) {
    const double side = std::min(image.width(), image.height());
    QPainterPath circle;
    circle.addEllipse(rect);
    paintInside(painter, image, rect,
                {(image.width() - side) / 2, (image.height() - side) / 2, side, side}, circle, 8);
}

} // namespace cairn
