#pragma once
// What of a survey belongs where on a map.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cairn/insight/findings.hpp"

namespace cairn {

/// How many answers there are about each place, most first, ties by name.
std::vector<PlaceCount> countPlaces(const FeedbackAnswers&);
/// Which places of a survey belong to which stages and touchpoints: each place that is sure enough to the element that it
/// fits best (of equals the stage). Elements that are bound to places already keep those and get no others.
std::vector<std::pair<ElementId, std::vector<std::string>>> suggestPlaces(const Project&, MapId,
                                                                          std::span<const std::string> places);

} // namespace cairn
