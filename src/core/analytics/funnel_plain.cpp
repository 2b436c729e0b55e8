#include "core/analytics/funnel_attempts.hpp"

#include <algorithm>
#include <bit>

namespace cairn::funnel {

bool isPlain(const FunnelOptions& o) {
    return o.order == FunnelOrder::Ordered && !o.open && o.exclusions.empty() &&
           o.count != CountRule::Attempts && o.tieToleranceMs == 0 &&
           (o.windowFrom == WindowFrom::First || !o.windowMs);
}

PlainEngine::PlainEngine(const Plan& plan)
    : m_plan(plan), m_at(plan.steps * plan.steps), m_start(plan.steps) {
    for (std::size_t id = 0; id < plan.classes.size(); ++id)
        m_stepsOf.push_back(plan.classes[id].steps);
    const FunnelOptions& o = plan.options;
    m_window = o.windowMs ? static_cast<Word>(*o.windowMs) : ~Word{0};
    m_enterUntil = ~Word{0};
    if (o.to) {
        m_canEnter = *o.to >= plan.base;
        m_enterUntil = static_cast<Word>(*o.to) - static_cast<Word>(plan.base);
    }
}

void PlainEngine::run(const UnitEvents& events, const OutcomeSink& sink) {
    Attempt& counted = m_outcome.counted;
    counted.at.clear();
    counted.times.clear();
    if (!m_canEnter)
        return;
    if (m_plan.options.attempt == AttemptRule::Best)
        best(events);
    else
        first(events);
    if (counted.empty())
        return;
    for (std::uint32_t at : counted.at)
        counted.times.push_back(timeOf(m_plan, events.words[at]));
    const unsigned last = counted.last();
    m_outcome.reached = ~Mask{0} >> (63 - last);
    m_outcome.passed = m_outcome.reached & ~Mask{1};
    m_outcome.fromFirst = m_outcome.reached;
    m_outcome.why[last] = why(events);
    sink(m_outcome);
}

/// Of all attempts alive at a step only the one that began last matters: it has the most time left.
/// So one attempt a step is kept, and replaced only by a later beginning.
void PlainEngine::best(const UnitEvents& events) {
    const std::size_t steps = m_plan.steps;
    Mask alive = 0;
    std::size_t depth = 0;
    for (std::uint32_t i = 0; i < events.words.size(); ++i) {
        const Word time = events.words[i] >> kClassBits;
        // Deepest step first, so that one event never serves two steps of one attempt.
        for (Mask bits = stepsAt(events, i); bits != 0;) {
            const unsigned step = 63U - static_cast<unsigned>(std::countl_zero(bits));
            bits ^= Mask{1} << step;
            std::uint32_t* mine = m_at.data() + step * steps;
            if (step == 0) {
                if (time > m_enterUntil)
                    continue;
                m_start[0] = time;
            } else {
                const std::uint32_t* before = mine - steps;
                if (!(alive >> (step - 1) & 1) || time - m_start[step - 1U] > m_window)
                    continue;
                if ((alive >> step & 1) && mine[0] >= before[0])
                    continue;
                std::copy_n(before, step, mine);
                m_start[step] = m_start[step - 1U];
            }
            mine[step] = i;
            alive |= Mask{1} << step;
            if (step >= depth) {
                depth = step + 1U;
                m_outcome.counted.at.assign(mine, mine + depth);
                if (depth == steps)
                    return;
            }
        }
    }
}

void PlainEngine::first(const UnitEvents& events) {
    std::vector<std::uint32_t>& at = m_outcome.counted.at;
    Word start = 0;
    for (std::uint32_t i = 0; i < events.words.size(); ++i) {
        const Word time = events.words[i] >> kClassBits;
        if (!at.empty() && time - start > m_window)
            return;
        if (!(stepsAt(events, i) >> at.size() & 1))
            continue;
        if (at.empty()) {
            if (time > m_enterUntil)
                return;
            start = time;
        }
        at.push_back(i);
        if (at.size() == m_plan.steps)
            return;
    }
}

UnitOutcome::Why PlainEngine::why(const UnitEvents& events) const {
    const std::vector<std::uint32_t>& at = m_outcome.counted.at;
    if (at.size() == m_plan.steps)
        return UnitOutcome::Why::Converted;
    const auto does = [&](std::size_t i) { return (stepsAt(events, i) >> at.size() & 1) != 0; };
    for (std::size_t i = events.words.size(); i-- > at.back() + 1U;)
        if (does(i))
            return UnitOutcome::Why::TimedOut;
    for (std::size_t i = 0; i < at.back(); ++i)
        if (does(i) && !std::binary_search(at.begin(), at.end(), static_cast<std::uint32_t>(i)))
            return UnitOutcome::Why::OtherOrder;
    return UnitOutcome::Why::Never;
}

} // namespace cairn::funnel
