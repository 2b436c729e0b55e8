#pragma once
// Months by name, in the languages exports come in.

#include <optional>
#include <string_view>

namespace cairn {

/// A month's name off the front, short or long, in any case, with the point of an abbreviation:
/// "Mar", "march", "Sept.", "März", "août", "de enero de". English, German, French, Spanish,
/// Italian, Portuguese and Dutch. 1 to 12; nothing when there is none, and then `rest` is as it was.
std::optional<int> takeMonthName(std::string_view& rest);

} // namespace cairn
