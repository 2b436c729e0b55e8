#include "core/analytics/funnel_stream.hpp"

#include <algorithm>
#include <bit>

namespace cairn::funnel {

UnitOutcome::Why whyEnded(const PlainEnd& end, std::size_t steps) {
    return end.depth == steps                 ? UnitOutcome::Why::Converted
           : end.late                         ? UnitOutcome::Why::TimedOut
           : (end.seen >> end.depth & 1) != 0 ? UnitOutcome::Why::OtherOrder
                                              : UnitOutcome::Why::Never;
}

void PlainTeller::describe(const PlainEnd& end, std::span<Word> words) {
    Attempt& counted = m_outcome.counted;
    counted.at.resize(end.depth);
    counted.times.resize(end.depth);
    for (std::uint32_t k = 0; k < end.depth; ++k) {
        words[k] = end.times[k] << kClassBits;
        counted.at[k] = k;
        counted.times[k] = timeOf(m_plan, words[k]);
    }
    const unsigned last = end.depth - 1U;
    m_outcome.reached = ~Mask{0} >> (63 - last);
    m_outcome.passed = m_outcome.reached & ~Mask{1};
    m_outcome.fromFirst = m_outcome.reached;
    m_outcome.why[last] = whyEnded(end, m_plan.steps);
}

bool PlainStream::answers(const Plan& plan) {
    if (!isPlain(plan.options) || plan.steps > kMostStreamSteps || !plan.splitBy.empty() ||
        plan.idleSessions || plan.keepAll)
        return false;
    for (std::size_t id = 0; id < plan.classes.size(); ++id)
        if (std::popcount(plan.classes[id].steps) > 1)
            return false;
    return true;
}

PlainStream::PlainStream(const Plan& plan)
    : m_plan(plan), m_best(plan.options.attempt == AttemptRule::Best) {
    for (std::size_t id = 0; id < plan.classes.size(); ++id)
        m_stepOf.push_back(static_cast<std::uint8_t>(plan.classes[id].lowest));
    const FunnelOptions& o = plan.options;
    m_window = o.windowMs ? static_cast<std::uint64_t>(*o.windowMs) : ~std::uint64_t{0};
    m_enterUntil = ~std::uint64_t{0};
    if (o.to) {
        m_canEnter = *o.to >= plan.base;
        m_enterUntil = static_cast<std::uint64_t>(*o.to) - static_cast<std::uint64_t>(plan.base);
    }
    m_trails = m_best ? 1 + plan.steps : 1;
}

void PlainStream::prepare(std::size_t users) {
    m_users.assign(users, User());
    if (m_words.size() < users * m_trails * (1 + m_plan.steps))
        m_words.resize(users * m_trails * (1 + m_plan.steps));
    if (m_hasSegment && m_segments.size() < users * m_trails * m_plan.steps)
        m_segments.resize(users * m_trails * m_plan.steps);
    m_number = 0;
    m_unordered = 0;
}

void PlainStream::takeFirst(User& user, std::size_t at, const Row& row) {
    const unsigned next = user.depth;
    if (row.step != next)
        return;
    const Trail counted = trail(at, 0);
    const bool inTime =
        next == 0 ? row.time <= m_enterUntil : row.time - counted.times()[0] <= m_window;
    user.late = !inTime;
    if (!inTime)
        return;
    counted.times()[next] = row.time;
    if (row.segment != nullptr)
        counted.segments[next] = *row.segment;
    ++user.depth;
}

/// Of all attempts alive at a step only the one that began last matters: it has the most time left.
void PlainStream::takeBest(User& user, std::size_t at, const Row& row) {
    const unsigned step = row.step;
    if (user.depth == m_plan.steps)
        return;
    // The next step after the deepest one, done once more or too late, tells why it went no
    // further.
    user.late = static_cast<std::uint8_t>(user.late | (step == user.depth));
    const Trail mine = trail(at, 1 + step);
    if (step == 0) {
        if (row.time > m_enterUntil)
            return;
        mine.began() = row.number;
    } else {
        const Trail before = trail(at, step);
        if (!(user.alive >> (step - 1) & 1) || row.time - before.times()[0] > m_window)
            return;
        if ((user.alive >> step & 1) && mine.began() >= before.began())
            return;
        std::copy_n(before.words, 1 + step, mine.words);
        if (row.segment != nullptr)
            std::copy_n(before.segments, step, mine.segments);
    }
    mine.times()[step] = row.time;
    if (row.segment != nullptr)
        mine.segments[step] = *row.segment;
    user.alive = static_cast<std::uint8_t>(user.alive | 1U << step);
    if (step < user.depth)
        return;
    user.depth = static_cast<std::uint8_t>(step + 1);
    user.late = 0;
    const Trail counted = trail(at, 0);
    std::copy_n(mine.words, 2 + step, counted.words);
    if (row.segment != nullptr)
        std::copy_n(mine.segments, step + 1, counted.segments);
}

template <bool kBest> void PlainStream::follow(const Block& block, std::uint32_t firstUser) {
    constexpr unsigned kStepBits = 4;
    const std::uint32_t* segments =
        m_hasSegment ? block.extra + m_segmentAt * Block::kRows : nullptr;
    for (std::size_t i = 0; i < block.count; ++i) {
        const std::uint32_t at = block.unit[i] - firstUser;
        const Word word = block.word[i];
        const Row row{word >> kClassBits, m_stepOf[word & kClassMask], m_number++,
                      segments != nullptr ? segments + i : nullptr};
        if (row.step >= m_plan.steps) // only an exclusion, or a filter that did not hold
            continue;
        User& user = m_users[at];
        const std::uint64_t now = row.time << kStepBits | row.step;
        if (now < user.last && !user.unordered) { // times are since the log's first, so 0 is none
            user.unordered = true;
            ++m_unordered;
        }
        user.last = now;
        user.seen = static_cast<std::uint8_t>(user.seen | 1U << row.step);
        if constexpr (kBest)
            takeBest(user, at, row);
        else
            takeFirst(user, at, row);
    }
}

void PlainStream::tell(std::uint32_t firstUser, const EndSink& sink) {
    for (std::size_t u = 0; u < m_users.size(); ++u) {
        const User& user = m_users[u];
        if (user.depth == 0 || user.unordered)
            continue;
        const Trail attempt = trail(u, 0);
        sink(firstUser + static_cast<std::uint32_t>(u),
             {user.depth, user.seen, user.late != 0, attempt.times(), attempt.segments});
    }
}

Partitions PlainStream::unorderedRows(const Partitions& partitions, std::size_t partition) const {
    const std::uint32_t firstUser = static_cast<std::uint32_t>(partition) << partitions.shift;
    const std::size_t extras = partitions.extraColumns.size();
    Partitions left;
    left.shift = partitions.shift;
    left.count = partitions.count;
    left.extraColumns = partitions.extraColumns;
    left.of.resize(1);
    left.pools.resize(1);
    left.of[0].resize(partitions.count);
    std::vector<Block>& blocks = left.of[0][partition];
    for (const auto& thread : partitions.of)
        for (const Block& block : thread[partition])
            for (std::size_t i = 0; i < block.count; ++i) {
                if (!m_users[block.unit[i] - firstUser].unordered)
                    continue;
                if (blocks.empty() || blocks.back().count == Block::kRows)
                    blocks.push_back(left.pools[0].block(extras));
                Block& to = blocks.back();
                to.unit[to.count] = block.unit[i];
                to.word[to.count] = block.word[i];
                for (std::size_t x = 0; x < extras; ++x)
                    to.extra[x * Block::kRows + to.count] = block.extra[x * Block::kRows + i];
                ++to.count;
            }
    return left;
}

Partitions PlainStream::run(Partitions& partitions, std::size_t partition, const JobControl& job,
                            const EndSink& sink) {
    constexpr std::size_t kTooMany = 8; // one in so many users
    const std::uint32_t firstUser = static_cast<std::uint32_t>(partition) << partitions.shift;
    const std::size_t users =
        std::min<std::size_t>(std::size_t{1} << partitions.shift, m_plan.log->units - firstUser);
    m_hasSegment = m_plan.segment.has_value();
    if (m_hasSegment)
        m_segmentAt =
            static_cast<std::size_t>(std::find(partitions.extraColumns.begin(),
                                               partitions.extraColumns.end(), *m_plan.segment) -
                                     partitions.extraColumns.begin());
    prepare(users);
    Partitions left;
    if (m_canEnter)
        for (const auto& thread : partitions.of)
            for (const Block& block : thread[partition]) {
                job.throwIfCancelled();
                m_best ? follow<true>(block, firstUser) : follow<false>(block, firstUser);
                if (m_unordered > users / kTooMany + 1) { // not worth following any further
                    left.shift = partitions.shift;
                    left.count = partitions.count;
                    left.extraColumns = partitions.extraColumns;
                    for (auto& ofThread : partitions.of) {
                        left.of.emplace_back(partitions.count);
                        left.of.back()[partition] = std::move(ofThread[partition]);
                    }
                    return left;
                }
            }
    tell(firstUser, sink);
    if (m_unordered != 0)
        left = unorderedRows(partitions, partition);
    for (auto& thread : partitions.of)
        std::vector<Block>().swap(thread[partition]);
    return left;
}

} // namespace cairn::funnel
