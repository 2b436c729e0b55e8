#include "cli/again.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cairn/ingest/again.hpp"
#include "cairn/ingest/append.hpp"
#include "cairn/model/edits.hpp"
#include "cli/data_edits.hpp"
#include "cli/people_list.hpp"
#include "cli/step_import.hpp"

namespace cairn::cli {
namespace {

/// Those that nothing newer took the place of.
std::vector<const Dataset*> newestOf(const Project& project) {
    std::vector<const Dataset*> newest = datasetsOf(project);
    std::erase_if(newest, [&](const Dataset* dataset) {
        return std::any_of(project.datasets.begin(), project.datasets.end(),
                           [&](const auto& other) { return other->previous == dataset->id; });
    });
    return newest;
}

bool sameCounts(const DatasetContent& a, const DatasetContent& b) {
    if (const auto* answers = std::get_if<FeedbackAnswers>(&a))
        return std::holds_alternative<FeedbackAnswers>(b) &&
               *answers == std::get<FeedbackAnswers>(b);
    const auto* before = std::get_if<StepCounts>(&a);
    const auto* after = std::get_if<StepCounts>(&b);
    return before != nullptr && after != nullptr &&
           std::equal(before->rows.begin(), before->rows.end(), after->rows.begin(),
                      after->rows.end(), [](const StepCount& x, const StepCount& y) {
                          return x.step == y.step && x.segment == y.segment && x.count == y.count;
                      });
}

Dataset datasetFor(const Dataset& before, const std::string& fileName, const ImportPlan& plan,
                   const ImportResult& read, const std::optional<AppendResult>& appended) {
    Dataset next;
    next.id = newId<DatasetId>();
    next.fileName = fileName;
    next.name = appended || before.name != before.fileName ? before.name : fileName;
    next.importedAt = nowMs();
    next.firstEvent = read.firstEvent;
    next.lastEvent = read.lastEvent;
    next.rows = static_cast<std::int64_t>(read.rows);
    next.skipped = static_cast<std::int64_t>(read.skipped);
    next.plan = appended ? planKept(before.plan, planToJson(plan)) : planToJson(plan);
    next.units = static_cast<std::int64_t>(read.units);
    if (appended)
        follow(next, before, appended->added, appended->addedCustomers);
    else
        next.source = sourceOf(next);
    return next;
}

/// Of which data these are the newer export; several files are put into the order of their steps.
std::optional<AgainMatch> matchOf(const std::vector<const Dataset*>& newest,
                                  std::vector<std::filesystem::path>& files) {
    if (files.size() == 1) {
        std::vector<KnownImport> known;
        for (const Dataset* dataset : newest)
            known.push_back({dataset->fileName, dataset->plan, false});
        return matchAgain(known, sniffCsv(files.front()), files.front().filename().string());
    }
    for (std::size_t i = newest.size(); i-- > 0;)
        if (!newest[i]->plan.empty())
            if (auto plan = stepsAgain(planFromJson(newest[i]->plan), files))
                return AgainMatch{i, std::move(*plan), true};
    return std::nullopt;
}

} // namespace

AgainReport importAgain(WorkingCopy& copy, const std::vector<std::filesystem::path>& given,
                        const JobControl& job) {
    std::vector<WatchedFile> looked;
    for (const auto& file : given)
        looked.push_back(watchedFile(file));
    std::vector<std::filesystem::path> files = given;
    const auto newest = newestOf(copy.project());
    const auto match = matchOf(newest, files);
    if (!match)
        return {AgainReport::Outcome::Stranger, {}, "It is of no kind that was imported before."};
    const Dataset before = *newest[match->which];
    const std::string fileName = nameOfFiles(files);
    ImportOptions options;
    if (match->canAdd)
        options.fingerprintKey = customersKey();
    ImportResult read = files.size() == 1 ? importFile(files.front(), match->plan, options, job)
                                          : importStepFiles(files, match->plan, options, job);
    for (const WatchedFile& file : looked)
        if (!(watchedFile(file.path) == file))
            throw Error(ErrorCode::ChangedUnderneath, "import",
                        "the file changed while it was read", "Wait until it is whole.",
                        file.path.string());
    AgainReport report{AgainReport::Outcome::NothingNew, before.name, {}};
    std::optional<AppendResult> appended;
    DatasetContent content = std::move(read.content);
    if (match->canAdd) {
        appended = appendEvents(eventsOf(copy, before, "add to the data", job),
                                std::get<EventLog>(content), job);
        report.sentence = appendSentence(*appended);
        if (appended->added == 0)
            return report;
        report.outcome = AgainReport::Outcome::Added;
        content = std::move(appended->log);
    } else if (sameCounts(copy.dataset(before.id, job), content)) {
        report.sentence = "The same counts were there already.";
        return report;
    } else {
        report.outcome = AgainReport::Outcome::Replaced;
    }
    Dataset next = datasetFor(before, fileName, match->plan, read, appended);
    describe(next, content);
    if (report.sentence.empty()) {
        read.content = content;
        report.sentence = importSentence(read);
    }
    warnOfIds(match->plan); // the choice of then is said again
    copy.putDataset(next.id, content, job);
    const Project& project = copy.project();
    Project after = supersedeDataset(project, before.id, next);
    HistoryEntry entry{(appended ? "add events from " : "import ") + fileName, nowMs(),
                       diff(project, after)};
    copy.record(std::move(entry), std::move(after));
    return report;
}

nlohmann::ordered_json againJson(const std::string& fileName, const AgainReport& report) {
    constexpr const char* kOutcomes[] = {"added", "replaced", "nothing-new", "stranger"};
    return {{"file", fileName},
            {"outcome", kOutcomes[static_cast<int>(report.outcome)]},
            {"dataset", report.dataset.empty() ? nlohmann::ordered_json(nullptr)
                                               : nlohmann::ordered_json(report.dataset)},
            {"sentence", report.sentence}};
}

} // namespace cairn::cli
