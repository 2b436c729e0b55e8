// export FILE.cairn OUT.{pdf,png,mmd,json}

#include <QGuiApplication>
#include <QImage>
#include <iostream>

#include "cairn/base/error.hpp"
#include "cairn/base/log.hpp"
#include "cairn/base/text.hpp"
#include "cairn/exchange/mermaid.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/layout/map_layout.hpp"
#include "cairn/layout/report.hpp"
#include "cli/chart_answers.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"

namespace cairn::cli {
namespace {

struct ExportFlags {
    std::string file, out, map, page = "A4", theme = "light";
    double dpi = 192;
    bool transparent = false, progress = false, charts = false;
};

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

void exportPicture(const ExportFlags& flags, const Project& project, bool pdf) {
    const Map& map = chosenMap(project, flags.map);
    const JobControl job = progressOnStderr(flags.progress);
    const auto content = contentOf(flags.file, project, map, job);
    const MapFindings findings = findingsOf(flags.file, project, map, content, job);
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

void exportTo(const ExportFlags& flags) {
    const std::string kind = asciiLower(std::filesystem::path(flags.out).extension().string());
    if (kind != ".pdf" && kind != ".png" && kind != ".json" && kind != ".mmd")
        throw CLI::ValidationError("out", "the name must end in .pdf, .png, .mmd or .json");
    if (flags.charts && kind != ".pdf")
        throw CLI::ValidationError("--charts",
                                   "charts have pages of their own, which only a .pdf has");
    const Project project = loadProject(flags.file);
    if (kind == ".json")
        exportProjectJson(project, flags.out);
    else if (kind == ".mmd")
        exportMermaid(project, chosenMap(project, flags.map).id, flags.out);
    else
        exportPicture(flags, project, kind == ".pdf");
    std::cout << "Wrote " << flags.out << '\n';
}

} // namespace

void addExport(CLI::App& program) {
    auto flags = std::make_shared<ExportFlags>();
    auto* command = program.add_subcommand(
        "export", "Write a map as PDF, PNG or Mermaid, or the project as JSON");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("out", flags->out, "OUT.pdf, OUT.png, OUT.mmd or OUT.json")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    command->add_option("--page", flags->page, "A4 (default), A3 or poster")
        ->check(CLI::IsMember({"A4", "A3", "poster"}));
    command->add_option("--dpi", flags->dpi, "Resolution of a picture; 96 is 100 % (default 192)")
        ->check(CLI::Range(10.0, 768.0));
    command
        ->add_option("--theme", flags->theme,
                     "light (default), dark, contrast, contrast-dark or ink")
        ->check(CLI::IsMember({"light", "dark", "contrast", "contrast-dark", "ink"}));
    command->add_flag("--transparent", flags->transparent, "A picture without a background");
    command->add_flag(
        "--charts", flags->charts,
        "Charts on the pages behind the map: funnel, times, paths, retention, trends");
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags] { exportTo(*flags); });
}

} // namespace cairn::cli
