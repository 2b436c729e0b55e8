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
double drawImages(LayoutContext&, const LaneRow&);
double drawMetric(LayoutContext&, const LaneRow&);
double drawFunnel(LayoutContext&, const LaneRow&);
double drawPain(LayoutContext&, const LaneRow&);
double drawFeedback(LayoutContext&, const LaneRow&);
double drawDivider(LayoutContext&, const LaneRow&);

/// Cards of a collapsed stage: counted, and found by their links at the row's place.
void hideCards(LayoutContext&, const Column&, std::span<const Card* const> cards, double top);
/// A small lock around `at`, on what cannot be moved; only while editing.
void drawLock(LayoutContext&, Level, ElementId, PointF at);

/// Of all lanes, in one column.
std::size_t cardsIn(const LayoutContext&, std::size_t column);
/// The height that the lane was given by hand; 0 = by its content.
double leastHeight(const Lane&);
/// A row of the map, and whether the cells of collapsed stages are empty in it.
struct FreeRow {
    double top = 0, height = 0;
    bool free = false;
};
/// The narrow columns of collapsed stages, with their titles turned.
void drawCollapsedColumns(LayoutContext&, double top, double bottom, const std::vector<FreeRow>&);

/// How the curve of the map's n-th persona differs from the others: dashes, and a marker at its points.
void dashLikeCurve(Path&, std::size_t number);
void drawCurveMarker(LayoutContext&, Level, ElementId, PointF at, double radius, std::size_t number,
                     Paint colour);

/// A Cell region for each stage (and step) of a row that holds cards; call it once the height is
/// known.
void addCells(LayoutContext&, const LaneRow&, double height);

} // namespace cairn::layout
