// Whom each touchpoint reaches, and how long it takes from one to the next.
#include "cairn/layout/charts/question_charts.hpp"
#include "core/layout/charts/chart_parts.hpp"

namespace cairn {
namespace {

using namespace layout;

constexpr double kRow = 28, kBar = 12;
constexpr double kArrow = 40;

class Drawing {
public:
    Drawing(const TouchpointResult& result, const TextMeasurer& measurer, const Phrases& phrases,
            const TouchpointWords& words, const ChartOptions& options)
        : m_chart(measurer, phrases, options), m_words(words), m_result(result) {
        measure();
    }

    Chart draw() {
        double y = 4;
        drawHeads(y);
        y += m_chart.step(TextRole::Small) + 4;
        for (std::size_t i = 0; i < m_result.reach.size(); ++i, y += kRow)
            drawReach(i, y);
        if (!m_result.between.empty()) {
            y = m_chart
                    .put(m_words.between, {kChartPad, y + 12}, m_chart.width - 2 * kChartPad,
                         TextRole::BodyStrong, {Colour::Ink})
                    .bottom() +
                4;
            for (std::size_t i = 0; i < m_result.between.size(); ++i)
                y = drawBetween(i, y);
        }
        return m_chart.finish(
            m_chart.foot(fillIn(m_words.foot, {m_chart.count(m_result.units)}), y));
    }

private:
    std::string eachOf(const ReachResult& r) const {
        return r.eventsEach ? m_chart.phrases.tenths(*r.eventsEach) : m_chart.phrases.noValue();
    }

    void measure() {
        for (const ReachResult& r : m_result.reach) {
            m_name = std::max(m_name, m_chart.textWidth(r.label, TextRole::Body));
            m_share =
                std::max(m_share, m_chart.textWidth(m_chart.percent(r.share), TextRole::Number));
            m_people =
                std::max(m_people, m_chart.textWidth(m_chart.count(r.units), TextRole::Body));
            m_each = std::max(m_each, m_chart.textWidth(eachOf(r), TextRole::Body));
            if (r.few)
                m_few = m_chart.textWidth(m_chart.phrases.few(), TextRole::Small) + 4;
        }
        const auto head = [&](const std::string& text) {
            return m_chart.textWidth(text, TextRole::SmallStrong);
        };
        m_name = std::min(std::max(m_name, head(m_words.touchpoint)), m_chart.width * 0.28);
        m_people = std::max(m_people, head(m_words.people));
        m_each = std::max(m_each, head(m_words.each));
        const double fixed =
            2 * kChartPad + m_name + m_share + m_few + m_people + m_each + 6 * kChartGap;
        m_bar = std::min(m_chart.width - fixed, 360.0);
        if (m_bar < 80) { // the least telling column gives way
            m_bar = std::min(m_bar + m_each + 2 * kChartGap, 360.0);
            m_each = 0;
        }
        m_bar = std::max(m_bar, 60.0);
        m_barX = kChartPad + m_name + kChartGap;
        m_shareX = m_barX + m_bar + kChartGap;
        m_peopleX = m_shareX + m_share + m_few + 2 * kChartGap;
        m_eachX = m_peopleX + m_people + 2 * kChartGap;
    }

    void drawHeads(double y) {
        const auto head = [&](const std::string& text, double x, double space, Align align) {
            m_chart.put(text, {x, y}, space, TextRole::SmallStrong, {Colour::Dim}, align);
        };
        head(m_words.touchpoint, kChartPad, m_name, Align::Left);
        head(m_words.reach, m_barX, m_bar, Align::Left);
        head(m_words.people, m_peopleX, m_people, Align::Right);
        if (m_each > 0)
            head(m_words.each, m_eachX, m_each, Align::Right);
    }

    void drawReach(std::size_t index, double y) {
        const ReachResult& r = m_result.reach[index];
        const double body = y + (kRow - m_chart.step(TextRole::Body)) / 2;
        const double middle = y + kRow / 2;
        m_chart.put(r.label, {kChartPad, body}, m_name, TextRole::Body, {Colour::Ink});
        m_chart.bar({m_barX, middle - kBar / 2, m_bar, kBar},
                    m_bar * std::clamp(r.share.value_or(0), 0.0, 1.0));
        if (r.interval)
            drawWhisker(*r.interval, middle);
        m_chart.put(m_chart.percent(r.share), {m_shareX, body}, m_share, TextRole::Number,
                    {Colour::Ink}, Align::Right);
        if (r.few)
            m_chart.put(m_chart.phrases.few(),
                        {m_shareX + m_share + 4, y + (kRow - m_chart.step(TextRole::Small)) / 2},
                        m_few, TextRole::Small, {Colour::Pain});
        m_chart.put(m_chart.count(r.units), {m_peopleX, body}, m_people, TextRole::Body,
                    {Colour::Ink}, Align::Right);
        if (m_each > 0)
            m_chart.put(eachOf(r), {m_eachX, body}, m_each, TextRole::Body, {Colour::Ink},
                        Align::Right);
        m_chart.mark(ChartPart::Reach, 0, index,
                     {kChartPad, y, m_chart.width - 2 * kChartPad, kRow},
                     r.label + ": " + m_chart.rate(r.units, m_result.units, r.share, r.interval) +
                         "\n" + m_words.each + ": " + eachOf(r));
    }

    void drawWhisker(const Interval& interval, double y) {
        const double low = m_barX + m_bar * interval.low, high = m_barX + m_bar * interval.high;
        m_chart.line({low, y}, {high, y}, {Colour::Ink}, 1.5F, false, Level::Cards);
        for (const double x : {low, high})
            m_chart.line({x, y - 3}, {x, y + 3}, {Colour::Ink}, 1.5F, false, Level::Cards);
    }

    /// "Search result —▸ Product page   median 8 min   half took 2 min to 1 h"
    double drawBetween(std::size_t index, double y) {
        const TimeBetween& b = m_result.between[index];
        const std::string from = b.from < m_result.reach.size() ? m_result.reach[b.from].label : "";
        const std::string to = b.to < m_result.reach.size() ? m_result.reach[b.to].label : "";
        const double body = y + (kRow - m_chart.step(TextRole::Body)) / 2;
        const double small = y + (kRow - m_chart.step(TextRole::Small)) / 2;
        const double top = y;
        m_chart.put(from, {kChartPad, body}, m_name, TextRole::Body, {Colour::Ink});
        const double arrowX = kChartPad + m_name + kChartGap;
        Path arrow;
        arrow.segments = {{Path::Segment::Kind::Move, {}, {}, {arrowX, y + kRow / 2}},
                          {Path::Segment::Kind::Line, {}, {}, {arrowX + kArrow - 4, y + kRow / 2}}};
        arrow.stroke = {Colour::Dim};
        arrow.strokeWidth = 1.5F;
        arrow.arrow = true;
        m_chart.sheet.path(Level::Under, {}, std::move(arrow));
        const double toX = arrowX + kArrow + kChartGap;
        m_chart.put(to, {toX, body}, std::min(m_name, m_chart.width - kChartPad - toX),
                    TextRole::Body, {Colour::Ink});
        double x = toX + m_name + 2 * kChartGap;
        std::string tip =
            from + " \u203a " + to + "\n" + m_chart.phrases.sampleSize(double(b.units));
        if (!b.time.median) {
            y = putTime(m_words.nobody, x, y, small, TextRole::Small, {Colour::Dim});
        } else {
            const std::string median =
                fillIn(m_words.median, {m_chart.phrases.duration(*b.time.median)});
            const std::string half =
                fillIn(m_words.middleHalf, {m_chart.phrases.duration(b.time.p25.value_or(0)),
                                            m_chart.phrases.duration(b.time.p75.value_or(0))});
            const std::string rest = half + ", " + m_chart.phrases.sampleSize(double(b.units));
            tip += "\n" + median + "\n" + half;
            y = putTimes(median, rest, x, y, body, small);
        }
        m_chart.mark(ChartPart::Between, 0, index,
                     {kChartPad, top, m_chart.width - 2 * kChartPad, y + kRow - top},
                     std::move(tip));
        return y + kRow;
    }

    double putTime(const std::string& text, double x, double y, double small, TextRole role,
                   Paint paint) {
        const double space = m_chart.textWidth(text, role);
        if (x + space <= m_chart.width - kChartPad) {
            m_chart.put(text, {x, small}, space, role, paint);
            return y;
        }
        m_chart.put(text, {kChartPad + 2 * kChartGap, y + kRow - 6},
                    m_chart.width - 2 * kChartPad - 2 * kChartGap, role, paint);
        return y + m_chart.step(role);
    }

    /// On the same row where there is room, else on one of their own beneath.
    double putTimes(const std::string& median, const std::string& rest, double x, double y,
                    double body, double small) {
        const double first = m_chart.textWidth(median, TextRole::Number);
        const double second = m_chart.textWidth(rest, TextRole::Small);
        const double bound = m_chart.width - kChartPad;
        if (x + first + 2 * kChartGap + second > bound) {
            x = kChartPad + 2 * kChartGap;
            y += kRow - 6;
            body += kRow - 6;
            small += kRow - 6;
        }
        m_chart.put(median, {x, body}, std::min(first, bound - x), TextRole::Number, {Colour::Ink});
        x += first + kChartGap;
        m_chart.put(rest, {x, small}, std::max(24.0, std::min(second, bound - x)), TextRole::Small,
                    {Colour::Dim});
        return y;
    }

    ChartSheet m_chart;
    const TouchpointWords& m_words;
    const TouchpointResult& m_result;
    double m_name = 0, m_share = 0, m_few = 0, m_people = 0, m_each = 0, m_bar = 0;
    double m_barX = 0, m_shareX = 0, m_peopleX = 0, m_eachX = 0;
};

} // namespace

Chart layoutTouchpoints(const TouchpointResult& result, const TextMeasurer& measurer,
                        const Phrases& phrases, const TouchpointWords& words,
                        const ChartOptions& options) {
    if (result.reach.empty())
        return {};
    return Drawing(result, measurer, phrases, words, options).draw();
}

} // namespace cairn
