#pragma once
// Finding words in all that people wrote on a map, and replacing them.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cairn/model/project.hpp"

namespace cairn {

struct TextQuery {
    std::string words;
    bool matchCase = false;
    bool wholeWords = false;
    friend bool operator==(const TextQuery&, const TextQuery&) = default;
};

/// What letters are. The core knows those of ASCII; whoever has a table of all scripts hands it in.
struct LetterRules {
    char32_t (*fold)(char32_t);   ///< a letter without its case
    bool (*isWord)(char32_t);     ///< letters and digits: a whole word has none of them beside it
};
LetterRules asciiLetters();

/// Where the words stand: bytes [at, at + length) of one text of one element.
struct TextHit {
    ElementId element;
    MapId map;              ///< 0 for personas
    std::string_view field; ///< the name in the field table: "text", "notes", "tags"…
    std::size_t part = 0;   ///< which entry of a list; of pairs 2 × row, + 1 for the right one
    std::size_t at = 0, length = 0;
    friend bool operator==(const TextHit&, const TextHit&) = default;
};

/// Where the words stand in one text, as (byte, length); ranges never overlap.
std::vector<std::pair<std::size_t, std::size_t>> findIn(std::string_view text, const TextQuery&,
                                                        const LetterRules& = asciiLetters());

/// All hits in the order a person reads the map: title and scenario, personas, lanes, then stage by stage its steps,
/// cards lane by lane and emotions, notes, connectors, comments. map = 0: all maps one after another, each persona
/// once. Hits in one text never overlap. Empty words are found nowhere.
std::vector<TextHit> findText(const Project&, MapId map, const TextQuery&, const LetterRules& = asciiLetters());

/// Puts `with` in the place of each hit, which must be of this project (Error{BadInput} when a text is too short).
/// Entries of lists that become empty go; a tag that no card carries under its old name any more is renamed.
Project replaceText(Project, std::span<const TextHit> hits, std::string_view with);

} // namespace cairn
