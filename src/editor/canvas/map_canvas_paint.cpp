// A frame: tiles of the map, the headers that stay in view, then selection, focus and what is being
// dragged.

#include <QLineF>
#include <QPaintEvent>
#include <cmath>
#include <mutex>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/overlays.hpp"
#include "editor/document.hpp"

namespace cairn {

void MapCanvas::Impl::updateAll() {
    q.viewport()->update();
}

void MapCanvas::Impl::updateMap(const RectF& mapArea) {
    q.viewport()->update(scene.view.toView(mapArea).adjusted(-8, -8, 8, 8).toAlignedRect());
}

QImage MapCanvas::Impl::imageOf(ElementId id) {
    // Tiles are drawn by two threads.
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    const Image* image = document ? document->project().images.find(id.as<ImageTag>()) : nullptr;
    if (!image)
        return {};
    auto& [source, picture] = images[id];
    if (source != image) {
        source = image;
        picture.loadFromData(reinterpret_cast<const uchar*>(image->bytes.data()),
                             static_cast<int>(image->bytes.size()));
    }
    return picture;
}

PaintOptions MapCanvas::Impl::paintOptions() {
    PaintOptions options;
    options.theme = theme;
    options.detailScale = tiles.scale();
    options.image = [this](ElementId id) { return imageOf(id); };
    return options;
}

void MapCanvas::Impl::drawItems(QPainter& painter, const RectF& area) {
    thread_local std::vector<std::uint32_t> shown;
    scene.items.query(area, shown);
    if (!faded.empty())
        return paintFaded(painter, shown);
    paintItems(painter, scene.list, shown, paintOptions());
}

/// A band shows its own headers; that of the lanes also the lines between them, which run on
/// through the map.
void MapCanvas::Impl::drawHeaders(QPainter& painter, const RectF& area, Layer layer) {
    thread_local std::vector<std::uint32_t> shown;
    scene.items.query(area, shown);
    std::erase_if(shown, [&](std::uint32_t i) {
        const Item& item = scene.list.items[i];
        const bool line = layer == Layer::LaneHeader && item.layer == Layer::Scroll &&
                          !item.element && !std::holds_alternative<Text>(item.shape);
        return item.layer != layer && !line;
    });
    paintItems(painter, scene.list, shown, paintOptions());
}

void MapCanvas::Impl::applyScale() {
    scene.view.pixelRatio = q.viewport()->devicePixelRatioF();
    const double scale = scene.view.zoom * scene.view.pixelRatio;
    tiles.setScale(scale);
    stageTiles.setScale(scale);
    laneTiles.setScale(scale);
}

/// `shift`: how far what is shown there has been moved from its natural place.
TileCache::Sight MapCanvas::Impl::sightOf(const QRectF& viewArea, QPointF shift) const {
    const double ratio = scene.view.pixelRatio;
    const QPointF corner = (scene.view.aligned() - shift) * ratio;
    const QPoint offset(int(std::lround(corner.x())), int(std::lround(corner.y())));
    const QRect device =
        QRectF(viewArea.topLeft() * ratio, viewArea.size() * ratio).toAlignedRect();
    TileCache::Sight sight;
    sight.area = device.translated(offset);
    sight.origin = QPointF(device.topLeft()) / ratio;
    sight.pixelRatio = ratio;
    return sight;
}

void MapCanvas::Impl::paintBand(QPainter& painter, const QRect& dirty, const QRectF& band,
                                QPointF shift, Layer layer) {
    if (band.isEmpty() || !band.intersects(dirty))
        return;
    TileCache& cache = layer == Layer::StageHeader ? stageTiles : laneTiles;
    painter.save();
    painter.setClipRect(band, Qt::IntersectClip);
    const auto sight = sightOf(band, shift);
    if (settling && cache.hasStale())
        cache.paintStale(painter, sight);
    else
        cache.paint(painter, sight,
                    [this, layer](QPainter& p, const RectF& area) { drawHeaders(p, area, layer); });
    painter.restore();
}

void MapCanvas::Impl::paintOverlays(QPainter& painter, const QRect& dirty, bool headers) {
    const QRectF seen = QRectF(dirty).adjusted(-8, -8, 8, 8);
    const auto mine = [&](const Region* region) {
        return region && (region->layer != Layer::Scroll) == headers &&
               scene.viewRect(*region).intersects(seen);
    };
    if (const Region* region = hover && !drag && !editor ? scene.find(*hover) : nullptr;
        mine(region))
        paintHover(painter, scene, *region, *theme,
                   region->kind == RegionKind::Cell && editable() &&
                       scene.cardsIn(*region).empty());
    paintFindMarks(painter, scene, findMarks, seen, headers, *theme);
    if (drag && drag->hidesSelection())
        return;
    for (const ElementId id : document->selection())
        if (const Region* region = scene.mainRegion(id);
            mine(region) && !(editor && target.spot.element == id))
            paintSelection(painter, scene, *region, *theme);
    if (const Region* region = spotRegion(); q.hasFocus() && !editor && mine(region))
        paintFocus(painter, scene, *region, *theme);
}

void MapCanvas::Impl::paint(QPainter& painter, const QRect& dirty) {
    ensureLayout();
    applyScale();
    if (!document) {
        painter.fillRect(dirty, theme->colour(Colour::Ground));
        return;
    }
    const auto sight = sightOf(dirty, {});
    if (settling && tiles.hasStale())
        tiles.paintStale(painter, sight);
    else
        tiles.paint(painter, sight, [this](QPainter& p, const RectF& area) { drawItems(p, area); });

    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const Pins pins = scene.pins();
    paintOverlays(painter, dirty, false); // the bands go over it
    paintBand(painter, dirty, pins.laneBand, pins.laneShift, Layer::LaneHeader);
    paintBand(painter, dirty, pins.stageBand, pins.stageShift, Layer::StageHeader);
    if (pins.stages && pins.lanes)
        painter.fillRect(
            QRectF(pins.laneBand.left(), 0, pins.laneBand.width(), pins.stageBand.height()),
            theme->colour(Colour::Ground));
    painter.setPen(QPen(theme->colour(Colour::Line), 1));
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (pins.stages)
        painter.drawLine(
            QLineF(0, pins.stageBand.bottom(), scene.viewport.width(), pins.stageBand.bottom()));
    if (pins.lanes) {
        const double x = scene.list.rightToLeft ? pins.laneBand.left() : pins.laneBand.right();
        painter.drawLine(
            QLineF(x, pins.stages ? 0 : pins.laneBand.top(), x, pins.laneBand.bottom()));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintOverlays(painter, dirty, true);
    paintGrips(painter);
    if (drag)
        drag->paint(painter);
    if (fileHovers) {
        painter.setPen(QPen(theme->colour(Colour::Accent), 3, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(QPointF(), scene.viewport).adjusted(6, 6, -6, -6), 10, 10);
    }
    if (!settling && !drag)
        prefetchTimer.start();
}

void MapCanvas::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    m_impl->paint(painter, event->rect());
}

} // namespace cairn
