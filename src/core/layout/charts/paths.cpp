// What people do after or before a step: the flow, the most frequent paths, the loops.
#include <numeric>

#include "cairn/layout/charts/question_charts.hpp"
#include "core/layout/charts/chart_parts.hpp"
#include "core/layout/charts/paths_flow.hpp"
#include "core/layout/digits.hpp"

namespace cairn {
namespace {

using namespace layout;

constexpr std::size_t kMostPaths = 12, kMostLoops = 6;
constexpr double kNode = 12;
constexpr double kLeastPitch = 96, kNamesPitch = 152, kMostPitch = 320;
constexpr double kListBar = 72, kBar = 10, kRow = 24;

class Drawing {
public:
    Drawing(const PathsResult& result, const TextMeasurer& measurer, const Phrases& phrases,
            const PathsWords& words, const ChartOptions& options)
        : m_chart(measurer, phrases, options), m_words(words), m_result(result),
          m_backwards(result.options.direction == PathDirection::Before) {
        for (const PathNode& node : result.nodes)
            m_columns = std::max(m_columns, node.column + 1);
    }

    Chart draw() {
        if (m_result.paths == 0) {
            const RectF said =
                m_chart.put(m_words.nobody, {kChartPad, kChartPad}, m_chart.width - 2 * kChartPad,
                            TextRole::Body, {Colour::Dim});
            return m_chart.finish(said.bottom() + kChartPad);
        }
        FlowMeasures measures;
        measures.left = kChartPad;
        measures.top = 4 + m_chart.step(TextRole::Small) + 6;
        measures.nodeWidth = kNode;
        measures.leastSlot = m_chart.step(TextRole::Small) * 2;
        measures.pitch = pitch();
        m_pitch = measures.pitch;
        m_chart.width = std::max(m_chart.width, 2 * kChartPad + m_pitch * double(m_columns));
        m_geometry = placeFlows(m_result, measures);
        drawHeads();
        drawFlows();
        for (std::size_t i = 0; i < m_result.nodes.size(); ++i)
            drawNode(i);
        double y = m_chart.foot(
            fillIn(m_words.foot, {m_chart.count(m_result.paths), m_chart.count(m_result.units)}),
            m_geometry.bottom + 4);
        y = drawTop(y);
        y = drawLoops(y);
        return m_chart.finish(y + 4);
    }

private:
    /// Wide enough for the names, within reason; a narrow space is then scrolled along.
    double pitch() const {
        double widest = 0;
        for (const PathNode& node : m_result.nodes)
            widest = std::max(widest, m_chart.textWidth(nameOf(node), TextRole::SmallStrong));
        const double least = std::clamp(widest + kNode + 6 + kChartGap, kLeastPitch, kNamesPitch);
        const double space = (m_chart.width - 2 * kChartPad) / double(m_columns);
        return std::max(least, std::min(space, kMostPitch));
    }

    /// Thick ones first: what is thin stays to be seen on top of them.
    void drawFlows() {
        std::vector<std::size_t> order(m_result.flows.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return m_result.flows[a].paths > m_result.flows[b].paths;
        });
        for (const std::size_t index : order)
            drawFlow(index);
    }

    std::string nameOf(const PathNode& node) const {
        switch (node.kind) {
        case PathNode::Kind::Event:
            return node.name;
        case PathNode::Kind::Other:
            return m_words.other;
        case PathNode::Kind::End:
            break;
        }
        return m_backwards ? m_words.begin : m_words.end;
    }

    double columnX(std::size_t column) const {
        return kChartPad + m_pitch * double(m_backwards ? m_columns - 1 - column : column);
    }

    void drawHeads() {
        for (std::size_t c = 0; c < m_columns; ++c) {
            const bool anyAnchor = m_result.options.anchor.events.empty();
            const std::string text =
                c > 0 ? fillIn(m_backwards ? m_words.before : m_words.after,
                               {inDigits(m_chart.phrases, static_cast<long>(c))})
                : anyAnchor ? (m_backwards ? m_words.lastEvent : m_words.firstEvent)
                            : (m_backwards ? m_words.end0 : m_words.start);
            m_chart.put(text, {columnX(c), 4}, m_pitch - kChartGap, TextRole::SmallStrong,
                        {Colour::Dim});
        }
    }

    void drawFlow(std::size_t index) {
        using Kind = Path::Segment::Kind;
        const PathFlow& flow = m_result.flows[index];
        const FlowBand& band = m_geometry.flows[index];
        if (flow.paths == 0)
            return;
        const PathNode& far = m_result.nodes[flow.to];
        const double middle = (band.leftX + band.rightX) / 2;
        const double leftBottom = band.leftTop + band.thickness,
                     rightBottom = band.rightTop + band.thickness;
        Path path;
        path.segments = {
            {Kind::Move, {}, {}, {band.leftX, band.leftTop}},
            {Kind::Cubic,
             {middle, band.leftTop},
             {middle, band.rightTop},
             {band.rightX, band.rightTop}},
            {Kind::Line, {}, {}, {band.rightX, rightBottom}},
            {Kind::Cubic, {middle, rightBottom}, {middle, leftBottom}, {band.leftX, leftBottom}},
            {Kind::Close, {}, {}, {}}};
        path.fill = far.kind == PathNode::Kind::End     ? Paint{Colour::PainGround}
                    : far.kind == PathNode::Kind::Other ? Paint{Colour::Grid}
                                                        : Paint{Colour::StageGround, 1};
        if (band.thickness >= 6) // parts bands that lie over each other
            path.stroke = {Colour::Ground};
        m_chart.sheet.path(Level::Ground, {}, std::move(path));
        const PathNode& near = m_result.nodes[flow.from];
        const PathNode &first = m_backwards ? far : near, &second = m_backwards ? near : far;
        std::string tip =
            fillIn(m_words.went, {m_chart.count(flow.paths), nameOf(first), nameOf(second)}) +
            "\n" +
            m_chart.rate(flow.paths, near.paths,
                         double(flow.paths) / double(std::max<std::uint64_t>(1, near.paths)), {});
        if (flow.medianSeconds)
            tip += "\n" + m_chart.phrases.medianTime(*flow.medianSeconds);
        const double top = std::min(band.leftTop, band.rightTop);
        m_chart.mark(
            ChartPart::Flow, 0, index,
            {band.leftX, top, band.rightX - band.leftX, std::max(leftBottom, rightBottom) - top},
            std::move(tip));
    }

    void drawNode(std::size_t index) {
        const PathNode& node = m_result.nodes[index];
        RectF rect = m_geometry.nodes[index];
        const double share = double(node.paths) / double(m_result.paths);
        if (node.paths > 0)
            rect.height = std::max(rect.height, 1.0);
        switch (node.kind) {
        case PathNode::Kind::Event:
            m_chart.box(rect, {Colour::Bar}, float(std::min(2.0, rect.height / 2)));
            break;
        case PathNode::Kind::Other:
            m_chart.dashedBox(rect, {Colour::Dim}, 2);
            break;
        case PathNode::Kind::End:
            m_chart.hatched(rect, {Colour::Pain});
            break;
        }
        drawNodeWords(node, rect, share);
        std::string tip = nameOf(node) + ": " + m_chart.rate(node.paths, m_result.paths, share, {});
        if (node.few)
            tip += "\n" + m_chart.phrases.few();
        const double height = std::max(rect.height, m_chart.step(TextRole::Small) * 2);
        m_chart.mark(ChartPart::Node, 0, index, {rect.x, rect.y, m_pitch - kChartGap, height},
                     std::move(tip));
    }

    /// Name, then count and share, beside the node from its top.
    void drawNodeWords(const PathNode& node, const RectF& rect, double share) {
        const double x = rect.right() + 6, space = m_pitch - kNode - 6 - kChartGap;
        const double line = m_chart.step(TextRole::Small);
        const bool event = node.kind == PathNode::Kind::Event;
        m_chart.put(nameOf(node), {x, rect.y}, space, TextRole::SmallStrong,
                    {event ? Colour::Ink : Colour::Dim});
        const std::string n = m_chart.count(node.paths);
        std::string both = n + " \u00b7 " + m_chart.phrases.percentBrief(share);
        if (node.few &&
            m_chart.textWidth(both + " " + m_chart.phrases.few(), TextRole::Small) <= space)
            both += " " + m_chart.phrases.few();
        m_chart.put(m_chart.textWidth(both, TextRole::Small) <= space ? both : n,
                    {x, rect.y + line}, space, TextRole::Small, {Colour::Dim});
    }

    double heading(const std::string& text, double y) {
        return m_chart
                   .put(text, {kChartPad, y + 8}, m_chart.width - 2 * kChartPad,
                        TextRole::BodyStrong, {Colour::Ink})
                   .bottom() +
               2;
    }

    double drawTop(double y) {
        const std::size_t shown = std::min(kMostPaths, m_result.top.size());
        if (shown == 0)
            return y;
        y = heading(m_words.topPaths, y);
        double counts = 0, shares = 0, most = 0;
        for (std::size_t i = 0; i < shown; ++i) {
            counts = std::max(
                counts, m_chart.textWidth(m_chart.count(m_result.top[i].paths), TextRole::Number));
            shares = std::max(
                shares, m_chart.textWidth(m_chart.percent(m_result.top[i].share), TextRole::Small));
            most = std::max(most, double(m_result.top[i].paths));
        }
        for (std::size_t i = 0; i < shown; ++i)
            y = drawTopPath(i, y, counts, shares, most);
        return y;
    }

    double drawTopPath(std::size_t index, double y, double counts, double shares, double most) {
        const PathCount& path = m_result.top[index];
        const double body = y + (kRow - m_chart.step(TextRole::Body)) / 2;
        const double small = y + (kRow - m_chart.step(TextRole::Small)) / 2;
        const double width = most > 0 ? kListBar * double(path.paths) / most : 0;
        m_chart.bar({kChartPad, y + (kRow - kBar) / 2, kListBar, kBar}, width);
        double x = kChartPad + kListBar + kChartGap;
        m_chart.put(m_chart.count(path.paths), {x, body}, counts, TextRole::Number, {Colour::Ink},
                    Align::Right);
        x += counts + kChartGap;
        m_chart.put(m_chart.percent(path.share), {x, small}, shares, TextRole::Small, {Colour::Dim},
                    Align::Right);
        x += shares + 2 * kChartGap;
        const std::string words = wordsOf(path);
        const RectF said = m_chart.put(words, {x, body}, m_chart.width - kChartPad - x,
                                       TextRole::Body, {Colour::Ink}, Align::Left, 2);
        const double height = std::max(kRow, said.bottom() + 2 - y);
        m_chart.mark(
            ChartPart::TopPath, 0, index, {kChartPad, y, m_chart.width - 2 * kChartPad, height},
            words + "\n" + m_chart.rate(path.paths, m_result.paths, path.share, path.interval));
        return y + height;
    }

    std::string wordsOf(const PathCount& path) const {
        std::vector<std::string> names = path.events;
        if (path.ended)
            names.insert(m_backwards ? names.begin() : names.end(),
                         m_backwards ? m_words.begin : m_words.end);
        return chain(names);
    }

    double drawLoops(double y) {
        const std::size_t shown = std::min(kMostLoops, m_result.loops.size());
        if (shown == 0)
            return y;
        y = heading(m_words.loops, y);
        double counts = 0;
        for (std::size_t i = 0; i < shown; ++i)
            counts =
                std::max(counts, m_chart.textWidth(roundOf(m_result.loops[i]), TextRole::Small));
        for (std::size_t i = 0; i < shown; ++i) {
            const PathLoop& loop = m_result.loops[i];
            const double body = y + (kRow - m_chart.step(TextRole::Body)) / 2;
            const double small = y + (kRow - m_chart.step(TextRole::Small)) / 2;
            m_chart.put(roundOf(loop), {kChartPad, small}, counts, TextRole::Small, {Colour::Dim});
            const double x = kChartPad + counts + 2 * kChartGap;
            const RectF said =
                m_chart.put(chain(loop.events), {x, body}, m_chart.width - kChartPad - x,
                            TextRole::Body, {Colour::Ink}, Align::Left, 2);
            const double height = std::max(kRow, said.bottom() + 2 - y);
            m_chart.mark(ChartPart::Loop, 0, i,
                         {kChartPad, y, m_chart.width - 2 * kChartPad, height},
                         chain(loop.events) + "\n" + roundOf(loop));
            y += height;
        }
        return y;
    }

    std::string roundOf(const PathLoop& loop) const {
        return fillIn(m_words.round, {m_chart.count(loop.units), m_chart.count(loop.rounds)});
    }

    ChartSheet m_chart;
    const PathsWords& m_words;
    const PathsResult& m_result;
    bool m_backwards;
    std::size_t m_columns = 1;
    double m_pitch = 0;
    FlowGeometry m_geometry;
};

} // namespace

Chart layoutPaths(const PathsResult& result, const TextMeasurer& measurer, const Phrases& phrases,
                  const PathsWords& words, const ChartOptions& options) {
    return Drawing(result, measurer, phrases, words, options).draw();
}

} // namespace cairn
