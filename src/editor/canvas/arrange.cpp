#include "editor/canvas/arrange.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace cairn {
namespace {

constexpr double kGrid = 4;

/// Even gaps between neighbours; the outermost stay.
void distribute(std::vector<QRectF>& rects, bool across) {
    if (rects.size() < 3)
        return;
    std::vector<std::size_t> order(rects.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto start = [&](std::size_t i) { return across ? rects[i].left() : rects[i].top(); };
    const auto length = [&](std::size_t i) {
        return across ? rects[i].width() : rects[i].height();
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return start(a) < start(b); });
    double taken = 0;
    for (const std::size_t i : order)
        taken += length(i);
    const double from = start(order.front()), to = start(order.back()) + length(order.back());
    const double gap = (to - from - taken) / static_cast<double>(rects.size() - 1);
    double at = from;
    for (const std::size_t i : order) {
        if (across)
            rects[i].moveLeft(at);
        else
            rects[i].moveTop(at);
        at += length(i) + gap;
    }
}

struct Pull {
    double by = 0, at = 0;
    const QRectF* to = nullptr;
};

std::array<double, 3> linesOf(const QRectF& rect, bool vertical) {
    return vertical ? std::array{rect.left(), rect.center().x(), rect.right()}
                    : std::array{rect.top(), rect.center().y(), rect.bottom()};
}

std::optional<Pull> nearest(const QRectF& moved, const std::vector<QRectF>& others, bool vertical,
                            double reach) {
    std::optional<Pull> best;
    for (const QRectF& other : others)
        for (const double line : linesOf(other, vertical))
            for (const double own : linesOf(moved, vertical)) {
                const double by = line - own;
                if (std::abs(by) <= reach && (!best || std::abs(by) < std::abs(best->by)))
                    best = Pull{by, line, &other};
            }
    return best;
}

double onGrid(double position) {
    return std::round(position / kGrid) * kGrid;
}

} // namespace

std::vector<QRectF> arranged(std::vector<QRectF> rects, CanvasCommand how) {
    QRectF all;
    for (const QRectF& rect : rects)
        all = all.united(rect);
    for (QRectF& rect : rects)
        switch (how) {
        case CanvasCommand::AlignLeft:
            rect.moveLeft(all.left());
            break;
        case CanvasCommand::AlignCentre:
            rect.moveLeft(all.center().x() - rect.width() / 2);
            break;
        case CanvasCommand::AlignRight:
            rect.moveRight(all.right());
            break;
        case CanvasCommand::AlignTop:
            rect.moveTop(all.top());
            break;
        case CanvasCommand::AlignMiddle:
            rect.moveTop(all.center().y() - rect.height() / 2);
            break;
        case CanvasCommand::AlignBottom:
            rect.moveBottom(all.bottom());
            break;
        default:
            break;
        }
    if (how == CanvasCommand::DistributeAcross || how == CanvasCommand::DistributeDown)
        distribute(rects, how == CanvasCommand::DistributeAcross);
    return rects;
}

Snapped snapped(const QRectF& frame, QPointF way, const std::vector<QRectF>& others, double reach) {
    Snapped out;
    const QRectF moved = frame.translated(way);
    const auto x = nearest(moved, others, true, reach);
    const auto y = nearest(moved, others, false, reach);
    out.way = {x ? way.x() + x->by : onGrid(moved.left()) - frame.left(),
               y ? way.y() + y->by : onGrid(moved.top()) - frame.top()};
    const QRectF there = frame.translated(out.way);
    if (x)
        out.guides.push_back({true, x->at, std::min(there.top(), x->to->top()),
                              std::max(there.bottom(), x->to->bottom())});
    if (y)
        out.guides.push_back({false, y->at, std::min(there.left(), y->to->left()),
                              std::max(there.right(), y->to->right())});
    return out;
}

} // namespace cairn
