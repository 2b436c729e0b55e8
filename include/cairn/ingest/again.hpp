#pragma once
// Is a file the newer export of one that was imported before?

#include <optional>
#include <span>
#include <string>

#include "cairn/ingest/plan.hpp"

namespace cairn {

/// An import of before, as the project knows it.
struct KnownImport {
    std::string fileName; ///< base name
    std::string plan;     ///< as Dataset::plan has it; one that cannot be read matches nothing
    bool shown = false;   ///< on the map one is looking at: preferred among equals
};

struct AgainMatch {
    std::size_t which = 0; ///< of the known imports
    ImportPlan plan;       ///< of that import, for the new file
    bool canAdd = false;   ///< events are added without counting twice; counts take the place of those before
};

/// The import that a file looks like the newer export of: its columns mean what they meant then (planAgain), most of the
/// columns of then are there, and so are hardly any others. Of several, the one with a name alike but for numbers
/// ("orders-2024-05.csv", "orders-2024-06.csv"), then the one shown, then the last. Nothing when it is a stranger.
std::optional<AgainMatch> matchAgain(std::span<const KnownImport> known, const Sniffed&, std::string_view fileName);

/// A file's name without its numbers, months and ending: "orders-" of "orders-2024-05 (1).csv". For telling files of a kind.
std::string nameWithoutNumbers(std::string_view fileName);

} // namespace cairn
