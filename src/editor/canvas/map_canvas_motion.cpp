// The view glides to where it is sent, and the overview in the corner follows it.

#include <QVariantAnimation>
#include <algorithm>
#include <cmath>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

constexpr int kGlide = 180;       ///< milliseconds
constexpr int kRedraw = 200;      ///< after the last change of the map
constexpr double kCornerAir = 12; ///< between the overview and the edges

} // namespace

void MapCanvas::Impl::stopGliding() {
    if (glide)
        glide->deleteLater();
    glide.clear();
}

/// To a zoom and a scroll; at once where motion is not wanted.
void MapCanvas::Impl::glideTo(double zoom, QPointF scroll) {
    stopGliding();
    const double fromZoom = scene.view.zoom;
    const QPointF fromScroll = scene.view.scroll;
    const auto arrive = [this, zoom, scroll, fromZoom] {
        settling = false;
        scene.view.zoom = zoom;
        scene.view.scroll = scroll;
        viewMoved();
        if (zoom != fromZoom)
            emit q.zoomChanged(zoom);
    };
    const bool far =
        std::abs(zoom - fromZoom) > 0.001 || (scroll - fromScroll).manhattanLength() > 4;
    if (!motion || !far || !q.isVisible())
        return arrive();
    auto* animation = new QVariantAnimation(&q);
    glide = animation;
    animation->setDuration(kGlide);
    animation->setEasingCurve(QEasingCurve::InOutCubic);
    animation->setStartValue(0.0);
    animation->setEndValue(1.0);
    // The middle of the view goes evenly over the map, the zoom by equal ratios.
    const QPointF half(scene.viewport.width() / 2, scene.viewport.height() / 2);
    const QPointF from = (fromScroll + half) / fromZoom, to = (scroll + half) / zoom;
    QObject::connect(animation, &QVariantAnimation::valueChanged, &q,
                     [this, half, from, to, fromZoom, zoom](const QVariant& value) {
                         const double t = value.toDouble();
                         const double now = fromZoom * std::pow(zoom / fromZoom, t);
                         // Places drift with the zoom, so that both arrive together.
                         const double share = zoom == fromZoom ? t
                                                               : (1 / fromZoom - 1 / now) /
                                                                     (1 / fromZoom - 1 / zoom);
                         scene.view.zoom = now;
                         scene.view.scroll = (from + (to - from) * share) * now - half;
                         settling = tiles.hasStale() || settling;
                         settleTimer.start(kGlide);
                         viewMoved();
                     });
    QObject::connect(animation, &QVariantAnimation::finished, &q, [this, arrive] {
        arrive();
        stopGliding();
    });
    animation->start();
}

/// Only where there is more of the map than is in sight, and room to show it.
bool MapCanvas::Impl::minimapNeeded() const {
    if (!minimapWanted || !document || layoutDue)
        return false;
    const QRectF content = scene.contentRect(), sight = sightOfMap();
    constexpr double kNearlyAll = 0.85; // what is missing then is seen by a turn of the wheel
    const bool all =
        sight.width() * sight.height() >= kNearlyAll * content.width() * content.height();
    return !all && !content.isEmpty() && scene.viewport.width() > 640 &&
           scene.viewport.height() > 440;
}

QRectF MapCanvas::Impl::sightOfMap() const {
    return scene.view.toMap(QRectF(QPointF(), scene.viewport)).intersected(scene.contentRect());
}

/// With a place of the map in the middle, but no further from the map than its edges: what is all
/// in sight in one direction stays where it is in that one.
QPointF MapCanvas::Impl::scrollAround(QPointF place) const {
    const QRectF content = scene.contentRect();
    const double zoom = scene.view.zoom;
    const auto along = [&](double wanted, double now, double first, double last, double room) {
        const double low = first * zoom, high = last * zoom - room;
        return high < low ? std::clamp(now, high, low) : std::clamp(wanted, low, high);
    };
    const QSizeF room = scene.viewport;
    const QPointF wanted = place * zoom - QPointF(room.width() / 2, room.height() / 2);
    const QPointF now = scene.view.scroll;
    return {along(wanted.x(), now.x(), content.left(), content.right(), room.width()),
            along(wanted.y(), now.y(), content.top(), content.bottom(), room.height())};
}

void MapCanvas::Impl::followMinimap() {
    if (!minimapNeeded()) {
        if (minimap)
            minimap->hide();
    } else if (!minimap || !minimap->isVisible()) {
        minimapTimer.start(0);
    } else {
        minimap->setSight(scene.view.toMap(QRectF(QPointF(), scene.viewport)));
    }
}

void MapCanvas::Impl::drawMinimap() {
    if (drag)
        return minimapTimer.start(kRedraw);
    if (!minimapNeeded())
        return followMinimap();
    const QRectF content = scene.contentRect();
    if (!minimap) {
        minimap = new Minimap(q.viewport());
        minimap->setAccessibleName(tr("Overview of the map"));
        minimap->onMove = [this](QPointF place) {
            stopGliding();
            panBy(scrollAround(place) - scene.view.scroll);
        };
    }
    const QSize size = Minimap::sizeFor(content.size());
    const double ratio = q.viewport()->devicePixelRatioF();
    QImage picture(size * ratio, QImage::Format_RGB32);
    picture.fill(theme->colour(Colour::Ground));
    QPainter painter(&picture);
    const double sx = picture.width() / content.width(), sy = picture.height() / content.height();
    painter.scale(sx, sy);
    painter.translate(-content.topLeft());
    std::vector<std::uint32_t> every;
    scene.items.query(fromQt(content), every);
    PaintOptions options = paintOptions();
    options.detailScale = std::min(sx, sy);
    paintItems(painter, scene.list, every, options);
    painter.end();
    minimap->show(picture, content, scene.view.toMap(QRectF(QPointF(), scene.viewport)), *theme);
    const double x =
        scene.list.rightToLeft ? kCornerAir : scene.viewport.width() - size.width() - kCornerAir;
    minimap->move(int(x), int(scene.viewport.height() - size.height() - kCornerAir));
}

void MapCanvas::setMotion(bool on) {
    m_impl->motion = on;
}

bool MapCanvas::showsMinimap() const {
    return m_impl->minimap && m_impl->minimap->isVisible();
}

void MapCanvas::setMinimap(bool shown) {
    m_impl->minimapWanted = shown;
    if (QAction* made = m_impl->action(CanvasCommand::Minimap))
        made->setChecked(shown);
    m_impl->followMinimap();
    emit minimapToggled(shown);
}

} // namespace cairn
