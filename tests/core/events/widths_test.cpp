// Numbers in few bytes and back, with and without wide registers.
#include <catch2/catch.hpp>

#include <cstring>
#include <random>

#include "core/base/wide.hpp"
#include "core/events/widths.hpp"

using namespace cairn;
using namespace cairn::packing;

namespace {

template <class Word> void roundTrip(std::mt19937_64& random, unsigned width, std::size_t count) {
    const Word base = static_cast<Word>(random());
    const std::uint64_t limit =
        width == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * width) - 1;
    std::vector<Word> numbers;
    std::vector<std::byte> expected;
    std::uint64_t largest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t offset = i == count / 2 ? limit : random() & limit;
        largest = std::max(largest, offset);
        numbers.push_back(static_cast<Word>(base + static_cast<Word>(offset)));
        for (unsigned byte = 0; byte < width; ++byte) // little-endian
            expected.push_back(static_cast<std::byte>(offset >> 8 * byte));
    }
    std::vector<std::byte> bytes(count * width);
    narrowAll(width, numbers.data(), count, base, bytes.data());
    REQUIRE(bytes == expected);
    std::vector<Word> back(count);
    REQUIRE(widenAll(width, bytes.data(), count, base, back.data()) == largest);
    REQUIRE(back == numbers);
}

} // namespace

TEST_CASE("numbers take as many bytes as are wanted, and come back") {
    std::mt19937_64 random(7);
    const auto all = [&] {
        for (std::size_t count = 1; count < 100; ++count) {
            for (const unsigned width : {1U, 2U, 3U, 4U})
                roundTrip<std::uint32_t>(random, width, count);
            for (const unsigned width : {1U, 2U, 3U, 4U, 8U})
                roundTrip<std::uint64_t>(random, width, count);
        }
    };
    all();
    const WithoutWideRegisters narrow;
    all();
}
