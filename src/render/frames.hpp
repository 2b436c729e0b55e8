#pragma once
// Frames of cards as small pictures: a map has thousands of boxes and few kinds of them, and copying
// pixels is many times faster than filling four rounded rectangles with soft edges.

#include <QImage>
#include <QPainter>
#include <QTransform>
#include <cstddef>
#include <functional>
#include <unordered_map>

#include "cairn/layout/display_list.hpp"
#include "render/theme.hpp"

namespace cairn {

/// Of one thread, which paints with it until the thread ends.
class FrameCache {
public:
    static FrameCache& ofThisThread();

    /// Where a painter's boxes lie on its device; usable only when maps lie there upright, scaled alike both ways.
    struct Place {
        bool usable = false;
        double scale = 1, dx = 0, dy = 0;
    };
    static Place placeOf(const QPainter&);

    /// Draws one box with the painter's own shapes.
    using Draw = std::function<void(QPainter&, const Box&)>;

    /// Draws the box on whole pixels of the painter's image; `draw` makes its picture when it is a new one. False
    /// when it is not worth a picture (square corners, or very large): nothing is drawn then. Leaves the painter's
    /// world transform as it was.
    bool draw(QPainter&, const Place&, const Box&, const Theme&, const Draw& draw);

private:
    struct Key {
        int width = 0, height = 0;
        double scale = 1;
        QRgb fill = 0, stroke = 0, shadow = 0;
        float strokeWidth = 1, radius = 0;
        bool dashed = false;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Hash {
        std::size_t operator()(const Key&) const;
    };
    std::unordered_map<Key, QImage, Hash> m_frames;
    std::size_t m_bytes = 0;
};

} // namespace cairn
