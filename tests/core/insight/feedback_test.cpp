// What customers answered, on a map: worked out by hand.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "cairn/insight/feedback.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

const FeedbackScale kNps{FeedbackKind::Nps, 0, 10, true, false, "name"};
const FeedbackScale kCsat{FeedbackKind::Csat, 1, 5, true, false, "name"};
const FeedbackScale kHard{FeedbackKind::Ces, 1, 7, false, false, "name"};

/// "Visit -> Cart", bound to events, and a touchpoint "Delivery" in the second.
struct Shop {
    Project project;
    MapId map{1};
    StageId visit{11}, cart{12};
    LaneId touch{21};
    CardId delivery{31};

    Shop() {
        project = addMap({}, map, "Shop", MapKind::Current, false);
        project = addStage(project, visit, map, "Visit");
        project = addStage(project, cart, map, "Cart");
        project = bind(project, visit, {{"visit"}, {}});
        project = bind(project, cart, {{"cart"}, {}});
        project = addLane(project, touch, map, LaneKind::Touchpoints, "Touchpoints");
        project = addCard(project, delivery, {touch, cart, {}, {}}, "Delivery");
    }
};

/// 10 customers visit, 5 of them put something in the cart.
DatasetContent ten() {
    EventLogBuilder builder;
    for (int i = 0; i < 10; ++i) {
        builder.add("u" + std::to_string(i), kHourMs, "visit");
        if (i < 5)
            builder.add("u" + std::to_string(i), 2 * kHourMs, "cart");
    }
    return builder.finish();
}

struct Survey {
    FeedbackAnswers answers;

    std::uint32_t question(const char* name, FeedbackScale scale) {
        answers.questions.push_back({name, scale});
        return static_cast<std::uint32_t>(answers.questions.size() - 1);
    }
    void add(std::uint32_t question, std::initializer_list<double> scores,
             std::optional<std::uint32_t> place = {}) {
        for (const double score : scores)
            answers.answers.push_back({question, place, {}, score, false, ""});
    }
    std::uint32_t place(const char* name) {
        answers.places.emplace_back(name);
        return static_cast<std::uint32_t>(answers.places.size() - 1);
    }
};

MapFindings findingsOf(const Shop& shop, const Survey& survey, bool events = true) {
    const DatasetContent content = ten();
    const DatasetContent feedback = survey.answers;
    return computeFindings(shop.project, shop.map, events ? &content : nullptr, {}, nullptr,
                           &feedback);
}

} // namespace

TEST_CASE("an NPS is promoters less detractors, with the interval of Rocks 2016") {
    Survey survey;
    survey.add(survey.question("NPS", kNps), {10, 9, 9, 9, 8, 6});
    const auto score = findingsOf({}, survey).feedback->all.scores.at(0);
    CHECK(score.n == 6);
    CHECK(score.good == 4);
    CHECK(score.bad == 1);
    CHECK(*score.value == Approx(50)); // 4/6 - 1/6
    // p = 4.75/9, d = 1.75/9; half = 1.959964 x sqrt((p + d - (p - d)^2) / 9) = 0.510726
    CHECK(score.interval->low == Approx(33.3333 - 51.0726).margin(0.001));
    CHECK(score.interval->high == Approx(33.3333 + 51.0726).margin(0.001));
    CHECK(score.few);
    // Zero is a detractor, seven and eight are neither.
    Survey cold;
    cold.add(cold.question("NPS", kNps), {0, 7, 8, 7});
    CHECK(*findingsOf({}, cold).feedback->all.scores.at(0).value == Approx(-25));
}

TEST_CASE("a CSAT is the share of the two best boxes, beside the mean") {
    Survey survey;
    survey.add(survey.question("Satisfied?", kCsat), {5, 4, 4, 2, 1});
    const FeedbackSummary all = findingsOf({}, survey).feedback->all;
    const FeedbackScore& score = all.scores.at(0);
    CHECK(*score.value == Approx(0.6));
    // Wilson, 3 of 5: (0.6 + 0.384146 -+ 1.959964 x sqrt(0.048 + 0.0384146)) / 1.768292
    CHECK(score.interval->low == Approx(0.230724).margin(1e-5));
    CHECK(score.interval->high == Approx(0.882380).margin(1e-5));
    CHECK(*score.mean == Approx(3.2));
    // s^2 = 10.8 / 4, t(4) = 2.776445: 3.2 -+ 2.776445 x 1.643168 / sqrt(5), cut at the scale's end
    CHECK(score.meanInterval->low == Approx(1.159738).margin(1e-5));
    CHECK(score.meanInterval->high == Approx(5));
    CHECK(all.answers == 5);
    CHECK(all.negative == 2);
}

TEST_CASE("an effort score counts those on the good side of the middle, once somebody says which") {
    Survey survey;
    survey.add(survey.question("Hard?", kHard), {1, 2, 4, 6, 7});
    const FeedbackSummary hard = findingsOf({}, survey).feedback->all;
    CHECK(*hard.scores.at(0).value == Approx(0.4)); // 1 and 2
    CHECK(hard.negative == 2);                      // 6 and 7
    survey.answers.questions[0].scale.higherIsBetter = true;
    survey.answers.answers.pop_back();
    CHECK(*findingsOf({}, survey).feedback->all.scores.at(0).value == Approx(0.25)); // 6 of four

    survey.answers.questions[0].scale.recognisedBy = "assumed";
    const MapFindings assumed = findingsOf({}, survey);
    CHECK(std::any_of(assumed.notes.begin(), assumed.notes.end(), [](const std::string& note) {
        return note == "7 is taken for the best answer to “Hard?”: nobody has said so";
    }));
}

TEST_CASE("answers belong to the elements bound to their place, and to the stages of these") {
    Shop shop;
    shop.project = bindPlaces(shop.project, shop.cart, {"Basket"});
    shop.project = bindPlaces(shop.project, shop.delivery, {"Parcel", "Driver"});
    Survey survey;
    const auto question = survey.question("Satisfied?", kCsat);
    survey.add(question, {5, 5}, survey.place("Basket"));
    survey.add(question, {1, 2, 5}, survey.place("Parcel"));
    survey.add(question, {1}, survey.place("Driver"));
    survey.add(question, {3, 3}, survey.place("Moon"));
    survey.add(question, {4});
    const MapFindings findings = findingsOf(shop, survey);
    CHECK(findings.feedbackOf(shop.delivery)->answers == 4);
    CHECK(findings.feedbackOf(shop.delivery)->negative == 3);
    CHECK(findings.feedbackOf(shop.cart)->answers == 6);
    CHECK(findings.feedbackOf(shop.visit) == nullptr);
    CHECK(findings.feedback->all.answers == 9);
    CHECK(findings.feedback->nowhere == 1);
    REQUIRE(findings.feedback->unplaced.size() == 1);
    CHECK(findings.feedback->unplaced[0].place == "Moon");
    CHECK(findings.feedback->unplaced[0].answers == 2);
}

TEST_CASE("negative answers at a touchpoint are its severity and its frequency, measured") {
    Shop shop;
    shop.project = bindPlaces(shop.project, shop.delivery, {"Delivery"});
    Survey survey;
    survey.add(survey.question("Satisfied?", kCsat), {5, 4, 4, 2, 1}, survey.place("Delivery"));
    const MapFindings findings = findingsOf(shop, survey);
    const PainScore* pain = findings.painOf(shop.delivery);
    REQUIRE(pain != nullptr);
    CHECK(*pain->severity.value == Approx(1.6)); // 4 x 2/5
    CHECK(pain->severity.source == InputSource::Feedback);
    CHECK(nameOf(pain->severity.source) == "feedback");
    CHECK(*pain->frequency.value == Approx(0.4));
    CHECK(nameOf(pain->frequency.source) == "negative-answers");
    CHECK(*pain->reach.value == Approx(0.5));
    CHECK(*pain->score == Approx(8)); // 100 x 1.6/4 x 0.5 x 0.4
    CHECK(pain->confidence == Confidence::Measured);
    CHECK(pain->n == 5); // as sure as the fewest people behind it

    // Without data there is no reach: blank, not 0.
    const MapFindings drawn = findingsOf(shop, survey, false);
    CHECK_FALSE(drawn.painOf(shop.delivery)->score.has_value());
    CHECK(*drawn.painOf(shop.delivery)->severity.value == Approx(1.6));
}

TEST_CASE("what a person set comes before what customers answered, and an emotion after it") {
    Shop shop;
    shop.project = bindPlaces(shop.project, shop.delivery, {"Delivery"});
    shop.project = addPersona(shop.project, PersonaId{41}, "Ada");
    shop.project = showPersona(shop.project, shop.map, PersonaId{41}, true);
    shop.project = setEmotion(shop.project, EmotionId{51}, shop.map, PersonaId{41}, shop.cart, -2);
    Survey survey;
    survey.add(survey.question("NPS", kNps), {9, 10, 8, 2}, survey.place("Delivery"));
    CHECK(*findingsOf(shop, survey).painOf(shop.delivery)->severity.value == Approx(1)); // 4 x 1/4
    Card card = *shop.project.cards.find(shop.delivery);
    card.severity = 3;
    shop.project = put(shop.project, card);
    const MapFindings findings = findingsOf(shop, survey);
    CHECK(findings.painOf(shop.delivery)->severity.source == InputSource::ByHand);
    CHECK(findings.painOf(shop.delivery)->frequency.source == InputSource::NegativeAnswers);
}

TEST_CASE("a stage that customers complain of has a score of its own when no card has") {
    Shop shop;
    shop.project = bindPlaces(shop.project, shop.cart, {"Cart"});
    Survey survey;
    survey.add(survey.question("Satisfied?", kCsat), {1, 5}, survey.place("Cart"));
    const MapFindings findings = findingsOf(shop, survey);
    const PainScore* pain = findings.painOf(shop.cart);
    REQUIRE(pain != nullptr); // nobody leaves at the last stage, but one of two is unhappy there
    CHECK(*pain->score == Approx(12.5)); // 100 x 2/4 x 0.5 x 0.5
    CHECK_FALSE(findings.painOf(shop.delivery)->severity.value.has_value());
}

TEST_CASE("words are told worst first, and only those that were kept") {
    Survey survey;
    const auto question = survey.question("Satisfied?", kCsat);
    auto& answers = survey.answers.answers;
    answers.push_back({question, {}, 5 * kDayMs, 5.0, true, "fine"});
    answers.push_back({question, {}, 1 * kDayMs, 1.0, true, "broken"});
    answers.push_back({question, {}, 2 * kDayMs, 1.0, true, "late"});
    answers.push_back({{}, {}, {}, {}, true, "hm"});
    answers.push_back({question, {}, {}, 1.0, true, ""});
    const FeedbackSummary all = findingsOf({}, survey).feedback->all;
    CHECK(all.texts == 5);
    std::vector<std::string> said;
    for (const Verbatim& verbatim : all.verbatims)
        said.push_back(verbatim.text);
    CHECK(said == std::vector<std::string>{"late", "broken", "fine", "hm"});
}

TEST_CASE("words of several questions are ranked each on its own scale and in its direction") {
    Survey survey;
    const auto nps = survey.question("Recommend?", kNps),
               csat = survey.question("Satisfied?", kCsat), hard = survey.question("Hard?", kHard);
    auto& answers = survey.answers.answers;
    answers.push_back({nps, {}, {}, 10.0, true, "of 1"});    // 10 of 0..10
    answers.push_back({nps, {}, {}, 4.0, true, "of 0.4"});   // 4 of 0..10
    answers.push_back({csat, {}, {}, 4.0, true, "of 0.75"}); // 3 of the 4 steps above 1
    answers.push_back({csat, {}, {}, 2.0, true, "of 0.25"}); // 1 of 4
    answers.push_back({hard, {}, {}, 7.0, true, "of 0"});    // 7 is the hardest
    answers.push_back({hard, {}, {}, 4.0, true, "of 0.5"});  // the middle of 1..7
    std::vector<std::string> said;
    const FeedbackSummary all = findingsOf({}, survey).feedback->all;
    for (const Verbatim& verbatim : all.verbatims)
        said.push_back(verbatim.text);
    CHECK(said ==
          std::vector<std::string>{"of 0", "of 0.25", "of 0.4", "of 0.5", "of 0.75", "of 1"});
}

TEST_CASE("places find their stages and touchpoints by name and by meaning") {
    Shop shop;
    const std::vector<std::string> places{"Moon", "basket", "Delivery", "Cart"};
    const auto found = suggestPlaces(shop.project, shop.map, places);
    std::map<ElementId, std::set<std::string>> byElement;
    for (const auto& [element, names] : found)
        byElement[element].insert(names.begin(), names.end());
    CHECK(byElement == std::map<ElementId, std::set<std::string>>{{shop.cart, {"Cart", "basket"}},
                                                                  {shop.delivery, {"Delivery"}}});
    // What a person has bound stays as it is.
    shop.project = bindPlaces(shop.project, shop.visit, {"Cart"});
    shop.project = bindPlaces(shop.project, shop.delivery, {"Moon"});
    CHECK(suggestPlaces(shop.project, shop.map, places) ==
          decltype(found){{shop.cart, {"basket"}}});
}
