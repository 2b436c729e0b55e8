#include "cairn/events/blob_bytes.hpp"

#include <algorithm>

#include "core/base/large_pages.hpp"

namespace cairn {
namespace {

constexpr std::size_t kLine = 64;
constexpr std::size_t kSmallest = std::size_t{64} << 10, kLargest = std::size_t{8} << 20;

std::size_t inLines(std::size_t bytes) {
    return (bytes + kLine - 1) / kLine * kLine;
}

} // namespace

BlobRoom::BlobRoom(std::size_t bytes)
    : m_bytes(bytes), m_memory(LargePages<std::byte>().allocate(bytes)) {}

BlobRoom::~BlobRoom() {
    LargePages<std::byte>().deallocate(m_memory, m_bytes);
}

void* BlobRoom::take(std::size_t bytes) {
    const std::size_t at = m_taken.fetch_add(inLines(bytes), std::memory_order_relaxed);
    return at <= m_bytes && bytes <= m_bytes - at ? m_memory + at : nullptr;
}

bool BlobRoom::holds(const void* memory) const {
    const auto at = reinterpret_cast<std::uintptr_t>(memory);
    const auto first = reinterpret_cast<std::uintptr_t>(m_memory);
    return at >= first && at - first < m_bytes;
}

BlobBytes BlobRooms::copy(const std::byte* first, std::size_t count) {
    const std::size_t needed = inLines(count);
    if (needed > kLargest / 4) // would leave much of a room behind
        return {first, first + count};
    if (needed > m_left) {
        m_last = std::clamp(std::max(2 * m_last, needed), kSmallest, kLargest);
        m_room = std::make_shared<BlobRoom>(m_last);
        m_left = m_last;
    }
    m_left -= needed;
    return {first, first + count, BlobAllocator<std::byte>(m_room)};
}

} // namespace cairn
