// Where people meet the business, with the channel.
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawTouchpoints(LayoutContext& c, const LaneRow& row) {
    return drawCards(c, row, {.role = TextRole::BodyStrong, .shadow = true, .channel = true});
}

} // namespace cairn::layout
