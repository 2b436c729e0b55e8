#include "core/ingest/recognisers.hpp"

#include <algorithm>

#include "cairn/base/text.hpp"
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

/// "20260701", as Google writes days above its reports.
std::optional<TimeMs> dayNamed(const std::vector<PreambleNote>& notes, std::string_view key) {
    for (const PreambleNote& note : notes) {
        const std::string& day = note.value;
        if (day.size() != 8 || foldedWords(note.key) != key)
            continue;
        if (const auto time =
                parseIso(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6)))
            return time;
    }
    return std::nullopt;
}

std::optional<std::pair<TimeMs, TimeMs>> reportDaysOf(const std::vector<PreambleNote>& notes) {
    const auto first = dayNamed(notes, "start date"), last = dayNamed(notes, "end date");
    if (!first || !last || *last < *first)
        return std::nullopt;
    return std::pair(*first, *last);
}

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
    blank.reportDays = reportDaysOf(sniffed.notes);
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
