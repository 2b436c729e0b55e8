#pragma once
// How well a few letters fit the words of an action or element.

#include <QString>
#include <optional>
#include <vector>

namespace cairn {

struct FuzzyMatch {
    int score = 0;              ///< more is better
    std::vector<int> positions; ///< of the letters that were matched, ascending
};

/// Every word of the query must fit: as it stands, best at the start of the title or of a word;
/// else letter after letter, best as initials ("am" fits "Add a map"). Case does not matter.
/// Nothing when a word does not fit.
std::optional<FuzzyMatch> fuzzyMatch(const QString& title, const QString& query);

} // namespace cairn
