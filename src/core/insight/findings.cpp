#include "cairn/insight/findings.hpp"

#include <algorithm>

#include "cairn/base/error.hpp"
#include "core/insight/metrics.hpp"

namespace cairn {
namespace {

std::string counted(std::size_t n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

void takeFunnel(const FunnelResult& result, MapFindings& findings) {
    for (std::size_t step = 0; step < findings.funnelStages.size(); ++step) {
        StageFinding& stage = findings.stages[findings.funnelStages[step]];
        const StepResult& row = result.steps[step];
        stage.reached = static_cast<double>(row.reached);
        if (row.dropped) {
            stage.lost = static_cast<double>(*row.dropped);
            stage.reasons = row.reasons;
        }
        if (step != 0 && row.entered != 0)
            stage.entered = static_cast<double>(row.entered);
        stage.stepConversion = row.stepConversion;
        stage.stepInterval = row.stepInterval;
        stage.overall = row.overall;
        stage.interval = row.interval;
        stage.few = row.few;
        stage.medianSeconds = row.time.median;
    }
}

void noteFunnel(const FunnelResult& result, std::vector<std::string>& notes) {
    for (const std::string& name : result.unknownEvents)
        notes.push_back("\"" + name + "\" never occurs in the data");
    if (result.removed != 0)
        notes.push_back(counted(result.removed, "customer was", "customers were") +
                        " removed by an exclusion");
    if (!result.steps.empty() && result.steps[0].reached < kFew)
        notes.push_back("Fewer than " + std::to_string(kFew) +
                        " customers entered: rates are rough");
}

/// Nothing that was asked for is left out in silence.
void noteTimeless(const FunnelSetup& setup, std::vector<std::string>& notes) {
    notes.push_back("These data have no times: whoever did a step and all before it counts, and "
                    "nothing can be told of how long it took");
    if (setup.windowMs || setup.from || setup.to || !setup.overTime.empty())
        notes.push_back("The conversion window, the dates and the funnel over time have no effect");
}

void countEvents(const EventLog& log, const insight::Facts& facts, MapFindings& findings) {
    findings.firstEvent = log.firstTime();
    findings.lastEvent = log.lastTime();
    findings.timeless = log.timeless;
    const auto steps = funnelStepsOf(facts.project, facts.map.id);
    if (steps.empty())
        return;
    try {
        findings.funnel =
            computeFunnel(log, steps, funnelOptionsOf(facts.project, facts.map.id), facts.job);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::BadInput)
            throw;
        findings.notes.push_back("The funnel was not computed: " + error.why() +
                                 (error.advice().empty() ? "" : ". " + error.advice()));
        return;
    }
    if (findings.funnel->options.order == FunnelOrder::Any)
        findings.notes.push_back(
            "Steps in any order say how many of them a customer did, not which: the "
            "stages show no counts");
    else
        takeFunnel(*findings.funnel, findings);
    if (log.timeless)
        noteTimeless(facts.map.funnel, findings.notes);
    noteFunnel(*findings.funnel, findings.notes);
}

void noteBindings(std::size_t stages, std::size_t bound, std::vector<std::string>& notes) {
    if (bound == 0)
        notes.push_back("No stage is bound to events");
    else if (bound < stages)
        notes.push_back(counted(stages - bound, "stage is", "stages are") + " not bound to events");
}

} // namespace

std::string_view nameOf(Confidence confidence) {
    switch (confidence) {
    case Confidence::Measured:
        return "measured";
    case Confidence::Partial:
        return "partial";
    case Confidence::Assumed:
        break;
    }
    return "assumed";
}

std::string_view nameOf(InputSource source) {
    switch (source) {
    case InputSource::ByHand:
        return "by-hand";
    case InputSource::EmotionCurve:
        return "emotion-curve";
    case InputSource::DropOffAssumed:
        return "drop-off-assumed";
    case InputSource::FunnelReach:
        return "funnel";
    case InputSource::DropOffEstimated:
        return "drop-off-estimated";
    case InputSource::Affected:
        return "affected";
    case InputSource::Feedback:
        return "feedback";
    case InputSource::NegativeAnswers:
        return "negative-answers";
    case InputSource::Override:
        return "override";
    case InputSource::Missing:
        break;
    }
    return "missing";
}

const PainScore* MapFindings::painOf(ElementId element) const {
    const auto at = std::find_if(pain.begin(), pain.end(),
                                 [&](const PainScore& score) { return score.element == element; });
    return at == pain.end() ? nullptr : &*at;
}

const FeedbackSummary* MapFindings::feedbackOf(ElementId element) const {
    if (!feedback)
        return nullptr;
    const auto at = feedback->of.find(element);
    return at == feedback->of.end() ? nullptr : &at->second;
}

const PersonaFigures* MapFindings::personaOf(PersonaId persona) const {
    const auto at = std::find_if(personas.begin(), personas.end(),
                                 [&](const auto& figures) { return figures.persona == persona; });
    return at == personas.end() ? nullptr : &*at;
}

MapFindings computeFindings(const Project& project, MapId mapId, const DatasetContent* content,
                            const JobControl& job, const DatasetContent* compared,
                            const DatasetContent* feedback, const DatasetContent* feedbackBefore) {
    MapFindings findings;
    findings.map = mapId;
    const Map* map = project.maps.find(mapId);
    if (!map)
        return findings;
    if (content && std::holds_alternative<FeedbackAnswers>(*content))
        content = nullptr; // answers are no funnel
    const auto answersOf = [](const DatasetContent* of) {
        return of ? std::get_if<FeedbackAnswers>(of) : nullptr;
    };
    const insight::Facts facts{
        project, *map, content, compared, answersOf(feedback), answersOf(feedbackBefore), job};
    const auto stages = stagesOf(project, mapId);
    for (const Stage* stage : stages) {
        StageFinding& finding = findings.stages[stage->id];
        finding.stage = stage->id;
        finding.bound = !stage->binding.empty();
        if (!finding.bound)
            continue;
        finding.step = findings.funnelStages.size();
        findings.funnelStages.push_back(stage->id);
    }
    if (content) {
        findings.hasData = true;
        noteBindings(stages.size(), findings.funnelStages.size(), findings.notes);
        if (const Dataset* dataset = project.datasets.find(map->funnel.dataset)) {
            findings.firstEvent = dataset->firstEvent;
            findings.lastEvent = dataset->lastEvent;
        }
        if (const auto* log = std::get_if<EventLog>(content))
            countEvents(*log, facts, findings);
        else
            insight::countStages(std::get<StepCounts>(*content), facts, findings);
        insight::addComparison(facts, findings);
    }
    for (const insight::Metric& metric : insight::metrics()) {
        job.throwIfCancelled();
        metric.add(facts, findings);
    }
    return findings;
}

} // namespace cairn
