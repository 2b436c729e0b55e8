#pragma once
// Small rules about cells that the sniffer, the reader and the importer share.

#include <string>
#include <string_view>

namespace cairn {

/// True when a cell has bytes that repairedCell would change.
bool needsRepair(std::string_view cell);
/// Well-formed UTF-8 without NUL bytes.
std::string repairedCell(std::string_view cell);
/// Without white space at both ends (ASCII, and the no-break space of spreadsheets).
std::string_view trimmedCell(std::string_view cell);
/// Empty, or a word programs write for "nothing": NULL, null, \N, NaN, nan.
bool isMissing(std::string_view trimmed);

} // namespace cairn
