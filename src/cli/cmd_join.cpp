// join, forget: what is known of a dataset's customers, and datasets that are no longer wanted

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/model/edits.hpp"
#include "cli/commands.hpp"
#include "cli/data_edits.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

struct DatasetFlags {
    std::string file, map, dataset;
    JoinFlags join;
    bool asJson = false, progress = false;
};

void join(const DatasetFlags& flags) {
    constexpr const char* kDoing = "join properties of customers";
    const JobControl job = progressOnStderr(flags.progress);
    std::optional<Joined> joined;
    changeFile(flags.file, [&](WorkingCopy& copy) {
        const Project& project = copy.project();
        const Dataset& before = dataOf(project, chosenMap(project, flags.map), kDoing);
        joined = joinFile(eventsOf(copy, before, kDoing, job), flags.join, job);
        Dataset next = before;
        next.id = newId<DatasetId>(); // undo brings back what was known before
        next.source = sourceOf(before);
        next.source.push_back(joined->part);
        copy.putDataset(next.id, joined->result.log, job);
        Project after = exchangeDataset(project, before.id, next);
        HistoryEntry entry{"join " + joined->part.file, nowMs(), diff(project, after)};
        copy.record(std::move(entry), std::move(after));
    });
    if (flags.asJson)
        std::cout << joinJson(*joined).dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
                  << '\n';
    else
        std::cout << joinSentence(joined->result) << '\n';
}

const Dataset& datasetNamed(const Project& project, const std::string& wanted) {
    const auto datasets = datasetsOf(project);
    std::string names;
    for (std::size_t i = 0; i < datasets.size(); ++i) {
        if (std::to_string(i + 1) == wanted)
            return *datasets[i];
        names += (names.empty() ? "" : ", ") + std::to_string(i + 1) + " " + datasets[i]->name;
    }
    throw Error(ErrorCode::NotFound, "forget data",
                "there is no dataset of the number “" + wanted + "”",
                names.empty() ? "The project has no data." : "There are: " + names + ".");
}

void forget(const DatasetFlags& flags) {
    std::string name;
    changeFile(flags.file, [&](WorkingCopy& copy) {
        const Project& project = copy.project();
        const Dataset& dataset = datasetNamed(project, flags.dataset);
        name = dataset.name;
        Project after = removeDataset(project, dataset.id);
        HistoryEntry entry{"forget " + name, nowMs(), diff(project, after)};
        copy.record(std::move(entry), std::move(after));
    });
    std::cout << "Forgot “" << name
              << "”. Its rows go when neither undo nor a version needs them any more.\n";
}

} // namespace

void addJoin(CLI::App& program) {
    auto flags = std::make_shared<DatasetFlags>();
    auto* command = program.add_subcommand(
        "join", "Join properties of customers from a second CSV to a map's data");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("data", flags->join.file, "CRM.csv")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    flags->join.addColumns(*command);
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags] { join(*flags); });
}

void addForget(CLI::App& program) {
    auto flags = std::make_shared<DatasetFlags>();
    auto* command = program.add_subcommand("forget", "Take a dataset out of a project");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("dataset", flags->dataset, "Its number, as `info` lists them")->required();
    command->callback([flags] { forget(*flags); });
}

} // namespace cairn::cli
