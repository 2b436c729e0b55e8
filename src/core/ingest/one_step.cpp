// One file of a funnel that has a file for each step: customers, and nothing that tells them apart.
#include "cairn/ingest/step_files.hpp"
#include "core/ingest/column_looks.hpp"

namespace cairn {
namespace {

ColumnAt customersOf(const Sniffed& sniffed) {
    if (const ColumnAt named = unitNamed(sniffed))
        return named;
    if (const ColumnAt id = columnNamed(sniffed, {"id", "uid", "uuid"}))
        return id;
    return sniffed.columns.size() == 1 ? ColumnAt(0) : std::nullopt;
}

/// What every row says: the name of the step, when it is a word.
std::string wordOf(const Sniffed& sniffed, std::size_t customers) {
    const ColumnAt named =
        columnNamed(sniffed, {"page", "step", "event", "stage", "screen", "event name", "page name",
                              "funnel step", "schritt", "seite", "\xc3\xa9tape", "paso", "fase"});
    std::string word;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& column = sniffed.columns[i];
        if (i == customers || column.type != ColumnType::Text || column.samples.empty() ||
            column.looksPersonal)
            continue;
        if (i == named)
            return column.samples.front();
        if (!word.empty())
            return {}; // two words, and nothing says which
        word = column.samples.front();
    }
    return word;
}

} // namespace

std::optional<ImportPlan> stepPlanOf(const Sniffed& sniffed) {
    const ColumnAt customers = customersOf(sniffed);
    if (!customers || sniffed.sampledRows == 0)
        return std::nullopt;
    ImportPlan plan;
    plan.dialect = sniffed.dialect;
    plan.withoutTimes = true;
    plan.recognisedAs = "one step without times";
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& guess = sniffed.columns[i];
        PlannedColumn& column = plan.columns.emplace_back();
        column.name = guess.name;
        column.looksPersonal = guess.looksPersonal;
        if (i == customers) {
            const bool ids = guess.type == ColumnType::Text || guess.type == ColumnType::Integer;
            if (!ids || (guess.distinct < 2 && sniffed.sampledRows > 1))
                return std::nullopt;
            column.role = ColumnRole::Unit;
            column.confidence = 0.9;
        } else if (guess.distinct > 1 || guess.type == ColumnType::DateTime) {
            return std::nullopt; // it tells more than who
        }
    }
    plan.eventName = wordOf(sniffed, *customers);
    return plan;
}

} // namespace cairn
