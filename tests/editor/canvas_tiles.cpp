// Tiles: what many threads draw is what one draws.
#include <catch2/catch.hpp>

#include <QImage>
#include <QPainter>

#include "editor/canvas/grid_index.hpp"
#include "editor/canvas/tile_cache.hpp"

using namespace cairn;

namespace {

/// Words and rings over the whole ground, so that every tile has something to draw.
void drawPattern(QPainter& painter, const RectF& area) {
    QFont font("Inter");
    font.setPixelSize(13);
    painter.setFont(font);
    painter.setPen(Qt::black);
    for (int y = static_cast<int>(area.y) / 40 - 1; y * 40 < area.bottom() + 40; ++y)
        for (int x = static_cast<int>(area.x) / 90 - 1; x * 90 < area.right() + 90; ++x) {
            painter.drawText(QPointF(x * 90, y * 40), QString("Grüße %1").arg(x * 31 + y));
            painter.drawEllipse(QPointF(x * 90 + 60, y * 40), 9, 9);
        }
}

QImage seen(TileCache& tiles, const QRect& area) {
    QImage image(area.size(), QImage::Format_RGB32);
    QPainter painter(&image);
    tiles.paint(painter, {area, {}, 1}, drawPattern);
    return image;
}

} // namespace

TEST_CASE("tiles drawn by two threads at once are those drawn one by one") {
    TileCache together, alone;
    for (TileCache* tiles : {&together, &alone}) {
        tiles->setGround(Qt::white);
        tiles->setScale(1);
    }
    constexpr int kSide = 6 * TileCache::kTile;
    const QImage atOnce = seen(together, QRect(0, 0, kSide, kSide));
    QImage one(kSide, kSide, QImage::Format_RGB32);
    QPainter painter(&one);
    for (int y = 0; y < 6; ++y)
        for (int x = 0; x < 6; ++x) {
            const QRect tile(x * TileCache::kTile, y * TileCache::kTile, TileCache::kTile,
                             TileCache::kTile);
            painter.drawImage(tile.topLeft(), seen(alone, tile));
        }
    painter.end();
    CHECK(together.tileCount() == 36);
    CHECK(atOnce == one);
    CHECK(seen(together, QRect(100, 50, 700, 300)) == one.copy(100, 50, 700, 300));
}

TEST_CASE("a query names what touches the area, in order, each once") {
    GridIndex grid;
    std::vector<RectF> rects;
    for (int i = 0; i < 3000; ++i) // a hundred columns of thirty, some over many cells
        rects.push_back({(i * 37 % 100) * 100.0, (i / 100) * 100.0, i % 500 == 0 ? 9000.0 : 150.0,
                         i % 7 == 0 ? 700.0 : 80.0});
    grid.build(rects);
    std::vector<std::uint32_t> found;
    for (const RectF area : {RectF{0, 0, 10, 10}, RectF{4321, 1234, 600, 300},
                             RectF{9000, 2000, 3000, 3000}, RectF{-50, -50, 20, 20}}) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < rects.size(); ++i)
            if (rects[i].x <= area.right() && area.x <= rects[i].right() &&
                rects[i].y <= area.bottom() && area.y <= rects[i].bottom())
                expected.push_back(i);
        grid.query(area, found);
        CHECK(found == expected);
    }
}
