// What the pointer tells before it does anything: the cursor, a tip, a menu.
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/overlays.hpp"
#include "editor/document.hpp"
#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

namespace cairn {

void MapCanvas::Impl::hoverAt(QPointF at) {
    if (layoutDue)
        return;
    const Region* region = scene.regionAt(at);
    const auto next = region ? std::optional(spotOf(*region)) : std::nullopt;
    if (next == hover)
        return showCursor();
    for (const auto& which : {hover, next})
        if (const Region* r = which ? scene.find(*which) : nullptr)
            q.viewport()->update(scene.viewRect(*r).adjusted(-8, -8, 8, 8).toAlignedRect());
    hover = next;
    showCursor();
}

void MapCanvas::Impl::showCursor() {
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (spaceHeld)
        shape = Qt::OpenHandCursor;
    else if (const auto grip = layoutDue ? std::nullopt : gripAt(mouseAt))
        shape = cursorOf(*grip);
    else if (const Region* region = hover ? scene.find(*hover) : nullptr; region && editable())
        switch (region->kind) {
        case RegionKind::EmotionPoint:
            shape = Qt::SizeVerCursor;
            break;
        case RegionKind::StageHeader:
        case RegionKind::StepHeader:
        case RegionKind::LaneHeader:
            shape = Qt::OpenHandCursor;
            break;
        case RegionKind::AddStage:
        case RegionKind::AddLane:
        case RegionKind::BindHint:
        case RegionKind::EmotionCell:
        case RegionKind::MapLink:
        case RegionKind::Legend:
            shape = Qt::PointingHandCursor;
            break;
        case RegionKind::Cell:
            if (plusRect(scene, *region).contains(mouseAt) && scene.cardsIn(*region).empty())
                shape = Qt::PointingHandCursor;
            break;
        default:
            break;
        }
    if (q.viewport()->cursor().shape() != shape)
        q.viewport()->setCursor(shape);
}

void MapCanvas::Impl::showTip(const QPoint& at, const QPoint& globalAt) {
    const Region* region = drag || editor || layoutDue ? nullptr : scene.regionAt(at);
    QString text = region ? QString::fromStdString(region->tooltip) : QString();
    if (const auto grip = gripAt(at); grip && grip->what == Grip::What::TextLink)
        text = tr("%1\nCtrl+click opens it").arg(QString::fromStdString(grip->address));
    if (region && text.isEmpty() && region->kind != RegionKind::Cell)
        if (const Text* words = scene.textOf(*region))
            text = QString::fromStdString(words->full);
    if (text.isEmpty())
        return QToolTip::hideText();
    // A person's words are words, whatever they look like.
    const QString safe = text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
    QToolTip::showText(globalAt, QLatin1String("<qt>") + safe + QLatin1String("</qt>"),
                       q.viewport(), scene.viewRect(*region).toAlignedRect());
}

} // namespace cairn
