#pragma once
// Opening the events that a question is asked of, whether they lie in a CSV file or in a project.

#include <CLI/CLI.hpp>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/ingest/import.hpp"
#include "cairn/model/project.hpp"
#include "cairn/store/project_file.hpp"

namespace cairn::cli {

/// Which columns of a CSV mean what, as far as a person says so; the rest is guessed.
struct ColumnFlags {
    std::string unit, event, time, session;
    std::string eventName;               ///< without an event column: what every row is
    std::vector<std::string> eventTimes; ///< one column an event
    std::vector<std::string> stepCounts; ///< one column a step

    void add(CLI::App& app);
    /// Puts the named columns into their roles.
    void applyTo(ImportPlan& plan) const;
};
/// Has the column read, in whatever role it is. Throws Error{BadInput} when there is none.
void keepColumn(ImportPlan& plan, const std::string& column);
/// The columns that steps look at.
std::vector<std::string> filterColumns(std::span<const FunnelStep> steps);

/// What a file is, looked at before its events are read: so that nothing is looked at twice.
struct LookedAt {
    std::optional<ProjectReader> file; ///< of a project
    std::optional<Project> project;    ///< of a project
    std::optional<ImportPlan> plan;    ///< of a CSV: how it would be read
};
LookedAt lookAt(const std::string& data);

struct LogRequest {
    std::string data;  ///< DATA.csv or FILE.cairn
    std::string map;   ///< of a project: title or number; the first when empty
    std::string doing; ///< completes "could not …": "compute a funnel"
    std::function<void(ImportPlan&)> adjust; ///< of a CSV: the roles that were given
    std::vector<std::string> properties;     ///< of a CSV: the columns to keep
    bool progress = false;
    bool sessions = false; ///< of a CSV: its session column is needed too
    /// Of a project: the columns to read; all when it is left out.
    std::function<std::vector<std::string>(const Project&, const Map&)> needs = {};
    LookedAt lookedAt = {}; ///< when somebody did
};
struct LogSource {
    EventLog log;
    std::optional<Project> project; ///< empty for a CSV
    MapId map;
    std::vector<RowIssue> issues; ///< rows of a CSV that could not be read
    std::uint64_t skipped = 0;
};
/// Says on stderr how a CSV was read. Throws Error when there are no events to ask.
LogSource openLog(LogRequest request);

/// A step named * means any event.
void expandAny(std::vector<FunnelStep>& steps, const EventLog& log);

/// `doubts`: also which dates could be read the other way round.
void sayRoles(const ImportPlan& plan, bool doubts = true);
void sayIssues(std::uint64_t skipped, const std::vector<RowIssue>& issues);
void sayUnknown(const std::vector<std::string>& events);
/// Those of the names that no event has.
std::vector<std::string> unknownOf(const EventLog& log, const std::vector<std::string>& names);
/// Says which steps ask for a value that their column never has.
void sayUnknownValues(const EventLog& log, std::span<const FunnelStep> steps);
std::vector<RowIssueText> issueTexts(const std::vector<RowIssue>& issues);
nlohmann::ordered_json issuesJson(const std::vector<RowIssue>& issues);

} // namespace cairn::cli
