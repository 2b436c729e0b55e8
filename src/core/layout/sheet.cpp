#include "core/layout/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace cairn::layout {

namespace {

Layer layerOf(Level level) {
    if (level == Level::StageHeader)
        return Layer::StageHeader;
    return level == Level::LaneHeader ? Layer::LaneHeader : Layer::Scroll;
}

double designStep(double pixelSize) {
    if (pixelSize <= 12)
        return 16;
    if (pixelSize <= 14)
        return 20;
    return pixelSize <= 18 ? 24 : 32;
}

bool endsInEllipsis(std::string_view text) {
    return text.ends_with("\u2026");
}

RectF boundsOfPoints(const std::vector<Path::Segment>& segments) {
    double left = 1e300, top = 1e300, right = -1e300, bottom = -1e300;
    const auto take = [&](PointF p) {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    };
    for (const Path::Segment& s : segments) {
        if (s.kind == Path::Segment::Kind::Close)
            continue;
        take(s.to);
        if (s.kind == Path::Segment::Kind::Cubic) {
            take(s.a);
            take(s.b);
        }
    }
    if (right < left)
        return {};
    return {left, top, right - left, bottom - top};
}

} // namespace

double roundUpTo4(double value) {
    return std::ceil(value / 4 - 1e-9) * 4;
}
bool isFinite(double value) {
    return std::isfinite(value);
}

Sheet::Sheet(const TextMeasurer& measurer) : m_measurer(measurer) {
    for (std::size_t i = 0; i < m_roles.size(); ++i) {
        const auto role = static_cast<TextRole>(i);
        const FontMetrics m = measurer.metrics(role);
        const double step =
            std::max(designStep(styleOf(role).pixelSize), roundUpTo4(m.ascent + m.descent));
        m_roles[i] = {step, (step - m.ascent - m.descent) / 2 + m.ascent};
    }
}

double Sheet::textWidth(std::string_view text, TextRole role) const {
    return m_measurer.width(text, role);
}

Wrapped Sheet::wrap(std::string_view text, TextRole role, double width, int maxLines) const {
    Wrapped w;
    w.role = role;
    if (text.empty())
        return w;
    w.lines = m_measurer.wrap(text, role, width, maxLines);
    for (const auto& line : w.lines)
        w.width = std::max(w.width, line.width);
    w.height = static_cast<double>(w.lines.size()) * lineStep(role);
    if (!w.lines.empty() && endsInEllipsis(w.lines.back().text) && !endsInEllipsis(text))
        w.full = text;
    return w;
}

void Sheet::add(Level level, ElementId element, std::variant<Box, Text, Path, Icon> shape) {
    m_items[static_cast<std::size_t>(level)].push_back(
        {element, static_cast<std::int16_t>(level), layerOf(level), std::move(shape)});
}

void Sheet::box(Level level, ElementId element, const Box& box) {
    add(level, element, box);
}

void Sheet::icon(Level level, ElementId element, const RectF& rect, std::string name, Paint paint,
                 ElementId image) {
    add(level, element, Icon{rect, std::move(name), paint, image});
}

void Sheet::picture(Level level, ElementId element, const RectF& rect, ElementId image) {
    add(level, element, Icon{rect, "image", {Colour::Dim}, image, true});
}

void Sheet::line(Level level, ElementId element, PointF from, PointF to, Paint paint, bool dashed,
                 float width) {
    Path p;
    p.segments = {{Path::Segment::Kind::Move, {}, {}, from},
                  {Path::Segment::Kind::Line, {}, {}, to}};
    p.stroke = paint;
    p.strokeWidth = width;
    p.dashed = dashed;
    path(level, element, std::move(p));
}

void Sheet::path(Level level, ElementId element, Path path) {
    path.bounds = boundsOfPoints(path.segments);
    add(level, element, std::move(path));
}

RectF Sheet::text(Level level, ElementId element, PointF topLeft, double width, Wrapped wrapped,
                  Paint paint, Align align) {
    const RectF rect{topLeft.x, topLeft.y, width, wrapped.height};
    if (wrapped.lines.empty())
        return rect;
    if (!wrapped.pieces.empty()) {
        pieces(level, element, rect, wrapped, paint);
        return rect;
    }
    const RoleMetrics& role = m_roles[static_cast<std::size_t>(wrapped.role)];
    Text text;
    text.rect = rect;
    text.role = wrapped.role;
    text.paint = paint;
    text.align = align;
    text.full = std::move(wrapped.full);
    text.lines.reserve(wrapped.lines.size());
    double y = topLeft.y;
    for (auto& line : wrapped.lines) {
        const double slack = std::max(0.0, width - line.width);
        const double indent = align == Align::Left ? 0 : align == Align::Centre ? slack / 2 : slack;
        text.lines.push_back(
            {topLeft.x + indent, y + role.baseline, line.width, std::move(line.text)});
        y += role.step;
    }
    add(level, element, std::move(text));
    return rect;
}

void Sheet::region(Level level, RegionKind kind, const RectF& rect, ElementId element,
                   ElementId second, ElementId third, std::string tooltip) {
    m_regions[static_cast<std::size_t>(level)].push_back(
        {kind, rect, element, second, third, layerOf(level), std::move(tooltip)});
}

void Sheet::expectCards(std::size_t cards) {
    const auto level = static_cast<std::size_t>(Level::Cards);
    m_items[level].reserve(m_items[level].size() + 4 * cards);
    m_regions[level].reserve(m_regions[level].size() + cards);
}

SheetMark Sheet::mark() const {
    SheetMark mark;
    for (std::size_t i = 0; i < kLevels; ++i) {
        mark.items[i] = m_items[i].size();
        mark.regions[i] = m_regions[i].size();
    }
    return mark;
}

void Sheet::moveInto(DisplayList& list) {
    std::size_t items = 0, regions = 0;
    for (std::size_t i = 0; i < kLevels; ++i) {
        items += m_items[i].size();
        regions += m_regions[i].size();
    }
    list.items.reserve(items);
    list.regions.reserve(regions);
    for (std::size_t i = 0; i < kLevels; ++i) {
        std::move(m_items[i].begin(), m_items[i].end(), std::back_inserter(list.items));
        std::move(m_regions[i].begin(), m_regions[i].end(), std::back_inserter(list.regions));
        m_items[i].clear();
        m_regions[i].clear();
    }
}

} // namespace cairn::layout
