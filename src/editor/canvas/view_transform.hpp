#pragma once
// Where the map stands in the viewport: map units to view pixels and back.

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include "cairn/layout/display_list.hpp"

namespace cairn {

inline constexpr double kSmallestZoom = 0.1;
inline constexpr double kLargestZoom = 4.0;

inline QRectF toQt(const RectF& r) {
    return {r.x, r.y, r.width, r.height};
}
inline RectF fromQt(const QRectF& r) {
    return {r.x(), r.y(), r.width(), r.height()};
}

/// view = map x zoom - scroll. The scroll is kept exact and rounded to device pixels only where it
/// is used, so zooming to and fro under one point does not drift.
struct ViewTransform {
    double zoom = 1;
    double pixelRatio = 1;
    QPointF scroll; ///< view pixels

    QPointF aligned() const; ///< the scroll on whole device pixels
    QPointF toView(QPointF map) const { return map * zoom - aligned(); }
    QPointF toMap(QPointF view) const { return (view + aligned()) / zoom; }
    QRectF toView(const RectF& map) const;
    QRectF toMap(const QRectF& view) const;

    /// Changes the zoom (taken between 10 % and 400 %) and leaves what is under `anchor` where it
    /// is.
    void zoomAround(double newZoom, QPointF anchor);
    /// Some of the content stays in view: its edges go no further than the middle of the viewport.
    void keepInView(const QRectF& content, QSizeF viewport);
    /// Shows all of `area` in the middle, `margin` pixels from the edges.
    void fit(const QRectF& area, QSizeF viewport, double margin, double largest);
};

/// The next of the usual steps (50 %, 67 %, 80 %…) above or below.
double nextZoomStep(double zoom, bool in);

} // namespace cairn
