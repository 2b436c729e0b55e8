#pragma once
// The open project as the window sees it: the value, the way back and the selection.

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "cairn/base/error.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/diff.hpp"
#include "cairn/model/history.hpp"

namespace cairn {

/// Where a document's edits go to be kept. The Saver is one; tests have their own.
class EditRecorder {
public:
    virtual ~EditRecorder() = default;
    /// `after` is the project with the entry's changes applied. Must not block.
    virtual void record(const HistoryEntry& entry, const Project& after) = 0;
    virtual void recordUndo() = 0;
    virtual void recordRedo() = 0;
};

/// Lives on the GUI thread and never touches a file: the Saver does, on its own thread.
class Document : public QObject {
    Q_OBJECT
public:
    /// Without a recorder: edits live in memory only (tests, thumbnails).
    explicit Document(Project project, QObject* parent = nullptr);
    ~Document() override;

    const Project& project() const { return m_project; }
    MapId currentMap() const { return m_map; }
    void setCurrentMap(MapId map);
    bool readOnly() const { return m_readOnly; }
    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }

    /// The one door for edits. Runs `change` on the project; when it throws Error nothing happens
    /// and trouble() is emitted; when nothing differs nothing is recorded. `label` is in the
    /// person's words, infinitive: "move 3 cards".
    bool edit(const QString& label, const std::function<Project(Project)>& change);

    const History& history() const { return m_history; }
    bool canUndo() const { return m_history.canUndo(); }
    bool canRedo() const { return m_history.canRedo(); }
    QString undoLabel() const; ///< "move 3 cards", empty when there is none
    QString redoLabel() const;
    void undo();
    void redo();

    /// Selected elements in the order they were selected; the last one is the current one.
    const std::vector<ElementId>& selection() const { return m_selection; }
    void select(std::vector<ElementId> elements);
    bool isSelected(ElementId id) const;

    /// Numbers of the current map; computed off the GUI thread, kept up to date after edits.
    /// nullptr until known.
    const MapFindings* findings() const { return m_findings ? &*m_findings : nullptr; }
    void setFindings(std::optional<MapFindings> findings);

    /// Called by whoever opens or makes a document (session.cpp).
    void setHistory(History history);
    /// All states were changed together, without a step to take back (something was forgotten). Not recorded.
    void adoptRewritten(Project project, History history);
    void setRecorder(EditRecorder* recorder) { m_recorder = recorder; }

signals:
    /// After every edit, undo and redo.
    void changed(const cairn::Changes& changes);
    void historyChanged();
    void currentMapChanged();
    void selectionChanged();
    void findingsChanged();
    void trouble(const QString& what, const QString& advice);

private:
    void adopt(Project after, const Changes& changes);
    void showMapOf(const Changes& changes);
    void tell(const Error& error);

    Project m_project;
    History m_history;
    MapId m_map;
    bool m_readOnly = false;
    std::vector<ElementId> m_selection;
    std::optional<MapFindings> m_findings;
    EditRecorder* m_recorder = nullptr;
};

} // namespace cairn
