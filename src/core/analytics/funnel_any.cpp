// Steps in any order: how many of them can be matched to distinct events inside one window.
#include <algorithm>
#include <bit>

#include "core/analytics/funnel_attempts.hpp"

namespace cairn::funnel {

bool StepMatching::add(Mask steps) {
    m_events.push_back(steps);
    Mask tried = 0;
    if (place(static_cast<std::uint32_t>(m_events.size() - 1), tried)) {
        ++m_rank;
        return true;
    }
    m_events.pop_back();
    return false;
}

bool StepMatching::place(std::uint32_t event, Mask& tried) {
    for (Mask open = m_events[event] & ~tried; open != 0; open = m_events[event] & ~tried) {
        const auto step = static_cast<std::size_t>(std::countr_zero(open));
        tried |= Mask{1} << step;
        if (m_eventOf[step] == kFree || place(m_eventOf[step], tried)) {
            m_eventOf[step] = event;
            return true;
        }
    }
    return false;
}

/// From a start on, inside its window: the events that each do one more step, as soon as can be.
void GeneralEngine::gather(std::uint32_t start, Attempt& out) const {
    out.entry = 0;
    out.excluded = false;
    out.at.clear();
    StepMatching matching(m_steps);
    for (std::uint32_t p = start; p < m_events.size() && matching.rank() < m_steps; ++p) {
        if (!inWindow(m_events[start].time, m_events[p].time))
            break;
        if (matching.add(m_events[p].steps))
            out.at.push_back(p);
    }
}

/// The window that first completes the greatest number of steps, begun as late as can be.
bool GeneralEngine::bestGathering(Attempt& out) const {
    struct Kind {
        Mask steps = 0;
        unsigned count = 0;
    };
    std::vector<Kind> inside; // few: one for each set of steps that some event satisfies
    const auto kindOf = [&](Mask steps) -> Kind& {
        for (Kind& kind : inside)
            if (kind.steps == steps)
                return kind;
        return inside.emplace_back(Kind{steps, 0});
    };
    unsigned depth = 0;
    std::uint32_t begin = 0, end = 0;
    const auto size = static_cast<std::uint32_t>(m_events.size());
    for (std::uint32_t p = 0; p < size && depth < m_steps; ++p) {
        ++kindOf(m_events[p].steps).count;
        while (begin <= p &&
               (!m_events[begin].mayEnter || !inWindow(m_events[begin].time, m_events[p].time)))
            --kindOf(m_events[begin++].steps).count;
        Mask seen = 0;
        for (const Kind& kind : inside)
            seen |= kind.count != 0 ? kind.steps : 0;
        if (static_cast<unsigned>(std::popcount(seen)) <= depth)
            continue;
        StepMatching matching(m_steps);
        for (const Kind& kind : inside)
            for (unsigned i = 0; i < kind.count && matching.add(kind.steps); ++i) {
            }
        if (matching.rank() > depth) {
            depth = matching.rank();
            end = p;
        }
    }
    if (depth == 0)
        return false;
    StepMatching backwards(m_steps);
    std::uint32_t start = end + 1;
    do {
        --start;
        backwards.add(m_events[start].steps);
    } while (backwards.rank() < depth || !m_events[start].mayEnter);
    gather(start, out);
    return true;
}

UnitOutcome::Why GeneralEngine::whyAnyOrder(const Attempt& attempt) const {
    if (attempt.at.size() == m_steps)
        return UnitOutcome::Why::Converted;
    StepMatching whole(m_steps);
    for (const Event& event : m_events)
        whole.add(event.steps);
    return whole.rank() > attempt.at.size() ? UnitOutcome::Why::TimedOut : UnitOutcome::Why::Never;
}

void GeneralEngine::anyOrder(const OutcomeSink& sink) {
    const auto tell = [&] {
        const unsigned last = m_best.last();
        m_outcome.reached = m_outcome.fromFirst = ~Mask{0} >> (63 - last);
        m_outcome.passed = m_outcome.reached & ~Mask{1};
        m_outcome.why[last] = whyAnyOrder(m_best);
        finish(m_best, sink);
    };
    if (m_options.count != CountRule::Attempts && m_options.attempt == AttemptRule::Best) {
        if (bestGathering(m_best))
            tell();
        return;
    }
    const auto size = static_cast<std::uint32_t>(m_events.size());
    for (std::uint32_t p = 0; p < size;) {
        if (!m_events[p].mayEnter) {
            ++p;
            continue;
        }
        gather(p, m_best);
        const TimeMs begin = m_events[p].time;
        p = m_best.at.back() + 1;
        if (m_best.at.size() < m_steps)
            while (p < size && inWindow(begin, m_events[p].time))
                ++p;
        tell();
        if (m_options.count != CountRule::Attempts)
            return;
    }
}

} // namespace cairn::funnel
