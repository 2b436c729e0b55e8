#include "core/analytics/funnel_attempts.hpp"

#include <algorithm>

namespace cairn::funnel {

GeneralEngine::GeneralEngine(const Plan& plan)
    : m_plan(plan), m_options(plan.options), m_steps(static_cast<unsigned>(plan.steps)),
      m_matching(plan.steps), m_exclusionTimes(plan.options.exclusions.size()) {}

void GeneralEngine::run(const UnitEvents& events, const OutcomeSink& sink) {
    load(events);
    if (m_options.order == FunnelOrder::Any)
        anyOrder(sink);
    else if (m_options.order == FunnelOrder::Ordered &&
             m_options.windowFrom == WindowFrom::Previous && m_options.windowMs)
        gaps(sink);
    else
        chains(sink);
}

void GeneralEngine::load(const UnitEvents& events) {
    const bool strict = m_options.order == FunnelOrder::Strict;
    m_events.clear();
    for (std::uint32_t i = 0; i < events.words.size(); ++i) {
        const EventClass& kind = events.classAt(m_plan, i);
        if (!strict && kind.steps == 0 && kind.exclusions == 0)
            continue;
        const TimeMs time = timeOf(m_plan, events.words[i]);
        m_events.push_back({time, kind.steps, kind.exclusions, i, kind.lowest,
                            !m_options.to || time <= *m_options.to});
    }
    if (m_options.tieToleranceMs != 0)
        joinTies();
    for (auto& positions : m_matching)
        positions.clear();
    for (auto& times : m_exclusionTimes)
        times.clear();
    for (std::uint32_t p = 0; p < m_events.size(); ++p) {
        for (unsigned step = 0; step < m_steps; ++step)
            if (m_events[p].steps >> step & 1)
                m_matching[step].push_back(p);
        for (std::size_t x = 0; x < m_exclusionTimes.size(); ++x)
            if (m_events[p].exclusions >> x & 1)
                m_exclusionTimes[x].push_back(m_events[p].time);
    }
}

/// Events within the tolerance after the first of a group are taken to have happened with it.
void GeneralEngine::joinTies() {
    if (m_events.empty())
        return;
    TimeMs groupTime = m_events.front().time;
    for (Event& event : m_events) {
        if (event.time - groupTime > m_options.tieToleranceMs)
            groupTime = event.time;
        event.time = groupTime;
    }
    std::stable_sort(m_events.begin(), m_events.end(), [](const Event& a, const Event& b) {
        return a.time != b.time ? a.time < b.time : a.lowest < b.lowest;
    });
}

bool GeneralEngine::inWindow(TimeMs from, TimeMs to) const {
    return !m_options.windowMs || to - from <= *m_options.windowMs;
}

/// Why the attempt, as far as `step`, went no further.
UnitOutcome::Why GeneralEngine::why(const Attempt& attempt, unsigned step) const {
    using Why = UnitOutcome::Why;
    if (step + 1 >= m_steps)
        return Why::Converted;
    if (attempt.excluded && step == attempt.last())
        return Why::Excluded;
    const bool previous = m_options.windowFrom == WindowFrom::Previous;
    const std::uint32_t here = attempt.at[step - attempt.entry];
    const TimeMs since = m_events[previous ? here : attempt.at.front()].time;
    bool before = false, late = false;
    for (const std::uint32_t p : m_matching[step + 1]) {
        if (p > here) {
            if (m_options.order == FunnelOrder::Strict && inWindow(since, m_events[p].time))
                return Why::OtherOrder; // in time, but something else came between
            late = true;
        } else if (std::find(attempt.at.begin(), attempt.at.end(), p) == attempt.at.end()) {
            before = true;
        }
    }
    return late ? Why::TimedOut : before ? Why::OtherOrder : Why::Never;
}

void GeneralEngine::finish(const Attempt& attempt, const OutcomeSink& sink) {
    m_outcome.removed = false;
    m_outcome.counted = attempt;
    m_outcome.counted.times.clear();
    for (std::uint32_t& position : m_outcome.counted.at) {
        m_outcome.counted.times.push_back(m_events[position].time);
        position = m_events[position].source;
    }
    sink(m_outcome);
}

} // namespace cairn::funnel
