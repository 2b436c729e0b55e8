// Retention where every period with a start is a cohort: for each unit the set of periods with a
// start and the set with a return. Only a period that has both needs times, to tell whether the
// return came after the start.

#include <algorithm>
#include <bit>
#include <limits>

#include "core/analytics/retention_engine.hpp"

namespace cairn::retention {
namespace {

using Bits = std::vector<std::atomic<std::uint64_t>>;

/// What is known about a range of units.
class Notes {
public:
    Notes(const Question& question, UnitRange range)
        : m_q(question), m_range(range), m_words((question.periods.size() + 63) / 64),
          m_starts(range.count * m_words), m_backs(range.count * m_words) {}

    bool meets(const Chunk& chunk) const {
        return m_range.meets(chunk) && m_q.matcher.mayMatter(chunk);
    }

    void notePeriods(const ChunkRows& rows) {
        each(rows, [&](std::size_t word, std::uint64_t bit, TimeMs, bool start, bool back) {
            if (start)
                setFirst(m_starts[word], bit);
            if (back)
                setFirst(m_backs[word], bit);
        });
    }

    /// Makes room for the times of periods that have both.
    void number() {
        m_rank.resize(m_starts.size());
        std::size_t count = 0;
        for (std::size_t word = 0; word < m_starts.size(); ++word) {
            m_rank[word] = count;
            count += static_cast<std::size_t>(std::popcount(both(word)));
        }
        m_first = std::vector<std::atomic<TimeMs>>(count);
        m_last = std::vector<std::atomic<TimeMs>>(count);
        for (std::size_t i = 0; i < count; ++i) {
            m_first[i].store(std::numeric_limits<TimeMs>::max(), std::memory_order_relaxed);
            m_last[i].store(std::numeric_limits<TimeMs>::min(), std::memory_order_relaxed);
        }
    }

    void noteTimes(const ChunkRows& rows) {
        each(rows, [&](std::size_t word, std::uint64_t bit, TimeMs time, bool start, bool back) {
            if ((both(word) & bit) == 0)
                return;
            const std::size_t at = rankOf(word, bit);
            if (start)
                lower(m_first[at], time);
            if (back)
                raise(m_last[at], time);
        });
    }

    void count(std::size_t begin, std::size_t end, Counts& counts) const {
        for (std::size_t unit = begin; unit < end; ++unit) {
            bool any = false;
            for (std::size_t w = 0; w < m_words; ++w) {
                std::uint64_t bits = load(m_starts, unit * m_words + w);
                any = any || bits != 0;
                for (; bits != 0; bits &= bits - 1)
                    countStart(unit, w * 64 + static_cast<std::size_t>(std::countr_zero(bits)),
                               counts);
            }
            counts.units += any;
        }
    }

private:
    static std::uint64_t load(const Bits& bits, std::size_t word) {
        return bits[word].load(std::memory_order_relaxed);
    }
    std::uint64_t both(std::size_t word) const {
        return load(m_starts, word) & load(m_backs, word);
    }
    std::size_t rankOf(std::size_t word, std::uint64_t bit) const {
        return m_rank[word] + static_cast<std::size_t>(std::popcount(both(word) & (bit - 1)));
    }

    template <class Note> void each(const ChunkRows& rows, Note note) {
        for (std::size_t i = 0; i < rows.name.size(); ++i) {
            const StepMask mask = m_q.matcher.of(rows, i);
            if (mask == 0 || !m_range.holds(rows.unit[i]))
                continue;
            const TimeMs time = rows.time[i];
            const std::uint32_t period = m_q.periods.of(time);
            note((rows.unit[i] - m_range.first) * m_words + period / 64,
                 std::uint64_t{1} << period % 64, time, (mask & kStart) && m_q.inRange(time),
                 (mask & kBack) != 0);
        }
    }

    void countStart(std::size_t unit, std::size_t cohort, Counts& counts) const {
        ++counts.sizes[cohort];
        const std::size_t own = unit * m_words + cohort / 64;
        const std::uint64_t bit = std::uint64_t{1} << cohort % 64;
        bool cameBack = false;
        if (both(own) & bit) {
            const std::size_t at = rankOf(own, bit);
            cameBack = m_last[at].load(std::memory_order_relaxed) >
                       m_first[at].load(std::memory_order_relaxed);
        }
        const bool bounded = m_q.options.measure == RetentionMeasure::On;
        if (!bounded) {
            const std::size_t last = lastBack(unit);
            if (last > cohort)
                ++counts.at(cohort, std::min(last - cohort, counts.columns - 1));
            else if (cameBack)
                ++counts.at(cohort, 0);
            return;
        }
        counts.at(cohort, 0) += cameBack;
        const std::size_t end = std::min(cohort + counts.columns, m_q.periods.size());
        for (std::size_t w = cohort / 64; w * 64 < end; ++w) {
            std::uint64_t bits = load(m_backs, unit * m_words + w);
            if (w == cohort / 64)
                bits &= ~(bit | (bit - 1));
            for (; bits != 0; bits &= bits - 1) {
                const std::size_t period =
                    w * 64 + static_cast<std::size_t>(std::countr_zero(bits));
                if (period >= end)
                    break;
                ++counts.at(cohort, period - cohort);
            }
        }
    }

    /// The last period with a return; 0 when there is none, which no start comes before.
    std::size_t lastBack(std::size_t unit) const {
        for (std::size_t w = m_words; w-- > 0;)
            if (const std::uint64_t bits = load(m_backs, unit * m_words + w); bits != 0)
                return w * 64 + static_cast<std::size_t>(63 - std::countl_zero(bits));
        return 0;
    }

    const Question& m_q;
    UnitRange m_range;
    std::size_t m_words; ///< of 64 periods, for each unit
    Bits m_starts, m_backs;
    std::vector<std::size_t> m_rank;                  ///< periods with both before this word
    std::vector<std::atomic<TimeMs>> m_first, m_last; ///< first start, last return in such a period
};

/// Without the empty cohorts before the first start and after the last.
Counts trimmed(const Counts& all) {
    const auto some = [](std::uint64_t size) { return size != 0; };
    const auto begin = std::find_if(all.sizes.begin(), all.sizes.end(), some);
    const auto end = std::find_if(all.sizes.rbegin(), all.sizes.rend(), some).base();
    Counts counts;
    counts.units = all.units;
    if (begin >= end)
        return counts;
    const auto skipped = begin - all.sizes.begin();
    counts.shape(static_cast<std::size_t>(skipped), static_cast<std::size_t>(end - begin),
                 all.columns);
    counts.sizes.assign(begin, end);
    const auto columns = static_cast<std::ptrdiff_t>(all.columns);
    counts.returned.assign(all.returned.begin() + skipped * columns,
                           all.returned.begin() + (end - all.sizes.begin()) * columns);
    return counts;
}

} // namespace

Counts countRecurring(const Question& question) {
    const std::size_t words = (question.periods.size() + 63) / 64;
    const auto ranges = unitRanges(question.log.units, words * 24 + 64, question.budget);
    LogWalk walk(question.log, question.matcher.wanted, question.options.threads, 2 * ranges.size(),
                 question.job);
    Counts counts;
    counts.shape(0, question.periods.size(), question.columns());
    std::vector<Counts> of(walk.threads(), counts);
    for (const UnitRange range : ranges) {
        Notes notes(question, range);
        const auto meets = [&](const Chunk& chunk) { return notes.meets(chunk); };
        walk.run(meets, [&](unsigned, const ChunkRows& rows) { notes.notePeriods(rows); });
        notes.number();
        walk.run(meets, [&](unsigned, const ChunkRows& rows) { notes.noteTimes(rows); });
        inSlices(walk.threads(), range.count, question.job,
                 [&](unsigned thread, std::size_t begin, std::size_t end) {
                     notes.count(begin, end, of[thread]);
                 });
    }
    for (const Counts& other : of)
        counts.add(other);
    return trimmed(counts);
}

} // namespace cairn::retention
