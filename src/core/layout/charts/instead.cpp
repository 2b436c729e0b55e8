// Where those went who stopped at a step.
#include "cairn/layout/charts/funnel_charts.hpp"
#include "core/layout/charts/chart_parts.hpp"

namespace cairn {
namespace {

using namespace layout;

constexpr std::size_t kMostRows = 6;
constexpr double kRow = 24, kBar = 12;

class Drawing {
public:
    Drawing(const std::vector<InsteadOf>& instead, const std::vector<std::string>& titles,
            const TextMeasurer& measurer, const Phrases& phrases, const InsteadWords& words,
            const ChartOptions& options)
        : m_chart(measurer, phrases, options), m_words(words), m_instead(instead),
          m_titles(titles) {
        measure();
    }

    Chart draw() {
        double y = 4;
        for (std::size_t i = 0; i < m_instead.size(); ++i)
            y = drawStep(i, y) + kChartGap;
        return m_chart.finish(m_chart.foot(m_words.foot, y - kChartGap));
    }

private:
    const std::string& nameOf(const InsteadOf::Next& next) const {
        return next.name.empty() ? m_words.nothingMore : next.name;
    }
    std::string later(const InsteadOf::Next& next) const {
        return next.medianSeconds
                   ? fillIn(m_words.later, {m_chart.phrases.duration(*next.medianSeconds)})
                   : std::string();
    }

    void measure() {
        double later_ = 0;
        for (const InsteadOf& step : m_instead)
            for (std::size_t i = 0; i < std::min(kMostRows, step.next.size()); ++i) {
                const auto& next = step.next[i];
                m_name = std::max(m_name, m_chart.textWidth(nameOf(next), TextRole::Body));
                m_count = std::max(m_count,
                                   m_chart.textWidth(m_chart.count(next.units), TextRole::Number));
                m_share = std::max(m_share,
                                   m_chart.textWidth(m_chart.percent(next.share), TextRole::Small));
                later_ = std::max(later_, m_chart.textWidth(later(next), TextRole::Small));
            }
        m_name = std::min(m_name, m_chart.width * 0.3);
        const double fixed = 2 * kChartPad + m_name + m_count + m_share + 3 * kChartGap;
        m_bar = m_chart.width - fixed - later_ - 2 * kChartGap;
        m_later = later_;
        if (m_bar < 80) { // the time gives way; the tooltip still tells it
            m_later = 0;
            m_bar = m_chart.width - fixed;
        }
        m_bar = std::clamp(m_bar, 60.0, 320.0);
    }

    double drawStep(std::size_t index, double y) {
        const InsteadOf& step = m_instead[index];
        const std::string title =
            step.step < m_titles.size() ? m_titles[step.step] : m_chart.count(step.step + 1);
        y = m_chart
                .put(fillIn(m_words.heading, {title, m_chart.count(step.dropped)}), {kChartPad, y},
                     m_chart.width - 2 * kChartPad, TextRole::BodyStrong, {Colour::Ink})
                .bottom() +
            2;
        std::uint64_t others = 0;
        for (std::size_t i = 0; i < step.next.size(); ++i) {
            if (i >= kMostRows) {
                others += step.next[i].units;
                continue;
            }
            drawRow(index, i, y);
            y += kRow;
        }
        if (others > 0) {
            m_chart.put(fillIn(m_words.more, {m_chart.count(step.next.size() - kMostRows)}) + ": " +
                            m_chart.count(others),
                        {kChartPad, y}, m_chart.width - 2 * kChartPad, TextRole::Small,
                        {Colour::Dim});
            y += m_chart.step(TextRole::Small) + 4;
        }
        return y;
    }

    void drawRow(std::size_t step, std::size_t index, double y) {
        const InsteadOf::Next& next = m_instead[step].next[index];
        const bool nothing = next.name.empty();
        const double body = y + (kRow - m_chart.step(TextRole::Body)) / 2;
        const double small = y + (kRow - m_chart.step(TextRole::Small)) / 2;
        m_chart.put(nameOf(next), {kChartPad, body}, m_name, TextRole::Body,
                    {nothing ? Colour::Dim : Colour::Ink});
        double x = kChartPad + m_name + kChartGap;
        const RectF track{x, y + (kRow - kBar) / 2, m_bar, kBar};
        const double width = m_instead[step].dropped > 0
                                 ? m_bar * double(next.units) / double(m_instead[step].dropped)
                                 : 0;
        m_chart.bar(track, nothing ? 0 : width);
        if (nothing && width > 0) // lost for good: hatched, as drop-off is on the map
            m_chart.hatched({x, track.y, width, kBar}, {Colour::Pain});
        x = track.right() + kChartGap;
        m_chart.put(m_chart.count(next.units), {x, body}, m_count, TextRole::Number, {Colour::Ink},
                    Align::Right);
        x += m_count + kChartGap;
        m_chart.put(m_chart.percent(next.share), {x, small}, m_share, TextRole::Small,
                    {Colour::Dim}, Align::Right);
        x += m_share + 2 * kChartGap;
        const std::string time = later(next);
        if (m_later > 0 && !time.empty())
            m_chart.put(time, {x, small}, m_later, TextRole::Small, {Colour::Dim});
        std::string tip =
            nameOf(next) + ": " + m_chart.rate(next.units, m_instead[step].dropped, next.share, {});
        m_chart.mark(ChartPart::Next, step, index,
                     {kChartPad, y, m_chart.width - 2 * kChartPad, kRow},
                     time.empty() ? tip : tip + "\n" + time);
    }

    ChartSheet m_chart;
    const InsteadWords& m_words;
    const std::vector<InsteadOf>& m_instead;
    const std::vector<std::string>& m_titles;
    double m_name = 0, m_count = 0, m_share = 0, m_later = 0, m_bar = 0;
};

} // namespace

Chart layoutInstead(const std::vector<InsteadOf>& instead,
                    const std::vector<std::string>& stepTitles, const TextMeasurer& measurer,
                    const Phrases& phrases, const InsteadWords& words,
                    const ChartOptions& options) {
    if (instead.empty())
        return {};
    return Drawing(instead, stepTitles, measurer, phrases, words, options).draw();
}

} // namespace cairn
