// One file a step -> one log without times; and newer exports of such files.
#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/ingest/again.hpp"
#include "cairn/ingest/append.hpp"
#include "cairn/ingest/step_files.hpp"
#include "core/ingest/step_again.hpp"
#include "core/ingest/step_key.hpp"

namespace cairn {
namespace {

namespace fs = std::filesystem;

/// The one place of `steps` that fits; nothing when there are none or several.
template <class Fits>
std::optional<std::size_t> onlyOne(const std::vector<ImportPlan>& steps, Fits fits) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (!fits(steps[i]))
            continue;
        if (found)
            return std::nullopt;
        found = i;
    }
    return found;
}

/// What went wrong with one of the files, said with its name.
void addIssues(ImportResult& all, const ImportResult& one, const std::string& file) {
    const auto named = [&](const std::string& column) {
        return column.empty() ? file : file + ": " + column;
    };
    for (const RowIssue& issue : one.issues)
        if (all.issues.size() < 1000)
            all.issues.push_back(
                {issue.line, named(issue.column), issue.why, issue.cell, issue.skipped});
    for (const SkipReason& reason : one.reasons)
        all.reasons.push_back({named(reason.column), reason.why, reason.rows});
}

} // namespace

std::optional<std::size_t> stepAgain(const ImportPlan& before, const ImportPlan& step,
                                     const std::string& fileName) {
    const auto unitName = [](const ImportPlan& plan) {
        const auto unit = plan.columnWith(ColumnRole::Unit);
        return unit ? plan.columns[*unit].name : std::string();
    };
    const std::string name = nameWithoutNumbers(fileName);
    auto at = onlyOne(before.steps, [&](const ImportPlan& p) { return p.file == fileName; });
    if (!at && !name.empty())
        at = onlyOne(before.steps,
                     [&](const ImportPlan& p) { return nameWithoutNumbers(p.file) == name; });
    if (!at && !step.eventName.empty())
        at = onlyOne(before.steps,
                     [&](const ImportPlan& p) { return p.eventName == step.eventName; });
    if (at && unitName(before.steps[*at]) != unitName(step))
        return std::nullopt; // other ids
    return at;
}

std::optional<ImportPlan> stepsAgain(const ImportPlan& before, std::vector<fs::path>& files) {
    if (before.steps.empty() || files.empty())
        return std::nullopt;
    std::vector<std::optional<ImportPlan>> plans(before.steps.size());
    std::vector<fs::path> places(before.steps.size());
    for (const fs::path& file : files) {
        auto plan = stepPlanOf(sniffCsv(file));
        const std::string name = textOf(file.filename());
        const auto at = plan ? stepAgain(before, *plan, name) : std::nullopt;
        if (!at || plans[*at])
            return std::nullopt;
        plan->eventName = before.steps[*at].eventName;
        plan->keepIds = before.keepIds;
        plan->file = name;
        plans[*at] = std::move(plan);
        places[*at] = file;
    }
    ImportPlan again = before;
    again.steps.clear();
    files.clear();
    for (std::size_t i = 0; i < plans.size(); ++i)
        if (plans[i]) {
            again.steps.push_back(std::move(*plans[i]));
            files.push_back(places[i]);
        }
    return again;
}

std::string planKept(std::string_view before, std::string planNow) {
    try {
        ImportPlan kept = planFromJson(before);
        if (kept.steps.empty())
            return planNow;
        kept.keepIds = planFromJson(planNow).keepIds; // the newer choice is the last word
        return planToJson(kept);
    } catch (const Error&) {
        return planNow; // of another Cairn
    }
}

ImportResult importStepFiles(std::span<const fs::path> files, const ImportPlan& plan,
                             const ImportOptions& options, const JobControl& job) {
    if (files.empty() || files.size() != plan.steps.size())
        throw Error(ErrorCode::Internal, "import one file a step",
                    "there are not as many files as steps");
    ImportOptions each = options;
    if (!each.fingerprintKey)
        each.fingerprintKey = passingKey();
    ImportResult all;
    EventLog log;
    for (std::size_t i = 0; i < files.size(); ++i) {
        ImportPlan step = plan.steps[i];
        step.keepIds = plan.keepIds; // said once, for all of them
        ImportResult one = importFile(files[i], step, each, job);
        auto& own = std::get<EventLog>(one.content);
        all.rows += one.rows;
        all.skipped += one.skipped;
        addIssues(all, one, textOf(files[i].filename()));
        log = i == 0 ? std::move(own) : appendEvents(std::move(log), own, job).log;
        all.parts.push_back({textOf(files[i].filename()), one.rows, one.skipped, one.units});
    }
    std::stable_sort(all.reasons.begin(), all.reasons.end(),
                     [](const SkipReason& a, const SkipReason& b) { return a.rows > b.rows; });
    if (!options.fingerprintKey) {
        log.fingerprints.clear();
        log.fingerprintKey = 0;
    }
    all.units = log.units;
    all.content = std::move(log);
    return all;
}

} // namespace cairn
