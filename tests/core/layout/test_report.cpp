// The pages of charts behind a map, and the change under a stage's bar.
#include <catch2/catch.hpp>

#include <algorithm>

#include "cairn/layout/report.hpp"
#include "core/layout/chart_samples.hpp"
#include "core/layout/sample_map.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Asked {
    MapBuilder map;
    ReportContent content;

    Asked() {
        for (const char* title : {"Discover", "Add to cart", "Cart", "Buy"})
            map.findings.funnelStages.push_back(map.stage(title));
        map.findings.hasData = true;
        map.findings.funnel = sampleOverTime();
        map.findings.funnel->steps[1].time = sampleTimes().time;
        map.findings.funnel->steps[2].time = sampleTimes().time;
        map.findings.before = sampleBefore();
        map.findings.after = sampleNow();
        map.findings.difference =
            compareFunnels(map.findings.before->steps, map.findings.after->steps);
        map.findings.firstEvent = daysFromCivil(2024, 1, 4) * kDayMs;
        map.findings.lastEvent = daysFromCivil(2024, 6, 29) * kDayMs;
        content.retention = sampleRetention();
        content.paths = samplePaths();
        content.instead = sampleInstead();
        content.trend = sampleTrend(3);
        content.touchpoints = sampleTouchpoints();
    }
    std::vector<DisplayList> pages(const ReportOptions& options = {}) const {
        return layoutReport(map.project, map.map, map.findings, content, FixedMeasurer(),
                            EnglishPhrases(), {}, options);
    }
};

std::size_t pageOf(const std::vector<DisplayList>& pages, const std::string& text) {
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (says(pages[i], text))
            return i;
    return pages.size();
}

} // namespace

TEST_CASE("every page tells the map, the rules, the period and its number, and nothing overlaps") {
    for (const bool rightToLeft : {false, true})
        for (const auto& [width, height] : {std::pair(1123.0, 794.0), std::pair(1587.0, 1123.0)}) {
            ReportOptions options;
            options.width = width;
            options.height = height;
            options.rightToLeft = rightToLeft;
            const auto pages = Asked().pages(options);
            REQUIRE(pages.size() >= 3);
            for (std::size_t i = 0; i < pages.size(); ++i) {
                INFO("page " << i + 1 << " of " << width);
                CHECK(brokenRules(pages[i]) == std::vector<std::string>{});
                CHECK(pages[i].size.width / pages[i].size.height == Approx(width / height));
                CHECK(
                    says(pages[i], std::to_string(i + 1) + " of " + std::to_string(pages.size())));
                const auto texts = textsOf(pages[i]);
                CHECK(std::any_of(texts.begin(), texts.end(), [](const std::string& text) {
                    return text.find("4 January to 29 June 2024") != std::string::npos &&
                           text.find("ordered") != std::string::npos;
                }));
            }
        }
}

TEST_CASE("every chart stands under its heading, on the page that has its words") {
    const auto pages = Asked().pages();
    const ReportWords words;
    for (const std::string& heading :
         {words.funnel, words.overTime, words.compared, words.instead, words.paths, words.retention,
          words.trend, words.touchpoints, std::string("Time to add_to_cart")})
        CHECK(pageOf(pages, heading) < pages.size());
    CHECK(pageOf(pages, words.touchpoints) == pageOf(pages, "Help chat"));
    CHECK(pageOf(pages, words.instead) == pageOf(pages, "After catalog: 89 left"));
    CHECK(pageOf(pages, words.retention) == pageOf(pages, "25 Mar 2024"));
    CHECK(pageOf(pages, words.funnel) == 0);
}

TEST_CASE(
    "a chart of many rows is larger than a page or goes on over several, without losing a row") {
    for (const std::size_t cohorts : {26u, 120u}) {
        Asked asked;
        asked.content = {};
        asked.content.retention = sampleRetention(cohorts);
        const auto pages = asked.pages();
        std::size_t rows = 0;
        for (const DisplayList& page : pages) {
            const auto texts = textsOf(page);
            rows += std::size_t(std::count_if(texts.begin(), texts.end(), [](const std::string& t) {
                return t.size() > 8 &&
                       (t.ends_with(" 2024") || t.ends_with(" 2025") || t.ends_with(" 2026"));
            }));
            const RectF whole{0, 0, page.size.width, page.size.height};
            for (const Text& text : shapesOf<Text>(page))
                CHECK(text.rect.bottom() <= whole.bottom());
        }
        CHECK(rows == cohorts);
        CHECK((cohorts < 100 || pages.size() > 3));
    }
}

TEST_CASE("a map without numbers has no pages") {
    Asked asked;
    asked.map.findings = {};
    asked.content = {};
    CHECK(asked.pages().empty());
}

TEST_CASE("a stage tells how its share changed, with an arrow, and when that may be chance") {
    MapBuilder b;
    const StageId first = b.stage("Browse"), second = b.stage("Cart"), third = b.stage("Buy");
    b.lane(LaneKind::Funnel);
    b.reached(first, 600, 10);
    b.reached(second, 300, 600);
    b.reached(third, 3, 600);
    b.counted();
    b.findings.stages[second].change = compareProportions(180, 600, 300, 600);
    b.findings.stages[third].change = compareProportions(4, 300, 3, 300);
    const DisplayList list = b.layout();
    CHECK(says(list, "\u25b2 +20.0 pts (was 30.0 %)", second));
    // Newcombe's intervals, worked out apart: 14.5 to 25.3 and -2.5 to 1.7 points.
    CHECK(says(list, "+14.5 \u2026 +25.3 pts", second));
    CHECK(says(list, "\u25bc \u22120.3 pts (was 1.3 %)", third));
    CHECK(says(list, "\u22122.5 \u2026 +1.7 pts \u2248 could be chance", third));
    CHECK(brokenRules(list) == std::vector<std::string>{});
    const Region bar = regionOf(list, RegionKind::FunnelBar, second);
    CHECK(bar.tooltip.find("180 / 600 \u2192 300 / 600") != std::string::npos);
}
