// What is folded away, and what is locked.

#include <algorithm>

#include "core/layout/lanes.hpp"

namespace cairn::layout {

namespace {

constexpr double kLock = 16, kLockIcon = 12;
constexpr double kTitleAir = 12;

} // namespace

double leastHeight(const Lane& lane) {
    return lane.height && isFinite(*lane.height)
               ? roundUpTo4(std::clamp(*lane.height, 0.0, kMostRow))
               : 0;
}

void hideCards(LayoutContext& c, const Column& column, std::span<const Card* const> cards,
               double top) {
    const RectF place{column.x + kCellPad, top + 4, column.width - 2 * kCellPad, kCollapsedRow - 8};
    for (const Card* card : cards)
        c.anchor(card->id, place, column);
}

void drawLock(LayoutContext& c, Level level, ElementId element, PointF at) {
    if (!c.options.forEditing)
        return;
    const RectF rect{at.x - kLock / 2, at.y - kLock / 2, kLock, kLock};
    c.sheet.box(level, element,
                {.rect = rect,
                 .fill = {Colour::Card},
                 .stroke = {Colour::Line},
                 .radius = static_cast<float>(kLock / 2)});
    const double inset = (kLock - kLockIcon) / 2;
    c.sheet.icon(level, element, {rect.x + inset, rect.y + inset, kLockIcon, kLockIcon}, "lock",
                 {Colour::Dim});
}

std::size_t cardsIn(const LayoutContext& c, std::size_t column) {
    std::size_t cards = 0;
    for (std::size_t lane = 0; lane < c.lanes.size(); ++lane)
        cards += c.cell(lane, column).size();
    return cards;
}

void drawCollapsedColumns(LayoutContext& c, double top, double bottom,
                          const std::vector<FreeRow>& rows) {
    // The title lies where nothing else is drawn: over neighbouring rows of cards, the longest run.
    double from = top, most = 0, start = top, run = 0;
    for (const FreeRow& row : rows) {
        run = row.free ? run + row.height : 0;
        if (row.free && run == row.height)
            start = row.top;
        if (run > most) {
            most = run;
            from = start;
        }
    }
    for (const Column& column : c.columns) {
        if (!column.collapsed)
            continue;
        c.sheet.box(Level::Ground, column.stage->id,
                    {.rect = {column.x, top, column.width - kChevronGap, bottom - top},
                     .fill = {Colour::Panel},
                     .stroke = {}});
        const double room = most - 2 * kTitleAir;
        if (room < 24)
            continue;
        Wrapped title = c.sheet.wrap(column.stage->title, TextRole::StageTitle, room, 1);
        c.sheet.turnedText(Level::Under, column.stage->id,
                           {column.x, from + kTitleAir, column.width - kChevronGap, room},
                           std::move(title), {Colour::Stage, column.colour});
    }
}

} // namespace cairn::layout
