#include "cairn/insight/dataset_facts.hpp"

#include <utility>

namespace cairn {

std::vector<SourcePart> sourceOf(const Dataset& dataset) {
    if (!dataset.source.empty())
        return dataset.source;
    return {{"import", dataset.fileName, dataset.importedAt, dataset.rows,
             dataset.rows - dataset.skipped, dataset.units, dataset.firstEvent, dataset.lastEvent}};
}

void describe(Dataset& dataset, const DatasetContent& content) {
    const auto* log = std::get_if<EventLog>(&content);
    dataset.kind = kindOf(content);
    if (const auto* answers = std::get_if<FeedbackAnswers>(&content)) {
        dataset.units = static_cast<std::int64_t>(answers->responses);
        dataset.firstEvent = answers->firstTime();
        dataset.lastEvent = answers->lastTime();
    }
    if (log == nullptr)
        return;
    dataset.rows = static_cast<std::int64_t>(log->rows()) + dataset.skipped;
    dataset.units = log->units;
    dataset.firstEvent = log->firstTime();
    dataset.lastEvent = log->lastTime();
}

void follow(Dataset& next, const Dataset& before, std::uint64_t used, std::int64_t customers) {
    SourcePart part{
        "append",  next.fileName,   next.importedAt, next.rows, static_cast<std::int64_t>(used),
        customers, next.firstEvent, next.lastEvent};
    next.source = sourceOf(before);
    next.source.push_back(std::move(part));
    next.skipped += before.skipped;
}

} // namespace cairn
