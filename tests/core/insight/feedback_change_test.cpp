// A survey against the one before: worked out by hand.
#include <catch2/catch.hpp>

#include "cairn/insight/changes.hpp"
#include "cairn/insight/feedback.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

const FeedbackScale kNps{FeedbackKind::Nps, 0, 10, true, false, "name"};
const FeedbackScale kCsat{FeedbackKind::Csat, 1, 5, true, false, "name"};

FeedbackScore scoreOf(const FeedbackScale& scale, const FeedbackAnswers& answers) {
    Project project = addMap({}, MapId{1}, "Map", MapKind::Current, false);
    const DatasetContent content = answers;
    FeedbackScore score = computeFindings(project, MapId{1}, nullptr, {}, nullptr, &content)
                              .feedback->all.scores.at(0);
    REQUIRE(score.question.scale == scale);
    return score;
}

/// So many answers of each score, about one place, a day each from `day` on when it is given.
void give(FeedbackAnswers& survey, const FeedbackQuestion& question, const char* place,
          std::initializer_list<std::pair<int, double>> scores, std::optional<int> day = {}) {
    if (survey.questions.empty() || !(survey.questions.back() == question))
        survey.questions.push_back(question);
    const auto q = static_cast<std::uint32_t>(survey.questions.size() - 1);
    std::optional<std::uint32_t> at;
    if (*place != 0) {
        survey.places.emplace_back(place);
        at = static_cast<std::uint32_t>(survey.places.size() - 1);
    }
    for (const auto& [count, score] : scores)
        for (int i = 0; i < count; ++i)
            survey.answers.push_back({q, at,
                                      day ? std::optional(TimeMs{(*day)++} * kDayMs) : std::nullopt,
                                      score, false, ""});
}
FeedbackAnswers asked(const FeedbackScale& scale, std::initializer_list<std::pair<int, double>> s) {
    FeedbackAnswers survey;
    give(survey, {"How was it?", scale}, "", s);
    return survey;
}

/// A map of a stage "Delivery" whose survey of May took the place of that of April.
struct Surveyed {
    Project project = addMap({}, MapId{1}, "Map", MapKind::Current, false);
    StageId stage{11};
    DatasetId april{31}, may{32};

    Surveyed() {
        project = addStage(project, stage, MapId{1}, "Delivery");
        project = bindPlaces(project, stage, {"delivery"});
        project.datasets.put(survey(april, "April"));
        Map map = *project.maps.find(MapId{1});
        map.feedback = april;
        project = put(std::move(project), std::move(map));
        project = supersedeDataset(project, april, survey(may, "May"));
    }
    static Dataset survey(DatasetId id, const char* name) {
        Dataset dataset;
        dataset.id = id;
        dataset.name = name;
        dataset.kind = "feedback";
        return dataset;
    }
    MapFindings findings(const FeedbackAnswers& before, const FeedbackAnswers& now) const {
        const DatasetContent was = before, is = now;
        return computeFindings(project, MapId{1}, nullptr, {}, nullptr, &is, &was);
    }
};

} // namespace

TEST_CASE("two NPS differ by more than chance when the interval of their difference says so") {
    // 50 promoters and 20 detractors of 100: NPS 30, interval 14.05 to 44.20 (Rocks); the other way
    // round it is -30, -44.20 to -14.05.
    const FeedbackScore good = scoreOf(kNps, asked(kNps, {{50, 10}, {30, 8}, {20, 3}})),
                        bad = scoreOf(kNps, asked(kNps, {{20, 10}, {30, 8}, {50, 3}}));
    const FeedbackChange fell = compareScores(good, bad);
    CHECK(*fell.value == Approx(30));
    CHECK(*fell.nowValue == Approx(-30));
    CHECK(*fell.difference == Approx(-60));
    // Down: sqrt(14.2013^2 + 14.2013^2) = 20.0837; up: sqrt(15.9489^2 + 15.9489^2) = 22.5551.
    CHECK(fell.interval->low == Approx(-80.0837).margin(0.001));
    CHECK(fell.interval->high == Approx(-37.4449).margin(0.001));
    CHECK(fell.significant);
    CHECK(verdictOf(fell) == ChangeVerdict::Worse);
    CHECK(verdictOf(compareScores(bad, good)) == ChangeVerdict::Better);

    const FeedbackChange same = compareScores(good, good);
    CHECK(*same.difference == 0);
    CHECK(same.interval->low == Approx(-same.interval->high));
    CHECK(verdictOf(same) == ChangeVerdict::MayBeChance);
    // Ten answers each: 8 promoters and 2 detractors, then the other way round. Far apart, but few.
    const FeedbackChange few = compareScores(scoreOf(kNps, asked(kNps, {{8, 10}, {2, 0}})),
                                             scoreOf(kNps, asked(kNps, {{2, 10}, {8, 0}})));
    CHECK(few.interval->high < 0);
    CHECK(verdictOf(few) == ChangeVerdict::TooFew);
}

TEST_CASE("two CSAT are two shares: the interval of Newcombe, the test of two proportions") {
    // 40 of 100 satisfied, then 60 of 100. Wilson: 0.3094 to 0.4980 and 0.5020 to 0.6906.
    const FeedbackChange rose = compareScores(scoreOf(kCsat, asked(kCsat, {{40, 5}, {60, 2}})),
                                              scoreOf(kCsat, asked(kCsat, {{60, 4}, {40, 1}})));
    CHECK(*rose.difference == Approx(0.2));
    CHECK(rose.interval->low == Approx(0.0614).margin(0.0001));
    CHECK(rose.interval->high == Approx(0.3281).margin(0.0001));
    CHECK(rose.significant); // z = 0.2 / sqrt(0.5 x 0.5 x 2 / 100) = 2.83
    const FeedbackChange hardly = compareScores(scoreOf(kCsat, asked(kCsat, {{40, 5}, {60, 2}})),
                                                scoreOf(kCsat, asked(kCsat, {{45, 5}, {55, 2}})));
    CHECK(verdictOf(hardly) == ChangeVerdict::MayBeChance);
}

TEST_CASE("a survey is held against the one it took the place of, as a whole and by place") {
    const Surveyed map;
    CHECK(surveyBefore(map.project, *map.project.maps.find(MapId{1})) == map.april);
    const FeedbackQuestion nps{"NPS", kNps}, csat{"Satisfied?", kCsat};
    FeedbackAnswers before, now;
    give(before, nps, "delivery", {{50, 10}, {30, 8}, {20, 3}});
    give(before, nps, "", {{30, 10}, {20, 8}});
    give(now, nps, "delivery", {{20, 10}, {30, 8}, {50, 3}});
    give(now, csat, "delivery", {{3, 5}}); // nobody was asked that in April
    const MapFindings findings = map.findings(before, now);
    const FeedbackFindings& feedback = *findings.feedback;
    CHECK(feedback.beforeName == "April");
    CHECK_FALSE(feedback.since);
    // All: 80 promoters and 20 detractors of 150 then, 20 and 50 of 100 now.
    REQUIRE(feedback.all.scores.size() == 2);
    CHECK(*feedback.all.scores[0].change->difference == Approx(-30 - 40));
    CHECK(feedback.all.scores[0].change->n == 150);
    CHECK_FALSE(feedback.all.scores[1].change);
    CHECK(*findings.feedbackOf(map.stage)->scores.at(0).change->difference == Approx(-60));

    const auto rows = answerChangesOf(map.project, findings);
    REQUIRE(rows.size() == 2);
    CHECK_FALSE(rows[0].element);
    CHECK(rows[1].element == ElementId(map.stage));
    CHECK(answerChangeSentence(rows[1]) ==
          "Delivery, NPS: +30.0 → −30.0 (−60.0 pts, −80.1 to −37.4; worse, more than chance), 100 "
          "and 100 answers.");
    CHECK(answerChangesOf(map.project, map.findings(now, asked(kCsat, {{3, 5}}))).empty());
}

TEST_CASE("a newer file that holds the earlier answers is held against them by its later ones") {
    const Surveyed map;
    const FeedbackQuestion nps{"NPS", kNps};
    FeedbackAnswers before;
    give(before, nps, "delivery", {{40, 10}}, 0); // days 0 to 39
    FeedbackAnswers now = before;
    give(now, nps, "delivery", {{40, 0}}, 40); // and 40 more, of days 40 to 79
    now.places.pop_back();
    for (FeedbackAnswer& answer : now.answers)
        answer.place = 0;
    const MapFindings findings = map.findings(before, now);
    CHECK(findings.feedback->since == 39 * kDayMs);
    const FeedbackScore& score = findings.feedback->all.scores.at(0);
    CHECK(*score.value == 0); // all 80
    CHECK(*score.change->value == 100);
    CHECK(*score.change->nowValue == -100);
    CHECK(score.change->nowN == 40);
    CHECK(score.change->significant);

    // Nothing came since: there is nothing to compare, and no wrong "no change".
    const MapFindings none = map.findings(before, before);
    const FeedbackScore& same = none.feedback->all.scores.at(0);
    CHECK_FALSE(same.change->difference);
    CHECK(verdictOf(*same.change) == ChangeVerdict::NotTested);
}

TEST_CASE("a question on another scale is not compared, and that is said") {
    const Surveyed map;
    FeedbackScale seven = kCsat;
    seven.high = 7;
    const MapFindings findings = map.findings(asked(kCsat, {{40, 5}}), asked(seven, {{40, 5}}));
    CHECK_FALSE(findings.feedback->all.scores.at(0).change);
    CHECK(findings.feedback->beforeName.empty());
    REQUIRE(findings.notes.size() >= 1);
    CHECK(findings.notes.back().find("other scales") != std::string::npos);
}
