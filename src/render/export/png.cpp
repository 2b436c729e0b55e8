#include <QBuffer>
#include <QImageWriter>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"
#include "render/paint.hpp"

namespace cairn {
namespace {

constexpr double kMostPixels = 200e6;
constexpr int kStripHeight = 512;
constexpr double kReach = 24; ///< map units

QSize pixelSize(const DisplayList& list, const PngOptions& options) {
    if (!(list.size.width > 0) || !(list.size.height > 0))
        throw Error(ErrorCode::BadInput, "export a picture", "the map is empty",
                    "Add a stage or a lane first.");
    if (!(options.scale >= 0.1 && options.scale <= 8))
        throw Error(ErrorCode::BadInput, "export a picture", "the scale is not between 0.1 and 8",
                    "Choose a scale between 0.1 and 8.");
    const double width = std::ceil(list.size.width * options.scale - 1e-6);
    const double height = std::ceil(list.size.height * options.scale - 1e-6);
    if (width * height > kMostPixels || width > 65'000 || height > 65'000)
        throw Error(ErrorCode::TooLarge, "export a picture",
                    "the picture would have " + std::to_string(std::llround(width)) + " x " +
                        std::to_string(std::llround(height)) + " pixels; 200 million is the most",
                    "Choose a smaller scale, or export a PDF.");
    return {std::max(1, static_cast<int>(width)), std::max(1, static_cast<int>(height))};
}

} // namespace

QImage renderImage(const DisplayList& list, const PngOptions& options, const JobControl& job) {
    const QSize size = pixelSize(list, options);
    loadFonts();
    const Theme& theme = options.dark ? darkTheme() : lightTheme();
    QImage image(size,
                 options.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (image.isNull())
        throw Error(ErrorCode::TooLarge, "export a picture", "there is not enough memory for it",
                    "Choose a smaller scale, or export a PDF.");
    image.fill(options.transparent ? QColor(Qt::transparent) : theme.colour(Colour::Ground));
    const PaintOptions paint{.theme = &theme, .detailScale = 0, .image = options.image};
    std::vector<RectF> bounds;
    bounds.reserve(list.items.size());
    for (const Item& item : list.items)
        bounds.push_back(boundsOf(item));
    QPainter painter(&image);
    std::vector<std::uint32_t> items;
    for (int top = 0; top < size.height(); top += kStripHeight) {
        job.throwIfCancelled();
        job.report(0.7 * top / size.height(), "draw");
        const QRect strip(0, top, size.width(), std::min(kStripHeight, size.height() - top));
        // A little more than the strip: accents and soft edges may reach past their item's own
        // rectangle.
        const RectF seen{0, top / options.scale - kReach, list.size.width + 1,
                         strip.height() / options.scale + 2 * kReach};
        items.clear();
        for (std::size_t i = 0; i < bounds.size(); ++i)
            if (bounds[i].intersects(seen))
                items.push_back(static_cast<std::uint32_t>(i));
        painter.resetTransform();
        painter.setClipRect(strip);
        painter.scale(options.scale, options.scale);
        paintItems(painter, list, items, paint);
    }
    painter.end();
    return image;
}

QByteArray renderPng(const DisplayList& list, const PngOptions& options, const JobControl& job) {
    QImage image = renderImage(list, options, job);
    job.throwIfCancelled();
    const double dotsPerMetre = 96 / 0.0254 * options.scale;
    image.setDotsPerMeterX(static_cast<int>(std::lround(dotsPerMetre)));
    image.setDotsPerMeterY(static_cast<int>(std::lround(dotsPerMetre)));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    // Qt's scale of 0..100 becomes zlib's of 0..9: this is level 1. A map's flat colours pack well
    // at any level, and higher ones cost seconds; below 11 nothing would be packed at all.
    writer.setCompression(12);
    if (!writer.write(image) || !buffer.data().startsWith("\x89PNG") ||
        !buffer.data().contains("IEND"))
        throw Error(ErrorCode::Internal, "export a picture",
                    "the picture could not be packed: " + writer.errorString().toStdString());
    job.report(1, "pack");
    return buffer.data();
}

void exportPng(const DisplayList& list, const std::filesystem::path& file,
               const PngOptions& options, const JobControl& job) {
    const QByteArray png = renderPng(list, options, job);
    job.throwIfCancelled();
    writeFileAtomically(
        file, std::as_bytes(std::span(png.constData(), static_cast<std::size_t>(png.size()))));
}

} // namespace cairn
