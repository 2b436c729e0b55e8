// Whole layouts as text. CAIRN_UPDATE_GOLDEN=1 writes them anew; read the difference before you
// commit it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "cairn/layout/charts.hpp"
#include "core/layout/chart_samples.hpp"
#include "core/layout/sample_map.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

void compare(const std::string& name, const DisplayList& list) {
    const std::string path = CAIRN_GOLDEN "/layout/" + name + ".txt";
    const std::string now = dump(list);
    if (const char* update = std::getenv("CAIRN_UPDATE_GOLDEN");
        update && std::string(update) == "1") {
        std::ofstream(path, std::ios::binary) << now;
        WARN("wrote " << path);
        return;
    }
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.good());
    std::stringstream golden;
    golden << file.rdbuf();
    // Line by line, so that a difference can be found.
    std::istringstream expected(golden.str()), actual(now);
    std::string want, have;
    for (int line = 1; std::getline(expected, want); ++line) {
        INFO(name << ".txt, line " << line);
        REQUIRE(std::getline(actual, have));
        CHECK(have == want);
    }
    CHECK_FALSE(std::getline(actual, have));
}

} // namespace

TEST_CASE("a small map is laid out as it always was") {
    MapBuilder b;
    const PersonaId maya = b.persona("Maya");
    const StageId find = b.stage("Discover"), buy = b.stage("Check out");
    const LaneId doing = b.lane(LaneKind::Actions), touch = b.lane(LaneKind::Touchpoints);
    b.lane(LaneKind::Emotion);
    b.card(doing, find, "Looks the shop up");
    Card pay = b.card(touch, buy, "Payment");
    pay.channel = Channel::Website;
    pay.momentOfTruth = true;
    b.project.cards.put(pay);
    b.emotion(maya, find, 1);
    b.emotion(maya, buy, -1.6, "wary");
    compare("small", b.layout());
}

TEST_CASE("a measured map is laid out as it always was, also right to left") {
    MapBuilder b;
    const StageId find = b.stage("Discover"), talk = b.stage("Ask"), buy = b.stage("Check out");
    b.lane(LaneKind::Funnel);
    b.lane(LaneKind::Pain);
    const LaneId pains = b.lane(LaneKind::PainPoints);
    Card twice = b.card(pains, buy, "Asked twice");
    twice.severity = 3;
    b.project.cards.put(twice);
    b.reached(find, 600);
    b.reached(buy, 225, 720);
    b.counted();
    b.pain(twice.id, buy, 25.8);
    b.link(talk, find, "again", LinkKind::Loop);
    LayoutOptions options;
    options.forEditing = false;
    compare("measured", b.layout(options));
    options.rightToLeft = true;
    compare("measured-rtl", b.layout(options));
}

TEST_CASE("times, paths, cohorts and a comparison are drawn as they always were") {
    const FixedMeasurer measurer;
    const EnglishPhrases phrases;
    const ChartOptions narrow{480, false};
    compare("chart-times", layoutTimeHistogram(sampleTimes(), measurer, phrases, {}, narrow).list);
    compare("chart-paths", layoutPaths(samplePaths(), measurer, phrases, {}, narrow).list);
    compare("chart-retention",
            layoutRetention(sampleRetention(4), measurer, phrases, {}, {480, true}).list);
    const FunnelResult before = sampleBefore(), now = sampleNow();
    compare("chart-comparison",
            layoutComparison(before, now, compareFunnels(before.steps, now.steps), measurer,
                             phrases, {}, narrow)
                .list);
}
