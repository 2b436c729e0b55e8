#pragma once
// Rows that add up the others: never data.

#include <span>
#include <string_view>

namespace cairn {

/// "Total", "Grand total", "Gesamtsumme", "Total général" …
bool saysTotal(std::string_view cell);
/// One cell says that it is a total, and all others are numbers or empty.
bool isTotalsRow(std::span<const std::string_view> cells);

} // namespace cairn
