#include "core/exchange/json_parts.hpp"

namespace cairn {
namespace {

using namespace exchange;

std::string_view text(FunnelOrder order) {
    return order == FunnelOrder::Strict ? "strict" : order == FunnelOrder::Any ? "any" : "ordered";
}

std::string_view text(CountRule count) {
    return count == CountRule::Sessions   ? "sessions"
           : count == CountRule::Attempts ? "attempts"
                                          : "users";
}

json rulesOf(const FunnelOptions& o) {
    json rules;
    rules["order"] = text(o.order);
    rules["attempt"] = o.attempt == AttemptRule::First ? "first" : "best";
    rules["window_s"] = o.windowMs ? json(static_cast<double>(*o.windowMs) / 1000) : json(nullptr);
    rules["window_from"] = o.windowFrom == WindowFrom::Previous ? "previous" : "first";
    rules["count"] = text(o.count);
    rules["open"] = o.open;
    rules["hold"] = o.hold;
    rules["by"] = o.breakdown ? json(o.breakdown->column) : json(nullptr);
    rules["exclusions"] = json::array();
    for (const Exclusion& x : o.exclusions)
        rules["exclusions"].push_back(
            {{"events", x.what.events},
             {"from_step", x.from},
             {"to_step", x.to},
             {"action", x.action == ExclusionAction::Drop ? "drop" : "remove"}});
    rules["from"] = instantOrNull(o.from);
    rules["to"] = instantOrNull(o.to);
    rules["all_inside"] = o.allInside;
    rules["tie_s"] = static_cast<double>(o.tieToleranceMs) / 1000;
    rules["over_time"] = o.overTime ? json(nameOf(o.overTime->period)) : json(nullptr);
    rules["zone"] = o.overTime ? json(o.overTime->zone.name()) : json(nullptr);
    rules["sentence"] = rulesSentence(o);
    return rules;
}

json timesWithBuckets(const StepTimes& t) {
    json times = timesOf(t);
    times["histogram"] = json::array();
    for (std::size_t i = 0; i < t.histogram.size(); ++i)
        times["histogram"].push_back(
            {{"up_to_s", i < kTimeBuckets.size() ? json(kTimeBuckets[i]) : json(nullptr)},
             {"count", t.histogram[i]}});
    return times;
}

json stepsOf(const std::vector<StepResult>& steps) {
    json list = json::array();
    for (const StepResult& step : steps) {
        json row;
        row["name"] = step.label;
        row["reached"] = step.reached;
        row["entered"] = step.entered;
        row["dropped"] = orNull(step.dropped);
        row["step_conversion"] = orNull(step.stepConversion);
        row["step_interval"] = orNull(step.stepInterval);
        row["overall"] = orNull(step.overall);
        row["interval"] = orNull(step.interval);
        row["few"] = step.few;
        row["time"] = timesWithBuckets(step.time);
        row["why_dropped"] = {{"timed_out", step.reasons.timedOut},
                              {"other_order", step.reasons.otherOrder},
                              {"excluded", step.reasons.excluded},
                              {"never", step.reasons.never}};
        list.push_back(std::move(row));
    }
    return list;
}

json testOf(const ProportionTest& test) {
    return {{"before", {test.a, test.n}},
            {"after", {test.b, test.m}},
            {"difference", orNull(test.difference)},
            {"interval", orNull(test.interval)},
            {"p", orNull(test.p)},
            {"needed_each", orNull(test.neededEach)},
            {"enough", test.enough},
            {"significant", test.significant}};
}

json comparisonOf(const ComparedFunnels& c) {
    json side{{"before", c.before}, {"after", c.after}};
    side["before_steps"] = stepsOf(c.beforeFunnel.steps);
    side["after_steps"] = stepsOf(c.afterFunnel.steps);
    side["steps"] = json::array();
    for (std::size_t k = 0; k < c.difference.step.size(); ++k)
        side["steps"].push_back(
            {{"name", c.afterFunnel.steps[k].label},
             {"step_conversion", k == 0 ? json(nullptr) : testOf(c.difference.step[k])},
             {"overall", testOf(c.difference.overall[k])}});
    return side;
}

json shareOf(const CountedShare& share) {
    return {{"of", {share.part, share.whole}},
            {"share", orNull(share.share)},
            {"interval", orNull(share.interval)},
            {"few", share.few}};
}

json personaOf(const Project& project, const PersonaFigures& figures) {
    return {{"name", titleOf(project, figures.persona)},
            {"trouble", figures.trouble},
            {"share", shareOf(figures.share)},
            {"conversion", figures.conversion ? shareOf(*figures.conversion) : json(nullptr)},
            {"channel", figures.channel},
            {"channel_column", figures.channelColumn},
            {"channel_share", shareOf(figures.channelShare)}};
}

json inputOf(const ScoreInput& input) {
    json row{{"value", orNull(input.value)}, {"source", nameOf(input.source)}};
    if (input.denominator > 0)
        row["of"] = {input.numerator, input.denominator};
    if (input.interval)
        row["interval"] = orNull(input.interval);
    return row;
}

} // namespace

std::string funnelToJson(const FunnelResult& result, std::span<const RowIssueText> issues,
                         const ComparedFunnels* compared) {
    json document;
    document["rules"] = rulesOf(result.options);
    document["rules"]["sentence"] = rulesSentence(result);
    document["timeless"] = result.timeless;
    document["rows"] = result.rows;
    document["units"] = result.units;
    document["issues"] = issuesOf(issues);
    document["unknown_events"] = result.unknownEvents;
    document["removed"] = result.removed;
    document["steps"] = stepsOf(result.steps);
    document["breakdown"] = json::array();
    for (const SegmentResult& segment : result.breakdown)
        document["breakdown"].push_back(
            {{"value", segment.value}, {"steps", stepsOf(segment.steps)}});
    document["over_time"] = json::array();
    for (const FunnelPeriod& period : result.overTime)
        document["over_time"].push_back({{"start", isoUtc(period.start)},
                                         {"end", isoUtc(period.end)},
                                         {"partial", period.partial},
                                         {"steps", stepsOf(period.steps)}});
    document["comparison"] = compared ? comparisonOf(*compared) : json(nullptr);
    return textOf(document);
}

std::string countFunnelToJson(const Project& project, const MapFindings& findings) {
    json document{{"counts", true}, {"notes", findings.notes}, {"steps", json::array()}};
    for (const StageId id : findings.funnelStages) {
        const StageFinding& stage = findings.stages.at(id);
        document["steps"].push_back({{"name", titleOf(project, id)},
                                     {"reached", countOrNull(stage.reached)},
                                     {"entered", countOrNull(stage.entered)},
                                     {"dropped", countOrNull(stage.lost)},
                                     {"step_conversion", orNull(stage.stepConversion)},
                                     {"overall", orNull(stage.overall)},
                                     {"few", stage.few}});
    }
    return textOf(document);
}

std::string scoresToJson(const Project& project, const MapFindings& findings) {
    json document;
    document["map"] = titleOf(project, findings.map);
    document["has_data"] = findings.hasData;
    document["currency"] = project.facts.currency;
    document["notes"] = findings.notes;
    document["stages"] = json::array();
    for (const Stage* stage : stagesOf(project, findings.map)) {
        const auto at = findings.stages.find(stage->id);
        if (at == findings.stages.end())
            continue;
        const StageFinding& f = at->second;
        json before{{"reached", countOrNull(f.beforeReached)},
                    {"step_conversion", orNull(f.beforeStepConversion)},
                    {"overall", orNull(f.beforeOverall)},
                    {"median_s", orNull(f.beforeMedianSeconds)}};
        document["stages"].push_back({{"title", stage->title},
                                      {"bound", f.bound},
                                      {"reached", countOrNull(f.reached)},
                                      {"lost", countOrNull(f.lost)},
                                      {"entered", countOrNull(f.entered)},
                                      {"step_conversion", orNull(f.stepConversion)},
                                      {"overall", orNull(f.overall)},
                                      {"median_s", orNull(f.medianSeconds)},
                                      {"highest_pain", orNull(f.highestPain)},
                                      {"sum_pain", orNull(f.sumPain)},
                                      {"before", f.beforeReached ? before : json(nullptr)},
                                      {"change", f.change ? testOf(*f.change) : json(nullptr)}});
    }
    document["feedback"] = findings.feedback ? feedbackOf(project, findings) : json(nullptr);
    document["personas"] = json::array();
    for (const PersonaFigures& figures : findings.personas)
        document["personas"].push_back(personaOf(project, figures));
    document["scores"] = json::array();
    for (const PainScore& pain : findings.pain) {
        json row;
        row["id"] = pain.element.value;
        row["kind"] = kindOf(project, pain.element);
        row["title"] = titleOf(project, pain.element);
        row["stage"] = titleOf(project, pain.stage);
        row["pain"] = orNull(pain.score);
        row["severity"] = inputOf(pain.severity);
        row["reach"] = inputOf(pain.reach);
        row["frequency"] = inputOf(pain.frequency);
        row["confidence"] = nameOf(pain.confidence);
        row["n"] = pain.n;
        row["money_per_month"] = orNull(pain.moneyPerMonth);
        if (pain.overridden)
            row["override_reason"] = pain.overrideReason;
        document["scores"].push_back(std::move(row));
    }
    return textOf(document);
}

} // namespace cairn
