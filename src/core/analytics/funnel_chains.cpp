// Attempts in which each step takes the first event that fits.
#include <algorithm>
#include <bit>
#include <limits>

#include "core/analytics/funnel_attempts.hpp"

namespace cairn::funnel {
namespace {

/// Deeper first; then the one complete earlier; then the one that entered at an earlier step; then
/// the later start.
bool isBetter(const Attempt& a, const Attempt& b) {
    if (b.empty() || a.last() != b.last())
        return b.empty() || a.last() > b.last();
    if (a.at.back() != b.at.back())
        return a.at.back() < b.at.back();
    return a.entry != b.entry ? a.entry < b.entry : a.at.front() > b.at.front();
}

/// The bits of steps a..b.
Mask stepsBetween(unsigned a, unsigned b) {
    return a > b ? 0 : (~Mask{0} >> (63 - b)) & (~Mask{0} << a);
}

} // namespace

bool GeneralEngine::mayStart(const Event& event) const {
    return event.mayEnter && (m_options.open ? event.steps != 0 : (event.steps & 1) != 0);
}

unsigned GeneralEngine::entryOf(const Event& event) const {
    return m_options.open ? static_cast<unsigned>(std::countr_zero(event.steps)) : 0;
}

void GeneralEngine::follow(std::uint32_t start, unsigned entry, Attempt& out) {
    out.entry = entry;
    out.excluded = false;
    out.at.assign(1, start);
    const bool previous = m_options.windowFrom == WindowFrom::Previous;
    for (unsigned step = entry + 1; step < m_steps; ++step) {
        const auto& matching = m_matching[step];
        const auto next = std::upper_bound(matching.begin(), matching.end(), out.at.back());
        if (next == matching.end())
            break;
        if (m_options.order == FunnelOrder::Strict && *next != out.at.back() + 1)
            break;
        const std::uint32_t since = previous ? out.at.back() : start;
        if (!inWindow(m_events[since].time, m_events[*next].time))
            break;
        out.at.push_back(*next);
    }
    applyDrops(out);
    out.excluded = endingOf(out).at.has_value();
}

/// Strictly between two instants: what happens at the very instant of a step ends nothing.
bool GeneralEngine::happened(std::size_t exclusion, TimeMs after, TimeMs before) const {
    const auto& times = m_exclusionTimes[exclusion];
    const auto next = std::upper_bound(times.begin(), times.end(), after);
    return next != times.end() && *next < before;
}

void GeneralEngine::applyDrops(Attempt& attempt) const {
    for (std::size_t x = 0; x < m_options.exclusions.size(); ++x) {
        const Exclusion& exclusion = m_options.exclusions[x];
        const auto from = static_cast<unsigned>(exclusion.from - 1);
        const auto to = static_cast<unsigned>(exclusion.to - 1);
        if (exclusion.action != ExclusionAction::Drop || attempt.entry > from)
            continue;
        for (unsigned step = from + 1; step <= std::min(attempt.last(), to); ++step)
            if (happened(x, m_events[attempt.at[from - attempt.entry]].time,
                         m_events[attempt.at[step - attempt.entry]].time)) {
                attempt.at.resize(step - attempt.entry);
                break;
            }
    }
}

/// When an exclusion first happened after the attempt's last step, while it could still go on;
/// empty = never.
std::optional<TimeMs> GeneralEngine::firstAfter(const Attempt& attempt, ExclusionAction action,
                                                TimeMs until) const {
    std::optional<TimeMs> earliest;
    for (std::size_t x = 0; x < m_options.exclusions.size(); ++x) {
        const Exclusion& exclusion = m_options.exclusions[x];
        const std::size_t from = exclusion.from - 1, to = exclusion.to - 1;
        if (exclusion.action != action || attempt.entry > from || from > attempt.last() ||
            attempt.last() >= to)
            continue;
        const auto& times = m_exclusionTimes[x];
        const auto next = std::upper_bound(times.begin(), times.end(),
                                           m_events[attempt.at[from - attempt.entry]].time);
        if (next != times.end() && *next <= until && (!earliest || *next < *earliest))
            earliest = *next;
    }
    return earliest;
}

/// When and by what the attempt was ended or tainted after its last step.
GeneralEngine::Ending GeneralEngine::endingOf(const Attempt& attempt) const {
    TimeMs until = std::numeric_limits<TimeMs>::max();
    const bool previous = m_options.windowFrom == WindowFrom::Previous;
    if (m_options.windowMs)
        until =
            m_events[previous ? attempt.at.back() : attempt.at.front()].time + *m_options.windowMs;
    if (m_options.order == FunnelOrder::Strict && attempt.at.back() + 1U < m_events.size())
        until = std::min(until, m_events[attempt.at.back() + 1U].time);
    const auto dropped = firstAfter(attempt, ExclusionAction::Drop, until);
    const auto removed = firstAfter(attempt, ExclusionAction::Remove, dropped.value_or(until));
    return {removed ? removed : dropped, removed.has_value()};
}

bool GeneralEngine::tainted(const Attempt& attempt) const {
    for (std::size_t x = 0; x < m_options.exclusions.size(); ++x) {
        const Exclusion& exclusion = m_options.exclusions[x];
        const std::size_t from = exclusion.from - 1, to = exclusion.to - 1;
        if (exclusion.action == ExclusionAction::Remove && attempt.entry <= from &&
            to <= attempt.last() &&
            happened(x, m_events[attempt.at[from - attempt.entry]].time,
                     m_events[attempt.at[to - attempt.entry]].time))
            return true;
    }
    return endingOf(attempt).tainted;
}

bool GeneralEngine::removesAny() const {
    return std::any_of(
        m_options.exclusions.begin(), m_options.exclusions.end(),
        [](const Exclusion& exclusion) { return exclusion.action == ExclusionAction::Remove; });
}

void GeneralEngine::chains(const OutcomeSink& sink) {
    if (m_options.count == CountRule::Attempts) {
        everyAttempt(sink);
        return;
    }
    const bool first = m_options.attempt == AttemptRule::First;
    const bool removes = removesAny();
    Attempt clean;
    std::vector<Attempt> byStep(m_options.open ? m_steps : 0); // that first completes each step
    m_best.at.clear();
    m_outcome.reached = m_outcome.passed = m_outcome.fromFirst = 0;
    for (std::uint32_t p = 0; p < m_events.size(); ++p) {
        const Event& event = m_events[p];
        if (!mayStart(event))
            continue;
        Mask entries = m_options.open ? event.steps : Mask{1};
        if (first)
            entries = Mask{1} << entryOf(event);
        for (; entries != 0; entries &= entries - 1) {
            follow(p, static_cast<unsigned>(std::countr_zero(entries)), m_try);
            if (removes && isBetter(m_try, clean) && !tainted(m_try))
                clean = m_try;
            if (isBetter(m_try, m_best))
                m_best = m_try;
            if (!m_options.open)
                continue;
            m_outcome.reached |= stepsBetween(m_try.entry, m_try.last());
            m_outcome.passed |= stepsBetween(m_try.entry + 1, m_try.last());
            if (m_try.entry == 0)
                m_outcome.fromFirst |= stepsBetween(0, m_try.last());
            Attempt prefix = m_try;
            for (unsigned step = m_try.last() + 1; step-- > m_try.entry; prefix.at.pop_back()) {
                if (isBetter(prefix, byStep[step]))
                    byStep[step] = prefix;
                prefix.excluded = false;
            }
        }
        if (first)
            break;
    }
    if (m_best.empty())
        return;
    if (removes && (clean.empty() || clean.last() < m_best.last())) {
        m_outcome.removed = true;
        sink(m_outcome);
        return;
    }
    const Attempt& counted = removes ? clean : m_best;
    if (m_options.open) {
        for (unsigned step = 0; step < m_steps; ++step)
            if (!byStep[step].empty())
                m_outcome.why[step] = why(byStep[step], step);
    } else {
        m_outcome.reached = m_outcome.fromFirst = stepsBetween(0, counted.last());
        m_outcome.passed = stepsBetween(1, counted.last());
        m_outcome.why[counted.last()] = why(counted, counted.last());
    }
    finish(counted, sink);
}

/// Where a unit may enter again: after converting, after an exclusion, after the break of a strict
/// attempt, or after the window.
std::uint32_t GeneralEngine::endOf(const Attempt& attempt) const {
    const auto size = static_cast<std::uint32_t>(m_events.size());
    if (attempt.last() + 1 == m_steps || m_options.order == FunnelOrder::Strict)
        return attempt.at.back() + 1;
    const TimeMs begin = m_events[attempt.at.front()].time;
    std::uint32_t end = attempt.at.back() + 1;
    if (attempt.excluded) {
        const TimeMs ended = *endingOf(attempt).at;
        while (end < size && m_events[end].time < ended)
            ++end;
        return end;
    }
    if (!m_options.windowMs)
        return size;
    while (end < size && m_events[end].time - begin <= *m_options.windowMs)
        ++end;
    return end;
}

void GeneralEngine::everyAttempt(const OutcomeSink& sink) {
    std::uint32_t p = 0;
    while (p < m_events.size()) {
        if (!mayStart(m_events[p])) {
            ++p;
            continue;
        }
        follow(p, entryOf(m_events[p]), m_try);
        p = endOf(m_try);
        if (tainted(m_try)) {
            m_outcome.removed = true;
            sink(m_outcome);
            continue;
        }
        m_outcome.reached = stepsBetween(m_try.entry, m_try.last());
        m_outcome.passed = stepsBetween(m_try.entry + 1, m_try.last());
        m_outcome.fromFirst = m_try.entry == 0 ? m_outcome.reached : 0;
        m_outcome.why[m_try.last()] = why(m_try, m_try.last());
        finish(m_try, sink);
    }
}

} // namespace cairn::funnel
