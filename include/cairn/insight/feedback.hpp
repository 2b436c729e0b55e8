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

/// The survey that the map's survey took the place of, which its answers are held against; 0 = none.
DatasetId surveyBefore(const Project&, const Map&);
/// Is a score better or worse than in the survey before, by more than chance? Both summaries of one question and one
/// scale. NPS: the interval of the difference of two, from their own two (Zou and Donner 2008); all others: two shares.
FeedbackChange compareScores(const FeedbackScore& before, const FeedbackScore& now);

} // namespace cairn
