#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cairn/exchange/project_json.hpp"
#include "support/random_project.hpp"

using namespace cairn;
using nlohmann::json;

namespace {

struct TemporaryFolder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("cairn-exchange-" + std::to_string(newIdValue()));
    TemporaryFolder() { std::filesystem::create_directory(path); }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
};

} // namespace

TEST_CASE("a project goes to a JSON file and comes back equal") {
    const TemporaryFolder folder;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Project project = test::RandomEditor(seed).project(60);
        exportProjectJson(project, folder.path / "p.json");
        REQUIRE(importProjectJson(folder.path / "p.json") == project);
    }
}

TEST_CASE("a JSON project with a broken reference is refused, and says which") {
    const TemporaryFolder folder;
    std::ofstream(folder.path / "p.json")
        << R"({"cairn": 1, "stage": [{"id": 3, "map": 9, "title": "Pay"}]})";
    CHECK_THROWS_WITH(importProjectJson(folder.path / "p.json"),
                      Catch::Contains("Stage “Pay” refers to a map that does not exist"));
}

TEST_CASE("an export that cannot be written leaves the old file") {
    const TemporaryFolder folder;
    const auto target = folder.path / "none" / "p.json";
    CHECK_THROWS_AS(exportProjectJson(Project{}, target), Error);
    CHECK(std::filesystem::is_empty(folder.path));
}

TEST_CASE("what there is not is null in the funnel's JSON, never 0 or NaN") {
    FunnelResult result;
    result.options.windowMs.reset();
    result.units = 2;
    result.steps.resize(2);
    result.steps[0].label = "look";
    result.steps[0].reached = 2;
    result.steps[0].dropped = 2;
    result.steps[1].label = "buy";
    const RowIssueText issue{17, "time", "“soon” is not a date"};
    const json document = json::parse(funnelToJson(result, std::span(&issue, 1)));
    CHECK(document["rules"]["window_s"].is_null());
    CHECK(document["steps"][0]["dropped"] == 2);
    CHECK(document["steps"][1]["dropped"].is_null());
    CHECK(document["steps"][1]["step_conversion"].is_null());
    CHECK(document["steps"][1]["time"]["median_s"].is_null());
    CHECK(document["issues"][0]["line"] == 17);
    CHECK(document["issues"][0]["what"] == "“soon” is not a date");
}

TEST_CASE("a funnel's JSON tells its periods, its histogram and what it is held against") {
    FunnelResult result;
    result.steps.resize(2);
    result.steps[0].label = "look";
    result.steps[0].reached = result.steps[0].entered = 80;
    result.steps[0].overall = 1.0;
    result.steps[1].label = "buy";
    result.steps[1].reached = 48;
    result.steps[1].overall = 0.6;
    result.steps[1].time.histogram.assign(12, 0);
    result.steps[1].time.histogram[1] = 48;
    result.options.overTime = OverTime{Period::Week, {}};
    result.overTime.push_back({0, -3 * kDayMs, 4 * kDayMs, true, result.steps});
    ComparedFunnels compared{"May", "June", result, result, {}};
    compared.afterFunnel.steps[0].reached = compared.afterFunnel.steps[0].entered = 70;
    compared.afterFunnel.steps[1].reached = 56;
    compared.afterFunnel.steps[1].overall = 0.8;
    compared.difference = compareFunnels(compared.beforeFunnel.steps, compared.afterFunnel.steps);
    const json document = json::parse(funnelToJson(result, {}, &compared));
    CHECK(document["rules"]["over_time"] == "week");
    CHECK(document["over_time"][0]["start"] == "1969-12-29T00:00:00Z");
    CHECK(document["over_time"][0]["partial"] == true);
    CHECK(document["over_time"][0]["steps"][1]["reached"] == 48);
    const json& histogram = document["steps"][1]["time"]["histogram"];
    CHECK(histogram[1]["up_to_s"] == 60);
    CHECK(histogram[1]["count"] == 48);
    CHECK(histogram[11]["up_to_s"].is_null());
    const json& comparison = document["comparison"];
    CHECK(comparison["before"] == "May");
    CHECK(comparison["steps"][0]["step_conversion"].is_null());
    const json& step = comparison["steps"][1]["step_conversion"];
    CHECK(step["after"] == json({56, 70}));
    CHECK(step["interval"][0].get<double>() == Approx(0.0524).margin(0.00005)); // Newcombe's table
    CHECK(step["needed_each"] == 82);
    CHECK(step["enough"] == false);
    CHECK(step["significant"] == true);
    CHECK(json::parse(funnelToJson(result, {}))["comparison"].is_null());
}

TEST_CASE("scores carry their inputs, sources and the counts behind them") {
    Project project = addMap({}, MapId{1}, "Shop", MapKind::Current, false);
    project = addStage(project, StageId{2}, MapId{1}, "Pay");
    MapFindings findings;
    findings.map = MapId{1};
    PainScore pain;
    pain.element = pain.stage = StageId{2};
    pain.score = 15;
    pain.severity = {3, InputSource::ByHand, 0, 0, std::nullopt};
    pain.reach = {0.5, InputSource::FunnelReach, 50, 100, Interval{0.4, 0.6}};
    pain.confidence = Confidence::Partial;
    pain.n = 50;
    findings.pain.push_back(pain);
    StageFinding& stage = findings.stages[StageId{2}];
    stage.reached = 586;
    stage.entered = 12.5; // somebody else's estimate
    const std::string text = scoresToJson(project, findings);
    CHECK_THAT(text, Catch::Contains("\"reached\": 586,") && Catch::Contains("\"entered\": 12.5,"));
    const json row = json::parse(text)["scores"][0];
    CHECK(row["title"] == "Pay");
    CHECK(row["kind"] == "stage");
    CHECK(row["pain"] == 15);
    CHECK(row["severity"]["source"] == "by-hand");
    CHECK(row["reach"]["of"] == json::array({50, 100}));
    CHECK(row["frequency"]["value"].is_null());
    CHECK(row["confidence"] == "partial");
}
