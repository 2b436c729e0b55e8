#include "editor/canvas/minimap.hpp"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

namespace cairn {
namespace {

constexpr int kMostWidth = 200, kMostHeight = 132;

} // namespace

Minimap::Minimap(QWidget* viewport) : QWidget(viewport) {
    setObjectName(QStringLiteral("minimap"));
    setAttribute(Qt::WA_NoMousePropagation);
    setFocusPolicy(Qt::NoFocus); // the canvas has keys for all that can be done here
    setCursor(Qt::PointingHandCursor);
    hide();
}

QSize Minimap::sizeFor(QSizeF map) {
    if (map.isEmpty())
        return {};
    return map.scaled(kMostWidth, kMostHeight, Qt::KeepAspectRatio)
        .toSize()
        .expandedTo(QSize(48, 32));
}

void Minimap::show(const QImage& picture, const QRectF& map, const QRectF& sight,
                   const Theme& theme) {
    m_picture = picture;
    m_map = map;
    m_theme = &theme;
    resize(sizeFor(map.size()));
    setSight(sight);
    setVisible(true);
    raise();
    update();
}

void Minimap::setSight(const QRectF& sight) {
    if (m_sight == sight)
        return;
    m_sight = sight;
    update();
}

QRectF Minimap::sightRect() const {
    if (m_map.isEmpty())
        return {};
    const double sx = width() / m_map.width(), sy = height() / m_map.height();
    const QRectF all((m_sight.left() - m_map.left()) * sx, (m_sight.top() - m_map.top()) * sy,
                     m_sight.width() * sx, m_sight.height() * sy);
    return all.intersected(QRectF(rect()));
}

void Minimap::paintEvent(QPaintEvent*) {
    if (!m_theme)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(rect()), m_picture);
    const QRectF seen = sightRect();
    QColor veil = m_theme->colour(Colour::Ground);
    veil.setAlphaF(0.55f);
    painter.setClipRegion(QRegion(rect()) - QRegion(seen.toAlignedRect()));
    painter.fillRect(rect(), veil);
    painter.setClipping(false);
    painter.setPen(QPen(m_theme->colour(Colour::Accent), 2));
    painter.drawRect(seen.adjusted(1, 1, -1, -1));
    painter.setPen(QPen(m_theme->colour(Colour::Line), 1));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

QPointF Minimap::placeAt(QPointF position) const {
    return {m_map.left() + std::clamp(position.x() / width(), 0.0, 1.0) * m_map.width(),
            m_map.top() + std::clamp(position.y() / height(), 0.0, 1.0) * m_map.height()};
}

/// The frame is dragged by where it is held; a press beside it brings it there.
void Minimap::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_map.isEmpty() || !onMove)
        return;
    const QPointF place = placeAt(event->position());
    const bool held = sightRect().contains(event->position());
    m_held = held ? place - m_sight.center() : QPointF();
    if (!held)
        onMove(place);
}

void Minimap::mouseMoveEvent(QMouseEvent* event) {
    if ((event->buttons() & Qt::LeftButton) && !m_map.isEmpty() && onMove)
        onMove(placeAt(event->position()) - m_held);
}

void Minimap::mouseReleaseEvent(QMouseEvent* event) {
    event->accept();
}

} // namespace cairn
