#pragma once
// Texts of a column, one a customer, as bytes and back. The format is told in docs/column-blobs.md.

#include "cairn/events/event_log.hpp"

namespace cairn::packing {

/// Values of ColumnBlob::encoding beside those of Encoding.
inline constexpr std::uint8_t kTexts = 64;           ///< a length of 2 bytes each, then the texts
inline constexpr std::uint8_t kCompressedTexts = 65; ///< 4 bytes: how long that is; then it, as a Zstandard frame

/// The smaller of the two, of ids first .. first + count - 1.
ColumnBlob packIds(const UnitIds& ids, std::size_t first, std::size_t count);
/// Adds exactly `count` ids. Throws Error{Damaged} when the blob does not hold that many, or what is in it is no text;
/// takes no more memory than that many ids may need.
void unpackIds(const ColumnBlob& blob, std::size_t count, UnitIds& ids);

} // namespace cairn::packing
