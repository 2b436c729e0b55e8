// Connectors: along the gutters between columns and the lines between lanes, so that they cross no
// card.

#include <algorithm>
#include <cmath>

#include "core/layout/context.hpp"

namespace cairn::layout {

namespace {

using Segment = Path::Segment;

constexpr double kCorner = 6;
constexpr double kStageArc = 20; ///< how high links between stages rise above the chevrons
constexpr double kTouch = 5;     ///< half the width of what can be pointed at

PointF towards(PointF from, PointF to, double distance) {
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const double share = length > 0 ? std::min(1.0, distance / length) : 0;
    return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

/// Straight lines with rounded corners.
std::vector<Segment> rounded(const std::vector<PointF>& points) {
    std::vector<Segment> out{{Segment::Kind::Move, {}, {}, points.front()}};
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const PointF &before = points[i - 1], &corner = points[i], &after = points[i + 1];
        const double radius =
            std::min({kCorner, std::hypot(corner.x - before.x, corner.y - before.y) / 2,
                      std::hypot(after.x - corner.x, after.y - corner.y) / 2});
        const PointF in = towards(corner, before, radius), leave = towards(corner, after, radius);
        out.push_back({Segment::Kind::Line, {}, {}, in});
        out.push_back({Segment::Kind::Cubic, towards(corner, before, radius * 0.45),
                       towards(corner, after, radius * 0.45), leave});
    }
    out.push_back({Segment::Kind::Line, {}, {}, points.back()});
    return out;
}

struct Route {
    std::vector<PointF> points;
    PointF label; ///< its middle
};

Route betweenStages(const Anchor& a, const Anchor& b, double top) {
    const double y = top - 12;
    const double ax = a.rect.x + a.rect.width * 0.6, bx = b.rect.x + b.rect.width * 0.4;
    return {{{ax, top}, {ax, y}, {bx, y}, {bx, top}}, {(ax + bx) / 2, y}};
}

/// From a card to a card. `shift` keeps links that share a gutter apart.
Route betweenCards(const Anchor& a, const Anchor& b, double shift) {
    const bool sameColumn = a.columnLeft == b.columnLeft;
    const bool forward = sameColumn || b.columnLeft > a.columnLeft;
    const double ay = a.rect.centre().y, by = b.rect.centre().y;
    const double ax = forward ? a.rect.right() : a.rect.x;
    const bool entersRight = sameColumn || !forward;
    const double bx = entersRight ? b.rect.right() : b.rect.x;
    const double gutterA = (forward ? a.columnRight : a.columnLeft) + shift;
    const double gutterB = (entersRight ? b.columnRight : b.columnLeft) + shift;
    // Links that lead back run above the row, so that both ways can be told apart.
    const double edge = forward ? a.rowBottom : a.rowTop, lane = edge + shift;
    if (std::abs(gutterA - gutterB) < 1) {
        const bool sameRow = a.rowTop == b.rowTop;
        const double passed = sameRow ? edge : by > ay ? a.rowBottom : a.rowTop;
        return {{{ax, ay}, {gutterA, ay}, {gutterA, by}, {bx, by}}, {gutterA, passed}};
    }
    // The words stand between the rows whatever the shift, or they would cover the cards above.
    return {{{ax, ay}, {gutterA, ay}, {gutterA, lane}, {gutterB, lane}, {gutterB, by}, {bx, by}},
            {(gutterA + gutterB) / 2, edge}};
}

/// Between a stage and a card: out of the chevron's foot, or into it.
Route betweenStageAndCard(const Anchor& stage, const Anchor& card, double stageBottom,
                          double shift) {
    const double x = stage.rect.centre().x, y = stageBottom + 4 + shift / 2;
    const double gutter = card.columnLeft + shift, cardY = card.rect.centre().y;
    return {{{x, stageBottom}, {x, y}, {gutter, y}, {gutter, cardY}, {card.rect.x, cardY}},
            {(x + gutter) / 2, y}};
}

std::vector<PointF> withoutRepeats(const std::vector<PointF>& points) {
    std::vector<PointF> out;
    for (const PointF& p : points)
        if (out.empty() || std::abs(p.x - out.back().x) + std::abs(p.y - out.back().y) > 0.01)
            out.push_back(p);
    return out;
}

void drawLabel(LayoutContext& c, const Link& link, Level level, PointF middle) {
    if (link.text.empty())
        return;
    Wrapped words = c.sheet.wrap(link.text, TextRole::Small, 120, 1);
    const double x = std::clamp(middle.x - words.width / 2, c.contentLeft,
                                std::max(c.contentLeft, c.mapRight - words.width));
    const RectF rect{x - 4, middle.y - words.height / 2, words.width + 8, words.height};
    c.sheet.box(level, link.id,
                {.rect = rect, .fill = {Colour::Ground}, .stroke = {}, .radius = 4});
    std::string full = words.full;
    c.sheet.text(level, link.id, {x, rect.y}, words.width, std::move(words), {Colour::Dim},
                 Align::Centre);
    c.sheet.region(level, RegionKind::Link, rect, link.id, link.from, link.to, std::move(full));
}

/// Where a branch leaves: a small diamond, as forks have it on flow charts.
void drawFork(LayoutContext& c, const Link& link, Level level, PointF from, PointF to) {
    constexpr double kHalf = 4;
    const PointF m = towards(from, to, kHalf);
    Path path;
    path.segments = {{Segment::Kind::Move, {}, {}, {m.x - kHalf, m.y}},
                     {Segment::Kind::Line, {}, {}, {m.x, m.y - kHalf}},
                     {Segment::Kind::Line, {}, {}, {m.x + kHalf, m.y}},
                     {Segment::Kind::Line, {}, {}, {m.x, m.y + kHalf}},
                     {Segment::Kind::Close, {}, {}, {}}};
    path.fill = {Colour::Ground};
    path.stroke = {Colour::Dim};
    path.strokeWidth = 1.5f;
    c.sheet.path(level, link.id, std::move(path));
}

void drawRoute(LayoutContext& c, const Link& link, Route route, Level level) {
    route.points = withoutRepeats(route.points);
    if (route.points.size() < 2)
        return;
    Path path;
    path.segments = rounded(route.points);
    path.stroke = {Colour::Dim};
    path.strokeWidth = 1.5f;
    path.dashed = link.kind == LinkKind::Loop;
    path.arrow = true;
    c.sheet.path(level, link.id, std::move(path));
    if (link.kind == LinkKind::Branch)
        drawFork(c, link, level, route.points[0], route.points[1]);
    // A region for each stretch: the box around the whole would cover the cards beside it.
    for (std::size_t i = 0; i + 1 < route.points.size(); ++i) {
        const PointF a = route.points[i], b = route.points[i + 1];
        c.sheet.region(level, RegionKind::Link,
                       {std::min(a.x, b.x) - kTouch, std::min(a.y, b.y) - kTouch,
                        std::abs(a.x - b.x) + 2 * kTouch, std::abs(a.y - b.y) + 2 * kTouch},
                       link.id, link.from, link.to);
    }
    drawLabel(c, link, level, route.label);
}

const Anchor* find(const std::vector<Anchor>& sorted, ElementId element) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), element,
                                     [](const Anchor& a, ElementId id) { return a.element < id; });
    return at != sorted.end() && at->element == element ? &*at : nullptr;
}

} // namespace

double stageLinkRoom(const LayoutContext& c) {
    const bool any = std::any_of(c.links.begin(), c.links.end(), [&](const Link* link) {
        return c.project.stages.find(link->from.as<StageTag>()) &&
               c.project.stages.find(link->to.as<StageTag>());
    });
    return any ? kStageArc : 0;
}

void drawLinks(LayoutContext& c, double stageTop, double stageBottom) {
    std::sort(c.anchors.begin(), c.anchors.end(),
              [](const Anchor& a, const Anchor& b) { return a.element < b.element; });
    std::size_t drawn = 0;
    for (const Link* link : c.links) {
        const Anchor *a = find(c.anchors, link->from), *b = find(c.anchors, link->to);
        if (!a || !b)
            continue;
        const double shift = static_cast<double>(drawn++ % 3) * 3 - 3;
        if (a->isStage && b->isStage) {
            drawRoute(c, *link, betweenStages(*a, *b, stageTop), Level::StageHeader);
        } else if (a->isStage || b->isStage) {
            Route route =
                betweenStageAndCard(a->isStage ? *a : *b, a->isStage ? *b : *a, stageBottom, shift);
            if (b->isStage)
                std::reverse(route.points.begin(), route.points.end());
            drawRoute(c, *link, std::move(route), Level::Over);
        } else {
            Route route = betweenCards(*a, *b, shift);
            constexpr double kHalfLine = 8; // the first row lies right under the stages
            route.label.y = std::max(route.label.y, stageBottom + kHalfLine);
            drawRoute(c, *link, std::move(route), Level::Over);
        }
    }
}

} // namespace cairn::layout
