// What changed, the stages that matter first.
#include <catch2/catch.hpp>

#include "cairn/insight/changes.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

constexpr MapId kMap{1};

struct Counted {
    const char* title;
    std::uint64_t a, n, b, m; ///< before a of n, after b of m
};

/// A map of a first stage and the given ones after it, held against other data.
struct Held {
    Project project;
    MapFindings findings;
    explicit Held(const std::vector<Counted>& rows) {
        project = addMap({}, kMap, "Buying", MapKind::Current, false);
        findings.comparedWith = ComparedWith::Dataset;
        add("Visit", 0).reached = 1000;
        for (const Counted& row : rows) {
            StageFinding& stage = add(row.title, findings.funnelStages.size());
            stage.change = compareProportions(row.a, row.n, row.b, row.m);
            stage.reached = double(row.b);
            stage.beforeReached = double(row.a);
        }
    }
    StageFinding& add(const char* title, std::size_t step) {
        const StageId id{10 + step};
        project = addStage(std::move(project), id, kMap, title);
        findings.funnelStages.push_back(id);
        return findings.stages[id];
    }
    std::vector<std::string> order() const {
        std::vector<std::string> titles;
        for (const StageChange& change : changesOf(project, findings))
            titles.push_back(change.title + " " + std::string(nameOf(change.verdict)));
        return titles;
    }
};

} // namespace

TEST_CASE("changes come by what they mean: beyond chance first, then by customers") {
    // Basket: 50 % -> 40 % of 2,000 who could: 200 fewer. Pay: 50 % -> 70 % of 500: 100 more.
    // Ship: 50 % -> 50.5 % of 1,000: 5 more, far from sure; 3 of 10 people say nothing.
    const Held held({{"Ship", 500, 1000, 505, 1000},
                     {"Pay", 500, 1000, 350, 500},
                     {"Return", 5, 10, 8, 10},
                     {"Basket", 1000, 2000, 800, 2000}});
    CHECK(held.order() == std::vector<std::string>{"Basket worse", "Pay better",
                                                   "Ship may-be-chance", "Return too-few",
                                                   "Visit not-tested"});
    const auto changes = changesOf(held.project, held.findings);
    CHECK(*changes[0].customers == Approx(-200));
    CHECK(*changes[1].customers == Approx(100));
    CHECK(*changes[2].customers == Approx(5));
    CHECK_FALSE(changes[4].customers);
}

TEST_CASE("a share that did not move could be chance, however many people there are") {
    const Held held({{"Pay", 500, 1000, 500, 1000}});
    CHECK(held.order() == std::vector<std::string>{"Pay may-be-chance", "Visit not-tested"});
}

TEST_CASE("only a handful of people is too few to tell, of 569 and 869 it could be chance") {
    const Held held(
        {{"Pay", 300, 569, 480, 869}, {"Ship", 10, 29, 10, 900}, {"Return", 9, 30, 9, 31}});
    // 52.7 % -> 55.2 %: z = 0.94, p = 0.35. 29 people are one fewer than the least, 30 are not.
    CHECK(held.order() == std::vector<std::string>{"Ship too-few", "Pay may-be-chance",
                                                   "Return may-be-chance", "Visit not-tested"});
}

TEST_CASE("a map that is held against nothing has no changes") {
    Held held({{"Pay", 500, 1000, 350, 500}});
    held.findings.comparedWith = ComparedWith::Nothing;
    CHECK(held.order().empty());
}

TEST_CASE("a change in a sentence") {
    // Newcombe's interval for 1,000/2,000 against 800/2,000, by hand from the two Wilson intervals:
    // (0.4781, 0.5219) and (0.3787, 0.4217); -0.1 - sqrt(0.0213^2 + 0.0219^2) = -0.1306, -0.1 +
    // sqrt(0.0217^2 + 0.0219^2) = -0.0692.
    const Held held({{"Basket", 1000, 2000, 800, 2000}});
    const auto changes = changesOf(held.project, held.findings);
    CHECK(changeSentence(changes[0]) == "Basket: 50.0 % → 40.0 % (−10.0 pts, −13.1 to −6.9; worse, "
                                        "more than chance): 200 customers "
                                        "fewer than with the share of before.");
    CHECK(changeSentence(changes[1]) == "Visit: – → 1000 customers.");
}
