#pragma once
// Aligned tables and one-line messages.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/base/job.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/project.hpp"

namespace cairn::cli {

/// Rows of cells; the first row is the header. Columns whose header starts with '>' are
/// right-aligned.
void printTable(const std::vector<std::vector<std::string>>& rows);

void printFunnel(const FunnelResult&);
/// How many took how long from the step before; nothing when nobody took a second step.
void printTimes(const FunnelResult&);
void printOverTime(const FunnelResult&); ///< nothing unless asked for
void printComparison(const ComparedFunnels&);
void printScores(const Project&, const MapFindings&);
void printPersonas(const Project&, const MapFindings&); ///< nothing when none is bound to data

std::string countText(std::uint64_t n);          ///< "31,106"
std::string countText(double n);                 ///< rounded
std::string percentText(std::optional<double>);  ///< "52.2 %", "–" when there is none
std::string durationText(std::optional<double>); ///< "8 min", "–"

/// Progress on stderr when it is a terminal, or when asked for.
JobControl progressOnStderr(bool wanted);

} // namespace cairn::cli
