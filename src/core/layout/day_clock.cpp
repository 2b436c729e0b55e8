// A day in the life: the stages as parts of a day, round a clock of 24 hours, with what is done
// beside them.

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "cairn/base/marked_text.hpp"
#include "core/layout/digits.hpp"
#include "core/layout/lanes.hpp"
#include "core/layout/marks.hpp"

namespace cairn::layout {

namespace {

constexpr double kOuter = 132, kInner = 88, kHours = 24;
constexpr double kGapAngle = 0.012, kAir = 28;
constexpr double kCalloutGap = 44, kCalloutMost = 260, kCalloutLeast = 120, kBetween = 12;
constexpr double kPortrait = 56;
constexpr int kLinesBeside = 3;
constexpr double kTurn = 2 * std::numbers::pi;

/// A part of the day, in turns of the clock from midnight.
struct Part {
    const Column* column = nullptr;
    std::size_t index = 0;
    double from = 0, to = 0; ///< to > from
    double middle() const { return (from + to) / 2; }
};

struct Callout {
    const Part* part = nullptr;
    Wrapped title;
    std::vector<Wrapped> lines;
    double height = 0, y = 0;
};

/// "7:30 Breakfast", "07.30", "7h30", "19 h": the hour that a title begins with.
std::optional<double> hourOf(std::string_view title) {
    std::size_t at = 0;
    const auto number = [&]() -> std::optional<int> {
        std::size_t digits = 0;
        int value = 0;
        while (at < title.size() && digits < 2 && title[at] >= '0' && title[at] <= '9') {
            value = value * 10 + (title[at++] - '0');
            ++digits;
        }
        return digits ? std::optional(value) : std::nullopt;
    };
    const std::optional<int> hour = number();
    if (!hour || *hour > 24 || at >= title.size())
        return std::nullopt;
    const char mark = title[at];
    if (mark == ':' || mark == '.' || mark == 'h') {
        ++at;
        const std::optional<int> minute = number();
        if (minute && *minute < 60)
            return *hour + *minute / 60.0;
        return mark == 'h' ? std::optional<double>(*hour) : std::nullopt;
    }
    if (title.substr(at).starts_with(" h"))
        return *hour;
    return std::nullopt;
}

/// By their own hours when every title begins with one and they go round once; else in equal parts.
std::vector<Part> partsOf(const LayoutContext& c, bool& timed) {
    std::vector<Part> parts;
    std::vector<double> hours;
    for (std::size_t i = 0; i < c.columns.size(); ++i) {
        parts.push_back({&c.columns[i], i, 0, 0});
        if (const auto hour = hourOf(c.columns[i].stage->title))
            hours.push_back(*hour);
    }
    const auto n = static_cast<double>(parts.size());
    timed = hours.size() == parts.size() && parts.size() > 1;
    if (timed) {
        for (std::size_t i = 1; i < hours.size(); ++i)
            while (hours[i] <= hours[i - 1]) // past midnight
                hours[i] += kHours;
        timed = hours.back() < hours.front() + kHours;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (timed) {
            parts[i].from = hours[i] / kHours;
            parts[i].to = (i + 1 < hours.size() ? hours[i + 1] : hours.front() + kHours) / kHours;
        } else {
            parts[i].from = static_cast<double>(i) / n;
            parts[i].to = static_cast<double>(i + 1) / n;
        }
    }
    return parts;
}

class Clock {
public:
    Clock(PointF centre, bool mirrored) : m_centre(centre), m_side(mirrored ? -1 : 1) {}
    /// A clock goes the same way round in every script: what will be mirrored is drawn mirrored.
    PointF at(double turn, double radius) const {
        const double angle = turn * kTurn;
        return {m_centre.x + m_side * radius * std::sin(angle),
                m_centre.y - radius * std::cos(angle)};
    }
    bool onRight(double turn) const { return m_side * std::sin(turn * kTurn) >= 0; }

    Path sector(const Part& part, std::uint8_t colour) const {
        using Kind = Path::Segment::Kind;
        const bool whole = part.to - part.from > 0.999;
        const double from = part.from + (whole ? 0 : kGapAngle / kTurn);
        const double to = std::max(from + 0.001, part.to - (whole ? 0 : kGapAngle / kTurn));
        Path path;
        path.segments.push_back({Kind::Move, {}, {}, at(from, kOuter)});
        arc(path, from, to, kOuter);
        path.segments.push_back({Kind::Line, {}, {}, at(to, kInner)});
        arc(path, to, from, kInner);
        path.segments.push_back({Kind::Close, {}, {}, {}});
        path.fill = {Colour::StageGround, colour};
        path.stroke = {Colour::Stage, colour};
        path.strokeWidth = 1.5f;
        return path;
    }

private:
    /// Eighths of a turn and less as cubics: off by less than a thousandth of a unit.
    void arc(Path& path, double from, double to, double radius) const {
        const int pieces = std::max(1, static_cast<int>(std::ceil(std::abs(to - from) * 8)));
        const double step = (to - from) / pieces;
        const double reach = 4.0 / 3 * std::tan(step * kTurn / 4) * radius;
        for (int i = 0; i < pieces; ++i) {
            const double a = from + step * i, b = a + step;
            const PointF start = at(a, radius), end = at(b, radius);
            const PointF along{m_side * std::cos(a * kTurn), std::sin(a * kTurn)};
            const PointF back{m_side * std::cos(b * kTurn), std::sin(b * kTurn)};
            path.segments.push_back({Path::Segment::Kind::Cubic,
                                     {start.x + along.x * reach, start.y + along.y * reach},
                                     {end.x - back.x * reach, end.y - back.y * reach},
                                     end});
        }
    }

    PointF m_centre;
    double m_side;
};

/// What people do then: the first lines of the first lane that has any.
std::vector<const Card*> cardsOf(const LayoutContext& c, std::size_t column) {
    std::vector<const Card*> cards;
    for (const LaneKind kind : {LaneKind::Actions, LaneKind::Touchpoints, LaneKind::Thoughts})
        for (std::size_t lane = 0; lane < c.lanes.size(); ++lane)
            if (c.lanes[lane]->kind == kind)
                for (const Card* card : c.cell(lane, column))
                    if (cards.size() < kLinesBeside && !card->text.empty())
                        cards.push_back(card);
    return cards;
}

Callout calloutOf(const LayoutContext& c, const Part& part, double width) {
    Callout callout{
        &part, c.sheet.wrap(part.column->stage->title, TextRole::StageTitle, width, 2), {}, 0, 0};
    callout.height = callout.title.height;
    for (const Card* card : cardsOf(c, part.index)) {
        callout.lines.push_back(c.sheet.wrap(plainText(card->text), TextRole::Small, width, 1));
        callout.height += callout.lines.back().height;
    }
    return callout;
}

/// Each as near to its part of the clock as the others allow, within the block.
void settle(std::vector<Callout>& callouts, const Clock& clock, double top, double bottom) {
    const auto wanted = [&](const Callout& callout) {
        return clock.at(callout.part->middle(), kOuter).y - callout.title.height / 2;
    };
    std::stable_sort(callouts.begin(), callouts.end(),
                     [&](const Callout& a, const Callout& b) { return wanted(a) < wanted(b); });
    double y = top;
    for (Callout& callout : callouts) {
        callout.y = std::max(y, wanted(callout));
        y = callout.y + callout.height + kBetween;
    }
    double limit = bottom;
    for (auto callout = callouts.rbegin(); callout != callouts.rend(); ++callout) {
        callout->y = std::min(callout->y, limit - callout->height);
        limit = callout->y - kBetween;
    }
}

void drawCallout(LayoutContext& c, const Clock& clock, Callout callout, double x, double width,
                 bool right) {
    const Stage& stage = *callout.part->column->stage;
    const std::uint8_t colour = callout.part->column->colour;
    const Align align = right ? Align::Left : Align::Right;
    const double near = right ? x - 8 : x + width + 8;
    const double lineY = callout.y + c.sheet.lineStep(TextRole::StageTitle) / 2;
    Path leader;
    leader.segments = {
        {Path::Segment::Kind::Move, {}, {}, clock.at(callout.part->middle(), kOuter + 3)},
        {Path::Segment::Kind::Line, {}, {}, clock.at(callout.part->middle(), kOuter + 12)},
        {Path::Segment::Kind::Line, {}, {}, {near, lineY}}};
    leader.stroke = {Colour::Stage, colour};
    leader.strokeWidth = 1.25f;
    c.sheet.path(Level::Ground, stage.id, std::move(leader));
    c.sheet.region(Level::Ground, RegionKind::DaySector, {x, callout.y, width, callout.height},
                   stage.id, {}, {}, stage.description);
    double y = c.sheet
                   .text(Level::Ground, stage.id, {x, callout.y}, width, std::move(callout.title),
                         {Colour::Stage, colour}, align)
                   .bottom();
    for (Wrapped& line : callout.lines)
        y = c.sheet
                .text(Level::Ground, stage.id, {x, y}, width, std::move(line), {Colour::Dim}, align)
                .bottom();
}

std::string hourWords(const Phrases& phrases, int hour) {
    return inDigits(phrases, hour, 2) + ":" + inDigits(phrases, 0, 2);
}

void drawHours(LayoutContext& c, const Clock& clock) {
    for (int hour = 0; hour < 24; ++hour) {
        const double turn = hour / kHours;
        const bool quarter = hour % 6 == 0;
        c.sheet.line(Level::Ground, {}, clock.at(turn, kInner - 2),
                     clock.at(turn, kInner - (quarter ? 8 : 5)),
                     {quarter ? Colour::Dim : Colour::Faint});
        if (!quarter)
            continue;
        Wrapped words = c.sheet.wrap(hourWords(c.phrases, hour), TextRole::Small, 48, 1);
        // Beside the ticks on the level, above and below them elsewhere.
        const PointF at = clock.at(turn, kInner - (hour % 12 == 6 ? 30 : 20));
        c.sheet.text(Level::Ground, {}, {at.x - 24, at.y - words.height / 2}, 48, std::move(words),
                     {Colour::Dim}, Align::Centre);
    }
}

/// How the first persona feels then; without a point the part's number.
void drawFeeling(LayoutContext& c, const Clock& clock, const Part& part, const Persona* persona) {
    const Stage& stage = *part.column->stage;
    const PointF at = clock.at(part.middle(), (kOuter + kInner) / 2);
    const Paint ink{Colour::Stage, part.column->colour};
    const RectF rect{at.x - kFace / 2, at.y - kFace / 2, kFace, kFace};
    c.sheet.region(Level::Ground, RegionKind::DaySector, rect, stage.id, {}, {}, stage.title);
    if (persona)
        for (const EmotionPoint* point : emotionsOf(c.project, c.map.id, persona->id))
            if (point->stage == stage.id && isFinite(point->value)) {
                constexpr std::array names{"face-m2", "face-m1", "face-0", "face-p1", "face-p2"};
                const double value = std::clamp(point->value, -2.0, 2.0);
                c.sheet.icon(Level::Ground, stage.id, rect,
                             names.at(static_cast<std::size_t>(std::lround(value) + 2)), ink);
                return;
            }
    Wrapped number = c.sheet.wrap(c.phrases.count(static_cast<double>(part.index + 1)),
                                  TextRole::Number, kFace, 1);
    c.sheet.text(Level::Ground, stage.id, {rect.x, at.y - number.height / 2}, kFace,
                 std::move(number), ink, Align::Centre);
}

void drawPerson(LayoutContext& c, PointF centre, const Persona& persona) {
    const RectF circle{centre.x - kPortrait / 2, centre.y - kPortrait / 2 - 16, kPortrait,
                       kPortrait};
    const std::uint8_t colour = themeIndex(persona.colour);
    if (c.project.images.find(persona.portrait))
        c.sheet.icon(Level::Ground, persona.id, circle, "persona-image", {Colour::Persona, colour},
                     persona.portrait);
    else
        c.sheet.icon(Level::Ground, persona.id,
                     {circle.x + 10, circle.y + 10, kPortrait - 20, kPortrait - 20}, "persona",
                     {Colour::Persona, colour});
    Wrapped name = c.sheet.wrap(persona.name, TextRole::SmallStrong, kInner, 2);
    c.sheet.text(Level::Ground, persona.id, {centre.x - kInner / 2, circle.bottom() + 2}, kInner,
                 std::move(name), {Colour::Ink}, Align::Centre);
}

} // namespace

double drawDayClock(LayoutContext& c, double top) {
    if (c.columns.empty())
        return top;
    const double centreX = (kMargin + c.mapRight) / 2;
    const double width =
        std::clamp(centreX - kMargin - kOuter - kCalloutGap, kCalloutLeast, kCalloutMost);
    bool timed = false;
    const std::vector<Part> parts = partsOf(c, timed);
    std::vector<Callout> sides[2]; // left, right
    const bool mirrored = c.options.rightToLeft;
    const Clock sample({0, 0}, mirrored);
    double tallest[2] = {0, 0};
    for (const Part& part : parts) {
        const bool right = sample.onRight(part.middle());
        sides[right].push_back(calloutOf(c, part, width));
        tallest[right] += sides[right].back().height + kBetween;
    }
    const double height =
        roundUpTo4(std::max({2 * (kOuter + kAir), tallest[0] + 24, tallest[1] + 24}));
    const Clock clock({centreX, top + height / 2}, mirrored);
    const auto personas = personasOf(c.project, c.map);
    const Persona* person = personas.empty() ? nullptr : personas.front();
    for (const Part& part : parts) {
        c.sheet.path(Level::Ground, part.column->stage->id,
                     clock.sector(part, part.column->colour));
        drawFeeling(c, clock, part, person);
    }
    if (timed)
        drawHours(c, clock);
    if (person)
        drawPerson(c, {centreX, top + height / 2}, *person);
    for (const bool right : {false, true}) {
        settle(sides[right], clock, top + 8, top + height - 8);
        const double x =
            right ? centreX + kOuter + kCalloutGap : centreX - kOuter - kCalloutGap - width;
        for (Callout& callout : sides[right])
            drawCallout(c, clock, std::move(callout), x, width, right);
    }
    return top + height;
}

} // namespace cairn::layout
