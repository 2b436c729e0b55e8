// The map's funnel against another import, another time, or one segment against another.
#include <algorithm>
#include <cmath>
#include <limits>

#include "cairn/base/error.hpp"
#include "cairn/model/dataset_names.hpp"
#include "core/insight/metrics.hpp"

namespace cairn::insight {
namespace {

/// The funnel of the map's steps and rules over a log; empty, with a note, when it is refused.
std::optional<FunnelResult> countOther(const EventLog& log, const FunnelOptions& options,
                                       const Facts& facts, MapFindings& findings) {
    try {
        return computeFunnel(log, funnelStepsOf(facts.project, facts.map.id), options, facts.job);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::BadInput)
            throw;
        findings.notes.push_back("There is no comparison: " + error.why() +
                                 (error.advice().empty() ? "" : ". " + error.advice()));
        return std::nullopt;
    }
}

/// The options of the map's own funnel, without what only the map's own side shows.
FunnelOptions bareOptions(const MapFindings& findings) {
    FunnelOptions options = findings.funnel->options;
    options.breakdown.reset();
    options.overTime.reset();
    return options;
}

void take(FunnelResult before, FunnelResult after, ComparedWith with, MapFindings& findings) {
    findings.comparedWith = with;
    findings.difference = compareFunnels(before.steps, after.steps);
    findings.before = std::move(before);
    findings.after = std::move(after);
    if (findings.after->options.order == FunnelOrder::Any)
        return; // nobody knows which steps were done
    for (std::size_t step = 0; step < findings.funnelStages.size(); ++step) {
        StageFinding& stage = findings.stages[findings.funnelStages[step]];
        const StepResult& row = findings.before->steps[step];
        stage.beforeReached = static_cast<double>(row.reached);
        stage.beforeStepConversion = row.stepConversion;
        stage.beforeOverall = row.overall;
        stage.beforeMedianSeconds = row.time.median;
        if (step != 0 && findings.difference->step[step].difference)
            stage.change = findings.difference->step[step];
    }
}

const SegmentResult* segmentNamed(const FunnelResult& result, const std::string& value) {
    const auto at = std::find_if(result.breakdown.begin(), result.breakdown.end(),
                                 [&](const SegmentResult& s) { return s.value == value; });
    return at == result.breakdown.end() ? nullptr : &*at;
}

void compareSegments(const EventLog& log, const Facts& facts, MapFindings& findings) {
    const ComparisonSetup& asked = facts.map.funnel.compare;
    if (!findings.funnel->options.breakdown) {
        findings.notes.push_back("There is no comparison: two segments need a breakdown");
        return;
    }
    FunnelResult whole = *findings.funnel;
    if (!segmentNamed(whole, asked.before) || !segmentNamed(whole, asked.after)) {
        FunnelOptions options = whole.options; // it may be one of the "(other)"
        options.overTime.reset();
        options.breakdown->most = std::numeric_limits<std::size_t>::max();
        if (auto all = countOther(log, options, facts, findings))
            whole = std::move(*all);
    }
    FunnelResult before, after;
    for (auto [value, side] :
         {std::pair(&asked.before, &before), std::pair(&asked.after, &after)}) {
        const SegmentResult* segment = segmentNamed(whole, *value);
        if (!segment) {
            findings.notes.push_back("There is no comparison: nobody has the " +
                                     whole.options.breakdown->column + " \"" + *value + "\"");
            return;
        }
        side->options = bareOptions(findings);
        side->steps = segment->steps;
        side->rows = findings.funnel->rows;
        side->units = findings.funnel->units;
    }
    findings.beforeName = asked.before;
    findings.afterName = asked.after;
    take(std::move(before), std::move(after), ComparedWith::Segments, findings);
}

void comparePeriods(const EventLog& log, const Facts& facts, MapFindings& findings) {
    FunnelOptions options = bareOptions(findings);
    options.from = facts.map.funnel.compare.from;
    options.to = facts.map.funnel.compare.to;
    if (auto before = countOther(log, options, facts, findings))
        take(std::move(*before), *findings.funnel, ComparedWith::Period, findings);
}

/// Counts that somebody else made: only shares that are shares can be held against each other.
void compareCounts(const StepCounts& counts, const Facts& facts, MapFindings& findings) {
    MapFindings before;
    before.funnelStages = findings.funnelStages;
    countStages(counts, facts, before);
    const StageFinding *earlier = nullptr, *earlierBefore = nullptr;
    for (const StageId id : findings.funnelStages) {
        StageFinding& now = findings.stages[id];
        StageFinding& then = before.stages[id];
        then.stage = id;
        now.beforeReached = then.reached;
        now.beforeStepConversion = then.stepConversion;
        now.beforeOverall = then.overall;
        const auto whole = [](double count) {
            return static_cast<std::uint64_t>(std::llround(std::min(count, 9e15)));
        };
        if (earlier && earlierBefore && earlier->stage == earlierBefore->stage &&
            now.stepConversion && then.stepConversion)
            now.change = compareProportions(whole(*then.reached), whole(*earlierBefore->reached),
                                            whole(*now.reached), whole(*earlier->reached));
        if (now.reached)
            earlier = &now;
        if (then.reached)
            earlierBefore = &then;
    }
    findings.comparedWith = ComparedWith::Dataset;
}

void compareDatasets(const Facts& facts, MapFindings& findings) {
    if (!facts.compared) {
        findings.notes.push_back("There is no comparison: the other import is not at hand");
        return;
    }
    const auto* log = std::get_if<EventLog>(facts.compared);
    if (std::holds_alternative<FeedbackAnswers>(*facts.compared)) {
        findings.notes.push_back("There is no comparison: the other import holds answers");
        return;
    }
    if ((log != nullptr) != findings.funnel.has_value()) {
        findings.notes.push_back(
            "There is no comparison: one import holds events, the other finished counts");
        return;
    }
    if (!log) {
        compareCounts(std::get<StepCounts>(*facts.compared), facts, findings);
    } else if (auto before = countOther(*log, bareOptions(findings), facts, findings)) {
        for (const std::string& name : before->unknownEvents)
            if (std::find(findings.funnel->unknownEvents.begin(),
                          findings.funnel->unknownEvents.end(),
                          name) == findings.funnel->unknownEvents.end())
                findings.notes.push_back("\"" + name + "\" never occurs in the other import");
        take(std::move(*before), *findings.funnel, ComparedWith::Dataset, findings);
    }
    if (findings.comparedWith == ComparedWith::Dataset) {
        findings.beforeName = distinctName(facts.project, facts.map.funnel.compare.dataset);
        findings.afterName = distinctName(facts.project, facts.map.funnel.dataset);
    }
}

} // namespace

void addComparison(const Facts& facts, MapFindings& findings) {
    const std::string& with = facts.map.funnel.compare.with;
    const auto* log = std::get_if<EventLog>(facts.content);
    if (with.empty() || findings.funnelStages.empty() || (log && !findings.funnel))
        return;
    if (with == "dataset")
        compareDatasets(facts, findings);
    else if (with != "period" && with != "segments")
        findings.notes.push_back("There is no comparison: \"" + with + "\" is not known");
    else if (!log)
        findings.notes.push_back(
            "There is no comparison: counts without events have neither times nor customers");
    else if (with == "period" && log->timeless)
        findings.notes.push_back("There is no comparison: the data have no times");
    else if (with == "period")
        comparePeriods(*log, facts, findings);
    else
        compareSegments(*log, facts, findings);
}

} // namespace cairn::insight
