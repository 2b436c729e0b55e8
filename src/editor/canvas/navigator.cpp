#include "editor/canvas/navigator.hpp"

#include <Qt>
#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace cairn {
namespace {

/// 0 when the intervals overlap, else the room between them.
double gap(double a0, double a1, double b0, double b1) {
    return std::max({0.0, b0 - a1, a0 - b1});
}

/// How far `to` is from `from` that way; infinite when it does not lie that way.
/// `straying`: what it costs to be off to the side of that way.
double distance(const RectF& from, const RectF& to, Direction direction, double straying) {
    const bool across = direction == Direction::Left || direction == Direction::Right;
    const double sign = direction == Direction::Right || direction == Direction::Down ? 1 : -1;
    const double ahead = across ? to.centre().x - from.centre().x : to.centre().y - from.centre().y;
    const double extent =
        across ? std::min(from.width, to.width) : std::min(from.height, to.height);
    if (ahead * sign < std::max(1.0, extent / 4))
        return std::numeric_limits<double>::infinity();
    const double gapX = gap(from.x, from.right(), to.x, to.right());
    const double gapY = gap(from.y, from.bottom(), to.y, to.bottom());
    const double off = across ? std::abs(to.centre().y - from.centre().y)
                              : std::abs(to.centre().x - from.centre().x);
    const double along = across ? gapX : gapY, aside = across ? gapY : gapX;
    // Up and down stay in the column as long as it goes on.
    constexpr double kOtherColumn = 1e6;
    const double stray = !across && aside > 0 ? kOtherColumn : 0;
    return along + straying * aside + 0.05 * off + 0.02 * std::abs(ahead) + stray;
}

bool within(double value, double low, double high) {
    return value >= low && value < high;
}

std::vector<const Region*> lanesOf(const CanvasScene& scene) {
    std::vector<const Region*> lanes;
    for (const Region& r : scene.list.regions)
        if (r.kind == RegionKind::LaneHeader)
            lanes.push_back(&r);
    return lanes;
}

/// The lane's header, whose height is that of the row.
const Region* rowAt(const std::vector<const Region*>& lanes, const Region& region) {
    const double y = region.rect.centre().y;
    for (const Region* lane : lanes)
        if (within(y, lane->rect.y, lane->rect.bottom()))
            return lane;
    return nullptr;
}
const Region* rowOf(const CanvasScene& scene, const Region& region) {
    return rowAt(lanesOf(scene), region);
}

template <class Better> const Region* bestStop(const CanvasScene& scene, Better&& score) {
    const Region* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const Region& region : scene.list.regions) {
        const double s = score(region);
        if (s < least && isStop(scene, region)) {
            least = s;
            best = &region;
        }
    }
    return best;
}

std::optional<Spot> spotOrNothing(const Region* region) {
    return region ? std::optional(spotOf(*region)) : std::nullopt;
}

} // namespace

bool isStop(const CanvasScene& scene, const Region& region) {
    switch (region.kind) {
    case RegionKind::MapKind:
    case RegionKind::CardBadge:
    case RegionKind::Link:
    case RegionKind::TextLink:
        return false;
    case RegionKind::Cell: {
        const PointF c = region.rect.centre();
        const Region* leaf = scene.cellAt({c.x, c.y});
        const bool divided = leaf && leaf != &region && leaf->element == region.element;
        return !divided && scene.cardsIn(region).empty();
    }
    case RegionKind::EmotionCell: {
        const auto inside = scene.regionsIn(region.rect);
        return std::none_of(inside.begin(), inside.end(), [&](const Region* r) {
            return r->kind == RegionKind::EmotionPoint && r->third == region.second;
        });
    }
    default:
        return true;
    }
}

std::optional<Spot> neighbour(const CanvasScene& scene, const Region& from, Direction direction) {
    const bool across = direction == Direction::Left || direction == Direction::Right;
    const std::vector<const Region*> lanes = lanesOf(scene);
    const Region* row = rowAt(lanes, from);
    RectF start = from.rect;
    if (across && from.kind == RegionKind::LaneHeader) // into its row where that begins
        start.height = std::min(start.height, 24.0);
    return spotOrNothing(bestStop(scene, [&](const Region& to) {
        constexpr double kNever = std::numeric_limits<double>::infinity();
        constexpr double kStraying = 3, kStrayingInRow = 0.05, kOtherRow = 1e6;
        if (&to == &from)
            return kNever;
        const Region* other = across && row ? rowAt(lanes, to) : nullptr;
        // Left and right stay in the lane, however high its cards stand, and leave it for another
        // never: at its end is what adds a stage, or nothing.
        if (row && other)
            return row == other ? distance(start, to.rect, direction, kStrayingInRow) : kNever;
        const double far = distance(start, to.rect, direction, kStraying);
        const double aside = gap(start.y, start.bottom(), to.rect.y, to.rect.bottom());
        return across && aside > 0 ? far + kOtherRow : far;
    }));
}

std::optional<Spot> endOfRow(const CanvasScene& scene, const Region& from, bool last) {
    const Region* row = rowOf(scene, from);
    const RectF band = row ? row->rect : from.rect;
    const double sign = last ? -1 : 1;
    return spotOrNothing(bestStop(scene, [&](const Region& to) {
        const PointF c = to.rect.centre();
        if (to.kind == RegionKind::LaneHeader || to.kind == RegionKind::Note ||
            !within(c.y, band.y, band.bottom()))
            return std::numeric_limits<double>::infinity();
        return sign * c.x + 0.001 * c.y;
    }));
}

std::optional<Spot> nextLane(const CanvasScene& scene, const Region& from, bool down) {
    const Region* row = rowOf(scene, from);
    if (!row)
        return neighbour(scene, from, down ? Direction::Down : Direction::Up);
    const double x = from.rect.centre().x;
    return spotOrNothing(bestStop(scene, [&](const Region& to) {
        const double y = to.rect.centre().y;
        const bool beyond = down ? y >= row->rect.bottom() : y < row->rect.y;
        if (!beyond || !within(x, to.rect.x - 8, to.rect.right() + 8))
            return std::numeric_limits<double>::infinity();
        return std::abs(y - row->rect.centre().y);
    }));
}

std::optional<Spot> endOfMap(const CanvasScene& scene, bool last) {
    const auto all = outline(scene);
    if (all.empty())
        return std::nullopt;
    if (!last)
        return all.front();
    const auto end = std::find_if(all.rbegin(), all.rend(), [](const Spot& spot) {
        return spot.kind != RegionKind::Legend && spot.kind != RegionKind::AddStage &&
               spot.kind != RegionKind::AddLane;
    });
    return end == all.rend() ? all.back() : *end;
}

std::vector<Spot> outline(const CanvasScene& scene) {
    struct Stop {
        const Region* region;
        int part; ///< the map's own heading, lanes, columns, notes, what adds more, the legend
        double column, y; ///< where its column begins
    };
    std::vector<double> columns;
    for (const Region& r : scene.list.regions)
        if (r.kind == RegionKind::StageHeader)
            columns.push_back(r.rect.x);
    std::sort(columns.begin(), columns.end());
    std::vector<Stop> stops;
    for (const Region& r : scene.list.regions) {
        if (!isStop(scene, r))
            continue;
        const auto after = std::upper_bound(columns.begin(), columns.end(), r.rect.centre().x);
        const double index = static_cast<double>(after - columns.begin());
        const bool heading = r.rect.bottom() <= scene.list.stageHeaderTop;
        const bool lastly = r.kind == RegionKind::AddStage || r.kind == RegionKind::AddLane;
        const int part = r.kind == RegionKind::Note     ? 3
                         : r.kind == RegionKind::Legend ? 5
                         : lastly                       ? 4
                         : heading                      ? 0
                                                        : 2;
        const bool lane = r.kind == RegionKind::LaneHeader;
        const double column = scene.list.rightToLeft ? -index : index;
        stops.push_back({&r, lane ? 1 : part, lane || part != 2 ? 0 : column, r.rect.y});
    }
    std::stable_sort(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) {
        return std::tuple(a.part, a.column, a.y, a.region->rect.x) <
               std::tuple(b.part, b.column, b.y, b.region->rect.x);
    });
    std::vector<Spot> out;
    out.reserve(stops.size());
    for (const Stop& stop : stops)
        out.push_back(spotOf(*stop.region));
    return out;
}

std::optional<Direction> directionOf(int key) {
    switch (key) {
    case Qt::Key_Left:
        return Direction::Left;
    case Qt::Key_Right:
        return Direction::Right;
    case Qt::Key_Up:
        return Direction::Up;
    case Qt::Key_Down:
        return Direction::Down;
    default:
        return std::nullopt;
    }
}

} // namespace cairn
