// The blueprint's lines: of interaction, of visibility, of internal interaction. No cells.
#include <algorithm>

#include "core/layout/lanes.hpp"

namespace cairn::layout {

double drawDivider(LayoutContext& c, const LaneRow& row) {
    const double height = std::max(28.0, roundUpTo4(row.titleHeight + 12));
    const double y = row.top + height / 2;
    c.sheet.line(Level::Ground, row.lane->id, {c.contentLeft, y}, {c.contentRight, y},
                 {Colour::Dim}, row.lane->kind != LaneKind::LineOfVisibility, 2);
    return height;
}

} // namespace cairn::layout
