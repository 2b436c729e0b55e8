#include "editor/window/export_flow.hpp"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>
#include <QWidget>

#include "cairn/exchange/project_json.hpp"
#include "cairn/layout/map_layout.hpp"
#include "editor/locale_phrases.hpp"
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
};

QString suffixOf(ExportKind kind) {
    return kind == ExportKind::Png ? "png" : kind == ExportKind::Json ? "json" : "pdf";
}

QString filterOf(ExportKind kind) {
    switch (kind) {
    case ExportKind::Png:
        return ExportFlow::tr("Pictures (*.png)");
    case ExportKind::Json:
        return ExportFlow::tr("JSON (*.json)");
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

void writeFile(ExportKind kind, const Snapshot& from, const std::filesystem::path& target,
               bool dark, const JobControl& job) {
    if (kind == ExportKind::Json) {
        exportProjectJson(from.project, target);
        return;
    }
    const QtTextMeasurer measurer;
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
        options.dark = dark;
        options.scale = from.picture.scale;
        options.transparent = from.picture.transparent;
        options.image = imagesOf(from.project);
        exportPng(list, target, options, job);
        return;
    }
    // A page is paper: light, whatever the screen is.
    PdfOptions options;
    options.page.size = kind == ExportKind::PdfA4   ? PageSetup::Size::A4
                        : kind == ExportKind::PdfA3 ? PageSetup::Size::A3
                                                    : PageSetup::Size::Poster;
    options.facts = {titleOf(from.project, from.map), from.project.facts.author,
                     from.project.facts.title};
    options.image = imagesOf(from.project);
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
    const QString suffix = suffixOf(kind);
    QString path =
        chooser.toSave(m_window, tr("Export"),
                       QDir(m_folder).filePath(fileNameOf(title) + u'.' + suffix), filterOf(kind));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += u'.' + suffix;
    m_folder = QFileInfo(path).absolutePath();
    QSettings().setValue(kFolderKey, m_folder);
    write(kind, document, path, dark);
}

Job* ExportFlow::write(ExportKind kind, const Document& document, const QString& path, bool dark) {
    Snapshot snapshot{document.project(), document.currentMap(), std::nullopt,
                      m_window->layoutDirection() == Qt::RightToLeft, picture};
    if (document.findings())
        snapshot.findings = *document.findings();
    Job* job = startJob(
        this,
        [kind, snapshot = std::move(snapshot), path, dark](const JobControl& control) {
            writeFile(kind, snapshot, toPath(path), dark, control);
        },
        [this, path] { tellWritten(path); },
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
