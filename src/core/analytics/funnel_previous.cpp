// A window from the previous step: every gap must fit, so an early event may have to be passed over
// for a later one of the same step. Each choice of events whose gaps fit is an attempt of its own.
//
// Whether a choice holds is said by rules of two of its events each: the later not before the
// earlier, not past its window, not past the exclusion that follows it. Of two choices that hold,
// the later events of both, and the earlier events of both, hold too. So one choice for each step
// is enough: the latest can be extended wherever any other can.
#include <algorithm>
#include <bit>
#include <limits>

#include "core/analytics/funnel_attempts.hpp"

namespace cairn::funnel {
namespace {

constexpr TimeMs kForEver = std::numeric_limits<TimeMs>::max();

} // namespace

/// When the exclusion first happens after an instant.
TimeMs GeneralEngine::nextTime(std::size_t exclusion, TimeMs after) const {
    const auto& times = m_exclusionTimes[exclusion];
    const auto next = std::upper_bound(times.begin(), times.end(), after);
    return next == times.end() ? kForEver : *next;
}

/// Whether an attempt from `entry` to `last` has passed the exclusion's first step.
bool GeneralEngine::concerns(const Exclusion& exclusion, unsigned entry, unsigned last) const {
    return entry <= exclusion.from - 1 && exclusion.from - 1 <= last;
}

/// Whether the choice may take `next` for its next step; `clean` = without meeting what removes.
bool GeneralEngine::leadsOn(const Chain& chain, unsigned entry, std::uint32_t next,
                            bool clean) const {
    const TimeMs time = m_events[next].time;
    if (!inWindow(m_events[chain.back()].time, time))
        return false;
    const unsigned step = entry + static_cast<unsigned>(chain.size());
    for (std::size_t x = 0; x < m_options.exclusions.size(); ++x) {
        const Exclusion& exclusion = m_options.exclusions[x];
        const bool here = exclusion.action == ExclusionAction::Drop
                              ? step <= exclusion.to - 1
                              : clean && step == exclusion.to - 1;
        if (here && concerns(exclusion, entry, step - 1) &&
            time > nextTime(x, m_events[chain[exclusion.from - 1 - entry]].time))
            return false;
    }
    return true;
}

/// Whether nothing that removes happens after the choice, while it waits for a further step.
bool GeneralEngine::staysClean(const Chain& chain, unsigned entry) const {
    const unsigned last = entry + static_cast<unsigned>(chain.size()) - 1;
    for (std::size_t x = 0; x < m_options.exclusions.size(); ++x) {
        const Exclusion& exclusion = m_options.exclusions[x];
        if (exclusion.action == ExclusionAction::Remove && concerns(exclusion, entry, last) &&
            last < exclusion.to - 1 &&
            nextTime(x, m_events[chain[exclusion.from - 1 - entry]].time) <=
                m_events[chain.back()].time + *m_options.windowMs)
            return false;
    }
    return true;
}

/// Keeps the latest choice that completes each step in m_chains, event by event; completed(step) is
/// told of each and ends it by true.
template <class Completed>
void GeneralEngine::grow(const Beginning& beginning, bool clean, Completed&& completed) {
    m_chains.resize(m_steps);
    for (Chain& chain : m_chains)
        chain.clear();
    TimeMs aliveUntil = kForEver;
    for (std::uint32_t p = beginning.from; p < m_events.size(); ++p) {
        const Event& event = m_events[p];
        if (beginning.only && event.time > aliveUntil)
            return;
        // Deepest step first, so that one event never serves two steps of one attempt.
        for (Mask bits = event.steps >> beginning.entry << beginning.entry; bits != 0;) {
            const unsigned step = 63U - static_cast<unsigned>(std::countl_zero(bits));
            bits ^= Mask{1} << step;
            Chain& mine = m_chains[step];
            if (step == beginning.entry) {
                if (!event.mayEnter || (beginning.only && p != beginning.from))
                    continue;
                mine.clear();
            } else {
                const Chain& before = m_chains[step - 1];
                if (before.empty() || !leadsOn(before, beginning.entry, p, clean))
                    continue;
                mine = before;
            }
            mine.push_back(p);
            aliveUntil = event.time + *m_options.windowMs;
            if (completed(step))
                return;
        }
    }
}

/// Fills m_first and the masks of the outcome.
void GeneralEngine::firstCompletions(std::span<const Beginning> beginnings) {
    m_first.assign(m_steps, std::nullopt);
    m_outcome.reached = m_outcome.passed = m_outcome.fromFirst = 0;
    for (const Beginning& beginning : beginnings) {
        Mask seen = 0;
        grow(beginning, false, [&](unsigned step) {
            const Mask bit = Mask{1} << step;
            if (seen & bit)
                return false;
            seen |= bit;
            const Chain& chain = m_chains[step];
            auto& first = m_first[step];
            if (!first || chain.back() < first->end) // at the same event the earlier entry wins
                first = Completion{beginning.entry, step, chain.front(), chain.back()};
            return step + 1 == m_steps;
        });
        m_outcome.reached |= seen;
        m_outcome.passed |= seen & ~(Mask{1} << beginning.entry);
        if (beginning.entry == 0)
            m_outcome.fromFirst |= seen;
    }
}

bool GeneralEngine::firstClean(std::span<const Beginning> beginnings, unsigned last,
                               Completion& out) {
    bool found = false;
    for (const Beginning& beginning : beginnings) {
        if (beginning.entry > last)
            continue;
        grow(beginning, true, [&](unsigned step) {
            const Chain& chain = m_chains[step];
            if (step != last || !staysClean(chain, beginning.entry))
                return false;
            if (!found || chain.back() < out.end)
                out = {beginning.entry, last, chain.front(), chain.back()};
            return found = true;
        });
    }
    return found;
}

/// Lets step i of the choice take the next event of its kind; false when there is none.
bool GeneralEngine::raise(Chain& at, std::size_t i, unsigned entry) const {
    const auto& matching = m_matching[entry + i];
    const auto next = std::upper_bound(matching.begin(), matching.end(), at[i]);
    if (i == 0 || i + 1 == at.size() || next == matching.end())
        return false;
    at[i] = *next;
    return true;
}

/// Raises the exclusion's first step until nothing excluded lies between it and its last.
bool GeneralEngine::lift(const Exclusion& exclusion, std::size_t x, const Completion& ends,
                         bool clean, Chain& at) const {
    if (!concerns(exclusion, ends.entry, ends.last))
        return false;
    const bool drops = exclusion.action == ExclusionAction::Drop;
    if (!drops && !clean)
        return false;
    const std::size_t from = exclusion.from - 1 - ends.entry;
    const std::size_t to = std::min<std::size_t>(exclusion.to - 1, ends.last) - ends.entry;
    const bool waits = !drops && exclusion.to - 1 > ends.last;
    bool changed = false;
    const auto holds = [&] {
        const TimeMs next = nextTime(x, m_events[at[from]].time);
        return waits ? next > m_events[ends.end].time + *m_options.windowMs
                     : m_events[at[to]].time <= next;
    };
    while (!holds() && raise(at, from, ends.entry))
        changed = true;
    return changed;
}

/// Between its ends, each step of the choice takes the first event that leads on.
void GeneralEngine::leastChain(const Completion& ends, bool clean, Attempt& out) const {
    out.entry = ends.entry;
    Chain& at = out.at;
    at.assign(ends.last - ends.entry + 1, ends.start);
    at.back() = ends.end;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 1; i + 1 < at.size(); ++i)
            if (at[i] <= at[i - 1]) {
                at[i] = at[i - 1];
                changed = raise(at, i, ends.entry) || changed;
            }
        for (std::size_t i = at.size() - 1; i-- > 1;)
            while (!inWindow(m_events[at[i]].time, m_events[at[i + 1]].time) &&
                   raise(at, i, ends.entry))
                changed = true;
        for (std::size_t x = 0; x < m_options.exclusions.size(); ++x)
            changed = lift(m_options.exclusions[x], x, ends, clean, at) || changed;
    }
    out.excluded = isExcluded(out);
}

/// Whether an exclusion met the attempt while it waited for a further step.
bool GeneralEngine::isExcluded(const Attempt& attempt) const {
    for (std::size_t x = 0; x < m_options.exclusions.size(); ++x) {
        const Exclusion& exclusion = m_options.exclusions[x];
        if (concerns(exclusion, attempt.entry, attempt.last()) &&
            attempt.last() < exclusion.to - 1 &&
            nextTime(x, m_events[attempt.at[exclusion.from - 1 - attempt.entry]].time) <=
                m_events[attempt.at.back()].time + *m_options.windowMs)
            return true;
    }
    return false;
}

bool GeneralEngine::chooseGaps(std::span<const Beginning> beginnings) {
    firstCompletions(beginnings);
    unsigned last = m_steps - 1;
    while (!m_first[last])
        --last;
    Completion counted = *m_first[last];
    const bool removes = removesAny();
    const bool stays = !removes || firstClean(beginnings, last, counted);
    leastChain(counted, removes && stays, m_best);
    return stays;
}

void GeneralEngine::gaps(const OutcomeSink& sink) {
    if (m_options.count == CountRule::Attempts) {
        everyGapsAttempt(sink);
        return;
    }
    const auto size = static_cast<std::uint32_t>(m_events.size());
    std::uint32_t start = 0;
    while (start < size && !mayStart(m_events[start]))
        ++start;
    if (start == size)
        return;
    std::vector<Beginning> beginnings;
    if (m_options.attempt == AttemptRule::First)
        beginnings.push_back({entryOf(m_events[start]), start, true});
    else
        for (unsigned entry = 0; entry < (m_options.open ? m_steps : 1); ++entry)
            beginnings.push_back({entry, start, false});
    if (!chooseGaps(beginnings)) {
        m_outcome.removed = true;
        sink(m_outcome);
        return;
    }
    for (unsigned step = 0; step < m_steps; ++step) {
        if (!m_first[step] || (m_outcome.passed >> 1 >> step & 1))
            continue;
        leastChain(*m_first[step], false, m_try);
        m_outcome.why[step] = why(m_try, step);
    }
    if (!m_options.open)
        m_outcome.why[m_best.last()] = why(m_best, m_best.last());
    finish(m_best, sink);
}

/// The first event after the choice that may begin another attempt.
std::uint32_t GeneralEngine::overAfter(const Chain& chain, unsigned entry) const {
    const unsigned last = entry + static_cast<unsigned>(chain.size()) - 1;
    const TimeMs until = m_events[chain.back()].time + *m_options.windowMs;
    TimeMs ended = kForEver;
    for (std::size_t x = 0; x < m_options.exclusions.size(); ++x) {
        const Exclusion& exclusion = m_options.exclusions[x];
        if (concerns(exclusion, entry, last) && last < exclusion.to - 1)
            ended = std::min(ended, nextTime(x, m_events[chain[exclusion.from - 1 - entry]].time));
    }
    std::uint32_t over = chain.back() + 1;
    while (over < m_events.size() &&
           (ended <= until ? m_events[over].time < ended : m_events[over].time <= until))
        ++over;
    return over;
}

void GeneralEngine::everyGapsAttempt(const OutcomeSink& sink) {
    const auto size = static_cast<std::uint32_t>(m_events.size());
    for (std::uint32_t p = 0; p < size;) {
        if (!mayStart(m_events[p])) {
            ++p;
            continue;
        }
        const Beginning beginning{entryOf(m_events[p]), p, true};
        const bool stays = chooseGaps(std::span(&beginning, 1));
        const unsigned last = m_best.last();
        p = m_best.at.back() + 1;
        if (last + 1 < m_steps) { // over when no choice can lead on any more
            grow(beginning, false, [](unsigned) { return false; });
            for (const Chain& chain : m_chains)
                if (!chain.empty())
                    p = std::max(p, overAfter(chain, beginning.entry));
        }
        if (!stays) {
            m_outcome.removed = true;
            sink(m_outcome);
            continue;
        }
        m_outcome.why[last] = why(m_best, last);
        finish(m_best, sink);
    }
}

} // namespace cairn::funnel
