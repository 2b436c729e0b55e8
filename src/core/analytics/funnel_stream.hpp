#pragma once
// The plain question over a partition's rows as they stand in the file: most files are in time
// order, so a few words a user, kept in the cache, replace gathering and ordering each user's rows.

#include <functional>

#include "core/analytics/funnel_attempts.hpp"

namespace cairn::funnel {

/// Most steps of a plain stream: a bit each in a byte.
inline constexpr std::size_t kMostStreamSteps = 8;

/// Where the counted attempt of one user stands in the end.
struct PlainEnd {
    unsigned depth = 0;                      ///< steps reached; at least 1
    std::uint8_t seen = 0;                   ///< steps done at any time
    bool late = false;                       ///< did the next step after the last one, not in time
    const std::uint64_t* times = nullptr;    ///< of the steps reached, since Plan::base
    const std::uint32_t* segments = nullptr; ///< the breakdown's value at each; null without one
};
/// Told once for each user who entered.
using EndSink = std::function<void(std::uint32_t user, const PlainEnd& end)>;
/// Why a user went no further.
UnitOutcome::Why whyEnded(const PlainEnd& end, std::size_t steps);

/// The same in the words that every way of following has in common.
class PlainTeller {
public:
    explicit PlainTeller(const Plan& plan) : m_plan(plan) {}
    /// sink(events, outcome): the events are those of the counted attempt.
    template <class Sink> void tell(std::uint32_t user, const PlainEnd& end, Sink&& sink) {
        std::array<Word, kMostStreamSteps> words{};
        describe(end, words);
        sink(UnitEvents{user, std::span<const Word>(words.data(), end.depth),
                        end.segments != nullptr
                            ? std::span<const std::uint32_t>(end.segments, end.depth)
                            : std::span<const std::uint32_t>()},
             std::as_const(m_outcome));
    }

private:
    void describe(const PlainEnd& end, std::span<Word> words);

    const Plan& m_plan;
    Outcome m_outcome;
};

class PlainStream {
public:
    /// Plain questions of up to eight steps about whole users, in which no event serves two steps.
    static bool answers(const Plan& plan);
    explicit PlainStream(const Plan& plan);

    /// Follows the users of a partition. Those whose rows are out of order are left, with all their
    /// rows, in what it returns; empty (no threads) when there are none. The partition's own rows
    /// are freed, unless so many users are out of order that it is returned as a whole.
    Partitions run(Partitions& partitions, std::size_t partition, const JobControl& job,
                   const EndSink& sink);

private:
    /// What is known of one user; the attempts are in m_words.
    struct User {
        std::uint64_t last = 0; ///< time and step of the row before
        std::uint8_t depth = 0; ///< steps reached by the counted attempt
        std::uint8_t seen = 0;  ///< steps done at any time
        std::uint8_t late = 0;  ///< did the next step after the last one counted, not in time
        std::uint8_t alive = 0; ///< best attempt: steps with an attempt that stands there
        bool unordered = false;
    };
    struct Row {
        std::uint64_t time = 0;
        unsigned step = 0;
        std::uint32_t number = 0; ///< in the partition
        const std::uint32_t* segment = nullptr;
    };
    /// An attempt: the number of the row of its first step, then when it did each step; and, for a
    /// breakdown, its value at each step.
    struct Trail {
        std::uint64_t* words = nullptr;
        std::uint32_t* segments = nullptr;
        std::uint64_t& began() const { return words[0]; }
        std::uint64_t* times() const { return words + 1; }
    };
    /// trail 0 of a user is the counted attempt, trail 1 + k the one that stands at step k.
    Trail trail(std::size_t user, std::size_t which) {
        const std::size_t at = user * m_trails + which;
        return {m_words.data() + at * (1 + m_plan.steps),
                m_hasSegment ? m_segments.data() + at * m_plan.steps : nullptr};
    }

    void prepare(std::size_t users);
    template <bool kBest> void follow(const Block& block, std::uint32_t firstUser);
    void takeFirst(User& user, std::size_t at, const Row& row);
    void takeBest(User& user, std::size_t at, const Row& row);
    void tell(std::uint32_t firstUser, const EndSink& sink);
    Partitions unorderedRows(const Partitions& partitions, std::size_t partition) const;

    const Plan& m_plan;
    const bool m_best;
    std::vector<std::uint8_t> m_stepOf; ///< by class
    std::uint64_t m_window = 0, m_enterUntil = 0;
    bool m_canEnter = true;
    bool m_hasSegment = false;
    std::size_t m_segmentAt = 0; ///< where a block keeps the breakdown's codes
    std::size_t m_trails = 1;    ///< a user: the counted one, then one for each step
    std::vector<User> m_users;
    std::vector<std::uint64_t> m_words;
    std::vector<std::uint32_t> m_segments;
    std::uint32_t m_number = 0;
    std::size_t m_unordered = 0;
};

} // namespace cairn::funnel
