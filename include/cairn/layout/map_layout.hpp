#pragma once
// Project + findings -> DisplayList.

#include <memory>
#include <vector>

#include "cairn/insight/findings.hpp"
#include "cairn/layout/display_list.hpp"
#include "cairn/layout/phrases.hpp"
#include "cairn/layout/text_measurer.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

struct LayoutOptions {
    bool rightToLeft = false;
    /// With "add a stage", "bind one" and empty-cell hints; an export leaves them out.
    bool forEditing = true;
    double stageWidth = 200; ///< smallest width of a column
    friend bool operator==(const LayoutOptions&, const LayoutOptions&) = default;
};

/// Lays out one map. An unknown id gives an empty list of size 0. findings may be nullptr.
DisplayList layoutMap(const Project&, MapId, const MapFindings* findings, const TextMeasurer&,
                      const Phrases&, const LayoutOptions& = {});

/// A layout made from the one before.
struct MapUpdate {
    DisplayList list; ///< what layoutMap would return
    /// Items that came over from the list before: `count` of them from index `before` there to index `now` here, all of
    /// them farther along and down by dx and dy.
    struct Kept {
        std::size_t before = 0, now = 0, count = 0;
        double dx = 0, dy = 0;
    };
    std::vector<Kept> kept; ///< ascending by `now`
};

/// What a layout remembers for the next one: the cells of one map, each with what it was made of. Elements are shared and
/// never change, so a cell whose elements are the same objects is the same cell.
class LayoutCache {
public:
    LayoutCache();
    ~LayoutCache();
    LayoutCache(const LayoutCache&) = delete;
    LayoutCache& operator=(const LayoutCache&) = delete;
    /// To be called when what a pointer handed to updateLayout points at has changed: other findings in the same place,
    /// phrases of another language.
    void clear();

private:
    struct State;
    std::unique_ptr<State> m_state;
    friend MapUpdate updateLayout(DisplayList&, LayoutCache&, const Project&, MapId, const MapFindings*,
                                  const TextMeasurer&, const Phrases&, const LayoutOptions&);
};

/// As layoutMap, laying out only cells whose elements changed. `before` is the list that the last call with this cache
/// returned, else an empty one; items and regions that are kept are moved out of it.
MapUpdate updateLayout(DisplayList& before, LayoutCache&, const Project&, MapId, const MapFindings* findings,
                       const TextMeasurer&, const Phrases&, const LayoutOptions& = {});

} // namespace cairn
