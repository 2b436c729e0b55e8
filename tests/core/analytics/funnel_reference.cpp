#include "funnel_reference.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>

namespace cairn::reference {
namespace {

using Why = UnitOutcome::Why;
using Choice =
    std::vector<std::size_t>; // indexes into the stream, one for each step from the entry on

struct Event {
    Row row;
    std::size_t number = 0; // in the file
    TimeMs time = 0;        // what counts as its time (its tie group's)
};

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

/// One unit's stream and all that can be asked of it.
struct Stream {
    std::vector<Event> events;
    const std::vector<FunnelStep>& steps;
    const FunnelOptions& o;

    std::size_t size() const { return events.size(); }
    std::size_t n() const { return steps.size(); }
    TimeMs time(std::size_t i) const { return events[i].time; }
    bool does(std::size_t i, std::size_t step) const {
        return satisfies(events[i].row, steps[step - 1]);
    }
    bool mayEnter(std::size_t i) const { return !o.to || events[i].row.time <= *o.to; }
    bool excludes(std::size_t i, const Exclusion& x) const {
        return satisfies(events[i].row, x.what);
    }
    std::size_t lowestStep(std::size_t i) const {
        for (std::size_t step = 1; step <= n(); ++step)
            if (does(i, step))
                return step;
        return 1000;
    }
    bool fits(TimeMs first, TimeMs previous, TimeMs now) const {
        return !o.windowMs ||
               now - (o.windowFrom == WindowFrom::First ? first : previous) <= *o.windowMs;
    }
};

void sortStream(Stream& s) {
    std::vector<Event>& e = s.events;
    const auto lowest = [&](const Event& event) {
        for (std::size_t step = 1; step <= s.n(); ++step)
            if (satisfies(event.row, s.steps[step - 1]))
                return step;
        return std::size_t{1000};
    };
    std::sort(e.begin(), e.end(),
              [](const Event& a, const Event& b) { return a.row.time < b.row.time; });
    TimeMs group = std::numeric_limits<TimeMs>::min();
    for (std::size_t i = 0; i < e.size(); ++i) {
        if (i == 0 || e[i].row.time - group > s.o.tieToleranceMs)
            group = e[i].row.time;
        e[i].time = group;
    }
    std::sort(e.begin(), e.end(), [&](const Event& a, const Event& b) {
        return std::tuple(a.time, lowest(a), a.row.time, a.number) <
               std::tuple(b.time, lowest(b), b.row.time, b.number);
    });
}

/// Every gap must fit, so which event a step takes matters: each choice of events is an attempt of
/// its own.
bool everyChoiceIsAnAttempt(const Stream& s) {
    return s.o.order == FunnelOrder::Ordered && s.o.windowFrom == WindowFrom::Previous &&
           s.o.windowMs;
}

/// Tries every choice of events for steps entry..k, for every k, and hands each valid one to
/// `take`.
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

struct Attempt {
    std::size_t entry = 1;
    Choice at;
    bool excluded = false, tainted = false;
    std::size_t overAt = 0; // the first event that may start another attempt
    std::size_t last() const { return entry + at.size() - 1; }
};

/// Walks through the stream from a start, taking the first event that fits for each step, until
/// something ends it.
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

/// One choice as an attempt: empty when an exclusion that drops lies inside it.
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

Why whyStopped(const Stream& s, const Attempt& a, std::size_t step) {
    if (step == s.n())
        return Why::Converted;
    if (a.excluded && step == a.last())
        return Why::Excluded;
    const std::size_t here = a.at[step - a.entry];
    bool inTime = false, late = false, early = false;
    for (std::size_t i = 0; i < s.size(); ++i) {
        if (!s.does(i, step + 1) || std::count(a.at.begin(), a.at.end(), i) != 0)
            continue;
        if (i < here)
            early = true;
        else if (s.fits(s.time(a.at.front()), s.time(here), s.time(i)))
            inTime = true;
        else
            late = true;
    }
    if (s.o.order == FunnelOrder::Strict && inTime)
        return Why::OtherOrder;
    return late || inTime ? Why::TimedOut : early ? Why::OtherOrder : Why::Never;
}

Outcome tell(const Stream& s, const Attempt& a) {
    Outcome out;
    out.user = s.events[0].row.user;
    out.entry = a.entry;
    out.last = a.last();
    for (std::size_t i : a.at) {
        out.times.push_back(s.time(i));
        out.rows.push_back(s.events[i].row);
    }
    for (std::size_t step = a.entry; step <= a.last(); ++step) {
        out.reached.insert(step);
        if (step > a.entry)
            out.passed.insert(step);
        if (a.entry == 1)
            out.fromFirst.insert(step);
    }
    out.why[a.last()] = whyStopped(s, a, a.last());
    return out;
}

/// Deeper; then complete earlier; then entered earlier in the funnel; then started later; then each
/// step as early as can be.
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

/// The deepest that nothing taints; nullptr when only tainted ones get as deep.
const Attempt* bestOf(const std::vector<Attempt>& attempts, bool tainted = false) {
    std::size_t deepest = 0;
    for (const Attempt& a : attempts)
        deepest = std::max(deepest, a.last());
    const Attempt* best = nullptr;
    for (const Attempt& a : attempts)
        if (a.last() == deepest && (tainted || !a.tainted) && (!best || better(a, *best)))
            best = &a;
    return best;
}

Outcome removedOutcome(const Stream& s) {
    return {s.events[0].row.user, true, 1, 0, {}, {}, {}, {}, {}, {}, {}};
}

/// One attempt after the other; each begins at the first possible event after the one before is
/// over.
void oneAfterTheOther(const Stream& s, std::vector<Outcome>& out) {
    for (std::size_t i = 0; i < s.size();) {
        const std::size_t entry = s.o.open ? s.lowestStep(i) : 1;
        if (!s.mayEnter(i) || entry > s.n() || !s.does(i, entry)) {
            ++i;
            continue;
        }
        std::vector<Attempt> choices;
        if (everyChoiceIsAnAttempt(s)) {
            Choice chosen;
            everyChoice(s, entry, chosen, [&](const Choice& choice) {
                const auto a = judged(s, entry, choice);
                if (a && a->at.front() == i)
                    choices.push_back(*a);
            });
        } else {
            choices.push_back(walk(s, i, entry));
        }
        const Attempt* counted = bestOf(choices);
        out.push_back(counted ? tell(s, *counted) : removedOutcome(s));
        const Attempt& deepest = counted ? *counted : *bestOf(choices, true);
        i = deepest.at.back() + 1;
        if (deepest.last() == s.n())
            continue; // converted
        for (const Attempt& a : choices)
            i = std::max(i, a.overAt); // over when no choice can lead on any more
    }
}

void inOrder(const Stream& s, std::vector<Outcome>& out) {
    if (s.o.count == CountRule::Attempts) {
        oneAfterTheOther(s, out);
        return;
    }
    const std::vector<Attempt> attempts = allAttempts(s);
    if (attempts.empty())
        return;
    const Attempt* best = bestOf(attempts);
    if (!best) {
        out.push_back(removedOutcome(s));
        return;
    }
    Outcome outcome = tell(s, *best);
    if (s.o.open) {
        outcome.why.clear();
        for (const Attempt& a : attempts)
            for (std::size_t step = a.entry; step <= a.last(); ++step) {
                outcome.reached.insert(step);
                if (step > a.entry)
                    outcome.passed.insert(step);
                if (a.entry == 1)
                    outcome.fromFirst.insert(step);
            }
        for (std::size_t step : outcome.reached) {
            const Attempt* stopped = nullptr; // of those that reached the step, the first to do so
            for (const Attempt& a : attempts)
                if (a.last() == step && (!stopped || better(a, *stopped)))
                    stopped = &a;
            if (stopped)
                outcome.why[step] = whyStopped(s, *stopped, step);
        }
    }
    out.push_back(outcome);
}

/// The most steps that events i..j can do, each event one step: every assignment is tried.
std::size_t mostSteps(const Stream& s, std::size_t i, std::size_t j,
                      std::set<std::size_t> done = {}) {
    if (i > j || done.size() == s.n())
        return done.size();
    std::size_t most = mostSteps(s, i + 1, j, done);
    for (std::size_t step = 1; step <= s.n(); ++step)
        if (!done.contains(step) && s.does(i, step)) {
            auto more = done;
            more.insert(step);
            most = std::max(most, mostSteps(s, i + 1, j, more));
        }
    return most;
}

Attempt gather(const Stream& s, std::size_t start) {
    Attempt a;
    std::size_t last = start;
    for (std::size_t i = start; i < s.size() && s.fits(s.time(start), 0, s.time(i)); ++i) {
        last = i;
        if (mostSteps(s, start, i) > a.at.size())
            a.at.push_back(i);
    }
    a.overAt = (a.at.size() == s.n() ? a.at.back() : last) + 1;
    return a;
}

void anyOrder(const Stream& s, std::vector<Outcome>& out) {
    const auto add = [&](const Attempt& a) {
        out.push_back(tell(s, a));
        const bool more = mostSteps(s, 0, s.size() - 1) > a.at.size();
        out.back().why[a.at.size()] = a.at.size() == s.n() ? Why::Converted
                                      : more               ? Why::TimedOut
                                                           : Why::Never;
    };
    std::vector<Attempt> attempts;
    for (std::size_t i = 0; i < s.size();) {
        if (!s.mayEnter(i)) {
            ++i;
            continue;
        }
        attempts.push_back(gather(s, i));
        i = s.o.count == CountRule::Attempts ? attempts.back().overAt : i + 1;
        if (s.o.count == CountRule::Attempts)
            add(attempts.back());
        else if (s.o.attempt == AttemptRule::First)
            break;
    }
    if (s.o.count == CountRule::Attempts || attempts.empty())
        return;
    const Attempt* best = &attempts[0];
    for (const Attempt& a : attempts)
        if (better(a, *best))
            best = &a;
    add(*best);
}

} // namespace

std::vector<Outcome> outcomes(const std::vector<Row>& rows, const std::vector<FunnelStep>& steps,
                              const FunnelOptions& o, const std::string& sessionColumn) {
    std::map<std::string, std::vector<Event>> users;
    for (std::size_t i = 0; i < rows.size(); ++i)
        users[rows[i].user].push_back({rows[i], i, rows[i].time});
    std::map<std::vector<std::string>, std::vector<Event>> units;
    for (auto& [user, events] : users) {
        std::stable_sort(events.begin(), events.end(),
                         [](const Event& a, const Event& b) { return a.row.time < b.row.time; });
        int session = 0;
        for (std::size_t i = 0; i < events.size(); ++i) {
            const Row& row = events[i].row;
            if (i > 0 && row.time - events[i - 1].row.time > 30 * kMinuteMs)
                ++session;
            std::vector<std::string> key{user};
            if (o.count == CountRule::Sessions && sessionColumn.empty())
                key.push_back(std::to_string(session));
            if (o.count == CountRule::Sessions && !sessionColumn.empty()) {
                if (valueOf(row, sessionColumn).empty())
                    continue;
                key.push_back(valueOf(row, sessionColumn));
            }
            for (const std::string& column : o.hold)
                key.push_back(valueOf(row, column));
            units[key].push_back(events[i]);
        }
    }
    std::vector<Outcome> out;
    for (auto& [key, events] : units) {
        Stream s{{}, steps, o};
        for (const Event& event : events) {
            bool matters = o.order == FunnelOrder::Strict;
            for (const FunnelStep& step : steps)
                matters = matters || satisfies(event.row, step);
            for (const Exclusion& x : o.exclusions)
                matters = matters || satisfies(event.row, x.what);
            if (matters && (!o.from || event.row.time >= *o.from) &&
                (!o.to || !o.allInside || event.row.time <= *o.to))
                s.events.push_back(event);
        }
        if (s.events.empty())
            continue;
        sortStream(s);
        const std::size_t before = out.size();
        if (o.order == FunnelOrder::Any)
            anyOrder(s, out);
        else
            inOrder(s, out);
        for (std::size_t i = before; i < out.size(); ++i)
            for (const std::string& column : o.hold)
                out[i].held[column] = valueOf(s.events[0].row, column);
    }
    return out;
}

} // namespace cairn::reference
