#pragma once
// What a file says, before it is read in: the one sentence, the columns' meanings, the bindings.

#include <QDialog>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cairn/ingest/import.hpp"
#include "cairn/model/project.hpp"
#include "editor/import_additions.hpp"
#include "editor/window/file_chooser.hpp"

namespace cairn {

/// What an accepted preview hands over. The content is not yet in any project.
struct ImportOutcome {
    ImportPlan plan;
    ImportResult result;
    std::vector<std::pair<ElementId, EventBinding>> bindings; ///< stages and cards to bind
    ImportAdditions additions; ///< what else comes onto the map
    std::string datasetName;
};

/// Sniffs, asks and imports, all off the GUI thread. Rejecting stops what runs and leaves nothing.
class ImportPreview : public QDialog {
    Q_OBJECT
public:
    ImportPreview(const Project& project, MapId map, std::filesystem::path file,
                  QWidget* parent = nullptr);
    ~ImportPreview() override;

    const ImportOutcome& outcome() const; ///< after accept
    const ImportPlan& plan() const;       ///< as it stands now
    QString sentence() const;             ///< what was understood, as shown

    QString figures() const;              ///< how many events of whom, so far or of the whole file

    /// Gives a column a role, as its chooser does.
    void setRole(std::size_t column, ColumnRole role);
    /// How a file is chosen for the skipped rows.
    void setChooser(FileChooser chooser);

public slots:
    void startImport();   ///< what the Import button does
    void exportSkipped(); ///< asks where to, and writes them there in the background
    void reject() override;

signals:
    void sniffed();       ///< the preview stands, or the reason why there is none
    void bindingsReady(); ///< event names were read and bindings suggested
    void counted(bool whole); ///< the figures stand: of the file's beginning, or of all of it
    void skippedExported(const QString& fileName);
    void failed(const QString& why);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace cairn
