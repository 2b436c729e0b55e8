// How long a step took: bars over buckets of time, and where the middle lies.
#include <cmath>

#include "cairn/layout/charts/funnel_charts.hpp"
#include "core/layout/charts/chart_parts.hpp"

namespace cairn {
namespace {

using namespace layout;

constexpr double kBars = 132; ///< height of the tallest bar
constexpr double kStrip = 12; ///< of the line with median and middle half
constexpr std::size_t kBuckets = kTimeBuckets.size() + 1;

class Drawing {
public:
    Drawing(const StepResult& step, const TextMeasurer& measurer, const Phrases& phrases,
            const TimeHistogramWords& words, const ChartOptions& options)
        : m_chart(measurer, phrases, options), m_words(words), m_step(step) {
        for (std::size_t i = 0; i < kBuckets && i < step.time.histogram.size(); ++i) {
            m_counts[i] = step.time.histogram[i];
            m_total += m_counts[i];
            m_most = std::max(m_most, m_counts[i]);
        }
    }

    Chart draw() {
        if (m_total == 0) {
            const RectF said =
                m_chart.put(m_words.nobody, {kChartPad, kChartPad}, m_chart.width - 2 * kChartPad,
                            TextRole::Body, {Colour::Dim});
            return m_chart.finish(said.bottom() + kChartPad);
        }
        chooseBuckets();
        const double strip = drawSummary(4);
        const double bottom = strip + m_chart.step(TextRole::Body) + 4 + kBars;
        drawBars(bottom);
        drawEdges(bottom + 4);
        const double end = m_chart.foot(fillIn(m_words.foot, {m_chart.count(m_total)}),
                                        bottom + 4 + m_chart.step(TextRole::Small) + 4);
        return m_chart.finish(end);
    }

private:
    /// Empty buckets at either end tell nothing; one is left to show that it is empty.
    void chooseBuckets() {
        while (m_first + 1 < kBuckets && m_counts[m_first] == 0)
            ++m_first;
        m_last = kBuckets - 1;
        while (m_last > m_first && m_counts[m_last] == 0)
            --m_last;
        m_first = m_first > 0 ? m_first - 1 : 0;
        m_last = std::min(m_last + 1, kBuckets - 1);
        const double space = m_chart.width - 2 * kChartPad;
        m_pitch = std::min(space / double(m_last - m_first + 1), 96.0);
    }

    double left(std::size_t bucket) const {
        return kChartPad + m_pitch * (double(bucket) - double(m_first));
    }
    double right() const { return left(m_last + 1); }

    /// Times grow from bucket to bucket, so inside one they are placed by their logarithm.
    double xOf(double seconds) const {
        std::size_t bucket = 0;
        while (bucket < kTimeBuckets.size() && seconds > kTimeBuckets[bucket])
            ++bucket;
        const double low = bucket == 0 ? 1 : kTimeBuckets[bucket - 1];
        const double high =
            bucket < kTimeBuckets.size() ? kTimeBuckets[bucket] : 4 * kTimeBuckets.back();
        const double part =
            std::clamp(std::log(std::max(seconds, 1.0) / low) / std::log(high / low), 0.0, 1.0);
        return std::clamp(left(bucket) + part * m_pitch, kChartPad, right());
    }

    /// Two lines of words over a strip: the median above, the middle half and p90 below it.
    double drawSummary(double y) {
        const StepTimes& time = m_step.time;
        const double bound = m_chart.width - kChartPad;
        const double line = m_chart.step(TextRole::Body);
        const double small = m_chart.step(TextRole::Small);
        const double middle = y + line + kStrip / 2 + 2;
        double wordsBottom = middle + kStrip / 2 + 2;
        if (time.p25 && time.p75) {
            const RectF half{xOf(*time.p25), middle - 3,
                             std::max(2.0, xOf(*time.p75) - xOf(*time.p25)), 6};
            m_chart.box(half, {Colour::Bar}, 3);
            const std::string text =
                fillIn(m_words.middleHalf,
                       {m_chart.phrases.duration(*time.p25), m_chart.phrases.duration(*time.p75)});
            const RectF at = m_chart.putAround(text, half.centre().x, wordsBottom, TextRole::Small,
                                               {Colour::Dim}, kChartPad, bound);
            m_chart.mark(ChartPart::Percentile, 0, 0, {half.x, middle - 6, half.width, 12}, text);
            m_halfWords = at;
        }
        if (time.p90)
            wordsBottom = drawNinety(*time.p90, middle, wordsBottom, bound);
        if (time.median)
            drawMedian(*time.median, y, middle, bound);
        return wordsBottom + small + 4;
    }

    double drawNinety(double seconds, double middle, double y, double bound) {
        const double x = xOf(seconds);
        const std::string text = fillIn(m_words.ninety, {m_chart.phrases.duration(seconds)});
        if (m_step.time.p75)
            m_chart.line({xOf(*m_step.time.p75), middle}, {x, middle}, {Colour::Bar}, 1.5F);
        m_chart.line({x, middle - 5}, {x, middle + 5}, {Colour::Bar}, 2);
        // Beside the words of the middle half where there is room, else a line lower.
        const double space = m_chart.textWidth(text, TextRole::Small);
        double from = std::max(x - space / 2, m_halfWords.right() + 12);
        if (from + space > bound) {
            from = std::max(kChartPad, std::min(x - space / 2, bound - space));
            if (m_halfWords.width > 0 && from < m_halfWords.right() + 12)
                y += m_chart.step(TextRole::Small);
        }
        m_chart.put(text, {from, y}, std::min(space, bound - from), TextRole::Small, {Colour::Dim});
        m_chart.mark(ChartPart::Percentile, 0, 2, {x - 6, middle - 6, 12, 12}, text);
        return y;
    }

    void drawMedian(double seconds, double y, double middle, double bound) {
        const double x = xOf(seconds);
        const std::string text = fillIn(m_words.median, {m_chart.phrases.duration(seconds)});
        m_chart.putAround(text, x, y, TextRole::Number, {Colour::Ink}, kChartPad, bound);
        m_chart.sheet.box(Level::Cards, {},
                          {{x - 5, middle - 5, 10, 10}, {Colour::Card}, {Colour::Bar}, 2.5F, 5});
        m_chart.mark(ChartPart::Percentile, 0, 1, {x - 8, middle - 8, 16, 16}, text);
    }

    void drawBars(double bottom) {
        const double gap = std::min(4.0, m_pitch * 0.1);
        m_chart.line({kChartPad, bottom}, {right(), bottom}, {Colour::Line});
        for (std::size_t i = m_first; i <= m_last; ++i) {
            const std::uint64_t n = m_counts[i];
            const double height = kBars * double(n) / double(m_most);
            const RectF bar{left(i) + gap, bottom - height, m_pitch - 2 * gap, height};
            m_chart.box(bar, {Colour::Bar}, 2);
            const double labelY = bar.y - m_chart.step(TextRole::SmallStrong) - 1;
            if (n > 0)
                m_chart.putAround(m_chart.count(n), bar.centre().x, labelY, TextRole::SmallStrong,
                                  {Colour::Ink}, left(i), left(i) + m_pitch);
            m_chart.mark(ChartPart::Bar, 0, i, {left(i), bottom - kBars - 18, m_pitch, kBars + 18},
                         tooltip(i));
        }
    }

    std::string tooltip(std::size_t bucket) const {
        const auto edge = [&](std::size_t i) { return m_chart.phrases.duration(kTimeBuckets[i]); };
        const std::string name = bucket == 0 ? fillIn(m_words.under, {edge(0)})
                                 : bucket == kTimeBuckets.size()
                                     ? fillIn(m_words.over, {edge(bucket - 1)})
                                     : fillIn(m_words.between, {edge(bucket - 1), edge(bucket)});
        const double share = double(m_counts[bucket]) / double(m_total);
        return name + ": " + m_chart.rate(m_counts[bucket], m_total, share, {});
    }

    /// The edges in words, as many as fit without touching.
    void drawEdges(double y) {
        double free = 0;
        for (std::size_t edge = m_first; edge < std::min(m_last + 1, kTimeBuckets.size()); ++edge) {
            const double x = left(edge + 1);
            m_chart.line({x, y - 4}, {x, y}, {Colour::Line});
            const std::string text = m_chart.phrases.duration(kTimeBuckets[edge]);
            const double half = m_chart.textWidth(text, TextRole::Small) / 2;
            if (x - half < free)
                continue;
            free = m_chart
                       .putAround(text, x, y, TextRole::Small, {Colour::Dim}, kChartPad,
                                  m_chart.width - kChartPad)
                       .right() +
                   8;
        }
    }

    ChartSheet m_chart;
    const TimeHistogramWords& m_words;
    const StepResult& m_step;
    std::array<std::uint64_t, kBuckets> m_counts{};
    std::uint64_t m_total = 0, m_most = 0;
    std::size_t m_first = 0, m_last = 0;
    double m_pitch = 0;
    RectF m_halfWords;
};

} // namespace

Chart layoutTimeHistogram(const StepResult& step, const TextMeasurer& measurer,
                          const Phrases& phrases, const TimeHistogramWords& words,
                          const ChartOptions& options) {
    if (step.time.histogram.empty())
        return {};
    return Drawing(step, measurer, phrases, words, options).draw();
}

} // namespace cairn
