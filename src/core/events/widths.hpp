#pragma once
// Whole numbers in as few bytes as they need, and back.

#include <cstddef>
#include <cstdint>
#include <utility>

namespace cairn::packing {

/// in[i] - base, modulo the width of in, as `width` (1, 2, 3, 4 or 8) little-endian bytes each.
void narrowAll(unsigned width, const std::uint32_t* in, std::size_t count, std::uint32_t base,
               std::byte* out);
void narrowAll(unsigned width, const std::uint64_t* in, std::size_t count, std::uint64_t base,
               std::byte* out);

/// The other way round; the largest number before base was added.
std::uint64_t widenAll(unsigned width, const std::byte* in, std::size_t count, std::uint32_t base,
                       std::uint32_t* out);
std::uint64_t widenAll(unsigned width, const std::byte* in, std::size_t count, std::uint64_t base,
                       std::uint64_t* out);

/// The least and the largest, one added to each (so that kNoValue wraps round to 0).
std::pair<std::uint32_t, std::uint32_t> limitsOf(const std::uint32_t* codes, std::size_t count);

} // namespace cairn::packing
