#include "cli/painting/export_picture.hpp"

#include <QGuiApplication>
#include <QImage>

#include "cairn/base/log.hpp"
#include "cairn/layout/map_layout.hpp"
#include "cairn/layout/report.hpp"
#include "cli/chart_answers.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"

namespace cairn::cli {
namespace {

constexpr double kUnitsPerInch = 96;

std::function<QImage(ElementId)> imagesOf(const Project& project) {
    return [project](ElementId id) {
        const Image* image = project.images.find(id.as<ImageTag>());
        if (image == nullptr)
            return QImage();
        return QImage::fromData(reinterpret_cast<const uchar*>(image->bytes.data()),
                                static_cast<int>(image->bytes.size()));
    };
}

/// What Qt remarks upon is for the log; what this program says is for the person.
void toLog(QtMsgType type, const QMessageLogContext&, const QString& text) {
    log(type == QtDebugMsg || type == QtInfoMsg ? LogLevel::Debug : LogLevel::Warning,
        text.toStdString());
}

/// Painting text needs Qt's application object, but no display and no window.
class Painting {
public:
    Painting() {
        qInstallMessageHandler(toLog);
        qputenv("QT_QPA_PLATFORM", "offscreen");
        m_application = std::make_unique<QGuiApplication>(m_count, m_arguments);
        loadFonts();
    }

private:
    int m_count = 1;
    char m_name[10] = "cairn-cli";
    char* m_arguments[2] = {m_name, nullptr};
    std::unique_ptr<QGuiApplication> m_application;
};

PageSetup pageOf(const std::string& name) {
    PageSetup page;
    page.size = name == "A3"       ? PageSetup::Size::A3
                : name == "poster" ? PageSetup::Size::Poster
                                   : PageSetup::Size::A4;
    return page;
}

/// In the project's own colour and font, where it has any.
Theme themeOf(const std::string& name, bool pdf, const ProjectFacts& facts) {
    const Theme& base = name == "dark"            ? darkTheme()
                        : name == "contrast"      ? contrastTheme(false)
                        : name == "contrast-dark" ? contrastTheme(true)
                        : name == "ink"           ? inkTheme()
                        : pdf                     ? paperTheme()
                                                  : lightTheme();
    return branded(base, QColor(QString::fromStdString(facts.brandColour)),
                   QString::fromStdString(facts.brandFont));
}

/// The charts behind the map, on sheets as large as its own; a poster's are A4.
std::vector<DisplayList> chartPages(const ExportFlags& flags, const Project& project, MapId map,
                                    const MapFindings& findings,
                                    const std::optional<DatasetContent>& content,
                                    const JobControl& job) {
    if (!flags.charts || !content)
        return {};
    ReportOptions options;
    if (flags.page == "A3") {
        options.width = 1587;
        options.height = 1123;
    }
    return layoutReport(project, map, findings, chartAnswers(project, map, findings, *content, job),
                        QtTextMeasurer(QString::fromStdString(project.facts.brandFont)),
                        EnglishPhrases(), {}, options);
}

} // namespace

void exportPicture(const ExportFlags& flags, PictureKind kind) {
    const bool pdf = kind == PictureKind::Pdf;
    const JobControl job = progressOnStderr(flags.progress);
    const AskedMap asked(ProjectReader(flags.file), flags.map, job);
    const auto& [project, map, content, findings] = asked;
    const Painting painting;
    const Theme theme = themeOf(flags.theme, pdf, project.facts);
    LayoutOptions options;
    options.forEditing = false;
    const DisplayList list = layoutMap(project, map.id, &findings, QtTextMeasurer(theme.family),
                                       EnglishPhrases(), options);
    if (pdf) {
        PdfOptions pdfOptions;
        pdfOptions.page = pageOf(flags.page);
        pdfOptions.theme = theme;
        pdfOptions.facts = {map.title, project.facts.author, map.scenario};
        pdfOptions.image = imagesOf(project);
        pdfOptions.pages = chartPages(flags, project, map.id, findings, content, job);
        exportPdf(list, flags.out, pdfOptions, job);
    } else {
        PngOptions pngOptions;
        pngOptions.scale = flags.dpi / kUnitsPerInch;
        pngOptions.theme = theme;
        pngOptions.transparent = flags.transparent;
        pngOptions.image = imagesOf(project);
        exportPng(list, flags.out, pngOptions, job);
    }
}

} // namespace cairn::cli
