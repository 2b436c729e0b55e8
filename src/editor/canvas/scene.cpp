#include "editor/canvas/scene.hpp"

#include <algorithm>
#include <array>

namespace cairn {
namespace {

constexpr std::size_t kLookAhead =
    24; ///< items searched for the place where two layouts meet again
constexpr std::size_t kMostDirty = 600; ///< past so many differences everything is drawn anew
constexpr double kMostBand = 0.45; ///< pinned headers never take more of the viewport than this

RectF united(const RectF& a, const RectF& b) {
    const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

/// The bounds of all items; those of kept ones are known.
std::vector<RectF> boundsOfItems(const MapUpdate& next, const GridIndex& before) {
    const std::vector<Item>& items = next.list.items;
    std::vector<RectF> bounds(items.size());
    std::size_t at = 0;
    const auto reckonUntil = [&](std::size_t end) {
        for (; at < end; ++at)
            bounds[at] = boundsOf(items[at]);
    };
    for (const MapUpdate::Kept& kept : next.kept) {
        reckonUntil(kept.now);
        for (std::size_t i = 0; i < kept.count; ++i, ++at) {
            RectF rect = before.rect(static_cast<std::uint32_t>(kept.before + i));
            rect.x += kept.dx;
            rect.y += kept.dy;
            bounds[at] = rect;
        }
    }
    reckonUntil(items.size());
    return bounds;
}

/// Walks two sorted lists side by side and collects the bounds of what only one of them has.
class Comparison {
public:
    Comparison(const std::vector<Item>& a, const GridIndex& ra, const std::vector<Item>& b,
               const GridIndex& rb)
        : m_a(a), m_b(b), m_ra(ra), m_rb(rb) {}

    /// What is known to be kept is not looked at, only where it went.
    std::optional<std::vector<RectF>> run(const std::vector<MapUpdate::Kept>& kept) {
        for (std::size_t k = 0; k < kept.size(); ++k) {
            if (kept[k].before < m_i || !walk(kept[k].before, kept[k].now))
                return std::nullopt; // lanes or stages changed places
            const bool goesOn =
                k > 0 && kept[k].dx == kept[k - 1].dx && kept[k].dy == kept[k - 1].dy;
            if (kept[k].dx != 0 || kept[k].dy != 0)
                moved(kept[k], goesOn);
            m_i = kept[k].before + kept[k].count;
            m_j = kept[k].now + kept[k].count;
        }
        if (!walk(m_a.size(), m_b.size()))
            return std::nullopt;
        m_dirty.insert(m_dirty.end(), m_moved.begin(), m_moved.end());
        return std::move(m_dirty);
    }

private:
    /// Compares up to these ends. False past too many differences.
    bool walk(std::size_t endA, std::size_t endB) {
        m_endA = endA;
        m_endB = endB;
        while (m_i < m_endA || m_j < m_endB) {
            if (m_i < m_endA && m_j < m_endB && m_a[m_i] == m_b[m_j]) {
                ++m_i;
                ++m_j;
                continue;
            }
            step();
            if (m_dirty.size() > kMostDirty)
                return false;
        }
        return true;
    }
    /// Cells that moved together are one area, here and there.
    void moved(const MapUpdate::Kept& kept, bool goesOn) {
        RectF from = m_ra.rect(static_cast<std::uint32_t>(kept.before));
        RectF to = m_rb.rect(static_cast<std::uint32_t>(kept.now));
        if (goesOn && !m_moved.empty()) {
            from = united(m_moved[m_moved.size() - 2], from);
            to = united(m_moved.back(), to);
            m_moved.resize(m_moved.size() - 2);
        }
        for (std::size_t i = 1; i < kept.count; ++i) {
            from = united(from, m_ra.rect(static_cast<std::uint32_t>(kept.before + i)));
            to = united(to, m_rb.rect(static_cast<std::uint32_t>(kept.now + i)));
        }
        m_moved.push_back(from);
        m_moved.push_back(to);
    }
    void dropOld(std::size_t n) {
        for (; n > 0; --n)
            m_dirty.push_back(m_ra.rect(static_cast<std::uint32_t>(m_i++)));
    }
    void takeNew(std::size_t n) {
        for (; n > 0; --n)
            m_dirty.push_back(m_rb.rect(static_cast<std::uint32_t>(m_j++)));
    }
    void step() {
        if (m_i == m_endA)
            return takeNew(1);
        if (m_j == m_endB)
            return dropOld(1);
        for (std::size_t k = 1; k <= kLookAhead; ++k) {
            if (m_j + k < m_endB && m_a[m_i] == m_b[m_j + k])
                return takeNew(k);
            if (m_i + k < m_endA && m_a[m_i + k] == m_b[m_j])
                return dropOld(k);
        }
        dropOld(1);
        takeNew(1);
    }

    const std::vector<Item>&m_a, &m_b;
    const GridIndex &m_ra, &m_rb;
    std::size_t m_i = 0, m_j = 0, m_endA = 0, m_endB = 0;
    std::vector<RectF> m_dirty, m_moved; ///< m_moved: pairs of before and now
};

bool contains(const RectF& outer, const RectF& inner) {
    return inner.x >= outer.x - 1 && inner.y >= outer.y - 1 && inner.right() <= outer.right() + 1 &&
           inner.bottom() <= outer.bottom() + 1;
}

} // namespace

std::optional<std::vector<RectF>> CanvasScene::adopt(MapUpdate next) {
    GridIndex nextItems;
    nextItems.build(boundsOfItems(next, items));
    auto dirty = Comparison(list.items, items, next.list.items, nextItems).run(next.kept);

    list = std::move(next.list);
    items = std::move(nextItems);
    indexRegions();
    return dirty;
}

void CanvasScene::indexRegions() {
    std::vector<RectF> rects(list.regions.size());
    m_byElement.clear();
    m_byElement.reserve(list.regions.size());
    for (std::uint32_t i = 0; i < list.regions.size(); ++i) {
        rects[i] = list.regions[i].rect;
        m_byElement.emplace_back(list.regions[i].element, i);
    }
    std::sort(m_byElement.begin(), m_byElement.end());
    regions.build(std::move(rects));
}

std::pair<const CanvasScene::Entry*, const CanvasScene::Entry*>
CanvasScene::entriesOf(ElementId element) const {
    const auto from = std::lower_bound(m_byElement.begin(), m_byElement.end(), Entry{element, 0});
    auto to = from;
    while (to != m_byElement.end() && to->first == element)
        ++to;
    const Entry* first = m_byElement.data() + (from - m_byElement.begin());
    return {first, first + (to - from)};
}

QRectF CanvasScene::contentRect() const {
    QRectF all(0, 0, list.size.width, list.size.height);
    return regions.size() == 0 ? all : all.united(toQt(regions.bounds()));
}

Pins CanvasScene::pins() const {
    Pins pins;
    const double height = (list.stageHeaderBottom - list.stageHeaderTop) * view.zoom;
    const double width = list.laneHeaderWidth * view.zoom;
    constexpr double kAir = 6; // above and below the pinned stages
    const double top = view.toView(QPointF(0, list.stageHeaderTop)).y();
    const double bottomOfMap = view.toView(QPointF(0, list.size.height)).y();
    if (height > 0 && top < kAir && bottomOfMap > 0 && height < viewport.height() * kMostBand) {
        pins.stages = true;
        pins.stageShift = QPointF(0, kAir - top);
        pins.stageBand = QRectF(0, 0, viewport.width(), height + 2 * kAir);
    }
    const double left = view.toView(QPointF(0, 0)).x();
    const double right = view.toView(QPointF(list.size.width, 0)).x();
    const bool seen = list.rightToLeft ? left < viewport.width() : right > 0;
    const bool beyond = list.rightToLeft ? right > viewport.width() : left < 0;
    if (width > 0 && seen && beyond && width < viewport.width() * kMostBand) {
        pins.lanes = true;
        const double shift = list.rightToLeft ? viewport.width() - right : -left;
        pins.laneShift = QPointF(shift, 0);
        const double headersEnd = view.toView(QPointF(0, list.stageHeaderBottom)).y();
        const double from = pins.stages ? pins.stageBand.bottom() : std::max(0.0, headersEnd);
        pins.laneBand = QRectF(list.rightToLeft ? viewport.width() - width : 0, from, width,
                               std::max(0.0, viewport.height() - from));
    }
    return pins;
}

QPointF CanvasScene::shiftOf(Layer layer) const {
    if (layer == Layer::Scroll)
        return {};
    const Pins now = pins();
    return layer == Layer::StageHeader ? now.stageShift : now.laneShift;
}

QRectF CanvasScene::viewRect(const Region& region) const {
    return view.toView(region.rect).translated(shiftOf(region.layer));
}

const Region* CanvasScene::regionAt(QPointF viewPos) const {
    const Pins now = pins();
    std::vector<std::uint32_t> hits;
    const auto onTop = [&](QPointF mapPos, auto&& accept) -> const Region* {
        const PointF p{mapPos.x(), mapPos.y()};
        regions.query(RectF{p.x, p.y, 0, 0}, hits);
        const Region* link = nullptr;
        for (auto at = hits.rbegin(); at != hits.rend(); ++at) {
            const Region& region = list.regions[*at];
            if (!region.rect.contains(p) || region.kind == RegionKind::TextLink || !accept(region))
                continue;
            // The frame around an arrow covers what the arrow passes: a real thing below it wins.
            if (region.kind == RegionKind::Link)
                link = link ? link : &region;
            else if (!link ||
                     (region.kind != RegionKind::Cell && region.kind != RegionKind::EmotionCell))
                return &region;
        }
        return link;
    };
    if (now.stages && now.stageBand.contains(viewPos)) {
        if (now.lanes && now.laneBand.left() <= viewPos.x() && viewPos.x() < now.laneBand.right())
            return nullptr;
        return onTop(view.toMap(viewPos - now.stageShift),
                     [](const Region& r) { return r.layer == Layer::StageHeader; });
    }
    if (now.lanes && now.laneBand.contains(viewPos))
        return onTop(view.toMap(viewPos - now.laneShift),
                     [](const Region& r) { return r.layer == Layer::LaneHeader; });
    return onTop(view.toMap(viewPos), [&](const Region& r) {
        return r.layer == Layer::Scroll || (r.layer == Layer::StageHeader && !now.stages) ||
               (r.layer == Layer::LaneHeader && !now.lanes);
    });
}

const Region* CanvasScene::cellAt(QPointF mapPos) const {
    const PointF p{mapPos.x(), mapPos.y()};
    std::vector<std::uint32_t> hits;
    regions.query(RectF{p.x, p.y, 0, 0}, hits);
    for (auto at = hits.rbegin(); at != hits.rend(); ++at)
        if (list.regions[*at].kind == RegionKind::Cell && list.regions[*at].rect.contains(p))
            return &list.regions[*at];
    return nullptr;
}

const Region* CanvasScene::find(RegionKind kind, ElementId element, ElementId second) const {
    const Region* found = nullptr;
    const auto [from, to] = entriesOf(element);
    for (auto at = from; at != to; ++at) {
        const Region& region = list.regions[at->second];
        if (region.kind == kind && (!second || region.second == second) &&
            (!found || &region < found))
            found = &region;
    }
    return found;
}

const Region* CanvasScene::find(const Spot& spot) const {
    const auto [from, to] = entriesOf(spot.element);
    for (auto at = from; at != to; ++at)
        if (spotOf(list.regions[at->second]) == spot)
            return &list.regions[at->second];
    // A card that changed its cell is still that card; a cell is only that cell.
    return spot.kind == RegionKind::Cell || spot.kind == RegionKind::EmotionCell
               ? nullptr
               : find(spot.kind, spot.element);
}

const Region* CanvasScene::mainRegion(ElementId element) const {
    using enum RegionKind;
    if (!element)
        return nullptr;
    for (const RegionKind kind : std::array{Card, StageHeader, LaneHeader, StepHeader, EmotionPoint,
                                            Note, Title, PersonaChip, Link})
        if (const Region* region = find(kind, element))
            return region;
    return nullptr;
}

std::vector<const Region*> CanvasScene::regionsIn(const RectF& mapArea) const {
    std::vector<std::uint32_t> hits;
    regions.query(mapArea, hits);
    std::vector<const Region*> out(hits.size());
    std::transform(hits.begin(), hits.end(), out.begin(),
                   [&](std::uint32_t i) { return &list.regions[i]; });
    return out;
}

std::vector<const Region*> CanvasScene::cardsIn(const Region& cell) const {
    std::vector<const Region*> out;
    for (const Region* region : regionsIn(cell.rect))
        if (region->kind == RegionKind::Card && region->second == cell.element &&
            region->third == cell.second && cell.rect.contains(region->rect.centre()))
            out.push_back(region);
    std::stable_sort(out.begin(), out.end(),
                     [](const Region* a, const Region* b) { return a->rect.y < b->rect.y; });
    return out;
}

std::vector<std::uint32_t> CanvasScene::itemsOf(ElementId element, const RectF& area) const {
    std::vector<std::uint32_t> out;
    items.query(area, out);
    std::erase_if(out, [&](std::uint32_t i) { return list.items[i].element != element; });
    return out;
}

const Text* CanvasScene::textOf(const Region& region) const {
    for (const std::uint32_t i : itemsOf(region.element, region.rect))
        if (const Text* text = std::get_if<Text>(&list.items[i].shape))
            if (contains(region.rect, text->rect))
                return text;
    return nullptr;
}

} // namespace cairn
