#include "editor/canvas/grid_index.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace cairn {
namespace {

constexpr double kCell = 256;
constexpr long kWide =
    24; ///< over so many cells a rectangle is kept in the list that every query reads

/// A line has no area, yet it is seen: touching counts.
bool touches(const RectF& a, const RectF& b) {
    return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
}

RectF unite(const RectF& a, const RectF& b) {
    const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

} // namespace

GridIndex::Span GridIndex::cellsOf(const RectF& area) const {
    // What lies outside is clamped before it becomes a whole number; inside, cutting off rounds
    // down.
    const auto column = [&](double x) {
        return static_cast<int>(std::clamp((x - m_bounds.x) / kCell, 0.0, m_columns - 1.0));
    };
    const auto row = [&](double y) {
        return static_cast<int>(std::clamp((y - m_bounds.y) / kCell, 0.0, m_rows - 1.0));
    };
    return {column(area.x), row(area.y), column(area.right()), row(area.bottom())};
}

void GridIndex::build(std::vector<RectF> rects) {
    m_rects = std::move(rects);
    m_wide.clear();
    m_entries.clear();
    m_bounds = m_rects.empty() ? RectF{} : m_rects.front();
    for (const RectF& r : m_rects)
        m_bounds = unite(m_bounds, r);
    m_columns = std::max(1, static_cast<int>(std::ceil(m_bounds.width / kCell)));
    m_rows = std::max(1, static_cast<int>(std::ceil(m_bounds.height / kCell)));
    m_starts.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows) + 1, 0);

    const auto eachCell = [&](const Span& span, auto&& f) {
        for (int y = span.top; y <= span.bottom; ++y)
            for (int x = span.left; x <= span.right; ++x)
                f(static_cast<std::size_t>(y) * static_cast<std::size_t>(m_columns) +
                  static_cast<std::size_t>(x));
    };
    std::vector<Span> spans(m_rects.size());
    for (std::uint32_t i = 0; i < m_rects.size(); ++i) {
        spans[i] = cellsOf(m_rects[i]);
        if (spans[i].count() > kWide)
            m_wide.push_back(i);
        else
            eachCell(spans[i], [&](std::size_t cell) { ++m_starts[cell + 1]; });
    }
    for (std::size_t cell = 1; cell < m_starts.size(); ++cell)
        m_starts[cell] += m_starts[cell - 1];
    m_entries.resize(m_starts.back());
    std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
    for (std::uint32_t i = 0; i < m_rects.size(); ++i) {
        if (spans[i].count() <= kWide)
            eachCell(spans[i], [&](std::size_t cell) { m_entries[next[cell]++] = i; });
    }
}

void GridIndex::scanAll(const RectF& area, std::vector<std::uint32_t>& out) const {
    for (std::uint32_t i = 0; i < m_rects.size(); ++i)
        if (touches(m_rects[i], area))
            out.push_back(i);
}

void GridIndex::query(const RectF& area, std::vector<std::uint32_t>& out) const {
    out.clear();
    if (m_rects.empty() || !touches(m_bounds, area))
        return;
    const Span span = cellsOf(area);
    // With much of the map in view, reading all rectangles in order beats gathering and sorting
    // them.
    if (span.count() * 4 > long(m_columns) * long(m_rows))
        return scanAll(area, out);
    // A bit for each found: seen once, and in order, without sorting. Several threads may ask at
    // once.
    thread_local std::vector<std::uint64_t> found;
    found.resize(std::max(found.size(), m_rects.size() / 64 + 1));
    std::size_t first = found.size(), last = 0;
    const auto take = [&](std::uint32_t i) {
        if (!touches(m_rects[i], area))
            return;
        const std::size_t word = i / 64;
        found[word] |= std::uint64_t{1} << (i % 64);
        first = std::min(first, word);
        last = std::max(last, word);
    };
    for (const std::uint32_t i : m_wide)
        take(i);
    for (int y = span.top; y <= span.bottom; ++y) {
        const auto row = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_columns);
        const std::uint32_t from = m_starts[row + static_cast<std::size_t>(span.left)];
        const std::uint32_t to = m_starts[row + static_cast<std::size_t>(span.right) + 1];
        std::for_each(m_entries.begin() + from, m_entries.begin() + to, take);
    }
    for (std::size_t word = first; word <= last && word < found.size(); ++word)
        for (std::uint64_t bits = std::exchange(found[word], 0); bits != 0; bits &= bits - 1)
            out.push_back(static_cast<std::uint32_t>(
                word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
}

} // namespace cairn
