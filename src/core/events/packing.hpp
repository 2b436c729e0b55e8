#pragma once
// How one column of a chunk becomes bytes and back. The format is told in the docs under "Column
// blobs".

#include <cstdint>
#include <span>

#include "cairn/events/event_log.hpp"

namespace cairn::packing {

/// Values of ColumnBlob::encoding. Written to files: numbers never change their meaning.
enum class Encoding : std::uint8_t {
    Constant = 0, ///< every value is the minimum; no bytes
    Offset1 = 1,  ///< value - minimum in so many little-endian bytes
    Offset2 = 2,
    Offset3 = 3,
    Offset4 = 4,
    Offset8 = 8,
    Steps2 = 16, ///< first value (8 bytes), smallest step (8 bytes), then step - smallest in 2 bytes
                 ///< a row but the first
    Steps1 = 17, ///< the same in 1 byte a row
    Bits1 = 32,  ///< value - minimum in so many bits, the lowest bits of a byte first
    Bits2 = 33,
    Bits4 = 34,
    Sparse = 48 ///< a byte telling the width, a bit a row whether it is not the minimum, and of those
                ///< that are not value - minimum in 1 to 4 bytes
};

ColumnBlob packCodes(std::span<const std::uint32_t> codes);
ColumnBlob packTimes(std::span<const TimeMs> times);

/// Unpack exactly out.size() values; throw Error{Damaged} when the blob does not hold that many, or
/// holds a value outside its own minimum..maximum or outside lowest..highest.
void unpackCodes(const ColumnBlob& blob, std::int64_t lowest, std::int64_t highest,
                 std::span<std::uint32_t> out);
void unpackTimes(const ColumnBlob& blob, std::span<TimeMs> out);

} // namespace cairn::packing
