#pragma once
// From a dropped or chosen file through the preview into the project, and back to the file for the
// rows that were skipped.

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QWidget>

#include "cairn/model/elements.hpp"
#include "editor/jobs.hpp"
#include "editor/message.hpp"
#include "editor/window/file_chooser.hpp"

namespace cairn {

class ImportPreview;
class StepFilesDialog;
struct ImportOutcome;
struct StepFiles;
class Session;

class ImportFlow : public QObject {
    Q_OBJECT
public:
    ImportFlow(Session* session, QWidget* window);
    /// How files are chosen; lives as long as this.
    void setChooser(const FileChooser* chooser) { m_chooser = chooser; }
    /// Shows the preview; without an open map one is made from the file's own events.
    void start(const QString& path);
    /// Several files: one for each step of a funnel, and tables of its customers.
    void startSeveral(const QStringList& paths);
    /// Writes the rows that a dataset's import skipped. A project knows no paths: a file that was not imported since
    /// the start is asked for.
    void exportSkipped(DatasetId dataset);
    ImportPreview* preview() const;
    StepFilesDialog* stepFiles() const;

signals:
    void tableLeft(const QString& path); ///< of the customers whose steps are in the project now
    void working(const QString& what, cairn::Job* job);
    void message(const cairn::Message& message);

private:
    struct Target;
    Target target() const; ///< where an import goes
    void adopt(const QString& name, const ImportOutcome& outcome, bool toOpenMap);
    void askAbout(const StepFiles& files);
    QString sourceOf(const Dataset& dataset) const;
    Session* m_session;
    QWidget* m_window;
    const FileChooser* m_chooser = nullptr;
    QPointer<QWidget> m_preview;
    QString m_table; ///< of customers, to be joined when their steps are in
    QString m_taken;                        ///< the file that is being adopted
    QHash<std::uint64_t, QString> m_sources; ///< where datasets of this session came from
};

} // namespace cairn
