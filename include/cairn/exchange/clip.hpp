#pragma once
// Parts of a map on their way to another place, map or project; and what other programs can read of them.

#include <span>
#include <string>
#include <string_view>

#include "cairn/exchange/paste.hpp"
#include "cairn/exchange/pasted.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

/// The type under which Cairn's own elements lie on the clipboard.
inline constexpr const char* kElementsType = "application/x-cairn-elements+json";

/// Chosen elements of one map with all that hangs on them: whole stages with their cards, steps and feelings, lanes with
/// their cards, cards, notes, the connectors between them, comments, the colours of tags, pictures and portraits; or a
/// whole map.
struct Clip {
    Project part; ///< the elements under their own ids, with the stages and lanes they lie in
    MapId map;    ///< in `part`
    std::vector<ElementId> chosen;
    bool empty() const { return chosen.empty(); }
};

/// What of `chosen` can be copied: stages, lanes, cards and notes, or a map. Elements of several maps: those of the first.
Clip clipOf(const Project&, std::span<const ElementId> chosen);
std::string clipToJson(const Clip&);
/// Throws Error{BadInput} for what is not a clip, Error{TooNew} for one of a later Cairn.
Clip clipFromJson(std::string_view json);

struct ClipOutcome {
    MapId map;                   ///< where it lies
    std::vector<ElementId> made; ///< what was chosen, under the new ids
};
/// Puts a clip on a map under new ids. Cards go to the focused cell and keep their places to one another; without one to
/// the stages and lanes they lay in, or those of the same name, or the first. Stages come after the focused one, lanes
/// below the focused one; what lies in them follows by the names of lanes and stages, else by kind and place. Notes
/// stand `aside` of where they were. Personas and pictures that the project has are used, others come along.
/// Comments come along unless what they are about still stands in the project: a copy beside it would say them twice.
/// A whole map becomes a map of the project, without data the project does not have.
Project pasteClip(Project, const Clip&, const PasteFocus&, double aside, ClipOutcome* made = nullptr);

/// The clip as a table: stages above, lanes at the side, several cards of a cell in lines. Cards of one cell, or notes,
/// are a table of one column without heads.
TextTable tableOf(const Clip&);
/// The table as a page's <table>, a single column as <ul>; text is escaped.
std::string htmlOf(const TextTable&);
/// One line a card for a single column, else TSV.
std::string plainTextOf(const TextTable&);

} // namespace cairn
