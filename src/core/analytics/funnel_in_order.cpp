#include "core/analytics/funnel_in_order.hpp"

#include <algorithm>
#include <bit>

namespace cairn::funnel {
namespace {

// A user's word: time of the first step << 13 | late << 12 | steps seen << 4 | depth.
constexpr unsigned kDepthBits = 4, kStateBits = 13;
constexpr std::uint64_t kDepth = (1U << kDepthBits) - 1, kLate = 1U << 12;
constexpr std::uint64_t kStateMask = (1U << kStateBits) - 1;
static_assert(kMostStreamSteps <= 8 && kStateBits == kDepthBits + kMostStreamSteps + 1);

constexpr std::size_t kChunksARound = 4; ///< of each thread: what it hands on stays in the cache

std::size_t bytesOfUser(const Plan& plan) {
    return sizeof(std::uint64_t) * (1 + plan.steps) +
           (plan.segment ? sizeof(std::uint32_t) * plan.steps : 0);
}

void prefetch(const void* at) {
#if defined(__GNUC__)
    __builtin_prefetch(at, 1);
#else
    static_cast<void>(at);
#endif
}

} // namespace

class InOrderStream::Users {
public:
    Users(const Plan& plan, std::size_t count, unsigned shift)
        : m_plan(plan), m_shift(shift), m_states(count), m_times(count * plan.steps),
          m_segments(plan.segment ? count * plan.steps : 0) {
        const FunnelOptions& o = plan.options;
        m_window = o.windowMs ? static_cast<std::uint64_t>(*o.windowMs) : ~std::uint64_t{0};
        m_enterUntil = ~std::uint64_t{0};
        if (o.to)
            m_enterUntil =
                static_cast<std::uint64_t>(*o.to) - static_cast<std::uint64_t>(plan.base);
    }

    /// Before rows of new classes are followed; while nobody makes any.
    void learnClasses() {
        for (std::size_t id = m_stepOf.size(); id < m_plan.classes.size(); ++id)
            m_stepOf.push_back(static_cast<std::uint8_t>(m_plan.classes[id].lowest));
    }
    /// False when a row is earlier than the one before it.
    bool follow(const Partitions& rows, std::size_t partition) {
        for (const auto& thread : rows.of)
            for (const Block& block : thread[partition])
                if (!(m_segments.empty() ? followBlock<false>(block) : followBlock<true>(block)))
                    return false;
        return true;
    }
    /// The rows of the last instant, which wait for others of the same.
    void finish() { m_segments.empty() ? followTied<false>() : followTied<true>(); }

    bool entered(std::size_t at) const { return (m_states[at] & kDepth) != 0; }
    PlainEnd end(std::size_t at) const {
        const std::uint64_t state = m_states[at];
        return {static_cast<unsigned>(state & kDepth),
                static_cast<std::uint8_t>(state >> kDepthBits), (state & kLate) != 0,
                m_times.data() + at * m_plan.steps,
                m_segments.empty() ? nullptr : m_segments.data() + at * m_plan.steps};
    }

private:
    struct Row {
        std::uint32_t unit = 0, segment = 0;
        Word word = 0;
    };

    /// What every row needs, at hand: what a row writes could otherwise be any of it.
    struct Hand {
        std::uint64_t* states;
        std::uint64_t* times;
        std::uint32_t* segments;
        const std::uint8_t* stepOf;
        std::uint64_t window, enterUntil;
        std::size_t steps;
        unsigned shift;

        template <bool kSegment> void follow(const Row& row) const {
            const unsigned step = stepOf[row.word & kClassMask];
            if (step >= steps) // a filter that did not hold
                return;
            const std::size_t at = row.unit >> shift;
            std::uint64_t state = states[at] | std::uint64_t{1} << (kDepthBits + step);
            if ((state & kDepth) == step) {
                const std::uint64_t time = row.word >> kClassBits;
                const bool inTime =
                    step == 0 ? time <= enterUntil : time - (state >> kStateBits) <= window;
                state |= kLate;
                if (inTime) {
                    state = (state & ~kLate) + 1;
                    if (step == 0)
                        state = time << kStateBits | (state & kStateMask);
                    times[at * steps + step] = time;
                    if constexpr (kSegment)
                        segments[at * steps + step] = row.segment;
                }
            }
            states[at] = state;
        }
    };
    Hand hand() {
        return {m_states.data(), m_times.data(), m_segments.data(), m_stepOf.data(),
                m_window,        m_enterUntil,   m_plan.steps,      m_shift};
    }

    template <bool kSegment> bool followBlock(const Block& block) {
        constexpr std::size_t kAhead = 16;
        const Hand at = hand();
        const std::size_t count = block.count;
        const std::uint32_t *units = block.unit, *segments = block.extra;
        const Word* words = block.word;
        const auto row = [&](std::size_t i) {
            return Row{units[i], kSegment ? segments[i] : 0, words[i]};
        };
        const auto time = [&](std::size_t i) { return words[i] >> kClassBits; };
        std::size_t i = 0;
        if (!m_tied.empty()) {
            const std::uint64_t instant = m_tied.front().word >> kClassBits;
            while (i < count && time(i) == instant)
                m_tied.push_back(row(i++));
            if (i == count)
                return true;
            if (time(i) < instant)
                return false;
            followTied<kSegment>();
        }
        while (i < count) {
            prefetch(&at.states[units[std::min(i + kAhead, count - 1)] >> at.shift]);
            if (i + 1 < count && time(i) < time(i + 1)) [[likely]] {
                at.template follow<kSegment>(row(i++));
                continue;
            }
            do
                m_tied.push_back(row(i++));
            while (i < count && time(i) == time(i - 1));
            if (i == count)
                return true;
            if (time(i) < time(i - 1))
                return false;
            followTied<kSegment>();
        }
        return true;
    }

    /// Rows of one instant count in the order of their steps.
    template <bool kSegment> void followTied() {
        const Hand at = hand();
        if (m_tied.size() == 1)
            at.template follow<kSegment>(m_tied.front());
        else
            for (std::size_t step = 0; step < m_plan.steps; ++step)
                for (const Row& row : m_tied)
                    if (m_stepOf[row.word & kClassMask] == step)
                        at.template follow<kSegment>(row);
        m_tied.clear();
    }

    const Plan& m_plan;
    const unsigned m_shift;
    std::uint64_t m_window = 0, m_enterUntil = 0;
    std::vector<std::uint8_t> m_stepOf; ///< by class
    std::vector<std::uint64_t, LargePages<std::uint64_t>> m_states, m_times;
    std::vector<std::uint32_t, LargePages<std::uint32_t>> m_segments;
    std::vector<Row> m_tied; ///< of one instant, not followed yet
};

bool InOrderStream::answers(const Plan& plan) {
    if (plan.options.attempt != AttemptRule::First || !PlainStream::answers(plan) ||
        plan.log->units * bytesOfUser(plan) > kRowsBytes)
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

void InOrderStream::tell(std::uint32_t first, std::uint32_t past, const UserSink& sink) const {
    PlainTeller teller(m_plan);
    for (std::uint32_t user = first; user < past; ++user) {
        const Users& users = *m_users[user & m_mask];
        if (users.entered(user >> m_shift))
            teller.tell(user, users.end(user >> m_shift), sink);
    }
}

} // namespace cairn::funnel
