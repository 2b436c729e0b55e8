#pragma once
// Several files, one for each step of a funnel: their order, their names, who is missing in between.

#include <QDialog>
#include <QStringList>

#include "cairn/ingest/step_files.hpp"
#include "cairn/model/project.hpp"
#include "editor/dialogs/import_preview.hpp"
#include "editor/jobs.hpp"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace cairn {

class IdsChoice;
class ImportBindings;

/// Imports off the GUI thread when it is accepted; rejecting leaves nothing.
class StepFilesDialog : public QDialog {
    Q_OBJECT
public:
    StepFilesDialog(const Project& project, MapId map, StepFiles files, QWidget* parent = nullptr);

    const ImportOutcome& outcome() const { return m_outcome; } ///< after accept
    QStringList files() const;  ///< in the order of the steps
    QStringList tables() const; ///< of customers, to be joined afterwards

public slots:
    void moveStep(int by); ///< the chosen one, by one place up (-1) or down (1)
    void startImport();
    void reject() override;

signals:
    void failed(const QString& why);

private:
    void build(const Project& project, MapId map);
    void showSteps(int chosen);
    void showFigures();
    void takeNames();
    std::vector<StepFile> ordered() const;
    void showTrouble(const QString& words) const;

    StepFiles m_files;
    std::vector<std::size_t> m_order; ///< places in m_files.steps
    ImportOutcome m_outcome;
    QPointer<Job> m_job;
    QTreeWidget* m_list = nullptr;
    QLabel* m_gaps = nullptr;
    QLabel* m_trouble = nullptr;
    QPushButton *m_up = nullptr, *m_down = nullptr, *m_import = nullptr;
    ImportBindings* m_bindings = nullptr;
    IdsChoice* m_ids = nullptr;
};

} // namespace cairn
