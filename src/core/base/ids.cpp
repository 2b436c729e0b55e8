#include "cairn/base/ids.hpp"

#include <random>

namespace cairn {
namespace {

constexpr std::uint64_t kIdBits = 52; // fits a double, so JSON readers keep it exact

std::mt19937_64& generator() {
    thread_local std::mt19937_64 engine = [] {
        std::random_device device;
        std::seed_seq seed{device(), device(), device(), device()};
        return std::mt19937_64{seed};
    }();
    return engine;
}

} // namespace

std::uint64_t newIdValue() {
    std::uint64_t value = 0;
    while (value == 0)
        value = generator()() >> (64 - kIdBits);
    return value;
}

void seedIds(std::uint64_t seed) {
    generator().seed(seed);
}

} // namespace cairn
