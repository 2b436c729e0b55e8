// changes FILE.cairn: what changed since what the map is held against

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/insight/changes.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

struct ChangesFlags {
    std::string file, map;
    bool asJson = false, progress = false;
};

json numberOr(const std::optional<double>& value) {
    return value ? json(*value) : json(nullptr);
}

json stageJson(const StageChange& change) {
    json row{{"stage", change.title},
             {"verdict", nameOf(change.verdict)},
             {"reached_before", numberOr(change.reachedBefore)},
             {"reached_after", numberOr(change.reachedAfter)},
             {"before", nullptr},
             {"after", nullptr},
             {"difference", nullptr},
             {"interval", nullptr},
             {"p", nullptr},
             {"customers", numberOr(change.customers)}};
    if (const auto& test = change.test) {
        row["before"] = {test->a, test->n};
        row["after"] = {test->b, test->m};
        row["difference"] = numberOr(test->difference);
        row["p"] = numberOr(test->p);
        if (test->interval)
            row["interval"] = {test->interval->low, test->interval->high};
    }
    return row;
}

void printJson(const Map& map, const MapFindings& findings,
               const std::vector<StageChange>& changes) {
    json document{{"map", map.title},
                  {"before", findings.beforeName},
                  {"after", findings.afterName},
                  {"stages", json::array()},
                  {"notes", findings.notes}};
    for (const StageChange& change : changes)
        document["stages"].push_back(stageJson(change));
    std::cout << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

void printWords(const MapFindings& findings, const std::vector<StageChange>& changes) {
    if (changes.empty()) {
        std::cout
            << "The map is held against nothing: add a newer export, or choose a comparison.\n";
    } else {
        if (!findings.beforeName.empty())
            std::cout << findings.beforeName << " → " << findings.afterName << "\n";
        for (const StageChange& change : changes)
            std::cout << changeSentence(change) << '\n';
    }
    for (const std::string& note : findings.notes)
        std::cerr << note << '\n';
}

void changes(const ChangesFlags& flags) {
    const Project project = loadProject(flags.file);
    const Map& map = chosenMap(project, flags.map);
    const JobControl job = progressOnStderr(flags.progress);
    const auto content = contentOf(flags.file, project, map, job);
    const auto compared = comparedContentOf(flags.file, project, map, job);
    const MapFindings findings = computeFindings(project, map.id, content ? &*content : nullptr,
                                                 job, compared ? &*compared : nullptr);
    const auto found = changesOf(project, findings);
    if (flags.asJson)
        printJson(map, findings, found);
    else
        printWords(findings, found);
}

} // namespace

void addChanges(CLI::App& program) {
    auto flags = std::make_shared<ChangesFlags>();
    auto* command = program.add_subcommand(
        "changes", "What changed since the data before: the stages that matter first");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags] { changes(*flags); });
}

} // namespace cairn::cli
