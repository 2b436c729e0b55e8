#include <QPainter>
#include <algorithm>
#include <cmath>
#include <mutex>
#include <vector>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "render/export/bands.hpp"
#include "render/export/export.hpp"
#include "render/export/png_pack.hpp"
#include "render/fonts.hpp"
#include "render/paint.hpp"

namespace cairn {
namespace {

constexpr double kMostPixels = 200e6;
/// Tall enough that few texts lie in two strips, which would shape them twice.
constexpr int kTallestStrip = 512, kLowestStrip = 64, kStripPixels = 3 << 20;
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

namespace {

/// The painting of a picture, band by band. Bands may be painted on several threads at once.
class Strips {
public:
    Strips(const DisplayList& list, const PngOptions& options)
        : m_list(list), m_options(options), m_size(pixelSize(list, options)),
          m_height(std::clamp(kStripPixels / m_size.width(), kLowestStrip, kTallestStrip)),
          m_theme(options.theme.value_or(options.dark ? darkTheme() : lightTheme())) {
        loadFonts();
        m_bounds.reserve(list.items.size());
        for (const Item& item : list.items)
            m_bounds.push_back(boundsOf(item));
    }
    QSize size() const { return m_size; }
    int count() const { return (m_size.height() + m_height - 1) / m_height; }
    QImage::Format format() const {
        return m_options.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32;
    }
    QRect rectOf(int strip) const {
        const int top = strip * m_height;
        return {0, top, m_size.width(), std::min(m_height, m_size.height() - top)};
    }
    /// `rows` has the size of the strip.
    void paint(int strip, QImage& rows) {
        rows.fill(m_options.transparent ? QColor(Qt::transparent) : m_theme.colour(Colour::Ground));
        const QRect rect = rectOf(strip);
        const double scale = m_options.scale;
        // A little more than the strip: accents and soft edges may reach past their item's own
        // rectangle.
        const RectF seen{0, rect.top() / scale - kReach, m_list.size.width + 1,
                         rect.height() / scale + 2 * kReach};
        std::vector<std::uint32_t> items;
        for (std::size_t i = 0; i < m_bounds.size(); ++i)
            if (m_bounds[i].intersects(seen))
                items.push_back(static_cast<std::uint32_t>(i));
        QPainter painter(&rows);
        painter.translate(0, -rect.top());
        painter.scale(scale, scale);
        const PaintOptions paint{.theme = &m_theme, .detailScale = 0, .image = sharedImages()};
        paintItems(painter, m_list, items, paint);
    }

private:
    // Whoever hands out the project's images reckons with one caller at a time.
    std::function<QImage(ElementId)> sharedImages() {
        if (!m_options.image)
            return {};
        return [this](ElementId id) {
            const std::lock_guard lock(m_images);
            return m_options.image(id);
        };
    }

    const DisplayList& m_list;
    const PngOptions& m_options;
    const QSize m_size;
    const int m_height; ///< of a strip
    const Theme m_theme;
    std::vector<RectF> m_bounds;
    std::mutex m_images;
};

[[noreturn]] void noMemory() {
    throw Error(ErrorCode::TooLarge, "export a picture", "there is not enough memory for it",
                "Choose a smaller scale, or export a PDF.");
}

} // namespace

QImage renderImage(const DisplayList& list, const PngOptions& options, const JobControl& job) {
    Strips strips(list, options);
    QImage image(strips.size(), strips.format());
    if (image.isNull())
        noMemory();
    uchar* const pixels = image.bits(); // detached before threads write to it
    const qsizetype stride = image.bytesPerLine();
    inBands(strips.count(), job, 0, 0.7, [&](int strip) {
        const QRect rect = strips.rectOf(strip);
        QImage rows(pixels + rect.top() * stride, rect.width(), rect.height(), stride,
                    strips.format());
        strips.paint(strip, rows);
    });
    return image;
}

QByteArray renderPng(const DisplayList& list, const PngOptions& options, const JobControl& job) {
    Strips strips(list, options);
    std::vector<PackedBand> bands(static_cast<std::size_t>(strips.count()));
    job.report(0, "draw");
    inBands(strips.count(), job, 0, 0.95, [&](int strip) {
        QImage rows(strips.rectOf(strip).size(), strips.format());
        if (rows.isNull())
            noMemory();
        strips.paint(strip, rows);
        bands[static_cast<std::size_t>(strip)] = packBand(rows, strip + 1 == strips.count());
    });
    const QByteArray png =
        joinBands(strips.size(), options.transparent, 96 / 0.0254 * options.scale, bands);
    job.report(1, "pack");
    return png;
}

void exportPng(const DisplayList& list, const std::filesystem::path& file,
               const PngOptions& options, const JobControl& job) {
    const QByteArray png = renderPng(list, options, job);
    job.throwIfCancelled();
    writeFileAtomically(
        file, std::as_bytes(std::span(png.constData(), static_cast<std::size_t>(png.size()))));
}

} // namespace cairn
