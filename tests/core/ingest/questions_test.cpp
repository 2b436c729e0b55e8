#include <catch2/catch.hpp>

#include "cairn/ingest/import.hpp"
#include "cairn/ingest/questions.hpp"
#include "support/temporary_file.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Asked {
    Sniffed sniffed;
    ImportPlan plan;
    explicit Asked(std::string_view text)
        : sniffed(sniffCsvBytes(text)), plan(proposePlan(sniffed)) {}
    std::vector<PlanQuestion> questions() const { return questionsOf(plan, sniffed); }
};

constexpr std::string_view kVisits = "user_id,event,timestamp\n"
                                     "u1,visit,05/05/2026\n"
                                     "u1,buy,03/04/2026\n"
                                     "u2,visit,07/08/2026\n";
constexpr TimeMs kThirdOfApril = 20'546 * kDayMs; // date -u -d 2026-04-03 +%s / 86400
constexpr TimeMs kFourthOfMarch = 20'516 * kDayMs;

} // namespace

TEST_CASE("a date that could be of two days is asked about with both") {
    Asked file(kVisits);
    const auto questions = file.questions();
    REQUIRE(questions.size() == 1);
    const PlanQuestion& q = questions[0];
    CHECK(q.kind == QuestionKind::DayOrder);
    CHECK(q.columns == std::vector<std::size_t>{2});
    CHECK(q.sample == "03/04/2026"); // 5 May is the same day either way
    CHECK(q.readings[0].code == "day-first");
    CHECK(q.readings[0].text == "3 April 2026");
    CHECK(q.readings[0].instant == kThirdOfApril);
    CHECK(q.readings[1].code == "month-first");
    CHECK(q.readings[1].text == "4 March 2026");
    CHECK(q.readings[1].instant == kFourthOfMarch);
    CHECK_FALSE(q.answered);
    CHECK(q.assumed == 0);
    CHECK(assumedSentence(q, file.plan) == "The dates of “timestamp” are read with the day first: "
                                           "“03/04/2026” is 3 April 2026, not 4 March 2026.");
}

TEST_CASE("an answer is how the file is read, is kept with the plan and can be changed") {
    const TemporaryFile file(kVisits);
    Asked asked(kVisits);
    const PlanQuestion question = asked.questions().at(0);
    answer(asked.plan, question, 1);
    const auto after = asked.questions();
    REQUIRE(after.size() == 1);
    CHECK(after[0].answered);
    CHECK(after[0].assumed == 1);
    const ImportPlan kept = planFromJson(planToJson(asked.plan));
    CHECK(importFile(file.path(), kept).firstEvent == kFourthOfMarch);
    const auto again = planAgain(kept, asked.sniffed);
    REQUIRE(again);
    CHECK(questionsOf(*again, asked.sniffed).at(0).answered);
    answer(asked.plan, question, 0);
    CHECK(importFile(file.path(), asked.plan).firstEvent == kThirdOfApril);
}

TEST_CASE("a single date that can only be read one way settles the column") {
    CHECK(Asked("user_id,event,timestamp\nu1,visit,03/04/2026\nu1,buy,13/04/2026\n")
              .questions()
              .empty());
    CHECK(Asked("user_id,event,timestamp\nu1,visit,03/04/2026\nu1,buy,04/13/2026\n")
              .questions()
              .empty());
    // the same day and month everywhere: nothing to ask with
    CHECK(Asked("user_id,event,timestamp\nu1,visit,05/05/2026\nu2,visit,05/05/2026\n")
              .questions()
              .empty());
}

TEST_CASE("one answer is for all columns with times; a date that is not used is not asked about") {
    Asked wide("user_id,signup_at,purchase_at,birthday_party\n"
               "u1,03/04/2026,05/04/2026,01/02/2026\nu2,02/04/2026,04/04/2026,03/02/2026\n");
    for (PlannedColumn& column : wide.plan.columns)
        column.role = ColumnRole::Ignore;
    assignRole(wide.plan, "user_id", ColumnRole::Unit);
    assignRole(wide.plan, "signup_at", ColumnRole::EventTime);
    assignRole(wide.plan, "purchase_at", ColumnRole::EventTime);
    const auto questions = wide.questions();
    REQUIRE(questions.size() == 1);
    CHECK(questions[0].columns == std::vector<std::size_t>{1, 2});
    answer(wide.plan, questions[0], 1);
    CHECK(wide.plan.columns[1].time.kind == TimeFormat::Kind::MonthDayYear);
    CHECK(wide.plan.columns[2].time.kind == TimeFormat::Kind::MonthDayYear);
    CHECK(wide.plan.columns[3].time.ambiguous);
}

TEST_CASE("a count that could have thousands or decimals is asked about with both") {
    constexpr std::string_view kCounts = "step,users\nvisit,1.234\nbasket,567\nbuy,89\n";
    const TemporaryFile file(kCounts);
    Asked asked(kCounts);
    const auto questions = asked.questions();
    REQUIRE(questions.size() == 1);
    const PlanQuestion& q = questions[0];
    CHECK(q.kind == QuestionKind::DecimalMark);
    CHECK(q.sample == "1.234");
    CHECK(q.readings[0].code == "comma");
    CHECK(q.readings[0].text == "1234");
    CHECK(q.readings[0].number == 1234);
    CHECK(q.readings[1].code == "point");
    CHECK(q.readings[1].text == "1.234");
    CHECK(q.readings[1].number == 1.234);
    CHECK(q.assumed == 0); // counts are whole
    const auto first = [&] {
        const ImportResult result = importFile(file.path(), asked.plan);
        return std::get<StepCounts>(result.content).rows.at(0).count;
    };
    CHECK(first() == 1234);
    answer(asked.plan, q, 1);
    CHECK(first() == 1.234);
    CHECK(asked.questions().at(0).assumed == 1);
    asked.plan = planFromJson(planToJson(asked.plan));
    CHECK(first() == 1.234);
    answer(asked.plan, q, 0);
    CHECK(first() == 1234);
}

TEST_CASE("a number that shows its decimal mark settles the column") {
    CHECK(Asked("step,users\nvisit,1.234\nbasket,567\nbuy,89.5\n").questions().empty());
    CHECK(Asked("step,users\nvisit,1.234.567\nbasket,1.234\nbuy,89\n").questions().empty());
    CHECK(Asked("step,users\nvisit,1234\nbasket,567\n").questions().empty());
}
