// How it went over time: a line for each series, named at its end.
#include "cairn/layout/charts/question_charts.hpp"
#include "core/layout/charts/chart_parts.hpp"

namespace cairn {
namespace {

using namespace layout;

constexpr double kPlot = 192;
constexpr double kMostName = 180;
constexpr std::size_t kMostBands = 3;

class Drawing {
public:
    Drawing(const TrendResult& result, const TextMeasurer& measurer, const Phrases& phrases,
            const TrendWords& words, const ChartOptions& options)
        : m_chart(measurer, phrases, options), m_words(words), m_result(result),
          m_rate(result.options.measure == TrendMeasure::Rate) {}

    Chart draw() {
        const double line = m_chart.step(TextRole::Small);
        const double top = 8;
        const double bottom = top + std::max(kPlot, line * double(m_result.series.size()));
        const bool bands = m_rate && m_result.series.size() <= kMostBands;
        const ValueScale scale = scaleFor(most(bands), m_rate, top, bottom);
        const double left = kChartPad + scaleLabelWidth(m_chart, scale, m_rate) + 6;
        const double names = namesWidth();
        const double right = m_chart.width - kChartPad - names;
        const PeriodAxis axis(m_result.periods.size(), left, right);
        drawScale(m_chart, scale, m_rate, left, right);
        place(axis);
        for (std::size_t s = m_lines.size(); bands && s-- > 0;)
            drawBand(m_chart, m_lines[s], scale, bandPaint(s));
        for (std::size_t s = m_lines.size(); s-- > 0;)
            drawLine(m_chart, m_lines[s], scale, seriesPaint(s), m_lines.size() <= 4);
        drawGaps(axis, top, bottom);
        drawMarks(scale, axis);
        drawNames(scale, right, names);
        std::vector<std::int64_t> numbers;
        for (const TrendPeriod& period : m_result.periods)
            numbers.push_back(period.period);
        axis.label(m_chart, m_result.options.period, numbers, bottom + 6);
        return m_chart.finish(
            m_chart.foot(bands ? m_words.footRate : m_words.foot, bottom + 6 + 2 * line));
    }

private:
    double most(bool bands) const {
        double highest = 0, band = 0;
        for (const auto& series : m_result.series)
            for (const TrendPoint& point : series.points) {
                highest = std::max(highest, point.value.value_or(0));
                if (bands && point.interval)
                    band = std::max(band, point.interval->high);
            }
        return mostShown(highest, band);
    }

    void place(const PeriodAxis& axis) {
        for (const auto& series : m_result.series) {
            std::vector<LinePoint> line;
            for (std::size_t i = 0; i < series.points.size(); ++i) {
                const TrendPoint& point = series.points[i];
                const bool partial = i < m_result.periods.size() && m_result.periods[i].partial;
                line.push_back({axis.x(i), point.value, point.interval, partial});
            }
            m_lines.push_back(std::move(line));
        }
    }

    double namesWidth() const {
        double widest = 0;
        for (const auto& series : m_result.series)
            widest = std::max(widest, m_chart.textWidth(series.label, TextRole::SmallStrong));
        return std::min({widest, kMostName, m_chart.width * 0.28}) + 16;
    }

    void drawNames(const ValueScale& scale, double right, double names) {
        std::vector<double> wanted;
        std::vector<std::size_t> shown;
        std::vector<PointF> ends;
        const double height = m_chart.step(TextRole::Small);
        for (std::size_t s = 0; s < m_lines.size(); ++s) {
            const auto& line = m_lines[s];
            const auto last = std::find_if(line.rbegin(), line.rend(),
                                           [](const LinePoint& p) { return p.value.has_value(); });
            if (last == line.rend())
                continue;
            ends.push_back({last->x, scale.y(*last->value)});
            wanted.push_back(ends.back().y - height / 2);
            shown.push_back(s);
        }
        const auto tops = spreadOut(wanted, height, scale.upper - 8, scale.lower + 8);
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const Paint paint = seriesPaint(shown[i]);
            const double middle = tops[i] + height / 2;
            // A thin lead from the end to a name that had to move, or that stands far off.
            if (right + 10 - ends[i].x > 24 || std::abs(middle - ends[i].y) > 4)
                m_chart.line({ends[i].x + 5, ends[i].y}, {right + 12, middle}, {Colour::Line}, 1);
            const auto& series = m_result.series[shown[i]];
            const RectF at = m_chart.put(series.label, {right + 16, tops[i]}, names - 16,
                                         TextRole::SmallStrong, paint);
            m_chart.mark(ChartPart::Series, shown[i], 0, at,
                         series.label + "\n" + m_chart.phrases.sampleSize(double(series.total)));
        }
    }

    /// A gap is said where there is room for the words, at the foot of the plot.
    void drawGaps(const PeriodAxis& axis, double top, double bottom) {
        for (std::size_t i = 0; i < m_result.periods.size();) {
            std::size_t end = i;
            while (end < m_result.periods.size() && m_result.periods[end].gap)
                ++end;
            if (end > i) {
                const RectF first = axis.column(i, top, bottom),
                            last = axis.column(end - 1, top, bottom);
                const RectF whole{first.x, bottom - 14, last.right() - first.x, 14};
                m_chart.hatched({whole.x, bottom - 6, whole.width, 6}, {Colour::Line},
                                Level::Ground);
                if (m_chart.textWidth(m_words.gap, TextRole::Small) + 8 < whole.width)
                    m_chart.put(m_words.gap, {whole.x, bottom - 8 - m_chart.step(TextRole::Small)},
                                whole.width, TextRole::Small, {Colour::Dim}, Align::Centre);
            }
            i = std::max(end, i + 1);
        }
    }

    void drawMarks(const ValueScale& scale, const PeriodAxis& axis) {
        const bool one = m_lines.size() == 1;
        for (std::size_t s = m_lines.size(); s-- > 0;)
            for (std::size_t i = 0; i < m_lines[s].size(); ++i) {
                RectF rect = axis.column(i, scale.upper, scale.lower);
                if (!one) {
                    if (!m_lines[s][i].value)
                        continue;
                    rect.y = scale.y(*m_lines[s][i].value) - 8;
                    rect.height = 16;
                }
                m_chart.mark(ChartPart::Point, s, i, rect, tooltip(s, i));
            }
    }

    std::string tooltip(std::size_t s, std::size_t i) const {
        const auto& series = m_result.series[s];
        const TrendPoint& point = series.points[i];
        const TrendPeriod& period = m_result.periods[i];
        std::string text = m_chart.phrases.periodName(m_result.options.period, period.period) +
                           "\n" + series.label + ": ";
        if (!point.value)
            return text + m_words.gap;
        text += m_rate ? m_chart.rate(point.count, point.of, point.value, point.interval)
                       : m_chart.count(point.count);
        return period.partial ? text + "\n" + m_words.partial : text;
    }

    ChartSheet m_chart;
    const TrendWords& m_words;
    const TrendResult& m_result;
    bool m_rate;
    std::vector<std::vector<LinePoint>> m_lines;
};

} // namespace

Chart layoutTrend(const TrendResult& result, const TextMeasurer& measurer, const Phrases& phrases,
                  const TrendWords& words, const ChartOptions& options) {
    if (result.periods.empty() || result.series.empty())
        return {};
    return Drawing(result, measurer, phrases, words, options).draw();
}

} // namespace cairn
