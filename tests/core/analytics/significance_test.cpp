// Differences of two shares, against published and separately computed values.
#include <catch2/catch.hpp>

#include "cairn/analytics/significance.hpp"
#include "cairn/base/error.hpp"

using namespace cairn;

namespace {

StepResult stepOf(std::uint64_t reached, std::uint64_t entered, std::optional<double> overall) {
    StepResult step;
    step.reached = reached;
    step.entered = entered;
    step.overall = overall;
    return step;
}

} // namespace

TEST_CASE("the interval of a difference equals the published table") {
    // R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10; his difference
    // is the first share less the second, ours the second ("after") less the first.
    struct Row {
        std::uint64_t a, n, b, m;
        double low, high;
    };
    for (const Row& row : {Row{48, 80, 56, 70, 0.0524, 0.3339}, Row{3, 10, 9, 10, 0.1705, 0.8090},
                           Row{2, 7, 6, 7, 0.0582, 0.8062}, Row{0, 29, 5, 56, -0.0381, 0.1926},
                           Row{0, 20, 0, 10, -0.1611, 0.2775}, Row{0, 10, 0, 10, -0.2775, 0.2775},
                           Row{0, 20, 10, 10, 0.6791, 1.0}, Row{0, 10, 10, 10, 0.6075, 1.0}}) {
        INFO(row.b << "/" << row.m << " less " << row.a << "/" << row.n);
        const ProportionTest test = compareProportions(row.a, row.n, row.b, row.m);
        REQUIRE(test.interval);
        CHECK(test.interval->low == Approx(row.low).margin(0.00005));
        CHECK(test.interval->high == Approx(row.high).margin(0.00005));
    }
}

TEST_CASE(
    "p is that of the chi-square test without correction, and what is needed that of Fleiss") {
    // p from the chi-square of the four-fold table (observed less expected, erfc), need from the
    // formula, both in a script of their own (Python's NormalDist and math.erfc).
    struct Row {
        std::uint64_t a, n, b, m;
        double difference, p;
        std::uint64_t needed;
        bool enough, significant;
    };
    for (const Row& row : {Row{48, 80, 56, 70, 0.2, 0.0080450814, 82, false, true},
                           Row{511, 600, 431, 600, -0.1333333, 1.8940454e-08, 148, true, true},
                           Row{120, 1000, 150, 1000, 0.03, 0.049640387, 2036, false, true},
                           Row{7, 100, 12, 100, 0.05, 0.22790143, 539, false, false},
                           Row{83, 86, 129, 136, -0.0165868, 0.56158705, 2357, false, false},
                           Row{45, 300, 90, 400, 0.075, 0.012813415, 424, false, true},
                           // 29 people are few, however clear the difference.
                           Row{29, 29, 10, 29, -0.6551724, 1.0626214e-07, 7, false, false},
                           Row{3, 10, 9, 10, 0.6, 0.0061698993, 10, false, false}}) {
        INFO(row.a << "/" << row.n << " and " << row.b << "/" << row.m);
        const ProportionTest test = compareProportions(row.a, row.n, row.b, row.m);
        CHECK(*test.difference == Approx(row.difference).epsilon(1e-5));
        CHECK(*test.p == Approx(row.p).epsilon(1e-7));
        CHECK(test.neededEach == row.needed);
        CHECK(test.enough == row.enough);
        CHECK(test.significant == row.significant);
    }
}

TEST_CASE("nothing to divide by, nothing to tell apart, and more than all") {
    for (const ProportionTest& test :
         {compareProportions(0, 0, 3, 10), compareProportions(3, 10, 0, 0)}) {
        CHECK_FALSE(test.difference);
        CHECK_FALSE(test.interval);
        CHECK_FALSE(test.p);
        CHECK_FALSE(test.neededEach);
        CHECK_FALSE(test.enough);
        CHECK_FALSE(test.significant);
    }
    CHECK(compareProportions(0, 40, 0, 50).p == 1.0);
    CHECK(compareProportions(40, 40, 50, 50).p == 1.0);
    const ProportionTest same = compareProportions(300, 600, 300, 600);
    CHECK(*same.difference == 0);
    CHECK(*same.p == 1);
    CHECK_FALSE(same.neededEach);
    CHECK_FALSE(same.enough);
    CHECK_THROWS_AS(compareProportions(11, 10, 3, 10), Error);
    CHECK_THROWS_AS(compareProportions(1, 10, 4, 3), Error);
}

TEST_CASE("two funnels are compared step by step and by those who entered at step 1") {
    // Open funnels: of 100 and 80 who entered at step 1, 60 and 64 went on; 10 and 6 came in at
    // step 2.
    const std::vector<StepResult> before{stepOf(100, 100, 1.0), stepOf(70, 10, 0.6)};
    const std::vector<StepResult> after{stepOf(80, 80, 1.0), stepOf(70, 6, 0.8)};
    const FunnelDifference difference = compareFunnels(before, after);
    REQUIRE(difference.step.size() == 2);
    REQUIRE(difference.overall.size() == 2);
    CHECK(difference.step[0].n == 0);
    CHECK_FALSE(difference.step[0].difference);
    CHECK(difference.step[1].a == 60);
    CHECK(difference.step[1].n == 100);
    CHECK(difference.step[1].b == 64);
    CHECK(difference.step[1].m == 80);
    CHECK(*difference.step[1].difference == Approx(0.2));
    CHECK(difference.overall[1].a == 60);
    CHECK(difference.overall[1].b == 64);
    CHECK(difference.overall[0].p == 1.0); // all who entered, entered
    CHECK_THROWS_AS(compareFunnels(before, std::span(after).first(1)), Error);
}
