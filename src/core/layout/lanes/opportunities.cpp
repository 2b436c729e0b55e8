// Ideas, as sticky notes.
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawOpportunities(LayoutContext& c, const LaneRow& row) {
    return drawCards(c, row, {.fill = {Colour::Note}, .stroke = {Colour::NoteLine}, .radius = 4});
}

} // namespace cairn::layout
