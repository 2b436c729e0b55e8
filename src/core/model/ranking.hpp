#pragma once
// Places among siblings: a rank between two neighbours, spreading the siblings out when there is no
// room left.

#include <optional>
#include <vector>

#include "cairn/model/elements.hpp"

namespace cairn {

/// Ranks for `count` newcomers that come before position `at` of the ranked siblings.
/// Empty when the gap there is too small: spread the siblings first.
inline std::optional<std::vector<Rank>> ranksBetween(const std::vector<Rank>& siblings,
                                                     std::size_t at, std::size_t count) {
    const auto n = static_cast<Rank>(count);
    std::vector<Rank> ranks;
    if (siblings.empty() || at == siblings.size()) {
        const Rank last = siblings.empty() ? 0 : siblings.back();
        for (Rank i = 1; i <= n; ++i)
            ranks.push_back(last + i * kRankGap);
        return ranks;
    }
    const Rank high = siblings[at];
    const Rank low = at == 0 ? high - (n + 1) * kRankGap : siblings[at - 1];
    const Rank gap = (high - low) / (n + 1);
    if (gap <= 0)
        return std::nullopt;
    for (Rank i = 1; i <= n; ++i)
        ranks.push_back(low + i * gap);
    return ranks;
}

} // namespace cairn
