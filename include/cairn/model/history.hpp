#pragma once
// Undo and redo as a value. The store keeps the same list on disk, so undo survives a restart.

#include <string>

#include "cairn/model/diff.hpp"

namespace cairn {

struct HistoryEntry {
    std::string label; ///< in the person's words: "move 3 cards"
    TimeMs at = 0;
    Changes changes;
};

struct History {
    std::vector<HistoryEntry> entries;
    std::size_t cursor = 0; ///< entries before it are done, from it on undone

    bool canUndo() const { return cursor > 0; }
    bool canRedo() const { return cursor < entries.size(); }
    /// Forgets what was undone, appends, moves the cursor past it.
    void record(HistoryEntry entry);
    /// The entry to take back (apply inverted(entry.changes)); moves the cursor. Precondition canUndo().
    const HistoryEntry& undo();
    const HistoryEntry& redo();
};

} // namespace cairn
