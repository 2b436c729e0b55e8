#include "editor/document.hpp"

#include <algorithm>

#include "cairn/base/civil_time.hpp"
#include "editor/texts.hpp"

namespace cairn {

namespace {
MapId firstMapOf(const Project& project) {
    const auto maps = mapsOf(project);
    return maps.empty() ? MapId{} : maps.front()->id;
}
} // namespace

Document::Document(Project project, QObject* parent)
    : QObject(parent), m_project(std::move(project)), m_map(firstMapOf(m_project)) {}

Document::~Document() = default;

void Document::setCurrentMap(MapId map) {
    if (map == m_map || !m_project.maps.find(map))
        return;
    m_map = map;
    // Numbers and a selection of another map would be shown on the wrong one.
    const bool hadSelection = !m_selection.empty();
    m_selection.clear();
    m_findings.reset();
    emit currentMapChanged();
    if (hadSelection)
        emit selectionChanged();
    emit findingsChanged();
}

bool Document::edit(const QString& label, const std::function<Project(Project)>& change) {
    if (m_readOnly) {
        emit trouble(tr("This project is open for reading only, so nothing was changed."),
                     tr("Save a copy to work on it."));
        return false;
    }
    try {
        Project after = change(m_project);
        HistoryEntry entry{label.toStdString(), nowMs(), diff(m_project, after)};
        if (entry.changes.empty())
            return false;
        const Changes changes = entry.changes;
        if (m_recorder)
            m_recorder->record(entry, after);
        m_history.record(std::move(entry));
        adopt(std::move(after), changes);
        return true;
    } catch (const Error& error) {
        tell(error);
        return false;
    }
}

QString Document::undoLabel() const {
    return canUndo() ? qs(m_history.entries[m_history.cursor - 1].label) : QString();
}

QString Document::redoLabel() const {
    return canRedo() ? qs(m_history.entries[m_history.cursor].label) : QString();
}

void Document::undo() {
    if (!canUndo() || m_readOnly)
        return;
    try {
        const Changes changes = inverted(m_history.entries[m_history.cursor - 1].changes);
        Project after = apply(m_project, changes);
        m_history.undo();
        if (m_recorder)
            m_recorder->recordUndo();
        adopt(std::move(after), changes);
    } catch (const Error& error) {
        tell(error);
    }
}

void Document::redo() {
    if (!canRedo() || m_readOnly)
        return;
    try {
        const Changes changes = m_history.entries[m_history.cursor].changes;
        Project after = apply(m_project, changes);
        m_history.redo();
        if (m_recorder)
            m_recorder->recordRedo();
        adopt(std::move(after), changes);
    } catch (const Error& error) {
        tell(error);
    }
}

void Document::select(std::vector<ElementId> elements) {
    std::vector<ElementId> known;
    for (const ElementId id : elements)
        if (!kindOf(m_project, id).empty() &&
            std::find(known.begin(), known.end(), id) == known.end())
            known.push_back(id);
    if (known == m_selection)
        return;
    m_selection = std::move(known);
    emit selectionChanged();
}

bool Document::isSelected(ElementId id) const {
    return std::find(m_selection.begin(), m_selection.end(), id) != m_selection.end();
}

void Document::setFindings(std::optional<MapFindings> findings) {
    m_findings = std::move(findings);
    emit findingsChanged();
}

void Document::setHistory(History history) {
    m_history = std::move(history);
    emit historyChanged();
}

void Document::adoptRewritten(Project project, History history) {
    const Changes changes = diff(m_project, project);
    m_history = std::move(history);
    adopt(std::move(project), changes);
}

void Document::adopt(Project after, const Changes& changes) {
    m_project = std::move(after);
    const MapId mapBefore = m_map;
    if (!m_project.maps.find(m_map))
        m_map = firstMapOf(m_project);
    const auto selectedBefore = m_selection.size();
    std::erase_if(m_selection, [&](ElementId id) { return kindOf(m_project, id).empty(); });
    if (m_map != mapBefore)
        m_findings.reset();

    emit changed(changes);
    emit historyChanged();
    if (m_map != mapBefore) {
        emit currentMapChanged();
        emit findingsChanged();
    }
    if (m_selection.size() != selectedBefore)
        emit selectionChanged();
    showMapOf(changes);
}

/// An edit taken back on another map is shown there: nothing changes out of sight.
void Document::showMapOf(const Changes& changes) {
    MapId other;
    for (const ElementId id : touched(changes)) {
        const MapId map =
            m_project.maps.find(id.as<MapTag>()) ? id.as<MapTag>() : mapOf(m_project, id);
        if (!map)
            continue;
        if (map == m_map)
            return;
        other = map;
    }
    if (other)
        setCurrentMap(other);
}

void Document::tell(const Error& error) {
    emit trouble(tr("Could not %1: %2").arg(qs(error.doing()), qs(error.why())),
                 qs(error.advice()));
}

} // namespace cairn
