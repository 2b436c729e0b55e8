#include "editor/canvas/ghost.hpp"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>

#include "render/fonts.hpp"
#include "render/paint.hpp"

namespace cairn {
namespace {

constexpr double kShadow = 12; // map units around a card that its shadow may take

} // namespace

Ghost::Ghost(const CanvasScene& scene, std::span<const Region* const> regions, const Theme& theme) {
    QRectF frame;
    for (const Region* region : regions)
        frame = frame.united(toQt(region->rect));
    frame.adjust(-kShadow, -kShadow, kShadow, kShadow);
    m_frame = fromQt(frame);
    const double scale = scene.view.zoom * scene.view.pixelRatio;
    constexpr double kMostPixels = 3000; // a picture of half the map helps nobody
    const QSizeF size(std::min(frame.width() * scale, kMostPixels),
                      std::min(frame.height() * scale, kMostPixels));
    m_image = QImage(size.toSize().expandedTo(QSize(1, 1)), QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    QPainter painter(&m_image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing |
                           QPainter::SmoothPixmapTransform);
    painter.scale(scale, scale);
    painter.translate(-frame.topLeft());
    PaintOptions options;
    options.theme = &theme;
    options.detailScale = scale;
    for (const Region* region : regions) {
        if (region->kind ==
            RegionKind::Card) { // some cards are bare words: in the air they need paper
            painter.setPen(QPen(theme.colour(Colour::Accent), 2));
            painter.setBrush(theme.colour(Colour::Card));
            painter.drawRoundedRect(toQt(region->rect), 8, 8);
        }
        for (const std::uint32_t i : scene.itemsOf(region->element, region->rect))
            paintItem(painter, scene.list.items[i], options);
    }
}

QRectF Ghost::viewRect(const ViewTransform& view, QPointF mapTopLeft) const {
    return {view.toView(mapTopLeft), QSizeF(m_frame.width, m_frame.height) * view.zoom};
}

void Ghost::paint(QPainter& painter, const ViewTransform& view, QPointF mapTopLeft) const {
    painter.save();
    painter.setOpacity(0.92);
    painter.drawImage(viewRect(view, mapTopLeft), m_image);
    painter.restore();
}

void paintPlate(QPainter& painter, const QString& text, QPointF leftMiddle, const Theme& theme) {
    painter.save();
    painter.setFont(fontFor(TextRole::SmallStrong));
    const QFontMetricsF metrics(painter.font());
    const QRectF plate(leftMiddle.x(), leftMiddle.y() - 12,
                       std::max(24.0, metrics.horizontalAdvance(text) + 16), 24);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(Colour::Accent));
    painter.drawRoundedRect(plate, 12, 12);
    painter.setPen(theme.colour(Colour::OnAccent));
    painter.drawText(plate, Qt::AlignCenter, text);
    painter.restore();
}

void paintMarker(QPainter& painter, QPointF from, QPointF to, const Theme& theme) {
    painter.save();
    painter.setPen(QPen(theme.colour(Colour::Accent), 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(from, to);
    painter.setBrush(theme.colour(Colour::Accent));
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(from, 4, 4);
    painter.drawEllipse(to, 4, 4);
    painter.restore();
}

} // namespace cairn
