#pragma once
// What a cell tells of how its column writes numbers.

#include <string_view>

#include "cairn/table/csv.hpp"

namespace cairn {

struct NumberEvidence {
    char decimal = 0;  ///< the decimal mark it shows; 0 = it has none
    char doubtful = 0; ///< the mark of "1,234" or "1.234", which may group or not
    bool percent = false, duration = false;
    std::string_view currency;
};
NumberEvidence numberEvidence(std::string_view cell);

/// Digits, perhaps with thousands in groups; neither money nor a share.
bool isWholeNumber(std::string_view cell, char decimal);

} // namespace cairn
