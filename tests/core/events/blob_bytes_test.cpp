#include "cairn/events/blob_bytes.hpp"

#include <catch2/catch.hpp>

using namespace cairn;

namespace {

std::vector<std::byte> numbered(std::size_t count, unsigned from) {
    std::vector<std::byte> bytes(count);
    for (std::size_t i = 0; i < count; ++i)
        bytes[i] = static_cast<std::byte>(from + i);
    return bytes;
}

bool same(const BlobBytes& blob, const std::vector<std::byte>& bytes) {
    return std::equal(blob.begin(), blob.end(), bytes.begin(), bytes.end());
}

} // namespace

TEST_CASE("blobs of a room stay while one of them does, and copies of them are their own") {
    std::vector<BlobBytes> kept;
    std::vector<std::vector<std::byte>> expected;
    {
        BlobRooms rooms;
        for (unsigned i = 0; i < 400; ++i) { // many rooms, and some too large for any
            const std::size_t count = i % 100 == 99 ? std::size_t{3} << 20 : i * 97;
            expected.push_back(numbered(count, i));
            kept.push_back(rooms.copy(expected.back().data(), count));
        }
    }
    BlobBytes copy = kept[300];
    CHECK(copy.get_allocator().room == nullptr);
    for (std::size_t i = 0; i < kept.size(); i += 2)
        kept[i] = {};
    BlobBytes moved = std::move(kept[301]);
    moved.push_back(std::byte{7});
    moved.pop_back();
    CHECK(same(moved, expected[301]));
    kept[303] = std::move(moved);
    CHECK(same(kept[303], expected[301]));
    CHECK(same(copy, expected[300]));
    for (std::size_t i = 1; i < 300; i += 2)
        REQUIRE(same(kept[i], expected[i]));
}

TEST_CASE("a room that is full gives nothing more") {
    BlobRoom room(256);
    void* first = room.take(100);
    REQUIRE(first != nullptr);
    CHECK(room.holds(first));
    CHECK(room.take(200) == nullptr);
    int elsewhere = 0;
    CHECK_FALSE(room.holds(&elsewhere));
}
