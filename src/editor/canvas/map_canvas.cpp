#include "editor/canvas/map_canvas.hpp"

#include <QAccessible>
#include <QEvent>
#include <QScrollBar>

#include "editor/canvas/accessible.hpp"
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/document.hpp"

namespace cairn {

MapCanvas::Impl::Impl(MapCanvas& canvas, const Phrases* words)
    : q(canvas), phrases(words), theme(&lightTheme()) {
    const auto every = [&](QTimer& timer, int interval, bool once, auto slot) {
        timer.setInterval(interval);
        timer.setSingleShot(once);
        QObject::connect(&timer, &QTimer::timeout, &q, slot);
    };
    every(layoutTimer, 0, true, [this] { ensureLayout(); });
    every(settleTimer, 0, true, [this] { settle(); });
    every(prefetchTimer, 12, true, [this] { prefetch(); });
    every(edgeTimer, 16, false, [this] { scrollAtEdge(); });
    every(minimapTimer, 0, true, [this] { drawMinimap(); });
    makeCommands();
}

bool MapCanvas::Impl::editable() const {
    return document && !document->readOnly();
}

void MapCanvas::Impl::adoptDocument(Document* next) {
    finishEdit(EditEnd::Done);
    endDrag(false);
    for (const auto& connection : connections)
        QObject::disconnect(connection);
    connections.clear();
    document = next;
    spot.reset();
    connecting.reset();
    hover.reset();
    press.reset();
    images.clear();
    layoutCache.clear();
    viewDue = true;
    if (document) {
        connections = {
            QObject::connect(document, &Document::changed, &q, [this] { scheduleLayout(); }),
            QObject::connect(document, &Document::findingsChanged, &q,
                             [this] {
                                 layoutCache.clear();
                                 scheduleLayout();
                             }),
            QObject::connect(document, &Document::selectionChanged, &q,
                             [this] { followSelection(); }),
            QObject::connect(document, &QObject::destroyed, &q,
                             [this] {
                                 document = nullptr;
                                 scheduleLayout();
                             }),
            QObject::connect(document, &Document::currentMapChanged, &q, [this] {
                finishEdit(EditEnd::Done);
                endDrag(false);
                spot.reset();
                connecting.reset();
                viewDue = true;
                scheduleLayout();
            })};
    }
    scheduleLayout();
}

void MapCanvas::Impl::scheduleLayout() {
    layoutDue = true;
    layoutTimer.start();
}

void MapCanvas::Impl::ensureLayout() {
    if (layoutDue)
        relayout();
}

void MapCanvas::Impl::relayout() {
    layoutDue = false;
    layoutTimer.stop();
    endDrag(false); // what it holds on to is about to move
    MapUpdate next;
    if (document) {
        LayoutOptions options;
        options.rightToLeft = q.isRightToLeft();
        options.forEditing = !document->readOnly();
        next = updateLayout(scene.list, layoutCache, document->project(), document->currentMap(),
                            document->findings(), measurer, *phrases, options);
    }
    const auto dirty = scene.adopt(std::move(next));
    fade();
    if (dirty && !viewDue) {
        for (const RectF& area : *dirty) {
            tiles.invalidate(area);
            stageTiles.invalidate(area);
            laneTiles.invalidate(area);
        }
    } else {
        tiles.clear();
        stageTiles.clear();
        laneTiles.clear();
    }
    if (viewDue)
        chooseFirstView();
    scene.view.keepInView(scene.contentRect(), scene.viewport);
    syncBars();
    if (spot && !scene.find(*spot))
        spot.reset();
    if (hover && !scene.find(*hover))
        hover.reset();
    if (dirty && dirty->size() < 12)
        for (const RectF& area : *dirty)
            updateMap(area);
    else
        updateAll();
    if (!scene.pins().stageBand.isEmpty() || !scene.pins().laneBand.isEmpty())
        updateAll();
    placeEditor();
    minimapTimer.start(200);
    outlineChanged();
}

/// The whole width when that can still be read, else the beginning at actual size.
void MapCanvas::Impl::chooseFirstView() {
    if (scene.viewport.width() < 40 || scene.list.size.width <= 0)
        return; // not shown yet: resizeEvent comes back
    viewDue = false;
    firstWidth = scene.viewport.width();
    constexpr double kReadable = 0.6, kBar = 16; // room for a scroll bar, there or not
    const double fitting = (scene.viewport.width() - kBar) / scene.list.size.width;
    const double zoom = fitting >= kReadable ? std::min(1.0, fitting) : 1.0;
    const bool changed = zoom != scene.view.zoom;
    scene.view.zoom = zoom;
    const double spare = scene.viewport.width() - scene.list.size.width * zoom;
    const bool rtl = scene.list.rightToLeft;
    // A map narrower than the window stands at the reading edge, as on paper.
    scene.view.scroll = QPointF(rtl ? -spare : 0, 0);
    if (changed)
        emit q.zoomChanged(zoom);
}

void MapCanvas::Impl::followSelection() {
    updateAll();
    if (!document || document->selection().empty() || layoutDue)
        return;
    const ElementId current = document->selection().back();
    if (spot && spot->element == current && spot->kind != RegionKind::Cell &&
        spot->kind != RegionKind::EmotionCell)
        return;
    if (const Region* region = scene.mainRegion(current)) {
        spot = spotOf(*region);
        announce();
    }
}

MapCanvas::MapCanvas(Document* document, const Phrases* phrases, QWidget* parent)
    : QAbstractScrollArea(parent), m_impl(std::make_unique<Impl>(*this, phrases)) {
    installAccessibleCanvas();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setAttribute(Qt::WA_InputMethodEnabled);
    setAccessibleName(tr("Map"));
    setAccessibleDescription(tr("The customer-journey map. Arrow keys move between headers, cells "
                                "and cards; Enter edits."));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    viewport()->grabGesture(Qt::PinchGesture);
    horizontalScrollBar()->setLayoutDirection(Qt::LeftToRight);
    horizontalScrollBar()->setSingleStep(40);
    verticalScrollBar()->setSingleStep(40);
    setTheme(nullptr);
    m_impl->adoptDocument(document);
}

MapCanvas::~MapCanvas() {
    for (const auto& connection : m_impl->connections)
        disconnect(connection);
    if (m_impl->editor)
        m_impl->editor->onEnd = nullptr;
    m_impl->forgetSpoken();
}

void MapCanvas::setDocument(Document* document) {
    m_impl->adoptDocument(document);
}

void MapCanvas::setTheme(const Theme* theme) {
    m_impl->theme = theme ? theme : &lightTheme();
    const QColor ground = m_impl->theme->colour(Colour::Ground);
    m_impl->tiles.setGround(ground);
    m_impl->stageTiles.setGround(ground);
    m_impl->laneTiles.setGround(ground);
    // A brand's colour or another theme may stand on the same ground.
    for (TileCache* tiles : {&m_impl->tiles, &m_impl->stageTiles, &m_impl->laneTiles})
        tiles->clear();
    if (m_impl->family != m_impl->theme->family) {
        m_impl->family = m_impl->theme->family;
        m_impl->measurer.setFamily(m_impl->family);
        m_impl->layoutCache.clear(); // it was measured in another font
        m_impl->scheduleLayout();
    }
    m_impl->minimapTimer.start(0);
    m_impl->updateAll();
}

const DisplayList& MapCanvas::displayList() const {
    m_impl->ensureLayout();
    return m_impl->scene.list;
}

QRectF MapCanvas::viewportRectOf(RegionKind kind, ElementId element, ElementId second) const {
    m_impl->ensureLayout();
    const Region* region = m_impl->scene.find(kind, element, second);
    return region ? m_impl->scene.viewRect(*region) : QRectF();
}

QWidget* MapCanvas::inlineEditor() const {
    return m_impl->editor;
}

void MapCanvas::revealElement(ElementId element) {
    m_impl->ensureLayout();
    const Region* region = m_impl->scene.mainRegion(element);
    if (!region && m_impl->document)
        region = m_impl->foldedHome(element);
    if (!region || !m_impl->document)
        return;
    m_impl->reveal(toQt(region->rect));
    m_impl->goTo(spotOf(*region));
}

void MapCanvas::startEditing(ElementId element) {
    m_impl->ensureLayout();
    if (const Region* region = m_impl->scene.mainRegion(element))
        m_impl->edit(*region);
}

void MapCanvas::startCard(LaneId lane, StageId stage) {
    m_impl->ensureLayout();
    for (const Region* cell : m_impl->cellsOfLane(lane))
        if (cell->second == ElementId(stage))
            return m_impl->newCard(*cell, {}, {});
}

void MapCanvas::deleteSelection() {
    m_impl->removeSelected();
}
void MapCanvas::duplicateSelection() {
    m_impl->duplicateSelected();
}
void MapCanvas::selectAllCards() {
    m_impl->selectAll();
}

bool MapCanvas::event(QEvent* event) {
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        // Letters belong to the cell that has the focus, not to one-key commands of the window.
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool letter = !key->text().isEmpty() && key->text().front().isPrint() &&
                            !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
        if (letter && m_impl->spot && m_impl->editable()) {
            event->accept();
            return true;
        }
        break;
    }
    case QEvent::LayoutDirectionChange:
    case QEvent::LanguageChange:
        m_impl->viewDue = true;
        m_impl->layoutCache.clear(); // the phrases speak otherwise now
        m_impl->scheduleLayout();
        break;
    default:
        break;
    }
    return QAbstractScrollArea::event(event);
}

} // namespace cairn
