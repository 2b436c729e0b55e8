#include <algorithm>
#include <charconv>

#include "cairn/base/error.hpp"
#include "core/insight/metrics.hpp"
#include "core/insight/setup_words.hpp"

namespace cairn {
namespace {

using insight::wordOf;
constexpr const char* kDoing = "read the funnel's setup";

Breakdown breakdownOf(const FunnelSetup& setup) {
    Breakdown breakdown;
    breakdown.column = setup.breakdown;
    const std::string& at = setup.breakdownAt;
    if (!at.starts_with("step=")) {
        breakdown.at = wordOf<BreakdownAt>(kDoing, "the breakdown's place", at,
                                           {{"first", BreakdownAt::FirstStep},
                                            {"last", BreakdownAt::LastStep},
                                            {"user", BreakdownAt::User}});
        return breakdown;
    }
    breakdown.at = BreakdownAt::NamedStep;
    const char* const end = at.data() + at.size();
    const auto read = std::from_chars(at.data() + 5, end, breakdown.step);
    if (read.ec != std::errc() || read.ptr != end || breakdown.step == 0)
        throw Error(ErrorCode::BadInput, kDoing,
                    "the breakdown's place \"" + at + "\" is not known",
                    "Known are: first, last, user, step=1, step=2 and so on.");
    return breakdown;
}

/// The step (from 1) of a bound stage.
std::size_t stepNumber(const Project& project, const std::vector<StageId>& bound, StageId stage) {
    const auto at = std::find(bound.begin(), bound.end(), stage);
    if (at != bound.end())
        return static_cast<std::size_t>(at - bound.begin()) + 1;
    const Stage* found = project.stages.find(stage);
    if (!found)
        throw Error(ErrorCode::BadInput, kDoing, "an exclusion names a stage that is gone",
                    "Set the exclusion's stages anew.");
    throw Error(ErrorCode::BadInput, kDoing,
                "an exclusion lies at \"" + found->title + "\", which is not bound to events",
                "Bind the stage, or choose another one.");
}

} // namespace

FunnelStep insight::stepOf(std::string label, const EventBinding& binding) {
    FunnelStep step{std::move(label), binding.events, {}};
    for (const PropertyFilter& filter : binding.filters)
        step.filters.push_back({filter.column, filter.op == FilterOp::IsNot, filter.value});
    return step;
}

std::vector<FunnelStep> funnelStepsOf(const Project& project, MapId map,
                                      std::vector<StageId>* stages) {
    if (!project.maps.find(map))
        throw Error(ErrorCode::BadInput, "read the funnel's steps", "there is no such map");
    std::vector<FunnelStep> steps;
    if (stages)
        stages->clear();
    for (const Stage* stage : stagesOf(project, map)) {
        if (stage->binding.empty())
            continue;
        steps.push_back(insight::stepOf(stage->title, stage->binding));
        if (stages)
            stages->push_back(stage->id);
    }
    return steps;
}

FunnelOptions funnelOptionsOf(const FunnelSetup& setup) {
    FunnelOptions options;
    options.windowMs = setup.windowMs;
    options.windowFrom =
        wordOf<WindowFrom>(kDoing, "the window's beginning", setup.windowFrom,
                           {{"first", WindowFrom::First}, {"previous", WindowFrom::Previous}});
    options.order = wordOf<FunnelOrder>(kDoing, "the order", setup.order,
                                        {{"ordered", FunnelOrder::Ordered},
                                         {"strict", FunnelOrder::Strict},
                                         {"any", FunnelOrder::Any}});
    options.attempt =
        wordOf<AttemptRule>(kDoing, "the attempt", setup.attempt,
                            {{"best", AttemptRule::Best}, {"first", AttemptRule::First}});
    options.count = wordOf<CountRule>(kDoing, "the counting", setup.count,
                                      {{"users", CountRule::Users},
                                       {"sessions", CountRule::Sessions},
                                       {"attempts", CountRule::Attempts}});
    options.open = setup.open;
    options.hold = setup.hold;
    options.from = setup.from;
    options.to = setup.to;
    options.allInside = setup.allInside;
    options.tieToleranceMs = setup.tieToleranceMs;
    if (!setup.breakdown.empty())
        options.breakdown = breakdownOf(setup);
    if (!setup.overTime.empty())
        options.overTime =
            OverTime{insight::periodNamed(kDoing, setup.overTime), TimeZone::named(setup.zone)};
    return options;
}

FunnelOptions funnelOptionsOf(const Project& project, MapId mapId) {
    std::vector<StageId> bound;
    const auto steps = funnelStepsOf(project, mapId, &bound);
    const FunnelSetup& setup = project.maps.find(mapId)->funnel;
    FunnelOptions options = funnelOptionsOf(setup);
    for (const ExclusionSetup& asked : setup.exclusions) {
        Exclusion& exclusion = options.exclusions.emplace_back();
        exclusion.what = insight::stepOf({}, asked.what);
        exclusion.from = asked.from ? stepNumber(project, bound, asked.from) : 1;
        exclusion.to = asked.to ? stepNumber(project, bound, asked.to) : steps.size();
        exclusion.action = wordOf<ExclusionAction>(
            kDoing, "what an exclusion does", asked.action,
            {{"drop", ExclusionAction::Drop}, {"remove", ExclusionAction::Remove}});
    }
    return options;
}

} // namespace cairn
