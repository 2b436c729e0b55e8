#include "render/export/part.hpp"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

#include "render/fonts.hpp"
#include "render/paint.hpp"

namespace cairn {
namespace {

constexpr double kScale = 2, kMostPixels = 16e6;

void paintPart(QPainter& painter, const DisplayList& list, const PictureOfPart& part) {
    const Theme& theme = part.theme;
    // A little further: the picture ends on whole pixels.
    painter.fillRect(QRectF(0, 0, part.area.width + 1, part.area.height + 1),
                     theme.colour(Colour::Ground));
    painter.translate(-part.area.x, -part.area.y);
    const PaintOptions options{.theme = &theme, .detailScale = 0, .image = part.image};
    paintItems(painter, list, part.items, options);
}

bool isEmpty(const PictureOfPart& part) {
    return part.items.empty() || !(part.area.width >= 1) || !(part.area.height >= 1);
}

} // namespace

QImage renderPart(const DisplayList& list, const PictureOfPart& part) {
    if (isEmpty(part))
        return {};
    loadFonts();
    const double scale =
        std::min(kScale, std::sqrt(kMostPixels / part.area.width / part.area.height));
    QImage image(static_cast<int>(std::ceil(part.area.width * scale)),
                 static_cast<int>(std::ceil(part.area.height * scale)), QImage::Format_RGB32);
    if (image.isNull())
        return image;
    image.fill(part.theme.colour(Colour::Ground));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintPart(painter, list, part);
    return image;
}

QByteArray renderPartAsSvg(const DisplayList& list, const PictureOfPart& part) {
    if (isEmpty(part))
        return {};
    loadFonts();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(96); // a map unit is a pixel
    svg.setSize({static_cast<int>(std::ceil(part.area.width)),
                 static_cast<int>(std::ceil(part.area.height))});
    svg.setViewBox(QRect(QPoint(), svg.size()));
    svg.setTitle(QStringLiteral("Cairn"));
    svg.setDescription({});
    QPainter painter(&svg);
    paintPart(painter, list, part);
    painter.end();
    return buffer.data();
}

} // namespace cairn
