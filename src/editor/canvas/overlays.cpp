#include "editor/canvas/overlays.hpp"

#include <QPainterPath>

#include <algorithm>

#include "editor/canvas/grips.hpp"
#include "render/fonts.hpp"

namespace cairn {
namespace {

double cornerOf(RegionKind kind) {
    switch (kind) {
    case RegionKind::Card:
        return 8;
    case RegionKind::PersonaChip:
    case RegionKind::MapKind:
    case RegionKind::PainChip:
    case RegionKind::CardBadge:
        return 12;
    case RegionKind::Note:
        return 2;
    default:
        return 4;
    }
}

bool isRound(RegionKind kind) {
    return kind == RegionKind::EmotionPoint;
}
bool isInset(RegionKind kind) {
    return kind == RegionKind::Cell || kind == RegionKind::EmotionCell ||
           kind == RegionKind::LaneHeader || kind == RegionKind::FunnelBar ||
           kind == RegionKind::DropOff || kind == RegionKind::FeedbackScore;
}

void drawRing(QPainter& painter, const QRectF& rect, const Region& region, double zoom) {
    if (isRound(region.kind))
        painter.drawEllipse(rect);
    else
        painter.drawRoundedRect(rect, cornerOf(region.kind) * zoom, cornerOf(region.kind) * zoom);
}

void paintGrip(QPainter& painter, const QRectF& rect, const QColor& colour) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    constexpr double kDot = 1.25, kStep = 5;
    const QPointF middle(rect.left() + 6, rect.center().y());
    for (int row = -1; row <= 1; ++row)
        for (int column = 0; column <= 1; ++column)
            painter.drawEllipse(middle + QPointF(column * kStep - kStep / 2, row * kStep), kDot,
                                kDot);
}

void paintLine(QPainter& painter, const CanvasScene& scene, const Region& link,
               const QColor& colour, double width) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.save();
    // Its words stay readable.
    for (const Region& region : scene.list.regions)
        if (region.kind == RegionKind::Link && region.element == link.element &&
            scene.textOf(region))
            painter.setClipRegion(QRegion(0, 0, 1 << 15, 1 << 15) -
                                  scene.viewRect(region).toAlignedRect());
    painter.drawPath(linkPath(scene, link.element));
    painter.restore();
}

} // namespace

void paintFoldButton(QPainter& painter, const QRectF& button, bool folded, const Region& header,
                     const Theme& theme, bool rightToLeft) {
    painter.setPen(QPen(theme.colour(Colour::Line), 1));
    painter.setBrush(theme.colour(Colour::Card));
    painter.drawRoundedRect(button, 4, 4);
    const bool lane = header.kind == RegionKind::LaneHeader;
    const char* onward = rightToLeft ? "chevron-left" : "chevron-right";
    const char* back = rightToLeft ? "chevron-right" : "chevron-left";
    const char* icon = lane ? (folded ? onward : "chevron-down") : (folded ? onward : back);
    paintStrokeIcon(painter, QString::fromLatin1(icon), button.adjusted(3, 3, -3, -3),
                    theme.colour(Colour::Dim));
}

void paintSelection(QPainter& painter, const CanvasScene& scene, const Region& region,
                    const Theme& theme) {
    const QColor accent = theme.colour(Colour::Accent);
    if (region.kind == RegionKind::Link)
        return paintLine(painter, scene, region, accent, 3);
    QColor wash = accent;
    wash.setAlphaF(region.kind == RegionKind::LaneHeader || region.kind == RegionKind::StageHeader
                       ? 0.10f
                       : 0.0f);
    const QRectF rect = scene.viewRect(region);
    painter.setBrush(wash.alpha() > 0 ? QBrush(wash) : QBrush(Qt::NoBrush));
    painter.setPen(QPen(accent, 2));
    drawRing(painter, isInset(region.kind) ? rect.adjusted(2, 2, -2, -2) : rect, region,
             scene.view.zoom);
}

void paintFocus(QPainter& painter, const CanvasScene& scene, const Region& region,
                const Theme& theme) {
    const QColor accent = theme.colour(Colour::Accent);
    QColor halo = accent;
    halo.setAlphaF(0.25f);
    if (region.kind == RegionKind::Link) {
        paintLine(painter, scene, region, halo, 8);
        return paintLine(painter, scene, region, accent, 3);
    }
    // Where the ring of a selection would be, and a halo around it: both at once are still one
    // ring.
    const double in = isInset(region.kind) ? 2 : 0;
    const QRectF rect = scene.viewRect(region).adjusted(in, in, -in, -in);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(halo, 7));
    drawRing(painter, rect, region, scene.view.zoom);
    painter.setPen(QPen(accent, 2));
    drawRing(painter, rect, region, scene.view.zoom);
}

QRectF plusRect(const CanvasScene& scene, const Region& cell) {
    const QRectF rect = scene.viewRect(cell);
    const double side = std::clamp(28 * scene.view.zoom, 12.0, 36.0);
    QRectF plus(0, 0, side, side);
    plus.moveCenter(rect.center());
    return plus;
}

void paintHover(QPainter& painter, const CanvasScene& scene, const Region& region,
                const Theme& theme, bool emptyCell) {
    const QRectF rect = scene.viewRect(region);
    if (scene.view.zoom < 0.3)
        return;
    switch (region.kind) {
    case RegionKind::Cell: {
        if (!emptyCell)
            return;
        const QRectF plus = plusRect(scene, region);
        painter.setPen(QPen(theme.colour(Colour::Line), 1));
        painter.setBrush(theme.colour(Colour::Card));
        painter.drawEllipse(plus);
        painter.setPen(QPen(theme.colour(Colour::Dim), 1.5, Qt::SolidLine, Qt::RoundCap));
        const double arm = plus.width() / 5;
        painter.drawLine(plus.center() - QPointF(arm, 0), plus.center() + QPointF(arm, 0));
        painter.drawLine(plus.center() - QPointF(0, arm), plus.center() + QPointF(0, arm));
        return;
    }
    case RegionKind::StageHeader:
    case RegionKind::StepHeader:
    case RegionKind::LaneHeader: {
        const bool left = !scene.list.rightToLeft;
        const QRectF grip = left ? rect : rect.translated(rect.width() - 12, 0);
        paintGrip(painter, grip, theme.colour(Colour::Dim));
        return;
    }
    case RegionKind::Card:
    case RegionKind::Note: {
        QColor line = theme.colour(Colour::Accent);
        line.setAlphaF(0.45f);
        painter.setPen(QPen(line, 1));
        painter.setBrush(Qt::NoBrush);
        drawRing(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), region, scene.view.zoom);
        return;
    }
    case RegionKind::Link: {
        QColor halo = theme.colour(Colour::Accent);
        halo.setAlphaF(0.3f);
        return paintLine(painter, scene, region, halo, 7);
    }
    case RegionKind::EmotionPoint: {
        QColor halo = theme.colour(Colour::Accent);
        halo.setAlphaF(0.18f);
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawEllipse(rect.adjusted(-5, -5, 5, 5));
        return;
    }
    case RegionKind::Title:
    case RegionKind::Scenario:
    case RegionKind::PersonaChip:
    case RegionKind::BindHint:
    case RegionKind::AddStage:
    case RegionKind::AddLane: {
        QColor wash = theme.colour(Colour::Accent);
        wash.setAlphaF(0.08f);
        painter.setPen(Qt::NoPen);
        painter.setBrush(wash);
        painter.drawRoundedRect(rect, 6, 6);
        return;
    }
    default:
        return;
    }
}

} // namespace cairn
