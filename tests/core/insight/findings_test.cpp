#include <catch2/catch.hpp>

#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

/// A map "Visit -> Cart -> Pay" bound to visit, cart, pay, with a touchpoint and a pain point lane
/// and one persona.
struct Shop {
    Project project;
    MapId map{1};
    StageId visit{11}, cart{12}, pay{13};
    LaneId touch{21}, pains{22};
    PersonaId persona{31};

    Shop() {
        project = addMap({}, map, "Shop", MapKind::Current, false);
        const std::pair<StageId, const char*> stages[] = {
            {visit, "Visit"}, {cart, "Cart"}, {pay, "Pay"}};
        const char* events[] = {"visit", "cart", "pay"};
        for (int i = 0; i < 3; ++i) {
            project = addStage(project, stages[i].first, map, stages[i].second);
            project = bind(project, stages[i].first, {{events[i]}, {}});
        }
        project = addLane(project, touch, map, LaneKind::Touchpoints, "Touchpoints");
        project = addLane(project, pains, map, LaneKind::PainPoints, "Pain points");
        project = addPersona(project, persona, "Ada");
        project = showPersona(project, map, persona, true);
    }
    Card& add(CardId id, LaneId lane, StageId stage, const char* text) {
        project = addCard(project, id, {lane, stage, {}, {}}, text);
        m_card = *project.cards.find(id);
        return m_card;
    }
    void keep() { project = put(project, m_card); }
    void emotion(StageId stage, double value) {
        project = setEmotion(project, newId<EmotionId>(), map, persona, stage, value);
    }

private:
    Card m_card;
};

/// 100 customers visit, 50 put something in the cart, 30 pay; over exactly 30.44 days.
DatasetContent hundred() {
    EventLogBuilder builder;
    for (int i = 0; i < 100; ++i) {
        const std::string user = "u" + std::to_string(i);
        builder.add(user, i == 0 ? 0 : kHourMs, "visit");
        if (i < 50)
            builder.add(user, 2 * kHourMs, "cart");
        if (i < 20)
            builder.add(user, 2 * kHourMs, "coupon");
        if (i < 30)
            builder.add(user, 3 * kHourMs, "pay");
    }
    builder.add("u99", 2'630'016'000, "visit"); // 30.44 days of 86,400,000 ms
    return builder.finish();
}

std::optional<double> scoreOf(const MapFindings& findings, ElementId id) {
    const PainScore* pain = findings.painOf(id);
    return pain ? pain->score : std::nullopt;
}

bool notes(const MapFindings& findings, const std::string& fragment) {
    return std::any_of(findings.notes.begin(), findings.notes.end(),
                       [&](const auto& note) { return note.find(fragment) != std::string::npos; });
}

} // namespace

TEST_CASE("severity 3, half of the customers, two in five affected: 15") {
    Shop shop;
    Card& card = shop.add(CardId{41}, shop.pains, shop.cart, "Shipping costs come as a surprise");
    card.severity = 3;
    card.reach = 0.5;
    card.frequency = 0.4;
    shop.keep();
    const MapFindings findings = computeFindings(shop.project, shop.map, nullptr);
    CHECK_FALSE(findings.hasData);
    const PainScore* pain = findings.painOf(CardId{41});
    REQUIRE(pain);
    CHECK(*pain->score == Approx(15.0));
    CHECK(pain->confidence == Confidence::Assumed);
    CHECK(pain->reach.source == InputSource::ByHand);
    CHECK(pain->n == 0);
    CHECK(*findings.stages.at(shop.cart).highestPain == Approx(15));
    CHECK_FALSE(findings.stages.at(shop.visit).highestPain);
}

TEST_CASE("the same 15 from counts: cart reached by 50 of 100, 20 of them lost") {
    Shop shop;
    shop.add(CardId{41}, shop.pains, shop.cart, "Surprise").severity = 3;
    shop.keep();
    const DatasetContent content = hundred();
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    const PainScore* pain = findings.painOf(CardId{41});
    REQUIRE(pain);
    CHECK(*pain->score == Approx(15.0));
    CHECK(pain->reach.source == InputSource::FunnelReach);
    CHECK(pain->reach.numerator == 50);
    CHECK(pain->reach.denominator == 100);
    CHECK(pain->frequency.source == InputSource::DropOffEstimated);
    CHECK(pain->frequency.numerator == 20);
    CHECK(pain->confidence == Confidence::Partial);
    CHECK(pain->n == 50);
}

TEST_CASE("a pain point bound to its own events hits those who had one at its stage") {
    // 50 of 100 reach the cart; u0 to u9 of them see an error, and u90, who never had a cart, does
    // too.
    Shop shop;
    Card& card = shop.add(CardId{41}, shop.pains, shop.cart, "Error in the cart");
    card.severity = 4;
    card.binding.events = {"error"};
    shop.keep();
    EventLogBuilder builder;
    for (int i = 0; i < 100; ++i) {
        const std::string user = "u" + std::to_string(i);
        builder.add(user, 0, "visit");
        if (i < 50)
            builder.add(user, kHourMs, "cart");
        if (i < 10 || i == 90)
            builder.add(user, 2 * kHourMs, "error");
        if (i < 30)
            builder.add(user, 3 * kHourMs, "pay");
    }
    const DatasetContent content = builder.finish();
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    const PainScore* pain = findings.painOf(CardId{41});
    REQUIRE(pain);
    CHECK(pain->reach.value == Approx(0.5));
    CHECK(pain->frequency.source == InputSource::Affected);
    CHECK(pain->frequency.numerator == 10);
    CHECK(pain->frequency.denominator == 50);
    CHECK(*pain->score == Approx(10.0)); // 100 x 4/4 x 0.5 x 0.2
}

TEST_CASE("a missing input leaves a score blank, never 0") {
    Shop shop;
    Card& card = shop.add(CardId{41}, shop.pains, shop.cart, "Surprise");
    card.reach = 0.5;
    card.frequency = 0.4;
    shop.keep();
    const MapFindings findings = computeFindings(shop.project, shop.map, nullptr);
    REQUIRE(findings.painOf(CardId{41}));
    CHECK_FALSE(scoreOf(findings, CardId{41}));
    CHECK(findings.painOf(CardId{41})->severity.source == InputSource::Missing);
    CHECK_FALSE(findings.stages.at(shop.cart).sumPain);
}

TEST_CASE("severity comes from the worst feeling when nobody set it") {
    Shop shop;
    shop.add(CardId{41}, shop.touch, shop.cart, "Basket page");
    shop.emotion(shop.cart, -1.5);
    const PersonaId other{32};
    shop.project = addPersona(shop.project, other, "Bo");
    shop.project = showPersona(shop.project, shop.map, other, true);
    shop.project = setEmotion(shop.project, EmotionId{71}, shop.map, other, shop.cart, 2);
    const DatasetContent content = hundred();
    MapFindings findings = computeFindings(shop.project, shop.map, &content);
    const PainScore* pain = findings.painOf(CardId{41});
    REQUIRE(pain);
    CHECK(*pain->severity.value == Approx(3));
    CHECK(pain->severity.source == InputSource::EmotionCurve);
    CHECK(*pain->score == Approx(15));
    shop.project =
        setEmotion(shop.project, newId<EmotionId>(), shop.map, shop.persona, shop.cart, 1);
    findings = computeFindings(shop.project, shop.map, &content);
    CHECK(*scoreOf(findings, CardId{41}) == 0);
}

TEST_CASE("a touchpoint with its own event is counted by it") {
    Shop shop;
    shop.add(CardId{41}, shop.touch, shop.cart, "Coupon field").binding = {{"coupon"}, {}};
    shop.keep();
    const DatasetContent content = hundred();
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    const PainScore* pain = findings.painOf(CardId{41});
    REQUIRE(pain);
    CHECK(pain->reach.numerator == 20);
    CHECK(*pain->frequency.value == 0); // the 20 with a coupon all paid
    CHECK(pain->severity.source == InputSource::DropOffAssumed);
    CHECK(*pain->score == 0);
}

TEST_CASE("where no card says what hurts, the leak itself is scored, as an assumption") {
    Shop shop;
    shop.add(CardId{41}, shop.touch, shop.cart, "Basket page"); // nothing known of its severity
    const DatasetContent content = hundred();
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    CHECK_FALSE(scoreOf(findings, CardId{41}));
    const PainScore* leak = findings.painOf(shop.cart);
    REQUIRE(leak);
    CHECK(*leak->score == Approx(15));
    CHECK(leak->severity.source == InputSource::DropOffAssumed);
    CHECK(*scoreOf(findings, shop.visit) == Approx(37.5)); // 3/4 x 1 x 0.5
    CHECK_FALSE(findings.painOf(shop.pay));                // nobody can drop from the last stage
    REQUIRE(findings.pain.size() == 3);
    CHECK(findings.pain[0].element == ElementId(shop.visit)); // worst first
    CHECK(findings.pain[2].element == ElementId(CardId{41})); // blank last
}

TEST_CASE("a score set by hand says why, and keeps its inputs in sight") {
    Shop shop;
    Card& card = shop.add(CardId{41}, shop.pains, shop.cart, "Surprise");
    card.severity = 3;
    card.painOverride = {80, "three complaints a day at the desk"};
    shop.keep();
    const DatasetContent content = hundred();
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    const PainScore* pain = findings.painOf(CardId{41});
    REQUIRE(pain);
    CHECK(*pain->score == 80);
    CHECK(pain->overridden);
    CHECK(pain->overrideReason == "three complaints a day at the desk");
    CHECK(*pain->reach.value == Approx(0.5));
}

TEST_CASE("money at stake stands on the stage and on its worst card only") {
    Shop shop;
    shop.project.facts.conversionValue = 10;
    shop.add(CardId{41}, shop.pains, shop.cart, "Mild").severity = 1;
    shop.keep();
    shop.add(CardId{42}, shop.pains, shop.cart, "Bad").severity = 3;
    shop.keep();
    const DatasetContent content = hundred();
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    // Cart: 20 lost, the next step is the end: 20 x 1 x 10. Visit: 50 lost x 30/50 x 10.
    CHECK(*findings.stages.at(shop.cart).moneyPerMonth == Approx(200));
    CHECK(*findings.stages.at(shop.visit).moneyPerMonth == Approx(300));
    CHECK_FALSE(findings.stages.at(shop.pay).moneyPerMonth);
    CHECK_FALSE(findings.painOf(CardId{41})->moneyPerMonth);
    CHECK(*findings.painOf(CardId{42})->moneyPerMonth == Approx(200));
    // A stage shows the highest and the sum: 3/4 x .5 x .4 and 1/4 x .5 x .4.
    CHECK(*findings.stages.at(shop.cart).highestPain == Approx(15));
    CHECK(*findings.stages.at(shop.cart).sumPain == Approx(20));
}

TEST_CASE("a map's funnel stands on its stages") {
    Shop shop;
    shop.project = addStage(shop.project, StageId{14}, shop.map, "Unbox");
    const DatasetContent content = hundred();
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    CHECK(findings.hasData);
    CHECK(findings.funnelStages == std::vector<StageId>{shop.visit, shop.cart, shop.pay});
    const StageFinding& cart = findings.stages.at(shop.cart);
    CHECK(cart.step == 1);
    CHECK(*cart.reached == 50);
    CHECK(*cart.lost == 20);
    CHECK(*cart.stepConversion == Approx(0.5));
    CHECK(*cart.medianSeconds == Approx(3600));
    CHECK(cart.reasons->never == 20);
    CHECK_FALSE(cart.entered);
    CHECK_FALSE(findings.stages.at(shop.pay).lost);
    CHECK_FALSE(findings.stages.at(StageId{14}).bound);
    CHECK_FALSE(findings.stages.at(StageId{14}).reached);
    CHECK(notes(findings, "1 stage is not bound"));
}

TEST_CASE(
    "imported counts may rise: newly entered, never a negative drop-off or a rate over 100 %") {
    Shop shop;
    const DatasetContent content = StepCounts{
        {{"visit", "", 1000}, {"cart", "", 1200}, {"pay", "", 300}, {"visit", "phone", 400}}};
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    const StageFinding& visit = findings.stages.at(shop.visit);
    const StageFinding& cart = findings.stages.at(shop.cart);
    const StageFinding& pay = findings.stages.at(shop.pay);
    CHECK(*visit.reached == 1000); // the segment is not added to the total
    CHECK(*visit.lost == 0);
    CHECK(*cart.entered == 200);
    CHECK_FALSE(cart.stepConversion);
    CHECK_FALSE(cart.overall);
    CHECK(*cart.lost == 900);
    CHECK(*pay.stepConversion == Approx(0.25));
    CHECK(*pay.overall == Approx(0.3));
    CHECK_FALSE(pay.entered);
    CHECK_FALSE(findings.funnel);
}

TEST_CASE("counts of a step that the file does not have stay blank, and are told") {
    Shop shop;
    const DatasetContent content = StepCounts{{{"visit", "", 0}, {"pay", "a", 3}, {"pay", "b", 4}}};
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    CHECK_FALSE(findings.stages.at(shop.cart).reached);
    CHECK(*findings.stages.at(shop.pay).reached == 7);
    CHECK_FALSE(findings.stages.at(shop.pay).stepConversion); // 7 of 0
    CHECK(notes(findings, "not in the file"));
    CHECK(notes(findings, "segments were added up"));
}

TEST_CASE("no data, no bindings, odd set-ups: blank is blank and nothing throws") {
    const DatasetContent content = hundred();
    CHECK_FALSE(computeFindings({}, MapId{9}, &content).hasData);
    Project bare = addMap({}, MapId{1}, "Bare", MapKind::Current, true);
    bare = addStage(bare, StageId{2}, MapId{1}, "Only");
    const MapFindings unbound = computeFindings(bare, MapId{1}, &content);
    CHECK(notes(unbound, "No stage is bound"));
    CHECK_FALSE(unbound.funnel);
    Shop shop;
    Map map = *shop.project.maps.find(shop.map);
    map.funnel.breakdown = "colour";
    shop.project = put(shop.project, map);
    const MapFindings odd = computeFindings(shop.project, shop.map, &content);
    CHECK(notes(odd, "colour"));
    CHECK_FALSE(odd.stages.at(shop.cart).reached);
    map.funnel.breakdown.clear();
    map.funnel.order = "any";
    shop.project = put(shop.project, map);
    CHECK(notes(computeFindings(shop.project, shop.map, &content), "any order"));
}

TEST_CASE("a funnel's set-up is read by its words, and refused by them") {
    FunnelSetup setup;
    setup.windowMs = 7 * kDayMs;
    setup.attempt = "first";
    setup.order = "strict";
    setup.count = "sessions";
    setup.breakdown = "platform";
    setup.breakdownAt = "step=2";
    const FunnelOptions options = funnelOptionsOf(setup);
    CHECK(options.windowMs == 7 * kDayMs);
    CHECK(options.attempt == AttemptRule::First);
    CHECK(options.order == FunnelOrder::Strict);
    CHECK(options.count == CountRule::Sessions);
    CHECK(options.breakdown->at == BreakdownAt::NamedStep);
    CHECK(options.breakdown->step == 2);
    for (const char* at : {"step=", "step=0", "step=x", "middle"}) {
        setup.breakdownAt = at;
        CHECK_THROWS_AS(funnelOptionsOf(setup), Error);
    }
    setup.breakdownAt = "user";
    setup.order = "sideways";
    CHECK_THROWS_AS(funnelOptionsOf(setup), Error);
}

TEST_CASE("stages find their events by words and by what the words mean") {
    Project project = addMap({}, MapId{1}, "Shop", MapKind::Current, false);
    const char* titles[] = {"Home page", "Browse the catalogue", "Add to basket", "Checkout",
                            "Buy",       "Sing in the rain"};
    for (std::uint64_t i = 0; i < 6; ++i)
        project = addStage(project, StageId{10 + i}, MapId{1}, titles[i]);
    const std::vector<std::string> events{"home",     "catalog",  "add_to_cart", "cart",
                                          "checkout", "purchase", "logout"};
    const auto suggestions = suggestBindings(project, MapId{1}, events);
    const auto best = [&](std::uint64_t stage) -> std::string {
        for (const auto& suggestion : suggestions)
            if (suggestion.element == ElementId(StageId{stage}))
                return suggestion.event;
        return "";
    };
    CHECK(best(10) == "home");
    CHECK(best(11) == "catalog");
    CHECK(best(12) == "add_to_cart");
    CHECK(best(13) == "checkout");
    CHECK(best(14) == "purchase");
    CHECK(best(15).empty());
    CHECK(std::is_sorted(suggestions.begin(), suggestions.end(),
                         [](const auto& a, const auto& b) { return a.score > b.score; }));
    for (const auto& suggestion : suggestions) {
        CHECK(suggestion.score > 0);
        CHECK(suggestion.score <= 1);
    }
}
