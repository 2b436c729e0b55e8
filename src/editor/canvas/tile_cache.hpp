#pragma once
// Drawn content kept as square images at the current zoom, so that panning copies pixels instead of
// drawing text.

#include <QImage>
#include <QPainter>
#include <QPoint>
#include <QRect>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "cairn/layout/display_list.hpp"

namespace cairn {

/// Tiles are kTile device pixels wide. Tile (x, y) shows device pixels x·kTile … of the map drawn
/// at the scale.
class TileCache {
public:
    static constexpr int kTile = 256;
    /// Draws the part of the map inside `area`; the painter maps map units to the tile's pixels. Called
    /// by two threads at once when many tiles are missing.
    using Draw = std::function<void(QPainter&, const RectF& area)>;

    /// What is in sight: the device pixel of the map at the top left of `view`, and where to put
    /// it.
    struct Sight {
        QRect area;            ///< device pixels of the map
        QPointF origin;        ///< view (logical) position of the area's top left
        double pixelRatio = 1; ///< device pixels in a view pixel
    };

    void setGround(const QColor& ground);
    /// Device pixels per map unit. What was drawn at the old scale stays at hand as a stand-in when
    /// it was complete.
    void setScale(double scale);
    double scale() const { return m_scale; }
    void clear();
    /// Forgets the tiles that show this part of the map.
    void invalidate(const RectF& mapArea);

    /// Paints the area; missing tiles are drawn now.
    void paint(QPainter& painter, const Sight& sight, const Draw& draw);
    /// Paints the area from what there is: stretched tiles of the former scale below the tiles of
    /// this one.
    void paintStale(QPainter& painter, const Sight& sight) const;
    /// Draws up to `count` missing tiles of the area. True when none is missing any more.
    bool prepare(const QRect& area, int count, double pixelRatio, const Draw& draw);

    bool hasStale() const { return !m_stale.empty() || (m_complete && !m_tiles.empty()); }
    std::size_t tileCount() const { return m_tiles.size(); }

private:
    struct Tile {
        QImage image;
        std::uint64_t lastUse = 0;
    };
    using Tiles = std::unordered_map<std::uint64_t, Tile>;
    void drawTile(Tile& tile, int x, int y, double pixelRatio, const Draw& draw) const;
    void drawMissing(const QRect& tiles, double pixelRatio, const Draw& draw);
    void forgetOldest(std::size_t keep);

    QColor m_ground;
    double m_scale = 1, m_staleScale = 1;
    bool m_complete = false; ///< all of the last painted area was there
    std::uint64_t m_clock = 0;
    Tiles m_tiles, m_stale;
};

} // namespace cairn
