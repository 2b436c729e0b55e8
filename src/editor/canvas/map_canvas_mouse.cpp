// The mouse: select, drag, pan, hover, and the menu.

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/overlays.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

constexpr double kEdge = 28; ///< so near to the edge a drag scrolls the map

bool selectsItself(RegionKind kind) {
    switch (kind) {
    case RegionKind::Cell:
    case RegionKind::EmotionCell:
    case RegionKind::AddStage:
    case RegionKind::AddLane:
    case RegionKind::BindHint:
    case RegionKind::Parked:
    case RegionKind::Legend:
    case RegionKind::MapLink:
        return false;
    default:
        return true;
    }
}

bool addsToSelection(Qt::KeyboardModifiers modifiers) {
    return modifiers & (Qt::ShiftModifier | Qt::ControlModifier);
}

} // namespace

void MapCanvas::Impl::pressed(QMouseEvent* event) {
    ensureLayout();
    finishEdit(EditEnd::Done);
    ensureLayout(); // what was typed may have moved things
    if (drag) {     // another button gives the drag up
        endDrag(false);
        press.reset();
        return;
    }
    const QPointF at = event->position();
    mouseAt = at;
    if (event->button() == Qt::RightButton)
        return; // the menu comes by its own event, and may swallow the release
    stopGliding();
    press = Press{at, at, event->button(), event->modifiers(), {}, false, false, {}};
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && spaceHeld)) {
        press->panning = true;
        q.viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton || !document)
        return;
    if (connecting) {
        const Region* below = connectableAt(scene, at);
        finishConnecting(below ? below->element : ElementId{});
        press.reset();
        return;
    }
    press->grip = gripAt(at);
    if (press->grip && press->grip->what == Grip::What::TextLink &&
        !(press->modifiers & Qt::ControlModifier))
        press->grip.reset();
    if (press->grip && press->grip->what != Grip::What::Curve) // which a click does not mean
        return;
    const Region* region = scene.regionAt(at);
    if (region)
        press->spot = spotOf(*region);
    selectPressed(region);
}

void MapCanvas::Impl::selectPressed(const Region* region) {
    const bool add = addsToSelection(press->modifiers);
    if (!region || !selectsItself(region->kind)) {
        spot = region ? std::optional(spotOf(*region)) : std::nullopt;
        if (!add)
            document->select({});
        announce();
        updateAll();
        return;
    }
    const ElementId id = region->element;
    spot = spotOf(*region);
    press->wasSelected = document->isSelected(id);
    std::vector<ElementId> chosen = document->selection();
    if (add) {
        if (press->wasSelected)
            std::erase(chosen, id);
        else
            chosen.push_back(id);
        document->select(std::move(chosen));
    } else if (!press->wasSelected) {
        document->select({id});
    }
    announce();
    updateAll();
}

void MapCanvas::Impl::startDrag() {
    const Region* region = press->spot ? scene.find(*press->spot) : nullptr;
    const QPointF at = press->at;
    const auto context = dragContext();
    if (press->grip) {
        using enum Grip::What;
        const Grip& grip = *press->grip;
        if (grip.what == Connect || grip.what == LinkStart || grip.what == LinkEnd)
            drag = dragLink(context, grip);
        else if (grip.what == StageWidth || grip.what == LaneHeight || grip.what == NoteCorner)
            drag = dragEdge(context, grip, at);
        else if (grip.what == Curve && editable() && !refuseLocked(grip.element))
            drag = dragCurve(context, grip.element, at);
    } else if (!region || region->kind == RegionKind::Cell ||
               region->kind == RegionKind::EmotionCell || !selectsItself(region->kind)) {
        drag = dragFrame(context, at, addsToSelection(press->modifiers));
    } else if (editable() && !refuseLocked(region->element)) {
        switch (region->kind) {
        case RegionKind::Card:
            drag = dragCards(context, *region, at);
            break;
        case RegionKind::CommentBadge:
        case RegionKind::CardBadge:
            if (const Region* card = scene.find(RegionKind::Card, region->element))
                drag = dragCards(context, *card, at);
            break;
        case RegionKind::StageHeader:
        case RegionKind::StepHeader:
        case RegionKind::LaneHeader:
            drag = dragHeader(context, *region, at);
            break;
        case RegionKind::EmotionPoint:
            drag = dragEmotion(context, *region, at);
            break;
        case RegionKind::Note:
            drag = selectedCards().empty() ? dragNotes(context, *region, at)
                                           : dragCards(context, *region, at);
            break;
        default:
            break;
        }
    }
    if (!drag)
        return;
    QToolTip::hideText();
    hover.reset();
    dragExtent = {};
    edgeTimer.start();
}

void MapCanvas::Impl::moveDrag(QPointF at, Qt::KeyboardModifiers modifiers) {
    drag->moveTo(at, modifiers);
    (void)otherMapAt(at); // marks it
    const QRectF extent = drag->extent();
    q.viewport()->update(extent.united(dragExtent).toAlignedRect());
    dragExtent = extent;
    q.viewport()->setCursor(drag->cursor());
}

void MapCanvas::Impl::endDrag(bool drop) {
    if (!drag)
        return;
    if (mapFinder && !drop)
        mapFinder(std::nullopt);
    edgeTimer.stop();
    const auto finished = std::move(drag); // the edit below lays out anew, which must find no drag
    drag.reset();
    if (drop && document)
        finished->drop();
    updateAll();
    showCursor();
}

void MapCanvas::Impl::scrollAtEdge() {
    if (!drag || !drag->scrollsAtEdges() || otherMapAt(mouseAt))
        return;
    const auto push = [](double at, double low, double high) {
        constexpr double kGain = 0.5;
        return at < low + kEdge    ? (at - low - kEdge) * kGain
               : at > high - kEdge ? (at - high + kEdge) * kGain
                                   : 0;
    };
    const Pins pins = scene.pins();
    const double top = pins.stageBand.bottom();
    const double left = scene.list.rightToLeft ? 0 : pins.laneBand.right();
    QPointF way(push(mouseAt.x(), left, scene.viewport.width()),
                push(mouseAt.y(), top, scene.viewport.height()));
    // The map has ends: a drag does not run past them.
    const QRectF map = scene.view.toView(fromQt(scene.contentRect()));
    if ((way.x() < 0 && map.left() >= 0) || (way.x() > 0 && map.right() <= scene.viewport.width()))
        way.setX(0);
    if ((way.y() < 0 && map.top() >= 0) || (way.y() > 0 && map.bottom() <= scene.viewport.height()))
        way.setY(0);
    if (way.isNull())
        return;
    panBy(way);
    moveDrag(mouseAt, QApplication::keyboardModifiers());
}

void MapCanvas::Impl::moved(QPointF at, Qt::KeyboardModifiers modifiers) {
    mouseAt = at;
    if (drag)
        return moveDrag(at, modifiers);
    if (!press)
        return hoverAt(at);
    if (press->panning) {
        const QPointF by = press->last - at;
        press->last = at;
        return panBy(by);
    }
    const bool far = (at - press->at).manhattanLength() >= QApplication::startDragDistance();
    if (press->button == Qt::LeftButton && far && document) {
        startDrag();
        if (drag)
            moveDrag(at, modifiers);
    }
}

void MapCanvas::Impl::released(QMouseEvent* event) {
    if (!press || event->button() != press->button)
        return;
    const Press how = *press;
    press.reset();
    if (drag) {
        const MapId other = otherMapAt(event->position());
        if (mapFinder)
            mapFinder(std::nullopt); // nothing is marked any more
        if (other) {
            const auto cards = drag->cards();
            endDrag(false);
            document->select({cards.begin(), cards.end()});
            return sendCards(other, event->modifiers() & (Qt::AltModifier | Qt::ControlModifier));
        }
        drag->moveTo(event->position(), event->modifiers());
        return endDrag(true);
    }
    if (how.panning)
        return showCursor();
    if (how.button != Qt::LeftButton || !document)
        return;
    if (how.grip && how.grip->what != Grip::What::Curve)
        return gripClicked(*how.grip);
    if (how.spot && selectsItself(how.spot->kind) && how.wasSelected &&
        !addsToSelection(how.modifiers) && document->selection().size() > 1)
        document->select({how.spot->element});
    if (const Region* region = how.spot ? scene.find(*how.spot) : nullptr)
        clicked(*region, how);
}

void MapCanvas::Impl::clicked(const Region& region, const Press& how) {
    switch (region.kind) {
    case RegionKind::BindHint:
        if (editable())
            emit q.bindRequested(region.element);
        break;
    case RegionKind::MapLink:
        followLink(region);
        break;
    case RegionKind::Legend:
        toggleFilter(region.element);
        break;
    case RegionKind::AddStage:
        newStage();
        break;
    case RegionKind::AddLane:
        addLaneMenu(region);
        break;
    case RegionKind::EmotionCell:
        if (editable())
            makeEmotion(region, emotionAt(dragContext(), region, scene.view.toMap(how.at).y()));
        break;
    case RegionKind::Cell:
        if (editable() && !addsToSelection(how.modifiers) && scene.cardsIn(region).empty() &&
            plusRect(scene, region).contains(how.at))
            newCard(region, {}, {});
        break;
    default:
        break;
    }
}

void MapCanvas::Impl::doubleClicked(QMouseEvent* event) {
    ensureLayout();
    if (event->button() != Qt::LeftButton || !editable())
        return;
    if (const auto grip = gripAt(event->position()))
        if (gripDoubleClicked(*grip))
            return;
    const Region* region = scene.regionAt(event->position());
    if (!region) {
        const QPointF at = scene.view.toMap(event->position());
        const DisplayList& list = scene.list;
        const RectF grid{0, list.stageHeaderTop, list.size.width,
                         list.size.height - list.stageHeaderTop};
        if (document->currentMap() && !grid.contains({at.x(), at.y()}))
            newNote(at);
        return;
    }
    switch (region->kind) {
    case RegionKind::Cell:
        newCard(*region, {}, {});
        break;
    case RegionKind::CardBadge:
    case RegionKind::AddStage:
    case RegionKind::AddLane:
    case RegionKind::BindHint:
    case RegionKind::EmotionCell:
    case RegionKind::CommentBadge:
    case RegionKind::MapLink:
    case RegionKind::DaySector:
    case RegionKind::Parked:
    case RegionKind::Legend:
        break;
    default:
        edit(*region);
    }
}

void MapCanvas::Impl::askForMenu(QPoint at, QPoint globalAt, bool byKey) {
    ensureLayout();
    const Region* region = byKey ? spotRegion() : scene.regionAt(at);
    if (byKey && region)
        globalAt = q.viewport()->mapToGlobal(scene.viewRect(*region).bottomLeft().toPoint());
    else if (byKey)
        globalAt = q.viewport()->mapToGlobal(QPoint(24, 24));
    const bool own = region && selectsItself(region->kind);
    if (document && region && !byKey) {
        if (own && !document->isSelected(region->element))
            document->select({region->element});
        else if (!own)
            document->select({});
        spot = spotOf(*region);
        updateAll();
    }
    if (!document)
        return;
    const QPointF place = scene.view.toMap(byKey ? q.viewport()->mapFromGlobal(globalAt) : at);
    QMenu* menu = makeMenu(region, place);
    emit q.contextMenuFilling(menu, own ? region->element : ElementId{});
    if (menu->isEmpty())
        return menu->deleteLater();
    menu->popup(globalAt);
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
    m_impl->pressed(event);
}
void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
    m_impl->moved(event->position(), event->modifiers());
}
void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
    m_impl->released(event);
}
void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    m_impl->doubleClicked(event);
}

void MapCanvas::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    m_impl->finishEdit(EditEnd::Done);
    m_impl->askForMenu(viewport()->mapFrom(this, event->pos()), event->globalPos(), byKey);
}

bool MapCanvas::viewportEvent(QEvent* event) {
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        m_impl->showTip(help->pos(), help->globalPos());
        return true;
    }
    case QEvent::NativeGesture:
    case QEvent::Gesture:
        return m_impl->handleGesture(event) || QAbstractScrollArea::viewportEvent(event);
    case QEvent::Leave:
        m_impl->hoverAt({-1, -1});
        break;
    case QEvent::ContextMenu: {
        // The viewport's own coordinates, which the scroll area would hand on unmapped.
        const auto* menu = static_cast<QContextMenuEvent*>(event);
        m_impl->finishEdit(EditEnd::Done);
        m_impl->askForMenu(menu->pos(), menu->globalPos(),
                           menu->reason() == QContextMenuEvent::Keyboard);
        event->accept();
        return true;
    }
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace cairn
