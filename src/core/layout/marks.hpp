#pragma once
// The small things that stand on cards, stages, lanes and notes: comment badges, tags, pictures.

#include <optional>

#include "core/layout/context.hpp"

namespace cairn::layout {

inline constexpr double kCommentIcon = 16;

/// Width of the badge that says how many comments are open; 0 when none is.
double commentWidth(const LayoutContext&, ElementId element);
/// The badge, from `left`, around `middle`.
void drawComments(LayoutContext&, Level, ElementId element, double left, double middle);

/// Tags as coloured chips, then who owns the card, in rows. The first row may be shorter.
struct Chips {
    struct Chip {
        Wrapped words;
        double x = 0, y = 0, width = 0; ///< from the flow's own corner; y of the row's top
        Paint fill, stroke, ink;
        bool owner = false;
    };
    std::vector<Chip> chips;
    double height = 0; ///< of all rows
    std::string full;  ///< what was cut short
    bool empty() const { return chips.empty(); }
};
/// `skip` is taken at the start of the first row, `keep` at its end.
Chips chipsOf(const LayoutContext&, const Card&, double width, double skip, double keep);
void drawChips(LayoutContext&, Level, ElementId, const Chips&, PointF corner);

/// Pixels of a PNG or JPEG picture, read from its header; nothing for anything else.
std::optional<SizeF> pictureSize(std::string_view bytes);
/// How high the card's picture stands in a column of `width`, at most `most` of the width; 0 without one.
double pictureHeight(const LayoutContext&, ImageId, double width, double most);

} // namespace cairn::layout
