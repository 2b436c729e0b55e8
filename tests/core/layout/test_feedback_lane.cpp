#include <catch2/catch.hpp>

#include "core/layout/sample_map.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

FeedbackScore scored(FeedbackKind kind, double value, Interval interval, std::uint64_t good,
                     std::uint64_t bad, std::uint64_t n) {
    FeedbackScore score;
    score.question.name = "How was it?";
    score.question.scale.kind = kind;
    score.n = n;
    score.good = good;
    score.bad = bad;
    score.value = value;
    score.interval = interval;
    score.few = n < 30;
    return score;
}

/// Two stages; of the second 20 gave an NPS and a CSAT, and three wrote something.
struct Asked {
    MapBuilder b;
    StageId one = b.stage("Visit"), two = b.stage("Delivery");
    LaneId lane = b.lane(LaneKind::Feedback);

    Asked() {
        FeedbackSummary& summary = b.findings.feedback.emplace().of[two];
        summary.scores = {scored(FeedbackKind::Nps, -25, {-55, 5}, 5, 10, 20),
                          scored(FeedbackKind::Csat, 0.6, {0.387, 0.781}, 12, 4, 40)};
        summary.texts = 3;
        Verbatim late;
        late.text = "It came ten days late";
        summary.verbatims = {late};
    }
};

} // namespace

TEST_CASE("the feedback lane shows each score with how sure it is and how many answered") {
    const Asked asked;
    const DisplayList list = asked.b.layout();
    CHECK(brokenRules(list).empty());
    CHECK(says(list, "NPS", asked.two));
    CHECK(says(list, "\u221225", asked.two));
    CHECK(says(list, "\u221255 to +5 \u00b7 n = 20 \u00b7 few", asked.two));
    CHECK(says(list, "CSAT", asked.two));
    CHECK(says(list, "60 %", asked.two));
    CHECK(says(list, "39 % to 78 % \u00b7 n = 40", asked.two));
    CHECK(says(list, "\u201cIt came ten days late\u201d", asked.two));
    CHECK(says(list, "3 comments", asked.two));
    CHECK(says(list, "\u2013", asked.one)); // nobody was asked there
    const auto regions = regionsOf(list, RegionKind::FeedbackScore);
    REQUIRE(regions.size() == 2);
    CHECK(regions[0].element == ElementId(asked.two));
    CHECK(regions[0].tooltip.find("+ 5  \u00b1 5  \u2212 10") != std::string::npos);
}

TEST_CASE("the unhappy are a hatched part of the bar, to scale") {
    const Asked asked;
    const DisplayList list = asked.b.layout();
    std::vector<double> bad, whole;
    for (const Path& path : shapesOf<Path>(list, asked.two))
        if (path.hatched)
            bad.push_back(path.bounds.width);
    for (const Box& box : shapesOf<Box>(list, asked.two))
        if (box.fill.colour == Colour::Grid)
            whole.push_back(box.rect.width);
    REQUIRE(bad.size() == 2);
    REQUIRE(whole.size() == 2);
    CHECK(bad[0] == Approx(whole[0] / 2));  // 10 of 20
    CHECK(bad[1] == Approx(whole[1] / 10)); // 4 of 40
}

TEST_CASE("a map without a survey says what to do, and a narrow stage shows its first value") {
    MapBuilder empty;
    empty.stage("Visit");
    empty.lane(LaneKind::Feedback);
    CHECK(says(empty.layout(), "No answers yet: import a survey or reviews."));
    Asked asked;
    Stage narrow = *asked.b.project.stages.find(asked.two);
    narrow.collapsed = true;
    asked.b.project.stages.put(narrow);
    const DisplayList list = asked.b.layout();
    CHECK(brokenRules(list).empty());
    CHECK(says(list, "\u221225", asked.two));
    CHECK_FALSE(says(list, "3 comments", asked.two));
}
