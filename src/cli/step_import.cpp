#include "cli/step_import.hpp"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cairn/base/error.hpp"
#include "cli/print.hpp"

namespace cairn::cli {
namespace {

constexpr const char* kDoing = "import several files";

void rename(StepFiles& found, const std::vector<std::string>& names) {
    for (const std::string& text : names) {
        const auto equals = text.rfind('=');
        if (equals == std::string::npos || equals + 1 == text.size())
            throw CLI::ValidationError("--step-name", "“" + text + "” is not FILE=NAME");
        const std::string file = text.substr(0, equals);
        const auto step =
            std::find_if(found.steps.begin(), found.steps.end(), [&](const StepFile& s) {
                return s.plan.file == file || s.file.string() == file;
            });
        if (step == found.steps.end())
            throw Error(ErrorCode::NotFound, "name a step",
                        "there is no file “" + file + "” among those of the steps");
        step->plan.eventName = text.substr(equals + 1);
    }
}

/// Places of the steps in the order that their files were given in.
std::vector<std::size_t> asGiven(const StepFiles& found, const std::vector<std::string>& files) {
    std::vector<std::size_t> order;
    for (const std::string& file : files)
        for (std::size_t i = 0; i < found.steps.size(); ++i)
            if (found.steps[i].file == file)
                order.push_back(i);
    return order;
}

} // namespace

void StepFlags::add(CLI::App& command) {
    command.add_flag("--in-this-order", asGiven,
                     "Of one file a step: the files stand in the order of the steps (by size)");
    command.add_option("--step-name", names, "FILE=NAME: what a file's step is called; repeatable")
        ->expected(1)
        ->take_all();
}

StepImport stepsOfFiles(const std::vector<std::string>& files, const StepFlags& flags,
                        const JobControl& job) {
    const std::vector<std::filesystem::path> paths(files.begin(), files.end());
    StepFiles found = proposeStepFiles(paths, job);
    if (!found.others.empty())
        throw Error(ErrorCode::BadInput, kDoing, found.others.front().second,
                    "Several files at once are one file for each step of a funnel, with nothing "
                    "but who got there.",
                    found.others.front().first.filename().string());
    rename(found, flags.names);
    std::vector<std::size_t> order(found.steps.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (flags.asGiven)
        order = asGiven(found, files);
    StepImport steps;
    std::vector<StepFile> ordered;
    for (const std::size_t i : order) {
        ordered.push_back(found.steps[i]);
        steps.files.push_back(found.steps[i].file);
        steps.customers.push_back(found.steps[i].customers);
    }
    steps.plan = planOfSteps(ordered);
    steps.reached = reachedOf(found, order);
    steps.gaps = gapsOf(found, order);
    steps.tables = std::move(found.tables);
    steps.bySize = !flags.asGiven;
    return steps;
}

StepImport stepsOfNewer(const std::vector<std::string>& files, const Dataset& before) {
    StepImport steps;
    steps.files.assign(files.begin(), files.end());
    auto plan = stepsAgain(planFromJson(before.plan), steps.files);
    if (!plan)
        throw Error(ErrorCode::BadInput, "add newer exports",
                    "these are not the files that “" + before.name + "” was made of",
                    "Import them without --append, --replace and --again.");
    steps.plan = std::move(*plan);
    return steps;
}

void printSteps(const StepImport& steps) {
    for (std::size_t i = 0; i < steps.customers.size(); ++i)
        std::cout << i + 1 << ". " << steps.plan.steps[i].eventName << ": "
                  << countText(steps.customers[i])
                  << (steps.customers[i] == 1 ? " customer" : " customers") << " in "
                  << steps.plan.steps[i].file
                  << (i == 0 ? "" : ", " + countText(steps.reached[i]) + " of them in all before")
                  << '\n';
    if (steps.bySize && !steps.customers.empty())
        std::cout << "The steps stand by size, as a funnel's files get smaller; --in-this-order "
                     "takes the files as they are given.\n";
    for (const StepGap& gap : steps.gaps)
        std::cout << gapSentence(gap) << '\n';
}

nlohmann::ordered_json stepsJson(const StepImport& steps) {
    auto list = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < steps.customers.size(); ++i) {
        list.push_back({{"name", steps.plan.steps[i].eventName},
                        {"file", steps.plan.steps[i].file},
                        {"customers", steps.customers[i]},
                        {"reached", steps.reached[i]},
                        {"without_the_step_before", 0}});
        for (const StepGap& gap : steps.gaps)
            if (gap.step == steps.plan.steps[i].eventName)
                list.back()["without_the_step_before"] = gap.customers;
    }
    return list;
}

} // namespace cairn::cli
