#include "render/frames.hpp"

#include <QPaintEngine>
#include <algorithm>
#include <cmath>
#include <functional>

namespace cairn {
namespace {

constexpr double kReach = 4;            ///< of a shadow beyond its box, map units
constexpr int kMostPixels = 400'000;    ///< of one frame; a larger one is drawn by itself
constexpr std::size_t kMost = 24 << 20; ///< bytes kept

// Half a pixel goes up on either side of zero, so that strips of a picture agree.
int toPixel(double v) {
    return static_cast<int>(std::floor(v + 0.5));
}

} // namespace

FrameCache& FrameCache::ofThisThread() {
    thread_local FrameCache cache;
    return cache;
}

FrameCache::Place FrameCache::placeOf(const QPainter& painter) {
    const QTransform t = painter.worldTransform();
    const bool image = painter.paintEngine() &&
                       painter.paintEngine()->type() == QPaintEngine::Raster && painter.device() &&
                       painter.device()->devType() == QInternal::Image;
    const bool plain = t.type() <= QTransform::TxScale && t.m11() == t.m22() && t.m11() > 0;
    if (!image || !plain || painter.deviceTransform() != t || painter.opacity() < 1)
        return {};
    return {true, t.m11(), t.dx(), t.dy()};
}

bool FrameCache::draw(QPainter& painter, const Place& place, const Box& box, const Theme& theme,
                      const Draw& draw) {
    if (!place.usable || (box.radius <= 0 && !box.shadow))
        return false;
    const double s = place.scale;
    const int left = toPixel(box.rect.x * s + place.dx), top = toPixel(box.rect.y * s + place.dy);
    const int right = toPixel(box.rect.right() * s + place.dx);
    const int bottom = toPixel(box.rect.bottom() * s + place.dy);
    const int margin = static_cast<int>(
        std::ceil((std::max(kReach, static_cast<double>(box.strokeWidth)) + 0.5) * s));
    const Key key{right - left,
                  bottom - top,
                  s,
                  theme.colour(box.fill).rgba(),
                  theme.colour(box.stroke).rgba(),
                  box.shadow ? theme.colour(Colour::Shadow).rgba() : 0,
                  box.strokeWidth,
                  box.radius,
                  box.dashed};
    const double width = key.width + 2.0 * margin, height = key.height + 2.0 * margin;
    if (key.width < 1 || key.height < 1 || width * height > kMostPixels)
        return false;
    auto at = m_frames.find(key);
    if (at == m_frames.end()) {
        QImage image(static_cast<int>(width), static_cast<int>(height),
                     QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter inside(&image);
        inside.translate(margin, margin);
        inside.scale(s, s);
        Box own = box;
        own.rect = {0, 0, key.width / s, key.height / s};
        draw(inside, own);
        inside.end();
        if (m_bytes > kMost) {
            m_frames.clear();
            m_bytes = 0;
        }
        m_bytes += static_cast<std::size_t>(image.sizeInBytes());
        at = m_frames.emplace(key, std::move(image)).first;
    }
    const QTransform before = painter.worldTransform();
    painter.resetTransform();
    painter.drawImage(QPoint(left - margin, top - margin), at->second);
    painter.setWorldTransform(before);
    return true;
}

std::size_t FrameCache::Hash::operator()(const Key& k) const {
    std::size_t h = std::hash<double>{}(k.scale);
    for (const std::size_t part :
         {static_cast<std::size_t>(k.width), static_cast<std::size_t>(k.height),
          static_cast<std::size_t>(k.fill), static_cast<std::size_t>(k.stroke),
          static_cast<std::size_t>(k.shadow), std::hash<float>{}(k.strokeWidth),
          std::hash<float>{}(k.radius), static_cast<std::size_t>(k.dashed)})
        h = h * 1'000'003 ^ part;
    return h;
}

} // namespace cairn
