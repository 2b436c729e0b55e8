#pragma once
// What a screen reader is told each kind of region is.

#include <QAccessible>

#include "cairn/layout/display_list.hpp"

namespace cairn {

QAccessible::Role roleOf(RegionKind kind);
/// What can be named anew: all but figures, empty cells and buttons.
bool isNamed(RegionKind kind);

} // namespace cairn
