// What people do.
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawActions(LayoutContext& c, const LaneRow& row) {
    return drawCards(c, row, {.shadow = true});
}

} // namespace cairn::layout
