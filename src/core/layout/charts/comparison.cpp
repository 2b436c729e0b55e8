// Before and now: is the difference more than chance?
#include <cmath>

#include "cairn/layout/charts/funnel_charts.hpp"
#include "core/layout/charts/chart_parts.hpp"

namespace cairn {
namespace {

using namespace layout;

constexpr double kLeastPlot = 96, kMostPlot = 220;
constexpr double kRow = 32;

struct Row {
    std::string title;
    ProportionTest test;
    std::size_t series = 0, index = 0;
};

class Drawing {
public:
    Drawing(const FunnelResult& now, const FunnelDifference& difference,
            const TextMeasurer& measurer, const Phrases& phrases, const ComparisonWords& words,
            const ChartOptions& options)
        : m_chart(measurer, phrases, options), m_words(words) {
        for (std::size_t k = 1; k < now.steps.size(); ++k)
            m_rows.push_back({now.steps[k].label, difference.step[k], 0, k});
        if (now.steps.size() > 2) // with two steps the second is the end
            m_rows.push_back({words.overall, difference.overall.back(), 1, 0});
        measure();
    }

    Chart draw() {
        drawHeads();
        const double top = 4 + m_chart.step(TextRole::Small) + 4;
        double y = top;
        for (const Row& row : m_rows) {
            if (row.series == 1)
                m_chart.line({kChartPad, y}, {m_chart.width - kChartPad, y}, {Colour::Line});
            drawRow(row, y);
            y += m_rowHeight;
        }
        m_chart.line({zero(), top}, {zero(), y}, {Colour::Dim}, 1, false, Level::Ground);
        return m_chart.finish(m_chart.foot(m_words.foot, y));
    }

private:
    std::string verdict(const ProportionTest& test) const {
        if (!test.difference)
            return m_words.none;
        if (test.significant)
            return *test.difference > 0 ? m_words.better : m_words.worse;
        if (!test.enough)
            return test.neededEach
                       ? fillIn(m_words.tooFew, {m_chart.phrases.count(rounded(*test.neededEach))})
                       : m_words.tooFewPlain;
        return m_words.chance;
    }

    /// Three leading digits: a sample size is an estimate.
    static double rounded(std::uint64_t n) {
        if (n < 1000)
            return double(n);
        const double unit = std::pow(10.0, std::floor(std::log10(double(n))) - 2);
        return std::ceil(double(n) / unit) * unit;
    }

    std::string difference(const ProportionTest& test) const {
        return test.difference ? m_chart.phrases.points(*test.difference)
                               : m_chart.phrases.noValue();
    }
    std::optional<double> before(const ProportionTest& t) const {
        return t.n > 0 ? std::optional(double(t.a) / double(t.n)) : std::nullopt;
    }
    std::optional<double> now(const ProportionTest& t) const {
        return t.m > 0 ? std::optional(double(t.b) / double(t.m)) : std::nullopt;
    }

    void measure() {
        const auto wide = [&](double& most, const std::string& text, TextRole role) {
            most = std::max(most, m_chart.textWidth(text, role));
        };
        wide(m_name, m_words.step, TextRole::SmallStrong);
        wide(m_before, m_words.before, TextRole::SmallStrong);
        wide(m_now, m_words.now, TextRole::SmallStrong);
        double verdicts = 0;
        for (const Row& row : m_rows) {
            wide(m_name, row.title, TextRole::BodyStrong);
            wide(m_before, m_chart.percent(before(row.test)), TextRole::Body);
            wide(m_now, m_chart.percent(now(row.test)), TextRole::Body);
            wide(m_points, difference(row.test), TextRole::Number);
            wide(verdicts, verdict(row.test), TextRole::Small);
            if (row.test.interval)
                m_reach = std::max(
                    {m_reach, std::abs(row.test.interval->low), std::abs(row.test.interval->high)});
        }
        m_name = std::min(m_name, m_chart.width * 0.3);
        m_beforeX = kChartPad + m_name + 2 * kChartGap;
        m_nowX = m_beforeX + m_before + 2 * kChartGap;
        m_pointsX = m_nowX + m_now + 2 * kChartGap;
        m_plotX = m_pointsX + m_points + 2 * kChartGap;
        const double right = m_chart.width - kChartPad;
        m_verdictX = right - verdicts;
        m_plot = m_verdictX - 2 * kChartGap - m_plotX;
        m_beneath = m_plot < kLeastPlot; // the verdict stands under the interval
        if (m_beneath) {
            m_verdictX = m_beforeX;
            m_plot = right - m_plotX;
            m_rowHeight = kRow + m_chart.step(TextRole::Small) + 2;
        }
        m_plot = std::clamp(m_plot, 48.0, kMostPlot);
        if (!m_beneath)
            m_verdictX = m_plotX + m_plot + 2 * kChartGap;
        m_chart.width = std::max(m_chart.width, m_plotX + m_plot + kChartPad);
    }

    double zero() const { return m_plotX + m_plot / 2; }
    double at(double points) const { return zero() + points / m_reach * (m_plot / 2 - 6); }

    void drawHeads() {
        const auto head = [&](const std::string& text, double x, double space, Align align) {
            m_chart.put(text, {x, 4}, space, TextRole::SmallStrong, {Colour::Dim}, align);
        };
        head(m_words.step, kChartPad, m_name, Align::Left);
        head(m_words.before, m_beforeX, m_before, Align::Right);
        head(m_words.now, m_nowX, m_now, Align::Right);
        head(m_words.difference, m_pointsX, m_chart.width - kChartPad - m_pointsX, Align::Left);
    }

    void drawRow(const Row& row, double y) {
        const ProportionTest& test = row.test;
        const double body = y + (kRow - m_chart.step(TextRole::Body)) / 2;
        m_chart.put(row.title, {kChartPad, body}, m_name, TextRole::BodyStrong, {Colour::Ink});
        m_chart.put(m_chart.percent(before(test)), {m_beforeX, body}, m_before, TextRole::Body,
                    {Colour::Dim}, Align::Right);
        m_chart.put(m_chart.percent(now(test)), {m_nowX, body}, m_now, TextRole::Body,
                    {Colour::Ink}, Align::Right);
        const Paint paint = !test.significant      ? Paint{Colour::Dim}
                            : *test.difference > 0 ? Paint{Colour::Accent}
                                                   : Paint{Colour::Pain};
        m_chart.put(difference(test), {m_pointsX, body}, m_points, TextRole::Number, paint,
                    Align::Right);
        if (test.interval && test.difference)
            m_chart.whisker(at(test.interval->low), at(*test.difference), at(test.interval->high),
                            y + kRow / 2, paint);
        const double verdictY =
            m_beneath ? y + kRow - 4 : y + (kRow - m_chart.step(TextRole::Small)) / 2;
        m_chart.put(verdict(test), {m_verdictX, verdictY}, m_chart.width - kChartPad - m_verdictX,
                    TextRole::Small, paint);
        m_chart.mark(ChartPart::Step, row.series, row.index,
                     {kChartPad, y, m_chart.width - 2 * kChartPad, m_rowHeight}, tooltip(row));
    }

    std::string tooltip(const Row& row) const {
        const ProportionTest& t = row.test;
        const auto side = [&](const std::string& name, std::uint64_t part, std::uint64_t of,
                              const std::optional<double>& share) {
            return "\n" + name + ": " +
                   fillIn(m_words.of, {m_chart.count(part), m_chart.count(of)}) + " = " +
                   m_chart.percent(share);
        };
        std::string text = row.title + side(m_words.before, t.a, t.n, before(t)) +
                           side(m_words.now, t.b, t.m, now(t));
        if (t.difference && t.interval)
            text += "\n" + m_words.difference + ": " + m_chart.phrases.points(*t.difference) +
                    "  (" + m_chart.phrases.points(t.interval->low) + " \u2026 " +
                    m_chart.phrases.points(t.interval->high) + ")";
        return text + "\n" + verdict(t);
    }

    ChartSheet m_chart;
    const ComparisonWords& m_words;
    std::vector<Row> m_rows;
    double m_name = 0, m_before = 0, m_now = 0, m_points = 0, m_plot = 0, m_rowHeight = kRow;
    double m_beforeX = 0, m_nowX = 0, m_pointsX = 0, m_plotX = 0, m_verdictX = 0;
    double m_reach = 0.01; ///< what either side of the zero line stands for
    bool m_beneath = false;
};

} // namespace

Chart layoutComparison(const FunnelResult& before, const FunnelResult& now,
                       const FunnelDifference& difference, const TextMeasurer& measurer,
                       const Phrases& phrases, const ComparisonWords& words,
                       const ChartOptions& options) {
    const std::size_t steps = now.steps.size();
    if (steps < 2 || before.steps.size() != steps || difference.step.size() != steps ||
        difference.overall.size() != steps)
        return {};
    return Drawing(now, difference, measurer, phrases, words, options).draw();
}

} // namespace cairn
