#include "cli/count_funnel.hpp"

#include <iostream>

#include "cairn/base/error.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/ingest/import.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/edits.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

struct Counted {
    Project project;
    MapId map;
    DatasetContent content;
    std::vector<RowIssue> issues;
    std::uint64_t skipped = 0;
};

std::optional<Counted> countsOfProject(LookedAt& seen, const std::string& mapName) {
    const Project& project = *seen.project;
    const Map& map = chosenMap(project, mapName);
    const Dataset* dataset = project.datasets.find(map.funnel.dataset);
    if (dataset == nullptr || dataset->kind != "step-counts")
        return std::nullopt;
    auto content = contentOf(*seen.file, project, map, {});
    if (!content)
        return std::nullopt;
    Counted counted;
    counted.project = project;
    counted.map = map.id;
    counted.content = std::move(*content);
    return counted;
}

/// Its steps as the stages of a map of their own.
std::optional<Counted> countsOfFile(ImportPlan plan, const std::string& file,
                                    const FunnelFlags& rules) {
    rules.applyTo(plan);
    if (plan.kind != TableKind::StepCounts || !planTrouble(plan).empty())
        return std::nullopt;
    sayRoles(plan);
    ImportResult imported = importFile(file, plan);
    Counted counted;
    counted.map = newId<MapId>();
    counted.project = addMap({}, counted.map, "Counts", MapKind::Current, false);
    counted.project = addStagesOf(std::move(counted.project), counted.map,
                                  stepsOf(std::get<StepCounts>(imported.content)));
    counted.content = std::move(imported.content);
    counted.issues = std::move(imported.issues);
    counted.skipped = imported.skipped;
    return counted;
}

void print(const Counted& counted, const MapFindings& findings) {
    std::cout
        << "Funnel of counts that somebody else made; every rate is computed again from them.\n\n";
    std::vector<std::vector<std::string>> rows{
        {"step", ">reached", ">lost", ">of the step before", ">of all", "95 % of all", ""}};
    const auto number = [](const std::optional<double>& n) {
        return n ? countText(*n) : std::string("–");
    };
    for (const StageId id : findings.funnelStages) {
        const StageFinding& stage = findings.stages.at(id);
        std::string beside = stage.few ? "few" : "";
        if (stage.entered)
            beside += (beside.empty() ? "+" : ", +") + countText(*stage.entered) + " entered here";
        rows.push_back(
            {titleOf(counted.project, id), number(stage.reached), number(stage.lost),
             percentText(stage.stepConversion), percentText(stage.overall),
             stage.interval && stage.step != 0
                 ? percentText(stage.interval->low) + " to " + percentText(stage.interval->high)
                 : "–",
             beside});
    }
    printTable(rows);
    for (const std::string& note : findings.notes)
        std::cout << "Note: " << note << '\n';
}

} // namespace

bool printedCountFunnel(LookedAt& seen, const std::string& data, const std::string& map,
                        const FunnelFlags& rules, bool asJson) {
    const auto counted =
        seen.project ? countsOfProject(seen, map) : countsOfFile(*seen.plan, data, rules);
    if (!counted)
        return false;
    if (!rules.parsedSteps().empty())
        throw Error(ErrorCode::BadInput, "compute a funnel from",
                    "it holds counts somebody else made, not events: its steps are those counted",
                    "Leave --steps out.", data);
    const MapFindings findings = computeFindings(counted->project, counted->map, &counted->content);
    if (findings.funnelStages.empty())
        throw Error(ErrorCode::BadInput, "compute a funnel",
                    "no stage of the map is bound to a step of its counts",
                    "Import the counts with --make-stages, or bind stages with --bind STAGE=STEP.",
                    data);
    sayIssues(counted->skipped, counted->issues);
    if (asJson)
        std::cout << countFunnelToJson(counted->project, findings);
    else
        print(*counted, findings);
    return true;
}

} // namespace cairn::cli
