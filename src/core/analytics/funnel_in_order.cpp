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
    void finish() { followTied(); }

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

    void follow(const Row& row) {
        const unsigned step = m_stepOf[row.word & kClassMask];
        if (step >= m_plan.steps) // a filter that did not hold
            return;
        const std::size_t at = row.unit >> m_shift;
        std::uint64_t state = m_states[at] | std::uint64_t{1} << (kDepthBits + step);
        if ((state & kDepth) == step) {
            const std::uint64_t time = row.word >> kClassBits;
            const bool inTime =
                step == 0 ? time <= m_enterUntil : time - (state >> kStateBits) <= m_window;
            state |= kLate;
            if (inTime) {
                state = (state & ~kLate) + 1;
                if (step == 0)
                    state = time << kStateBits | (state & kStateMask);
                m_times[at * m_plan.steps + step] = time;
                if (!m_segments.empty())
                    m_segments[at * m_plan.steps + step] = row.segment;
            }
        }
        m_states[at] = state;
    }

    template <bool kSegment> bool followBlock(const Block& block) {
        constexpr std::size_t kAhead = 16;
        const auto rowAt = [&](std::size_t i) {
            return Row{block.unit[i], kSegment ? block.extra[i] : 0, block.word[i]};
        };
        const auto timeAt = [&](std::size_t i) { return block.word[i] >> kClassBits; };
        std::size_t i = 0;
        if (!m_tied.empty()) {
            while (i < block.count && timeAt(i) == m_tied.front().word >> kClassBits)
                m_tied.push_back(rowAt(i++));
            if (i == block.count)
                return true;
            if (timeAt(i) < m_tied.front().word >> kClassBits)
                return false;
            followTied();
        }
        while (i < block.count) {
            prefetch(&m_states[block.unit[std::min(i + kAhead, block.count - 1)] >> m_shift]);
            if (i + 1 < block.count && timeAt(i) < timeAt(i + 1)) [[likely]] {
                follow(rowAt(i++));
                continue;
            }
            do
                m_tied.push_back(rowAt(i++));
            while (i < block.count && timeAt(i) == timeAt(i - 1));
            if (i == block.count)
                return true;
            if (timeAt(i) < timeAt(i - 1))
                return false;
            followTied();
        }
        return true;
    }

    /// Rows of one instant count in the order of their steps.
    void followTied() {
        if (m_tied.size() == 1)
            follow(m_tied.front());
        else
            for (std::size_t step = 0; step < m_plan.steps; ++step)
                for (const Row& row : m_tied)
                    if (m_stepOf[row.word & kClassMask] == step)
                        follow(row);
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
