#include "render/pixel_rects.hpp"

#include <QImage>
#include <algorithm>
#include <cmath>

namespace cairn {
namespace {

/// What lies under a colour of alpha `a` shows through: each part times (255 - a) / 255.
QRgb under(QRgb pixel, unsigned a) {
    const unsigned through = 255 - a;
    const auto part = [&](unsigned shift) {
        const unsigned product = ((pixel >> shift) & 0xFF) * through + 128;
        return ((product + (product >> 8)) >> 8) << shift;
    };
    return part(24) | part(16) | part(8) | part(0);
}

} // namespace

std::optional<PixelRects> PixelRects::on(QPainter& painter, const FrameCache::Place& place) {
    if (!place.usable || painter.hasClipping() ||
        painter.compositionMode() != QPainter::CompositionMode_SourceOver)
        return std::nullopt;
    auto& image = *static_cast<QImage*>(painter.device());
    if (image.format() != QImage::Format_RGB32 &&
        image.format() != QImage::Format_ARGB32_Premultiplied)
        return std::nullopt;
    return PixelRects(reinterpret_cast<QRgb*>(image.bits()),
                      static_cast<int>(image.bytesPerLine() / qsizetype{sizeof(QRgb)}),
                      image.width(), image.height(), place);
}

void PixelRects::fill(int left, int top, int right, int bottom, QRgb premultiplied) {
    left = std::max(left, 0);
    right = std::min(right, m_width);
    top = std::max(top, 0);
    bottom = std::min(bottom, m_height);
    if (left >= right)
        return;
    const auto alpha = static_cast<unsigned>(qAlpha(premultiplied));
    for (int y = top; y < bottom; ++y) {
        QRgb* const row = m_pixels + static_cast<std::ptrdiff_t>(y) * m_stride;
        if (alpha == 255)
            std::fill(row + left, row + right, premultiplied);
        else
            for (int x = left; x < right; ++x)
                row[x] = premultiplied + under(row[x], alpha);
    }
}

void PixelRects::draw(std::span<const QRectF> rects, const QColor& colour, const QColor& frame) {
    const QRgb inside = qPremultiply(colour.rgba()), line = qPremultiply(frame.rgba());
    const auto pixel = [this](double v, double shift) {
        return static_cast<int>(std::floor(v * m_place.scale + shift + 0.5));
    };
    for (const QRectF& r : rects) {
        const int left = pixel(r.left(), m_place.dx), right = pixel(r.right(), m_place.dx);
        const int top = pixel(r.top(), m_place.dy), bottom = pixel(r.bottom(), m_place.dy);
        if (left >= m_width || top >= m_height || right < 0 || bottom < 0)
            continue;
        if (qAlpha(line) == 0) {
            fill(left, top, std::max(right, left + 1), std::max(bottom, top + 1), inside);
            continue;
        }
        // The frame's right and bottom lines lie just outside, as a painter's hairline does.
        fill(left, top, right + 1, top + 1, line);
        if (bottom == top)
            continue;
        fill(left, bottom, right + 1, bottom + 1, line);
        fill(left, top + 1, left + 1, bottom, line);
        if (right == left)
            continue;
        fill(right, top + 1, right + 1, bottom, line);
        if (qAlpha(inside) > 0)
            fill(left + 1, top + 1, right, bottom, inside);
    }
}

} // namespace cairn
