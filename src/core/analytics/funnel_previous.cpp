// A window from the previous step: every gap must fit, so an early event may have to be passed over
// for a later one of the same step.
#include <algorithm>

#include "core/analytics/funnel_attempts.hpp"

namespace cairn::funnel {

void GeneralEngine::gaps(const OutcomeSink& sink) {
    struct Reach {
        bool any = false;
        TimeMs time = 0;         ///< of the last event that completes this step
        std::uint32_t start = 0; ///< the latest step 1 that can complete it there
    };
    // The last completion of a step is as late as can be and has the latest start: nothing else
    // need be kept.
    std::vector<Reach> reach(m_steps);
    unsigned depth = 0;
    std::uint32_t start = 0, end = 0;
    bool entered = false;
    for (std::uint32_t p = 0; p < m_events.size() && depth < m_steps; ++p) {
        const Event& event = m_events[p];
        for (unsigned step = m_steps; step-- > 0;) {
            if (!(event.steps >> step & 1))
                continue;
            if (step == 0) {
                if (!event.mayEnter || (entered && m_options.attempt == AttemptRule::First))
                    continue;
                entered = true;
                reach[0] = {true, event.time, p};
            } else {
                const Reach& before = reach[step - 1];
                if (!before.any || !inWindow(before.time, event.time))
                    continue;
                reach[step] = {true, event.time, before.start};
            }
            if (step + 1 > depth) {
                depth = step + 1;
                start = reach[step].start;
                end = p;
            }
        }
    }
    if (depth == 0)
        return;

    // Which events of each step can still lead to `end`; then each step takes the first of them.
    std::vector<std::vector<std::uint32_t>> leads(depth);
    leads[depth - 1] = {end};
    for (unsigned step = depth - 1; step-- > 1;) {
        for (const std::uint32_t p : m_matching[step]) {
            const auto& later = leads[step + 1];
            const auto next = std::upper_bound(later.begin(), later.end(), p);
            if (p > start && next != later.end() &&
                inWindow(m_events[p].time, m_events[*next].time))
                leads[step].push_back(p);
        }
    }
    m_best.entry = 0;
    m_best.excluded = false;
    m_best.at.assign(1, start);
    for (unsigned step = 1; step < depth; ++step)
        m_best.at.push_back(
            *std::upper_bound(leads[step].begin(), leads[step].end(), m_best.at.back()));
    m_outcome.reached = m_outcome.fromFirst = ~Mask{0} >> (64 - depth);
    m_outcome.passed = m_outcome.reached & ~Mask{1};
    m_outcome.why[depth - 1] = why(m_best, depth - 1);
    finish(m_best, sink);
}

} // namespace cairn::funnel
