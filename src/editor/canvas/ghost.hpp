#pragma once
// A picture of elements that follows the mouse.

#include <QImage>
#include <QPainter>
#include <QRectF>
#include <span>

#include "editor/canvas/scene.hpp"
#include "render/theme.hpp"

namespace cairn {

class Ghost {
public:
    Ghost() = default;
    /// Draws the regions' own items. `frame` (map units) is what the picture covers.
    Ghost(const CanvasScene& scene, std::span<const Region* const> regions, const Theme& theme);
    const RectF& frame() const { return m_frame; }
    /// Paints with the frame's top left at a map position; `view` tells how large.
    void paint(QPainter& painter, const ViewTransform& view, QPointF mapTopLeft) const;
    QRectF viewRect(const ViewTransform& view, QPointF mapTopLeft) const;

private:
    RectF m_frame;
    QImage m_image;
};

/// Words on a small accent plate: a count, a value.
void paintPlate(QPainter& painter, const QString& text, QPointF leftMiddle, const Theme& theme);
/// The accent line where a drop would go, with a round end.
void paintMarker(QPainter& painter, QPointF from, QPointF to, const Theme& theme);

} // namespace cairn
