// One file a step: tests/data/exports/one_file_a_step holds four pages and a table of customers.
//
//   home_page            313593 468315 264005 290784 639104 262889 708793 943143   8
//   search_page          313593 468315 264005 290784 639104                        5, all on
//   home_page payment_page         313593 468315 262889                  3, of them 2 on all
//   before; 262889 never searched payment_confirmation 313593 262889 2, of them 1 on all before
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

#include "cairn/base/error.hpp"
#include "cairn/ingest/again.hpp"
#include "cairn/ingest/append.hpp"
#include "cairn/ingest/step_files.hpp"
#include "support/temporary_file.hpp"

using namespace cairn;
using cairn::test::TemporaryFile;
namespace fs = std::filesystem;

namespace {

fs::path example(const char* name) {
    return fs::path(CAIRN_TEST_DATA) / "exports" / "one_file_a_step" / name;
}

const std::vector<fs::path>& pages() {
    static const std::vector<fs::path> files{
        example("payment_confirmation_table.csv"), example("home_page_table.csv"),
        example("payment_page_table.csv"), example("search_page_table.csv")};
    return files;
}

std::vector<std::string> namesOf(const StepFiles& found) {
    std::vector<std::string> names;
    for (const StepFile& step : found.steps)
        names.push_back(step.plan.eventName);
    return names;
}

std::vector<fs::path> filesOf(const StepFiles& found) {
    std::vector<fs::path> files;
    for (const StepFile& step : found.steps)
        files.push_back(step.file);
    return files;
}

FingerprintKey someKey() {
    FingerprintKey key;
    key.bytes[3] = 7;
    return key;
}

/// Steps by name: who has an event of that name, as often as they have it.
std::vector<std::size_t> eventsByName(const EventLog& log) {
    std::vector<std::size_t> counts(log.names.size());
    ChunkDecoder decoder;
    for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk)
        for (const std::uint32_t name : decoder.decode(log, chunk).name)
            ++counts[name];
    return counts;
}

} // namespace

TEST_CASE("files that hold only who got there are steps, the largest first, and say their names") {
    auto files = pages();
    files.push_back(example("user_table.csv"));
    const StepFiles found = proposeStepFiles(files);
    CHECK(namesOf(found) == std::vector<std::string>{"home_page", "search_page", "payment_page",
                                                     "payment_confirmation_page"});
    CHECK(found.steps[0].customers == 8);
    CHECK(found.steps[1].customers == 5);
    CHECK(found.steps[2].customers == 3);
    CHECK(found.steps[3].customers == 2);
    CHECK(found.tables == std::vector<fs::path>{example("user_table.csv")});
    CHECK(found.others.empty());
}

TEST_CASE("who is missing in between is told for the order that is chosen") {
    const StepFiles found = proposeStepFiles(pages());
    const std::vector<std::size_t> bySize{0, 1, 2, 3}, other{0, 2, 1, 3};
    CHECK(reachedOf(found, bySize) == std::vector<std::uint64_t>{8, 5, 2, 1});
    const auto gaps = gapsOf(found, bySize);
    REQUIRE(gaps.size() == 1);
    CHECK(gapSentence(gaps[0]) ==
          "1 customer is in “payment_page” without being in “search_page”.");
    // home, payment, search, confirmation: 262889 is in payment and not in search
    CHECK(reachedOf(found, other) == std::vector<std::uint64_t>{8, 3, 2, 1});
    const auto otherGaps = gapsOf(found, other);
    REQUIRE(otherGaps.size() == 2);
    CHECK(gapSentence(otherGaps[0]) ==
          "3 customers are in “search_page” without being in “payment_page”.");
    CHECK(gapSentence(otherGaps[1]) ==
          "1 customer is in “payment_confirmation_page” without being in “search_page”.");
}

TEST_CASE("the files become one log without times, with the steps as names in their order") {
    const StepFiles found = proposeStepFiles(pages());
    ImportOptions options;
    options.fingerprintKey = someKey();
    const ImportResult result = importStepFiles(filesOf(found), planOfSteps(found.steps), options);
    const auto& log = std::get<EventLog>(result.content);
    CHECK(log.timeless);
    CHECK(log.units == 8);
    CHECK(log.names == namesOf(found));
    CHECK(eventsByName(log) == std::vector<std::size_t>{8, 5, 3, 2});
    CHECK_FALSE(log.firstTime());
    CHECK_FALSE(result.firstEvent);
    CHECK(log.fingerprints.size() == 8);
    CHECK(importSentence(result) == "18 events of 8 customers, 4 steps without times");
    const ImportResult bare = importStepFiles(filesOf(found), planOfSteps(found.steps));
    CHECK(std::get<EventLog>(bare.content).fingerprints.empty());
    CHECK(std::get<EventLog>(bare.content).fingerprintKey == 0);
    CHECK(std::get<EventLog>(bare.content).units == 8);
}

TEST_CASE("the plan of several files is kept whole, and has no window") {
    const StepFiles found = proposeStepFiles(pages());
    const ImportPlan plan = planFromJson(planToJson(planOfSteps(found.steps)));
    REQUIRE(plan.steps.size() == 4);
    CHECK(plan.withoutTimes);
    CHECK(plan.steps[2].eventName == "payment_page");
    CHECK(plan.steps[2].file == "payment_page_table.csv");
    CHECK(plan.steps[2].columns[0].role == ColumnRole::Unit);
    CHECK_FALSE(usualWindowMs(plan));
    CHECK(planTrouble(plan).find("choose all of them together") != std::string::npos);
}

TEST_CASE("steps are called by their files where the rows say nothing or all the same") {
    const TemporaryFile one("user_id\n1\n2\n3\n", "-visit_page_table.csv"),
        two("user_id\n1\n2\n", "-order_table.csv"),
        same("user_id,page\n1,x\n2,x\n", "-a_table.csv"),
        alike("user_id,page\n1,x\n", "-b_table.csv");
    auto names = namesOf(proposeStepFiles(std::vector<fs::path>{one.path(), two.path()}));
    CHECK(names[0] == one.path().stem().string().substr(0, one.path().stem().string().size() -
                                                               std::string("_page_table").size()));
    CHECK(names[1].ends_with("-order"));
    names = namesOf(proposeStepFiles(std::vector<fs::path>{same.path(), alike.path()}));
    CHECK(names[0].ends_with("-a"));
    CHECK(names[1].ends_with("-b"));
}

TEST_CASE("a file with times, or with more than who, is no step, and the reason is told") {
    const TemporaryFile log("user_id,event,timestamp\n1,a,2026-01-01\n1,b,2026-01-02\n"),
        amounts("user_id,amount\n1,5\n1,7\n2,9\n");
    const StepFiles found = proposeStepFiles(
        std::vector<fs::path>{log.path(), amounts.path(), example("home_page_table.csv")});
    CHECK(found.steps.size() == 1);
    REQUIRE(found.others.size() == 2);
    CHECK(found.others[0].second == "It says more than who got to one step: import it by itself.");
    CHECK_FALSE(found.others[1].second.empty());
    CHECK_THROWS_AS(planOfSteps(found.steps), Error);
}

TEST_CASE("one such file alone is refused with the way out") {
    const ImportPlan plan = proposePlan(sniffCsv(example("home_page_table.csv")));
    CHECK(plan.recognisedAs == "one step without times");
    CHECK(planTrouble(plan).find("Choose it together with the files of the other steps") !=
          std::string::npos);
}

TEST_CASE("newer exports of the same files are known by name and add only who is new") {
    const StepFiles found = proposeStepFiles(pages());
    const ImportPlan plan = planOfSteps(found.steps);
    ImportOptions options;
    options.fingerprintKey = someKey();
    const ImportResult before = importStepFiles(filesOf(found), plan, options);
    const auto folder = fs::temp_directory_path() / ("cairn-steps-" + std::to_string(newIdValue()));
    fs::create_directories(folder);
    const auto write = [&](const char* name, const char* text) {
        std::ofstream(folder / name) << text;
        return folder / name;
    };
    // 111 is new on both pages, 943143 was on home_page and searched meanwhile
    std::vector<fs::path> newer{
        write("search_page_table-2.csv", "user_id,page\n943143,search_page\n111,search_page\n"),
        write("home_page_table-2.csv", "user_id,page\n943143,home_page\n111,home_page\n")};
    const auto again = stepsAgain(plan, newer);
    REQUIRE(again);
    REQUIRE(again->steps.size() == 2);
    CHECK(again->steps[0].eventName == "home_page");
    CHECK(newer[0].filename() == "home_page_table-2.csv");
    const ImportResult read = importStepFiles(newer, *again, options);
    const AppendResult all =
        appendEvents(std::get<EventLog>(before.content), std::get<EventLog>(read.content));
    CHECK(all.added == 3);
    CHECK(all.alreadyThere == 1);
    CHECK(all.newCustomers == 1);
    CHECK(all.log.timeless);
    CHECK(all.log.names == namesOf(found));
    CHECK(eventsByName(all.log) == std::vector<std::size_t>{9, 7, 3, 2});
    // one of them alone is known, too
    const KnownImport known{"home_page_table.csv and 3 more", planToJson(plan), true};
    const auto match =
        matchAgain(std::span(&known, 1), sniffCsv(newer[1]), "search_page_table-2.csv");
    REQUIRE(match);
    CHECK(match->canAdd);
    CHECK(std::get<EventLog>(importFile(newer[1], match->plan, options).content).names ==
          std::vector<std::string>{"search_page"});
    // other ids, or a page that was not there, are no newer exports
    std::vector<fs::path> strangers{
        write("search_page_table-3.csv", "client_id,page\n1,search_page\n2,search_page\n")};
    CHECK_FALSE(stepsAgain(plan, strangers));
    strangers = {write("basket.csv", "user_id,page\n1,basket\n2,basket\n")};
    CHECK_FALSE(stepsAgain(plan, strangers));
    fs::remove_all(folder);
}

TEST_CASE("the choice to keep ids is one for all steps, and the newer one is the last word") {
    const StepFiles found = proposeStepFiles(pages());
    ImportPlan plan = planOfSteps(found.steps);
    plan.keepIds = true;
    const std::string json = planToJson(plan);
    CHECK(keepsIds(json));
    CHECK(planFromJson(json).steps[3].keepIds);
    std::vector<fs::path> newer{example("home_page_table.csv")};
    auto again = stepsAgain(planFromJson(json), newer);
    REQUIRE(again);
    CHECK(again->steps[0].keepIds);
    again->keepIds = false;
    const ImportPlan kept = planFromJson(planKept(json, planToJson(*again)));
    CHECK(kept.steps.size() == 4);
    CHECK_FALSE(kept.keepIds);
    CHECK_FALSE(kept.steps[0].keepIds);
    const ImportPlan usual = proposePlan(sniffCsv(example("user_table.csv")));
    CHECK(planKept(planToJson(usual), json) == json);
}
