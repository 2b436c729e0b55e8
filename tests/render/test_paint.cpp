#include <catch2/catch.hpp>

#include <QPainter>

#include "render/app.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"
#include "render/paint.hpp"
#include "render/sample_list.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

// At `scale` device pixels a unit, with the detail of that scale.
QImage painted(const DisplayList& list, double scale, const Theme& theme = lightTheme()) {
    QImage image(static_cast<int>(list.size.width * scale),
                 static_cast<int>(list.size.height * scale), QImage::Format_RGB32);
    image.fill(theme.colour(Colour::Ground));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintAll(painter, list, {.theme = &theme, .detailScale = scale, .image = {}});
    return image;
}

bool hasInk(const QImage& image, const QRect& area, QRgb ground) {
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            if (image.pixel(x, y) != ground)
                return true;
    return false;
}

DisplayList oneItem(Item item) {
    DisplayList list;
    list.size = {200, 100};
    list.items.push_back(std::move(item));
    return list;
}

} // namespace

TEST_CASE("a box is filled and framed in its theme's colours, with round corners") {
    needApp();
    const DisplayList list = oneItem(boxItem({.rect = {20, 20, 100, 50},
                                              .fill = {Colour::Card},
                                              .stroke = {Colour::Pain},
                                              .strokeWidth = 2,
                                              .radius = 12}));
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
        const QImage image = painted(list, 1, *theme);
        CHECK(image.pixelColor(70, 45) == theme->colour(Colour::Card));
        CHECK(image.pixelColor(70, 20) == theme->colour(Colour::Pain));
        CHECK(image.pixelColor(20, 20) == theme->colour(Colour::Ground)); // outside the corner
    }
}

TEST_CASE(
    "a shadow is soft, lies mostly below, and stays within the bounds that layout reckons with") {
    needApp();
    const Item item = boxItem({.rect = {40, 30, 100, 40},
                               .fill = {Colour::Card},
                               .stroke = {},
                               .radius = 8,
                               .shadow = true});
    const QImage image = painted(oneItem(item), 1);
    const QRgb ground = lightTheme().colour(Colour::Ground).rgb();
    CHECK(image.pixel(90, 71) != ground);
    CHECK(qGray(image.pixel(90, 72)) > qGray(image.pixel(90, 70)));
    const RectF b = boundsOf(item);
    QImage outside = image;
    QPainter(&outside).fillRect(QRectF(b.x, b.y, b.width, b.height), QColor::fromRgb(ground));
    CHECK_FALSE(hasInk(outside, outside.rect(), ground));
}

TEST_CASE("text stands inside its own rectangle") {
    needApp();
    const QRgb ground = lightTheme().colour(Colour::Ground).rgb();
    for (const char* words : {"Größe Qualität jgpq", "مرحبا بالعالم", "注文する支払い"}) {
        const Item item = textItem({10, 30, 180, 20}, words, TextRole::Body, {Colour::Ink}, 1, 1);
        const QImage image = painted(oneItem(item), 1);
        const auto& line = std::get<Text>(item.shape).lines[0];
        CHECK(hasInk(image, QRect(10, 30, static_cast<int>(line.width), 20), ground));
        QImage outside = image;
        QPainter(&outside).fillRect(QRectF(8, 28, line.width + 4, 24), QColor::fromRgb(ground));
        CHECK_FALSE(hasInk(outside, outside.rect(), ground));
    }
}

TEST_CASE("what is written in Arabic figures alone reads from the right") {
    needApp();
    const QRgb ground = lightTheme().colour(Colour::Ground).rgb();
    // A figure and a long dash behind it: whose ink reaches the further end.
    const auto dashIsLeft = [&](const char* words) {
        const Item item = textItem({10, 30, 180, 20}, words, TextRole::Body, {Colour::Ink}, 1, 1);
        const QImage image = painted(oneItem(item), 1);
        const int width = static_cast<int>(std::get<Text>(item.shape).lines[0].width);
        const auto inked = [&](int from, int to) {
            int columns = 0;
            for (int x = from; x < to; ++x)
                columns += hasInk(image, QRect(x, 30, 1, 20), ground);
            return columns;
        };
        return inked(10, 10 + width / 2) > inked(10 + width / 2, 10 + width);
    };
    CHECK(dashIsLeft("١ \u2014\u2014"));
    CHECK_FALSE(dashIsLeft("1 \u2014\u2014"));
    CHECK_FALSE(dashIsLeft("n ١ \u2014\u2014")); // in an English sentence
}

TEST_CASE("hatching leaves gaps, so that colour never speaks alone") {
    needApp();
    Path wedge = polygon({{20, 20}, {180, 20}, {180, 80}, {20, 80}});
    wedge.fill = {Colour::Pain};
    wedge.hatched = true;
    const QImage image = painted(oneItem(pathItem(wedge)), 2);
    const QRgb ground = lightTheme().colour(Colour::Ground).rgb();
    int marked = 0, bare = 0;
    for (int x = 60; x < 340; ++x)
        (image.pixel(x, 100) == ground ? bare : marked)++;
    CHECK(marked > 60);
    CHECK(bare > 60);
}

TEST_CASE("an arrow has a head at its end and none at its start") {
    needApp();
    Path line;
    line.segments = {{Path::Segment::Kind::Move, {}, {}, {20, 50}},
                     {Path::Segment::Kind::Line, {}, {}, {150, 50}}};
    line.bounds = {20, 50, 130, 0};
    line.stroke = {Colour::Ink};
    line.arrow = true;
    const QImage image = painted(oneItem(pathItem(line)), 1);
    const QRgb ground = lightTheme().colour(Colour::Ground).rgb();
    CHECK(image.pixel(145, 48) != ground);
    CHECK(image.pixel(145, 51) != ground);
    CHECK(image.pixel(25, 47) == ground);
    CHECK(image.pixel(80, 47) == ground);
}

TEST_CASE("a portrait is drawn as a circle, and a lost one as a ring") {
    needApp();
    Icon icon{{20, 20, 40, 40}, "persona-image", {Colour::Persona}, ElementId{7}};
    const DisplayList list = oneItem({{}, 1, Layer::Scroll, icon});
    QImage red(90, 60, QImage::Format_RGB32);
    red.fill(Qt::red);
    const QImage with = renderImage(list, {.scale = 1, .image = [&](ElementId id) {
                                               return id == ElementId{7} ? red : QImage();
                                           }});
    CHECK(with.pixelColor(40, 40) == QColor(Qt::red));
    CHECK(with.pixelColor(21, 21) == lightTheme().colour(Colour::Ground));
    const QImage without = renderImage(list, {.scale = 1, .image = {}});
    CHECK(without.pixelColor(40, 40) == lightTheme().colour(Colour::Ground));
    CHECK(hasInk(without, QRect(20, 20, 40, 40), lightTheme().colour(Colour::Ground).rgb()));
}

TEST_CASE("text too small to read becomes an even bar of its width") {
    needApp();
    const Item item =
        textItem({20, 20, 160, 20}, "Payment page", TextRole::Body, {Colour::Ink}, 1, 1);
    const QImage image = painted(oneItem(item), 0.3);
    const auto& line = std::get<Text>(item.shape).lines[0];
    const int y = static_cast<int>((line.baseline - 4) * 0.3);
    const QRgb bar = image.pixel(8, y);
    CHECK(bar != lightTheme().colour(Colour::Ground).rgb());
    for (int x = 7; x < static_cast<int>((line.x + line.width) * 0.3) - 1; ++x)
        CHECK(image.pixel(x, y) == bar);
}

TEST_CASE("far away a card is still a shape on the ground, and what lies higher covers it") {
    needApp();
    DisplayList list;
    list.size = {2000, 1000};
    list.items.push_back(boxItem(
        {.rect = {200, 200, 800, 400}, .fill = {Colour::Card}, .stroke = {Colour::Line}}, 1));
    list.items.push_back(
        boxItem({.rect = {400, 300, 200, 200}, .fill = {Colour::Pain}, .stroke = {}}, 2));
    list.items.push_back(boxItem(
        {.rect = {450, 350, 100, 100}, .fill = {Colour::Card}, .stroke = {Colour::Line}}, 3));
    for (const double scale : {0.3, 0.1}) {
        const QImage image = painted(list, scale);
        const auto at = [&](double x, double y) {
            return image.pixelColor(static_cast<int>(x * scale), static_cast<int>(y * scale));
        };
        CHECK(at(800, 400) != lightTheme().colour(Colour::Ground));
        CHECK(at(420, 320) == lightTheme().colour(Colour::Pain));
        CHECK(at(500, 400) == at(800, 400));
    }
}

TEST_CASE("from afar a thin line is one pixel wide from end to end, wherever it falls") {
    needApp();
    const QRgb ground = lightTheme().colour(Colour::Ground).rgb();
    constexpr double kScale = 0.05; // the line is a twentieth of a pixel wide
    for (const double at : {500.0, 505.0, 510.0, 515.0}) {
        Path line;
        line.segments = {{Path::Segment::Kind::Move, {}, {}, {at, 200}},
                         {Path::Segment::Kind::Line, {}, {}, {at, 800}}};
        line.bounds = {at, 200, 0, 600};
        line.stroke = {Colour::Ink};
        Item item;
        item.shape = line;
        DisplayList list;
        list.size = {1000, 1000};
        list.items.push_back(item);
        const QImage image = painted(list, kScale);
        for (int y = 0; y < image.height(); ++y) {
            int inked = 0;
            for (int x = 0; x < image.width(); ++x)
                inked += image.pixel(x, y) != ground;
            CAPTURE(at, y);
            CHECK(inked == (y >= 10 && y < 40 ? 1 : 0));
        }
    }
}

TEST_CASE("painting leaves the painter as it was") {
    needApp();
    QImage image(100, 100, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setPen(Qt::red);
    painter.scale(0.5, 0.5);
    const QTransform before = painter.transform();
    paintAll(painter, sampleList(), {.theme = &lightTheme(), .detailScale = 0.5, .image = {}});
    CHECK(painter.transform() == before);
    CHECK(painter.pen().color() == QColor(Qt::red));
}

TEST_CASE("items can be painted one by one, some, or all") {
    needApp();
    const DisplayList list = sampleList();
    const PaintOptions options{.theme = &lightTheme(), .detailScale = 1, .image = {}};
    QImage all(640, 560, QImage::Format_RGB32), single = all, some = all;
    for (QImage* image : {&all, &single, &some})
        image->fill(Qt::white);
    QPainter a(&all), b(&single), c(&some);
    paintAll(a, list, options);
    std::vector<std::uint32_t> indices;
    for (std::uint32_t i = 0; i < list.items.size(); ++i) {
        paintItem(b, list.items[i], options);
        indices.push_back(i);
    }
    paintItems(c, list, indices, options);
    CHECK(all == single);
    CHECK(all == some);
}
