#include "funnel_reference_attempts.hpp"

#include <algorithm>
#include <limits>

namespace cairn::reference {

std::string valueOf(const Row& row, const std::string& column) {
    const auto at = row.values.find(column);
    return at == row.values.end() ? "" : at->second;
}

bool satisfies(const Row& row, const FunnelStep& step) {
    if (std::find(step.events.begin(), step.events.end(), row.name) == step.events.end())
        return false;
    for (const StepFilter& filter : step.filters)
        if ((valueOf(row, filter.column) == filter.value) == filter.isNot)
            return false;
    return true;
}

bool everyChoiceIsAnAttempt(const Stream& s) {
    return s.o.order == FunnelOrder::Ordered && s.o.windowFrom == WindowFrom::Previous &&
           s.o.windowMs;
}

void everyChoice(const Stream& s, std::size_t entry, Choice& chosen,
                 const std::function<void(const Choice&)>& take) {
    const std::size_t step = entry + chosen.size();
    if (step > s.n())
        return;
    for (std::size_t i = chosen.empty() ? 0 : chosen.back() + 1; i < s.size(); ++i) {
        if (!s.does(i, step))
            continue;
        if (chosen.empty() ? !s.mayEnter(i)
                           : !s.fits(s.time(chosen.front()), s.time(chosen.back()), s.time(i)))
            continue;
        if (!chosen.empty() && s.o.order == FunnelOrder::Strict && i != chosen.back() + 1)
            continue;
        chosen.push_back(i);
        take(chosen);
        everyChoice(s, entry, chosen, take);
        chosen.pop_back();
    }
}

Attempt walk(const Stream& s, std::size_t start, std::size_t entry) {
    Attempt a;
    a.entry = entry;
    a.at = {start};
    const auto timeOfStep = [&](std::size_t step) { return s.time(a.at[step - entry]); };
    const bool previous = s.o.windowFrom == WindowFrom::Previous;
    const auto windowEnd = [&] {
        return s.o.windowMs ? s.time(previous ? a.at.back() : start) + *s.o.windowMs
                            : std::numeric_limits<TimeMs>::max();
    };
    TimeMs live = windowEnd();
    bool ended = false;
    TimeMs endedAt = std::numeric_limits<TimeMs>::max();
    std::size_t i = start + 1;
    for (; i <= s.size() && a.last() < s.n() && !ended; ++i) {
        // What happened strictly before this event (or, at the end of the stream, at all, while
        // still live)?
        for (const Exclusion& x : s.o.exclusions)
            for (std::size_t j = 0; j < s.size(); ++j)
                if (x.action == ExclusionAction::Drop && x.from >= entry && x.from <= a.last() &&
                    a.last() < x.to && s.excludes(j, x) && s.time(j) > timeOfStep(x.from) &&
                    s.time(j) <= live && (i == s.size() || s.time(j) < s.time(i)))
                    ended = true;
        if (ended || i == s.size())
            break;
        const bool next =
            s.does(i, a.last() + 1) && s.fits(s.time(start), s.time(a.at.back()), s.time(i));
        if (next) {
            a.at.push_back(i);
            live = windowEnd();
        } else if (s.o.order == FunnelOrder::Strict) {
            live = std::min(live, s.time(i)); // broken here
            break;
        }
    }
    // What else happened to it? First what ends it, then, up to there, what taints it.
    for (const ExclusionAction action : {ExclusionAction::Drop, ExclusionAction::Remove}) {
        for (const Exclusion& x : s.o.exclusions)
            for (std::size_t j = 0; j < s.size(); ++j) {
                if (x.action != action || !s.excludes(j, x) || x.from < entry ||
                    x.from > a.last() || s.time(j) <= timeOfStep(x.from))
                    continue;
                const bool waiting = a.last() < x.to; // still waiting for the later step
                if (waiting ? s.time(j) > live : s.time(j) >= timeOfStep(x.to))
                    continue;
                a.tainted = a.tainted || action == ExclusionAction::Remove;
                if (waiting) {
                    a.excluded = true;
                    endedAt = std::min(endedAt, s.time(j));
                }
            }
        live = std::min(live, endedAt);
    }
    a.overAt = a.at.back() + 1;
    if (a.last() < s.n() && s.o.order != FunnelOrder::Strict)
        while (a.overAt < s.size() &&
               (a.excluded ? s.time(a.overAt) < endedAt
                           : !s.o.windowMs || s.time(a.overAt) - s.time(start) <= *s.o.windowMs))
            ++a.overAt;
    return a;
}

std::optional<Attempt> judged(const Stream& s, std::size_t entry, const Choice& choice) {
    Attempt a;
    a.entry = entry;
    a.at = choice;
    const auto timeOfStep = [&](std::size_t step) { return s.time(a.at[step - entry]); };
    const TimeMs windowEnd = s.time(choice.back()) + *s.o.windowMs;
    TimeMs endedAt = std::numeric_limits<TimeMs>::max();
    for (const Exclusion& x : s.o.exclusions)
        for (std::size_t j = 0; j < s.size(); ++j) {
            if (!s.excludes(j, x) || x.from < entry || x.from > a.last() ||
                s.time(j) <= timeOfStep(x.from))
                continue;
            const bool waiting = a.last() < x.to;
            if (x.action == ExclusionAction::Drop &&
                s.time(j) < timeOfStep(std::min(x.to, a.last())))
                return std::nullopt;
            if (waiting ? s.time(j) > windowEnd : s.time(j) >= timeOfStep(x.to))
                continue;
            a.tainted = a.tainted || x.action == ExclusionAction::Remove;
            if (waiting) {
                a.excluded = true;
                endedAt = std::min(endedAt, s.time(j));
            }
        }
    a.overAt = a.at.back() + 1;
    if (a.last() < s.n())
        while (a.overAt < s.size() &&
               (a.excluded ? s.time(a.overAt) < endedAt : s.time(a.overAt) <= windowEnd))
            ++a.overAt;
    return a;
}

bool better(const Attempt& a, const Attempt& b) {
    if (a.last() != b.last())
        return a.last() > b.last();
    if (a.at.back() != b.at.back())
        return a.at.back() < b.at.back();
    if (a.entry != b.entry)
        return a.entry < b.entry;
    if (a.at.front() != b.at.front())
        return a.at.front() > b.at.front();
    return a.at < b.at;
}

std::vector<Attempt> allAttempts(const Stream& s) {
    std::vector<Attempt> attempts;
    std::size_t first = s.size();
    for (std::size_t i = s.size(); i-- > 0;)
        if (s.mayEnter(i) && (s.o.open ? s.lowestStep(i) <= s.n() : s.does(i, 1)))
            first = i;
    for (std::size_t entry = 1; entry <= (s.o.open ? s.n() : 1); ++entry) {
        if (everyChoiceIsAnAttempt(s)) {
            Choice chosen;
            everyChoice(s, entry, chosen, [&](const Choice& choice) {
                if (const auto a = judged(s, entry, choice))
                    attempts.push_back(*a);
            });
        } else if (s.o.exclusions.empty()) {
            Choice chosen;
            everyChoice(s, entry, chosen, [&](const Choice& choice) {
                Attempt a;
                a.entry = entry;
                a.at = choice;
                attempts.push_back(a);
            });
        } else {
            for (std::size_t i = 0; i < s.size(); ++i)
                if (s.mayEnter(i) && s.does(i, entry))
                    attempts.push_back(walk(s, i, entry));
        }
    }
    if (s.o.attempt == AttemptRule::First)
        std::erase_if(attempts, [&](const Attempt& a) {
            return a.at.front() != first || (s.o.open && a.entry != s.lowestStep(first));
        });
    return attempts;
}

const Attempt* bestOf(const std::vector<Attempt>& attempts, bool tainted) {
    std::size_t deepest = 0;
    for (const Attempt& a : attempts)
        deepest = std::max(deepest, a.last());
    const Attempt* best = nullptr;
    for (const Attempt& a : attempts)
        if (a.last() == deepest && (tainted || !a.tainted) && (!best || better(a, *best)))
            best = &a;
    return best;
}

} // namespace cairn::reference
