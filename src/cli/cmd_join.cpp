// join: what is known of a dataset's customers

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

struct JoinCommand {
    std::string file, map;
    JoinFlags join;
    bool asJson = false, progress = false;
};

void join(const JoinCommand& flags) {
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

} // namespace

void addJoin(CLI::App& program) {
    auto flags = std::make_shared<JoinCommand>();
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

} // namespace cairn::cli
