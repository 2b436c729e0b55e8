// Conversion by period of entry: one line to the end, and one for each step where asked for.
#include "cairn/layout/charts/funnel_charts.hpp"
#include "core/layout/charts/chart_parts.hpp"

namespace cairn {
namespace {

using namespace layout;

constexpr double kPlot = 176;
constexpr double kMostName = 150; ///< of the names at the lines' ends

struct Line {
    std::string name;
    std::size_t series = 0; ///< 0 = to the end
    std::vector<LinePoint> points;
    std::optional<std::size_t> last; ///< the last point that has a value
};

class Drawing {
public:
    Drawing(const FunnelResult& funnel, const TextMeasurer& measurer, const Phrases& phrases,
            const OverTimeWords& words, const ChartOptions& options, bool eachStep)
        : m_chart(measurer, phrases, options), m_words(words), m_funnel(funnel),
          m_period(funnel.options.overTime ? funnel.options.overTime->period : Period::Week) {
        addLine(0);
        if (eachStep)
            for (std::size_t k = 1; k < funnel.steps.size(); ++k)
                addLine(k);
    }

    Chart draw() {
        const double top = 8, bottom = top + std::max(kPlot, 18.0 * double(m_lines.size()));
        const ValueScale scale = scaleFor(most(), true, top, bottom);
        const double left = kChartPad +
                            std::max(scaleLabelWidth(m_chart, scale, true),
                                     m_chart.textWidth(m_words.n, TextRole::Small)) +
                            6;
        const double names = namesWidth();
        const PeriodAxis axis(m_funnel.overTime.size(), left, m_chart.width - kChartPad - names);
        drawScale(m_chart, scale, true, left, m_chart.width - kChartPad - names);
        for (Line& line : m_lines)
            for (std::size_t i = 0; i < line.points.size(); ++i)
                line.points[i].x = axis.x(i);
        drawBand(m_chart, m_lines.front().points, scale, bandPaint(0));
        for (std::size_t i = m_lines.size(); i-- > 0;)
            drawLine(m_chart, m_lines[i].points, scale, seriesPaint(m_lines[i].series), i == 0);
        drawNames(scale, m_chart.width - kChartPad - names + 8, names - 8);
        drawMarks(scale, axis);
        double y = bottom + 6;
        std::vector<std::int64_t> numbers;
        for (const FunnelPeriod& period : m_funnel.overTime)
            numbers.push_back(period.period);
        axis.label(m_chart, m_period, numbers, y);
        y += 2 * m_chart.step(TextRole::Small) + 2;
        drawCounts(axis, y, left);
        return m_chart.finish(m_chart.foot(
            fillIn(m_words.foot, {wordOf(m_period, m_words.day, m_words.week, m_words.month)}),
            y + m_chart.step(TextRole::Small)));
    }

private:
    void addLine(std::size_t step) {
        Line line;
        line.series = step;
        line.name = step == 0 ? m_words.toTheEnd : m_funnel.steps[step].label;
        for (std::size_t i = 0; i < m_funnel.overTime.size(); ++i) {
            const FunnelPeriod& period = m_funnel.overTime[i];
            LinePoint point;
            point.partial = period.partial;
            if (const StepResult* at = stepOf(period, step)) {
                point.value = step == 0 ? at->overall : at->stepConversion;
                point.interval = step == 0 ? at->interval : at->stepInterval;
            }
            if (point.value)
                line.last = i;
            line.points.push_back(point);
        }
        m_lines.push_back(std::move(line));
    }

    static const StepResult* stepOf(const FunnelPeriod& period, std::size_t step) {
        if (period.steps.empty() || period.steps.front().reached == 0)
            return nullptr;
        if (step == 0)
            return &period.steps.back();
        return step < period.steps.size() ? &period.steps[step] : nullptr;
    }

    double most() const {
        double highest = 0, band = 0;
        for (const Line& line : m_lines)
            for (const LinePoint& point : line.points) {
                highest = std::max(highest, point.value.value_or(0));
                if (&line == &m_lines.front() && point.interval)
                    band = std::max(band, point.interval->high);
            }
        return mostShown(highest, band);
    }

    double namesWidth() const {
        double widest = 0;
        for (const Line& line : m_lines)
            widest = std::max(widest, m_chart.textWidth(line.name, TextRole::SmallStrong));
        return std::min({widest, kMostName, m_chart.width * 0.25}) + 12;
    }

    void drawNames(const ValueScale& scale, double x, double space) {
        std::vector<double> wanted;
        std::vector<const Line*> shown;
        const double height = m_chart.step(TextRole::Small);
        for (const Line& line : m_lines)
            if (line.last) {
                wanted.push_back(scale.y(*line.points[*line.last].value) - height / 2);
                shown.push_back(&line);
            }
        const auto tops = spreadOut(wanted, height, scale.upper - 8, scale.lower + 8);
        for (std::size_t i = 0; i < shown.size(); ++i)
            m_chart.put(shown[i]->name, {x, tops[i]}, space,
                        shown[i]->series == 0 ? TextRole::SmallStrong : TextRole::Small,
                        seriesPaint(shown[i]->series));
    }

    void drawMarks(const ValueScale& scale, const PeriodAxis& axis) {
        for (std::size_t k = m_lines.size(); k-- > 0;)
            for (std::size_t i = 0; i < m_funnel.overTime.size(); ++i) {
                const Line& line = m_lines[k];
                RectF rect = axis.column(i, scale.upper, scale.lower);
                if (m_lines.size() > 1 && line.points[i].value) {
                    rect.y = scale.y(*line.points[i].value) - 8;
                    rect.height = 16;
                }
                if (m_lines.size() == 1 || line.points[i].value)
                    m_chart.mark(ChartPart::Point, line.series, i, rect, tooltip(line, i));
            }
    }

    std::string tooltip(const Line& line, std::size_t i) const {
        const FunnelPeriod& period = m_funnel.overTime[i];
        std::string text = m_chart.phrases.periodName(m_period, period.period) + "\n";
        if (period.steps.empty() || period.steps.front().reached == 0)
            return text + m_words.nobody;
        const StepResult* at = stepOf(period, line.series);
        const auto of =
            line.series == 0 ? period.steps.front().reached : period.steps[line.series - 1].reached;
        const auto part =
            line.series == 0 ? at->reached : at->reached - std::min(at->reached, at->entered);
        text += line.name + ": " +
                m_chart.rate(part, of, line.points[i].value, line.points[i].interval);
        text += "\n" + fillIn(m_words.entered, {m_chart.count(period.steps.front().reached)});
        if (period.partial)
            text += "\n" + m_words.partial;
        return text;
    }

    /// n under each point, as many as fit without touching.
    void drawCounts(const PeriodAxis& axis, double y, double left) {
        m_chart.put(m_words.n, {kChartPad, y}, left - kChartPad - 6, TextRole::Small, {Colour::Dim},
                    Align::Right);
        double free = left - 4;
        for (std::size_t i = 0; i < m_funnel.overTime.size(); ++i) {
            const auto& steps = m_funnel.overTime[i].steps;
            const std::string text = m_chart.count(steps.empty() ? 0 : steps.front().reached);
            const double half = m_chart.textWidth(text, TextRole::Small) / 2;
            if (axis.x(i) - half < free)
                continue;
            free = m_chart
                       .putAround(text, axis.x(i), y, TextRole::Small, {Colour::Dim}, left - 4,
                                  m_chart.width - kChartPad)
                       .right() +
                   6;
        }
    }

    ChartSheet m_chart;
    const OverTimeWords& m_words;
    const FunnelResult& m_funnel;
    Period m_period;
    std::vector<Line> m_lines;
};

} // namespace

Chart layoutOverTime(const FunnelResult& funnel, const TextMeasurer& measurer,
                     const Phrases& phrases, const OverTimeWords& words,
                     const ChartOptions& options, bool eachStep) {
    if (funnel.overTime.empty() || funnel.steps.size() < 2)
        return {};
    return Drawing(funnel, measurer, phrases, words, options, eachStep).draw();
}

} // namespace cairn
