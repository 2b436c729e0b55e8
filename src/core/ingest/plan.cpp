#include "cairn/ingest/plan.hpp"

#include <algorithm>
#include <array>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"

namespace cairn {
namespace {

constexpr std::array<std::string_view, 16> kRoleNames{
    "ignore",  "unit",       "event", "time",       "session", "property", "step",  "count",
    "segment", "step-count", "rate",  "event-time", "group",   "score",    "place", "verbatim"};

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

bool isFeedbackRole(ColumnRole role) {
    return role == ColumnRole::Score || role == ColumnRole::Place || role == ColumnRole::Verbatim;
}

bool isStepRole(ColumnRole role) {
    return role == ColumnRole::Step || role == ColumnRole::Count || role == ColumnRole::Segment ||
           role == ColumnRole::StepCount || role == ColumnRole::Rate;
}

/// As many columns as one likes can have it.
bool isShared(ColumnRole role) {
    return role == ColumnRole::Ignore || role == ColumnRole::Property ||
           role == ColumnRole::StepCount || role == ColumnRole::EventTime ||
           role == ColumnRole::Rate || role == ColumnRole::Score || role == ColumnRole::Verbatim;
}

void letGo(ImportPlan& plan, std::initializer_list<ColumnRole> roles) {
    for (PlannedColumn& column : plan.columns)
        if (std::find(roles.begin(), roles.end(), column.role) != roles.end())
            column.role = ColumnRole::Ignore; // not Property: an id must not be kept
}

/// What a table says in two ways cannot be read in both.
void letGoOfOtherWays(ImportPlan& plan, ColumnRole role) {
    if (isFeedbackRole(role)) { // who answered is not kept
        letGo(plan,
              {ColumnRole::Unit, ColumnRole::Event, ColumnRole::Session, ColumnRole::Property,
               ColumnRole::Step, ColumnRole::Count, ColumnRole::Segment, ColumnRole::StepCount,
               ColumnRole::Rate, ColumnRole::EventTime, ColumnRole::Group});
        plan.rowIsCustomer = false;
        plan.eventName.clear();
        return;
    }
    if (role != ColumnRole::Time)
        letGo(plan, {ColumnRole::Score, ColumnRole::Place, ColumnRole::Verbatim});
    if (role == ColumnRole::Unit)
        plan.rowIsCustomer = false;
    if (role == ColumnRole::Event)
        plan.eventName.clear();
    if (role == ColumnRole::Time || role == ColumnRole::EventTime)
        plan.withoutTimes = false;
    if (role == ColumnRole::Event || (role == ColumnRole::Time && plan.kind == TableKind::Events))
        letGo(plan, {ColumnRole::EventTime});
    if (role == ColumnRole::EventTime) {
        letGo(plan, {ColumnRole::Event, ColumnRole::Time});
        plan.eventName.clear();
    }
    if (role == ColumnRole::Step || role == ColumnRole::Count)
        letGo(plan, {ColumnRole::StepCount});
    if (role == ColumnRole::StepCount)
        letGo(plan, {ColumnRole::Step, ColumnRole::Count});
}

/// The roles a plan needs and has no column for.
std::vector<ColumnRole> missingRoles(const ImportPlan& plan) {
    std::vector<ColumnRole> missing;
    const auto need = [&](ColumnRole role, bool given) {
        if (!given && !plan.columnWith(role))
            missing.push_back(role);
    };
    if (plan.kind == TableKind::StepCounts) {
        const bool wide = plan.columnWith(ColumnRole::StepCount).has_value();
        need(ColumnRole::Step, wide);
        need(ColumnRole::Count, wide);
        return missing;
    }
    if (plan.kind == TableKind::Feedback) {
        need(ColumnRole::Score, plan.columnWith(ColumnRole::Verbatim).has_value());
        return missing;
    }
    const bool wide = plan.columnWith(ColumnRole::EventTime).has_value();
    need(ColumnRole::Unit, plan.rowIsCustomer);
    need(ColumnRole::Event, wide || !plan.eventName.empty());
    need(ColumnRole::Time, wide || plan.withoutTimes);
    return missing;
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

std::vector<std::size_t> ImportPlan::columnsWith(ColumnRole role) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].role == role)
            found.push_back(i);
    return found;
}

std::string_view nameOf(TableKind kind) {
    constexpr std::array<std::string_view, 3> kNames{"events", "step-counts", "feedback"};
    return kNames[static_cast<std::size_t>(kind)];
}

void setScale(ImportPlan& plan, std::string_view name, FeedbackScale scale) {
    PlannedColumn* column = findColumn(plan, name);
    if (!column || scale.low >= scale.high)
        throw Error(ErrorCode::BadInput, "set a scale",
                    column ? "A scale goes from a lower to a higher number."
                           : "There is no column “" + std::string(name) + "”.",
                    "The columns are: " + columnList(plan) + ".");
    scale.recognisedBy = "hand";
    column->scale = std::move(scale);
}

std::string planTrouble(const ImportPlan& plan) {
    if (plan.steps.size() > 1)
        return "These data are made of " + std::to_string(plan.steps.size()) +
               " files, one for each step: choose all of them together.";
    if (!plan.steps.empty())
        return planTrouble(plan.steps.front());
    if (plan.columns.empty())
        return "The file has no columns.";
    if (!plan.refusal.empty())
        return plan.refusal;
    std::string missing;
    for (const ColumnRole role : missingRoles(plan))
        missing += (missing.empty() ? "" : " and ") +
                   std::string(role == ColumnRole::Unit ? "customer (unit)" : nameOf(role));
    if (!missing.empty())
        return "No column is chosen for the " + missing + "; the columns are: " + columnList(plan) +
               ".";
    for (const std::size_t i : plan.columnsWith(ColumnRole::Score))
        if (!plan.columns[i].scale)
            return "What the scores in “" + plan.columns[i].name +
                   "” mean is not known: say nps, csat or ces, and from what to what they go.";
    for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
        const auto role = static_cast<ColumnRole>(i);
        if (!isShared(role) && plan.columnsWith(role).size() > 1)
            return "More than one column is chosen for the " + std::string(nameOf(role)) + ".";
    }
    return "";
}

void assignRole(ImportPlan& plan, std::string_view name, ColumnRole role) {
    PlannedColumn* column = findColumn(plan, name);
    if (!column)
        throw Error(ErrorCode::BadInput, "choose a column",
                    "There is no column “" + std::string(name) + "”.",
                    "The columns are: " + columnList(plan) + ".");
    if (!isShared(role))
        letGo(plan, {role});
    if (role != ColumnRole::Property && role != ColumnRole::Ignore) {
        // a day stands in every kind of table
        const bool dayOfCounts = plan.kind == TableKind::StepCounts &&
                                 plan.columnWith(ColumnRole::StepCount).has_value();
        if (role != ColumnRole::Time || (plan.kind != TableKind::Feedback && !dayOfCounts))
            plan.kind = isFeedbackRole(role) ? TableKind::Feedback
                        : isStepRole(role)   ? TableKind::StepCounts
                                             : TableKind::Events;
        letGoOfOtherWays(plan, role);
        plan.refusal.clear(); // a person knows better
    }
    column->role = role;
    column->confidence = 1;
}

std::optional<std::int64_t> usualWindowMs(const ImportPlan& plan) {
    constexpr std::int64_t kUsualMs = 7 * 24 * std::int64_t{3'600'000};
    if (plan.withoutTimes || plan.recognisedAs.starts_with("HubSpot"))
        return std::nullopt;
    return kUsualMs;
}

} // namespace cairn
