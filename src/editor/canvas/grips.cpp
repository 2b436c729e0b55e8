#include "editor/canvas/grips.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/model/edits.hpp"

namespace cairn {
namespace {

constexpr double kColumnGap = 4;      ///< between a chevron and the end of its column
constexpr double kCorner = 14;        ///< of a note, view pixels
constexpr double kSmallestGrip = 0.3; ///< below it edges and buttons would be everywhere
constexpr double kFoldSide = 18;
constexpr double kGrid = 4;

double onGrid(double value) {
    return std::round(value / kGrid) * kGrid;
}

bool nearLine(double at, double line) {
    return std::abs(at - line) <= kGripReach;
}

} // namespace

QRectF foldButton(const CanvasScene& scene, const Region& header) {
    const bool stage = header.kind == RegionKind::StageHeader;
    if ((!stage && header.kind != RegionKind::LaneHeader) || scene.view.zoom < kSmallestGrip)
        return {};
    const QRectF rect = scene.viewRect(header);
    const double side = std::min({kFoldSide, rect.height() - 4, rect.width() / 3});
    if (side < 10)
        return {};
    const bool rtl = scene.list.rightToLeft;
    QRectF button(0, 0, side, side);
    if (stage)
        button.moveCenter(
            {rtl ? rect.left() + side / 2 + 6 : rect.right() - side / 2 - 6, rect.center().y()});
    else
        button.moveCenter({rtl ? rect.left() + side / 2 + 2 : rect.right() - side / 2 - 2,
                           rect.top() + std::min(rect.height() / 2, 22 * scene.view.zoom)});
    return button;
}

QSizeF sizeOf(const Region& region) {
    const double extra = region.kind == RegionKind::StageHeader ? kColumnGap : 0;
    return {region.rect.width + extra, region.rect.height};
}

std::optional<Grip> edgeAt(const CanvasScene& scene, const Project& project, QPointF viewPos) {
    if (scene.view.zoom < kSmallestGrip)
        return std::nullopt;
    const bool rtl = scene.list.rightToLeft;
    if (const Region* on = scene.regionAt(viewPos); on && on->kind == RegionKind::Note) {
        const QRectF rect = scene.viewRect(*on);
        const double side = std::min(kCorner, rect.width() / 4);
        const QRectF corner(rtl ? rect.left() : rect.right() - side, rect.bottom() - side, side,
                            side);
        if (corner.contains(viewPos) && !isLocked(project, on->element))
            return Grip{Grip::What::NoteCorner, on->element, {}};
        return std::nullopt;
    }
    for (const Region& region : scene.list.regions) {
        const bool stage = region.kind == RegionKind::StageHeader;
        if (!stage && region.kind != RegionKind::LaneHeader)
            continue;
        const QRectF rect = scene.viewRect(region);
        const double end = rtl ? rect.left() - kColumnGap / 2 * scene.view.zoom
                               : rect.right() + kColumnGap / 2 * scene.view.zoom;
        const bool hit = stage ? nearLine(viewPos.x(), end) && viewPos.y() >= rect.top() &&
                                     viewPos.y() < rect.bottom()
                               : nearLine(viewPos.y(), rect.bottom()) &&
                                     viewPos.x() >= rect.left() && viewPos.x() < rect.right();
        if (!hit || isLocked(project, region.element))
            continue;
        const Stage* s = project.stages.find(region.element.as<StageTag>());
        const Lane* l = project.lanes.find(region.element.as<LaneTag>());
        if ((s && s->collapsed) || (l && (l->collapsed || isDivider(l->kind))))
            continue;
        return Grip{stage ? Grip::What::StageWidth : Grip::What::LaneHeight, region.element, {}};
    }
    return std::nullopt;
}

bool isDivider(LaneKind kind) {
    return kind == LaneKind::LineOfInteraction || kind == LaneKind::LineOfVisibility ||
           kind == LaneKind::LineOfInternalInteraction;
}

Project withSize(Project project, ElementId element, QSizeF size) {
    if (const Stage* found = project.stages.find(element.as<StageTag>())) {
        Stage stage = *found;
        stage.width = std::clamp(onGrid(size.width()), 160.0, 1200.0);
        return put(std::move(project), std::move(stage));
    }
    if (const Lane* found = project.lanes.find(element.as<LaneTag>())) {
        Lane lane = *found;
        lane.height = std::clamp(onGrid(size.height()), 44.0, 2000.0);
        return put(std::move(project), std::move(lane));
    }
    if (const Note* found = project.notes.find(element.as<NoteTag>())) {
        Note note = *found;
        note.width = std::clamp(onGrid(size.width()), 64.0, 1200.0);
        note.height = std::clamp(onGrid(size.height()), 36.0, 1200.0);
        return put(std::move(project), std::move(note));
    }
    return project;
}

} // namespace cairn
