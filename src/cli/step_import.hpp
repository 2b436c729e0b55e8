#pragma once
// Several files at once: one for each step of a funnel, and a table of their customers.

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cairn/ingest/step_files.hpp"
#include "cairn/model/elements.hpp"

namespace cairn::cli {

struct StepFlags {
    bool asGiven = false;           ///< the files stand in the order of the steps
    std::vector<std::string> names; ///< FILE=NAME

    void add(CLI::App& command);
};

/// What several files are, and how they are read.
struct StepImport {
    ImportPlan plan;
    std::vector<std::filesystem::path> files; ///< in the order of the plan's steps
    std::vector<std::filesystem::path> tables;
    std::vector<std::uint64_t> customers, reached; ///< by step: in its file; in it and in all before
    std::vector<StepGap> gaps;
    bool bySize = false; ///< the order is a proposal
};

/// Throws Error when one of the files is neither a step nor a table of customers, or when there are not two steps.
StepImport stepsOfFiles(const std::vector<std::string>& files, const StepFlags&, const JobControl& job);
/// The same of newer exports of files that were imported together; throws when they are not.
StepImport stepsOfNewer(const std::vector<std::string>& files, const Dataset& before);
/// On stdout: the steps with their customers, how the order came about, and who is missing in between.
void printSteps(const StepImport&);
nlohmann::ordered_json stepsJson(const StepImport&);

} // namespace cairn::cli
