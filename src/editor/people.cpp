#include "editor/people.hpp"

#include <algorithm>

namespace cairn {

namespace {

/// Where an outcome's breakdown value stands: an event of that unit at that time.
struct Place {
    std::uint32_t unit;
    TimeMs time;
    std::size_t outcome;
    std::size_t step; ///< 0-based
};

std::optional<std::size_t> stepRead(const Breakdown& breakdown, const UnitOutcome& outcome) {
    if (outcome.times.empty())
        return std::nullopt;
    switch (breakdown.at) {
    case BreakdownAt::LastStep:
        return outcome.times.size() - 1;
    case BreakdownAt::NamedStep:
        // A unit that never came to the named step is read where it began.
        return breakdown.step <= outcome.times.size() ? breakdown.step - 1 : 0;
    default:
        return 0;
    }
}

/// For each outcome the code of its value; kNoValue where there is none.
std::vector<std::uint32_t> valuesOf(const EventLog& log, std::span<const FunnelStep> steps,
                                    const Breakdown& breakdown, std::size_t column,
                                    const std::vector<UnitOutcome>& outcomes,
                                    const JobControl& job) {
    std::vector<std::uint32_t> values(outcomes.size(), kNoValue);
    if (column >= log.properties.size()) {
        const auto& codes = log.unitProperties[column - log.properties.size()].codes;
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            values[i] = codes[outcomes[i].unit];
        return values;
    }
    std::vector<Place> places;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        if (const auto at = stepRead(breakdown, outcomes[i]))
            places.push_back({outcomes[i].unit, outcomes[i].times[*at], i, *at});
    const auto before = [](const Place& a, const Place& b) {
        return std::pair(a.unit, a.time) < std::pair(b.unit, b.time);
    };
    std::sort(places.begin(), places.end(), before);
    std::vector<bool> found(outcomes.size());
    ChunkDecoder decoder;
    for (std::size_t c = 0; c < log.chunks.size(); ++c) {
        job.throwIfCancelled();
        const ChunkRows& rows = decoder.decode(log, c, {&column, 1});
        for (std::size_t r = 0; r < rows.unit.size(); ++r) {
            const Place here{rows.unit[r], rows.time[r], 0, 0};
            for (auto at = std::lower_bound(places.begin(), places.end(), here, before);
                 at != places.end() && at->unit == here.unit && at->time == here.time; ++at) {
                const auto& names = steps[std::min(at->step, steps.size() - 1)].events;
                if (!found[at->outcome] &&
                    std::find(names.begin(), names.end(), log.names[rows.name[r]]) != names.end()) {
                    found[at->outcome] = true;
                    values[at->outcome] = rows.properties[0][r];
                }
            }
        }
    }
    return values;
}

bool inSegment(const SegmentChoice& segment, const std::string* value) {
    if (!value)
        return segment.value == "(none)";
    if (segment.value != "(other)")
        return *value == segment.value;
    return std::find(segment.named.begin(), segment.named.end(), *value) == segment.named.end();
}

/// Only the segment's events are of the step from then on.
void keepSegment(FunnelStep& step, const std::string& column, const SegmentChoice& segment) {
    const auto filterValue = [](const std::string& name) {
        return name == "(none)" ? std::string() : name;
    };
    if (segment.value != "(other)") {
        step.filters.push_back({column, false, filterValue(segment.value)});
        return;
    }
    for (const std::string& name : segment.named)
        if (name != "(other)")
            step.filters.push_back({column, true, filterValue(name)});
}

} // namespace

std::vector<UnitOutcome> peopleOf(const EventLog& log, std::vector<FunnelStep> steps,
                                  FunnelOptions options,
                                  const std::optional<SegmentChoice>& segment,
                                  const JobControl& job) {
    // The list is of everybody counted: what splits the numbers does not change whom they count.
    const std::optional<Breakdown> breakdown = options.breakdown;
    options.overTime.reset();
    options.breakdown.reset();
    if (!segment || !breakdown)
        return funnelUnits(log, steps, options, job);
    if (breakdown->at == BreakdownAt::User) {
        // Each value of a customer is followed by itself: so is it here, with the steps of others
        // taken away.
        options.hold.push_back(breakdown->column);
        for (FunnelStep& step : steps)
            keepSegment(step, breakdown->column, *segment);
        return funnelUnits(log, steps, options, job);
    }
    std::vector<UnitOutcome> outcomes = funnelUnits(log, steps, options, job);
    const auto column = log.propertyIndex(breakdown->column);
    if (!column)
        return {};
    const auto values = valuesOf(log, steps, *breakdown, *column, outcomes, job);
    const auto& words = log.propertyValues(*column);
    std::vector<UnitOutcome> mine;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        if (inSegment(*segment, values[i] == kNoValue ? nullptr : &words[values[i]]))
            mine.push_back(std::move(outcomes[i]));
    return mine;
}

bool counts(const PeopleFilter& filter, const UnitOutcome& outcome) {
    const std::size_t at = filter.step + 1;
    // In an open funnel a unit may have entered after this step: then it was never here.
    const std::size_t entered =
        outcome.depth - std::min<std::size_t>(outcome.depth, outcome.times.size()) + 1;
    if (outcome.depth < at || entered > at)
        return false;
    if (!filter.left)
        return true;
    return outcome.depth == at && outcome.why != UnitOutcome::Why::Converted &&
           (!filter.why || outcome.why == *filter.why);
}

} // namespace cairn
