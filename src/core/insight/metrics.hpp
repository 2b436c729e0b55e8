#pragma once
// What is computed for a map once its funnel is counted: an explicit list.

#include <span>

#include "cairn/insight/findings.hpp"

namespace cairn::insight {

/// What every metric may look at.
struct Facts {
    const Project& project;
    const Map& map;
    const DatasetContent* content;   ///< nullptr = no data
    const DatasetContent* compared;  ///< nullptr = none to be held against
    const FeedbackAnswers* feedback; ///< nullptr = nobody was asked
    const FeedbackAnswers* feedbackBefore; ///< nullptr = no survey to hold them against
    const JobControl& job;
};

/// Reads the findings so far and adds its own.
struct Metric {
    std::string_view name;
    void (*add)(const Facts&, MapFindings&);
};
/// In the order in which they build on each other.
std::span<const Metric> metrics();

void addFeedback(const Facts&, MapFindings&); ///< feedback.cpp; before pain, which reads it
void addFeedbackChange(const Facts&, MapFindings&); ///< feedback_change.cpp
void addPain(const Facts&, MapFindings&);     ///< pain.cpp
void addMoney(const Facts&, MapFindings&);    ///< money.cpp
void addPersonas(const Facts&, MapFindings&); ///< personas.cpp

FunnelStep stepOf(std::string label, const EventBinding& binding);
/// Holds the map's funnel against what its setup asks for; comparison.cpp.
void addComparison(const Facts&, MapFindings&);
/// Fills stages from a step-count file; a count may rise from one stage to the next.
void countStages(const StepCounts& counts, const Facts&, MapFindings&);

} // namespace cairn::insight
