#pragma once
// What each column of a file means: stored with the dataset, so that a re-import is one click.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cairn/events/feedback.hpp"
#include "cairn/table/csv.hpp"

namespace cairn {

enum class ColumnRole {
    Ignore, Unit, Event, Time, Session, Property,
    Step, Count, Segment, ///< for step counts, one row a step
    StepCount, ///< step counts, one column a step: its label is the step, its cells are the counts
    Rate,      ///< a rate somebody computed beside the counts: checked against them, not kept
    EventTime, ///< one column an event: its label is the event, its cells are the times
    Group,     ///< rows with the same value are one thing; what it is stands in the first of them
    Score,     ///< feedback: answers on a scale, as many columns as there are questions
    Place,     ///< feedback: the touchpoint or stage that an answer is about
    Verbatim   ///< feedback: words of a person's own
};
std::string_view nameOf(ColumnRole);
std::optional<ColumnRole> parseColumnRole(std::string_view name);

enum class TableKind { Events, StepCounts, Feedback };
std::string_view nameOf(TableKind); // "events" "step-counts" "feedback"

struct PlannedColumn {
    std::string name; ///< as in the file's header
    ColumnRole role = ColumnRole::Ignore;
    TimeFormat time;          ///< for Time
    double confidence = 0;    ///< 0..1 of the guess; 1 when a person chose
    bool looksPersonal = false;
    std::string label = {}; ///< what the step or event of such a column is called; empty = its name
    std::optional<FeedbackScale> scale = {}; ///< for Score
    NumberFormat number = {}; ///< how its numbers are written, as far as its cells tell
    bool numberChosen = false; ///< a person said so; until then a count's separators are thousands

    const std::string& shownLabel() const { return label.empty() ? name : label; }
};

struct ImportPlan {
    TableKind kind = TableKind::Events;
    std::string recognisedAs; ///< "event log", "step counts"… : the recogniser's words
    Dialect dialect;
    std::vector<PlannedColumn> columns; ///< one per column of the file, in order
    std::string eventName;       ///< without an Event column: what every row is ("response")
    bool rowIsCustomer = false;  ///< without a Unit column: every row is a customer of its own
    bool withoutTimes = false;   ///< a row says that a customer got somewhere, and not when
    /// One file a step: how each of them is read, in the order of the steps. The plan has no columns of its own then.
    std::vector<ImportPlan> steps = {};
    std::string file;            ///< of one of those: the name of its file; its step is the eventName
    std::string note;            ///< what to know about numbers from this kind of file; may be empty
    /// Words of a person's own may hold names: they are counted, and kept only when somebody asked for it.
    bool keepVerbatims = false;
    /// The customers' ids stay with the events, as read: who gets the project sees who they are. Only of events.
    bool keepIds = false;
    /// The days that the lines above the table tell of, both included, as starts of days in UTC; of step counts, whose
    /// rows tell none.
    std::optional<std::pair<TimeMs, TimeMs>> reportDays;
    std::string refusal;         ///< why a file of this kind has no steps, and what to export instead
    /// Index of the column with a role, if there is one.
    std::optional<std::size_t> columnWith(ColumnRole role) const;
    std::vector<std::size_t> columnsWith(ColumnRole role) const;
};

/// Guesses what a sniffed file is and what its columns mean. Personal-looking columns other than the unit,
/// session, event and time are Ignore.
ImportPlan proposePlan(const Sniffed&);
/// The plan of an earlier import for a newer export of the same source: columns with the names of then mean what they
/// meant then; new ones what they look like. A clear change of how times are written is followed. Nothing when a
/// column that has a role other than Property is gone. Of data that were one file a step, the plan has the one step whose
/// newer export the file is, by its name or its word.
std::optional<ImportPlan> planAgain(const ImportPlan& before, const Sniffed&, std::string_view fileName = {});
/// Empty when the plan can be carried out; otherwise one sentence saying what is missing, naming the columns there are.
std::string planTrouble(const ImportPlan&);
/// Sets the column with that name to the role. A role that only one column can have is moved from the one that had it, and
/// what cannot stand beside it (an event column and one column an event) is let go. Throws Error{BadInput} naming the columns that exist.
void assignRole(ImportPlan&, std::string_view column, ColumnRole role);

/// The scale of a Score column; by hand from now on. Throws Error{BadInput} naming the columns
/// that exist, or when the scale has no length.
void setScale(ImportPlan&, std::string_view column, FeedbackScale scale);

/// The conversion window that a map's first data of this kind get: 7 days; no limit for a CRM's records, whose way
/// through the stages takes months, nor for data without times.
std::optional<std::int64_t> usualWindowMs(const ImportPlan&);

std::string planToJson(const ImportPlan&);
ImportPlan planFromJson(std::string_view json); ///< throws Error{BadInput}
/// Whether the data that were imported with this plan hold the customers' ids. False for a plan that cannot be read.
bool keepsIds(std::string_view planJson);

} // namespace cairn
