// Handles, edges and buttons below the mouse.

#include <QApplication>
#include <QDesktopServices>
#include <QPainterPath>
#include <QUrl>

#include "cairn/base/marked_text.hpp"
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/overlays.hpp"
#include "editor/document.hpp"

namespace cairn {

/// What lies at a place of the view besides the things themselves.
std::optional<Grip> MapCanvas::Impl::gripAt(QPointF at) const {
    if (!document)
        return std::nullopt;
    const QPointF mapPos = scene.view.toMap(at);
    for (const Region* region : scene.regionsIn(fromQt(QRectF(mapPos, QSizeF(0.1, 0.1)))))
        if (region->kind == RegionKind::TextLink && region->rect.contains({mapPos.x(), mapPos.y()}))
            return Grip{Grip::What::TextLink, region->element, region->tooltip};
    if (!editable())
        return std::nullopt;
    const auto near = [&](QPointF place) {
        return (place - at).manhattanLength() <= 2 * kGripReach;
    };
    const auto& selection = document->selection();
    if (const Region* one = selection.size() == 1 ? scene.mainRegion(selection.front()) : nullptr) {
        for (const QPointF handle : connectHandles(scene, *one))
            if (near(handle))
                return Grip{Grip::What::Connect, one->element, {}};
        if (one->kind == RegionKind::Link) {
            const QPainterPath path = linkPath(scene, one->element);
            if (!path.isEmpty() && near(path.pointAtPercent(0)))
                return Grip{Grip::What::LinkStart, one->element, {}};
            if (!path.isEmpty() && near(path.pointAtPercent(1)))
                return Grip{Grip::What::LinkEnd, one->element, {}};
        }
    }
    if (const Region* header = scene.regionAt(at))
        if (foldButton(scene, *header).contains(at) && canFold(*header))
            return Grip{Grip::What::Fold, header->element, {}};
    if (const auto edge = edgeAt(scene, document->project(), at))
        return edge;
    const ElementId point = curvePointBefore(scene, at);
    return point ? std::optional(Grip{Grip::What::Curve, point, {}}) : std::nullopt;
}

bool MapCanvas::Impl::canFold(const Region& header) const {
    const Lane* lane = document->project().lanes.find(header.element.as<LaneTag>());
    return !lane || !isDivider(lane->kind);
}

void MapCanvas::Impl::gripClicked(const Grip& grip) {
    const Project& project = document->project();
    if (grip.what == Grip::What::TextLink && isOpenableLink(grip.address)) {
        QDesktopServices::openUrl(QUrl(QString::fromStdString(grip.address)));
    } else if (grip.what == Grip::What::Fold) {
        const Stage* stage = project.stages.find(grip.element.as<StageTag>());
        const Lane* lane = project.lanes.find(grip.element.as<LaneTag>());
        fold(grip.element, stage ? !stage->collapsed : lane && !lane->collapsed);
    } else if (grip.what == Grip::What::Connect) {
        startConnecting(grip.element, {}, false);
    } else if (const Region* region = scene.mainRegion(grip.element);
               region && grip.what == Grip::What::NoteCorner) {
        goTo(spotOf(*region));
    }
}

/// Edges go back to the automatic size.
bool MapCanvas::Impl::gripDoubleClicked(const Grip& grip) {
    using enum Grip::What;
    const Region* region = scene.mainRegion(grip.element);
    const bool edge = grip.what == StageWidth || grip.what == LaneHeight || grip.what == NoteCorner;
    if (edge && region)
        sizeAutomatically(*region);
    return edge || grip.what == Fold || grip.what == Connect;
}

Qt::CursorShape MapCanvas::Impl::cursorOf(const Grip& grip) const {
    switch (grip.what) {
    case Grip::What::StageWidth:
        return Qt::SplitHCursor;
    case Grip::What::LaneHeight:
        return Qt::SplitVCursor;
    case Grip::What::Curve:
        return Qt::SizeVerCursor;
    case Grip::What::NoteCorner:
        return scene.list.rightToLeft ? Qt::SizeBDiagCursor : Qt::SizeFDiagCursor;
    case Grip::What::Fold:
        return Qt::PointingHandCursor;
    case Grip::What::TextLink:
        return QApplication::keyboardModifiers() & Qt::ControlModifier ? Qt::PointingHandCursor
                                                                       : Qt::ArrowCursor;
    default:
        return Qt::CrossCursor;
    }
}

/// Handles of what is selected, the fold button of the header below the mouse.
void MapCanvas::Impl::paintGrips(QPainter& painter) {
    if (!editable() || drag || editor)
        return;
    if (connecting)
        return paintConnecting(painter);
    if (const Region* header = hover ? scene.find(*hover) : nullptr; header && canFold(*header))
        if (const QRectF button = foldButton(scene, *header); !button.isEmpty())
            paintFoldButton(painter, button, isFolded(*header), *header, *theme,
                            scene.list.rightToLeft);
    const auto& selection = document->selection();
    const Region* one = selection.size() == 1 ? scene.mainRegion(selection.front()) : nullptr;
    if (!one)
        return;
    for (const QPointF handle : connectHandles(scene, *one))
        paintHandle(painter, handle, *theme, false);
    if (one->kind == RegionKind::Note && !isLocked(document->project(), one->element)) {
        const QRectF rect = scene.viewRect(*one);
        paintHandle(painter, scene.list.rightToLeft ? rect.bottomLeft() : rect.bottomRight(),
                    *theme, false);
    }
    if (one->kind == RegionKind::Link) {
        const QPainterPath path = linkPath(scene, one->element);
        if (!path.isEmpty()) {
            paintHandle(painter, path.pointAtPercent(0), *theme, false);
            paintHandle(painter, path.pointAtPercent(1), *theme, true);
        }
    }
}

bool MapCanvas::Impl::isFolded(const Region& header) const {
    const Stage* stage = document->project().stages.find(header.element.as<StageTag>());
    const Lane* lane = document->project().lanes.find(header.element.as<LaneTag>());
    return (stage && stage->collapsed) || (lane && lane->collapsed);
}

} // namespace cairn
