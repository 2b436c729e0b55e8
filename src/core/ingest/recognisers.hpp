#pragma once
// One recogniser for each kind of export. The list that names them all is in recognisers.cpp.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cairn/ingest/plan.hpp"

namespace cairn {

/// Says what a sniffed file means, or nothing when it is not of its kind. The plan comes with one
/// column for each of the file's, names and time formats filled in and every role Ignore.
using Recogniser = bool (*)(const Sniffed& sniffed, ImportPlan& plan);

bool recogniseShopifyOrders(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseShopifyAnalytics(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseHubSpot(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseSurvey(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseReport(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseFunnelTable(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseFeedback(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseEventLog(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseStepCounts(const Sniffed& sniffed, ImportPlan& plan);
/// Google Forms: a time, and questions without any id.
bool recogniseForm(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseWideCounts(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseWideTimes(const Sniffed& sniffed, ImportPlan& plan);
/// A customer and a time, and no name of what happened.
bool recogniseOccurrences(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseNumbersByDay(const Sniffed& sniffed, ImportPlan& plan);
bool recogniseTimeless(const Sniffed& sniffed, ImportPlan& plan);
/// The last resort: roles by content alone, so that a person has something to correct.
bool guessEventLog(const Sniffed& sniffed, ImportPlan& plan);

/// Where a column's name stands in a list of names for a role, the best first; nothing when it is
/// not there.
std::optional<std::size_t> rankOf(std::string_view columnName,
                                  std::span<const std::string_view> names);

/// A second id of persons beside the one that customers are told apart by ("customer number" beside an e-mail address)
/// is no property to keep: told by its name, as a number alone looks like any other.
void leaveOutIds(ImportPlan& plan);

} // namespace cairn
