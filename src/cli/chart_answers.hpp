#pragma once
// What a map asks of its data, answered for the pages behind it.

#include "cairn/insight/findings.hpp"
#include "cairn/layout/report.hpp"

namespace cairn::cli {

/// Retention, paths, trend and touchpoints as the map's own setup asks for them; step counts answer none of them.
/// A question that cannot be asked of this map (no stage is bound, say) is left out and said on stderr.
ReportContent chartAnswers(const Project&, MapId, const MapFindings&, const DatasetContent&,
                           const JobControl& job);

} // namespace cairn::cli
