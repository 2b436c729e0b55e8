#include "render/hatch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cairn {
namespace {

// A rising diagonal is all points with x + y = c. Where it meets the edges, sorted by x, inside and
// outside take turns.
void addCrossings(const QPolygonF& polygon, double c, std::vector<double>& xs) {
    for (qsizetype i = 0; i + 1 < polygon.size(); ++i) {
        const QPointF a = polygon[i], b = polygon[i + 1];
        const double da = a.x() + a.y() - c, db = b.x() + b.y() - c;
        if ((da < 0) != (db < 0))
            xs.push_back(a.x() + (b.x() - a.x()) * da / (da - db));
    }
}

} // namespace

std::vector<QLineF> hatchLines(const QPainterPath& path, double spacing) {
    std::vector<QLineF> lines;
    QList<QPolygonF> polygons = path.toSubpathPolygons();
    for (QPolygonF& p : polygons)
        if (!p.isEmpty() && p.first() != p.last())
            p.append(p.first());
    const QRectF bounds = path.boundingRect();
    const double step = spacing * std::numbers::sqrt2;
    if (bounds.isEmpty() || !(step > 0) || (bounds.width() + bounds.height()) / step > 100'000)
        return lines;
    const double last = bounds.right() + bounds.bottom();
    std::vector<double> xs;
    for (double c = std::ceil((bounds.left() + bounds.top()) / step) * step; c < last; c += step) {
        xs.clear();
        for (const QPolygonF& p : polygons)
            addCrossings(p, c, xs);
        std::sort(xs.begin(), xs.end());
        for (std::size_t i = 0; i + 1 < xs.size(); i += 2)
            lines.emplace_back(xs[i], c - xs[i], xs[i + 1], c - xs[i + 1]);
    }
    return lines;
}

} // namespace cairn
