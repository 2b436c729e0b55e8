#pragma once
// What a map asks of its data besides the funnel, turned into questions that analytics can answer. Days, weeks and
// months of all of them are those of the map's zone (FunnelSetup::zone).

#include <vector>

#include "cairn/analytics/paths.hpp"
#include "cairn/analytics/reach.hpp"
#include "cairn/analytics/retention.hpp"
#include "cairn/analytics/trend.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

/// All of these throw Error{BadInput} when there is no such map, or when the map's setup holds a word, number or time zone
/// that makes no sense. A binding without events means any event. The funnel's date range is the funnel's alone.
RetentionOptions retentionOptionsOf(const Project&, MapId);
PathsOptions pathsOptionsOf(const Project&, MapId);
/// Without series in the setup: the map's bound stages, under their titles; none of them bound = no series. The base of a
/// rate is the first bound stage; any event when there is none.
TrendOptions trendOptionsOf(const Project&, MapId);
/// The map's bound stages and touchpoint cards in map order (a stage, then its cards: lane by lane, step by step), and the
/// pairs of neighbours between which the time is asked for. Neighbours bound to the very same events make no pair: the
/// last of them stands for all. `which` receives the element behind each touchpoint.
TouchpointOptions touchpointOptionsOf(const Project&, MapId, std::vector<ElementId>* which = nullptr);

} // namespace cairn
