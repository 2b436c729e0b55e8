#include "render/far_rects.hpp"

#include <algorithm>
#include <cmath>

#include "render/fonts.hpp"
#include "render/to_qt.hpp"

namespace cairn {
namespace {

QColor mixed(const QColor& a, const QColor& b, float share) {
    const auto blend = [share](float x, float y) { return x * share + y * (1 - share); };
    return QColor::fromRgbF(blend(a.redF(), b.redF()), blend(a.greenF(), b.greenF()),
                            blend(a.blueF(), b.blueF()));
}

} // namespace

template <class Colours>
FarRects::Look& FarRects::lookOf(Looks& all, Paint fill, Paint frame, Colours&& colours) {
    for (Look& look : all)
        if (look.fillToken == fill && look.frameToken == frame)
            return look;
    all.push_back({fill, frame, {}, {}, {}});
    colours(all.back());
    return all.back();
}

void FarRects::addBox(const Box& box) {
    const Paint none, stroke = box.strokeWidth > 0 ? box.stroke : none;
    Look& look = lookOf(m_boxes, box.fill, stroke, [&](Look& fresh) {
        fresh.fill = m_theme.colour(box.fill);
        fresh.frame = m_theme.colour(stroke);
        if (m_scale >= kRawBelow)
            return;
        // White cards on white paper would vanish with their frames: the frame colours the whole.
        if (fresh.fill.alpha() > 0 && fresh.frame.alpha() > 0)
            fresh.fill = mixed(fresh.fill, fresh.frame, 0.45F);
        fresh.frame = m_theme.colour(none);
    });
    if (look.fill.alpha() > 0 || look.frame.alpha() > 0)
        look.rects.push_back(rectOf(box.rect));
}

bool FarRects::addLine(const Path& path) {
    using Kind = Path::Segment::Kind;
    if (path.segments.size() != 2 || path.segments[1].kind != Kind::Line || path.arrow ||
        (path.dashed && m_scale >= kRawBelow) || path.fill.colour != Colour::None)
        return false;
    const QPointF from = pointOf(path.segments[0].to), to = pointOf(path.segments[1].to);
    const bool upright = from.x() == to.x();
    if (!upright && from.y() != to.y())
        return false;
    // At least a pixel wide, so that it is seen, and fainter for it.
    const double width =
        std::max(static_cast<double>(path.strokeWidth), m_pixels ? 0 : 1 / m_scale);
    Look& look = lookOf(m_lines, path.stroke, {}, [&](Look& fresh) {
        fresh.fill = m_theme.colour(path.stroke);
        fresh.fill.setAlphaF(fresh.fill.alphaF() * (path.dashed ? 0.5F : 0.8F));
        fresh.frame = m_theme.colour(Paint{});
    });
    if (look.fill.alpha() > 0)
        look.rects.push_back(QRectF(from, to).normalized().adjusted(
            upright ? -width / 2 : 0, upright ? 0 : -width / 2, upright ? width / 2 : 0,
            upright ? 0 : width / 2));
    return true;
}

void FarRects::addBars(const Text& text) {
    if (m_scale < kRawBelow || text.paint.colour == Colour::None)
        return;
    Look& look = lookOf(m_bars, text.paint, {}, [&](Look& fresh) {
        fresh.fill = mixed(m_theme.colour(text.paint), m_theme.colour(Colour::Card), 0.38F);
        fresh.frame = m_theme.colour(Paint{});
    });
    const double size = styleOf(text.role).pixelSize;
    for (const TextLine& line : text.lines)
        if (line.width > 0)
            look.rects.push_back(
                text.turned ? QRectF(line.x, line.baseline, size * 0.45, line.width)
                            : QRectF(line.x, line.baseline - size * 0.5, line.width, size * 0.45));
}

void FarRects::draw(Looks& looks) {
    for (Look& look : looks) {
        if (look.rects.empty())
            continue;
        if (m_pixels) {
            m_pixels->draw(look.rects, look.fill, look.frame);
        } else {
            m_painter.save();
            m_painter.setRenderHint(QPainter::Antialiasing, false);
            m_painter.setBrush(look.fill.alpha() == 0 ? QBrush(Qt::NoBrush) : QBrush(look.fill));
            // A pen of no width is a pixel wide whatever the scale.
            m_painter.setPen(look.frame.alpha() > 0 ? QPen(look.frame, 0) : QPen(Qt::NoPen));
            m_painter.drawRects(look.rects.data(), static_cast<int>(look.rects.size()));
            m_painter.restore();
        }
        look.rects.clear();
    }
}

void FarRects::drawBoxesAndLines() {
    draw(m_boxes);
    draw(m_lines);
}

void FarRects::drawBars() {
    draw(m_bars);
}

} // namespace cairn
