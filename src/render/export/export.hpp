#pragma once
// A DisplayList as a PDF or a PNG: rendered to memory, written whole or not at all. Safe off the
// GUI thread.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QByteArray>
#include <QImage>

#include "cairn/base/job.hpp"
#include "cairn/layout/display_list.hpp"
#include "render/theme.hpp"

namespace cairn {

struct PageSetup {
    enum class Size {
        A4,
        A3,
        Poster
    } size = Size::A4; ///< Poster = the map's own size at 96 units per inch
    double marginMm = 10;
};
struct ExportFacts {
    std::string title, author, subject;
};
struct PdfOptions {
    PageSetup page;
    bool dark = false;
    ExportFacts facts;
    std::function<QImage(ElementId)> image;
    /// More pages behind the map's, each fitted to a sheet of its own without a margin: layoutReport brings its
    /// own. A poster's are A4.
    std::vector<DisplayList> pages = {};
    std::optional<Theme> theme = {}; ///< in place of what `dark` says: a brand's, or one that saves ink
};
struct PngOptions {
    double scale = 2; ///< device pixels per map unit, 0.1 .. 8
    bool dark = false;
    bool transparent = false; ///< no background
    std::function<QImage(ElementId)> image;
    std::optional<Theme> theme = {}; ///< in place of what `dark` says
};

QByteArray renderPdf(const DisplayList&, const PdfOptions&, const JobControl& = {});
QByteArray renderPng(const DisplayList&, const PngOptions&, const JobControl& = {});
QImage renderImage(const DisplayList&, const PngOptions&, const JobControl& = {});
/// Atomic writes of the above; throw Error.
void exportPdf(const DisplayList&, const std::filesystem::path&, const PdfOptions&,
               const JobControl& = {});
void exportPng(const DisplayList&, const std::filesystem::path&, const PngOptions&,
               const JobControl& = {});

} // namespace cairn
