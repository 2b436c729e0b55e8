#pragma once
// What each column of a file means: stored with the dataset, so that a re-import is one click.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/table/csv.hpp"

namespace cairn {

enum class ColumnRole {
    Ignore, Unit, Event, Time, Session, Property,
    Step, Count, Segment ///< for step counts
};
std::string_view nameOf(ColumnRole);
std::optional<ColumnRole> parseColumnRole(std::string_view name);

enum class TableKind { Events, StepCounts };

struct PlannedColumn {
    std::string name; ///< as in the file's header
    ColumnRole role = ColumnRole::Ignore;
    TimeFormat time;          ///< for Time
    double confidence = 0;    ///< 0..1 of the guess; 1 when a person chose
    bool looksPersonal = false;
};

struct ImportPlan {
    TableKind kind = TableKind::Events;
    std::string recognisedAs; ///< "event log", "step counts"… : the recogniser's words
    Dialect dialect;
    std::vector<PlannedColumn> columns; ///< one per column of the file, in order
    /// Index of the column with a role, if there is one.
    std::optional<std::size_t> columnWith(ColumnRole role) const;
};

/// Guesses what a sniffed file is and what its columns mean. Personal-looking columns other than the unit,
/// session, event and time are Ignore.
ImportPlan proposePlan(const Sniffed&);
/// The plan of an earlier import for a newer export of the same source: columns with the names of then mean what they
/// meant then; new ones what they look like. A clear change of how times are written is followed. Nothing when a
/// column that has a role other than Property is gone.
std::optional<ImportPlan> planAgain(const ImportPlan& before, const Sniffed&);
/// Empty when the plan can be carried out; otherwise one sentence saying what is missing, naming the columns there are.
std::string planTrouble(const ImportPlan&);
/// Sets the column with that name to the role (moving it from the one that had it). Throws Error{BadInput} naming the columns that exist.
void assignRole(ImportPlan&, std::string_view column, ColumnRole role);

std::string planToJson(const ImportPlan&);
ImportPlan planFromJson(std::string_view json); ///< throws Error{BadInput}

} // namespace cairn
