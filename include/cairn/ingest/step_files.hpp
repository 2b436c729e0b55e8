#pragma once
// One file a step: who is in it got there, and nobody knows when.

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/ingest/import.hpp"

namespace cairn {

/// The plan for a file that holds who got to one step: a column with customers, and beside it nothing, or what is the same
/// in every row. Its eventName is that one word, if there is one, and empty otherwise. Nothing for any other file.
std::optional<ImportPlan> stepPlanOf(const Sniffed&);

/// One file of such a funnel.
struct StepFile {
    std::filesystem::path file;
    ImportPlan plan;
    std::uint64_t customers = 0; ///< different ones
};

/// What several files are that were chosen together.
struct StepFiles {
    std::vector<StepFile> steps; ///< in the proposed order: by customers, as a funnel's files get smaller
    std::vector<std::filesystem::path> tables; ///< customers with properties and without steps: to be joined
    /// Files that are neither, each with the reason.
    std::vector<std::pair<std::filesystem::path, std::string>> others;
    std::vector<std::uint64_t> members; ///< by customer: bit k = is in steps[k]
};

/// Reads all of them. Steps are called by the word that a file repeats in every row, else by the file's name without
/// “_table” and “_page” where that leaves them different. Throws Error{BadInput} for more than 64 files, {Cancelled}, I/O errors.
StepFiles proposeStepFiles(std::span<const std::filesystem::path> files, const JobControl& job = {});

/// Customers who are in a step without being in the one before.
struct StepGap {
    std::string step, before;
    std::uint64_t customers = 0;
};
/// Of steps in some order (indexes into StepFiles::steps); none where there is no such customer.
std::vector<StepGap> gapsOf(const StepFiles&, std::span<const std::size_t> order);
/// By step: how many customers are in it and in all before it.
std::vector<std::uint64_t> reachedOf(const StepFiles&, std::span<const std::size_t> order);
/// "12 customers are in “payment” without being in “search”." in English.
std::string gapSentence(const StepGap&);

/// The plan of the whole, as it is kept with the dataset; throws Error{BadInput} for two steps of one name, or fewer than two.
ImportPlan planOfSteps(std::span<const StepFile> steps);

/// Which step of an earlier import each file is the newer export of: alike by the file's name but for numbers, else by the
/// word in every row. The plan has the steps of those files, in their order of then, each with `file` as it is called now;
/// `files` are put into the same order. Nothing unless every file is one, and no two are the same.
std::optional<ImportPlan> stepsAgain(const ImportPlan& before, std::vector<std::filesystem::path>& files);

/// The plan that data keep when newer exports are added to them (JSON, as Dataset::plan): of data that were one file a step
/// all of them, whichever were added; else the plan of the newer one.
std::string planKept(std::string_view before, std::string planNow);

/// files[i] is read by plan.steps[i]; all of them become one log without times whose names are the steps in their order.
/// Throws as importFile does.
ImportResult importStepFiles(std::span<const std::filesystem::path> files, const ImportPlan&, const ImportOptions& = {},
                             const JobControl& job = {});

/// "home.csv and 3 more": what a dataset of several files is called.
std::string nameOfFiles(std::span<const std::filesystem::path> files);

} // namespace cairn
