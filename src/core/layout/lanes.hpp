#pragma once
// The one list of lane kinds. A new kind: a file in lanes/ and a line in lanes.cpp.

#include "core/layout/context.hpp"

namespace cairn::layout {

/// Draws the lane's cells and their regions from row.top; returns the row's height.
using DrawLane = double (*)(LayoutContext&, const LaneRow&);

struct LaneKindEntry {
    LaneKind kind;
    DrawLane draw;
    bool divider = false; ///< a line, no cells
};
const LaneKindEntry& entryOf(LaneKind kind);

double drawActions(LayoutContext&, const LaneRow&);
double drawTouchpoints(LayoutContext&, const LaneRow&);
double drawThoughts(LayoutContext&, const LaneRow&);
double drawEmotion(LayoutContext&, const LaneRow&);
double drawPainPoints(LayoutContext&, const LaneRow&);
double drawOpportunities(LayoutContext&, const LaneRow&);
double drawInternalProcess(LayoutContext&, const LaneRow&);
double drawTools(LayoutContext&, const LaneRow&);
double drawText(LayoutContext&, const LaneRow&);
double drawFunnel(LayoutContext&, const LaneRow&);
double drawPain(LayoutContext&, const LaneRow&);
double drawDivider(LayoutContext&, const LaneRow&);

/// A Cell region for each stage (and step) of a row that holds cards; call it once the height is
/// known.
void addCells(LayoutContext&, const LaneRow&, double height);

} // namespace cairn::layout
