#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "cairn/layout/charts.hpp"
#include "core/layout/chart_samples.hpp"
#include "core/layout/charts/chart_parts.hpp"
#include "core/layout/charts/paths_flow.hpp"
#include "core/layout/sample_map.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

const FixedMeasurer kMeasurer;
const EnglishPhrases kPhrases;

struct Named {
    std::string name;
    std::function<Chart(const ChartOptions&)> make;
};

template <class Result, class Layout> Named chart(std::string name, Result result, Layout layout) {
    return {std::move(name), [result = std::move(result), layout](const ChartOptions& o) {
                return layout(result, o);
            }};
}

/// Every chart with results as they come, and at their extremes.
std::vector<Named> allCharts() {
    const auto paths = [](const PathsResult& r, const ChartOptions& o) {
        return layoutPaths(r, kMeasurer, kPhrases, {}, o);
    };
    const auto retention = [](const RetentionResult& r, const ChartOptions& o) {
        return layoutRetention(r, kMeasurer, kPhrases, {}, o);
    };
    const auto curve = [](const RetentionResult& r, const ChartOptions& o) {
        return layoutRetentionCurve(r, kMeasurer, kPhrases, {}, o);
    };
    const auto trend = [](const TrendResult& r, const ChartOptions& o) {
        return layoutTrend(r, kMeasurer, kPhrases, {}, o);
    };
    const auto over = [](const FunnelResult& r, const ChartOptions& o) {
        return layoutOverTime(r, kMeasurer, kPhrases, {}, o, true);
    };
    return {
        chart("times", sampleTimes(),
              [](const StepResult& s, const ChartOptions& o) {
                  return layoutTimeHistogram(s, kMeasurer, kPhrases, {}, o);
              }),
        chart("over time", sampleOverTime(), over),
        chart("over a long time", sampleOverTime(120), over),
        chart("retention", sampleRetention(), retention),
        chart("retention of two", sampleRetention(2), retention),
        chart("retention curve", sampleRetention(), curve),
        chart("paths", samplePaths(), paths),
        chart("paths before", samplePaths(PathDirection::Before), paths),
        chart("instead", sampleInstead(),
              [](const std::vector<InsteadOf>& r, const ChartOptions& o) {
                  return layoutInstead(r, {"catalog", "add_to_cart"}, kMeasurer, kPhrases, {}, o);
              }),
        chart("trend", sampleTrend(1), trend),
        chart("trend of many", sampleTrend(20), trend),
        chart("trend over years", sampleTrend(3, 300), trend),
        chart("rates", sampleTrend(2, 12, true), trend),
        chart("touchpoints", sampleTouchpoints(),
              [](const TouchpointResult& r, const ChartOptions& o) {
                  return layoutTouchpoints(r, kMeasurer, kPhrases, {}, o);
              }),
        {"comparison",
         [](const ChartOptions& o) {
             const auto before = sampleBefore(), now = sampleNow();
             return layoutComparison(before, now, compareFunnels(before.steps, now.steps),
                                     kMeasurer, kPhrases, {}, o);
         }},
    };
}

bool says(const Chart& chart, const std::string& word) {
    const auto all = textsOf(chart.list);
    return std::any_of(all.begin(), all.end(), [&](const std::string& text) {
        return text.find(word) != std::string::npos;
    });
}

std::vector<ChartMark> marksOf(const Chart& chart, ChartPart part) {
    std::vector<ChartMark> found;
    std::copy_if(chart.marks.begin(), chart.marks.end(), std::back_inserter(found),
                 [&](const ChartMark& m) { return m.part == part; });
    return found;
}

std::vector<Box> boxesOf(const Chart& chart, Paint fill) {
    std::vector<Box> boxes = shapesOf<Box>(chart.list);
    std::erase_if(boxes, [&](const Box& b) { return b.fill != fill; });
    return boxes;
}

} // namespace

TEST_CASE("no text of a chart leaves it or lies over another, whatever its width") {
    for (const Named& named : allCharts())
        for (const double width : {360.0, 500.0, 900.0, 1400.0}) {
            const Chart drawn = named.make({width, false});
            INFO(named.name << " at " << width);
            CHECK_FALSE(drawn.empty());
            CHECK(drawn.list.size.width >= width);
            const auto broken = brokenRules(drawn.list);
            CHECK(broken == std::vector<std::string>{});
            for (const Item& item : drawn.list.items) {
                const RectF at = boundsOf(item);
                CHECK(at.x >= -1);
                CHECK(at.right() <= drawn.list.size.width + 1);
                CHECK(at.bottom() <= drawn.list.size.height + 1);
            }
        }
}

TEST_CASE("every mark of a chart has a region of its own and tells a number") {
    for (const Named& named : allCharts())
        for (const bool rightToLeft : {false, true}) {
            const Chart drawn = named.make({900, rightToLeft});
            INFO(named.name);
            REQUIRE(drawn.marks.size() == drawn.list.regions.size());
            CHECK_FALSE(drawn.marks.empty());
            for (std::size_t i = 0; i < drawn.marks.size(); ++i) {
                CHECK(drawn.marks[i].rect == drawn.list.regions[i].rect);
                CHECK(drawn.marks[i].tooltip == drawn.list.regions[i].tooltip);
                CHECK_FALSE(drawn.marks[i].tooltip.empty());
            }
            CHECK(drawn.list.rightToLeft == rightToLeft);
        }
}

TEST_CASE("from right to left a chart is the mirror image") {
    for (const Named& named : allCharts()) {
        const Chart left = named.make({700, false}), right = named.make({700, true});
        INFO(named.name);
        REQUIRE(left.list.items.size() == right.list.items.size());
        for (std::size_t i = 0; i < left.marks.size(); ++i)
            CHECK(right.marks[i].rect.x ==
                  Approx(left.list.size.width - left.marks[i].rect.right()).margin(1e-6));
    }
}

TEST_CASE("a chart of nothing is empty") {
    CHECK(layoutTimeHistogram({}, kMeasurer, kPhrases).empty());
    CHECK(layoutOverTime({}, kMeasurer, kPhrases).empty());
    CHECK(layoutRetention({}, kMeasurer, kPhrases).empty());
    CHECK(layoutRetentionCurve({}, kMeasurer, kPhrases).empty());
    CHECK(layoutTrend({}, kMeasurer, kPhrases).empty());
    CHECK(layoutTouchpoints({}, kMeasurer, kPhrases).empty());
    CHECK(layoutInstead({}, {}, kMeasurer, kPhrases).empty());
    CHECK(layoutComparison({}, {}, {}, kMeasurer, kPhrases).empty());
    CHECK(says(layoutPaths({}, kMeasurer, kPhrases), PathsWords{}.nobody));
}

TEST_CASE("the bars of times are as high as their counts and carry them") {
    const StepResult step = sampleTimes();
    const Chart chart = layoutTimeHistogram(step, kMeasurer, kPhrases);
    std::vector<double> heights;
    for (const Box& box : boxesOf(chart, {Colour::Bar}))
        if (box.radius == 2)
            heights.push_back(box.rect.height);
    REQUIRE(heights.size() == 10);
    CHECK(heights[2] / heights[0] == Approx(130.0 / 40));
    CHECK(heights[9] / heights[2] == Approx(15.0 / 130));
    for (const char* word : {"130", "median 8 min", "half took 2 min to 1 h 8 min",
                             "90 % within 1 day", "15 min", "7 days", "n = 511"})
        CHECK(says(chart, word));
    const auto bars = marksOf(chart, ChartPart::Bar);
    CHECK(bars.at(3).index == 3);
    CHECK(bars.at(3).tooltip == "5 min to 15 min: 130 / 511 = 25.4 %");
    // The median of 480 s lies within the bucket of 300 to 900 s.
    const RectF median = marksOf(chart, ChartPart::Percentile).back().rect;
    CHECK(median.centre().x > bars.at(3).rect.x);
    CHECK(median.centre().x < bars.at(3).rect.right());
}

TEST_CASE(
    "a period that is not complete is drawn dashed and hollow, and one without people as a gap") {
    const Chart chart = layoutOverTime(sampleOverTime(), kMeasurer, kPhrases);
    std::size_t whole = 0, dashed = 0;
    for (const Path& path : shapesOf<Path>(chart.list))
        if (path.stroke == Paint{Colour::Bar})
            (path.dashed ? dashed : whole) += 1;
    CHECK(whole == 2); // before the gap, after it
    CHECK(dashed == 1);
    const auto rings = boxesOf(chart, {Colour::Ground});
    CHECK(rings.size() == 1);
    const auto points = marksOf(chart, ChartPart::Point);
    REQUIRE(points.size() == 9);
    CHECK(points[0].tooltip.find("week of 4 March 2024") == 0);
    CHECK(points[0].tooltip.find("10 / 40 = 25.0 %") != std::string::npos);
    CHECK(points[2].tooltip.find("nobody entered") != std::string::npos);
    CHECK(points[8].tooltip.find("may still convert") != std::string::npos);
    CHECK(says(chart, "2024"));
}

TEST_CASE("the cohort triangle writes every share, hatches what is incomplete and marks the few") {
    const RetentionResult result = sampleRetention();
    const Chart chart = layoutRetention(result, kMeasurer, kPhrases);
    std::size_t cells = 0, hatched = 0;
    for (const auto& cohort : result.cohorts)
        if (cohort.size > 0)
            for (const auto& cell : cohort.cells) {
                ++cells;
                hatched += !cell.complete;
            }
    CHECK(marksOf(chart, ChartPart::Cell).size() == cells);
    std::size_t seen = 0;
    for (const Path& path : shapesOf<Path>(chart.list))
        seen += path.hatched;
    CHECK(seen == hatched);
    for (const char* word : {"all cohorts", "week 3", "4 Mar 2024", "few", "60 %"})
        CHECK(says(chart, word));
    // Words on a shade are in that shade's own ink.
    for (const Text& text : shapesOf<Text>(chart.list))
        for (const Box& box : shapesOf<Box>(chart.list))
            if (box.fill.colour == Colour::Heat && box.rect.contains(text.rect.centre()))
                CHECK(text.paint == Paint{Colour::OnHeat, box.fill.index});
}

TEST_CASE("the flows of a node sum to its height, on either side") {
    for (const PathDirection direction : {PathDirection::After, PathDirection::Before}) {
        const PathsResult result = samplePaths(direction);
        const auto geometry = layout::placeFlows(result, {});
        for (std::size_t i = 0; i < result.nodes.size(); ++i) {
            double in = 0, out = 0;
            for (std::size_t f = 0; f < result.flows.size(); ++f) {
                in += result.flows[f].to == i ? geometry.flows[f].thickness : 0;
                out += result.flows[f].from == i ? geometry.flows[f].thickness : 0;
            }
            INFO("node " << i);
            if (result.nodes[i].column > 0)
                CHECK(in == Approx(geometry.nodes[i].height));
            if (result.nodes[i].column < 2 && result.nodes[i].kind != PathNode::Kind::End)
                CHECK(out == Approx(geometry.nodes[i].height));
        }
        CHECK(geometry.nodes[1].height / geometry.nodes[0].height == Approx(0.5));
        const bool first = geometry.nodes[0].x < geometry.nodes[1].x;
        CHECK(first == (direction == PathDirection::After));
    }
}

TEST_CASE("paths are told in words too, with their share, end and loops") {
    const Chart chart = layoutPaths(samplePaths(), kMeasurer, kPhrases);
    for (const char* word : {"catalog \u203a cart \u203a purchase", "catalog \u203a nothing more",
                             "33.3 %", "other", "70 people, 95 rounds"})
        CHECK(says(chart, word));
    const auto flows = marksOf(chart, ChartPart::Flow);
    REQUIRE(flows.size() == 11);
    CHECK(flows[0].tooltip == "300 went from catalog to cart\n300 / 600 = 50.0 %\nmedian 8 min");
}

TEST_CASE("where they went instead is ranked, with bars as long as their share") {
    const Chart chart = layoutInstead(sampleInstead(), {"catalog", "cart"}, kMeasurer, kPhrases);
    const auto tracks = boxesOf(chart, {Colour::Line});
    const auto bars = boxesOf(chart, {Colour::Bar});
    REQUIRE(bars.size() == 2);
    CHECK(bars[0].rect.width / tracks[0].rect.width == Approx(40.0 / 89));
    CHECK(says(chart, "After catalog: 89 left"));
    CHECK(says(chart, "nothing more"));
    CHECK(marksOf(chart, ChartPart::Next)[2].tooltip ==
          "promo_page: 16 / 89 = 18.0 %\nmedian 1 day later");
}

TEST_CASE("a trend begins at zero, breaks at gaps and names its lines at their ends") {
    const Chart chart = layoutTrend(sampleTrend(2), kMeasurer, kPhrases);
    CHECK(says(chart, "Touchpoint number 1"));
    CHECK(says(chart, "Touchpoint number 2"));
    CHECK(says(chart, "no data"));
    const auto texts = textsOf(chart.list);
    CHECK(std::count(texts.begin(), texts.end(), "0") == 1);
    std::size_t lines = 0;
    for (const Path& path : shapesOf<Path>(chart.list))
        lines += path.stroke == Paint{Colour::Bar};
    CHECK(lines == 3); // up to the gap, after it, and the dashed end
}

TEST_CASE("a scale has few steps, whole for people, and ends at 100 % for shares") {
    const auto people = layout::scaleFor(7, false, 0, 100);
    CHECK(people.ticks() == std::vector<double>{0, 2, 4, 6, 8});
    CHECK(people.y(0) == 100);
    CHECK(people.y(8) == 0);
    CHECK(layout::scaleFor(0.98, true, 0, 100).top == 1);
    CHECK(layout::scaleFor(2, false, 0, 100).stepSize == 1);
    CHECK(layout::scaleFor(0, false, 0, 100).ticks().size() == 2);
    for (double most = 1; most < 1e7; most *= 1.7) {
        CHECK(layout::scaleFor(most, false, 0, 100).ticks().size() <= 6);
        CHECK(layout::scaleFor(most, false, 0, 100).top >= most);
    }
}

TEST_CASE("labels that would overlap are moved apart and stay within their bounds") {
    const auto tops = layout::spreadOut({50, 50, 48, 190}, 16, 0, 200);
    std::vector<double> sorted = tops;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 1; i < sorted.size(); ++i)
        CHECK(sorted[i] - sorted[i - 1] >= 16);
    CHECK(sorted.back() == 184);
    CHECK(tops[2] < tops[0]);
    CHECK(tops[0] < tops[1]);
}

TEST_CASE("a comparison says in words whether a difference is more than chance") {
    const auto before = sampleBefore(), now = sampleNow();
    const Chart chart =
        layoutComparison(before, now, compareFunnels(before.steps, now.steps), kMeasurer, kPhrases);
    CHECK(says(chart, "+12.5 pts")); // 290/580 - 225/600
    CHECK(says(chart, "better: more than chance"));
    CHECK(says(chart, "too few people: needs about"));
    FunnelResult same = before;
    const Chart equal = layoutComparison(before, same, compareFunnels(before.steps, same.steps),
                                         kMeasurer, kPhrases);
    CHECK(says(equal, "0.0 pts"));
    CHECK_FALSE(says(equal, "better"));
}

TEST_CASE("words are put into a text's places, and what is no place stays") {
    CHECK(fillIn("%2 of %1, 50 %", {"b", "a"}) == "a of b, 50 %");
    CHECK(fillIn("%3", {"x"}) == "%3");
    CHECK(fillIn("%1", {"%1"}) == "%1");
}

TEST_CASE("the names of periods tell the week's Monday and the month") {
    const std::int64_t week = periodOf(daysFromCivil(2024, 6, 5), Period::Week);
    CHECK(kPhrases.periodName(Period::Week, week) == "week of 3 June 2024");
    CHECK(kPhrases.periodShort(Period::Week, week, false) == "3 Jun");
    CHECK(kPhrases.periodShort(Period::Month, periodOf(daysFromCivil(2024, 3, 9), Period::Month),
                               true) == "Mar 2024");
    CHECK(kPhrases.points(0.0312) == "+3.1 pts");
    CHECK(kPhrases.points(-0.0004) == "0.0 pts");
}
