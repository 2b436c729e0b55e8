#pragma once
// Text from elsewhere that is a map in disguise: a table of a spreadsheet, an outline, a Mermaid journey.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/model/elements.hpp"

namespace cairn {

/// Rows of cells as a spreadsheet hands them over. Rows may differ in length.
using TextTable = std::vector<std::vector<std::string>>;

struct PastedLane {
    LaneKind kind = LaneKind::Actions;
    std::string title; ///< empty = the usual title of its kind
};
struct PastedCard {
    std::size_t stage = 0, lane = 0; ///< places in Pasted::stages and Pasted::lanes
    std::string text;
    std::string notes; ///< lines that stood below it
};
struct PastedFeeling {
    std::size_t stage = 0;
    std::optional<std::size_t> persona; ///< place in Pasted::personas; none = whoever the map is about
    double value = 0;                   ///< -2 .. +2
    std::string text;
};

/// What a text says, before it is known where it goes: stages x lanes x cards.
struct Pasted {
    enum class Shape {
        Lines, ///< cards and nothing else: no stages, no lanes
        Grid,  ///< columns of cards; the first row may name stages or may be cards as well
        Map    ///< the text itself names its stages
    } shape = Shape::Lines;
    std::string title; ///< of the map; often empty
    std::vector<std::string> stages;
    std::vector<PastedLane> lanes;
    bool namesLanes = false; ///< the text says which lanes there are
    std::vector<std::string> personas;
    std::vector<PastedCard> cards;
    std::vector<PastedFeeling> feelings;
    bool empty() const { return stages.empty() && cards.empty(); }
};

/// The most that is read at a time, in bytes.
inline constexpr std::size_t kLongestPaste = 4 * 1024 * 1024;

/// Reads a text as what it looks like: a Mermaid journey, a table with tabs, else an outline.
/// Throws Error{BadInput} that names the line, Error{TooLarge} over kLongestPaste.
Pasted readPasted(std::string_view text);
/// The first table of a page, or its list. Empty when there is neither, or when the table is a single cell.
std::optional<Pasted> readPastedHtml(std::string_view html);

/// Cells between tabs, rows between line ends. As Excel and LibreOffice write it: a cell with a line end or a tab in it
/// stands in quotation marks, and those of its own are doubled; marks that were not needed belong to the text.
TextTable readTsv(std::string_view text);
/// Quotes what must be quoted, and nothing else: readTsv gives the same table back.
std::string writeTsv(const TextTable& table);
/// True when a tab stands between cells somewhere, not just before a line's first word.
bool looksLikeTable(std::string_view text);

/// A table's meaning: its first row names stages; its first column names lanes when the corner is free or most of its
/// words are lanes' names. A table whose first row names lanes is turned first. Several lines in a cell are several cards.
Pasted readTable(const TextTable& table);
/// Bullets (- * + •, 1. 1) a.), indentation by spaces or tabs, and Markdown headings. A list without levels is Lines.
Pasted readOutline(std::string_view text);
/// The first <table> of a page: text only, whatever else is in it. A cell over several columns is followed by empty ones.
std::optional<TextTable> readHtmlTable(std::string_view html);

/// Which lane a title means, in English, German, French or Spanish; nothing when it is nobody's usual name.
std::optional<LaneKind> laneKindNamed(std::string_view title);
/// Titles that a person would call the same are equal: no case, no punctuation, no emoji.
std::string foldedTitle(std::string_view title);

} // namespace cairn
