// What people think, in their own words: quotes that stand on the ground, so that they read as a
// voice.
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawThoughts(LayoutContext& c, const LaneRow& row) {
    return drawCards(
        c, row, {.role = TextRole::Quote, .ink = {Colour::Dim}, .boxed = false, .quoted = true});
}

} // namespace cairn::layout
