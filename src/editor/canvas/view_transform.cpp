#include "editor/canvas/view_transform.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace cairn {
namespace {

constexpr std::array kSteps{0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8,
                            1.0, 1.25, 1.5, 2.0,  2.5,  3.0, 4.0};

double held(double value, double low, double high) {
    return high < low ? (low + high) / 2 : std::clamp(value, low, high);
}

} // namespace

QPointF ViewTransform::aligned() const {
    return {std::round(scroll.x() * pixelRatio) / pixelRatio,
            std::round(scroll.y() * pixelRatio) / pixelRatio};
}

QRectF ViewTransform::toView(const RectF& map) const {
    return {toView(QPointF(map.x, map.y)), QSizeF(map.width * zoom, map.height * zoom)};
}

QRectF ViewTransform::toMap(const QRectF& view) const {
    return {toMap(view.topLeft()), view.size() / zoom};
}

void ViewTransform::zoomAround(double newZoom, QPointF anchor) {
    newZoom = std::clamp(newZoom, kSmallestZoom, kLargestZoom);
    scroll = (anchor + scroll) * (newZoom / zoom) - anchor;
    zoom = newZoom;
}

void ViewTransform::keepInView(const QRectF& content, QSizeF viewport) {
    const double slackX = viewport.width() / 2;
    const double slackY = viewport.height() / 2;
    scroll.setX(held(scroll.x(), content.left() * zoom - slackX,
                     content.right() * zoom - viewport.width() + slackX));
    scroll.setY(held(scroll.y(), content.top() * zoom - slackY,
                     content.bottom() * zoom - viewport.height() + slackY));
}

void ViewTransform::fit(const QRectF& area, QSizeF viewport, double margin, double largest) {
    const double width = std::max(1.0, viewport.width() - 2 * margin);
    const double height = std::max(1.0, viewport.height() - 2 * margin);
    const double wanted =
        std::min(width / std::max(1.0, area.width()), height / std::max(1.0, area.height()));
    zoom = std::clamp(wanted, kSmallestZoom, std::min(largest, kLargestZoom));
    scroll = area.center() * zoom - QPointF(viewport.width() / 2, viewport.height() / 2);
}

double nextZoomStep(double zoom, bool in) {
    constexpr double kSame = 1.001; // 66.9 % counts as 67 %
    if (in) {
        const auto at = std::find_if(kSteps.begin(), kSteps.end(),
                                     [&](double step) { return step > zoom * kSame; });
        return at == kSteps.end() ? kLargestZoom : *at;
    }
    const auto at = std::find_if(kSteps.rbegin(), kSteps.rend(),
                                 [&](double step) { return step * kSame < zoom; });
    return at == kSteps.rend() ? kSmallestZoom : *at;
}

} // namespace cairn
