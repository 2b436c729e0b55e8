// Figures with a name: a large number that is read first.
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawMetric(LayoutContext& c, const LaneRow& row) {
    return drawCards(c, row, {.role = TextRole::Small, .ink = {Colour::Dim}, .figure = true});
}

} // namespace cairn::layout
