// What hurts, said by people (the scores are in the pain lane).
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawPainPoints(LayoutContext& c, const LaneRow& row) {
    return drawCards(c, row, {.fill = {Colour::PainGround}, .stroke = {}, .painEdge = true});
}

} // namespace cairn::layout
