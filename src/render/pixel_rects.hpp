#pragma once
// Rectangles of a map seen from afar, set straight into an image's pixels: there are tens of thousands of them, and a
// painter spends many times longer on asking what a rectangle is than on filling it.

#include <QColor>
#include <QPainter>
#include <QRectF>
#include <optional>
#include <span>

#include "render/frames.hpp"

namespace cairn {

class PixelRects {
public:
    /// Nothing when the painter does not draw on a plain image without a clip. The image must outlive what is drawn.
    static std::optional<PixelRects> on(QPainter&, const FrameCache::Place&);

    /// Fills rectangles (map units) on whole pixels, at least one each way; a frame that is not transparent is a pixel wide.
    void draw(std::span<const QRectF> rects, const QColor& fill, const QColor& frame);

private:
    PixelRects(QRgb* pixels, int stride, int width, int height, const FrameCache::Place& place)
        : m_pixels(pixels), m_stride(stride), m_width(width), m_height(height), m_place(place) {}
    /// Pixels from (left, top) up to, not including, (right, bottom).
    void fill(int left, int top, int right, int bottom, QRgb premultiplied);

    QRgb* m_pixels;
    int m_stride; ///< in pixels
    int m_width, m_height;
    FrameCache::Place m_place;
};

} // namespace cairn
