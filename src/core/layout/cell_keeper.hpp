#pragma once
// Cells whose cards are as they were are not laid out again: their items move over from the list before. What a cell
// looks like follows from its key and from the surroundings alone; whatever is neither among them must not be read
// while a cell is drawn.

#include <array>
#include <functional>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "cairn/layout/map_layout.hpp"
#include "core/layout/context.hpp"

namespace cairn::layout {

struct CellKey {
    struct Place {
        const Step* step = nullptr;
        double offset = 0, width = 0;
        friend bool operator==(const Place&, const Place&) = default;
    };
    const Lane* lane = nullptr;
    const Stage* stage = nullptr;
    double width = 0;
    std::uint8_t colour = 0;
    bool collapsed = false;
    std::vector<Place> steps;
    std::vector<const Card*> cards;
    friend bool operator==(const CellKey&, const CellKey&) = default;
};
struct CellSpan {
    std::size_t begin = 0, count = 0;
};
/// What a cell came to, and where it lies in the list that was returned.
struct CellRecord {
    CellKey key;
    double x = 0, y = 0, height = 0;
    std::vector<Anchor> anchors; ///< of all its cards, linked or not
    std::array<CellSpan, kLevels> items, regions;
};
using CellRecords = std::map<std::pair<LaneId, StageId>, CellRecord>;

class CellKeeper {
public:
    /// `records` are of the layout before; empty when nothing of it may be kept.
    explicit CellKeeper(CellRecords records) : m_before(std::move(records)) {}

    /// The y where the cell's cards end, as `draw` would return it. `draw` is called only for a cell that is not as it
    /// was.
    double cell(LayoutContext&, const LaneRow&, const Column&, std::span<const Card* const> cards,
                double y, const std::function<double()>& draw);
    /// While a cell is drawn, anchors are remembered with it.
    void remember(const Anchor& anchor) {
        if (m_drawn)
            m_drawn->anchors.push_back(anchor);
    }

    /// Joins what was drawn (of which `drawn` tells how much lies on each level) with what is kept of `before`.
    /// `shift` is how far everything in the list moved along by the map's width alone.
    std::vector<MapUpdate::Kept> join(DisplayList& list, const SheetMark& drawn,
                                      DisplayList& before, double shift);
    CellRecords takeRecords() { return std::move(m_after); }

private:
    struct Piece {
        CellRecord* record = nullptr; ///< in m_after
        SheetMark from, to; ///< in what was drawn; both alike for a kept one
        bool kept = false;
        double dx = 0, dy = 0;
    };
    template <class T>
    std::vector<T> merged(std::vector<T>& fresh, std::vector<T>& before,
                          std::array<CellSpan, kLevels> CellRecord::*spans,
                          std::array<std::size_t, kLevels> SheetMark::*marks,
                          const SheetMark& drawn, std::vector<MapUpdate::Kept>* kept);

    CellRecords m_before, m_after;
    std::vector<Piece> m_pieces;
    CellRecord* m_drawn = nullptr;
};

} // namespace cairn::layout
