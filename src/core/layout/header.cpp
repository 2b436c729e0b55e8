// Title, kind, scenario, data period and personas above the map.

#include <algorithm>

#include "core/layout/marks.hpp"

namespace cairn::layout {

namespace {

constexpr double kChipHeight = 28, kChipCircle = 20, kChipGap = 8, kPillHeight = 24;

struct Chip {
    const Persona* persona;
    Wrapped name;
    double width;
};

std::string initialOf(std::string_view name) {
    if (name.empty())
        return "?";
    std::size_t end = 1;
    while (end < name.size() && (name[end] & 0xC0) == 0x80)
        ++end;
    std::string first(name.substr(0, end));
    if (first.size() == 1 && first[0] >= 'a' && first[0] <= 'z')
        first[0] = static_cast<char>(first[0] - 'a' + 'A');
    return first;
}

std::vector<Chip> chipsOf(const LayoutContext& c) {
    std::vector<Chip> chips;
    for (const Persona* persona : personasOf(c.project, c.map)) {
        Wrapped name = c.sheet.wrap(persona->name, TextRole::Small, 160, 1);
        const double width = roundUpTo4(4 + kChipCircle + 8 + name.width + 12);
        chips.push_back({persona, std::move(name), width});
    }
    return chips;
}

/// Who it is, and what the data say of the customers like them.
std::string chipTip(const LayoutContext& c, const Persona& p) {
    std::string tip = p.role.empty() ? p.name : p.name + "\n" + p.role;
    const PersonaFigures* figures = c.findings ? c.findings->personaOf(p.id) : nullptr;
    if (!figures)
        return tip;
    const auto number = [](std::uint64_t n) { return static_cast<double>(n); };
    if (figures->share.share)
        tip += "\n" + c.phrases.ofAllCustomers(*figures->share.share, number(figures->share.part),
                                               number(figures->share.whole));
    if (figures->conversion && figures->conversion->share)
        tip += "\n" + c.phrases.getThrough(
                          *figures->conversion->share, number(figures->conversion->part),
                          number(figures->conversion->whole), titleOf(c.project, figures->from),
                          titleOf(c.project, figures->to));
    if (figures->channelShare.share && !figures->channel.empty())
        tip += "\n" + c.phrases.mostBy(figures->channel, *figures->channelShare.share);
    return tip;
}

void drawChip(LayoutContext& c, const Chip& chip, double x, double y) {
    const Persona& p = *chip.persona;
    const std::uint8_t colour = themeIndex(p.colour);
    const RectF rect{x, y, chip.width, kChipHeight};
    const RectF circle{x + 4, y + 4, kChipCircle, kChipCircle};
    c.sheet.box(Level::Ground, p.id,
                {.rect = rect, .fill = {Colour::Card}, .stroke = {Colour::Line}, .radius = 14});
    if (c.project.images.find(p.portrait)) {
        c.sheet.icon(Level::Ground, p.id, circle, "persona-image", {Colour::Persona, colour},
                     p.portrait);
    } else {
        c.sheet.box(
            Level::Ground, p.id,
            {.rect = circle, .fill = {Colour::PersonaGround, colour}, .stroke = {}, .radius = 10});
        c.sheet.text(Level::Ground, p.id, {circle.x, circle.y + 2}, kChipCircle,
                     c.sheet.wrap(initialOf(p.name), TextRole::SmallStrong, kChipCircle, 1),
                     {Colour::Persona, colour}, Align::Centre);
    }
    c.sheet.text(Level::Ground, p.id, {circle.right() + 8, y + 6}, chip.width - kChipCircle - 20,
                 chip.name, {Colour::Ink});
    c.sheet.region(Level::Ground, RegionKind::PersonaChip, rect, p.id, {}, {}, chipTip(c, p));
}

/// The period and rules the numbers rest on; empty without data.
std::string dataLineOf(const LayoutContext& c) {
    if (!c.findings || !c.findings->hasData)
        return {};
    std::string period, rules;
    if (c.findings->firstEvent && c.findings->lastEvent)
        period = c.phrases.dataPeriod(*c.findings->firstEvent, *c.findings->lastEvent);
    if (c.findings->funnel)
        rules = rulesSentence(*c.findings->funnel);
    return period.empty() && rules.empty() ? std::string{} : c.phrases.dataLine(period, rules);
}

/// A quiet line that leads to another map.
double drawLink(LayoutContext& c, double x, double y, const std::string& words, MapId target) {
    constexpr double kIcon = 16;
    Wrapped text = c.sheet.wrap(words, TextRole::Small, c.mapRight - x - kIcon, 1);
    const double width = kIcon + 4 + text.width, textWidth = text.width;
    const RectF rect{x, y, width, 20};
    c.sheet.icon(Level::Ground, c.map.id, {x, y + 2, kIcon, kIcon},
                 c.options.rightToLeft ? "chevron-right" : "chevron-left", {Colour::Accent});
    c.sheet.text(Level::Ground, c.map.id, {x + kIcon + 4, y + 2}, textWidth, std::move(text),
                 {Colour::Accent});
    c.sheet.region(Level::Ground, RegionKind::MapLink, rect, c.map.id, target, {},
                   c.phrases.opensMap(titleOf(c.project, target)));
    return rect.right() + 16;
}

/// The maps that this one belongs to: the one it shows a stage of, the one it is the future of.
double drawWayBack(LayoutContext& c, double top) {
    double x = kMargin;
    for (const auto& stage : c.project.stages)
        if (stage->detail == c.map.id && stage->map != c.map.id && c.project.maps.find(stage->map))
            x = drawLink(c, x, top,
                         c.phrases.detailOf(stage->title, titleOf(c.project, stage->map)),
                         stage->map);
    if (c.map.origin != c.map.id && c.project.maps.find(c.map.origin))
        x = drawLink(c, x, top, c.phrases.futureOf(titleOf(c.project, c.map.origin)), c.map.origin);
    return x > kMargin ? top + 24 : top;
}

/// The brand's own sign before the title; returns the room it takes.
double drawLogo(LayoutContext& c, double top) {
    const Image* image = c.project.images.find(c.project.facts.brandLogo);
    if (!image)
        return 0;
    constexpr double kHeight = 32, kMost = 128;
    const SizeF size = pictureSize(image->bytes).value_or(SizeF{1, 1});
    const double width = std::min(kMost, kHeight * size.width / size.height);
    const double height = width * size.height / size.width;
    c.sheet.picture(Level::Ground, {}, {kMargin, top + (kHeight - height) / 2, width, height},
                    image->id);
    return roundUpTo4(width) + 12;
}

double drawScenario(LayoutContext& c, double y) {
    const double width = c.mapRight - kMargin;
    Wrapped scenario = c.sheet.wrap(c.map.scenario, TextRole::Small, width, 4);
    Wrapped data = c.sheet.wrap(dataLineOf(c), TextRole::Small, width, 3);
    const double step = c.sheet.lineStep(TextRole::Small);
    // One quiet line when both fit beside each other, as people read them together.
    const bool beside = scenario.lines.size() == 1 && data.lines.size() == 1 &&
                        scenario.width + 8 + data.width <= width;
    const double scenarioWidth = beside ? scenario.width : width;
    const double dataX = beside ? kMargin + scenario.width + 8 : kMargin;
    const double dataY = beside ? y : y + scenario.height;
    const double dataWidth = beside ? data.width : width;
    const double bottom = std::max({y + scenario.height, dataY + data.height, y + step});
    std::string full = scenario.full;
    const RectF rect = c.sheet.text(Level::Ground, c.map.id, {kMargin, y}, scenarioWidth,
                                    std::move(scenario), {Colour::Dim});
    c.sheet.region(Level::Ground, RegionKind::Scenario,
                   {rect.x, rect.y, std::max(rect.width, 120.0), std::max(rect.height, step)},
                   c.map.id, {}, {}, std::move(full));
    c.sheet.text(Level::Ground, {}, {dataX, dataY}, dataWidth, std::move(data), {Colour::Dim});
    return bottom;
}

double drawChipRows(LayoutContext& c, const std::vector<Chip>& chips, double y) {
    double x = kMargin;
    for (const Chip& chip : chips) {
        if (x > kMargin && x + chip.width > c.mapRight) {
            x = kMargin;
            y += kChipHeight + kChipGap;
        }
        drawChip(c, chip, x, y);
        x += chip.width + kChipGap;
    }
    return y + kChipHeight;
}

} // namespace

double drawHeader(LayoutContext& c, double top) {
    top = drawWayBack(c, top);
    const double left = kMargin + drawLogo(c, top);
    const std::vector<Chip> chips = chipsOf(c);
    double chipsWidth = 0;
    for (const Chip& chip : chips)
        chipsWidth += chip.width + kChipGap;
    const double room = c.mapRight - left;
    const bool chipsBeside = !chips.empty() && chipsWidth <= room * 0.45;

    Wrapped kind = c.sheet.wrap(c.phrases.mapKind(c.map.kind), TextRole::SmallStrong, 160, 1);
    const double pillWidth = roundUpTo4(kind.width + 24);
    const double comments = commentWidth(c, c.map.id);
    const double titleRoom = room - pillWidth - 16 - (comments > 0 ? comments + 12 : 0) -
                             (chipsBeside ? chipsWidth + 16 : 0);
    Wrapped title = c.sheet.wrap(c.map.title, TextRole::Title, titleRoom, 3);
    const double step = c.sheet.lineStep(TextRole::Title);
    const double titleHeight = std::max(step, title.height);
    const double pillX = left + roundUpTo4(title.width) + (title.lines.empty() ? 0 : 16);
    std::string full = title.full;

    const RectF titleRect{left, top, std::max(roundUpTo4(title.width), 80.0), titleHeight};
    c.sheet.text(Level::Ground, c.map.id, {left, top}, roundUpTo4(title.width), std::move(title),
                 {Colour::Ink});
    c.sheet.region(Level::Ground, RegionKind::Title, titleRect, c.map.id, {}, {}, std::move(full));

    const RectF pill{pillX, top + (step - kPillHeight) / 2, pillWidth, kPillHeight};
    c.sheet.box(Level::Ground, c.map.id,
                {.rect = pill, .fill = {Colour::AccentGround}, .stroke = {}, .radius = 12});
    c.sheet.text(Level::Ground, c.map.id, {pill.x + 12, pill.y + 4}, pillWidth - 24,
                 std::move(kind), {Colour::Accent}, Align::Centre);
    c.sheet.region(Level::Ground, RegionKind::MapKind, pill, c.map.id);
    drawComments(c, Level::Ground, c.map.id, pill.right() + 12, pill.centre().y);

    double x = c.mapRight;
    if (chipsBeside)
        for (auto chip = chips.rbegin(); chip != chips.rend(); ++chip) {
            x -= chip->width;
            drawChip(c, *chip, x, top + (step - kChipHeight) / 2);
            x -= kChipGap;
        }
    double y = drawScenario(c, top + titleHeight + 4);
    if (!chips.empty() && !chipsBeside)
        y = drawChipRows(c, chips, y + 8);
    return roundUpTo4(y);
}

} // namespace cairn::layout
