#pragma once
// Counting paths: what one thread found, and the rows that follow from all of it.

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "cairn/analytics/paths.hpp"

namespace cairn::paths {

/// One event of a path, the anchor first whatever the direction.
struct Stop {
    std::uint32_t name = 0;
    std::size_t place = 0; ///< in the unit's stream
    TimeMs time = 0;
};

/// A code that no event name has: nothing more.
inline constexpr std::uint32_t kEnd = (1U << 30) - 1;

/// Names behind each other in as few bytes as the log's names allow.
class Sequences {
public:
    explicit Sequences(std::size_t names) : m_width(names <= 0x100 ? 1 : names <= 0x10000 ? 2 : 4) {}
    void append(std::string& key, std::uint32_t name) const {
        for (unsigned byte = 0; byte < m_width; ++byte)
            key += static_cast<char>(name >> (8 * byte) & 0xFF);
    }
    std::vector<std::uint32_t> read(const std::string& key) const;

private:
    unsigned m_width;
};

struct Tally {
    struct Flow {
        std::uint64_t paths = 0;
        std::vector<std::int64_t> gaps; ///< ms; none to the end
    };
    struct Loop {
        std::uint64_t units = 0, rounds = 0;
    };
    std::uint64_t paths = 0, units = 0;
    std::vector<std::unordered_map<std::uint32_t, std::uint64_t>> nodes; ///< by column
    std::unordered_map<std::uint64_t, Flow> flows; ///< by flowKey
    std::unordered_map<std::string, std::uint64_t> sequences;
    std::unordered_map<std::string, Loop> loops;

    explicit Tally(std::size_t depth) : nodes(depth + 1) {}
    static std::uint64_t flowKey(std::size_t column, std::uint32_t from, std::uint32_t to) {
        return static_cast<std::uint64_t>(column) << 60 | static_cast<std::uint64_t>(from) << 30 | to;
    }
    void add(std::span<const Stop> path, const PathsOptions& options, const Sequences& sequences);
    void merge(Tally&& other);
};

void fillResult(Tally& tally, const std::vector<std::string>& names, PathsResult& result);

} // namespace cairn::paths
