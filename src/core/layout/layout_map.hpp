#pragma once
// The one layout, with or without cells that are kept from before.

#include "core/layout/cell_keeper.hpp"

namespace cairn::layout {

/// `keeper` may be nullptr; else cells it keeps are left out of the list, to be joined in, and `drawn` tells how much
/// of the list lies on each level.
DisplayList layOut(const Project&, MapId, const MapFindings*, const TextMeasurer&, const Phrases&,
                   const LayoutOptions&, CellKeeper* keeper, SheetMark* drawn);

} // namespace cairn::layout
