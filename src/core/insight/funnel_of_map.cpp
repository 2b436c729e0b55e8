#include <charconv>

#include "cairn/base/error.hpp"
#include "core/insight/metrics.hpp"

namespace cairn {
namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& value,
                         const std::string& known) {
    throw Error(ErrorCode::BadInput, "read the funnel's setup",
                what + " \"" + value + "\" is not known", "Known are: " + known + ".");
}

template <class E>
E choice(const char* what, const std::string& value,
         std::initializer_list<std::pair<std::string_view, E>> known) {
    std::string names;
    for (const auto& [name, e] : known) {
        if (name == value)
            return e;
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    refuse(what, value, names);
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
        choice<WindowFrom>("the window's beginning", setup.windowFrom,
                           {{"first", WindowFrom::First}, {"previous", WindowFrom::Previous}});
    options.order = choice<FunnelOrder>("the order", setup.order,
                                        {{"ordered", FunnelOrder::Ordered},
                                         {"strict", FunnelOrder::Strict},
                                         {"any", FunnelOrder::Any}});
    options.attempt = choice<AttemptRule>(
        "the attempt", setup.attempt, {{"best", AttemptRule::Best}, {"first", AttemptRule::First}});
    options.count = choice<CountRule>("the counting", setup.count,
                                      {{"users", CountRule::Users},
                                       {"sessions", CountRule::Sessions},
                                       {"attempts", CountRule::Attempts}});
    options.open = setup.open;
    if (setup.breakdown.empty())
        return options;
    Breakdown& breakdown = options.breakdown.emplace();
    breakdown.column = setup.breakdown;
    const std::string& at = setup.breakdownAt;
    if (at.starts_with("step=")) {
        breakdown.at = BreakdownAt::NamedStep;
        const auto read = std::from_chars(at.data() + 5, at.data() + at.size(), breakdown.step);
        if (read.ec != std::errc() || read.ptr != at.data() + at.size() || breakdown.step == 0)
            refuse("the breakdown's place", at, "first, last, user, step=K");
    } else {
        breakdown.at = choice<BreakdownAt>("the breakdown's place", at,
                                           {{"first", BreakdownAt::FirstStep},
                                            {"last", BreakdownAt::LastStep},
                                            {"user", BreakdownAt::User}});
    }
    return options;
}

} // namespace cairn
