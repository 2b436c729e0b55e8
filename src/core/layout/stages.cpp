// Stages as chevrons, their steps under them.

#include <algorithm>

#include "core/layout/lanes.hpp"
#include "core/layout/marks.hpp"

namespace cairn::layout {

namespace {

using Segment = Path::Segment;

Path chevron(const RectF& r, bool notched, std::uint8_t colour) {
    const double middle = r.y + r.height / 2;
    Path p;
    p.segments = {{Segment::Kind::Move, {}, {}, {r.x, r.y}},
                  {Segment::Kind::Line, {}, {}, {r.right(), r.y}},
                  {Segment::Kind::Line, {}, {}, {r.right() + kChevronTip, middle}},
                  {Segment::Kind::Line, {}, {}, {r.right(), r.bottom()}},
                  {Segment::Kind::Line, {}, {}, {r.x, r.bottom()}}};
    if (notched)
        p.segments.push_back({Segment::Kind::Line, {}, {}, {r.x + kChevronTip, middle}});
    p.segments.push_back({Segment::Kind::Close, {}, {}, {}});
    p.fill = {Colour::StageGround, colour};
    return p;
}

void drawSteps(LayoutContext& c, const Column& column, double top, double height) {
    for (const SubColumn& sub : column.steps) {
        const RectF rect{sub.x, top, sub.width - kChevronGap, height};
        Wrapped title = c.sheet.wrap(sub.step->title, TextRole::Small, rect.width - 16, 2);
        std::string full = title.full;
        c.sheet.line(Level::StageHeader, sub.step->id, {rect.x, rect.bottom()},
                     {rect.right(), rect.bottom()}, {Colour::Stage, column.colour}, false, 2);
        const double y = top + (height - title.height) / 2;
        c.sheet.text(Level::StageHeader, sub.step->id, {rect.x + 8, y}, rect.width - 16,
                     std::move(title), {Colour::Dim});
        c.sheet.region(Level::StageHeader, RegionKind::StepHeader, rect, sub.step->id,
                       column.stage->id, {}, std::move(full));
    }
}

constexpr double kOpensIcon = 16;

/// The map that shows the stage closer, when there is one.
const Map* detailOf(const LayoutContext& c, const Stage& stage) {
    return stage.detail == c.map.id ? nullptr : c.project.maps.find(stage.detail);
}

/// What the badges at a chevron's end take from its title.
double badgesWidth(const LayoutContext& c, const Stage& stage) {
    const double comments = commentWidth(c, stage.id);
    return (comments > 0 ? comments + 8 : 0) + (detailOf(c, stage) ? kOpensIcon + 8 : 0);
}

void drawBadges(LayoutContext& c, const Column& column, const RectF& chevron) {
    const Stage& stage = *column.stage;
    const double middle = chevron.centre().y;
    double right = chevron.right() - 4;
    if (const Map* detail = detailOf(c, stage)) {
        const RectF icon{right - kOpensIcon, middle - kOpensIcon / 2, kOpensIcon, kOpensIcon};
        c.sheet.icon(Level::StageHeader, stage.id, icon, "opens", {Colour::Stage, column.colour});
        c.sheet.region(Level::StageHeader, RegionKind::MapLink,
                       {icon.x - 4, icon.y - 4, kOpensIcon + 8, kOpensIcon + 8}, stage.id,
                       detail->id, {}, c.phrases.opensMap(detail->title));
        right = icon.x - 8;
    }
    if (const double width = commentWidth(c, stage.id); width > 0)
        drawComments(c, Level::StageHeader, stage.id, right - width, middle);
}

/// In the chevron of a collapsed stage: how many cards lie in it.
void drawCount(LayoutContext& c, const Column& column, std::size_t cards, const RectF& rect) {
    const double left = rect.x + kChevronTip + 2, icon = 12;
    const Paint paint{Colour::Stage, column.colour};
    c.sheet.icon(Level::StageHeader, column.stage->id,
                 {left, rect.y + (rect.height - icon) / 2, icon, icon}, "chevron-right", paint);
    Wrapped words = c.sheet.wrap(c.phrases.count(static_cast<double>(cards)), TextRole::Number,
                                 rect.right() - left - icon, 1);
    c.sheet.text(Level::StageHeader, column.stage->id,
                 {left + icon + 2, rect.y + (rect.height - words.height) / 2},
                 rect.right() - left - icon, std::move(words), paint);
}

/// "+ stage" after the last chevron; widens the map.
void drawAddStage(LayoutContext& c, double top, double height) {
    Wrapped words = c.sheet.wrap(c.phrases.addStage(), TextRole::Small, 120, 1);
    const double x = c.columns.empty() ? c.contentLeft : c.contentRight + kChevronTip + 8;
    const RectF rect{x, top, roundUpTo4(words.width + 24), height};
    c.sheet.box(Level::StageHeader, {},
                {.rect = rect, .fill = {}, .stroke = {Colour::Line}, .radius = 8, .dashed = true});
    c.sheet.text(Level::StageHeader, {}, {rect.x + 12, rect.y + (height - words.height) / 2},
                 rect.width - 24, std::move(words), {Colour::Dim}, Align::Centre);
    c.sheet.region(Level::StageHeader, RegionKind::AddStage, rect, {});
    c.mapRight = std::max(c.mapRight, rect.right());
}

} // namespace

double drawStages(LayoutContext& c, double top) {
    std::vector<Wrapped> titles;
    double textHeight = c.sheet.lineStep(TextRole::StageTitle), stepText = 0;
    for (const Column& column : c.columns) {
        const double room =
            column.width - kChevronGap - kChevronTip - 20 - badgesWidth(c, *column.stage);
        // That of a collapsed stage stands in its column.
        titles.push_back(column.collapsed
                             ? Wrapped{}
                             : c.sheet.wrap(column.stage->title, TextRole::StageTitle, room, 2));
        textHeight = std::max(textHeight, titles.back().height);
        for (const SubColumn& sub : column.steps)
            stepText = std::max(
                {stepText, c.sheet.lineStep(TextRole::Small),
                 c.sheet.wrap(sub.step->title, TextRole::Small, sub.width - kChevronGap - 16, 2)
                     .height});
    }
    const double height = textHeight + 16;
    const double stepHeight = stepText > 0 ? stepText + 12 : 0;

    for (std::size_t i = 0; i < c.columns.size(); ++i) {
        const Column& column = c.columns[i];
        const Stage& stage = *column.stage;
        const RectF rect{column.x, top, column.width - kChevronGap, height};
        c.sheet.path(Level::StageHeader, stage.id, chevron(rect, i > 0, column.colour));
        std::string tooltip = column.collapsed ? stage.title : titles[i].full;
        if (column.collapsed)
            drawCount(c, column, cardsIn(c, i), rect);
        if (!stage.description.empty())
            tooltip += (tooltip.empty() ? "" : "\n") + stage.description;
        c.sheet.text(Level::StageHeader, stage.id,
                     {column.x + kChevronTip + 8, top + (height - titles[i].height) / 2},
                     rect.width - kChevronTip - 16 - (column.collapsed ? 0 : badgesWidth(c, stage)),
                     std::move(titles[i]), {Colour::Stage, column.colour});
        c.sheet.region(Level::StageHeader, RegionKind::StageHeader, rect, stage.id, {}, {},
                       std::move(tooltip));
        if (!column.collapsed)
            drawBadges(c, column, rect);
        c.anchor(stage.id, rect, column, true);
        if (stage.locked)
            drawLock(c, Level::StageHeader, stage.id, {rect.right() - 8, rect.y + 2});
        drawSteps(c, column, top + height, stepHeight);
    }
    if (c.options.forEditing)
        drawAddStage(c, top, height);
    return top + height + stepHeight;
}

} // namespace cairn::layout
