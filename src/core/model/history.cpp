#include "cairn/model/history.hpp"

namespace cairn {

void History::record(HistoryEntry entry) {
    entries.resize(cursor);
    entries.push_back(std::move(entry));
    cursor = entries.size();
}

const HistoryEntry& History::undo() {
    return entries[--cursor];
}

const HistoryEntry& History::redo() {
    return entries[cursor++];
}

} // namespace cairn
