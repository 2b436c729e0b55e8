// What staff and systems do behind the scenes.
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawInternalProcess(LayoutContext& c, const LaneRow& row) {
    return drawCards(c, row, {.fill = {Colour::Panel}});
}

} // namespace cairn::layout
