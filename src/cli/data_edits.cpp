#include "cli/data_edits.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/base/data_folder.hpp"
#include "cairn/base/error.hpp"
#include "cli/log_source.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {

FingerprintKey customersKey() {
    return loadOrMakeKey(dataFolder());
}

const Dataset& dataOf(const Project& project, const Map& map, const std::string& doing) {
    const Dataset* dataset = project.datasets.find(map.funnel.dataset);
    if (dataset == nullptr)
        throw Error(ErrorCode::NotFound, doing, "the map “" + map.title + "” has no data yet",
                    "Import a CSV first: cairn-cli import FILE.cairn DATA.csv");
    return *dataset;
}

EventLog eventsOf(const WorkingCopy& copy, const Dataset& dataset, const std::string& doing,
                  const JobControl& job) {
    DatasetContent content = copy.dataset(dataset.id, job);
    auto* log = std::get_if<EventLog>(&content);
    if (log == nullptr)
        throw Error(ErrorCode::BadInput, doing,
                    "“" + dataset.name + "” holds counts somebody else made, not events",
                    "Import the newer counts on their own.");
    return std::move(*log);
}

std::string baseName(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

void JoinFlags::addColumns(CLI::App& app) {
    app.add_option("--key", key, "Column that names the customers (guessed when left out)");
    app.add_option("--keep", keep, "Columns to keep: a,b,c (all that do not look personal)")
        ->delimiter(',');
}

Joined joinFile(EventLog log, const JoinFlags& flags, const JobControl& job) {
    const FingerprintKey key = customersKey();
    JoinPlan plan = flags.key.empty() ? proposeJoin(log, flags.file, key, job)
                                      : proposeJoin(log, flags.file, key, flags.key, job);
    if (!flags.keep.empty())
        keepColumns(plan, flags.keep);
    Joined joined;
    joined.keyColumn = plan.columns[plan.key].name;
    joined.result = joinUserProperties(std::move(log), flags.file, plan, key, job);
    const JoinResult& result = joined.result;
    joined.part = {"join",
                   baseName(flags.file),
                   nowMs(),
                   static_cast<std::int64_t>(result.rows),
                   static_cast<std::int64_t>(result.rows - result.skipped - result.strangers),
                   result.customers,
                   std::nullopt,
                   std::nullopt};
    std::cerr << "Customers by the column “" << joined.keyColumn << "”, which is not kept.\n";
    if (!result.leftOut.empty()) {
        std::cerr
            << "Left out, as they look personal or could serve as an id (name them with --keep): ";
        for (std::size_t i = 0; i < result.leftOut.size(); ++i)
            std::cerr << (i ? ", " : "") << result.leftOut[i];
        std::cerr << '\n';
    }
    sayIssues(result.skipped, result.issues);
    return joined;
}

nlohmann::ordered_json joinJson(const Joined& joined) {
    const JoinResult& result = joined.result;
    return {{"sentence", joinSentence(result)},
            {"key", joined.keyColumn},
            {"kept", result.kept},
            {"left_out", result.leftOut},
            {"rows", result.rows},
            {"customers", result.customers},
            {"strangers", result.strangers},
            {"repeated", result.repeated},
            {"skipped", result.skipped},
            {"issues", issuesJson(result.issues)}};
}

} // namespace cairn::cli
