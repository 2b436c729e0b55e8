#pragma once
// Surveys on the command line: what their columns mean, and which answers belong where on a map.

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cairn/insight/feedback.hpp"
#include "cairn/ingest/plan.hpp"
#include "cli/import_places.hpp"

namespace cairn::cli {

struct FeedbackFlags {
    std::vector<std::string> scores, comments;
    std::string place;
    bool keepComments = false;

    void add(CLI::App& app);
    /// Throws CLI::ValidationError on bad syntax, Error for a column that is not there.
    void applyTo(ImportPlan& plan) const;
};

/// "nps", "csat:1-7", "ces:1-5:low" (a low answer is the good one). Throws CLI::ValidationError.
FeedbackScale parseScale(const std::string& text);

using BoundPlaces = std::vector<std::pair<ElementId, std::vector<std::string>>>;

/// Puts a survey on the map: its answers, the lane that shows them, and the stages and touchpoints
/// that they are about, as asked for with --bind and as far as they are sure enough.
Project withFeedback(const Project& project, const Map& map, const Dataset& dataset,
                     const FeedbackAnswers& answers, const PlaceFlags& flags, BoundPlaces& bound);
void printPlaces(const Project& before, const BoundPlaces& bound);
void placesToJson(nlohmann::ordered_json& document, const Project& before,
                  const BoundPlaces& bound);

/// A table of what customers answered, by stage and touchpoint; with `verbatims` also their words.
void printFeedback(const Project& project, const MapFindings& findings, bool verbatims);

} // namespace cairn::cli
