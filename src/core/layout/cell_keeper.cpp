#include "core/layout/cell_keeper.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cairn::layout {

namespace {

CellKey keyOf(const LaneRow& row, const Column& column, std::span<const Card* const> cards) {
    CellKey key{row.lane, column.stage, column.width, column.colour, column.collapsed, {}, {}};
    for (const SubColumn& sub : column.steps)
        key.steps.push_back({sub.step, sub.x - column.x, sub.width});
    key.cards.assign(cards.begin(), cards.end());
    return key;
}

struct Shift {
    double dx, dy;
    void operator()(Box& box) const { move(box.rect); }
    void operator()(Icon& icon) const { move(icon.rect); }
    void operator()(Text& text) const {
        move(text.rect);
        for (TextLine& line : text.lines) {
            line.x += dx;
            line.baseline += dy;
        }
    }
    void operator()(Path& path) const {
        move(path.bounds);
        for (Path::Segment& s : path.segments) {
            if (s.kind == Path::Segment::Kind::Close)
                continue;
            move(s.to);
            if (s.kind == Path::Segment::Kind::Cubic) {
                move(s.a);
                move(s.b);
            }
        }
    }
    void move(PointF& p) const {
        p.x += dx;
        p.y += dy;
    }
    void move(RectF& r) const {
        r.x += dx;
        r.y += dy;
    }
};
void shiftBy(Item& item, const Shift& shift) {
    std::visit(shift, item.shape);
}
void shiftBy(Region& region, const Shift& shift) {
    shift.move(region.rect);
}

} // namespace

double CellKeeper::cell(LayoutContext& c, const LaneRow& row, const Column& column,
                        std::span<const Card* const> cards, double y,
                        const std::function<double()>& draw) {
    if (cards.empty())
        return draw();
    const CellRecords::key_type id{row.lane->id, column.stage->id};
    Piece piece{nullptr, c.sheet.mark(), {}, false, 0, 0};
    CellKey key = keyOf(row, column, cards);
    const auto at = m_before.find(id);
    if (at != m_before.end() && at->second.key == key) {
        CellRecord& record = at->second;
        piece.kept = true;
        piece.to = piece.from;
        piece.dx = column.x - std::exchange(record.x, column.x);
        piece.dy = y - std::exchange(record.y, y);
        for (Anchor& anchor : record.anchors) {
            Shift{piece.dx, piece.dy}.move(anchor.rect);
            c.anchor(anchor.element, anchor.rect, column);
        }
        const double height = record.height;
        piece.record = &m_after.insert(m_before.extract(at)).position->second;
        m_pieces.push_back(piece);
        return y + height;
    }
    CellRecord record{std::move(key), column.x, y, 0, {}, {}, {}};
    m_drawn = &record;
    const double bottom = draw();
    m_drawn = nullptr;
    record.height = bottom - y;
    piece.to = c.sheet.mark();
    piece.record = &m_after.insert_or_assign(id, std::move(record)).first->second;
    m_pieces.push_back(piece);
    return bottom;
}

template <class T>
std::vector<T> CellKeeper::merged(std::vector<T>& fresh, std::vector<T>& before,
                                  std::array<CellSpan, kLevels> CellRecord::*spans,
                                  std::array<std::size_t, kLevels> SheetMark::*marks,
                                  const SheetMark& drawn, std::vector<MapUpdate::Kept>* kept) {
    std::vector<T> out;
    out.reserve(fresh.size() + before.size());
    std::size_t levelBegin = 0, cursor = 0;
    const auto takeUntil = [&](std::size_t end) {
        std::move(fresh.begin() + static_cast<std::ptrdiff_t>(cursor),
                  fresh.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(out));
        cursor = end;
    };
    for (std::size_t level = 0; level < kLevels; ++level) {
        for (const Piece& piece : m_pieces) {
            CellSpan& span = (piece.record->*spans)[level];
            takeUntil(levelBegin + (piece.from.*marks)[level]);
            const std::size_t begin = out.size();
            if (piece.kept) {
                const auto from = before.begin() + static_cast<std::ptrdiff_t>(span.begin);
                std::move(from, from + static_cast<std::ptrdiff_t>(span.count),
                          std::back_inserter(out));
                if (piece.dx != 0 || piece.dy != 0)
                    for (std::size_t i = begin; i < out.size(); ++i)
                        shiftBy(out[i], Shift{piece.dx, piece.dy});
                if (kept && span.count > 0)
                    kept->push_back({span.begin, begin, span.count, piece.dx, piece.dy});
            } else {
                takeUntil(levelBegin + (piece.to.*marks)[level]);
            }
            span = {begin, out.size() - begin};
        }
        levelBegin += (drawn.*marks)[level];
        takeUntil(levelBegin);
    }
    return out;
}

std::vector<MapUpdate::Kept> CellKeeper::join(DisplayList& list, const SheetMark& drawn,
                                              DisplayList& before, double shift) {
    for (Piece& piece : m_pieces)
        piece.dx = (list.rightToLeft ? -piece.dx : piece.dx) + shift;
    std::vector<MapUpdate::Kept> kept;
    list.items =
        merged(list.items, before.items, &CellRecord::items, &SheetMark::items, drawn, &kept);
    list.regions = merged(list.regions, before.regions, &CellRecord::regions, &SheetMark::regions,
                          drawn, nullptr);
    return kept;
}

} // namespace cairn::layout
