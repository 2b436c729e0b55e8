#pragma once
// What charts are put together from: texts that know their bounds, scales, axes of periods, lines with gaps.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cairn/insight/questions.hpp"
#include "cairn/layout/charts/chart.hpp"
#include "core/layout/sheet.hpp"

namespace cairn::layout {

inline constexpr double kChartPad = 8;
inline constexpr double kChartGap = 8;

/// A chart being drawn.
class ChartSheet {
public:
    ChartSheet(const TextMeasurer& measurer, const Phrases& words, const ChartOptions& options)
        : sheet(measurer), phrases(words), width(std::max(options.width, 240.0)),
          m_rightToLeft(options.rightToLeft) {}

    Sheet sheet;
    const Phrases& phrases;
    double width; ///< of the list; a chart that needs more makes it wider before it is finished

    double textWidth(const std::string& text, TextRole role) const;
    double step(TextRole role) const { return sheet.lineStep(role); }
    /// Returns the space taken; texts that are too long end in "…".
    RectF put(const std::string& text, PointF at, double space, TextRole role, Paint paint,
              Align align = Align::Left, int lines = 1);
    /// Centred on `x`, but moved to stay within [left, right].
    RectF putAround(const std::string& text, double x, double y, TextRole role, Paint paint,
                    double left, double right);
    void box(const RectF& rect, Paint fill, float radius = 0, Level level = Level::Under);
    /// A bar along a lighter track that shows what the whole would be.
    void bar(const RectF& track, double length);
    /// Only an outline, dashed.
    void dashedBox(const RectF& rect, Paint stroke, float radius, Level level = Level::Under);
    void hatched(const RectF& rect, Paint paint, Level level = Level::Under);
    /// A disc, or a ring on the ground's colour.
    void dot(PointF centre, double radius, Paint paint, bool hollow = false);
    void line(PointF from, PointF to, Paint paint, float thickness = 1, bool dashed = false,
              Level level = Level::Under);
    void mark(ChartPart part, std::size_t series, std::size_t index, const RectF& rect,
              std::string tooltip);
    /// A whisker with a dot at the value.
    void whisker(double low, double value, double high, double y, Paint paint);

    /// The line that tells how to read the chart; returns where it ends.
    double foot(const std::string& text, double y);
    Chart finish(double height);

    std::string percent(const std::optional<double>& share) const;
    /// "151 / 180 = 83.9 %  (77.8 % – 88.6 %)"
    std::string rate(std::uint64_t part, std::uint64_t of, const std::optional<double>& share,
                     const std::optional<Interval>& interval) const;
    std::string interval(const std::optional<Interval>& interval) const;
    std::string count(std::uint64_t n) const { return phrases.count(double(n)); }

private:
    bool m_rightToLeft;
    std::vector<ChartMark> m_marks;
};

/// Blue first, then the stages' colours without their blue.
Paint seriesPaint(std::size_t series);
Paint bandPaint(std::size_t series);

/// From 0 to a round number, with three or four steps.
struct ValueScale {
    double top = 1, stepSize = 1;
    double upper = 0, lower = 0; ///< y of `top` and of 0
    double y(double value) const { return lower - (lower - upper) * value / top; }
    std::vector<double> ticks() const;
};
ValueScale scaleFor(double most, bool share, double upper, double lower);
/// What a scale must reach for values up to `highest` with bands up to `band`: bands of a handful of
/// people reach to the sky, so they may add no more than half.
double mostShown(double highest, double band);
/// Labels of the scale to the left of `x`, gridlines from there to `right`.
void drawScale(ChartSheet&, const ValueScale&, bool share, double x, double right);
double scaleLabelWidth(const ChartSheet&, const ValueScale&, bool share);

/// The one of three words that a period goes by.
const std::string& wordOf(Period, const std::string& day, const std::string& week,
                          const std::string& month);

/// Where the periods stand along a chart, and those whose names fit.
class PeriodAxis {
public:
    PeriodAxis(std::size_t periods, double left, double right);
    double x(std::size_t period) const { return m_left + m_pitch * (double(period) + 0.5); }
    double pitch() const { return m_pitch; }
    RectF column(std::size_t period, double top, double bottom) const {
        return {m_left + m_pitch * double(period), top, m_pitch, bottom - top};
    }
    /// Names under the axis, as many as fit without touching; the year where it changes.
    void label(ChartSheet&, Period, std::span<const std::int64_t> numbers, double y) const;

private:
    double m_left, m_right, m_pitch;
};

/// One point of a line; a point without a value breaks it.
struct LinePoint {
    double x = 0;
    std::optional<double> value;
    std::optional<Interval> interval;
    bool partial = false;
};
/// The band, the line (dashed to and from partial points) and the dots.
void drawBand(ChartSheet&, const std::vector<LinePoint>&, const ValueScale&, Paint);
void drawLine(ChartSheet&, const std::vector<LinePoint>&, const ValueScale&, Paint, bool strong);

/// Moves what would overlap apart: tops for spans of `heights` that want to be at `wanted`, in the same
/// order as given, within [low, high] as far as they fit.
std::vector<double> spreadOut(const std::vector<double>& wanted, double height, double low,
                              double high);

/// Joins event names as a path is read.
std::string chain(std::span<const std::string> names);

} // namespace cairn::layout
