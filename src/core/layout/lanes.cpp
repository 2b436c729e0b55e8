#include "core/layout/lanes.hpp"

#include <algorithm>
#include <array>

#include "cairn/model/names.hpp"
#include "core/layout/marks.hpp"

namespace cairn::layout {

namespace {

constexpr std::array kLaneKinds{
    LaneKindEntry{LaneKind::Actions, drawActions},
    LaneKindEntry{LaneKind::Touchpoints, drawTouchpoints},
    LaneKindEntry{LaneKind::Thoughts, drawThoughts},
    LaneKindEntry{LaneKind::Emotion, drawEmotion},
    LaneKindEntry{LaneKind::PainPoints, drawPainPoints},
    LaneKindEntry{LaneKind::Opportunities, drawOpportunities},
    LaneKindEntry{LaneKind::InternalProcess, drawInternalProcess},
    LaneKindEntry{LaneKind::Tools, drawTools},
    LaneKindEntry{LaneKind::Text, drawText},
    LaneKindEntry{LaneKind::Images, drawImages},
    LaneKindEntry{LaneKind::Metric, drawMetric},
    LaneKindEntry{LaneKind::Funnel, drawFunnel},
    LaneKindEntry{LaneKind::Pain, drawPain},
    LaneKindEntry{LaneKind::Feedback, drawFeedback},
    LaneKindEntry{LaneKind::LineOfInteraction, drawDivider, true},
    LaneKindEntry{LaneKind::LineOfVisibility, drawDivider, true},
    LaneKindEntry{LaneKind::LineOfInternalInteraction, drawDivider, true},
};

/// A thin row that only says how much lies in it.
double drawCollapsed(LayoutContext& c, const LaneRow& row) {
    for (std::size_t i = 0; i < c.columns.size(); ++i) {
        const std::size_t cards = c.cell(row.index, i).size();
        hideCards(c, c.columns[i], c.cell(row.index, i), row.top);
        if (cards > 0 && !c.columns[i].collapsed)
            c.sheet.text(Level::Cards, row.lane->id, {c.columns[i].x + kCellPad, row.top + 6},
                         c.columns[i].width - 2 * kCellPad,
                         c.sheet.wrap(c.phrases.count(static_cast<double>(cards)), TextRole::Small,
                                      c.columns[i].width - 2 * kCellPad, 1),
                         {Colour::Dim});
    }
    addCells(c, row, kCollapsedRow);
    return kCollapsedRow;
}

struct LaneName {
    Wrapped words;
    double top = 0; ///< below the row's own top
    Paint paint{Colour::Dim};
};

LaneName nameOfRow(const LayoutContext& c, const Lane& lane, bool divider) {
    const double width = c.contentLeft - kMargin - kLaneIcon - 2 * kLaneGap;
    const double whole = c.contentLeft - kMargin - kLaneGap;
    if (divider)
        return {c.sheet.wrap(laneName(c, lane), TextRole::Small, whole, 2), 6, {Colour::Dim}};
    if (lane.collapsed)
        return {c.sheet.wrap(laneName(c, lane), TextRole::LaneTitle, width, 1), 4, {Colour::Dim}};
    return {c.sheet.wrap(laneName(c, lane), TextRole::LaneTitle, width, 3), 12, {Colour::Dim}};
}

/// Below the name where there is room, else at its end.
void drawLaneComments(LayoutContext& c, const LaneRow& row, double textBottom, double height) {
    const double width = commentWidth(c, row.lane->id);
    if (width <= 0)
        return;
    const bool below = textBottom + 4 + kBadgeHeight <= row.top + height;
    const double middle = below ? textBottom + 4 + kBadgeHeight / 2 : row.top + height / 2;
    const double left = below ? kMargin + kLaneIcon + kLaneGap : c.contentLeft - width - 4;
    drawComments(c, Level::LaneHeader, row.lane->id, left, middle);
}

void drawLaneHeader(LayoutContext& c, const LaneRow& row, LaneName name, bool divider,
                    double height) {
    const Lane& lane = *row.lane;
    const RectF rect{kMargin, row.top, c.contentLeft - kMargin, height};
    double x = kMargin;
    if (!divider) {
        const double step = c.sheet.lineStep(TextRole::LaneTitle);
        c.sheet.icon(Level::LaneHeader, lane.id,
                     {x, row.top + name.top + (step - kLaneIcon) / 2, kLaneIcon, kLaneIcon},
                     "lane-" + std::string(nameOf(lane.kind)), {Colour::Dim});
        x += kLaneIcon + kLaneGap;
    }
    if (lane.locked)
        drawLock(c, Level::LaneHeader, lane.id, {kMargin + kLaneIcon, row.top + name.top + 2});
    std::string full = name.words.full;
    const double top = divider ? row.top + (height - name.words.height) / 2 : row.top + name.top;
    const double textBottom = top + name.words.height;
    c.sheet.text(Level::LaneHeader, lane.id, {x, top}, c.contentLeft - kLaneGap - x,
                 std::move(name.words), name.paint);
    c.sheet.region(Level::LaneHeader, RegionKind::LaneHeader, rect, lane.id, {}, {},
                   std::move(full));
    drawLaneComments(c, row, textBottom, height);
}

void drawSeparator(LayoutContext& c, double y) {
    c.sheet.line(Level::LaneHeader, {}, {kMargin, y}, {c.contentLeft, y}, {Colour::Line});
    if (c.contentRight > c.contentLeft)
        c.sheet.line(Level::Ground, {}, {c.contentLeft, y}, {c.contentRight, y}, {Colour::Line});
}

void drawGrid(LayoutContext& c, double top, double bottom) {
    for (std::size_t i = 0; i < c.columns.size(); ++i) {
        const Column& column = c.columns[i];
        if (i > 0)
            c.sheet.line(Level::Ground, {}, {column.x, top}, {column.x, bottom}, {Colour::Grid});
        for (std::size_t s = 1; s < column.steps.size(); ++s)
            c.sheet.line(Level::Ground, {}, {column.steps[s].x, top}, {column.steps[s].x, bottom},
                         {Colour::Grid}, true);
    }
}

/// "+ lane" under the last one.
double drawAddLane(LayoutContext& c, double top) {
    Wrapped words =
        c.sheet.wrap(c.phrases.addLane(), TextRole::Small, c.contentLeft - kMargin - 24, 1);
    const RectF rect{kMargin, top, roundUpTo4(words.width + 24), 28};
    c.sheet.box(Level::LaneHeader, {},
                {.rect = rect, .fill = {}, .stroke = {Colour::Line}, .radius = 8, .dashed = true});
    c.sheet.text(Level::LaneHeader, {}, {rect.x + 12, rect.y + 6}, rect.width - 24,
                 std::move(words), {Colour::Dim}, Align::Centre);
    c.sheet.region(Level::LaneHeader, RegionKind::AddLane, rect, {});
    return rect.bottom();
}

} // namespace

const LaneKindEntry& entryOf(LaneKind kind) {
    const auto at = std::find_if(kLaneKinds.begin(), kLaneKinds.end(),
                                 [&](const LaneKindEntry& e) { return e.kind == kind; });
    return at == kLaneKinds.end() ? kLaneKinds.front() : *at;
}

void addCells(LayoutContext& c, const LaneRow& row, double height) {
    if (!holdsCards(row.lane->kind))
        return;
    for (const Column& column : c.columns) {
        c.sheet.region(Level::Ground, RegionKind::Cell, {column.x, row.top, column.width, height},
                       row.lane->id, column.stage->id);
        for (const SubColumn& sub : column.steps)
            c.sheet.region(Level::Ground, RegionKind::Cell, {sub.x, row.top, sub.width, height},
                           row.lane->id, column.stage->id, sub.step->id);
    }
}

double drawLanes(LayoutContext& c, double top) {
    double y = top;
    bool afterDivider = false;
    std::vector<FreeRow> rows;
    for (std::size_t i = 0; i < c.lanes.size(); ++i) {
        const Lane& lane = *c.lanes[i];
        const LaneKindEntry& entry = entryOf(lane.kind);
        LaneName name = nameOfRow(c, lane, entry.divider);
        const LaneRow row{&lane, i, y, name.words.height, leastHeight(lane)};
        const std::size_t anchorsBefore = c.anchors.size();
        const bool collapsed = lane.collapsed && !entry.divider;
        // The least height is asked of the lane itself, so that its cells reach the next separator.
        const double height = collapsed ? drawCollapsed(c, row) : entry.draw(c, row);
        // A divider is a line itself; another one right above or below it would only be noise.
        if (!entry.divider && !afterDivider)
            drawSeparator(c, y);
        afterDivider = entry.divider;
        drawLaneHeader(c, row, std::move(name), entry.divider, height);
        rows.push_back({y, height, collapsed || holdsCards(lane.kind)});
        for (std::size_t a = anchorsBefore; a < c.anchors.size(); ++a) {
            c.anchors[a].rowTop = y;
            c.anchors[a].rowBottom = y + height;
        }
        y += height;
    }
    if (!c.lanes.empty()) {
        drawSeparator(c, y);
        drawGrid(c, top, y);
        drawCollapsedColumns(c, top, y, rows);
    }
    if (c.options.forEditing)
        y = drawAddLane(c, y + 12);
    return y;
}

} // namespace cairn::layout
