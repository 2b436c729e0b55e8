// What the signs on the map mean: made by itself, and only of what is used.

#include <algorithm>
#include <array>
#include <set>

#include "cairn/model/names.hpp"
#include "core/layout/lanes.hpp"
#include "core/layout/marks.hpp"

namespace cairn::layout {

namespace {

constexpr double kSign = 16, kCurveSign = 32, kSignGap = 6, kEntryGap = 20, kRow = 24;

/// One sign with its words.
struct Entry {
    enum class Sign { Curve, Channel, Star, Backstage, Tag, Score } sign;
    std::string words;
    std::string icon;
    Paint paint{Colour::Dim};
    std::size_t number = 0; ///< of a curve
    ElementId element;
};

/// What the map's cards make use of.
struct Used {
    std::set<Channel> channels;
    std::set<std::string_view> tags;
    bool star = false, backstage = false;
};

Used usedOn(const LayoutContext& c) {
    Used used;
    for (std::size_t lane = 0; lane < c.lanes.size(); ++lane) {
        if (c.lanes[lane]->collapsed)
            continue;
        const bool channels = c.lanes[lane]->kind == LaneKind::Touchpoints;
        for (std::size_t column = 0; column < c.columns.size(); ++column)
            for (const Card* card : c.cell(lane, column)) {
                used.star = used.star || card->momentOfTruth;
                used.tags.insert(card->tags.begin(), card->tags.end());
                if (channels && card->channel != Channel::None && card->channel != Channel::Other)
                    used.channels.insert(card->channel);
                used.backstage =
                    used.backstage || (channels && card->visibility == Visibility::Back);
            }
    }
    return used;
}

void addCurves(const LayoutContext& c, std::vector<Entry>& entries) {
    const bool shown = std::any_of(c.lanes.begin(), c.lanes.end(), [](const Lane* lane) {
        return lane->kind == LaneKind::Emotion && !lane->collapsed;
    });
    const auto personas = personasOf(c.project, c.map);
    if (!shown || personas.size() < 2)
        return; // one curve needs no telling apart
    for (std::size_t i = 0; i < personas.size(); ++i)
        if (!emotionsOf(c.project, c.map.id, personas[i]->id).empty())
            entries.push_back({Entry::Sign::Curve,
                               personas[i]->name,
                               {},
                               {Colour::Persona, themeIndex(personas[i]->colour)},
                               i,
                               personas[i]->id});
}

std::vector<Entry> entriesOf(const LayoutContext& c) {
    const Used used = usedOn(c);
    std::vector<Entry> entries;
    addCurves(c, entries);
    for (const Channel channel : used.channels)
        entries.push_back({Entry::Sign::Channel,
                           c.phrases.channel(channel),
                           "channel-" + std::string(nameOf(channel)),
                           {Colour::Dim},
                           0,
                           {}});
    if (used.backstage)
        entries.push_back({Entry::Sign::Backstage,
                           c.phrases.word(MapWord::Backstage),
                           {},
                           {Colour::Faint},
                           0,
                           {}});
    if (used.star)
        entries.push_back({Entry::Sign::Star,
                           c.phrases.word(MapWord::MomentOfTruth),
                           "star",
                           {Colour::Star},
                           0,
                           {}});
    if (c.worstPain() > 0)
        entries.push_back(
            {Entry::Sign::Score, c.phrases.word(MapWord::PainScore), {}, {Colour::Pain}, 0, {}});
    for (const std::string_view name : used.tags)
        if (const Tag* tag = c.tagNamed(name))
            entries.push_back({Entry::Sign::Tag,
                               tag->name,
                               {},
                               {Colour::Stage, themeIndex(tag->colour)},
                               0,
                               tag->id});
    return entries;
}

void drawSign(LayoutContext& c, const Entry& entry, double x, double middle) {
    const RectF square{x, middle - kSign / 2, kSign, kSign};
    switch (entry.sign) {
    case Entry::Sign::Curve: {
        Path line;
        line.segments = {{Path::Segment::Kind::Move, {}, {}, {x, middle}},
                         {Path::Segment::Kind::Line, {}, {}, {x + kCurveSign, middle}}};
        line.stroke = entry.paint;
        line.strokeWidth = entry.number == 0 ? 2.5f : 2.0f;
        dashLikeCurve(line, entry.number);
        c.sheet.path(Level::Ground, entry.element, std::move(line));
        const PointF at{x + kCurveSign / 2, middle};
        if (entry.number == 0) {
            c.sheet.box(Level::Ground, entry.element,
                        {.rect = {at.x - 6, at.y - 6, 12, 12},
                         .fill = {Colour::Ground},
                         .stroke = {},
                         .radius = 6});
            c.sheet.icon(Level::Ground, entry.element, {at.x - 8, at.y - 8, 16, 16}, "face-p1",
                         entry.paint);
        } else {
            drawCurveMarker(c, Level::Ground, entry.element, at, 4, entry.number, entry.paint);
        }
        break;
    }
    case Entry::Sign::Channel:
    case Entry::Sign::Star:
        c.sheet.icon(Level::Ground, entry.element, square, entry.icon, entry.paint);
        break;
    case Entry::Sign::Backstage:
        c.sheet.box(Level::Ground, {},
                    {.rect = {x, middle - 6, kSign, 12},
                     .fill = {Colour::Panel},
                     .stroke = entry.paint,
                     .radius = 3,
                     .dashed = true});
        break;
    case Entry::Sign::Score:
        c.sheet.box(
            Level::Ground, {},
            {.rect = {x, middle - 6, kSign, 12}, .fill = entry.paint, .stroke = {}, .radius = 6});
        break;
    case Entry::Sign::Tag:
        c.sheet.box(Level::Ground, entry.element,
                    {.rect = {x + 2, middle - 6, 12, 12},
                     .fill = {Colour::StageGround, entry.paint.index},
                     .stroke = entry.paint,
                     .radius = 3});
        break;
    }
}

} // namespace

double drawLegend(LayoutContext& c, double top) {
    const std::vector<Entry> entries = entriesOf(c);
    if (entries.empty() || c.lanes.empty() || c.columns.empty())
        return top;
    double x = kMargin, y = top + 8;
    for (const Entry& entry : entries) {
        const double sign = entry.sign == Entry::Sign::Curve ? kCurveSign : kSign;
        Wrapped words = c.sheet.wrap(entry.words, TextRole::Small, 200, 1);
        const double width = sign + kSignGap + words.width;
        if (x > kMargin && x + width > c.mapRight) {
            x = kMargin;
            y += kRow;
        }
        drawSign(c, entry, x, y + kRow / 2);
        const double wordsWidth = words.width;
        c.sheet.text(Level::Ground, entry.element,
                     {x + sign + kSignGap, y + (kRow - words.height) / 2}, wordsWidth,
                     std::move(words), {Colour::Dim});
        if (entry.element)
            c.sheet.region(Level::Ground, RegionKind::Legend, {x, y, width, kRow}, entry.element);
        x += width + kEntryGap;
    }
    return y + kRow;
}

} // namespace cairn::layout
