// Anything else, in words.
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawText(LayoutContext& c, const LaneRow& row) {
    return drawCards(c, row, {.fill = {Colour::Panel}, .stroke = {Colour::Line}, .radius = 4});
}

} // namespace cairn::layout
