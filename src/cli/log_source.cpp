#include "cli/log_source.hpp"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

LogSource logOfCsv(const LogRequest& request) {
    ImportPlan plan = *request.lookedAt.plan;
    if (request.adjust)
        request.adjust(plan);
    for (const std::string& column : request.properties)
        keepColumn(plan, column);
    if (const std::string trouble = planTrouble(plan); !trouble.empty())
        throw Error(ErrorCode::BadInput, "read", trouble, {}, request.data);
    sayRoles(plan);
    ImportOptions keep;
    keep.onlyProperties = request.properties;
    if (const auto session = plan.columnWith(ColumnRole::Session); session && request.sessions)
        keep.onlyProperties->push_back(plan.columns[*session].name);
    ImportResult imported =
        importFile(request.data, plan, keep, progressOnStderr(request.progress));
    auto* log = std::get_if<EventLog>(&imported.content);
    if (log == nullptr)
        throw Error(ErrorCode::BadInput, request.doing + " from",
                    std::holds_alternative<FeedbackAnswers>(imported.content)
                        ? "it holds what people answered, not events"
                        : "it holds counts somebody else made, not events",
                    "Import it into a project.", request.data);
    return {std::move(*log), std::nullopt, {}, std::move(imported.issues), imported.skipped};
}

LogSource logOfProject(LogRequest request) {
    LogSource source;
    source.project = std::move(request.lookedAt.project);
    const Map& map = chosenMap(*source.project, request.map);
    source.map = map.id;
    OnlyProperties only;
    if (request.needs)
        only = request.needs(*source.project, map);
    auto content = contentOf(*request.lookedAt.file, *source.project, map,
                             progressOnStderr(request.progress), only);
    if (!content)
        throw Error(
            ErrorCode::NotFound, request.doing, "the map “" + map.title + "” has no data yet",
            "Import a CSV first: cairn-cli import " + request.data + " DATA.csv", request.data);
    auto* log = std::get_if<EventLog>(&*content);
    if (log == nullptr)
        throw Error(ErrorCode::BadInput, request.doing + " from",
                    "the data of this map are counts that somebody else made, not events",
                    "Bind stages to their steps; `score` then shows the counts.", request.data);
    source.log = std::move(*log);
    return source;
}

} // namespace

void ColumnFlags::add(CLI::App& app) {
    app.add_option("--unit", unit, "Column that names the customer (guessed when left out)");
    app.add_option("--event", event, "Column with the event names");
    app.add_option("--time", time, "Column with the times");
    app.add_option("--session", session, "Column with the sessions");
    auto* fixed = app.add_option("--event-name", eventName,
                                 "What every row is, in a file without a column of event names");
    auto* wide =
        app.add_option("--event-time", eventTimes,
                       "Column with the times of one event, called as the column is; repeatable")
            ->expected(1)
            ->take_all();
    fixed->excludes("--event")->excludes(wide);
    wide->excludes("--event")->excludes("--time");
}

void ColumnFlags::applyTo(ImportPlan& plan) const {
    const auto assign = [&](const std::string& column, ColumnRole role) {
        if (!column.empty())
            assignRole(plan, column, role);
    };
    assign(unit, ColumnRole::Unit);
    assign(event, ColumnRole::Event);
    assign(time, ColumnRole::Time);
    assign(session, ColumnRole::Session);
    const bool survey = plan.kind == TableKind::Feedback; // its answers have a day, too
    if (!unit.empty() || !event.empty() || (!time.empty() && !survey))
        plan.kind = TableKind::Events;
    const auto assignOnly = [&](const std::vector<std::string>& columns, ColumnRole role) {
        for (PlannedColumn& column : plan.columns) // those that were guessed are not meant
            if (!columns.empty() && column.role == role)
                column.role = ColumnRole::Ignore;
        for (const std::string& column : columns)
            assignRole(plan, column, role);
    };
    assignOnly(eventTimes, ColumnRole::EventTime);
    assignOnly(stepCounts, ColumnRole::StepCount);
    if (eventName.empty())
        return;
    for (PlannedColumn& column : plan.columns)
        if (column.role == ColumnRole::Event || column.role == ColumnRole::EventTime)
            column.role = ColumnRole::Ignore;
    plan.kind = TableKind::Events;
    plan.refusal.clear();
    plan.eventName = eventName;
}

void keepColumn(ImportPlan& plan, const std::string& column) {
    for (const PlannedColumn& c : plan.columns)
        if (c.name == column && c.role != ColumnRole::Ignore)
            return; // already kept, in whatever role
    assignRole(plan, column, ColumnRole::Property);
}

std::vector<std::string> filterColumns(std::span<const FunnelStep> steps) {
    std::vector<std::string> columns;
    for (const FunnelStep& step : steps)
        for (const StepFilter& filter : step.filters)
            columns.push_back(filter.column);
    return columns;
}

LookedAt lookAt(const std::string& data) {
    LookedAt seen;
    if (isCairnFile(data))
        seen.project = seen.file.emplace(data).project();
    else
        seen.plan = proposePlan(sniffCsv(data));
    return seen;
}

LogSource openLog(LogRequest request) {
    if (!request.lookedAt.project && !request.lookedAt.plan)
        request.lookedAt = lookAt(request.data);
    return request.lookedAt.project ? logOfProject(std::move(request)) : logOfCsv(request);
}

void expandAny(std::vector<FunnelStep>& steps, const EventLog& log) {
    for (FunnelStep& step : steps)
        if (step.events == std::vector<std::string>{"*"}) {
            step.label = "any event";
            step.events = log.names;
        }
}

// Tells on stderr what was guessed, so that nobody has to trust it blindly.
void sayRoles(const ImportPlan& plan, bool doubts) {
    std::cerr << "Read as " << plan.recognisedAs << ":";
    bool first = true;
    for (const PlannedColumn& column : plan.columns)
        if (column.role != ColumnRole::Ignore && column.role != ColumnRole::Property) {
            std::cerr << (first ? " " : ", ") << nameOf(column.role) << " = " << column.name;
            if (!column.label.empty())
                std::cerr << " (" << column.label << ")";
            first = false;
        }
    if (!plan.eventName.empty())
        std::cerr << (first ? " " : ", ") << "each row = “" << plan.eventName << "”";
    std::cerr << '\n';
    if (!plan.note.empty())
        std::cerr << plan.note << '\n';
    for (const PlannedColumn& column : plan.columns)
        if (doubts && (column.role == ColumnRole::Time || column.role == ColumnRole::EventTime) &&
            column.time.ambiguous)
            std::cerr << "The dates of “" << column.name << "” are read as "
                      << nameOf(column.time.kind)
                      << "; the day and the month could also be the other way round.\n";
}

void sayIssues(std::uint64_t skipped, const std::vector<RowIssue>& issues) {
    constexpr std::size_t kShown = 5;
    for (std::size_t i = 0; i < std::min(kShown, issues.size()); ++i)
        std::cerr << "line " << issues[i].line
                  << (issues[i].column.empty() ? "" : ", " + issues[i].column) << ": "
                  << englishOf(issues[i]) << '\n';
    if (skipped > kShown)
        std::cerr << "… " << countText(skipped) << " rows skipped in all\n";
}

void sayUnknown(const std::vector<std::string>& events) {
    for (const std::string& name : events)
        std::cerr << "No event is named “" << name << "”.\n";
}

std::vector<std::string> unknownOf(const EventLog& log, const std::vector<std::string>& names) {
    std::vector<std::string> unknown;
    for (const std::string& name : names)
        if (std::find(log.names.begin(), log.names.end(), name) == log.names.end())
            unknown.push_back(name);
    return unknown;
}

void sayUnknownValues(const EventLog& log, std::span<const FunnelStep> steps) {
    for (const FunnelStep& step : steps)
        for (const StepFilter& filter : step.filters) {
            const auto column = log.propertyIndex(filter.column);
            if (!column || filter.value.empty())
                continue;
            const auto& values = log.propertyValues(*column);
            if (std::find(values.begin(), values.end(), filter.value) == values.end())
                std::cerr << "No event has the " << filter.column << " “" << filter.value << "”.\n";
        }
}

std::vector<RowIssueText> issueTexts(const std::vector<RowIssue>& issues) {
    std::vector<RowIssueText> texts;
    for (const RowIssue& issue : issues)
        texts.push_back({issue.line, issue.column, englishOf(issue)});
    return texts;
}

nlohmann::ordered_json issuesJson(const std::vector<RowIssue>& issues) {
    auto list = nlohmann::ordered_json::array();
    for (const RowIssue& issue : issues)
        list.push_back({{"line", issue.line},
                        {"column", issue.column},
                        {"what", englishOf(issue)},
                        {"skipped", issue.skipped}});
    return list;
}

} // namespace cairn::cli
