#pragma once
// Where the cells and rows of a piece of CSV text end, found 64 bytes at a time.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace cairn {

/// Readable zero bytes that must follow the text handed to indexRows.
inline constexpr std::size_t kIndexPadding = 128;

struct RowIndex {
    std::vector<std::uint32_t> cellEnds; ///< positions of delimiters and line ends outside quotes
    std::vector<std::uint32_t> rowEnds;  ///< which of the cellEnds end a row (for CRLF the position
                                         ///< of the LF); not filled when `width` tells
    std::size_t cellCount = 0, rowCount = 0; ///< how many of each are valid
    std::size_t width = 0;                   ///< not 0: every row has so many cells
    bool quotes = false;                     ///< there is a quote somewhere
    bool escapes = false;                    ///< there may be a quote inside a quoted cell
    bool quotedLineEnds = false;             ///< there is a line end inside quotes
    bool nul = false;                        ///< there is a zero byte somewhere

    std::size_t lastCell(std::size_t row) const {
        return width != 0 ? (row + 1) * width - 1 : rowEnds[row];
    }
    std::size_t firstCell(std::size_t row) const {
        return row == 0 ? 0 : lastCell(row - 1) + std::size_t{1};
    }
    std::size_t start(std::size_t row) const {
        return row == 0 ? 0 : cellEnds[lastCell(row - 1)] + std::size_t{1};
    }
    /// One past the row's line end.
    std::size_t end(std::size_t row) const { return cellEnds[lastCell(row)] + std::size_t{1}; }
};

enum class IndexMethod { Best, Scalar, Sse2, Avx2, Avx512 };
/// False when this machine or build does not have it; indexRows then takes the next best.
bool hasIndexMethod(IndexMethod method);

/// Indexes text that starts at a row's start, by the rules of RowSplitter (quote 0 = none). The cut
/// row at the end is left out of rowEnds. The text must not end between the CR and the LF of a
/// pair. `expectedWidth`: when every row has so many cells, only that is told, and rowEnds is left.
void indexRows(std::string_view text, char delimiter, char quote, RowIndex& index,
               IndexMethod method = IndexMethod::Best, std::size_t expectedWidth = 0);

/// Line ends (LF, CRLF, CR) in a text.
std::uint64_t countLineEnds(std::string_view text);

namespace row_index {
/// Each finds the cells and counts the rows; false when quotes stand where only the scalar rules
/// tell what they mean.
bool withSse2(std::string_view text, char delimiter, char quote, RowIndex& index);
bool withAvx2(std::string_view text, char delimiter, char quote, RowIndex& index);
bool withAvx512(std::string_view text, char delimiter, char quote, RowIndex& index);
} // namespace row_index

} // namespace cairn
