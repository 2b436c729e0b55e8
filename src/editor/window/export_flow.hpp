#pragma once
// The map as a file, made off the GUI thread from a copy of what is shown.

#include <QObject>
#include <QString>

#include "editor/document.hpp"
#include "editor/jobs.hpp"
#include "editor/message.hpp"
#include "editor/saver.hpp"
#include "editor/window/file_chooser.hpp"

namespace cairn {

class Phrases;
struct ChartExport;

enum class ExportKind { PdfA4, PdfA3, PdfPoster, Png, Mermaid, Json };

/// How a PNG is made.
struct PictureSetup {
    double scale = 2; ///< pixels per map unit
    bool transparent = false;
};

class ExportFlow : public QObject {
    Q_OBJECT
public:
    explicit ExportFlow(QWidget* window);
    PictureSetup picture;    ///< for the next PNG
    bool saveInk = false;    ///< the next PDF has no shadows and thin tints
    bool withCharts = false; ///< the next PDF has the charts on pages behind the map
    /// Rows of the current map's data, for those charts; may be nullptr.
    std::function<SharedContent()> content;
    /// Asks for a file name and writes; messages tell how it went.
    void run(ExportKind kind, const Document& document, const FileChooser& chooser, bool dark);
    /// One chart or list of the drawer, under a name that is asked for.
    void runChart(const ChartExport& what, const FileChooser& chooser, bool dark);
    /// Writes without asking.
    Job* write(ExportKind kind, const Document& document, const QString& path, bool dark);

signals:
    void working(const QString& what, cairn::Job* job);
    void message(const cairn::Message& message);
    void written(const QString& path);

private:
    QString askForName(const FileChooser& chooser, const QString& title, const QString& suffix,
                       const QString& filter);
    Job* start(const QString& path, std::function<void(const JobControl&)> work);
    void tellWritten(const QString& path);
    QWidget* m_window;
    QString m_folder;
};

} // namespace cairn
