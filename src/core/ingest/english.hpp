#pragma once
// Counts in English sentences.

#include <cstdint>
#include <string>
#include <string_view>

namespace cairn {

/// "31,106".
inline std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3; at -= 3)
        text.insert(at - 3, 1, ',');
    return text;
}

/// "1 row", "31,106 rows".
inline std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
    return grouped(number) + " " + std::string(number == 1 ? one : many);
}

} // namespace cairn
