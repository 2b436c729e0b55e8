#pragma once
// What a person's choices in the import preview do to its plan.

#include "cairn/ingest/plan.hpp"

namespace cairn {

/// Gives a column a role. A table is of one kind: when the role is another kind's, the roles of before go. A column
/// that becomes a time is read as it looks. Throws Error{BadInput}.
void giveRole(ImportPlan& plan, const Sniffed& sniffed, std::size_t column, ColumnRole role);
/// How the instants of a column are written; no longer in doubt.
void giveTimeFormat(ImportPlan& plan, std::size_t column, TimeFormat::Kind kind);
void giveDecimalMark(ImportPlan& plan, std::size_t column, char mark);

} // namespace cairn
