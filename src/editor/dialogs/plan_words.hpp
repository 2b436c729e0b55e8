#pragma once
// An import plan in a person's words.

#include <QString>

#include "cairn/ingest/plan.hpp"

namespace cairn {

/// "Customer", "Event", "Time"…
QString roleWord(ColumnRole role);
/// "customer from “user_id”, event from “event”, time from “timestamp” (day first); kept:
/// platform".
QString planWords(const ImportPlan& plan, bool withProperties = true);
/// "This is an event log: each row is one event…": what was understood, in one sentence.
QString understoodSentence(const ImportPlan& plan);
/// "comma", "semicolon", "tab"…
QString delimiterWord(char delimiter);
/// All roles in the order of a chooser.
const std::vector<ColumnRole>& allRoles();

} // namespace cairn
