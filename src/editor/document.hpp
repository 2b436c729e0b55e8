#pragma once
// The open project as the window sees it: the value, the way back, the selection, and the saver behind it.

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "cairn/insight/findings.hpp"
#include "cairn/model/diff.hpp"
#include "cairn/model/history.hpp"

namespace cairn {

class Saver;

/// Lives on the GUI thread and never touches a file: the Saver does, on its own thread.
class Document : public QObject {
    Q_OBJECT
public:
    /// Without a saver: edits live in memory only (tests, thumbnails).
    explicit Document(Project project, QObject* parent = nullptr);
    ~Document() override;

    const Project& project() const { return m_project; }
    MapId currentMap() const { return m_map; }
    void setCurrentMap(MapId map);
    bool readOnly() const { return m_readOnly; }
    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }

    /// The one door for edits. Runs `change` on the project; when it throws Error nothing happens and trouble() is
    /// emitted; when nothing differs nothing is recorded. `label` is in the person's words, infinitive: "move 3 cards".
    bool edit(const QString& label, const std::function<Project(Project)>& change);

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

    /// Numbers of the current map; computed off the GUI thread, kept up to date after edits. nullptr until known.
    const MapFindings* findings() const { return m_findings ? &*m_findings : nullptr; }
    void setFindings(std::optional<MapFindings> findings);

    /// Called by whoever opens or makes a document (session.cpp).
    void setHistory(History history);
    void setSaver(Saver* saver) { m_saver = saver; }

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

    Project m_project;
    History m_history;
    MapId m_map;
    bool m_readOnly = false;
    std::vector<ElementId> m_selection;
    std::optional<MapFindings> m_findings;
    Saver* m_saver = nullptr;
};

} // namespace cairn
