#pragma once
// A map from afar: tens of thousands of boxes, lines and bars for unreadable text, gathered by look
// and drawn together.

#include <QColor>
#include <QPainter>
#include <QRectF>
#include <optional>
#include <vector>

#include "cairn/layout/display_list.hpp"
#include "render/pixel_rects.hpp"
#include "render/theme.hpp"

namespace cairn {

constexpr double kBatchBelow = 0.35; ///< device pixels per unit: no corners, no shadows
constexpr double kRawBelow = 0.12;   ///< only coloured rectangles

class FarRects {
public:
    /// `scale` in device pixels per unit; `pixels` when the rectangles may be set straight into an
    /// image.
    FarRects(QPainter& painter, const Theme& theme, double scale, std::optional<PixelRects> pixels)
        : m_painter(painter), m_theme(theme), m_scale(scale), m_pixels(pixels) {}

    void addBox(const Box&);
    /// False, and nothing done, when the path is more than one upright or level line.
    bool addLine(const Path&);
    /// A bar for each line of a text too small to read.
    void addBars(const Text&);

    void drawBoxesAndLines(); ///< in the order in which their looks were first seen; leaves none
    void drawBars();          ///< leaves none

private:
    struct Look {
        Paint fillToken, frameToken;
        QColor fill, frame;
        std::vector<QRectF> rects;
    };
    using Looks = std::vector<Look>;
    /// Rectangles of one look are gathered; `colours` says what a look seen for the first time is
    /// drawn in.
    template <class Colours>
    static Look& lookOf(Looks& all, Paint fill, Paint frame, Colours&& colours);
    void draw(Looks& looks);

    QPainter& m_painter;
    const Theme& m_theme;
    const double m_scale;
    std::optional<PixelRects> m_pixels;
    Looks m_boxes, m_lines, m_bars;
};

} // namespace cairn
