#pragma once
// JSON files of a whole project, out and in, and the machine-readable results of the command line.

#include <filesystem>
#include <span>
#include <string>

#include "cairn/insight/findings.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

/// Atomic; the old file survives any failure.
void exportProjectJson(const Project&, const std::filesystem::path& target);
Project importProjectJson(const std::filesystem::path& file);

/// An issue as it stands in JSON (exchange does not know the table room).
struct RowIssueText {
    std::uint64_t line = 0;
    std::string column, what;
};

/// Two funnels side by side.
struct ComparedFunnels {
    std::string before, after; ///< names of the two: date ranges or segments
    FunnelResult beforeFunnel, afterFunnel;
    FunnelDifference difference;
};

/// The documented JSON of cairn-cli (docs/cli.md). Keys are stable.
std::string funnelToJson(const FunnelResult&, std::span<const RowIssueText> issues,
                         const ComparedFunnels* compared = nullptr);
std::string scoresToJson(const Project&, const MapFindings&);
/// A funnel of counts that somebody else made: the stages of findings.funnelStages.
std::string countFunnelToJson(const Project&, const MapFindings&);

} // namespace cairn
