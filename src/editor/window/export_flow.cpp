#include "editor/window/export_flow.hpp"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>
#include <QWidget>

#include <span>

#include "cairn/base/atomic_file.hpp"
#include "cairn/exchange/mermaid.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/layout/map_layout.hpp"
#include "editor/locale_phrases.hpp"
#include "editor/panels/chart_view.hpp"
#include "editor/panels/chart_words.hpp"
#include "editor/panels/funnel_sentence.hpp"
#include "editor/session.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"

namespace cairn {

namespace {

constexpr auto kFolderKey = "files/exportFolder";

/// Everything a worker needs; nothing of the document itself.
struct Snapshot {
    Project project;
    MapId map;
    std::optional<MapFindings> findings;
    bool rightToLeft = false;
    PictureSetup picture;
    bool withCharts = false;
    SharedContent content;
    bool saveInk = false;
};

QString suffixOf(ExportKind kind) {
    return kind == ExportKind::Png       ? "png"
           : kind == ExportKind::Json    ? "json"
           : kind == ExportKind::Mermaid ? "mmd"
                                         : "pdf";
}

QString filterOf(ExportKind kind) {
    switch (kind) {
    case ExportKind::Png:
        return ExportFlow::tr("Pictures (*.png)");
    case ExportKind::Json:
        return ExportFlow::tr("JSON (*.json)");
    case ExportKind::Mermaid:
        return ExportFlow::tr("Mermaid (*.mmd)");
    default:
        return ExportFlow::tr("PDF (*.pdf)");
    }
}

/// A title as a file name: no sign that any of the three systems refuses.
QString fileNameOf(const QString& title) {
    QString name;
    for (const QChar c : title)
        name += QStringLiteral("/\\:*?\"<>|").contains(c) || c.unicode() < 32 ? QChar(u'-') : c;
    name = name.simplified();
    return name.isEmpty() ? ExportFlow::tr("map") : name.left(120);
}

std::function<QImage(ElementId)> imagesOf(const Project& project) {
    return [images = project.images](ElementId id) {
        const Image* image = images.find(id.as<ImageTag>());
        return image ? QImage::fromData(reinterpret_cast<const uchar*>(image->bytes.data()),
                                        static_cast<int>(image->bytes.size()))
                     : QImage();
    };
}

/// What the drawer's tabs show, counted anew; a question that makes no sense has no chart.
ReportContent reportContent(const Snapshot& from, const JobControl& job) {
    ReportContent report;
    report.rules = ruleWords(from.project, *from.project.maps.find(from.map)).toStdString();
    const auto* log = from.content ? std::get_if<EventLog>(from.content.get()) : nullptr;
    if (!log)
        return report;
    const auto unlessRefused = [](auto work) {
        try {
            work();
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadInput)
                throw;
        }
    };
    unlessRefused([&] {
        report.retention = computeRetention(*log, retentionOptionsOf(from.project, from.map), job);
    });
    unlessRefused(
        [&] { report.paths = computePaths(*log, pathsOptionsOf(from.project, from.map), job); });
    unlessRefused([&] {
        report.instead = whereInstead(*log, funnelStepsOf(from.project, from.map),
                                      funnelOptionsOf(from.project, from.map), job);
    });
    unlessRefused(
        [&] { report.trend = computeTrend(*log, trendOptionsOf(from.project, from.map), job); });
    unlessRefused([&] {
        report.touchpoints =
            computeTouchpoints(*log, touchpointOptionsOf(from.project, from.map), job);
    });
    return report;
}

std::vector<DisplayList> chartPages(ExportKind kind, const Snapshot& from, const JobControl& job) {
    if (!from.withCharts || !from.findings || !from.findings->hasData)
        return {};
    ReportOptions options;
    options.rightToLeft = from.rightToLeft;
    if (kind == ExportKind::PdfA3) {
        options.width = 1587;
        options.height = 1123;
    }
    return layoutReport(from.project, from.map, *from.findings, reportContent(from, job),
                        QtTextMeasurer(QString::fromStdString(from.project.facts.brandFont)),
                        LocalePhrases(), reportWords(), options);
}

void writeFile(ExportKind kind, const Snapshot& from, const std::filesystem::path& target,
               bool dark, const JobControl& job) {
    if (kind == ExportKind::Json) {
        exportProjectJson(from.project, target);
        return;
    }
    if (kind == ExportKind::Mermaid) {
        exportMermaid(from.project, from.map, target);
        return;
    }
    const ProjectFacts& facts = from.project.facts;
    const QColor brand(QString::fromStdString(facts.brandColour));
    const QString family = QString::fromStdString(facts.brandFont);
    const QtTextMeasurer measurer(family);
    const LocalePhrases phrases;
    LayoutOptions layout;
    layout.forEditing = false;
    layout.rightToLeft = from.rightToLeft;
    const DisplayList list =
        layoutMap(from.project, from.map, from.findings ? &*from.findings : nullptr, measurer,
                  phrases, layout);
    job.throwIfCancelled();
    if (kind == ExportKind::Png) {
        PngOptions options;
        options.theme = branded(dark ? darkTheme() : lightTheme(), brand, family);
        options.scale = from.picture.scale;
        options.transparent = from.picture.transparent;
        options.image = imagesOf(from.project);
        exportPng(list, target, options, job);
        return;
    }
    // A page is paper: light, whatever the screen is.
    PdfOptions options;
    options.theme = branded(from.saveInk ? inkTheme() : paperTheme(), brand, family);
    options.page.size = kind == ExportKind::PdfA4   ? PageSetup::Size::A4
                        : kind == ExportKind::PdfA3 ? PageSetup::Size::A3
                                                    : PageSetup::Size::Poster;
    options.facts = {titleOf(from.project, from.map), from.project.facts.author,
                     from.project.facts.title};
    options.image = imagesOf(from.project);
    options.pages = chartPages(kind, from, job);
    exportPdf(list, target, options, job);
}

} // namespace

ExportFlow::ExportFlow(QWidget* window) : QObject(window), m_window(window) {
    m_folder =
        QSettings()
            .value(kFolderKey, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
            .toString();
}

void ExportFlow::run(ExportKind kind, const Document& document, const FileChooser& chooser,
                     bool dark) {
    const QString title =
        kind == ExportKind::Json
            ? QString::fromStdString(document.project().facts.title)
            : QString::fromStdString(titleOf(document.project(), document.currentMap()));
    const QString path = askForName(chooser, title, suffixOf(kind), filterOf(kind));
    if (!path.isEmpty())
        write(kind, document, path, dark);
}

QString ExportFlow::askForName(const FileChooser& chooser, const QString& title,
                               const QString& suffix, const QString& filter) {
    QString path = chooser.toSave(
        m_window, tr("Export"), QDir(m_folder).filePath(fileNameOf(title) + u'.' + suffix), filter);
    if (path.isEmpty())
        return path;
    if (QFileInfo(path).suffix().isEmpty())
        path += u'.' + suffix;
    m_folder = QFileInfo(path).absolutePath();
    QSettings().setValue(kFolderKey, m_folder);
    return path;
}

Job* ExportFlow::write(ExportKind kind, const Document& document, const QString& path, bool dark) {
    Snapshot snapshot{document.project(),
                      document.currentMap(),
                      std::nullopt,
                      m_window->layoutDirection() == Qt::RightToLeft,
                      picture,
                      withCharts,
                      withCharts && content ? content() : nullptr,
                      saveInk};
    if (document.findings())
        snapshot.findings = *document.findings();
    return start(path, [kind, snapshot = std::move(snapshot), path, dark](const JobControl& job) {
        writeFile(kind, snapshot, toPath(path), dark, job);
    });
}

void ExportFlow::runChart(const ChartExport& what, const FileChooser& chooser, bool dark) {
    const auto kind = what.kind;
    const QString path = kind == ChartExport::Kind::Csv
                             ? askForName(chooser, what.title, "csv", tr("Tables (*.csv)"))
                         : kind == ChartExport::Kind::Png
                             ? askForName(chooser, what.title, "png", filterOf(ExportKind::Png))
                             : askForName(chooser, what.title, "pdf", filterOf(ExportKind::PdfA4));
    if (path.isEmpty())
        return;
    start(path, [what, path, dark, scale = picture.scale,
                 transparent = picture.transparent](const JobControl& job) {
        if (what.kind == ChartExport::Kind::Csv) {
            const QByteArray text = what.text();
            writeFileAtomically(
                toPath(path),
                std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))));
        } else if (what.kind == ChartExport::Kind::Png) {
            PngOptions options;
            options.dark = dark;
            options.scale = scale;
            options.transparent = transparent;
            options.image = what.image;
            exportPng(what.list, toPath(path), options, job);
        } else {
            PdfOptions options;
            options.facts.title = what.title.toStdString();
            options.image = what.image;
            exportPdf(what.list, toPath(path), options, job);
        }
    });
}

Job* ExportFlow::start(const QString& path, std::function<void(const JobControl&)> work) {
    Job* job = startJob(
        this, std::move(work), [this, path] { tellWritten(path); },
        [this](const Error& error) {
            if (error.code() != ErrorCode::Cancelled)
                emit message(messageOf(error));
        });
    emit working(tr("Writing %1").arg(QFileInfo(path).fileName()), job);
    return job;
}

void ExportFlow::tellWritten(const QString& path) {
    const auto open = [](const QString& what) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(what));
    };
    emit message(
        {tr("%1 is ready.").arg(QFileInfo(path).fileName()),
         {},
         false,
         {{tr("Open"), [open, path] { open(path); }},
          {tr("Show in folder"), [open, path] { open(QFileInfo(path).absolutePath()); }}}});
    emit written(path);
}

} // namespace cairn
