#pragma once
// One unit's events -> the attempt that counts. Two ways that must agree: the plain question asked
// fast, and every rule at its own pace.

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "core/analytics/funnel_rows.hpp"

namespace cairn::funnel {

/// Consecutive steps, one event each, entered at step `entry` (0-based; 0 unless the funnel is
/// open).
struct Attempt {
    unsigned entry = 0;
    std::vector<std::uint32_t> at; ///< indexes into UnitEvents::words
    std::vector<TimeMs> times;     ///< of those events
    bool excluded = false;         ///< an exclusion ended it
    unsigned last() const { return entry + static_cast<unsigned>(at.size()) - 1; }
    bool empty() const { return at.empty(); }
};

/// What a unit (or, when attempts are counted, one of its attempts) adds to the funnel.
struct Outcome {
    bool removed = false; ///< by an exclusion; nothing else is meant then
    Attempt counted;      ///< empty = never entered
    Mask reached = 0;     ///< steps reached
    Mask passed = 0;      ///< steps reached in an attempt that came from the step before
    Mask fromFirst = 0;   ///< steps reached in an attempt that entered at step 1
    std::array<UnitOutcome::Why, 64>
        why{}; ///< for each step that was reached but not passed on from
};
using OutcomeSink = std::function<void(const Outcome&)>;

/// Ordered, closed, window from the first step, nothing excluded, no tolerance, users or sessions.
bool isPlain(const FunnelOptions& options);

/// For plain questions: one pass over the events.
class PlainEngine {
public:
    explicit PlainEngine(const Plan& plan);
    void run(const UnitEvents& events, const OutcomeSink& sink);

private:
    void best(const UnitEvents& events);
    void first(const UnitEvents& events);
    UnitOutcome::Why why(const UnitEvents& events) const;
    Mask stepsAt(const UnitEvents& events, std::size_t i) const {
        return m_stepsOf[events.words[i] & kClassMask];
    }

    const Plan& m_plan;
    std::vector<Mask> m_stepsOf; ///< of each class
    std::vector<std::uint32_t>
        m_at; ///< steps x steps: where the live attempt at each step took its events
    std::vector<Word> m_start; ///< packed time of step 1 of the live attempt at each step
    Word m_window = 0, m_enterUntil = 0;
    bool m_canEnter = true;
    Outcome m_outcome;
};

/// For every question.
class GeneralEngine {
public:
    explicit GeneralEngine(const Plan& plan);
    void run(const UnitEvents& events, const OutcomeSink& sink);

private:
    struct Event {
        TimeMs time = 0;
        Mask steps = 0, exclusions = 0;
        std::uint32_t source = 0;
        unsigned lowest = 64;
        bool mayEnter = false;
    };
    void load(const UnitEvents& events);
    void joinTies();
    bool inWindow(TimeMs from, TimeMs to) const;

    // Attempts that take the first event that fits (funnel_chains.cpp).
    void follow(std::uint32_t start, unsigned entry, Attempt& out);
    void applyDrops(Attempt& attempt) const;
    bool happened(std::size_t exclusion, TimeMs after, TimeMs before) const;
    struct Ending {
        std::optional<TimeMs> at; ///< when an exclusion ended the attempt; empty = none did
        bool tainted = false;     ///< by one that removes
    };
    std::optional<TimeMs> firstAfter(const Attempt& attempt, ExclusionAction action,
                                     TimeMs until) const;
    Ending endingOf(const Attempt& attempt) const;
    bool tainted(const Attempt& attempt) const;
    void chains(const OutcomeSink& sink);
    void everyAttempt(const OutcomeSink& sink);
    std::uint32_t endOf(const Attempt& attempt) const;
    bool mayStart(const Event& event) const;
    unsigned entryOf(const Event& event) const;

    // Every gap within the window: each choice of events is an attempt (funnel_previous.cpp).
    using Chain = std::vector<std::uint32_t>; ///< positions of consecutive steps' events
    /// Where the choices begin: at any event of step `entry` from position `from` on, or at that
    /// one only.
    struct Beginning {
        unsigned entry = 0;
        std::uint32_t from = 0;
        bool only = false;
    };
    /// The ends of the choices that get somewhere first.
    struct Completion {
        unsigned entry = 0, last = 0;
        std::uint32_t start = 0, end = 0;
    };
    TimeMs nextTime(std::size_t exclusion, TimeMs after) const;
    bool concerns(const Exclusion& exclusion, unsigned entry, unsigned last) const;
    bool leadsOn(const Chain& chain, unsigned entry, std::uint32_t next, bool clean) const;
    bool staysClean(const Chain& chain, unsigned entry) const;
    template <class Completed>
    void grow(const Beginning& beginning, bool clean, Completed&& completed);
    void firstCompletions(std::span<const Beginning> beginnings);
    bool firstClean(std::span<const Beginning> beginnings, unsigned last, Completion& out);
    void leastChain(const Completion& ends, bool clean, Attempt& out) const;
    bool raise(Chain& at, std::size_t i, unsigned entry) const;
    bool lift(const Exclusion& exclusion, std::size_t x, const Completion& ends, bool clean,
              Chain& at) const;
    bool isExcluded(const Attempt& attempt) const;
    std::uint32_t overAfter(const Chain& chain, unsigned entry) const;
    bool removesAny() const;
    /// Fills m_best with the attempt that counts; false when an exclusion removes it.
    bool chooseGaps(std::span<const Beginning> beginnings);
    void gaps(const OutcomeSink& sink);
    void everyGapsAttempt(const OutcomeSink& sink);

    // Any order (funnel_any.cpp).
    void anyOrder(const OutcomeSink& sink);
    void gather(std::uint32_t start, Attempt& out) const;
    bool bestGathering(Attempt& out) const;

    UnitOutcome::Why why(const Attempt& attempt, unsigned step) const;
    UnitOutcome::Why whyAnyOrder(const Attempt& attempt) const;
    void finish(const Attempt& attempt, const OutcomeSink& sink);

    const Plan& m_plan;
    const FunnelOptions& m_options;
    unsigned m_steps = 0;
    std::vector<Event> m_events;
    std::vector<std::vector<std::uint32_t>> m_matching; ///< positions of each step's events
    std::vector<std::vector<TimeMs>> m_exclusionTimes;
    Attempt m_try, m_best;
    std::vector<Chain> m_chains; ///< the latest choice that completes each step
    std::vector<std::optional<Completion>> m_first; ///< to complete each step
    Outcome m_outcome;
};

/// Steps matched to distinct events, grown event by event (bipartite matching by augmenting paths).
class StepMatching {
public:
    explicit StepMatching(unsigned steps) : m_eventOf(steps, kFree) {}
    /// Adds an event; true when one more step can be matched than before.
    bool add(Mask steps);
    unsigned rank() const { return m_rank; }

private:
    static constexpr std::uint32_t kFree = kNoValue;
    bool place(std::uint32_t event, Mask& tried);
    std::vector<std::uint32_t> m_eventOf; ///< for each step
    std::vector<Mask> m_events;
    unsigned m_rank = 0;
};

} // namespace cairn::funnel
