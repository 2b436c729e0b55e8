// Where connectors can be taken hold of, and how one under way looks.

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "editor/canvas/grips.hpp"
#include "render/to_qt.hpp"

namespace cairn {
namespace {

constexpr double kHandle = 5; ///< radius, view pixels

RectF areaOf(const CanvasScene& scene, ElementId link) {
    QRectF area;
    for (const Region& region : scene.list.regions)
        if (region.kind == RegionKind::Link && region.element == link)
            area = area.united(toQt(region.rect));
    return fromQt(area);
}

/// Where a straight line from the middle of a rectangle to `to` leaves it, to its sides only.
QPointF sideTowards(const QRectF& rect, QPointF to) {
    if (to.x() > rect.right())
        return {rect.right(), rect.center().y()};
    if (to.x() < rect.left())
        return {rect.left(), rect.center().y()};
    return {rect.center().x(), to.y() > rect.center().y() ? rect.bottom() : rect.top()};
}

} // namespace

bool isConnectable(const Region& region) {
    return region.kind == RegionKind::Card || region.kind == RegionKind::StageHeader;
}

const Region* connectableAt(const CanvasScene& scene, QPointF viewPos) {
    const Region* region = scene.regionAt(viewPos);
    if (region && region->kind != RegionKind::StageHeader && !isConnectable(*region))
        region = scene.find(RegionKind::Card, region->element); // its badges
    return region && isConnectable(*region) ? region : nullptr;
}

std::vector<QPointF> connectHandles(const CanvasScene& scene, const Region& region) {
    const QRectF rect = scene.viewRect(region);
    if (!isConnectable(region) || scene.view.zoom < 0.3)
        return {};
    if (region.kind == RegionKind::StageHeader)
        return {{rect.center().x(), rect.bottom()}};
    return {{rect.right(), rect.center().y()}, {rect.left(), rect.center().y()}};
}

QPainterPath linkPath(const CanvasScene& scene, ElementId link) {
    const RectF area = areaOf(scene, link);
    for (const std::uint32_t i : scene.itemsOf(link, area)) {
        const Item& item = scene.list.items[i];
        const Path* path = std::get_if<Path>(&item.shape);
        if (!path || !path->arrow)
            continue;
        QTransform toView;
        const QPointF origin = scene.view.toView(QPointF()) + scene.shiftOf(item.layer);
        toView.translate(origin.x(), origin.y());
        toView.scale(scene.view.zoom, scene.view.zoom);
        return toView.map(pathOf(*path));
    }
    return {};
}

QRectF linkLabel(const CanvasScene& scene, ElementId link) {
    const Region* longest = nullptr;
    const auto length = [](const Region& r) { return std::max(r.rect.width, r.rect.height); };
    for (const Region& region : scene.list.regions) {
        if (region.kind != RegionKind::Link || region.element != link)
            continue;
        if (scene.textOf(region))
            return scene.viewRect(region);
        if (!longest || length(region) > length(*longest))
            longest = &region;
    }
    if (!longest)
        return {};
    QRectF place(0, 0, 120 * scene.view.zoom, 24 * scene.view.zoom);
    place.moveCenter(scene.viewRect(*longest).center());
    return place;
}

void paintHandle(QPainter& painter, QPointF at, const Theme& theme, bool filled) {
    painter.setPen(QPen(theme.colour(Colour::Accent), 1.5));
    painter.setBrush(theme.colour(filled ? Colour::Accent : Colour::Card));
    painter.drawEllipse(at, kHandle, kHandle);
}

void paintRubber(QPainter& painter, const CanvasScene& scene, const Region& from, QPointF to,
                 const Region* target, bool backwards, const Theme& theme) {
    const QColor accent = theme.colour(Colour::Accent);
    const QRectF rect = scene.viewRect(from);
    QPointF end = to;
    if (target) {
        const QRectF other = scene.viewRect(*target);
        QColor wash = accent;
        wash.setAlphaF(0.14f);
        painter.setPen(QPen(accent, 2));
        painter.setBrush(wash);
        painter.drawRoundedRect(other.adjusted(-2, -2, 2, 2), 8, 8);
        end = sideTowards(other, rect.center());
    }
    const QPointF start = sideTowards(rect, end);
    const bool level = start.y() == rect.center().y();
    const double reach = std::max(24.0, std::abs(end.x() - start.x()) / 2);
    const double sign = end.x() >= start.x() ? 1 : -1;
    QPainterPath path(start);
    if (level)
        path.cubicTo(start + QPointF(sign * reach, 0), end - QPointF(sign * reach, 0), end);
    else
        path.lineTo(end);
    painter.setPen(QPen(accent, 2, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    // The arrow head stands where the connector leads.
    const QPainterPath way = backwards ? path.toReversed() : path;
    const QPointF tip = way.pointAtPercent(1);
    const double angle = way.angleAtPercent(1) * M_PI / 180;
    const QPointF back(-std::cos(angle) * 9, std::sin(angle) * 9),
        aside(-back.y() / 2, back.x() / 2);
    painter.setBrush(accent);
    painter.drawPolygon(QPolygonF({tip, tip + back + aside, tip + back - aside}));
}

} // namespace cairn
