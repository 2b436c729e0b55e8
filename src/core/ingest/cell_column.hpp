#pragma once
// One column of a batch of rows, as it stands in the text: what is read eight cells at a time.

#include <cstddef>
#include <cstdint>

namespace cairn {

/// Every row has `width` cells; at least 32 bytes may be read from any cell's start on.
struct CellColumn {
    const char* text = nullptr;
    const std::uint32_t* cellEnds = nullptr; ///< positions of delimiters and line ends
    std::size_t width = 0, column = 0;
    char quote = 0;        ///< 0: no cell has one. Else there are some, but none inside of a cell
    bool enclosed = false; ///< the cells of this column are, most likely
};

} // namespace cairn
