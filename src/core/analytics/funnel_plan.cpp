#include "core/analytics/funnel_plan.hpp"

#include <algorithm>
#include <bit>

#include "cairn/base/error.hpp"

namespace cairn::funnel {
namespace {

constexpr const char* kDoing = "compute the funnel";

[[noreturn]] void refuse(std::string why, std::string advice = {}) {
    throw Error(ErrorCode::BadInput, kDoing, std::move(why), std::move(advice));
}

/// Steps without an order have nothing before, between or after them.
void checkCombination(const FunnelOptions& o) {
    if (o.order != FunnelOrder::Any)
        return;
    if (o.windowFrom == WindowFrom::Previous && o.windowMs)
        refuse("a window from the previous step is not offered for steps in any order",
               "No step is before another when the steps have no order.");
    if (!o.exclusions.empty())
        refuse("exclusions are not offered for steps in any order",
               "Between two steps says nothing when the steps have no order.");
    if (o.open)
        refuse("an open funnel is not offered for steps in any order",
               "In any order, everyone may already enter at any step.");
}

void checkOptions(const FunnelOptions& o, std::size_t steps) {
    if (steps == 0)
        refuse("there are no steps", "Name at least one step.");
    if (steps > 64)
        refuse("there are more than 64 steps");
    if (o.windowMs && (*o.windowMs < kSecondMs || *o.windowMs > 400 * kDayMs))
        refuse("the window must be 1 second to 400 days, or none");
    if (o.tieToleranceMs != 0 && o.tieToleranceMs != 1000 && o.tieToleranceMs != 2000)
        refuse("the tie tolerance must be 0, 1 or 2 seconds");
    if (o.from && o.to && *o.from > *o.to)
        refuse("the date range ends before it begins");
    if (o.exclusions.size() > 64)
        refuse("there are more than 64 exclusions");
    for (const Exclusion& exclusion : o.exclusions)
        if (exclusion.from < 1 || exclusion.from >= exclusion.to || exclusion.to > steps)
            refuse("an exclusion lies between steps " + std::to_string(exclusion.from) + " and " +
                       std::to_string(exclusion.to) + ", but the steps are 1 to " +
                       std::to_string(steps),
                   "Name an earlier and a later step of this funnel.");
    if (o.breakdown && o.breakdown->at == BreakdownAt::NamedStep &&
        (o.breakdown->step < 1 || o.breakdown->step > steps))
        refuse("the breakdown names step " + std::to_string(o.breakdown->step) +
               ", but the steps are 1 to " + std::to_string(steps));
    checkCombination(o);
}

void bindNames(Plan& plan, const FunnelStep& step, unsigned bit, bool isStep) {
    if (step.events.empty())
        refuse(isStep ? "step " + std::to_string(bit + 1) + " names no event"
                      : "an exclusion names no event");
    const std::vector<Condition>* conditions = nullptr; // the name alone decides
    if (!step.filters.empty())
        conditions =
            &plan.conditions.emplace_back(conditionsOf(*plan.log, step, plan.wanted, kDoing));
    for (const std::string& event : step.events) {
        const auto at = std::find(plan.log->names.begin(), plan.log->names.end(), event);
        if (at == plan.log->names.end()) {
            auto& unknown = plan.unknownEvents;
            if (std::find(unknown.begin(), unknown.end(), event) == unknown.end())
                unknown.push_back(event);
            continue;
        }
        NameRule& rule = plan.names[static_cast<std::size_t>(at - plan.log->names.begin())];
        rule.relevant = true;
        if (!conditions)
            (isStep ? rule.steps : rule.exclusions) |= Mask{1} << bit;
        else
            (isStep ? rule.maybeSteps : rule.maybeExclusions).emplace_back(bit, conditions);
    }
}

/// The session may be held constant, though not named.
std::size_t heldColumn(const EventLog& log, const std::string& name) {
    const auto session = log.sessionColumn();
    return session && log.properties[*session].name == name ? *session
                                                            : namedColumn(log, name, kDoing);
}

void chooseSplit(Plan& plan) {
    FunnelOptions& o = plan.options;
    if (o.count == CountRule::Sessions) {
        if (const auto session = plan.log->sessionColumn()) {
            plan.sessionSplit = 0;
            plan.splitBy.push_back(placeOf(plan.wanted, *session));
        } else {
            plan.idleSessions = true;
        }
    }
    for (const std::string& column : o.hold)
        plan.splitBy.push_back(placeOf(plan.wanted, heldColumn(*plan.log, column)));
    if (o.breakdown)
        plan.segment = placeOf(plan.wanted, namedColumn(*plan.log, o.breakdown->column, kDoing));
}

} // namespace

std::uint16_t ClassTable::idOf(Mask steps, Mask exclusions) {
    const std::lock_guard lock(m_mutex);
    const auto [at, isNew] =
        m_ids.try_emplace({steps, exclusions}, static_cast<std::uint16_t>(m_classes.size()));
    if (!isNew)
        return at->second;
    if (m_classes.size() > kClassMask)
        refuse("the steps overlap in more than 4096 ways", "Use fewer steps that share events.");
    EventClass& made = m_classes.emplace_back();
    made.steps = steps;
    made.exclusions = exclusions;
    made.lowest = static_cast<unsigned>(std::countr_zero(steps));
    return at->second;
}

void preparePlan(Plan& plan, const EventLog& log, std::span<const FunnelStep> steps,
                 const FunnelOptions& options) {
    checkOptions(options, steps.size());
    plan.log = &log;
    plan.options = options;
    plan.steps = steps.size();
    plan.names.resize(log.names.size());
    chooseSplit(plan);
    plan.keepAll = plan.idleSessions || options.order == FunnelOrder::Strict;
    for (std::size_t s = 0; s < steps.size(); ++s) {
        plan.labels.push_back(options.order == FunnelOrder::Any
                                  ? "did " + std::to_string(s + 1) + " of " +
                                        std::to_string(steps.size())
                                  : labelOf(steps[s]));
        bindNames(plan, steps[s], static_cast<unsigned>(s), true);
    }
    const std::size_t stepsUnknown = plan.unknownEvents.size();
    for (std::size_t x = 0; x < options.exclusions.size(); ++x)
        bindNames(plan, options.exclusions[x].what, static_cast<unsigned>(x), false);
    plan.unknownEvents.resize(stepsUnknown); // an exclusion that never happens is good news
    for (NameRule& rule : plan.names) {
        rule.relevant = rule.relevant || plan.keepAll;
        if (rule.relevant && rule.maybeSteps.empty() && rule.maybeExclusions.empty())
            rule.classId = plan.classes.idOf(rule.steps, rule.exclusions);
    }
    plan.base = log.firstTime().value_or(0);
    const auto span = static_cast<std::uint64_t>(log.lastTime().value_or(0)) -
                      static_cast<std::uint64_t>(plan.base);
    if (span >> 51 != 0)
        refuse("the events lie more than 70,000 years apart", "Look at the time column's format.");
}

void keepNames(Plan& plan) {
    plan.keepAll = true;
    plan.segment = kNameColumn;
    for (NameRule& rule : plan.names) {
        rule.relevant = true;
        if (rule.classId < 0 && rule.maybeSteps.empty() && rule.maybeExclusions.empty())
            rule.classId = plan.classes.idOf(rule.steps, rule.exclusions);
    }
}

} // namespace cairn::funnel
