#include "core/ingest/recognisers.hpp"

#include <algorithm>

#include "core/ingest/feedback_looks.hpp"

namespace cairn {
namespace {

/// In the order they are asked; the first that says yes is believed.
constexpr Recogniser kRecognisers[] = {
    recogniseShopifyOrders, recogniseShopifyAnalytics, recogniseHubSpot,
    recogniseSurvey,        recogniseReport,           recogniseFunnelTable,
    recogniseFeedback,      recogniseEventLog,         recogniseStepCounts,
    recogniseForm,          recogniseWideCounts,       recogniseWideTimes,
    recogniseOccurrences,   recogniseNumbersByDay,     recogniseTimeless,
    guessEventLog,
};

} // namespace

std::optional<std::size_t> rankOf(std::string_view columnName,
                                  std::span<const std::string_view> names) {
    const std::string folded = foldedName(columnName);
    const auto found = std::find(names.begin(), names.end(), folded);
    if (found == names.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

ImportPlan proposePlan(const Sniffed& sniffed) {
    ImportPlan blank;
    blank.dialect = sniffed.dialect;
    for (const ColumnGuess& guess : sniffed.columns) {
        PlannedColumn& column = blank.columns.emplace_back();
        column.name = guess.name;
        column.time = guess.time;
        column.number = guess.number;
        column.looksPersonal = guess.looksPersonal;
        column.scale = scaleOf(sniffed, blank.columns.size() - 1);
    }
    for (const Recogniser recognise : kRecognisers) {
        ImportPlan plan = blank;
        if (recognise(sniffed, plan)) {
            leaveOutIds(plan);
            return plan;
        }
    }
    blank.recognisedAs = "table";
    return blank;
}

} // namespace cairn
