// Who comes back: the triangle of cohorts, and the curve of their average.
#include <cmath>

#include "cairn/layout/charts/question_charts.hpp"
#include "core/layout/charts/chart_parts.hpp"
#include "core/layout/digits.hpp"

namespace cairn {
namespace {

using namespace layout;

constexpr double kRow = 28, kCellHeight = 24;
constexpr double kLeastCell = 36, kMostCell = 72;
constexpr double kCurve = 160;

class Drawing {
public:
    Drawing(const RetentionResult& result, const TextMeasurer& measurer, const Phrases& phrases,
            const RetentionWords& words, const ChartOptions& options)
        : m_chart(measurer, phrases, options), m_words(words), m_result(result),
          m_period(result.options.period) {}

    Chart drawTriangle() {
        measure();
        drawHeads();
        double y = m_headHeight;
        drawAverage(y);
        y += kRow + 4;
        m_chart.line({kChartPad, y - 2}, {m_chart.width - kChartPad, y - 2}, {Colour::Line});
        for (std::size_t i = 0; i < m_result.cohorts.size(); ++i, y += kRow)
            drawCohort(i, y);
        return m_chart.finish(
            m_chart.foot(fillIn(m_words.foot, {m_chart.count(m_result.units)}), y));
    }

    Chart drawCurve() {
        const double upper = 8, lower = upper + kCurve;
        double most = 0;
        std::vector<LinePoint> points;
        for (const auto& average : m_result.average) {
            points.push_back({0, average.share, average.interval, false});
            most = std::max(most, average.interval ? average.interval->high : 0.0);
        }
        const ValueScale scale = scaleFor(most, true, upper, lower);
        const double left = kChartPad + scaleLabelWidth(m_chart, scale, true) + 6;
        const double right = m_chart.width - kChartPad;
        const PeriodAxis axis(points.size(), left, right);
        drawScale(m_chart, scale, true, left, right);
        for (std::size_t k = 0; k < points.size(); ++k)
            points[k].x = axis.x(k);
        drawBand(m_chart, points, scale, bandPaint(0));
        drawLine(m_chart, points, scale, seriesPaint(0), true);
        double free = 0, nameFree = 0;
        for (std::size_t k = 0; k < points.size(); ++k) {
            if (points[k].value)
                labelPoint(k, points, scale, axis, free);
            const std::string name = column(number(k));
            const double half = m_chart.textWidth(name, TextRole::Small) / 2;
            if (axis.x(k) - half >= nameFree)
                nameFree = m_chart
                               .putAround(name, axis.x(k), lower + 6, TextRole::Small,
                                          {Colour::Dim}, kChartPad, right)
                               .right() +
                           10;
            m_chart.mark(ChartPart::Average, 0, k, axis.column(k, upper, lower), averageText(k));
        }
        return m_chart.finish(lower + 6 + m_chart.step(TextRole::Small) + 8);
    }

private:
    /// Above its point, or below it where the line comes down from the left.
    void labelPoint(std::size_t k, const std::vector<LinePoint>& points, const ValueScale& scale,
                    const PeriodAxis& axis, double& free) {
        const std::string text = m_chart.phrases.percentBrief(*points[k].value);
        const double half = m_chart.textWidth(text, TextRole::SmallStrong) / 2;
        if (axis.x(k) - half < free)
            return;
        const double at = scale.y(*points[k].value);
        const bool falls = k > 0 && points[k - 1].value && at - scale.y(*points[k - 1].value) > 12;
        const double above = at - m_chart.step(TextRole::Small) - 6, below = at + 6;
        const bool under = falls && below + m_chart.step(TextRole::Small) < scale.lower;
        free = m_chart
                   .putAround(text, axis.x(k), under ? below : std::max(0.0, above),
                              TextRole::SmallStrong, {Colour::Ink}, axis.x(0) - half,
                              m_chart.width - kChartPad)
                   .right() +
               8;
    }

    std::string number(std::size_t k) const {
        return inDigits(m_chart.phrases, static_cast<long>(k));
    }
    std::string column(const std::string& text) const {
        return fillIn(wordOf(m_period, m_words.day, m_words.week, m_words.month), {text});
    }

    std::string startOf(const RetentionCohort& cohort) const {
        return m_chart.phrases.periodShort(m_period, cohort.period, true);
    }

    void measure() {
        m_columns = m_result.average.size();
        for (const auto& cohort : m_result.cohorts) {
            m_columns = std::max(m_columns, cohort.cells.size());
            m_nameWidth = std::max(m_nameWidth, m_chart.textWidth(startOf(cohort), TextRole::Body));
            m_sizeWidth = std::max(m_sizeWidth,
                                   m_chart.textWidth(m_chart.count(cohort.size), TextRole::Body));
            if (cohort.few && cohort.size > 0)
                m_fewWidth = m_chart.textWidth(m_chart.phrases.few(), TextRole::Small) + 4;
            for (const RetentionCell& cell : cohort.cells)
                m_most =
                    std::max(m_most, cell.complete && !cohort.few ? cell.share.value_or(0) : 0);
        }
        for (const auto& average : m_result.average)
            m_most = std::max(m_most, average.share.value_or(0));
        const double bound = m_chart.width * 0.3;
        m_nameWidth =
            std::max({m_nameWidth, m_chart.textWidth(m_words.cohort, TextRole::SmallStrong),
                      std::min(bound, m_chart.textWidth(m_words.average, TextRole::BodyStrong))});
        m_sizeWidth = std::max(m_sizeWidth, m_chart.textWidth(m_words.size, TextRole::SmallStrong));
        m_cellsLeft =
            kChartPad + m_nameWidth + kChartGap + m_sizeWidth + m_fewWidth + 2 * kChartGap;
        const double columns = double(std::max<std::size_t>(1, m_columns));
        m_pitch = std::clamp(std::floor((m_chart.width - kChartPad - m_cellsLeft) / columns),
                             kLeastCell, kMostCell);
        m_chart.width = std::max(m_chart.width, m_cellsLeft + m_pitch * columns + kChartPad);
    }

    void drawHeads() {
        const double small = m_chart.step(TextRole::Small);
        bool fits = true;
        for (std::size_t k = 0; k < m_columns; ++k)
            fits = fits && m_chart.textWidth(column(number(k)), TextRole::Small) + 4 <= m_pitch;
        const double y = fits ? 4 : 4 + small;
        if (!fits) // the unit once, above plain numbers
            m_chart.put(column(number(0) + " \u2013 " + number(m_columns - 1)), {m_cellsLeft, 4},
                        m_chart.width - kChartPad - m_cellsLeft, TextRole::Small, {Colour::Dim});
        m_chart.put(m_words.cohort, {kChartPad, y}, m_nameWidth, TextRole::SmallStrong,
                    {Colour::Dim});
        m_chart.put(m_words.size, {kChartPad + m_nameWidth + kChartGap, y}, m_sizeWidth,
                    TextRole::SmallStrong, {Colour::Dim}, Align::Right);
        for (std::size_t k = 0; k < m_columns; ++k) {
            const std::string text = number(k);
            m_chart.put(fits ? column(text) : text, {m_cellsLeft + m_pitch * double(k), y}, m_pitch,
                        TextRole::Small, {Colour::Dim}, Align::Centre);
        }
        m_headHeight = y + small + 4;
    }

    double textY(double y, TextRole role) const { return y + (kRow - m_chart.step(role)) / 2; }
    RectF cellAt(std::size_t k, double y) const {
        return {m_cellsLeft + m_pitch * double(k) + 1, y + (kRow - kCellHeight) / 2, m_pitch - 2,
                kCellHeight};
    }

    std::uint8_t shade(double share) const {
        const double part = m_most > 0 ? share / m_most : 0;
        return static_cast<std::uint8_t>(
            std::clamp(std::lround(part * (kHeats - 1)), 0L, kHeats - 1L));
    }

    void drawShare(const RectF& rect, const std::optional<double>& share, Paint ink, bool strong) {
        const TextRole role = strong ? TextRole::SmallStrong : TextRole::Small;
        const std::string text =
            share ? m_chart.phrases.percentBrief(*share) : m_chart.phrases.noValue();
        m_chart.put(text, {rect.x, rect.y + (rect.height - m_chart.step(role)) / 2}, rect.width,
                    role, ink, Align::Centre);
    }

    void drawAverage(double y) {
        m_chart.put(m_words.average, {kChartPad, textY(y, TextRole::BodyStrong)}, m_nameWidth,
                    TextRole::BodyStrong, {Colour::Ink});
        for (std::size_t k = 0; k < m_result.average.size(); ++k) {
            const auto& average = m_result.average[k];
            if (!average.share)
                continue;
            const RectF rect = cellAt(k, y);
            const std::uint8_t level = shade(*average.share);
            m_chart.box(rect, {Colour::Heat, level}, 3);
            drawShare(rect, average.share, {Colour::OnHeat, level}, true);
            m_chart.mark(ChartPart::Average, 0, k, rect, averageText(k));
        }
    }

    std::string averageText(std::size_t k) const {
        const auto& average = m_result.average[k];
        std::string text =
            m_words.average + ", " + column(number(k)) + "\n" +
            fillIn(m_words.returned, {m_chart.count(average.returned), m_chart.count(average.of)});
        if (average.share)
            text +=
                "\n" + m_chart.percent(average.share) + " " + m_chart.interval(average.interval);
        return text;
    }

    void drawCohort(std::size_t index, double y) {
        const RetentionCohort& cohort = m_result.cohorts[index];
        const double sizeX = kChartPad + m_nameWidth + kChartGap;
        const Paint ink{cohort.size > 0 ? Colour::Ink : Colour::Dim};
        m_chart.put(startOf(cohort), {kChartPad, textY(y, TextRole::Body)}, m_nameWidth,
                    TextRole::Body, ink);
        m_chart.put(m_chart.count(cohort.size), {sizeX, textY(y, TextRole::Body)}, m_sizeWidth,
                    TextRole::Body, ink, Align::Right);
        if (cohort.few && cohort.size > 0)
            m_chart.put(m_chart.phrases.few(), {sizeX + m_sizeWidth + 4, textY(y, TextRole::Small)},
                        m_fewWidth, TextRole::Small, {Colour::Pain});
        const std::string name = m_chart.phrases.periodName(m_period, cohort.period);
        m_chart.mark(ChartPart::Cohort, 0, index, {kChartPad, y, m_cellsLeft - kChartPad, kRow},
                     name + "\n" + m_chart.phrases.sampleSize(double(cohort.size)));
        for (std::size_t k = 0; cohort.size > 0 && k < cohort.cells.size(); ++k)
            drawCell(index, k, cellAt(k, y), name);
    }

    void drawCell(std::size_t index, std::size_t k, const RectF& rect, const std::string& name) {
        const RetentionCohort& cohort = m_result.cohorts[index];
        const RetentionCell& cell = cohort.cells[k];
        if (!cell.complete) {
            m_chart.hatched(rect, {Colour::Line});
            drawShare(rect, cell.share, {Colour::Ink}, false);
        } else {
            const std::uint8_t level = shade(cell.share.value_or(0));
            m_chart.box(rect, {Colour::Heat, level}, 3);
            drawShare(rect, cell.share, {Colour::OnHeat, level}, false);
        }
        std::string text =
            name + ", " + column(number(k)) + "\n" +
            fillIn(m_words.returned, {m_chart.count(cell.returned), m_chart.count(cohort.size)});
        if (cell.share)
            text += "\n" + m_chart.percent(cell.share) + " " + m_chart.interval(cell.interval);
        if (!cell.complete)
            text += "\n" + m_words.incomplete;
        m_chart.mark(ChartPart::Cell, index, k, rect, std::move(text));
    }

    ChartSheet m_chart;
    const RetentionWords& m_words;
    const RetentionResult& m_result;
    Period m_period;
    std::size_t m_columns = 0;
    double m_nameWidth = 0, m_sizeWidth = 0, m_fewWidth = 0, m_cellsLeft = 0, m_pitch = 0;
    double m_headHeight = 0;
    double m_most = 0.05; ///< the share with the strongest shade
};

} // namespace

Chart layoutRetention(const RetentionResult& result, const TextMeasurer& measurer,
                      const Phrases& phrases, const RetentionWords& words,
                      const ChartOptions& options) {
    if (result.cohorts.empty())
        return {};
    return Drawing(result, measurer, phrases, words, options).drawTriangle();
}

Chart layoutRetentionCurve(const RetentionResult& result, const TextMeasurer& measurer,
                           const Phrases& phrases, const RetentionWords& words,
                           const ChartOptions& options) {
    if (result.average.empty())
        return {};
    return Drawing(result, measurer, phrases, words, options).drawCurve();
}

} // namespace cairn
