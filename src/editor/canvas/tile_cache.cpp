#include "editor/canvas/tile_cache.hpp"

#include <QCoreApplication>
#include <QSemaphore>
#include <QThreadPool>
#include <algorithm>
#include <atomic>
#include <cmath>

namespace cairn {
namespace {

constexpr int kTile = TileCache::kTile;
constexpr std::size_t kFewest = 96;      ///< kept at least: 25 MB
constexpr std::size_t kWorthAHelper = 3; ///< so many tiles are drawn by two threads

std::uint64_t keyOf(int x, int y) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(y)) << 32) |
           static_cast<std::uint32_t>(x);
}
QPoint placeOf(std::uint64_t key) {
    return {static_cast<int>(static_cast<std::uint32_t>(key)),
            static_cast<int>(static_cast<std::uint32_t>(key >> 32))};
}
int floorDiv(int a, int b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}
QRect tilesOf(const QRect& area) {
    return {QPoint(floorDiv(area.left(), kTile), floorDiv(area.top(), kTile)),
            QPoint(floorDiv(area.right(), kTile), floorDiv(area.bottom(), kTile))};
}

/// One thread beside the window's, which stays: it would have to load its fonts anew.
QThreadPool& helper() {
    struct Helper : QThreadPool {
        Helper() {
            setMaxThreadCount(1);
            setExpiryTimeout(-1);
            qAddPostRoutine([] { helper().waitForDone(); }); // its fonts go before the application
        }
    };
    static Helper pool;
    return pool;
}

} // namespace

void TileCache::setGround(const QColor& ground) {
    m_ground = ground;
    clear();
}

void TileCache::setScale(double scale) {
    if (scale == m_scale)
        return;
    if (m_complete) {
        m_stale = std::move(m_tiles);
        m_staleScale = m_scale;
    }
    m_tiles.clear();
    m_complete = false;
    m_scale = scale;
}

void TileCache::clear() {
    m_tiles.clear();
    m_stale.clear();
    m_complete = false;
}

void TileCache::invalidate(const RectF& area) {
    m_stale.clear();
    const QRectF device(area.x * m_scale, area.y * m_scale, area.width * m_scale,
                        area.height * m_scale);
    const QRect tiles = tilesOf(device.toAlignedRect().adjusted(-2, -2, 2, 2));
    if (static_cast<std::size_t>(tiles.width()) * static_cast<std::size_t>(tiles.height()) >
        m_tiles.size()) {
        std::erase_if(m_tiles,
                      [&](const auto& entry) { return tiles.contains(placeOf(entry.first)); });
        return;
    }
    for (int y = tiles.top(); y <= tiles.bottom(); ++y)
        for (int x = tiles.left(); x <= tiles.right(); ++x)
            m_tiles.erase(keyOf(x, y));
}

void TileCache::drawTile(Tile& tile, int x, int y, double pixelRatio, const Draw& draw) const {
    tile.image = QImage(kTile, kTile, QImage::Format_RGB32);
    tile.image.fill(m_ground);
    {
        QPainter painter(&tile.image);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing |
                               QPainter::SmoothPixmapTransform);
        painter.translate(-x * kTile, -y * kTile);
        painter.scale(m_scale, m_scale);
        constexpr double kBleed = 1; // antialiased edges reach over
        draw(painter, RectF{(x * kTile - kBleed) / m_scale, (y * kTile - kBleed) / m_scale,
                            (kTile + 2 * kBleed) / m_scale, (kTile + 2 * kBleed) / m_scale});
    }
    tile.image.setDevicePixelRatio(pixelRatio);
}

void TileCache::drawMissing(const QRect& tiles, double pixelRatio, const Draw& draw) {
    struct Missing {
        Tile* tile;
        int x, y;
    };
    std::vector<Missing> missing;
    for (int y = tiles.top(); y <= tiles.bottom(); ++y)
        for (int x = tiles.left(); x <= tiles.right(); ++x)
            if (const auto [at, added] = m_tiles.try_emplace(keyOf(x, y)); added)
                missing.push_back({&at->second, x, y});
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < missing.size(); i = next++)
            drawTile(*missing[i].tile, missing[i].x, missing[i].y, pixelRatio, draw);
    };
    if (missing.size() < kWorthAHelper) {
        work();
        return;
    }
    QSemaphore helped;
    helper().start([&] {
        work();
        helped.release();
    });
    work();
    helped.acquire();
}

void TileCache::paint(QPainter& painter, const Sight& sight, const Draw& draw) {
    const QRect tiles = tilesOf(sight.area);
    drawMissing(tiles, sight.pixelRatio, draw);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    for (int y = tiles.top(); y <= tiles.bottom(); ++y)
        for (int x = tiles.left(); x <= tiles.right(); ++x) {
            Tile& tile = m_tiles.at(keyOf(x, y));
            tile.lastUse = ++m_clock;
            const QPointF offset(x * kTile - sight.area.left(), y * kTile - sight.area.top());
            painter.drawImage(sight.origin + offset / sight.pixelRatio, tile.image);
        }
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    m_complete = true;
    m_stale.clear();
    const auto inSight =
        static_cast<std::size_t>(tiles.width()) * static_cast<std::size_t>(tiles.height());
    forgetOldest(std::max(kFewest, inSight * 3));
}

void TileCache::paintStale(QPainter& painter, const Sight& sight) const {
    const QRectF view(sight.origin, QSizeF(sight.area.size()) / sight.pixelRatio);
    painter.fillRect(view, m_ground);
    const double stretch = m_scale / m_staleScale;
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    for (const auto& [key, tile] : m_stale) {
        const QPointF corner = QPointF(placeOf(key) * kTile) * stretch;
        const QPointF at =
            sight.origin + (corner - QPointF(sight.area.topLeft())) / sight.pixelRatio;
        const double side = kTile * stretch / sight.pixelRatio;
        const QRectF target(at, QSizeF(side, side));
        if (target.intersects(view))
            painter.drawImage(target, tile.image);
    }
    painter.restore();
    const QRect tiles = tilesOf(sight.area);
    for (int y = tiles.top(); y <= tiles.bottom(); ++y)
        for (int x = tiles.left(); x <= tiles.right(); ++x)
            if (const auto at = m_tiles.find(keyOf(x, y)); at != m_tiles.end()) {
                const QPointF offset(x * kTile - sight.area.left(), y * kTile - sight.area.top());
                painter.drawImage(sight.origin + offset / sight.pixelRatio, at->second.image);
            }
}

bool TileCache::prepare(const QRect& area, int count, double pixelRatio, const Draw& draw) {
    const QRect tiles = tilesOf(area);
    for (int y = tiles.top(); y <= tiles.bottom(); ++y)
        for (int x = tiles.left(); x <= tiles.right(); ++x) {
            if (m_tiles.contains(keyOf(x, y)))
                continue;
            if (count-- <= 0)
                return false;
            Tile& tile = m_tiles[keyOf(x, y)];
            drawTile(tile, x, y, pixelRatio, draw);
            tile.lastUse = ++m_clock;
        }
    return true;
}

void TileCache::forgetOldest(std::size_t keep) {
    if (m_tiles.size() <= keep)
        return;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> byUse;
    byUse.reserve(m_tiles.size());
    for (const auto& [key, tile] : m_tiles)
        byUse.emplace_back(tile.lastUse, key);
    const auto many = static_cast<std::ptrdiff_t>(m_tiles.size() - keep * 3 / 4);
    std::nth_element(byUse.begin(), byUse.begin() + many, byUse.end());
    for (auto at = byUse.begin(); at != byUse.begin() + many; ++at)
        m_tiles.erase(at->second);
}

} // namespace cairn
