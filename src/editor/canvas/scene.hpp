#pragma once
// The laid-out map with its indices and the view on it: what is where, in map units and in the
// viewport.

#include <QRectF>
#include <QSizeF>
#include <optional>
#include <utility>
#include <vector>

#include "cairn/layout/map_layout.hpp"
#include "editor/canvas/grid_index.hpp"
#include "editor/canvas/view_transform.hpp"

namespace cairn {

/// A region by what it stands for: survives a new layout, which a Region pointer does not.
struct Spot {
    RegionKind kind = RegionKind::Cell;
    ElementId element, second, third;
    friend bool operator==(const Spot&, const Spot&) = default;
};
inline Spot spotOf(const Region& region) {
    return {region.kind, region.element, region.second, region.third};
}

/// The bands of headers that have been scrolled to an edge and stay there.
struct Pins {
    bool stages = false, lanes = false;
    QRectF stageBand,
        laneBand; ///< view; empty when not pinned. The lane band begins below the stage band
    QPointF stageShift, laneShift; ///< view pixels a header stands away from its natural place
};

/// No pointer into `list` outlives the next adopt().
class CanvasScene {
public:
    DisplayList list;
    GridIndex items, regions;
    ViewTransform view;
    QSizeF viewport;

    /// Takes a new layout. Returns the parts of the map that look different, or nothing when all of
    /// it may.
    std::optional<std::vector<RectF>> adopt(MapUpdate next);

    /// All of the map, with what lies outside its own frame.
    QRectF contentRect() const;
    Pins pins() const;

    /// The region on top at a view position, pinned headers first. nullptr on empty ground.
    const Region* regionAt(QPointF viewPos) const;
    /// The cell of the grid below a map position, whatever lies on it.
    const Region* cellAt(QPointF mapPos) const;
    const Region* find(RegionKind kind, ElementId element, ElementId second = {}) const;
    const Region* find(const Spot& spot) const;
    /// The region in which the element is edited and dragged: its card, header, point or note.
    const Region* mainRegion(ElementId element) const;
    /// Regions that touch an area of the map, in drawing order.
    std::vector<const Region*> regionsIn(const RectF& mapArea) const;
    /// Cards of a cell from top to bottom.
    std::vector<const Region*> cardsIn(const Region& cell) const;

    /// Where a region is seen now, pins included.
    QRectF viewRect(const Region& region) const;
    QPointF shiftOf(Layer layer) const;
    /// Indices into list.items of an element's picture inside `area`, in drawing order.
    std::vector<std::uint32_t> itemsOf(ElementId element, const RectF& area) const;
    /// The first text of an element inside a region; nullptr when it has none.
    const Text* textOf(const Region& region) const;

private:
    void indexRegions();
    using Entry = std::pair<ElementId, std::uint32_t>;
    std::pair<const Entry*, const Entry*> entriesOf(ElementId element) const;
    std::vector<Entry> m_byElement; ///< sorted; the numbers are indices into list.regions
};

} // namespace cairn
