#pragma once
// The documented JSON of `cairn-cli paths`, `retention`, `trend` and `reach` (docs/cli.md). Keys are stable.

#include <span>
#include <string>
#include <vector>

#include "cairn/exchange/project_json.hpp"
#include "cairn/insight/questions.hpp"

namespace cairn {

/// What was noticed about the data on the way to an answer.
struct AskedNotes {
    std::uint64_t rows = 0, units = 0; ///< of the log
    std::vector<RowIssueText> issues;
    std::vector<std::string> unknownEvents;
};

std::string pathsToJson(const PathsResult&, std::span<const RowIssueText> issues);
std::string retentionToJson(const RetentionResult&, const AskedNotes&);
std::string trendToJson(const TrendResult&, const AskedNotes&);
std::string touchpointsToJson(const TouchpointOptions&, const TouchpointResult&, const AskedNotes&);

/// "2024-03-04": the local calendar's first day of a period.
std::string periodLabel(std::int64_t periodNumber, Period period);

} // namespace cairn
