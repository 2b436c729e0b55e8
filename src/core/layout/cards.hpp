#pragma once
// Cards: what most lanes are made of.

#include "core/layout/lanes.hpp"

namespace cairn::layout {

/// How the cards of one lane look; everything else about a card is the same in every lane.
struct CardLook {
    Paint fill{Colour::Card};
    Paint stroke{Colour::Line};
    TextRole role = TextRole::Body;
    Paint ink{Colour::Ink};
    float radius = 8;
    bool shadow = false;
    bool boxed = true;     ///< false: the text stands on the ground
    bool quoted = false;   ///< in quotation marks
    bool painEdge = false; ///< a strong edge at the start, and severity as dots and a number
    bool figure = false;   ///< a large figure over its name
    double picture = 0.6;  ///< how high a picture may be, of the column's width
    bool channel = false;  ///< channel icon; backstage cards are dashed
};

/// The whole row: cells, steps, cards. Returns the row's height.
double drawCards(LayoutContext&, const LaneRow&, const CardLook&);

/// A score as a pill of kBadgeHeight, its right edge at `right` (or left edge at `left`); returns
/// its rectangle.
double badgeWidth(const LayoutContext&, const PainScore&);
void drawBadge(LayoutContext&, Level, ElementId, const PainScore&, const RectF&, bool strong);
/// "26 = 3/4 × 72 % × 48 %": language-free, for tooltips.
std::string scoreFormula(const LayoutContext&, const PainScore&);

} // namespace cairn::layout
