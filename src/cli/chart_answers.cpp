#include "cli/chart_answers.hpp"

#include <iostream>

#include "cairn/base/error.hpp"
#include "cairn/insight/questions.hpp"

namespace cairn::cli {
namespace {

/// Asks; a question that makes no sense here costs its page, not the export.
template <class Ask> void ask(const char* what, Ask question) {
    try {
        question();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::BadInput)
            throw;
        std::cerr << "No page on " << what << ": " << error.what() << '\n';
    }
}

/// Only closed funnels of users in order know where somebody went instead.
bool canTellInstead(const MapFindings& findings) {
    return findings.funnel && findings.funnel->options.order != FunnelOrder::Any &&
           findings.funnel->options.count == CountRule::Users && !findings.funnel->options.open;
}

} // namespace

ReportContent chartAnswers(const Project& project, MapId map, const MapFindings& findings,
                           const DatasetContent& content, const JobControl& job) {
    ReportContent answers;
    const auto* log = std::get_if<EventLog>(&content);
    if (log == nullptr)
        return answers;
    ask("paths", [&] { answers.paths = computePaths(*log, pathsOptionsOf(project, map), job); });
    if (canTellInstead(findings))
        ask("where they went instead", [&] {
            answers.instead =
                whereInstead(*log, funnelStepsOf(project, map), funnelOptionsOf(project, map), job);
        });
    ask("who comes back",
        [&] { answers.retention = computeRetention(*log, retentionOptionsOf(project, map), job); });
    ask("trends", [&] {
        const TrendOptions options = trendOptionsOf(project, map);
        if (!options.series.empty())
            answers.trend = computeTrend(*log, options, job);
    });
    ask("touchpoints", [&] {
        const TouchpointOptions options = touchpointOptionsOf(project, map);
        if (!options.touchpoints.empty())
            answers.touchpoints = computeTouchpoints(*log, options, job);
    });
    return answers;
}

} // namespace cairn::cli
