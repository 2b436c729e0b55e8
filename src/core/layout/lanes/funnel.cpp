// Data: how many customers were counted at each stage, as bars to scale, with what is lost between
// them.
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/layout/change_words.hpp"
#include "core/layout/lanes.hpp"

namespace cairn::layout {

namespace {

constexpr double kLabelMost = 96; ///< a label under or over a bar is never wider
constexpr double kGapPad = 6;     ///< between a label and what lies beside it
constexpr double kBindHeight = 24;
constexpr double kNarrowBarLeft = 16, kNarrowBar = 20; ///< in a collapsed stage
constexpr double kLeastWords = 24; ///< narrower than this, a gap's words are left to its tooltip

struct Bar {
    const Column* column = nullptr;
    const StageFinding* finding = nullptr;
    double reached = 0;
    RectF rect; ///< height to scale
    Wrapped count, under;
    RectF countRect, underRect;
    Wrapped change, verdict; ///< against what the map is held; empty without a comparison
    RectF changeRect, verdictRect;
};

bool counted(const Column& column) {
    return column.finding && column.finding->bound && column.finding->reached &&
           isFinite(*column.finding->reached) && *column.finding->reached >= 0;
}

std::string underText(const LayoutContext& c, const StageFinding& f, bool first) {
    if (f.entered && std::round(*f.entered) > 0)
        return c.phrases.entered(*f.entered);
    if (first)
        return c.phrases.allVisitors();
    if (!f.stepConversion || !isFinite(*f.stepConversion))
        return c.phrases.noValue();
    const std::string share = c.phrases.percent(*f.stepConversion);
    return f.few ? share + " \u00b7 " + c.phrases.few() : share;
}

RectF centredOn(double x, double y, const Wrapped& words) {
    return {x - words.width / 2, y, words.width, words.height};
}

/// Under the share: the difference, what it was, where the truth may lie, and where it may be
/// chance, that.
void measureChange(const LayoutContext& c, Bar& bar) {
    const auto& change = bar.finding->change;
    if (!change || !change->difference || !isFinite(*change->difference))
        return;
    std::string second;
    if (const auto& interval = change->interval)
        second = pointsRange(c.phrases, *interval);
    if (!change->significant)
        second += (second.empty() ? "\u2248 " : "\n\u2248 ") + c.phrases.couldBeChance();
    std::string first = changeText(c.phrases, *change->difference);
    if (change->n > 0)
        first += "\n" + c.phrases.was(double(change->a) / double(change->n));
    const double x = bar.rect.centre().x;
    bar.change = c.sheet.wrap(first, TextRole::SmallStrong, kLabelMost, 2);
    bar.changeRect = centredOn(x, bar.underRect.bottom() + 2, bar.change);
    bar.verdict = c.sheet.wrap(second, TextRole::Small, kLabelMost, 4);
    bar.verdictRect = centredOn(x, bar.changeRect.bottom(), bar.verdict);
}

/// How far the words under a bar reach to either side.
double leftOfWords(const Bar& bar) {
    double left = std::min(bar.rect.x, bar.underRect.x);
    if (!bar.change.lines.empty())
        left = std::min({left, bar.changeRect.x, bar.verdictRect.x});
    return left;
}
double rightOfWords(const Bar& bar) {
    return std::max(
        {bar.rect.right(), bar.underRect.right(), bar.changeRect.right(), bar.verdictRect.right()});
}

/// Where the words under a bar end.
double bottomOf(const Bar& bar) {
    return std::max({bar.underRect.bottom(), bar.changeRect.bottom(), bar.verdictRect.bottom()});
}

std::vector<Bar> barsOf(const LayoutContext& c, double barBottom) {
    std::vector<Bar> bars;
    double most = 0;
    for (const Column& column : c.columns)
        if (counted(column)) {
            bars.push_back({});
            bars.back().column = &column;
            bars.back().finding = column.finding;
            bars.back().reached = *column.finding->reached;
            most = std::max(most, bars.back().reached);
        }
    for (std::size_t i = 0; i < bars.size(); ++i) {
        Bar& bar = bars[i];
        double height = most > 0 ? kBarMost * bar.reached / most : 0;
        if (bar.reached > 0)
            height = std::max(height, 1.0); // a stage that anybody reached is never invisible
        const bool narrow = bar.column->collapsed;
        bar.rect = {bar.column->x + (narrow ? kNarrowBarLeft : kBarLeft), barBottom - height,
                    narrow ? kNarrowBar : kBarWidth, height};
        const double room = narrow ? bar.column->width - 4 : kLabelMost;
        bar.count = c.sheet.wrap(c.phrases.count(bar.reached), TextRole::Number, room, 1);
        bar.under = c.sheet.wrap(underText(c, *bar.finding, i == 0), TextRole::Small, room, 2);
        const double x = bar.rect.centre().x;
        bar.countRect = centredOn(x, bar.rect.y - bar.count.height - 2, bar.count);
        bar.underRect = centredOn(x, barBottom + 4, bar.under);
        if (i > 0 && !narrow)
            measureChange(c, bar);
    }
    return bars;
}

std::string barTooltip(const LayoutContext& c, const Bar& bar, const Bar* before) {
    std::string text = bar.column->stage->title + ": " + c.phrases.count(bar.reached);
    if (before && bar.finding->stepConversion) {
        text += " / " + c.phrases.count(before->reached) + " = " +
                c.phrases.percent(*bar.finding->stepConversion);
        if (const auto& interval = bar.finding->stepInterval)
            text += " (" + c.phrases.percent(interval->low) + " \u2013 " +
                    c.phrases.percent(interval->high) + ")";
    }
    if (bar.finding->few)
        text += " \u00b7 " + c.phrases.few();
    if (bar.change.lines.empty())
        return text;
    const ProportionTest& change = *bar.finding->change;
    text += "\n" + changeText(c.phrases, *change.difference) + " " +
            c.phrases.was(double(change.a) / double(change.n)) + "  " +
            c.phrases.count(double(change.a)) + " / " + c.phrases.count(double(change.n)) +
            " \u2192 " + c.phrases.count(double(change.b)) + " / " +
            c.phrases.count(double(change.m));
    if (!change.significant)
        text += "\n\u2248 " + c.phrases.couldBeChance();
    return text;
}

void drawChange(LayoutContext& c, Bar& bar) {
    if (bar.change.lines.empty())
        return;
    const ElementId stage = bar.column->stage->id;
    const ProportionTest& change = *bar.finding->change;
    const Paint paint{!change.significant      ? Colour::Dim
                      : *change.difference > 0 ? Colour::Accent
                                               : Colour::Pain};
    c.sheet.text(Level::Cards, stage, {bar.changeRect.x, bar.changeRect.y}, bar.changeRect.width,
                 std::move(bar.change), paint, Align::Centre);
    c.sheet.text(Level::Cards, stage, {bar.verdictRect.x, bar.verdictRect.y}, bar.verdictRect.width,
                 std::move(bar.verdict), {Colour::Dim}, Align::Centre);
}

void drawBar(LayoutContext& c, Bar& bar, const Bar* before, double barBottom) {
    const ElementId stage = bar.column->stage->id;
    std::string tooltip = barTooltip(c, bar, before);
    c.sheet.line(Level::Under, stage, {bar.rect.x, barBottom}, {bar.rect.right(), barBottom},
                 {Colour::Line});
    if (bar.rect.height > 0)
        c.sheet.box(Level::Cards, stage,
                    {.rect = bar.rect,
                     .fill = {Colour::Bar},
                     .stroke = {},
                     .radius = static_cast<float>(std::min(2.0, bar.rect.height / 2))});
    c.sheet.text(Level::Cards, stage, {bar.countRect.x, bar.countRect.y}, bar.countRect.width,
                 std::move(bar.count), {Colour::Ink}, Align::Centre);
    c.sheet.text(Level::Cards, stage, {bar.underRect.x, bar.underRect.y}, bar.underRect.width,
                 std::move(bar.under), {Colour::Dim}, Align::Centre);
    const double left = std::min(leftOfWords(bar), bar.countRect.x);
    const double right = std::max(rightOfWords(bar), bar.countRect.right());
    const double bottom = bottomOf(bar);
    drawChange(c, bar);
    c.sheet.region(Level::Cards, RegionKind::FunnelBar,
                   {left, bar.countRect.y, right - left, bottom - bar.countRect.y}, stage, {}, {},
                   std::move(tooltip));
}

/// What lies between two bars.
struct Gap {
    const Bar* from;
    const Bar* to;
    bool wedge = false;
    double lost = 0;
    double left = 0, right = 0; ///< free of labels at any height, within a column's width
    double top = 0;             ///< below the wedge
    Wrapped lostWords, timeWords;
};

Gap gapBetween(const LayoutContext& c, const Bar& from, const Bar& to) {
    Gap gap;
    gap.from = &from;
    gap.to = &to;
    gap.lost = from.finding->lost.value_or(from.reached - to.reached);
    gap.wedge = isFinite(gap.lost) && std::round(gap.lost) > 0 && to.rect.y > from.rect.y;
    gap.left = rightOfWords(from) + kGapPad;
    // Beyond the next column's first label there may be words of an unbound stage.
    const double next =
        from.column->right() + std::min(leftOfWords(to), to.countRect.x) - to.column->x;
    gap.right = next - kGapPad;
    gap.top = std::max(from.rect.y, to.rect.y) + 4;
    if (gap.right - gap.left < kLeastWords)
        return gap;
    if (gap.wedge)
        gap.lostWords =
            c.sheet.wrap(c.phrases.lost(gap.lost), TextRole::SmallStrong, gap.right - gap.left, 1);
    if (to.finding->medianSeconds && isFinite(*to.finding->medianSeconds))
        gap.timeWords = c.sheet.wrap(c.phrases.medianTime(*to.finding->medianSeconds),
                                     TextRole::Small, gap.right - gap.left, 2);
    return gap;
}

/// A hatched triangle from the top of one bar down to the height of the next.
void drawWedge(LayoutContext& c, const Gap& gap) {
    const Bar &from = *gap.from, &to = *gap.to;
    // Stops short of the next bar's number where that is wider than its bar.
    const double end = std::min(to.rect.x, to.countRect.x - 2);
    Path wedge;
    wedge.segments = {{Path::Segment::Kind::Move, {}, {}, {from.rect.right(), from.rect.y}},
                      {Path::Segment::Kind::Line, {}, {}, {end, to.rect.y}},
                      {Path::Segment::Kind::Line, {}, {}, {from.rect.right(), to.rect.y}},
                      {Path::Segment::Kind::Close, {}, {}, {}}};
    wedge.fill = {Colour::Pain};
    wedge.hatched = true;
    c.sheet.path(Level::Under, from.column->stage->id, std::move(wedge));
}

double drawGap(LayoutContext& c, Gap gap) {
    const ElementId stage = gap.from->column->stage->id;
    double y = gap.top;
    std::string tooltip;
    if (gap.wedge) {
        drawWedge(c, gap);
        tooltip = c.phrases.lost(gap.lost);
        if (gap.from->reached > 0)
            tooltip += " (" + c.phrases.percent(gap.lost / gap.from->reached) + ")";
    }
    const double width = gap.right - gap.left;
    y = c.sheet
            .text(Level::Cards, stage, {gap.left, y}, width, std::move(gap.lostWords),
                  {Colour::Pain}, Align::Centre)
            .bottom();
    if (gap.to->finding->medianSeconds)
        tooltip +=
            (tooltip.empty() ? "" : "\n") + c.phrases.medianTime(*gap.to->finding->medianSeconds);
    y = c.sheet
            .text(Level::Cards, gap.to->column->stage->id, {gap.left, y}, width,
                  std::move(gap.timeWords), {Colour::Dim}, Align::Centre)
            .bottom();
    const double top = std::min(gap.from->rect.y, gap.to->rect.y);
    if (!tooltip.empty())
        c.sheet.region(Level::Under, RegionKind::DropOff,
                       {gap.from->rect.right(), top, gap.to->rect.x - gap.from->rect.right(),
                        std::max(y, gap.top) - top},
                       stage, {}, {}, std::move(tooltip));
    return y;
}

/// "no event bound" and the way to bind one, below any wedge that passes over.
double drawUnbound(LayoutContext& c, const Column& column, double top) {
    const ElementId stage = column.stage->id;
    const double width = column.width - 2 * kCellPad - 56, left = column.centre() - width / 2;
    const RectF words =
        c.sheet.text(Level::Cards, stage, {left, top}, width,
                     c.sheet.wrap(c.phrases.noEventBound(), TextRole::Small, width, 2),
                     {Colour::Dim}, Align::Centre);
    if (!c.options.forEditing)
        return words.bottom();
    Wrapped button = c.sheet.wrap(c.phrases.bindOne(), TextRole::Small, width - 16, 1);
    const double buttonWidth = std::min(width, std::max(88.0, roundUpTo4(button.width + 24)));
    const RectF rect{column.centre() - buttonWidth / 2, words.bottom() + 4, buttonWidth,
                     kBindHeight};
    c.sheet.box(Level::Cards, stage,
                {.rect = rect, .fill = {}, .stroke = {Colour::Faint}, .radius = 6, .dashed = true});
    c.sheet.text(Level::Cards, stage, {rect.x + 4, rect.y + 4}, rect.width - 8, std::move(button),
                 {Colour::Accent}, Align::Centre);
    c.sheet.region(Level::Cards, RegionKind::BindHint, rect, stage);
    return rect.bottom();
}

double drawNoData(LayoutContext& c, const LaneRow& row) {
    const double width = std::min(c.contentRight, c.mapRight) - c.contentLeft - 2 * kCellPad;
    const double height = std::max({kEmptyRow, roundUpTo4(row.titleHeight + 24), row.least});
    if (width > 40 && c.options.forEditing) // nobody drops a file on paper
        c.sheet.text(Level::Cards, row.lane->id, {c.contentLeft + kCellPad, row.top + 14}, width,
                     c.sheet.wrap(c.phrases.noDataYet(), TextRole::Small, width, 2), {Colour::Dim});
    addCells(c, row, height);
    return height;
}

} // namespace

double drawFunnel(LayoutContext& c, const LaneRow& row) {
    if (!c.findings || !c.findings->hasData)
        return drawNoData(c, row);
    const double barBottom = row.top + 8 + c.sheet.lineStep(TextRole::Number) + 4 + kBarMost;
    std::vector<Bar> bars = barsOf(c, barBottom);
    double bottom = barBottom + 20;
    for (const Bar& bar : bars)
        bottom = std::max(bottom, bottomOf(bar));
    for (std::size_t i = 0; i + 1 < bars.size(); ++i)
        bottom = std::max(bottom, drawGap(c, gapBetween(c, bars[i], bars[i + 1])));

    std::size_t next = 0; // the first bar to the right
    for (const Column& column : c.columns) {
        if (next < bars.size() && bars[next].column == &column) {
            ++next;
            continue;
        }
        double top = barBottom - 24;
        if (column.collapsed)
            continue;
        if (next > 0 && next < bars.size())
            top = std::max(top, std::max(bars[next - 1].rect.y, bars[next].rect.y) + 8);
        bottom = std::max(bottom, drawUnbound(c, column, top));
    }
    for (std::size_t i = 0; i < bars.size(); ++i)
        drawBar(c, bars[i], i > 0 ? &bars[i - 1] : nullptr, barBottom);
    const double height =
        std::max({roundUpTo4(bottom + 8 - row.top), roundUpTo4(row.titleHeight + 24), row.least});
    addCells(c, row, height);
    return height;
}

} // namespace cairn::layout
