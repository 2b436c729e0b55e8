// Pictures with a caption.
#include "core/layout/cards.hpp"

namespace cairn::layout {

double drawImages(LayoutContext& c, const LaneRow& row) {
    return drawCards(c, row,
                     {.role = TextRole::Small, .ink = {Colour::Dim}, .shadow = true, .picture = 1});
}

} // namespace cairn::layout
