#include "cairn/ingest/figures.hpp"

#include <algorithm>
#include <set>

#include "core/ingest/read_rows.hpp"

namespace cairn {
namespace {

ImportOptions figuresOnly() {
    ImportOptions options;
    options.onlyProperties.emplace(); // they change no figure
    return options;
}

} // namespace

ImportFigures figuresOf(const ImportResult& result) {
    ImportFigures figures;
    figures.rows = result.rows;
    figures.skipped = result.skipped;
    figures.units = result.units;
    figures.first = result.firstEvent;
    figures.last = result.lastEvent;
    figures.issues = result.issues;
    figures.reasons = result.reasons;
    if (const auto* log = std::get_if<EventLog>(&result.content)) {
        figures.events = log->rows();
        figures.names = log->names.size();
    } else if (const auto* counts = std::get_if<StepCounts>(&result.content)) {
        figures.kind = TableKind::StepCounts;
        std::set<std::string_view> steps, segments;
        for (const StepCount& row : counts->rows) {
            steps.insert(row.step);
            if (!row.segment.empty())
                segments.insert(row.segment);
        }
        figures.steps = steps.size();
        figures.segments = segments.size();
    } else {
        const auto& feedback = std::get<FeedbackAnswers>(result.content);
        figures.kind = TableKind::Feedback;
        figures.names = feedback.places.size();
        for (const FeedbackAnswer& answer : feedback.answers)
            figures.answers += answer.score ? 1U : 0U;
    }
    return figures;
}

ImportFigures headFigures(const std::filesystem::path& file, const ImportPlan& plan,
                          const Sniffed& sniffed, const JobControl& job) {
    ImportPlan head = plan;
    std::uint64_t& last = head.dialect.lastLine; // the readers stop there by themselves
    const bool whole = sniffed.wholeFileSampled;
    if (!whole && sniffed.lastSampledLine != 0)
        last = last == 0 ? sniffed.lastSampledLine : std::min(last, sniffed.lastSampledLine);
    ImportFigures figures = figuresOf(readRows(file, head, figuresOnly(), job));
    figures.whole = whole || last == plan.dialect.lastLine;
    figures.headRows = figures.rows;
    return figures;
}

ImportFigures wholeFigures(const std::filesystem::path& file, const ImportPlan& plan,
                           unsigned threads, const JobControl& job) {
    ImportOptions options = figuresOnly();
    options.threads = threads;
    return figuresOf(readRows(file, plan, options, job));
}

} // namespace cairn
