#pragma once
// The light marks that the text of a card or a note may carry (docs/adr/0006-text-marks.md): **bold**, lines that
// begin with "- ", and links, bare or as [words](address). The stored text stays plain text with these marks in it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cairn {

/// Bytes [at, at + length) of a line's text that look different.
struct MarkedRun {
    std::size_t at = 0, length = 0;
    bool bold = false;
    std::string link; ///< the address; empty = none
    friend bool operator==(const MarkedRun&, const MarkedRun&) = default;
};
/// One line as it is read, without its marks.
struct MarkedLine {
    std::string text;
    bool bullet = false;
    std::vector<MarkedRun> runs; ///< in order, never overlapping
    friend bool operator==(const MarkedLine&, const MarkedLine&) = default;
};

/// False for nearly every text, and cheap: such a text is read as it stands.
bool mayHaveMarks(std::string_view text);
std::vector<MarkedLine> readMarks(std::string_view text);
/// The words without their marks; the lines of a list begin with "• ". For speech, search lists and plain exports.
std::string plainText(std::string_view text);
/// Whether an address may be opened: http, https and mailto, nothing else, and no control characters.
bool isOpenableLink(std::string_view address);

} // namespace cairn
