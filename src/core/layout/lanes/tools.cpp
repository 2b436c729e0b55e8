// What is used.
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawTools(LayoutContext& c, const LaneRow& row) {
    return drawCards(c, row, {.fill = {Colour::Ground}, .stroke = {Colour::Line}, .radius = 4});
}

} // namespace cairn::layout
