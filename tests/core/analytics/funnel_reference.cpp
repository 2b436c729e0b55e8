#include "funnel_reference.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "funnel_reference_attempts.hpp"

namespace cairn::reference {
namespace {

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
