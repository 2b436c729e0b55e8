// Stages from numbers that somebody else counted: every rate is computed again from the counts.
#include <algorithm>
#include <cmath>

#include "core/insight/metrics.hpp"

namespace cairn::insight {
namespace {

struct Total {
    std::optional<double> count; ///< empty = the file has no such step
    bool fromSegments = false;
};

Total totalOf(const StepCounts& counts, const EventBinding& binding) {
    Total total;
    for (const std::string& step : binding.events) {
        double whole = 0, parts = 0;
        bool hasWhole = false, hasParts = false;
        for (const StepCount& row : counts.rows) {
            if (row.step != step)
                continue;
            (row.segment.empty() ? whole : parts) += row.count;
            (row.segment.empty() ? hasWhole : hasParts) = true;
        }
        if (!hasWhole && !hasParts)
            continue;
        total.count = total.count.value_or(0) + (hasWhole ? whole : parts);
        total.fromSegments = total.fromSegments || !hasWhole;
    }
    return total;
}

std::uint64_t wholeNumber(double count) {
    return count < 1e15 ? static_cast<std::uint64_t>(std::llround(std::max(0.0, count))) : 0;
}

void setRate(double part, double whole, std::optional<double>& rate,
             std::optional<Interval>& interval) {
    if (whole <= 0 ||
        part > whole) // a percentage of nobody, or of fewer than they are, is not shown
        return;
    rate = part / whole;
    interval = wilson95(wholeNumber(part), wholeNumber(whole));
}

} // namespace

void countStages(const StepCounts& counts, const Facts& facts, MapFindings& findings) {
    bool fromSegments = false, hasFilters = false;
    StageFinding *first = nullptr, *before = nullptr;
    for (const StageId id : findings.funnelStages) {
        const Stage& stage = *facts.project.stages.find(id);
        StageFinding& here = findings.stages[id];
        const Total total = totalOf(counts, stage.binding);
        fromSegments = fromSegments || total.fromSegments;
        hasFilters = hasFilters || !stage.binding.filters.empty();
        if (!total.count) {
            findings.notes.push_back("\"" + stage.title +
                                     "\" is bound to a step that is not in the file");
            continue;
        }
        here.reached = *total.count;
        if (!first)
            first = &here;
        setRate(*here.reached, *first->reached, here.overall, here.interval);
        here.few = (before ? *before->reached : *here.reached) < static_cast<double>(kFew);
        if (before) {
            const double gained = *here.reached - *before->reached;
            before->lost = std::max(0.0, -gained);
            if (gained > 0)
                here.entered = gained;
            setRate(*here.reached, *before->reached, here.stepConversion, here.stepInterval);
        }
        before = &here;
    }
    if (fromSegments)
        findings.notes.push_back(
            "The file has no totals for some steps: their segments were added up, so a "
            "customer in two segments counts twice");
    if (hasFilters)
        findings.notes.push_back("Property filters do not apply to counts without events");
}

} // namespace cairn::insight
