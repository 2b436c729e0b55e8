#include "core/layout/curve.hpp"

namespace cairn::layout {

namespace {

using Segment = Path::Segment;

/// Slopes at the points: 0 at a turn, else a weighted harmonic mean of the neighbouring secants.
std::vector<double> slopesOf(const std::vector<PointF>& p) {
    const std::size_t n = p.size();
    std::vector<double> secant(n - 1), slope(n, 0);
    for (std::size_t i = 0; i + 1 < n; ++i)
        secant[i] = (p[i + 1].y - p[i].y) / (p[i + 1].x - p[i].x);
    for (std::size_t i = 1; i + 1 < n; ++i) {
        if (secant[i - 1] * secant[i] <= 0)
            continue;
        const double before = p[i].x - p[i - 1].x, after = p[i + 1].x - p[i].x;
        const double w1 = 2 * after + before, w2 = after + 2 * before;
        slope[i] = (w1 + w2) / (w1 / secant[i - 1] + w2 / secant[i]);
    }
    return slope;
}

PointF cubicAt(PointF from, const Segment& s, double t) {
    const double u = 1 - t;
    const double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return {a * from.x + b * s.a.x + c * s.b.x + d * s.to.x,
            a * from.y + b * s.a.y + c * s.b.y + d * s.to.y};
}

} // namespace

std::vector<Segment> monotoneCurve(const std::vector<PointF>& points) {
    std::vector<PointF> p;
    for (const PointF& point : points)
        if (p.empty() || point.x > p.back().x + 1e-6)
            p.push_back(point);
    std::vector<Segment> out;
    if (p.empty())
        return out;
    out.push_back({Segment::Kind::Move, {}, {}, p.front()});
    if (p.size() == 1)
        return out;
    // Level ends: a curve arrives and leaves calmly.
    const std::vector<double> slope = slopesOf(p);
    for (std::size_t i = 0; i + 1 < p.size(); ++i) {
        const double third = (p[i + 1].x - p[i].x) / 3;
        out.push_back({Segment::Kind::Cubic,
                       {p[i].x + third, p[i].y + slope[i] * third},
                       {p[i + 1].x - third, p[i + 1].y - slope[i + 1] * third},
                       p[i + 1]});
    }
    return out;
}

std::vector<PointF> pointsAlong(const std::vector<Segment>& segments, int steps) {
    std::vector<PointF> out;
    PointF from;
    for (const Segment& s : segments) {
        if (s.kind == Segment::Kind::Cubic)
            for (int i = 1; i <= steps; ++i)
                out.push_back(cubicAt(from, s, static_cast<double>(i) / steps));
        else if (s.kind != Segment::Kind::Close)
            out.push_back(s.to);
        from = s.to;
    }
    return out;
}

} // namespace cairn::layout
