#pragma once
// Which of many rectangles touch an area: a uniform grid, rebuilt after each layout in one pass.

#include <cstdint>
#include <span>
#include <vector>

#include "cairn/layout/display_list.hpp"

namespace cairn {

class GridIndex {
public:
    void build(std::vector<RectF> rects);
    /// Indices of the rectangles that touch `area`, ascending (which is drawing order). Replaces
    /// `out`. May be asked from several threads at once.
    void query(const RectF& area, std::vector<std::uint32_t>& out) const;
    const RectF& rect(std::uint32_t index) const { return m_rects[index]; }
    std::size_t size() const { return m_rects.size(); }
    const RectF& bounds() const { return m_bounds; } ///< of all; zero when there is none

private:
    struct Span {
        int left, top, right, bottom; ///< grid cells, inclusive
        long count() const { return long(right - left + 1) * long(bottom - top + 1); }
    };
    Span cellsOf(const RectF& area) const;
    void scanAll(const RectF& area, std::vector<std::uint32_t>& out) const;

    std::vector<RectF> m_rects;
    RectF m_bounds;
    int m_columns = 0, m_rows = 0;
    std::vector<std::uint32_t> m_starts;       ///< where each cell's entries begin, and one more
    std::vector<std::uint32_t> m_entries;      ///< indices, cell by cell
    std::vector<std::uint32_t> m_wide;         ///< those over many cells (grid lines, curves)
};

} // namespace cairn
