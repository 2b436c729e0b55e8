// The emotion curve: one line a persona, -2 (lost) to +2 (delighted), with faces and words.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/layout/curve.hpp"
#include "core/layout/lanes.hpp"

namespace cairn::layout {

namespace {

constexpr double kPointSize = 8;
constexpr double kDodge = 16; ///< how far aside a point steps for one at the same height

struct Point {
    const EmotionPoint* emotion;
    const Column* column;
    double value;
    PointF at;
    double half; ///< of its picture
};
struct Curve {
    const Persona* persona;
    std::vector<Point> points;
    std::size_t number =
        0; ///< on this map: curves differ by dashes and markers, not by colour alone
};

/// Places words where nothing lies yet.
class Room {
public:
    explicit Room(RectF within) : m_within(within) {}
    void take(const RectF& rect) { m_taken.push_back(rect); }
    bool isFree(const RectF& rect) const {
        return rect.x >= m_within.x && rect.right() <= m_within.right() && rect.y >= m_within.y &&
               rect.bottom() <= m_within.bottom() &&
               std::none_of(m_taken.begin(), m_taken.end(),
                            [&](const RectF& taken) { return taken.intersects(rect); });
    }

private:
    RectF m_within;
    std::vector<RectF> m_taken;
};

std::vector<Curve> curvesOf(const LayoutContext& c, double zero) {
    std::vector<Curve> curves;
    for (const Persona* persona : personasOf(c.project, c.map))
        curves.push_back({persona, {}, curves.size()});
    std::vector<std::vector<double>> taken(c.columns.size()); // heights of points, by column
    for (std::size_t k = 0; k < curves.size(); ++k) {
        std::size_t i = 0;
        for (const EmotionPoint* e : emotionsOf(c.project, c.map.id, curves[k].persona->id)) {
            while (i < c.columns.size() && c.columns[i].stage->id != e->stage)
                ++i;
            if (i == c.columns.size())
                break;
            if (!isFinite(e->value))
                continue;
            const double value = std::clamp(e->value, -2.0, 2.0);
            const double y = zero - value * kEmotionUnit;
            const auto near = std::count_if(taken[i].begin(), taken[i].end(),
                                            [&](double other) { return std::abs(other - y) < 16; });
            taken[i].push_back(y);
            const double aside =
                (near % 2 ? 1 : -1) * std::ceil(static_cast<double>(near) / 2) * kDodge;
            const double half = k == 0 ? kFace / 2 : kPointSize / 2;
            const double widest = c.columns[i].collapsed ? kDodge : 64;
            const double x = c.columns[i].centre() + std::clamp(aside, -widest, widest);
            curves[k].points.push_back({e, &c.columns[i], value, {x, y}, half});
            ++i; // one point a stage: what a broken file has beyond that is not drawn
        }
    }
    return curves;
}

std::string signedNumber(const Phrases& phrases, double value) {
    const double rounded = std::round(std::abs(value) * 10) / 10;
    if (rounded == 0)
        return phrases.count(0);
    return (value < 0 ? "\u2212" : "+") +
           (rounded == std::round(rounded) ? phrases.count(rounded) : phrases.tenths(rounded));
}

std::string faceOf(double value) {
    constexpr std::array names{"face-m2", "face-m1", "face-0", "face-p1", "face-p2"};
    return names.at(static_cast<std::size_t>(std::lround(value) + 2));
}

void drawCurve(LayoutContext& c, const Curve& curve, Room& room, bool first) {
    std::vector<PointF> points;
    for (const Point& p : curve.points)
        points.push_back(p.at);
    Path path;
    path.segments = monotoneCurve(points);
    path.stroke = {Colour::Persona, themeIndex(curve.persona->colour)};
    path.strokeWidth = first ? 2.5f : 2.0f;
    dashLikeCurve(path, curve.number);
    for (const PointF& p : pointsAlong(path.segments, 16))
        room.take({p.x - 1, p.y - 1, 2, 2});
    if (points.size() > 1)
        c.sheet.path(Level::Under, curve.persona->id, std::move(path));
}

void drawPoints(LayoutContext& c, const Curve& curve, bool first) {
    const Paint colour{Colour::Persona, themeIndex(curve.persona->colour)};
    for (const Point& p : curve.points) {
        const RectF rect{p.at.x - p.half, p.at.y - p.half, 2 * p.half, 2 * p.half};
        // The face's own circle has a radius of 9 in 24; what is filled behind it must not show.
        const double radius = first ? p.half * 0.75 : p.half;
        if (first)
            c.sheet.box(Level::Over, p.emotion->id,
                        {.rect = {p.at.x - radius, p.at.y - radius, 2 * radius, 2 * radius},
                         .fill = {Colour::Card},
                         .stroke = {},
                         .radius = static_cast<float>(radius)});
        else
            drawCurveMarker(c, Level::Over, p.emotion->id, p.at, radius, curve.number, colour);
        if (first)
            c.sheet.icon(Level::Over, p.emotion->id, rect, faceOf(p.value), colour);
        const RectF touch{p.at.x - kFace / 2, p.at.y - kFace / 2, kFace, kFace};
        const std::string word = c.phrases.emotionWord(static_cast<int>(std::lround(p.value)));
        std::string tooltip =
            curve.persona->name + ": " + signedNumber(c.phrases, p.value) + " " + word;
        if (!p.emotion->text.empty() && p.emotion->text != word) // nothing is said twice
            tooltip += "\n" + p.emotion->text;
        c.sheet.region(Level::Over, RegionKind::EmotionPoint, touch, p.emotion->id,
                       curve.persona->id, p.column->stage->id, std::move(tooltip));
    }
}

/// A point's own words above or below it; left to the tooltip where there is no room.
void drawWords(LayoutContext& c, const Curve& curve, Room& room) {
    for (const Point& p : curve.points) {
        if (p.emotion->text.empty() || p.column->collapsed)
            continue;
        const double most = p.column->width - 2 * kCellPad;
        Wrapped words = c.sheet.wrap(p.emotion->text, TextRole::Small, most, 2);
        const double width = std::min(most, words.width);
        const double x = std::clamp(p.at.x - width / 2, p.column->x + kCellPad,
                                    p.column->right() - kCellPad - width);
        const double above = p.at.y - p.half - 4 - words.height, below = p.at.y + p.half + 4;
        for (const double y : {p.value >= 0 ? above : below, p.value >= 0 ? below : above}) {
            const RectF rect{x, y, width, words.height};
            if (!room.isFree(rect))
                continue;
            room.take(rect);
            c.sheet.text(Level::Over, p.emotion->id, {x, y}, width, words, {Colour::Dim},
                         Align::Centre);
            break;
        }
    }
}

/// The persona's name beside the last point: a direct label instead of a legend.
void drawName(LayoutContext& c, const Curve& curve, Room& room) {
    if (curve.points.empty())
        return;
    const Point& last = curve.points.back();
    Wrapped words = c.sheet.wrap(curve.persona->name, TextRole::SmallStrong, 72, 1);
    const double right = last.at.x + last.half + 6, left = last.at.x - last.half - 6 - words.width;
    for (const double x : {right, left})
        for (const double dy : {0.0, -12.0, 12.0, -20.0, 20.0, -32.0, 32.0}) {
            const RectF rect{x, last.at.y - words.height / 2 + dy, words.width, words.height};
            if (!room.isFree(rect))
                continue;
            room.take(rect);
            c.sheet.text(Level::Over, curve.persona->id, {rect.x, rect.y}, rect.width,
                         std::move(words), {Colour::Persona, themeIndex(curve.persona->colour)});
            return;
        }
}

void drawScale(LayoutContext& c, const LaneRow& row, double zero) {
    const double left = kMargin + kLaneIcon + kLaneGap;
    for (const int level : {2, 0, -2}) {
        Wrapped word = c.sheet.wrap(c.phrases.emotionWord(level), TextRole::Small,
                                    c.contentLeft - kLaneGap - left, 1);
        const double y = zero - level * kEmotionUnit - word.height / 2;
        c.sheet.text(Level::LaneHeader, row.lane->id, {left, y}, c.contentLeft - kLaneGap - left,
                     std::move(word), {Colour::Dim});
    }
    c.sheet.line(Level::Ground, row.lane->id, {c.contentLeft, zero}, {c.contentRight, zero},
                 {Colour::Line}, true);
}

/// Words under a low point need a line below the scale.
double roomBelow(const LayoutContext& c) {
    const auto& emotions = c.project.emotions;
    const bool words = std::any_of(emotions.begin(), emotions.end(), [&](const auto& e) {
        return e->map == c.map.id && e->value < -1 && !e->text.empty();
    });
    return words ? 36 : 20;
}

} // namespace

void dashLikeCurve(Path& path, std::size_t number) {
    path.dashed = number > 0;
    path.pattern = static_cast<std::uint8_t>(number == 0 ? 0 : (number - 1) % 4);
}

void drawCurveMarker(LayoutContext& c, Level level, ElementId element, PointF at, double radius,
                     std::size_t number, Paint colour) {
    if (number % 3 == 1) {
        c.sheet.box(level, element,
                    {.rect = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
                     .fill = {Colour::Ground},
                     .stroke = colour,
                     .strokeWidth = 2,
                     .radius = static_cast<float>(radius)});
        return;
    }
    using Kind = Path::Segment::Kind;
    const double r = number % 3 == 2 ? radius * 0.9 : radius * 1.25;
    Path marker;
    if (number % 3 == 2) // a square
        marker.segments = {{Kind::Move, {}, {}, {at.x - r, at.y - r}},
                           {Kind::Line, {}, {}, {at.x + r, at.y - r}},
                           {Kind::Line, {}, {}, {at.x + r, at.y + r}},
                           {Kind::Line, {}, {}, {at.x - r, at.y + r}}};
    else // a diamond
        marker.segments = {{Kind::Move, {}, {}, {at.x, at.y - r}},
                           {Kind::Line, {}, {}, {at.x + r, at.y}},
                           {Kind::Line, {}, {}, {at.x, at.y + r}},
                           {Kind::Line, {}, {}, {at.x - r, at.y}}};
    marker.segments.push_back({Kind::Close, {}, {}, {}});
    marker.fill = {Colour::Ground};
    marker.stroke = colour;
    marker.strokeWidth = 2;
    c.sheet.path(level, element, std::move(marker));
}

double drawEmotion(LayoutContext& c, const LaneRow& row) {
    // The name stands above the word for +2.
    const double zero = row.top + roundUpTo4(row.titleHeight) + 24 + 2 * kEmotionUnit;
    const double height = std::max(zero - row.top + 2 * kEmotionUnit + roomBelow(c), row.least);
    drawScale(c, row, zero);
    for (const Column& column : c.columns)
        c.sheet.region(Level::Ground, RegionKind::EmotionCell,
                       {column.x, row.top, column.width, height}, row.lane->id, column.stage->id);
    const std::vector<Curve> curves = curvesOf(c, zero);
    Room room({c.contentLeft, row.top + 4, c.contentRight - c.contentLeft, height - 8});
    for (const Curve& curve : curves)
        for (const Point& p : curve.points)
            room.take({p.at.x - p.half, p.at.y - p.half, 2 * p.half, 2 * p.half});
    for (std::size_t k = curves.size(); k-- > 0;)
        drawCurve(c, curves[k], room, k == 0);
    for (std::size_t k = curves.size(); k-- > 0;)
        drawPoints(c, curves[k], k == 0);
    if (curves.size() > 1)
        for (const Curve& curve : curves)
            drawName(c, curve, room);
    for (const Curve& curve : curves)
        drawWords(c, curve, room);
    return height;
}

} // namespace cairn::layout
