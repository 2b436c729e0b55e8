#include "cairn/ingest/import.hpp"

#include <set>

#include "cairn/base/error.hpp"
#include "core/ingest/english.hpp"
#include "core/ingest/import_events.hpp"
#include "core/ingest/import_expanded.hpp"
#include "core/ingest/import_feedback.hpp"
#include "core/ingest/import_steps.hpp"
#include "core/ingest/read_rows.hpp"

namespace cairn {
namespace {

std::string spanText(TimeMs first, TimeMs last) {
    const std::string from = dayText(first, true), to = dayText(last, true);
    if (from == to)
        return from;
    const bool sameYear = from.substr(from.rfind(' ')) == to.substr(to.rfind(' '));
    return dayText(first, !sameYear) + " to " + to;
}

/// Nothing to count is no dataset: said once, instead of a map full of zeros.
void requireRows(const ImportResult& result, const std::filesystem::path& file) {
    if (result.rows == 0)
        throw Error(ErrorCode::BadInput, "import", "there are no rows below its header",
                    "Export it again for a period that has data.", file.filename().string());
    if (result.skipped < result.rows)
        return;
    std::string why = "none of its " + std::to_string(result.rows) + " rows can be read";
    if (!result.issues.empty())
        why += "; line " + std::to_string(result.issues.front().line) + ": " +
               englishOf(result.issues.front());
    throw Error(ErrorCode::BadInput, "import", why, "Check which column means what.",
                file.filename().string());
}

/// "214 answers of 120 responses to 2 questions about 4 touchpoints, 1 to 30 June 2026; 12 in
/// words, which are not kept"
std::string feedbackText(const FeedbackAnswers& feedback, const ImportResult& result) {
    std::uint64_t scores = 0, words = 0, kept = 0;
    for (const FeedbackAnswer& answer : feedback.answers) {
        scores += answer.score ? 1U : 0U;
        words += answer.wrote ? 1U : 0U;
        kept += answer.text.empty() ? 0U : 1U;
    }
    std::string text = counted(feedback.responses, "response", "responses");
    if (scores > 0)
        text += " with " + counted(scores, "score", "scores") + " on " +
                counted(feedback.questions.size(), "question", "questions");
    if (!feedback.places.empty())
        text += " about " + counted(feedback.places.size(), "place", "places");
    if (result.firstEvent && result.lastEvent)
        text += ", " + spanText(*result.firstEvent, *result.lastEvent);
    if (words > 0)
        text += "; " + counted(words, "comment", "comments") + " in people's own words, " +
                (kept > 0 ? "kept" : "counted but not kept");
    return text;
}

} // namespace

ImportResult readRows(const std::filesystem::path& file, const ImportPlan& plan,
                      const ImportOptions& options, const JobControl& job) {
    if (const std::string trouble = planTrouble(plan); !trouble.empty())
        throw Error(ErrorCode::BadInput, "import a data file", trouble, "Choose a column for it.");
    job.throwIfCancelled();
    if (plan.kind == TableKind::StepCounts)
        return importStepCounts(file, plan, options, job);
    if (plan.kind == TableKind::Feedback)
        return importFeedback(file, plan, options, job);
    if (needsExpanding(plan))
        return importEventsExpanded(file, plan, options, job);
    if (!isPlain(plan.dialect) || options.skippedRow)
        return importEventsRowByRow(file, plan, options, job);
    return importEventsParallel(file, plan, options, job);
}

ImportResult importFile(const std::filesystem::path& file, const ImportPlan& plan,
                        const ImportOptions& options, const JobControl& job) {
    if (plan.steps.size() == 1)
        return importFile(file, plan.steps.front(), options, job);
    ImportResult result = readRows(file, plan, options, job);
    if (!options.skippedRow)
        requireRows(result, file);
    return result;
}

std::string importSentence(const ImportResult& result) {
    std::string text;
    if (const auto* log = std::get_if<EventLog>(&result.content)) {
        text = counted(log->rows(), "event", "events") + " of " +
               counted(result.units, "customer", "customers");
        if (result.firstEvent && result.lastEvent)
            text += ", " + spanText(*result.firstEvent, *result.lastEvent);
        text +=
            ", " + (log->timeless ? counted(log->names.size(), "step", "steps") + " without times"
                                  : counted(log->names.size(), "event name", "event names"));
    } else if (const auto* feedback = std::get_if<FeedbackAnswers>(&result.content)) {
        text = feedbackText(*feedback, result);
    } else {
        const auto& counts = std::get<StepCounts>(result.content);
        std::set<std::string> steps, segments;
        for (const StepCount& row : counts.rows) {
            steps.insert(row.step);
            if (!row.segment.empty())
                segments.insert(row.segment);
        }
        text = counted(steps.size(), "step", "steps") + " with counts";
        if (!segments.empty())
            text += " in " + counted(segments.size(), "segment", "segments");
        if (result.firstEvent && result.lastEvent)
            text += ", " + spanText(*result.firstEvent, *result.lastEvent);
    }
    if (result.skipped > 0)
        text += "; " + counted(result.skipped, "row", "rows") + " skipped";
    return text;
}

} // namespace cairn
