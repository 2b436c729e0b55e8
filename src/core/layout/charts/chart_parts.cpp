#include "core/layout/charts/chart_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/layout/context.hpp"
#include "core/layout/digits.hpp"

namespace cairn {

std::string fillIn(std::string_view text, const std::vector<std::string>& words) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool place = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' &&
                           std::size_t(text[i + 1] - '1') < words.size();
        if (place)
            out += words[std::size_t(text[++i] - '1')];
        else
            out += text[i];
    }
    return out;
}

} // namespace cairn

namespace cairn::layout {

double ChartSheet::textWidth(const std::string& text, TextRole role) const {
    return std::ceil(sheet.textWidth(text, role)) + 1;
}

RectF ChartSheet::put(const std::string& text, PointF at, double space, TextRole role, Paint paint,
                      Align align, int lines) {
    return sheet.text(Level::Cards, {}, at, space, sheet.wrap(text, role, space, lines), paint,
                      align);
}

RectF ChartSheet::putAround(const std::string& text, double x, double y, TextRole role, Paint paint,
                            double left, double right) {
    const double space = std::min(textWidth(text, role), right - left);
    const double from = std::max(left, std::min(x - space / 2, right - space));
    return put(text, {from, y}, space, role, paint, Align::Centre);
}

void ChartSheet::box(const RectF& rect, Paint fill, float radius, Level level) {
    if (rect.width > 0 && rect.height > 0)
        sheet.box(level, {}, {rect, fill, {}, 0, radius});
}

void ChartSheet::bar(const RectF& track, double length) {
    box(track, {Colour::Grid}, 3, Level::Ground);
    box({track.x, track.y, length, track.height}, {Colour::Bar}, std::min(3.0F, float(length / 2)));
}

void ChartSheet::dashedBox(const RectF& rect, Paint stroke, float radius, Level level) {
    sheet.box(level, {}, {rect, {}, stroke, 1, radius, false, true});
}

void ChartSheet::hatched(const RectF& rect, Paint paint, Level level) {
    Path path;
    using Kind = Path::Segment::Kind;
    path.segments = {{Kind::Move, {}, {}, {rect.x, rect.y}},
                     {Kind::Line, {}, {}, {rect.right(), rect.y}},
                     {Kind::Line, {}, {}, {rect.right(), rect.bottom()}},
                     {Kind::Line, {}, {}, {rect.x, rect.bottom()}},
                     {Kind::Close, {}, {}, {}}};
    path.fill = paint;
    path.hatched = true;
    sheet.path(level, {}, std::move(path));
}

void ChartSheet::dot(PointF centre, double radius, Paint paint, bool hollow) {
    const RectF rect{centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    if (hollow)
        sheet.box(Level::Cards, {}, {rect, {Colour::Ground}, paint, 1.5F, float(radius)});
    else
        sheet.box(Level::Cards, {}, {rect, paint, {}, 0, float(radius)});
}

void ChartSheet::line(PointF from, PointF to, Paint paint, float thickness, bool dashed,
                      Level level) {
    sheet.line(level, {}, from, to, paint, dashed, thickness);
}

void ChartSheet::whisker(double low, double value, double high, double y, Paint paint) {
    line({low, y}, {high, y}, paint, 2);
    dot({value, y}, 4, paint);
}

void ChartSheet::mark(ChartPart part, std::size_t series, std::size_t index, const RectF& rect,
                      std::string tooltip) {
    m_marks.push_back({part, series, index, rect, std::move(tooltip)});
}

double ChartSheet::foot(const std::string& text, double y) {
    const RectF rect = put(text, {kChartPad, y + 4}, width - 2 * kChartPad, TextRole::Small,
                           {Colour::Dim}, Align::Left, 4);
    return rect.bottom() + 4;
}

Chart ChartSheet::finish(double height) {
    Chart chart;
    for (const ChartMark& mark : m_marks)
        sheet.region(Level::Cards, RegionKind::FunnelBar, mark.rect, {}, {}, {}, mark.tooltip);
    sheet.moveInto(chart.list);
    chart.list.size = {width, height};
    chart.marks = std::move(m_marks);
    if (m_rightToLeft) {
        mirror(chart.list);
        chart.list.rightToLeft = true;
        for (std::size_t i = 0; i < chart.marks.size(); ++i)
            chart.marks[i].rect = chart.list.regions[i].rect;
    }
    return chart;
}

std::string ChartSheet::percent(const std::optional<double>& share) const {
    return share ? phrases.percent(*share) : phrases.noValue();
}

std::string ChartSheet::interval(const std::optional<Interval>& i) const {
    return i ? "(" + phrases.percent(i->low) + " \u2013 " + phrases.percent(i->high) + ")"
             : std::string();
}

std::string ChartSheet::rate(std::uint64_t part, std::uint64_t of,
                             const std::optional<double>& share,
                             const std::optional<Interval>& i) const {
    std::string text = count(part) + " / " + count(of) + " = " + percent(share);
    return i ? text + "  " + interval(i) : text;
}

namespace {
constexpr std::array<std::uint8_t, 7> kSeriesColours{3, 0, 4, 2, 5, 6, 7};
}

Paint seriesPaint(std::size_t series) {
    if (series == 0)
        return {Colour::Bar};
    return {Colour::Stage, kSeriesColours[(series - 1) % kSeriesColours.size()]};
}

Paint bandPaint(std::size_t series) {
    return {Colour::StageGround,
            series == 0 ? std::uint8_t{1} : kSeriesColours[(series - 1) % kSeriesColours.size()]};
}

std::vector<double> ValueScale::ticks() const {
    std::vector<double> all;
    for (int k = 0; stepSize * k <= top * 1.0001; ++k)
        all.push_back(stepSize * k);
    return all;
}

ValueScale scaleFor(double most, bool share, double upper, double lower) {
    if (!std::isfinite(most) || most <= 0)
        most = share ? 0.01 : 1;
    const double least = share ? 0.001 : 1;
    const double unit = std::pow(10.0, std::floor(std::log10(most / 4)));
    double size = least;
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        size = std::max(least, factor * unit);
        if (!share && size < 10)
            size = std::ceil(size); // nobody is half a person
        if (most / size <= 4.0001)
            break;
    }
    ValueScale scale{std::ceil(most / size - 1e-9) * size, size, upper, lower};
    // Of a whole there is no more than all; only a rate of two counts of their own goes beyond.
    if (share && most <= 1)
        scale.top = std::min(scale.top, 1.0);
    return scale;
}

double mostShown(double highest, double band) {
    return std::max(highest, std::min(band, 1.5 * highest));
}

double scaleLabelWidth(const ChartSheet& c, const ValueScale& scale, bool share) {
    double widest = 0;
    for (const double tick : scale.ticks())
        widest = std::max(widest,
                          c.textWidth(share ? c.phrases.percentBrief(tick) : c.phrases.count(tick),
                                      TextRole::Small));
    return widest;
}

void drawScale(ChartSheet& c, const ValueScale& scale, bool share, double x, double right) {
    // A share under a per cent needs its decimals: "0 %, 0 %, 1 %" would tell nothing.
    const bool fine = share && scale.stepSize < 0.01 - 1e-9;
    for (const double tick : scale.ticks()) {
        const double y = scale.y(tick);
        c.line({x, y}, {right, y}, {tick > 0 ? Colour::Grid : Colour::Line}, 1, false,
               Level::Ground);
        const std::string text = !share ? c.phrases.count(tick)
                                 : fine ? c.phrases.percent(tick)
                                        : c.phrases.percentBrief(tick);
        c.put(text, {kChartPad, y - c.step(TextRole::Small) / 2}, x - kChartPad - 6,
              TextRole::Small, {Colour::Dim}, Align::Right);
    }
}

const std::string& wordOf(Period period, const std::string& day, const std::string& week,
                          const std::string& month) {
    return period == Period::Day ? day : period == Period::Week ? week : month;
}

PeriodAxis::PeriodAxis(std::size_t periods, double left, double right)
    : m_left(left), m_right(right),
      m_pitch((right - left) / double(std::max<std::size_t>(1, periods))) {}

void PeriodAxis::label(ChartSheet& c, Period period, std::span<const std::int64_t> numbers,
                       double y) const {
    double widest = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        widest = std::max(
            widest, c.textWidth(c.phrases.periodShort(period, numbers[i], false), TextRole::Small));
    const auto every =
        std::max<std::size_t>(1, std::size_t(std::ceil((widest + 12) / std::max(m_pitch, 1e-6))));
    std::optional<int> year;
    double free = m_left - m_pitch; // where the last name and the last year end
    double yearFree = free;
    for (std::size_t i = 0; i < numbers.size(); i += every) {
        const std::string text = c.phrases.periodShort(period, numbers[i], false);
        const double half = c.textWidth(text, TextRole::Small) / 2;
        if (x(i) - half < free && i > 0)
            continue;
        const RectF at = c.putAround(text, x(i), y, TextRole::Small, {Colour::Dim}, kChartPad,
                                     c.width - kChartPad);
        free = at.right() + 8;
        const int its = civilFromDays(firstDayOf(numbers[i], period)).year;
        if (year != its && at.x >= yearFree) {
            const RectF under =
                c.putAround(inDigits(c.phrases, its), at.centre().x, y + c.step(TextRole::Small),
                            TextRole::Small, {Colour::Dim}, kChartPad, c.width - kChartPad);
            yearFree = under.right() + 8;
            year = its;
        }
    }
}

void drawBand(ChartSheet& c, const std::vector<LinePoint>& points, const ValueScale& scale,
              Paint paint) {
    using Kind = Path::Segment::Kind;
    const auto shown = [&](double share) { return scale.y(std::clamp(share, 0.0, scale.top)); };
    for (std::size_t from = 0; from < points.size();) {
        std::size_t to = from;
        while (to < points.size() && points[to].value && points[to].interval)
            ++to;
        if (to - from > 1) {
            Path band;
            for (std::size_t i = from; i < to; ++i)
                band.segments.push_back({i == from ? Kind::Move : Kind::Line,
                                         {},
                                         {},
                                         {points[i].x, shown(points[i].interval->high)}});
            for (std::size_t i = to; i-- > from;)
                band.segments.push_back(
                    {Kind::Line, {}, {}, {points[i].x, shown(points[i].interval->low)}});
            band.segments.push_back({Kind::Close, {}, {}, {}});
            band.fill = paint;
            c.sheet.path(Level::Ground, {}, std::move(band));
        } else if (to - from == 1) { // alone between gaps: its interval as a stroke
            c.line({points[from].x, shown(points[from].interval->high)},
                   {points[from].x, shown(points[from].interval->low)}, paint, 6, false,
                   Level::Ground);
        }
        from = std::max(to, from + 1);
    }
}

void drawLine(ChartSheet& c, const std::vector<LinePoint>& points, const ValueScale& scale,
              Paint paint, bool strong) {
    using Kind = Path::Segment::Kind;
    const auto at = [&](std::size_t i) {
        return PointF{points[i].x, scale.y(std::clamp(*points[i].value, 0.0, scale.top))};
    };
    Path run;
    const auto flush = [&] {
        if (run.segments.size() > 1) {
            run.stroke = paint;
            run.strokeWidth = strong ? 2.0F : 1.5F;
            c.sheet.path(Level::Under, {}, std::move(run));
        }
        run = {};
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!points[i].value) {
            flush();
            continue;
        }
        const bool joined = i > 0 && points[i - 1].value;
        const bool dashed = joined && (points[i].partial || points[i - 1].partial);
        if (dashed != run.dashed || !joined) {
            flush();
            run.dashed = dashed;
            if (joined)
                run.segments.push_back({Kind::Move, {}, {}, at(i - 1)});
        }
        run.segments.push_back({run.segments.empty() ? Kind::Move : Kind::Line, {}, {}, at(i)});
    }
    flush();
    // With many points the line tells all; those that stand alone or are partial are still seen.
    const double span = points.empty() ? 0 : points.back().x - points.front().x;
    const bool all = points.size() < 2 || span / double(points.size() - 1) >= 14;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!points[i].value)
            continue;
        const bool alone =
            (i == 0 || !points[i - 1].value) && (i + 1 == points.size() || !points[i + 1].value);
        if (all || alone || points[i].partial)
            c.dot(at(i), strong ? 3.5 : 2.5, paint, points[i].partial);
    }
}

std::vector<double> spreadOut(const std::vector<double>& wanted, double height, double low,
                              double high) {
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    std::vector<double> tops = wanted;
    double floor = low;
    for (const std::size_t i : order) {
        tops[i] = std::max(tops[i], floor);
        floor = tops[i] + height;
    }
    double ceiling = high - height;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        tops[*i] = std::min(tops[*i], ceiling);
        ceiling = tops[*i] - height;
    }
    return tops;
}

std::string chain(std::span<const std::string> names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : " \u203a ") + name;
    return text;
}

} // namespace cairn::layout
