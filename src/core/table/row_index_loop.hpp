#pragma once
// The loop that every instruction set shares. Included by one .cpp file each, which compiles it for
// its own set: hence the unnamed namespace. `Block::load(p)` reads 64 bytes; `block.equal(c)` tells
// which of them are c; `block.either(c, d)` whether any of them is one of two;
// `block.takeLeast(other)` keeps the smaller byte of each pair; `Block::parityUpTo(bits)` says of
// each bit whether the number of set bits up to and with it is odd: set from each opening quote up
// to, not including, its closing one; `Block::writePositions(bits, base, count, out)` writes base +
// the position of each of the count set bits, and may write up to 64 places.

#include <bit>

#include "core/table/row_index.hpp"

namespace cairn {
namespace {

/// Block::parityUpTo where there is no carry-less multiplication.
[[maybe_unused]] inline std::uint64_t parityByShifts(std::uint64_t bits) {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
}

/// Block::writePositions where nothing better is known: positions of the set bits. Eight are always
/// written (most blocks have no more), so the branch is predicted.
[[maybe_unused]] inline void writeOneByOne(std::uint64_t bits, std::uint32_t base, int count,
                                           std::uint32_t* out) {
    for (int k = 0; k < 8; ++k) {
        out[k] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
        bits &= bits - 1;
    }
    for (int k = 8; k < count; ++k) {
        out[k] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
        bits &= bits - 1;
    }
}

template <class Block>
bool indexBlocks(std::string_view text, char delimiter, char quote, RowIndex& index) {
    std::uint32_t* cellEnds = index.cellEnds.data();
    std::uint32_t cells = 0;
    std::size_t rows = 0;
    std::uint64_t inside = 0;    // all ones while a quoted cell is open
    std::uint64_t cellStart = 1; // the next byte starts a cell, or follows a closing quote
    std::uint64_t closing = 0;   // the byte before was a closing quote
    std::uint64_t anyQuote = 0, anyEscape = 0, quotedEnds = 0, anyNul = 0;
    Block least = Block::filled('\xff'); // cheaper than asking each block for zeros
    const char rare = quote != 0 ? quote : '\r';
    for (std::size_t i = 0; i < text.size(); i += 64) {
        const Block block = Block::load(text.data() + i);
        std::uint64_t ends = block.equal('\n');
        std::uint64_t marks = ends | block.equal(delimiter);
        if (inside != 0 || block.either('\r', rare)) {
            const std::uint64_t returns = block.equal('\r');
            const std::uint64_t next = text.data()[i + 64] == '\n' ? std::uint64_t{1} << 63 : 0;
            const std::uint64_t lone = returns & ~((ends >> 1) | next);
            ends |= lone;
            marks |= lone;
            const std::uint64_t quotes = quote != 0 ? block.equal(quote) : 0;
            const std::uint64_t within = Block::parityUpTo(quotes) ^ inside;
            anyQuote |= quotes;
            quotedEnds |= within & (ends | returns);
            marks &= ~within;
            ends &= ~within;
            const std::uint64_t closes = quotes & ~within;
            const std::uint64_t starts = marks | closes;
            if ((quotes & within & ~((starts << 1) | cellStart)) != 0)
                return false; // a quote in the middle of an unquoted cell
            anyEscape |= quotes & within & ((closes << 1) | closing);
            inside = 0 - (within >> 63);
            cellStart = starts >> 63;
            closing = closes >> 63;
        } else {
            cellStart = marks >> 63;
            closing = 0;
        }
        if (const std::size_t left = text.size() - i;
            left < 64) { // the padding holds no marks, unless the delimiter is odd
            const std::uint64_t valid = (std::uint64_t{1} << left) - 1;
            marks &= valid;
            ends &= valid;
            anyNul = block.equal('\0') & valid;
        } else {
            least.takeLeast(block);
        }
        rows += static_cast<std::size_t>(std::popcount(ends));
        const int count = std::popcount(marks);
        Block::writePositions(marks, static_cast<std::uint32_t>(i), count, cellEnds + cells);
        cells += static_cast<std::uint32_t>(count);
    }
    index.cellCount = cells;
    index.rowCount = rows;
    index.quotes = anyQuote != 0;
    index.escapes = anyEscape != 0;
    index.quotedLineEnds = quotedEnds != 0;
    index.nul = (anyNul | least.equal('\0')) != 0;
    return true;
}

} // namespace
} // namespace cairn
