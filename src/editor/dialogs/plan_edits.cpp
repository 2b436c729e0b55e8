#include "editor/dialogs/plan_edits.hpp"

namespace cairn {

void giveRole(ImportPlan& plan, const Sniffed& sniffed, std::size_t column, ColumnRole role) {
    const std::string name = plan.columns.at(column).name;
    ImportPlan tried = plan;
    assignRole(tried, name, role);
    if (tried.kind != plan.kind) {
        for (PlannedColumn& other : plan.columns)
            other.role = ColumnRole::Ignore;
        assignRole(plan, name, role);
    } else {
        plan = std::move(tried);
    }
    const bool time = role == ColumnRole::Time || role == ColumnRole::EventTime;
    if (time && column < sniffed.columns.size())
        plan.columns[column].time = sniffed.columns[column].time;
}

void giveTimeFormat(ImportPlan& plan, std::size_t column, TimeFormat::Kind kind) {
    plan.columns.at(column).time = {kind, false};
}

void giveDecimalMark(ImportPlan& plan, std::size_t column, char mark) {
    PlannedColumn& chosen = plan.columns.at(column);
    chosen.number.decimal = mark;
    chosen.number.ambiguous = false;
    chosen.numberChosen = true;
}

} // namespace cairn
