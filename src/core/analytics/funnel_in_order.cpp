#include "core/analytics/funnel_in_order.hpp"

#include <algorithm>
#include <bit>

#include "core/analytics/funnel_follow.hpp"

namespace cairn::funnel {
namespace {

constexpr std::size_t kChunksARound = 4; ///< of each thread: what it hands on stays in the cache

/// What is kept of a user beside the word: the times (and values) of the counted attempt's steps;
/// then, for best attempts, those of the latest attempt at each step but the last.
std::size_t trailAt(std::size_t step, std::size_t steps) {
    return steps + step * (step + 1) / 2;
}
std::size_t widthOf(const Plan& plan) {
    return plan.options.attempt == AttemptRule::Best
               ? trailAt(std::max<std::size_t>(plan.steps, 2) - 1, plan.steps)
               : plan.steps;
}
std::size_t bytesOfUser(const Plan& plan) {
    return sizeof(std::uint64_t) * (1 + widthOf(plan)) +
           (plan.segment ? sizeof(std::uint32_t) * widthOf(plan) : 0);
}

} // namespace

class InOrderStream::Users {
public:
    Users(const Plan& plan, std::size_t count, unsigned shift)
        : m_plan(plan), m_best(plan.options.attempt == AttemptRule::Best),
          m_hasSegment(plan.segment.has_value()), m_states(count),
          m_times(makeLargeRoom<std::uint64_t>(count * widthOf(plan) + 1)),
          m_segments(makeLargeRoom<std::uint32_t>(m_hasSegment ? count * widthOf(plan) + 1 : 0)) {
        m_hand = {m_states.data(),   m_times.get(), m_segments.get(), nullptr, ~std::uint64_t{0},
                  ~std::uint64_t{0}, plan.steps,    widthOf(plan),    shift};
        m_followed = {
            m_states.data(), m_times.get(),        m_hasSegment ? m_segments.get() : nullptr,
            m_hand.width,    count * m_hand.width, shift};
        const FunnelOptions& o = plan.options;
        if (o.windowMs)
            m_hand.window = static_cast<std::uint64_t>(*o.windowMs);
        if (o.to)
            m_hand.enterUntil =
                static_cast<std::uint64_t>(*o.to) - static_cast<std::uint64_t>(plan.base);
    }

    /// Before rows of new classes are followed; while nobody makes any.
    void learnClasses() {
        for (std::size_t id = m_stepOf.size(); id < m_plan.classes.size(); ++id)
            m_stepOf.push_back(static_cast<std::uint8_t>(m_plan.classes[id].lowest));
        m_hand.stepOf = m_stepOf.data();
        for (std::size_t id = m_rules.size(); id < m_stepOf.size(); ++id)
            m_rules.push_back(m_stepOf[id] >= m_hand.steps
                                  ? FirstRule() // a filter that did not hold
                                  : firstRule(m_stepOf[id], m_stepOf[id] == 0 ? m_hand.enterUntil
                                                                              : m_hand.window));
    }
    /// False when a row is earlier than the one before it.
    bool follow(const Partitions& rows, std::size_t partition) {
        for (const auto& thread : rows.of)
            for (const Block& block : thread[partition])
                if (!asAsked([&](auto best, auto segment) {
                        return followBlock<best.value, segment.value>(block);
                    }))
                    return false;
        return true;
    }
    /// The rows of the last instant, which wait for others of the same.
    void finish() {
        asAsked([&](auto best, auto segment) {
            followTied<best.value, segment.value>();
            return true;
        });
    }

    bool entered(std::size_t at) const { return (m_states[at] & kDepth) != 0; }
    PlainEnd end(std::size_t at) const {
        const std::uint64_t state = m_states[at];
        return {static_cast<unsigned>(state & kDepth),
                static_cast<std::uint8_t>(state >> kDepthBits << 1), (state & kLate) != 0,
                m_times.get() + at * m_hand.width,
                m_hasSegment ? m_segments.get() + at * m_hand.width : nullptr};
    }

private:
    struct Row {
        std::uint32_t unit = 0, segment = 0;
        Word word = 0;
        std::uint64_t time() const { return word >> kClassBits; }
    };

    /// What every row needs, at hand: what a row writes could otherwise be any of it.
    struct Hand {
        std::uint64_t* states = nullptr;
        std::uint64_t* times = nullptr;
        std::uint32_t* segments = nullptr;
        const std::uint8_t* stepOf = nullptr;
        std::uint64_t window = 0, enterUntil = 0;
        std::size_t steps = 0, width = 0;
        unsigned shift = 0;

        template <bool kBest, bool kSegment> void follow(const Row& row) const {
            const unsigned step = stepOf[row.word & kClassMask];
            if (step >= steps) // a filter that did not hold
                return;
            const std::size_t at = row.unit >> shift;
            const std::uint64_t state = states[at] | seenBit(step);
            states[at] = kBest ? best<kSegment>(row, step, at * width, state)
                               : first<kSegment>(row, step, at * width, state);
        }

        /// The user's word after the row; `at` is where the user's times are.
        template <bool kSegment>
        std::uint64_t first(const Row& row, unsigned step, std::size_t at,
                            std::uint64_t state) const {
            if ((state & kDepth) != step)
                return state;
            const bool inTime =
                step == 0 ? row.time() <= enterUntil : row.time() - (state >> kStateBits) <= window;
            if (!inTime)
                return state | kLate;
            times[at + step] = row.time();
            if constexpr (kSegment)
                segments[at + step] = row.segment;
            state = (state & ~kLate) + 1;
            return step == 0 ? row.time() << kStateBits | (state & kStateMask) : state;
        }

        /// Of all attempts alive at a step only the one that began last matters: it has the most
        /// time left. One is alive at every step that the counted attempt has reached.
        template <bool kSegment>
        std::uint64_t best(const Row& row, unsigned step, std::size_t at,
                           std::uint64_t state) const {
            const unsigned depth = state & kDepth;
            if (depth == steps)
                return state;
            const std::uint64_t late = step == depth ? state | kLate : state;
            if (step == 0) {
                if (row.time() > enterUntil)
                    return late;
                if constexpr (kSegment)
                    segments[at + trailAt(0, steps)] = row.segment;
                state = row.time() << kStateBits | (state & kStateMask);
                if (depth != 0)
                    return state;
                times[at] = row.time();
                if constexpr (kSegment)
                    segments[at] = row.segment;
                return (state & ~kLate) + 1;
            }
            if (step > depth) // none stands at the step before
                return late;
            const std::size_t before = at + trailAt(step - 1, steps);
            const std::uint64_t began = step == 1 ? state >> kStateBits : times[before];
            if (row.time() - began > window)
                return late;
            if (step + 1 < steps) {
                const std::size_t mine = at + trailAt(step, steps);
                if (step < depth && times[mine] >= began)
                    return late;
                goOn<kSegment>(row, step, before, began, mine);
            }
            if (step < depth)
                return late;
            goOn<kSegment>(row, step, before, began, at);
            return (state & ~kLate) + 1;
        }

        /// The attempt at `before`, one step further, at `to`.
        template <bool kSegment>
        void goOn(const Row& row, unsigned step, std::size_t before, std::uint64_t began,
                  std::size_t to) const {
            times[to] = began;
            for (unsigned k = 1; k < step; ++k)
                times[to + k] = times[before + k];
            times[to + step] = row.time();
            if constexpr (kSegment) {
                for (unsigned k = 0; k < step; ++k)
                    segments[to + k] = segments[before + k];
                segments[to + step] = row.segment;
            }
        }

        /// What a row that comes soon will look at.
        template <bool kBest> void expect(std::uint32_t unit, Word word) const {
            const std::size_t at = unit >> shift;
            prefetch(states + at);
            if constexpr (kBest) // seldom and without a branch
                prefetch(stepOf[word & kClassMask] == 0 ? states + at : times + at * width);
        }
    };

    /// Calls run(best, with a breakdown), both known when compiling.
    template <class Run> bool asAsked(Run&& run) {
        if (m_hasSegment)
            return m_best ? run(std::true_type(), std::true_type())
                          : run(std::false_type(), std::true_type());
        return m_best ? run(std::true_type(), std::false_type())
                      : run(std::false_type(), std::false_type());
    }

    template <bool kBest, bool kSegment> bool followBlock(const Block& block) {
        constexpr std::size_t kAhead = 16;
        const Hand hand = m_hand;
        const std::size_t count = block.count;
        const std::uint32_t *units = block.unit, *segments = block.extra;
        const Word* words = block.word;
        const auto row = [&](std::size_t i) {
            return Row{units[i], kSegment ? segments[i] : 0, words[i]};
        };
        const auto time = [&](std::size_t i) { return words[i] >> kClassBits; };
        std::size_t i = 0;
        if (!m_tied.empty()) {
            const std::uint64_t instant = m_tied.front().time();
            while (i < count && time(i) == instant)
                m_tied.push_back(row(i++));
            if (i == count)
                return true;
            if (time(i) < instant)
                return false;
            followTied<kBest, kSegment>();
        }
        while (i < count) {
            std::size_t past = i + 1; // of the rows that come one after the other
            while (past < count && time(past - 1) < time(past))
                ++past;
            const std::size_t last = past - 1; // which may be tied to the next
            if constexpr (kBest) {
                for (; i < last; ++i) {
                    const std::size_t soon = std::min(i + kAhead, count - 1);
                    hand.template expect<kBest>(units[soon], words[soon]);
                    hand.template follow<kBest, kSegment>(row(i));
                }
            } else {
                followFirst(m_followed, m_rules,
                            {units, words, kSegment ? segments : nullptr, i, last, count});
                i = last;
            }
            do
                m_tied.push_back(row(i++));
            while (i < count && time(i) == time(i - 1));
            if (i == count)
                return true;
            if (time(i) < time(i - 1))
                return false;
            followTied<kBest, kSegment>();
        }
        return true;
    }

    /// Rows of one instant count in the order of their steps.
    template <bool kBest, bool kSegment> void followTied() {
        const Hand hand = m_hand;
        if (m_tied.size() == 1)
            hand.template follow<kBest, kSegment>(m_tied.front());
        else
            for (std::size_t step = 0; step < m_plan.steps; ++step)
                for (const Row& row : m_tied)
                    if (m_stepOf[row.word & kClassMask] == step)
                        hand.template follow<kBest, kSegment>(row);
        m_tied.clear();
    }

    const Plan& m_plan;
    const bool m_best, m_hasSegment;
    std::vector<std::uint8_t> m_stepOf; ///< by class
    std::vector<FirstRule> m_rules;     ///< by class
    FollowedUsers m_followed;
    std::vector<std::uint64_t, LargePages<std::uint64_t>> m_states;
    LargeRoom<std::uint64_t>
        m_times; ///< read only as far as the user's word says they were written
    LargeRoom<std::uint32_t> m_segments;
    Hand m_hand;
    std::vector<Row> m_tied; ///< of one instant, not followed yet
};

bool InOrderStream::answers(const Plan& plan) {
    if (!PlainStream::answers(plan) || plan.log->units * bytesOfUser(plan) > kRowsBytes)
        return false;
    const auto& chunks = plan.log->chunks;
    return std::adjacent_find(chunks.begin(), chunks.end(), [](const Chunk& a, const Chunk& b) {
               return b.time.minimum < a.time.maximum;
           }) == chunks.end();
}

InOrderStream::InOrderStream(Plan& plan, unsigned threads)
    : m_plan(plan), m_mask(std::bit_floor(threads) - 1),
      m_shift(static_cast<unsigned>(std::countr_zero(std::bit_floor(threads)))) {
    for (unsigned thread = 0; thread <= m_mask; ++thread) {
        m_filters.push_back(std::make_unique<RowFilter>(plan));
        m_users.push_back(
            std::make_unique<Users>(plan, (plan.log->units >> m_shift) + std::size_t{1}, m_shift));
    }
}

InOrderStream::~InOrderStream() = default;

void InOrderStream::filter(Partitions& to, unsigned thread, std::size_t firstChunk,
                           const JobControl& job) {
    RowFilter& filter = *m_filters[thread];
    filter.into(to, thread);
    const std::size_t first = firstChunk + thread * kChunksARound;
    const std::size_t past = std::min(first + kChunksARound, m_plan.log->chunks.size());
    for (std::size_t chunk = first; chunk < past; ++chunk) {
        job.throwIfCancelled();
        filter.run(chunk);
    }
    filter.finish();
}

bool InOrderStream::run(const JobControl& job) {
    const unsigned threads = m_mask + 1;
    const std::size_t chunks = m_plan.log->chunks.size(), step = threads * kChunksARound;
    std::array<Partitions, 2> rounds;
    for (Partitions& round : rounds) {
        round.mask = m_mask;
        round.count = round.past = threads;
        round.extraColumns = extraColumnsOf(m_plan);
        round.of.assign(threads, std::vector<std::vector<Block>>(threads));
        round.pools.resize(threads);
    }
    if (m_plan.options.to && *m_plan.options.to < m_plan.base)
        return true; // nobody may enter
    // While the rows of one round are followed, each by its user's thread, those of the next are
    // chosen.
    std::vector<std::uint8_t> ordered(threads, 1);
    for (std::size_t chunk = 0; chunk < chunks + step; chunk += step) {
        Partitions& next = rounds[chunk / step % 2];
        const Partitions& now = rounds[(chunk / step + 1) % 2];
        for (const auto& users : m_users)
            users->learnClasses();
        inParallel(threads, [&](unsigned thread) {
            ordered[thread] = m_users[thread]->follow(now, thread);
            filter(next, thread, chunk, job);
        });
        if (std::count(ordered.begin(), ordered.end(), 0) != 0 || !PlainStream::answers(m_plan))
            return false;
        job.report(0.9 * static_cast<double>(std::min(chunk, chunks)) /
                       static_cast<double>(std::max<std::size_t>(chunks, 1)),
                   "following customers");
    }
    for (const auto& users : m_users)
        users->finish();
    return true;
}

void InOrderStream::tell(std::uint32_t first, std::uint32_t past, const EndSink& sink) const {
    for (std::uint32_t user = first; user < past; ++user) {
        const Users& users = *m_users[user & m_mask];
        if (users.entered(user >> m_shift))
            sink(user, users.end(user >> m_shift));
    }
}

} // namespace cairn::funnel
