// Exclusions between stages, and a map's funnel held against another import, period or segment.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "cairn/base/error.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

/// "Visit -> Cart -> (Talk) -> Pay"; Talk is not bound to events.
struct Shop {
    Project project;
    MapId map{1};
    StageId visit{11}, cart{12}, talk{13}, pay{14};

    Shop() {
        project = addMap({}, map, "Shop", MapKind::Current, false);
        const std::pair<StageId, const char*> stages[] = {
            {visit, "Visit"}, {cart, "Cart"}, {talk, "Talk"}, {pay, "Pay"}};
        for (const auto& [id, title] : stages)
            project = addStage(project, id, map, title);
        project = bind(project, visit, {{"visit"}, {}});
        project = bind(project, cart, {{"cart"}, {}});
        project = bind(project, pay, {{"pay"}, {}});
    }
    void set(const std::function<void(FunnelSetup&)>& change) {
        Map copy = *project.maps.find(map);
        change(copy.funnel);
        project = put(project, copy);
    }
};

/// So many visit, put something in the cart, and pay, an hour apart, from `start` on.
void addBuyers(EventLogBuilder& builder, const std::string& prefix, TimeMs start, int visits,
               int carts, int pays, std::string_view platform) {
    for (int i = 0; i < visits; ++i) {
        const std::string user = prefix + std::to_string(i);
        builder.add(user, start, "visit", std::span(&platform, 1));
        if (i < carts)
            builder.add(user, start + kHourMs, "cart", std::span(&platform, 1));
        if (i < pays)
            builder.add(user, start + 2 * kHourMs, "pay", std::span(&platform, 1));
    }
}

DatasetContent logOf(int visits, int carts, int pays) {
    EventLogBuilder builder({"platform"});
    addBuyers(builder, "u", 0, visits, carts, pays, "desktop");
    return builder.finish();
}

bool notes(const MapFindings& findings, const std::string& fragment) {
    return std::any_of(findings.notes.begin(), findings.notes.end(),
                       [&](const auto& note) { return note.find(fragment) != std::string::npos; });
}

void checkChange(const StageFinding& stage, std::uint64_t a, std::uint64_t n, std::uint64_t b,
                 std::uint64_t m) {
    REQUIRE(stage.change);
    CHECK(stage.change->a == a);
    CHECK(stage.change->n == n);
    CHECK(stage.change->b == b);
    CHECK(stage.change->m == m);
}

/// Cart: 10 of 40 before, 50 of 100 now; pay: 4 of 10 before, 30 of 50 now.
void checkSides(const MapFindings& findings, const Shop& shop) {
    const StageFinding& visit = findings.stages.at(shop.visit);
    const StageFinding& cart = findings.stages.at(shop.cart);
    CHECK(visit.beforeReached == 40.0);
    CHECK_FALSE(visit.change);
    CHECK(cart.beforeReached == 10.0);
    CHECK(cart.beforeStepConversion == 0.25);
    checkChange(cart, 10, 40, 50, 100);
    checkChange(findings.stages.at(shop.pay), 4, 10, 30, 50);
    CHECK(findings.stages.at(shop.pay).beforeOverall == Approx(0.1));
    CHECK_FALSE(findings.stages.at(shop.talk).change);
}

} // namespace

TEST_CASE("a set-up's exclusions lie between stages, the question's between steps") {
    Shop shop;
    shop.set([&](FunnelSetup& f) {
        f.exclusions = {{{{"refund"}, {}}, shop.cart, shop.pay, "remove"},
                        {{{"call"}, {{"kind", FilterOp::IsNot, "test"}}}, {}, {}, "drop"}};
        f.hold = {"platform"};
        f.from = 5;
        f.to = 10;
        f.allInside = true;
        f.tieToleranceMs = 1000;
        f.overTime = "month";
        f.zone = "Europe/Berlin";
    });
    const FunnelOptions options = funnelOptionsOf(shop.project, shop.map);
    REQUIRE(options.exclusions.size() == 2);
    CHECK(options.exclusions[0].what.events == std::vector<std::string>{"refund"});
    CHECK(options.exclusions[0].from == 2); // Talk is not bound: pay is step 3
    CHECK(options.exclusions[0].to == 3);
    CHECK(options.exclusions[0].action == ExclusionAction::Remove);
    CHECK(options.exclusions[1].from == 1);
    CHECK(options.exclusions[1].to == 3);
    CHECK(options.exclusions[1].action == ExclusionAction::Drop);
    CHECK(options.exclusions[1].what.filters.at(0).isNot);
    CHECK(options.hold == std::vector<std::string>{"platform"});
    CHECK(options.from == 5);
    CHECK(options.to == 10);
    CHECK(options.allInside);
    CHECK(options.tieToleranceMs == 1000);
    CHECK(options.overTime->period == Period::Month);
    CHECK(options.overTime->zone.name() == "Europe/Berlin");

    const DatasetContent content = logOf(100, 50, 30);
    const auto refused = [&](const std::function<void(FunnelSetup&)>& change,
                             const std::string& why) {
        Shop odd;
        odd.set(change);
        CHECK_THROWS_AS(funnelOptionsOf(odd.project, odd.map), Error);
        const MapFindings findings = computeFindings(odd.project, odd.map, &content);
        CHECK(notes(findings, why));
        CHECK_FALSE(findings.funnel);
    };
    refused([&](auto& f) { f.exclusions = {{{{"x"}, {}}, shop.talk, {}, "drop"}}; }, "\"Talk\"");
    refused([&](auto& f) { f.exclusions = {{{{"x"}, {}}, {}, StageId{99}, "drop"}}; }, "gone");
    refused([&](auto& f) { f.exclusions = {{{{"x"}, {}}, {}, {}, "maim"}}; }, "maim");
    refused([&](auto& f) { f.overTime = "fortnight"; }, "fortnight");
    refused(
        [&](auto& f) {
            f.overTime = "week";
            f.zone = "Middle/Earth";
        },
        "Middle/Earth");
}

TEST_CASE("an exclusion between stages ends attempts on the map") {
    Shop shop;
    EventLogBuilder builder({"platform"});
    addBuyers(builder, "u", 0, 40, 20, 10, "desktop");
    const std::string_view none;
    for (int i = 0; i < 5; ++i) // between cart (1 h) and pay (2 h)
        builder.add("u" + std::to_string(i), kHourMs + 1, "refund", std::span(&none, 1));
    const DatasetContent content = builder.finish();
    shop.set([&](FunnelSetup& f) {
        f.exclusions = {{{{"refund"}, {}}, shop.cart, shop.pay, "drop"}};
    });
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    CHECK(findings.stages.at(shop.pay).reached == 5.0);
    CHECK(findings.stages.at(shop.cart).reasons->excluded == 5);
}

TEST_CASE("an earlier import beside the map's own") {
    Shop shop;
    Dataset old, now;
    old.id = DatasetId{7};
    old.name = "spring.csv";
    now.id = DatasetId{8};
    now.name = "summer.csv";
    shop.project = put(put(shop.project, old), now);
    shop.set([&](FunnelSetup& f) {
        f.dataset = now.id;
        f.compare.with = "dataset";
        f.compare.dataset = old.id;
    });
    const DatasetContent content = logOf(100, 50, 30), earlier = logOf(40, 10, 4);
    const MapFindings findings = computeFindings(shop.project, shop.map, &content, {}, &earlier);
    CHECK(findings.comparedWith == ComparedWith::Dataset);
    CHECK(findings.beforeName == "spring.csv");
    CHECK(findings.afterName == "summer.csv");
    REQUIRE(findings.before);
    CHECK(findings.before->steps[0].reached == 40);
    CHECK(findings.after->steps[0].reached == 100);
    CHECK(findings.funnel->steps[0].reached == 100);
    // An hour from each step to the next, then as now.
    CHECK(findings.stages.at(shop.cart).beforeMedianSeconds == 3600.0);
    checkSides(findings, shop);
    // Published in no table, but by hand: 0.5 - 0.25.
    CHECK(*findings.difference->step[1].difference == Approx(0.25));

    const MapFindings without = computeFindings(shop.project, shop.map, &content);
    CHECK(without.comparedWith == ComparedWith::Nothing);
    CHECK(notes(without, "not at hand"));
    CHECK_FALSE(without.stages.at(shop.cart).change);
    const DatasetContent counts = StepCounts{{{"visit", "", 10}}};
    CHECK(notes(computeFindings(shop.project, shop.map, &content, {}, &counts), "finished counts"));
}

TEST_CASE("finished counts of two files are compared where their shares are shares") {
    Shop shop;
    shop.set([&](FunnelSetup& f) { f.compare.with = "dataset"; });
    const DatasetContent now = StepCounts{{{"visit", "", 100}, {"cart", "", 50}, {"pay", "", 30}}};
    const DatasetContent then = StepCounts{{{"visit", "", 40}, {"cart", "", 10}, {"pay", "", 4}}};
    checkSides(computeFindings(shop.project, shop.map, &now, {}, &then), shop);
    // A count that rises is no share; a step that one of the files lacks has no partner.
    const DatasetContent rises = StepCounts{{{"visit", "", 40}, {"cart", "", 60}, {"pay", "", 4}}};
    const MapFindings odd = computeFindings(shop.project, shop.map, &now, {}, &rises);
    CHECK_FALSE(odd.stages.at(shop.cart).change);
    CHECK(odd.stages.at(shop.cart).beforeReached == 60.0);
    checkChange(odd.stages.at(shop.pay), 4, 60, 30, 50);
    const DatasetContent lacks = StepCounts{{{"visit", "", 40}, {"pay", "", 4}}};
    CHECK_FALSE(
        computeFindings(shop.project, shop.map, &now, {}, &lacks).stages.at(shop.pay).change);
}

TEST_CASE("an earlier period of the same events beside the map's own") {
    Shop shop;
    EventLogBuilder builder({"platform"});
    addBuyers(builder, "jan", 10 * kDayMs, 40, 10, 4, "desktop");
    addBuyers(builder, "feb", 40 * kDayMs, 100, 50, 30, "desktop");
    const DatasetContent content = builder.finish();
    shop.set([&](FunnelSetup& f) {
        f.from = 31 * kDayMs;
        f.compare.with = "period";
        f.compare.from = 0;
        f.compare.to = 31 * kDayMs - 1;
    });
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    CHECK(findings.comparedWith == ComparedWith::Period);
    checkSides(findings, shop);
    shop.set([](FunnelSetup& f) { f.compare.from = 32 * kDayMs; });
    CHECK(notes(computeFindings(shop.project, shop.map, &content), "ends before it begins"));
}

TEST_CASE("two segments beside each other, small ones among them") {
    Shop shop;
    EventLogBuilder builder({"platform"});
    addBuyers(builder, "d", 0, 40, 10, 4, "desktop");
    addBuyers(builder, "m", 0, 100, 50, 30, "mobile");
    for (int i = 0; i < 30; ++i) // segments past the 25 that are shown
        addBuyers(builder, "p" + std::to_string(i), 0, 41 + i, 0, 0, "phone " + std::to_string(i));
    const DatasetContent content = builder.finish();
    shop.set([&](FunnelSetup& f) {
        f.breakdown = "platform";
        f.compare.with = "segments";
        f.compare.before = "desktop";
        f.compare.after = "mobile";
    });
    const MapFindings findings = computeFindings(shop.project, shop.map, &content);
    CHECK(findings.comparedWith == ComparedWith::Segments);
    CHECK(findings.beforeName == "desktop");
    CHECK(findings.after->steps[0].reached == 100);
    CHECK(findings.funnel->breakdown.size() == 26);
    checkSides(findings, shop);
    shop.set([](FunnelSetup& f) { f.compare.after = "fridge"; });
    CHECK(notes(computeFindings(shop.project, shop.map, &content), "\"fridge\""));
    shop.set([](FunnelSetup& f) { f.breakdown.clear(); });
    CHECK(notes(computeFindings(shop.project, shop.map, &content), "need a breakdown"));
    shop.set([](FunnelSetup& f) { f.compare.with = "the Joneses"; });
    CHECK(notes(computeFindings(shop.project, shop.map, &content), "Joneses"));
}
