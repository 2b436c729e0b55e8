#pragma once
// A unit's stream, and the attempts that the reference finds in it.

#include <functional>

#include "funnel_reference.hpp"

namespace cairn::reference {

using Why = UnitOutcome::Why;
using Choice =
    std::vector<std::size_t>; // indexes into the stream, one for each step from the entry on

struct Event {
    Row row;
    std::size_t number = 0; // in the file
    TimeMs time = 0;        // what counts as its time (its tie group's)
};

std::string valueOf(const Row& row, const std::string& column);
bool satisfies(const Row& row, const FunnelStep& step);

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

struct Attempt {
    std::size_t entry = 1;
    Choice at;
    bool excluded = false, tainted = false;
    std::size_t overAt = 0; // the first event that may start another attempt
    std::size_t last() const { return entry + at.size() - 1; }
};

/// Every gap must fit, so which event a step takes matters: each choice of events is an attempt of
/// its own.
bool everyChoiceIsAnAttempt(const Stream& s);
/// Tries every choice of events for steps entry..k, for every k, and hands each valid one to
/// `take`. `chosen` is empty.
void everyChoice(const Stream& s, std::size_t entry, Choice& chosen,
                 const std::function<void(const Choice&)>& take);
/// Walks through the stream from a start, taking the first event that fits for each step, until
/// something ends it.
Attempt walk(const Stream& s, std::size_t start, std::size_t entry);
/// One choice as an attempt: empty when an exclusion that drops lies inside it.
std::optional<Attempt> judged(const Stream& s, std::size_t entry, const Choice& choice);
std::vector<Attempt> allAttempts(const Stream& s);
/// Deeper; then complete earlier; then entered earlier in the funnel; then started later; then each
/// step as early as can be.
bool better(const Attempt& a, const Attempt& b);
/// The deepest that nothing taints; nullptr when only tainted ones get as deep.
const Attempt* bestOf(const std::vector<Attempt>& attempts, bool tainted = false);

} // namespace cairn::reference
