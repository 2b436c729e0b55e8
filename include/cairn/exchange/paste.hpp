#pragma once
// What was pasted, as one edit of a project: a map of its own, or cards on the map that is open.

#include "cairn/exchange/pasted.hpp"
#include "cairn/layout/phrases.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

/// Where the keyboard is. `lane` and `stage` 0 = on no cell.
struct PasteFocus {
    MapId map;
    LaneId lane{};
    StageId stage{};
    StepId step{};
    CardId before{}; ///< in the cell; 0 = at its end
};

/// What a paste made, for the words of "Undo …" and to select it.
struct PasteOutcome {
    MapId map; ///< where it lies
    std::vector<ElementId> cards, stages;
    std::size_t feelings = 0;
};

/// A new map after the others: the text's stages (of Lines, each line is one), its lanes, or the usual ones when it names
/// none; its personas, by name where the project has them. `title` serves when the text has none. Phrases name lanes.
Project pasteAsMap(Project, const Pasted&, const Phrases&, const std::string& title, PasteOutcome* made = nullptr);

/// Onto an open map. Lines are cards of the focused cell. A Grid goes from the focused cell to the right, its rows are
/// cards of that lane, unless its first row names stages of the map. A Map goes where its names are: to stages of that
/// title, to lanes of that title or else that kind; stages and lanes the map does not have are added, stages after the
/// focused one. On a map without a single card the stages it came with, and that the text does not name, make room.
/// Throws Error{BadInput} when Lines or a Grid have no cell to go to.
Project pasteOnMap(Project, const Pasted&, const PasteFocus&, const Phrases&, PasteOutcome* made = nullptr);

/// A project with that one map.
Project projectFromPasted(const Pasted&, const Phrases&, const std::string& title);

} // namespace cairn
