#include "cairn/layout/map_layout.hpp"

#include <algorithm>

#include "core/layout/layout_map.hpp"

namespace cairn {

namespace layout {

double drawEmptyHint(LayoutContext& c, double top) {
    const double left = c.contentLeft + 8, width = c.mapRight - left;
    Wrapped words = c.sheet.wrap(c.phrases.emptyMapHint(), TextRole::Body, width, 6);
    return c.sheet
               .text(Level::Ground, c.map.id, {left, top + 16}, width, std::move(words),
                     {Colour::Dim})
               .bottom() +
           16;
}

DisplayList layOut(const Project& project, MapId id, const MapFindings* findings,
                   const TextMeasurer& measurer, const Phrases& phrases,
                   const LayoutOptions& options, CellKeeper* keeper, SheetMark* drawn) {
    DisplayList list;
    list.rightToLeft = options.rightToLeft;
    const Map* map = project.maps.find(id);
    if (!map)
        return list;
    LayoutContext c(project, *map, findings, measurer, phrases, options);
    c.keeper = keeper;

    double headerBottom = drawHeader(c, kHeaderTop);
    if (map->kind == MapKind::DayInTheLife)
        headerBottom = drawDayClock(c, headerBottom + 16);
    list.stageHeaderTop = headerBottom + 12;
    const double stageTop = list.stageHeaderTop + stageLinkRoom(c);
    const double stageBottom =
        c.columns.empty() && !options.forEditing ? stageTop : drawStages(c, stageTop);
    list.stageHeaderBottom = stageBottom + 8;

    double y = list.stageHeaderBottom;
    if (options.forEditing && (c.lanes.empty() || c.columns.empty()))
        y = drawEmptyHint(c, y);
    y = drawLanes(c, y);
    y = drawParkedNotes(c, y + 8);
    y = drawLegend(c, y + 8);
    drawLinks(c, stageTop, stageBottom);
    const SizeF notes = drawNotes(c);

    list.laneHeaderWidth = c.contentLeft;
    list.emotionUnit = kEmotionUnit;
    list.size = {roundUpTo4(std::max(c.mapRight, notes.width) + kMargin),
                 roundUpTo4(std::max(y, notes.height) + kMargin)};
    if (drawn)
        *drawn = c.sheet.mark();
    c.sheet.moveInto(list);
    if (options.rightToLeft)
        mirror(list);
    return list;
}

} // namespace layout

DisplayList layoutMap(const Project& project, MapId id, const MapFindings* findings,
                      const TextMeasurer& measurer, const Phrases& phrases,
                      const LayoutOptions& options) {
    return layout::layOut(project, id, findings, measurer, phrases, options, nullptr, nullptr);
}

} // namespace cairn
