// Zoom, pan, fit, and the scroll bars that follow.

#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

constexpr double kFitMargin = 24;
constexpr int kRest = 90; ///< milliseconds without a zoom step before sharp tiles are drawn

QPointF centreOf(const QSizeF& size) {
    return {size.width() / 2, size.height() / 2};
}

} // namespace

void MapCanvas::Impl::setView(double zoom, QPointF anchor, bool live) {
    ensureLayout();
    stopGliding();
    firstWidth = 0;
    const double before = scene.view.zoom;
    scene.view.zoomAround(zoom, anchor);
    scene.view.keepInView(scene.contentRect(), scene.viewport);
    settling = live && (settling || scene.view.zoom != before);
    if (live)
        settleTimer.start(kRest);
    viewMoved();
    if (scene.view.zoom != before)
        emit q.zoomChanged(scene.view.zoom);
}

void MapCanvas::Impl::fitTo(const QRectF& mapArea, double largest) {
    if (mapArea.isEmpty())
        return;
    stopGliding();
    firstWidth = 0;
    const ViewTransform from = scene.view;
    scene.view.fit(mapArea, scene.viewport, kFitMargin, largest);
    // Headers that stay in view must not lie on what was asked for.
    if (mapArea != scene.contentRect()) {
        viewMoved();
        reveal(mapArea);
    }
    const ViewTransform to = scene.view;
    scene.view = from;
    glideTo(to.zoom, to.scroll);
}

void MapCanvas::Impl::panBy(QPointF viewDelta) {
    stopGliding();
    firstWidth = 0;
    scene.view.scroll += viewDelta;
    scene.view.keepInView(scene.contentRect(), scene.viewport);
    viewMoved();
}

void MapCanvas::Impl::viewMoved() {
    syncBars();
    updateAll();
    placeEditor();
    hover.reset();
    followMinimap();
}

/// The bars span the map and, when the view has gone beyond its edge, what is shown there.
void MapCanvas::Impl::syncBars() {
    syncingBars = true;
    const QRectF content = scene.contentRect();
    const auto sync = [](QScrollBar* bar, double low, double high, double page, double at) {
        const int from = int(std::floor(std::min(low, at)));
        const int to = int(std::ceil(std::max(high - page, at)));
        const bool fits = at <= low + 0.5 && high - page <= at + 0.5; // all of it is in sight
        bar->setPageStep(std::max(1, int(page)));
        bar->setRange(fits ? 0 : from, fits ? 0 : std::max(from, to));
        bar->setValue(fits ? 0 : int(std::lround(at)));
    };
    const ViewTransform& view = scene.view;
    sync(q.horizontalScrollBar(), content.left() * view.zoom, content.right() * view.zoom,
         scene.viewport.width(), view.scroll.x());
    sync(q.verticalScrollBar(), content.top() * view.zoom, content.bottom() * view.zoom,
         scene.viewport.height(), view.scroll.y());
    syncingBars = false;
}

/// The hand rests: sharp tiles are drawn a few at a time and shown when all are there.
void MapCanvas::Impl::settle() {
    if (!settling)
        return;
    constexpr int kTilesAtATime = 6;
    applyScale();
    const auto sight = sightOf(QRectF(QPointF(), scene.viewport), {});
    const bool complete =
        tiles.prepare(sight.area, kTilesAtATime, sight.pixelRatio,
                      [this](QPainter& painter, const RectF& area) { drawItems(painter, area); });
    if (!complete) {
        settleTimer.start(0);
        return;
    }
    settling = false;
    updateAll();
}

/// Draws the tiles around the viewport while nothing happens, so that panning finds them ready.
void MapCanvas::Impl::prefetch() {
    if (settling || drag || press || layoutDue || scene.view.zoom < 0.35)
        return;
    applyScale();
    const auto sight = sightOf(QRectF(QPointF(), scene.viewport), {});
    constexpr int kRing = TileCache::kTile;
    const QRect ring = sight.area.adjusted(-kRing, -kRing, kRing, kRing);
    if (!tiles.prepare(ring, 1, sight.pixelRatio,
                       [this](QPainter& painter, const RectF& area) { drawItems(painter, area); }))
        prefetchTimer.start();
}

void MapCanvas::Impl::reveal(const QRectF& mapArea) {
    const Pins now = scene.pins();
    QRectF room(QPointF(), scene.viewport);
    constexpr double kAir = 24;
    const double top = (scene.list.stageHeaderBottom - scene.list.stageHeaderTop) * scene.view.zoom;
    if (now.stages || mapArea.top() > scene.list.stageHeaderBottom)
        room.setTop(std::min(room.height() / 3, top + 12));
    const double side = std::min(room.width() / 3, scene.list.laneHeaderWidth * scene.view.zoom);
    if (scene.list.rightToLeft)
        room.setRight(room.right() - side);
    else if (mapArea.left() >= scene.list.laneHeaderWidth)
        room.setLeft(side);
    room.adjust(kAir / 2, kAir / 2, -kAir, -kAir);
    const QRectF view = scene.view.toView(fromQt(mapArea));
    QPointF delta;
    if (view.right() > room.right())
        delta.setX(view.right() - room.right());
    if (view.left() - delta.x() < room.left())
        delta.setX(view.left() - room.left());
    if (view.bottom() > room.bottom())
        delta.setY(view.bottom() - room.bottom());
    if (view.top() - delta.y() < room.top())
        delta.setY(view.top() - room.top());
    if (!delta.isNull())
        panBy(delta);
}

bool MapCanvas::Impl::handleGesture(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() != Qt::ZoomNativeGesture)
            return false;
        setView(scene.view.zoom * (1 + gesture->value()), gesture->position(), true);
        return true;
    }
    auto* gestures = static_cast<QGestureEvent*>(event);
    auto* pinch = static_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture));
    if (!pinch)
        return false;
    const QPointF at = q.viewport()->mapFromGlobal(pinch->hotSpot());
    if (pinch->changeFlags() & QPinchGesture::ScaleFactorChanged)
        setView(scene.view.zoom * pinch->scaleFactor(), at, true);
    gestures->accept(pinch);
    return true;
}

void MapCanvas::Impl::handleWheel(QWheelEvent* event) {
    ensureLayout();
    constexpr double kNotch = 120, kPixelsANotch = 80;
    event->accept();
    if (event->modifiers() & Qt::ControlModifier) {
        constexpr double kZoomANotch = 1.2;
        const double notches = event->angleDelta().y() / kNotch;
        if (notches != 0)
            setView(scene.view.zoom * std::pow(kZoomANotch, notches), event->position(), true);
        return;
    }
    QPointF delta = event->pixelDelta().isNull()
                        ? QPointF(event->angleDelta()) / kNotch * kPixelsANotch
                        : QPointF(event->pixelDelta());
    if (event->modifiers() & Qt::ShiftModifier && delta.x() == 0)
        delta = QPointF(delta.y(), 0);
    panBy(-delta);
    if (drag)
        moveDrag(mouseAt, event->modifiers());
}

void MapCanvas::setFindMarks(const FindMarks& marks) {
    if (m_impl->findMarks == marks)
        return;
    m_impl->findMarks = marks;
    m_impl->updateAll();
}

const FindMarks& MapCanvas::findMarks() const {
    return m_impl->findMarks;
}

double MapCanvas::zoom() const {
    return m_impl->scene.view.zoom;
}

void MapCanvas::setZoom(double zoom, QPointF viewportAnchor) {
    m_impl->setView(zoom, viewportAnchor, false);
}

void MapCanvas::zoomIn() {
    setZoom(nextZoomStep(zoom(), true), centreOf(m_impl->scene.viewport));
}

void MapCanvas::zoomOut() {
    setZoom(nextZoomStep(zoom(), false), centreOf(m_impl->scene.viewport));
}

void MapCanvas::zoomToFit() {
    m_impl->ensureLayout();
    m_impl->viewDue = m_impl->viewDue && m_impl->scene.viewport.isEmpty();
    m_impl->fitTo(m_impl->scene.contentRect(), 1.0);
}

void MapCanvas::zoomToActualSize() {
    setZoom(1.0, centreOf(m_impl->scene.viewport));
    // A map larger than the view fills it: no empty ground beside it.
    Impl& my = *m_impl;
    const auto filled = [](double at, double low, double high, double page) {
        return high - low <= page ? at : std::clamp(at, low, high - page);
    };
    const QRectF content = my.scene.contentRect();
    QPointF& scroll = my.scene.view.scroll;
    scroll.setX(filled(scroll.x(), content.left(), content.right(), my.scene.viewport.width()));
    scroll.setY(filled(scroll.y(), content.top(), content.bottom(), my.scene.viewport.height()));
    my.viewMoved();
}

void MapCanvas::zoomToSelection() {
    m_impl->ensureLayout();
    if (!m_impl->document)
        return;
    QRectF area;
    for (const ElementId id : m_impl->document->selection())
        if (const Region* region = m_impl->scene.mainRegion(id))
            area = area.united(toQt(region->rect));
    m_impl->fitTo(area, 2.0);
}

void MapCanvas::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    Impl& my = *m_impl;
    my.scene.viewport = viewport()->size();
    my.minimapTimer.start(0);
    if (my.layoutDue)
        return my.updateAll();
    // Panels and the window's own size settle after the map is opened: the first view follows them.
    constexpr double kMuch = 40;
    if (my.viewDue ||
        (my.firstWidth > 0 && std::abs(my.scene.viewport.width() - my.firstWidth) > kMuch))
        my.chooseFirstView();
    else if (my.scene.list.rightToLeft && event->oldSize().isValid()) // it begins at its right edge
        my.scene.view.scroll.rx() -= event->size().width() - event->oldSize().width();
    my.scene.view.keepInView(my.scene.contentRect(), my.scene.viewport);
    my.viewMoved();
}

void MapCanvas::scrollContentsBy(int dx, int dy) {
    Impl& my = *m_impl;
    if (my.syncingBars)
        return;
    my.firstWidth = 0;
    // By difference, so that what the bars round away stays as it is.
    my.scene.view.scroll -= QPointF(dx, dy);
    my.scene.view.keepInView(my.scene.contentRect(), my.scene.viewport);
    my.updateAll();
    my.placeEditor();
    my.followMinimap();
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
    m_impl->handleWheel(event);
}

} // namespace cairn
