#include "core/store/rewriting.hpp"

#include <algorithm>

#include "core/store/project_rows.hpp"

namespace cairn::store {
namespace {

template <class T, class Change> Ref<T> changed(const Ref<T>& element, const Change& change) {
    if (!element || !change)
        return element;
    std::optional<T> after = change(*element);
    if (!after)
        return nullptr;
    return *after == *element ? element : std::make_shared<const T>(std::move(*after));
}

template <class T, class Change> void rewriteTable(Table<T>& table, const Change& change) {
    const Table<T> before = table;
    for (const Ref<T>& row : before) {
        const Ref<T> after = changed(row, change);
        if (!after)
            table.erase(row->id);
        else if (after != row)
            table.put(after);
    }
}

template <class T, class Change> void rewriteRows(TableChanges<T>& changes, const Change& change) {
    for (auto& row : changes.rows) {
        row.before = changed(row.before, change);
        row.after = changed(row.after, change);
    }
    std::erase_if(changes.rows, [](const auto& row) {
        return row.before == row.after || (row.before && row.after && *row.before == *row.after);
    });
}

Project rewritten(Project project, const Rewriting& how) {
    rewriteTable(project.datasets, how.dataset);
    rewriteTable(project.maps, how.map);
    return project;
}

std::string without(std::string label, const std::vector<std::string>& words) {
    for (const std::string& word : words)
        for (auto at = label.find(word); !word.empty() && at != std::string::npos;
             at = label.find(word, at))
            label.replace(at, word.size(), "…");
    return label;
}

/// A step that only told of what is gone goes too.
void rewriteHistory(StoredHistory& stored, const Rewriting& how) {
    History left;
    for (std::size_t i = 0; i < stored.history.entries.size(); ++i) {
        HistoryEntry entry = stored.history.entries[i];
        const bool said = !entry.changes.empty();
        rewriteRows(entry.changes.datasets, how.dataset);
        rewriteRows(entry.changes.maps, how.map);
        if (said && entry.changes.empty())
            continue;
        entry.label = without(std::move(entry.label), how.words);
        left.entries.push_back(std::move(entry));
        left.cursor += i < stored.history.cursor ? 1 : 0;
    }
    stored.history = std::move(left);
}

} // namespace

void rewriteStates(Connection& connection, Project& project, StoredHistory& stored,
                   const Rewriting& how) {
    Project after = rewritten(project, how);
    writeChanges(connection, diff(project, after));
    project = std::move(after);
    rewriteHistory(stored, how);
    replaceHistory(connection, stored);
    for (const NamedVersion& version : readVersions(connection))
        replaceVersion(connection, version.number,
                       rewritten(readVersion(connection, version.number), how));
}

std::map<DatasetId, Dataset> keptDatasets(Connection& connection, const StoredHistory& stored) {
    std::map<DatasetId, Dataset> found;
    for (const NamedVersion& version : readVersions(connection))
        for (const auto& dataset : readVersion(connection, version.number).datasets)
            found[dataset->id] = *dataset;
    for (const HistoryEntry& entry : stored.history.entries)
        for (const auto& row : entry.changes.datasets.rows) {
            const auto& known = row.after ? row.after : row.before;
            found[known->id] = *known;
        }
    return found;
}

} // namespace cairn::store
