#include "cairn/ingest/plan.hpp"

#include <algorithm>
#include <array>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"

namespace cairn {
namespace {

constexpr std::array<std::string_view, 9> kRoleNames{
    "ignore", "unit", "event", "time", "session", "property", "step", "count", "segment"};

std::string columnList(const ImportPlan& plan) {
    constexpr std::size_t kMost = 40;
    std::string list;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        if (i == kMost)
            return list + " and " + std::to_string(plan.columns.size() - kMost) + " more";
        list += (i ? ", " : "") + plan.columns[i].name;
    }
    return list;
}

bool isStepRole(ColumnRole role) {
    return role == ColumnRole::Step || role == ColumnRole::Count || role == ColumnRole::Segment;
}

PlannedColumn* findColumn(ImportPlan& plan, std::string_view name) {
    for (PlannedColumn& column : plan.columns)
        if (column.name == name)
            return &column;
    const std::string folded = asciiLower(trimmed(name));
    for (PlannedColumn& column : plan.columns)
        if (asciiLower(column.name) == folded)
            return &column;
    return nullptr;
}

} // namespace

std::string_view nameOf(ColumnRole role) {
    return kRoleNames[static_cast<std::size_t>(role)];
}

std::optional<ColumnRole> parseColumnRole(std::string_view name) {
    for (std::size_t i = 0; i < kRoleNames.size(); ++i)
        if (kRoleNames[i] == name)
            return static_cast<ColumnRole>(i);
    return std::nullopt;
}

std::optional<std::size_t> ImportPlan::columnWith(ColumnRole role) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].role == role)
            return i;
    return std::nullopt;
}

std::string planTrouble(const ImportPlan& plan) {
    if (plan.columns.empty())
        return "The file has no columns.";
    const std::vector<ColumnRole> needed =
        plan.kind == TableKind::Events
            ? std::vector{ColumnRole::Unit, ColumnRole::Event, ColumnRole::Time}
            : std::vector{ColumnRole::Step, ColumnRole::Count};
    std::string missing;
    std::size_t count = 0;
    for (const ColumnRole role : needed)
        if (!plan.columnWith(role)) {
            missing += (count ? " and " : "") +
                       std::string(role == ColumnRole::Unit ? "customer (unit)" : nameOf(role));
            ++count;
        }
    if (count != 0)
        return "No column is chosen for the " + missing + "; the columns are: " + columnList(plan) +
               ".";
    for (const ColumnRole role :
         {ColumnRole::Unit, ColumnRole::Event, ColumnRole::Time, ColumnRole::Session,
          ColumnRole::Step, ColumnRole::Count, ColumnRole::Segment})
        if (std::count_if(plan.columns.begin(), plan.columns.end(),
                          [&](const auto& column) { return column.role == role; }) > 1)
            return "More than one column is chosen for the " + std::string(nameOf(role)) + ".";
    return "";
}

void assignRole(ImportPlan& plan, std::string_view name, ColumnRole role) {
    PlannedColumn* column = findColumn(plan, name);
    if (!column)
        throw Error(ErrorCode::BadInput, "choose a column",
                    "There is no column “" + std::string(name) + "”.",
                    "The columns are: " + columnList(plan) + ".");
    if (role != ColumnRole::Property && role != ColumnRole::Ignore) {
        for (PlannedColumn& other : plan.columns)
            if (other.role == role)
                other.role =
                    ColumnRole::Ignore; // not Property: an id taken from its role must not be kept
        plan.kind = isStepRole(role) ? TableKind::StepCounts : TableKind::Events;
    }
    column->role = role;
    column->confidence = 1;
}

} // namespace cairn
