#include <algorithm>

#include "cairn/ingest/plan.hpp"
#include "cairn/ingest/step_files.hpp"
#include "core/ingest/step_again.hpp"

namespace cairn {
namespace {

const PlannedColumn* columnOf(const ImportPlan& plan, const std::string& name) {
    for (const PlannedColumn& column : plan.columns)
        if (column.name == name)
            return &column;
    return nullptr;
}

bool isNeeded(const PlannedColumn& column) {
    return column.role != ColumnRole::Ignore && column.role != ColumnRole::Property &&
           column.role != ColumnRole::Verbatim;
}

/// Of several files that were imported together, the one that this is again.
std::optional<ImportPlan> oneStepAgain(const ImportPlan& before, const Sniffed& sniffed,
                                       const std::string& fileName) {
    auto step = stepPlanOf(sniffed);
    const auto at = step ? stepAgain(before, *step, fileName) : std::nullopt;
    if (!at)
        return std::nullopt;
    step->eventName = before.steps[*at].eventName;
    step->keepIds = before.keepIds;
    step->file = fileName;
    ImportPlan plan = before;
    plan.steps = {std::move(*step)};
    return plan;
}

} // namespace

std::optional<ImportPlan> planAgain(const ImportPlan& before, const Sniffed& sniffed,
                                    std::string_view fileName) {
    if (!before.steps.empty())
        return oneStepAgain(before, sniffed, std::string(fileName));
    ImportPlan plan = proposePlan(sniffed);
    for (const PlannedColumn& column : before.columns)
        if (isNeeded(column) && !columnOf(plan, column.name))
            return std::nullopt;
    plan.kind = before.kind;
    plan.recognisedAs = before.recognisedAs;
    plan.eventName = before.eventName;
    plan.rowIsCustomer = before.rowIsCustomer;
    plan.withoutTimes = before.withoutTimes;
    plan.note = before.note;
    plan.keepVerbatims = before.keepVerbatims;
    plan.keepIds = before.keepIds;
    plan.refusal.clear();
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        PlannedColumn& column = plan.columns[i];
        const PlannedColumn* known = columnOf(before, column.name);
        if (!known) {
            if (isNeeded(column)) // its role is another's already
                column.role = ColumnRole::Ignore;
            continue;
        }
        column.role = known->role;
        column.confidence = known->confidence;
        column.label = known->label;
        if (known->scale)
            column.scale = known->scale;
        const ColumnGuess& guess = sniffed.columns[i];
        const bool sure = guess.type == ColumnType::DateTime && !guess.time.ambiguous;
        if ((known->role == ColumnRole::Time || known->role == ColumnRole::EventTime) && !sure)
            column.time = known->time;
        if (known->numberChosen && (guess.number.ambiguous || guess.type != ColumnType::Decimal)) {
            column.number.decimal = known->number.decimal;
            column.number.ambiguous = false;
            column.numberChosen = true;
        }
    }
    if (!planTrouble(plan).empty())
        return std::nullopt;
    return plan;
}

} // namespace cairn
