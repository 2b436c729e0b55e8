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

namespace cairn {

/// What an accepted preview hands over. The content is not yet in any project.
struct ImportOutcome {
    ImportPlan plan;
    ImportResult result;
    std::vector<std::pair<ElementId, EventBinding>> bindings; ///< stages and cards to bind
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

    /// Gives a column a role, as its chooser does.
    void setRole(std::size_t column, ColumnRole role);

public slots:
    void startImport(); ///< what the Import button does
    void reject() override;

signals:
    void sniffed();       ///< the preview stands, or the reason why there is none
    void bindingsReady(); ///< event names were read and bindings suggested
    void failed(const QString& why);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace cairn
