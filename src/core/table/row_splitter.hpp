#pragma once
// The rules of CSV, one byte at a time: slow, obvious, and what every faster way must agree with.
//
// - A quote opens a quoted cell only as the cell's first byte; "" inside it is one quote; text
// after the closing
//   quote belongs to the cell as it is. Anywhere else a quote is an ordinary character.
// - With an escape character, \" inside a quoted cell is one quote too, and \\ one backslash.
// - LF, CRLF and CR end a row outside quotes.
// - A quoted cell that is still open at the end of the file, or after kMaxRowBytes, was never meant
// as one if lines
//   follow it: then only its first line is given up (a broken row), and reading goes on with the
//   next line.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cairn {

/// A row may not be longer than this.
inline constexpr std::size_t kMaxRowBytes = std::size_t{16} << 20;

class RowSplitter {
public:
    RowSplitter(char delimiter, char quote, std::size_t maxRowBytes = kMaxRowBytes, char escape = 0)
        : m_delimiter(delimiter), m_quote(quote), m_escape(escape), m_maxRowBytes(maxRowBytes) {
        for (const char mark : {delimiter, quote, escape, '\n', '\r'})
            m_marks[static_cast<unsigned char>(mark)] = true;
    }

    /// Takes the row that starts at text[0]. False when its end is not in the text yet (never when
    /// `last`).
    bool take(std::string_view text, bool last);

    std::size_t bytes() const { return m_bytes; }   ///< of the row taken, with its line end
    std::uint64_t lines() const { return m_lines; } ///< physical lines it spans
    bool broken() const {
        return m_broken;
    } ///< given up: see above; cells are then split without quotes
    bool blank() const { return m_blank; } ///< no byte but the line end
    std::span<const std::string_view> cells() const { return m_cells; }

private:
    enum class End { Found, NeedMore, Open };
    End split(std::string_view text, bool last, char quote);
    bool giveUpLine(std::string_view text, bool last);
    void endCell();

    char m_delimiter, m_quote, m_escape;
    std::array<bool, 256> m_marks{}; ///< bytes that may be more than text
    std::size_t m_maxRowBytes;
    std::size_t m_bytes = 0;
    std::uint64_t m_lines = 0;
    bool m_broken = false, m_blank = false;
    std::string m_text;              ///< all cells of the row, unquoted, one after the other
    std::vector<std::size_t> m_ends; ///< where each cell ends in m_text
    std::vector<std::string_view> m_cells;
};

} // namespace cairn
