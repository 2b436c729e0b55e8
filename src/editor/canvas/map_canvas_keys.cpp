// The keyboard: every drag has its keys, and typing makes cards.

#include <QAccessible>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "editor/canvas/accessible.hpp"
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

bool isVertical(Direction direction) {
    return direction == Direction::Up || direction == Direction::Down;
}

bool startsCard(RegionKind kind) {
    return kind == RegionKind::Cell || kind == RegionKind::Card;
}

} // namespace

void MapCanvas::Impl::goTo(const Spot& where, bool extend) {
    const Region* region = scene.find(where);
    if (!region || !document)
        return;
    spot = where;
    reveal(toQt(region->rect));
    const bool empty =
        where.kind == RegionKind::Cell || where.kind == RegionKind::EmotionCell || !where.element;
    std::vector<ElementId> chosen;
    if (extend) {
        chosen = document->selection();
        std::erase(chosen, where.element);
    }
    if (!empty)
        chosen.push_back(where.element);
    if (chosen != document->selection())
        document->select(std::move(chosen));
    announce();
    updateAll();
}

bool MapCanvas::Impl::walk(Direction direction, bool extend) {
    const Region* from = spotRegion();
    const auto next = from ? neighbour(scene, *from, direction) : endOfMap(scene, false);
    if (next)
        goTo(*next, extend);
    return true;
}

bool MapCanvas::Impl::keyPressed(QKeyEvent* event) {
    ensureLayout();
    if (connecting && connectKey(event->key()))
        return true;
    if (event->key() == Qt::Key_Escape) {
        if (drag) {
            endDrag(false);
            press.reset();
        } else if (document && !document->selection().empty()) {
            document->select({});
        } else {
            const bool had = spot.has_value();
            spot.reset();
            updateAll();
            return had; // with nothing left to let go of, it is the window's
        }
        return true;
    }
    if (event->key() == Qt::Key_Space && !(event->modifiers() & Qt::ControlModifier)) {
        spaceHeld = true;
        showCursor();
        return true;
    }
    if (ownKeys && (clipboardKey(event) || zoomKey(event) || commandKey(event)))
        return true;
    return document && (moveKey(event) || editKey(event));
}

bool MapCanvas::Impl::zoomKey(QKeyEvent* event) {
    if (!(event->modifiers() & Qt::ControlModifier) || event->modifiers() & Qt::AltModifier)
        return false;
    switch (event->key()) {
    case Qt::Key_0:
        q.zoomToFit();
        return true;
    case Qt::Key_1:
        q.zoomToActualSize();
        return true;
    case Qt::Key_2:
        q.zoomToSelection();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        q.zoomIn();
        return true;
    case Qt::Key_Minus:
        q.zoomOut();
        return true;
    case Qt::Key_A:
        selectAll();
        return true;
    default:
        return false;
    }
}

/// Keys of what a window has actions for, where there is no such window.
bool MapCanvas::Impl::commandKey(QKeyEvent* event) {
    if (!document)
        return false;
    switch (event->key()) {
    case Qt::Key_F2:
        if (const Region* region = spotRegion(); region && region->kind != RegionKind::Cell)
            edit(*region);
        return true;
    case Qt::Key_Delete:
        removeSelected();
        return true;
    case Qt::Key_D:
        if (!(event->modifiers() & Qt::ControlModifier))
            return false;
        duplicateSelected();
        return true;
    default:
        return false;
    }
}

/// Keys that go somewhere or take something along.
bool MapCanvas::Impl::moveKey(QKeyEvent* event) {
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool alt = event->modifiers() & Qt::AltModifier;
    const Region* at = spotRegion();
    if (const auto direction = directionOf(event->key())) {
        if (alt && shift && !control && at && editable() && sizeKey(*at, event->key()))
            return true;
        const bool onPoint = at && at->kind == RegionKind::EmotionPoint;
        if (onPoint && alt && shift && isVertical(*direction))
            return changeCurve(*at, *direction == Direction::Up ? 0.1 : -0.1);
        if (onPoint && isVertical(*direction) && !control) {
            const double step = alt ? 0.1 : 0.25;
            // At the end of the scale the arrow goes on to the next lane.
            if (changeEmotion(*at, *direction == Direction::Up ? step : -step) || alt)
                return true;
        }
        if (control && at && editable())
            return moveHeader(*at, *direction) || moveNotes(*direction) || moveSelected(*direction);
        return !alt && !control && walk(*direction, shift);
    }
    std::optional<Spot> next;
    switch (event->key()) {
    case Qt::Key_Home:
    case Qt::Key_End: {
        const bool last = event->key() == Qt::Key_End;
        next = control || !at ? endOfMap(scene, last) : endOfRow(scene, *at, last);
        break;
    }
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        next = at ? nextLane(scene, *at, event->key() == Qt::Key_PageDown) : endOfMap(scene, false);
        break;
    default:
        return false;
    }
    if (next)
        goTo(*next, shift);
    return true;
}

/// Keys that change something.
bool MapCanvas::Impl::editKey(QKeyEvent* event) {
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return activate();
    case Qt::Key_Insert:
        return alsoFeel();
    case Qt::Key_Backspace:
        removeSelected();
        return true;
    case Qt::Key_F10:
        if (!(event->modifiers() & Qt::ShiftModifier))
            return false;
        [[fallthrough]];
    case Qt::Key_Menu:
        askForMenu({}, {}, true);
        return true;
    default:
        break;
    }
    const QString text = event->text();
    const bool typed = !text.isEmpty() && text.front().isPrint() && !control &&
                       !(event->modifiers() & Qt::AltModifier);
    return typed && typeHere(text);
}

bool MapCanvas::Impl::typeHere(const QString& text) {
    const Region* region = spotRegion();
    if (!region) // nobody has been anywhere yet: begin at the beginning
        for (const Region& cell : scene.list.regions)
            if (!region && cell.kind == RegionKind::Cell)
                region = &cell;
    if (region && region->kind == RegionKind::Link && editable()) {
        edit(*region);
        if (editor)
            editor->insertPlainText(text);
        return true;
    }
    if (!region || !editable() || !startsCard(region->kind))
        return false;
    if (region->kind == RegionKind::Cell)
        newCard(*region, {}, text);
    else
        newCardAfter(*region, text);
    return true;
}

bool MapCanvas::Impl::activate() {
    const Region* region = spotRegion();
    if (!region)
        return false;
    switch (region->kind) {
    case RegionKind::Cell:
        newCard(*region, {}, {});
        break;
    case RegionKind::EmotionCell:
        makeEmotion(*region, 0);
        break;
    case RegionKind::BindHint:
        if (editable())
            emit q.bindRequested(region->element);
        break;
    case RegionKind::AddStage:
        newStage();
        break;
    case RegionKind::AddLane:
        addLaneMenu(*region);
        break;
    case RegionKind::FunnelBar:
    case RegionKind::DropOff:
    case RegionKind::PainChip:
    case RegionKind::FeedbackScore:
    case RegionKind::PersonaChip:
    case RegionKind::CommentBadge:
    case RegionKind::DaySector:
        document->select({region->element});
        break;
    case RegionKind::MapLink:
        return followLink(*region);
    case RegionKind::Legend:
        toggleFilter(region->element);
        break;
    case RegionKind::Parked:
        break;
    default:
        edit(*region);
    }
    return true;
}

/// Where one persona's feeling stands, the next persona's too.
bool MapCanvas::Impl::alsoFeel() {
    const Region* point = spotRegion();
    if (!point || point->kind != RegionKind::EmotionPoint)
        return false;
    for (const Region& cell : scene.list.regions)
        if (cell.kind == RegionKind::EmotionCell && cell.second == point->third &&
            cell.rect.contains(point->rect.centre())) {
            makeEmotion(Region(cell), 0);
            break;
        }
    return true;
}

/// All points of a curve at once.
bool MapCanvas::Impl::changeCurve(const Region& region, double by) {
    if (!editable() || refuseLocked(region.element))
        return true;
    document->edit(MapCanvas::tr("move the emotion curve"), [&](Project project) {
        return moveCurve(std::move(project), region.element.as<EmotionTag>(), by);
    });
    ensureLayout();
    announce();
    return true;
}

bool MapCanvas::Impl::changeEmotion(const Region& region, double by) {
    const auto* point = document->project().emotions.find(region.element.as<EmotionTag>());
    if (!point || !editable() || refuseLocked(region.element))
        return false;
    const EmotionPoint was = *point;
    const double exact = std::clamp(was.value + by, -2.0, 2.0);
    const double value = std::round(exact * 100) / 100 + 0.0;
    if (value == was.value)
        return false;
    document->edit(MapCanvas::tr("change emotion"), [&](Project project) {
        return setEmotion(std::move(project), was.id, was.map, was.persona, was.stage, value);
    });
    ensureLayout();
    announce();
    announceValue(&q);
    return true;
}

void MapCanvas::Impl::announce() {
    if (!q.hasFocus())
        return;
    announceSpot(&q);
}

void MapCanvas::setOwnKeys(bool own) {
    m_impl->ownKeys = own;
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
    if (!m_impl->keyPressed(event))
        event->ignore(); // the scroll area's own keys would fight with the focus
}

void MapCanvas::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_impl->spaceHeld = false;
        m_impl->showCursor();
        return;
    }
    QAbstractScrollArea::keyReleaseEvent(event);
}

void MapCanvas::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    Impl& my = *m_impl;
    const bool byKey = event->reason() == Qt::TabFocusReason ||
                       event->reason() == Qt::BacktabFocusReason ||
                       event->reason() == Qt::ShortcutFocusReason;
    my.ensureLayout();
    // Whoever arrives with the keyboard sees at once where it is.
    if (byKey && !my.spot)
        if (const auto first = endOfMap(my.scene, false))
            my.spot = first;
    my.announce();
    my.updateAll();
}

void MapCanvas::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    m_impl->spaceHeld = false;
    m_impl->updateAll();
}

void MapCanvas::inputMethodEvent(QInputMethodEvent* event) {
    // Text composed by an input method begins a card as a plain letter does; the field takes over
    // from there.
    const bool words = !event->preeditString().isEmpty() || !event->commitString().isEmpty();
    if (words && m_impl->typeHere({}) && m_impl->editor)
        QCoreApplication::sendEvent(m_impl->editor, event);
    else
        QAbstractScrollArea::inputMethodEvent(event);
}

QVariant MapCanvas::inputMethodQuery(Qt::InputMethodQuery query) const {
    const Region* region = m_impl->layoutDue ? nullptr : m_impl->spotRegion();
    if (query == Qt::ImEnabled)
        return region && m_impl->editable() && startsCard(region->kind);
    if (query == Qt::ImCursorRectangle && region)
        return m_impl->scene.viewRect(*region);
    return QAbstractScrollArea::inputMethodQuery(query);
}

} // namespace cairn
