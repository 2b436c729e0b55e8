#include <QBuffer>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <cmath>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "render/export/export.hpp"
#include "render/export/pdf_addendum.hpp"
#include "render/fonts.hpp"
#include "render/paint.hpp"

namespace cairn {
namespace {

constexpr double kPointsPerUnit = 72.0 / 96;
constexpr double kLargestPagePoints = 14400; ///< PDF 1.4, appendix C: viewers go no further
constexpr double kMostEnlarged = 2;          ///< a map of two stages should not shout
constexpr int kDotsPerInch = 1200; ///< of the coordinates only: there is nothing to rasterise

struct Placed {
    QPageLayout page;
    QTransform toDots; ///< map units -> dots
};

QTransform fitted(const SizeF& map, const QRectF& area, double dotsPerUnit) {
    const double fit = std::min(area.width() / map.width, area.height() / map.height);
    const double scale = std::min(fit, kMostEnlarged * dotsPerUnit);
    return QTransform::fromTranslate(area.center().x() - map.width * scale / 2,
                                     area.center().y() - map.height * scale / 2)
        .scale(scale, scale);
}

Placed onSheet(const SizeF& map, const PageSetup& setup) {
    const QPageSize size(setup.size == PageSetup::Size::A3 ? QPageSize::A3 : QPageSize::A4);
    const QSizeF mm = size.size(QPageSize::Millimeter);
    const double margin = std::clamp(setup.marginMm, 0.0, std::min(mm.width(), mm.height()) / 3);
    const auto scaleOn = [&](double width, double height) {
        return std::min((width - 2 * margin) / map.width, (height - 2 * margin) / map.height);
    };
    const bool landscape = scaleOn(mm.height(), mm.width()) > scaleOn(mm.width(), mm.height());
    QPageLayout page(size, landscape ? QPageLayout::Landscape : QPageLayout::Portrait, QMarginsF());
    page.setMode(QPageLayout::FullPageMode);
    const double dots = margin / 25.4 * kDotsPerInch;
    const QRectF area =
        QRectF(page.fullRectPixels(kDotsPerInch)).adjusted(dots, dots, -dots, -dots);
    return {page, fitted(map, area, kDotsPerInch / 96.0)};
}

// Pages are whole points: the page is rounded up and the map stays exact.
Placed onPoster(const SizeF& map) {
    const double shrink =
        std::min(1.0, kLargestPagePoints / (std::max(map.width, map.height) * kPointsPerUnit));
    const auto points = [&](double units) {
        return std::max(1.0, std::ceil(units * kPointsPerUnit * shrink));
    };
    const QSizeF size(points(map.width), points(map.height));
    // QPageSize stands upright: a wide poster is an upright page that lies.
    const bool landscape = size.width() > size.height();
    const QPageSize upright(landscape ? size.transposed() : size, QPageSize::Point, QString(),
                            QPageSize::ExactMatch);
    QPageLayout page(upright, landscape ? QPageLayout::Landscape : QPageLayout::Portrait,
                     QMarginsF());
    page.setMode(QPageLayout::FullPageMode);
    const double scale = kDotsPerInch / 96.0 * shrink;
    return {page, QTransform::fromScale(scale, scale)};
}

void paintInSteps(QPainter& painter, const DisplayList& list, const PaintOptions& options,
                  const JobControl& job) {
    constexpr std::size_t kStep = 500;
    std::vector<std::uint32_t> items;
    for (std::size_t from = 0; from < list.items.size(); from += kStep) {
        job.throwIfCancelled();
        const std::size_t to = std::min(from + kStep, list.items.size());
        items.clear();
        for (std::size_t i = from; i < to; ++i)
            items.push_back(static_cast<std::uint32_t>(i));
        paintItems(painter, list, items, options);
        job.report(0.9 * static_cast<double>(to) / static_cast<double>(list.items.size()), "draw");
    }
}

Placed placedFor(const DisplayList& list, const PdfOptions& options, bool first) {
    if (!first) {
        PageSetup bare = options.page;
        bare.marginMm = 0;
        return onSheet(list.size, bare);
    }
    return options.page.size == PageSetup::Size::Poster ? onPoster(list.size)
                                                        : onSheet(list.size, options.page);
}

QByteArray writePdf(const DisplayList& map, const PdfOptions& options, const JobControl& job) {
    const Theme theme = options.theme.value_or(options.dark ? darkTheme() : paperTheme());
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDotsPerInch);
    QPainter painter;
    for (std::size_t i = 0; i <= options.pages.size(); ++i) {
        const DisplayList& list = i == 0 ? map : options.pages[i - 1];
        const Placed placed = placedFor(list, options, i == 0);
        if (!writer.setPageLayout(placed.page))
            throw Error(ErrorCode::Internal, "export a PDF", "the page size was refused");
        if (i == 0 ? !painter.begin(&writer) : !writer.newPage())
            throw Error(ErrorCode::Internal, "export a PDF", "the PDF writer did not start");
        painter.resetTransform();
        if (theme.dark)
            painter.fillRect(placed.page.fullRectPixels(kDotsPerInch),
                             theme.colour(Colour::Ground));
        painter.setTransform(placed.toDots);
        paintInSteps(painter, list, {.theme = &theme, .detailScale = 0, .image = options.image},
                     job);
    }
    if (!painter.end())
        throw Error(ErrorCode::Internal, "export a PDF", "the PDF writer did not finish");
    return buffer.data();
}

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

} // namespace

QByteArray renderPdf(const DisplayList& list, const PdfOptions& options, const JobControl& job) {
    if (!(list.size.width > 0) || !(list.size.height > 0))
        throw Error(ErrorCode::BadInput, "export a PDF", "the map is empty",
                    "Add a stage or a lane first.");
    loadFonts();
    job.report(0, "draw");
    QByteArray pdf = writePdf(list, options, job);
    job.throwIfCancelled();
    const ExportFacts& facts = options.facts;
    pdf =
        withPdfAddendum(std::move(pdf), {text(facts.title), text(facts.author), text(facts.subject),
                                         QStringLiteral("Cairn"), QDateTime::currentDateTimeUtc()});
    // The writer reports success whatever happened to its device.
    if (!pdf.startsWith("%PDF-") || !pdf.endsWith("%%EOF\n"))
        throw Error(ErrorCode::Internal, "export a PDF", "the PDF came out incomplete");
    job.report(1, "draw");
    return pdf;
}

void exportPdf(const DisplayList& list, const std::filesystem::path& file,
               const PdfOptions& options, const JobControl& job) {
    const QByteArray pdf = renderPdf(list, options, job);
    job.throwIfCancelled();
    writeFileAtomically(
        file, std::as_bytes(std::span(pdf.constData(), static_cast<std::size_t>(pdf.size()))));
}

} // namespace cairn
