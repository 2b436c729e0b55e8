#pragma once
// Aligned tables and one-line messages.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/base/job.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/project.hpp"

namespace cairn::cli {

/// Rows of cells; the first row is the header. Columns whose header starts with '>' are
/// right-aligned.
void printTable(const std::vector<std::vector<std::string>>& rows);

void printFunnel(const FunnelResult&);
void printScores(const Project&, const MapFindings&);

std::string countText(double n);                 ///< "31,106"
std::string percentText(std::optional<double>);  ///< "52.2 %", "–" when there is none
std::string durationText(std::optional<double>); ///< "8 min", "–"

/// Progress on stderr when it is a terminal, or when asked for.
JobControl progressOnStderr(bool wanted);

} // namespace cairn::cli
