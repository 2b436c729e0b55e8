// The engine against the definition, over random streams. Each family turns on some of the rules.
#include <catch2/catch.hpp>

#include <functional>
#include <optional>

#include "core/base/wide.hpp"
#include "funnel_question.hpp"
#include "support/rounds.hpp"

using namespace cairn;

namespace {

/// 10,000 streams of a family: 400 questions to 25 users each.
void family(std::uint64_t seed, const std::function<void(Dice&, Question&)>& rules) {
    Dice dice(seed);
    for (int i = 0; i < cairn::test::rounds(400); ++i) {
        Question q = someQuestion(dice, 25);
        rules(dice, q);
        std::optional<WithoutWideRegisters> narrow; // every second time, where there are any
        if (i % 2 != 0)
            narrow.emplace();
        compare(q);
    }
}

} // namespace

TEST_CASE("ordered funnels equal the definition") {
    family(1, [](Dice&, Question&) {});
    family(2, [](Dice&, Question&) {});
}

TEST_CASE("strict funnels equal the definition") {
    family(3, [](Dice& dice, Question& q) {
        q.options.order = FunnelOrder::Strict;
        if (dice.chance(40))
            q.options.windowFrom = WindowFrom::Previous;
    });
}

TEST_CASE("windows from the previous step equal the definition") {
    family(4, [](Dice&, Question& q) { q.options.windowFrom = WindowFrom::Previous; });
    const auto rules = [](Dice& dice, Question& q) {
        q.options.windowFrom = WindowFrom::Previous;
        for (int n = dice.roll(3); n > 0; --n)
            addExclusion(dice, q, true);
        q.options.open = dice.chance(40);
        if (dice.chance(25))
            q.options.count = CountRule::Attempts;
    };
    family(13, rules);
    family(14, rules);
}

TEST_CASE("any-order funnels equal the definition") {
    family(5, [](Dice& dice, Question& q) {
        q.options.order = FunnelOrder::Any;
        if (dice.chance(30))
            q.options.count = CountRule::Attempts;
    });
}

TEST_CASE("open funnels equal the definition") {
    family(6, [](Dice& dice, Question& q) {
        q.options.open = true;
        if (dice.chance(30))
            addExclusion(dice, q, true);
        if (dice.chance(20))
            q.options.order = FunnelOrder::Strict;
    });
}

TEST_CASE("exclusions equal the definition") {
    const auto rules = [](Dice& dice, Question& q) {
        addExclusion(dice, q, true);
        if (dice.chance(30))
            addExclusion(dice, q, true);
        if (dice.chance(15))
            q.options.order = FunnelOrder::Strict;
    };
    family(7, rules);
    family(8, rules);
}

TEST_CASE("counted attempts equal the definition") {
    family(9, [](Dice& dice, Question& q) {
        q.options.count = CountRule::Attempts;
        if (dice.chance(30))
            addExclusion(dice, q, true);
        else if (dice.chance(30))
            q.options.open = true;
        if (dice.chance(20))
            q.options.order = FunnelOrder::Strict;
    });
}

TEST_CASE("tie tolerance equals the definition") {
    family(10, [](Dice& dice, Question& q) {
        q.options.tieToleranceMs = dice.oneOf<std::int64_t>({1000, 2000});
        if (dice.chance(30))
            addExclusion(dice, q, true);
        else if (dice.chance(30))
            q.options.windowFrom = WindowFrom::Previous;
        else if (dice.chance(30))
            q.options.order = FunnelOrder::Any;
    });
}

TEST_CASE("sessions and held values equal the definition") {
    family(11, [](Dice& dice, Question& q) {
        q.sessionColumn = dice.chance(50);
        if (dice.chance(70))
            q.options.count = CountRule::Sessions;
        if (dice.chance(50))
            q.options.hold.push_back("p");
        if (dice.chance(30))
            q.options.hold.push_back("q");
        if (dice.chance(20))
            q.options.order = dice.oneOf({FunnelOrder::Strict, FunnelOrder::Any});
    });
}

TEST_CASE("breakdowns equal the definition") {
    family(12, [](Dice& dice, Question& q) {
        q.options.breakdown = Breakdown{"p", BreakdownAt::FirstStep, 1, 25};
        q.options.breakdown->at = dice.oneOf({BreakdownAt::FirstStep, BreakdownAt::LastStep,
                                              BreakdownAt::NamedStep, BreakdownAt::User});
        q.options.breakdown->step =
            1 + static_cast<std::size_t>(dice.roll(static_cast<int>(q.steps.size())));
        q.options.breakdown->most = dice.oneOf<std::size_t>({1, 2, 25});
        if (dice.chance(20))
            q.options.open = true;
        else if (dice.chance(20))
            q.options.count = CountRule::Attempts;
        else if (dice.chance(20))
            addExclusion(dice, q, true);
    });
}
