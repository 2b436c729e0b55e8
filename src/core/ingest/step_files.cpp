// What several files are that were chosen together, and in which order they are steps.
#include "cairn/ingest/step_files.hpp"

#include <algorithm>
#include <bit>
#include <random>
#include <set>
#include <unordered_map>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/ingest/again.hpp"
#include "core/ingest/column_looks.hpp"
#include "core/ingest/english.hpp"
#include "core/ingest/step_key.hpp"

namespace cairn {
namespace {

namespace fs = std::filesystem;

bool allDiffer(const std::vector<std::string>& names) {
    std::set<std::string> known;
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return !name.empty() && known.insert(foldedWords(name)).second;
    });
}

/// The names without an ending that says nothing of the step, where that leaves them different.
void dropEnding(std::vector<std::string>& names, std::string_view ending) {
    std::vector<std::string> shorter = names;
    for (std::string& name : shorter) {
        const std::string lower = asciiLower(name);
        for (const char before : {'_', '-', ' '})
            if (lower.size() > ending.size() + 1 && lower.ends_with(before + std::string(ending)))
                name.resize(name.size() - ending.size() - 1);
    }
    if (allDiffer(shorter))
        names = std::move(shorter);
}

void nameSteps(std::vector<StepFile>& steps) {
    std::vector<std::string> stems, names;
    for (const StepFile& step : steps)
        stems.push_back(textOf(step.file.stem()));
    dropEnding(stems, "table");
    dropEnding(stems, "page");
    for (std::size_t i = 0; i < steps.size(); ++i)
        names.push_back(steps[i].plan.eventName.empty() ? stems[i] : steps[i].plan.eventName);
    if (!allDiffer(names)) // files that all say the same tell nothing
        names = stems;
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i].plan.eventName = names[i];
}

/// A row a customer, with something that tells them apart.
bool isTableOfCustomers(const Sniffed& sniffed) {
    ColumnAt unit = unitNamed(sniffed);
    if (!unit)
        unit = columnNamed(sniffed, {"id", "uid", "uuid"});
    return unit && sniffed.columns.size() > 1 && sniffed.sampledRows > 0 &&
           sniffed.columns[*unit].distinct == sniffed.sampledRows;
}

std::string whyNot(const Sniffed& sniffed) {
    const std::string trouble = planTrouble(proposePlan(sniffed));
    return trouble.empty() ? "It says more than who got to one step: import it by itself."
                           : trouble;
}

/// Puts steps and who is in them into the order of their sizes.
void orderBySize(StepFiles& files) {
    std::vector<std::size_t> order(files.steps.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return files.steps[a].customers > files.steps[b].customers;
    });
    std::vector<StepFile> steps;
    for (const std::size_t i : order)
        steps.push_back(std::move(files.steps[i]));
    files.steps = std::move(steps);
    for (std::uint64_t& member : files.members) {
        std::uint64_t now = 0;
        for (std::size_t k = 0; k < order.size(); ++k)
            now |= (member >> order[k] & 1U) << k;
        member = now;
    }
}

} // namespace

FingerprintKey passingKey() {
    std::random_device random;
    FingerprintKey key;
    for (std::uint8_t& byte : key.bytes)
        byte = static_cast<std::uint8_t>(random());
    return key;
}

StepFiles proposeStepFiles(std::span<const fs::path> files, const JobControl& job) {
    if (files.size() > kMostStepFiles)
        throw Error(ErrorCode::BadInput, "import several files",
                    "these are " + std::to_string(files.size()) +
                        " files, and a funnel has at most " + std::to_string(kMostStepFiles) +
                        " steps",
                    "Choose the files of one funnel only.");
    StepFiles found;
    ImportOptions options;
    options.fingerprintKey = passingKey(); // the same customers in all files; forgotten on return
    options.onlyProperties.emplace();
    std::unordered_map<std::uint64_t, std::size_t> known;
    for (const fs::path& file : files) {
        job.throwIfCancelled();
        try {
            const Sniffed sniffed = sniffCsv(file);
            auto plan = stepPlanOf(sniffed);
            if (!plan && isTableOfCustomers(sniffed)) {
                found.tables.push_back(file);
                continue;
            }
            if (!plan) {
                found.others.emplace_back(file, whyNot(sniffed));
                continue;
            }
            const std::string word = std::exchange(plan->eventName, "step");
            const ImportResult read = importFile(file, *plan, options, job);
            plan->eventName = word;
            plan->file = textOf(file.filename());
            const auto& log = std::get<EventLog>(read.content);
            const std::size_t step = found.steps.size();
            for (const std::uint64_t customer : log.fingerprints) {
                const auto [at, isNew] = known.emplace(customer, found.members.size());
                if (isNew)
                    found.members.push_back(0);
                found.members[at->second] |= std::uint64_t{1} << step;
            }
            found.steps.push_back({file, std::move(*plan), read.units});
        } catch (const Error& error) {
            if (error.code() == ErrorCode::Cancelled)
                throw;
            found.others.emplace_back(file, error.why());
        }
    }
    nameSteps(found.steps);
    orderBySize(found);
    return found;
}

std::vector<StepGap> gapsOf(const StepFiles& files, std::span<const std::size_t> order) {
    std::vector<StepGap> gaps;
    for (std::size_t k = 1; k < order.size(); ++k) {
        const std::uint64_t here = std::uint64_t{1} << order[k],
                            before = std::uint64_t{1} << order[k - 1];
        const auto customers =
            std::count_if(files.members.begin(), files.members.end(), [&](std::uint64_t member) {
                return (member & here) != 0 && (member & before) == 0;
            });
        if (customers > 0)
            gaps.push_back({files.steps[order[k]].plan.eventName,
                            files.steps[order[k - 1]].plan.eventName,
                            static_cast<std::uint64_t>(customers)});
    }
    return gaps;
}

std::vector<std::uint64_t> reachedOf(const StepFiles& files, std::span<const std::size_t> order) {
    std::vector<std::uint64_t> reached(order.size());
    for (const std::uint64_t member : files.members)
        for (std::size_t k = 0; k < order.size() && (member >> order[k] & 1U) != 0; ++k)
            ++reached[k];
    return reached;
}

std::string gapSentence(const StepGap& gap) {
    return counted(gap.customers, "customer is", "customers are") + " in “" + gap.step +
           "” without being in “" + gap.before + "”.";
}

ImportPlan planOfSteps(std::span<const StepFile> steps) {
    constexpr const char* kDoing = "import one file a step";
    if (steps.size() < 2)
        throw Error(ErrorCode::BadInput, kDoing, "one step is no funnel",
                    "Choose the files of the other steps as well.");
    ImportPlan plan;
    plan.recognisedAs = "one file a step";
    plan.withoutTimes = true;
    std::set<std::string> known;
    for (const StepFile& step : steps) {
        if (trimmed(step.plan.eventName).empty())
            throw Error(ErrorCode::BadInput, kDoing, "a step has no name", "Give it one.",
                        step.plan.file);
        if (!known.insert(step.plan.eventName).second)
            throw Error(ErrorCode::BadInput, kDoing,
                        "two steps are called “" + step.plan.eventName + "”",
                        "Give one of them another name.", step.plan.file);
        plan.steps.push_back(step.plan);
    }
    return plan;
}

std::string nameOfFiles(std::span<const fs::path> files) {
    if (files.empty())
        return {};
    const std::string first = textOf(files.front().filename());
    return files.size() == 1 ? first : first + " and " + std::to_string(files.size() - 1) + " more";
}

} // namespace cairn
