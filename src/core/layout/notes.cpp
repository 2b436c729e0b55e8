// Sticky notes: free ones anywhere on the map, parked ones in a strip below it.

#include <algorithm>
#include <cmath>

#include "core/layout/lanes.hpp"
#include "core/layout/marks.hpp"

namespace cairn::layout {

namespace {

constexpr double kPad = 12;
constexpr double kFarthest = 100000; ///< a stored position beyond this is a mistake, not a place

double within(double value, double least, double most) {
    return isFinite(value) ? std::clamp(value, least, most) : least;
}

std::vector<const Note*> notesOf(const LayoutContext& c, bool parked) {
    std::vector<const Note*> notes;
    for (const auto& note : c.project.notes)
        if (note->map == c.map.id && note->parked == parked)
            notes.push_back(note.get());
    return notes;
}

void drawNote(LayoutContext& c, const Note& note, const RectF& rect) {
    const std::uint8_t colour = themeIndex(note.colour);
    c.sheet.box(Level::Notes, note.id,
                {.rect = rect,
                 .fill = {Colour::Note, colour},
                 .stroke = {Colour::NoteLine, colour},
                 .radius = 4,
                 .shadow = true});
    const double step = c.sheet.lineStep(TextRole::Body);
    const int lines = std::max(1, static_cast<int>((rect.height - 16) / step));
    Wrapped words = c.sheet.wrapMarked(note.text, TextRole::Body, rect.width - 2 * kPad, lines);
    std::string full = words.full;
    c.sheet.text(Level::Notes, note.id, {rect.x + kPad, rect.y + 8}, rect.width - 2 * kPad,
                 std::move(words), {Colour::Ink});
    if (note.locked)
        drawLock(c, Level::Notes, note.id, {rect.right() - 4, rect.y + 2});
    c.sheet.region(Level::Notes, RegionKind::Note, rect, note.id, {}, {}, std::move(full));
    if (const double width = commentWidth(c, note.id); width > 0)
        drawComments(c, Level::Notes, note.id, rect.right() - width - 6, rect.bottom() - 14);
}

} // namespace

SizeF drawNotes(LayoutContext& c) {
    SizeF needed;
    for (const Note* note : notesOf(c, false)) {
        const RectF rect{within(note->x, 0, kFarthest), within(note->y, 0, kFarthest),
                         within(note->width, 64, 4000), within(note->height, 36, 4000)};
        drawNote(c, *note, rect);
        needed.width = std::max(needed.width, rect.right());
        needed.height = std::max(needed.height, rect.bottom());
    }
    return needed;
}

double drawParkedNotes(LayoutContext& c, double top) {
    const std::vector<const Note*> notes = notesOf(c, true);
    // While notes are about, the empty strip waits for one to be laid down on it.
    if (notes.empty() && (!c.options.forEditing || notesOf(c, false).empty()))
        return top;
    double x = c.contentLeft, y = top + 16, rowHeight = 0;
    const double wordsLeft = kMargin + kLaneIcon + kLaneGap;
    Wrapped words = c.sheet.wrap(c.phrases.word(MapWord::ParkedNotes), TextRole::LaneTitle,
                                 c.contentLeft - kLaneGap - wordsLeft, 3);
    const double wordsHeight = words.height;
    c.sheet.text(Level::Ground, {}, {wordsLeft, y}, c.contentLeft - kLaneGap - wordsLeft,
                 std::move(words), {Colour::Dim});
    c.sheet.line(Level::Ground, {}, {kMargin, top + 4}, {c.mapRight, top + 4}, {Colour::Line},
                 true);
    c.sheet.icon(Level::Ground, {}, {kMargin, y + 2, kLaneIcon, kLaneIcon}, "note", {Colour::Dim});
    for (const Note* note : notes) {
        const double width = within(note->width, 96, 320), height = within(note->height, 36, 320);
        if (x > c.contentLeft && x + width > c.mapRight) {
            x = c.contentLeft;
            y += rowHeight + 8;
            rowHeight = 0;
        }
        drawNote(c, *note, {x, y, width, height});
        x += width + 8;
        rowHeight = std::max(rowHeight, height);
    }
    const double bottom = std::max({y + rowHeight, top + 16 + wordsHeight, top + 44});
    c.sheet.region(Level::Ground, RegionKind::Parked,
                   {kMargin, top + 4, c.mapRight - kMargin, bottom - top}, {}, {}, {},
                   c.phrases.word(MapWord::ParkedNotes));
    return bottom;
}

} // namespace cairn::layout
