// Retention of a unit's first start: its cohort from one pass, its returns from a second.

#include <algorithm>
#include <limits>

#include "core/analytics/retention_engine.hpp"

namespace cairn::retention {
namespace {

constexpr TimeMs kNever = std::numeric_limits<TimeMs>::max();
constexpr TimeMs kNotBack = std::numeric_limits<TimeMs>::min();
constexpr std::uint32_t kNoCohort = std::numeric_limits<std::uint32_t>::max();

class FirstTime {
public:
    FirstTime(const Question& question)
        : m_q(question), m_bounded(question.options.measure == RetentionMeasure::On),
          m_words((question.columns() + 63) / 64), m_first(question.log.units),
          m_cohort(question.log.units, kNoCohort),
          m_walk(question.log, question.matcher.wanted, question.options.threads, 2, question.job) {
        for (auto& first : m_first)
            first.store(kNever, std::memory_order_relaxed);
    }

    Counts run() {
        findStarts();
        Counts counts = startCohorts();
        if (counts.cohorts() == 0)
            return counts;
        m_of.assign(m_walk.threads(), counts);
        for (Counts& other : m_of)
            std::fill(other.sizes.begin(), other.sizes.end(), 0), other.units = 0;
        if (m_bounded)
            m_back = std::vector<std::atomic<std::uint64_t>>(m_first.size() * m_words);
        else
            m_last = std::vector<std::atomic<TimeMs>>(m_first.size());
        for (auto& last : m_last)
            last.store(kNotBack, std::memory_order_relaxed);
        findReturns();
        if (!m_bounded)
            countLast();
        for (const Counts& other : m_of)
            counts.add(other);
        return counts;
    }

private:
    bool matters(const Chunk& chunk) const { return m_q.matcher.mayMatter(chunk); }

    void findStarts() {
        m_walk.run([&](const Chunk& chunk) { return matters(chunk); },
                   [&](unsigned, const ChunkRows& rows) {
                       for (std::size_t i = 0; i < rows.name.size(); ++i)
                           if (m_q.matcher.of(rows, i) & kStart)
                               lower(m_first[rows.unit[i]], rows.time[i]);
                   });
    }

    /// Everybody's cohort, and how large each is. Who started before the range is not new in it.
    Counts startCohorts() {
        std::vector<std::uint64_t> sizes(m_q.periods.size());
        Counts counts;
        for (std::size_t unit = 0; unit < m_first.size(); ++unit) {
            const TimeMs first = m_first[unit].load(std::memory_order_relaxed);
            if (unit % 65536 == 0)
                m_q.job.throwIfCancelled();
            if (first == kNever || !m_q.inRange(first))
                continue;
            m_cohort[unit] = m_q.periods.of(first);
            ++sizes[m_cohort[unit]];
            ++counts.units;
        }
        const auto some = [](std::uint64_t size) { return size != 0; };
        const auto begin = std::find_if(sizes.begin(), sizes.end(), some);
        const auto end = std::find_if(sizes.rbegin(), sizes.rend(), some).base();
        const auto cohorts = begin < end ? static_cast<std::size_t>(end - begin) : 0;
        counts.shape(static_cast<std::size_t>(begin - sizes.begin()), cohorts, m_q.columns());
        if (cohorts != 0)
            counts.sizes.assign(begin, end);
        return counts;
    }

    void findReturns() {
        m_walk.run([&](const Chunk& chunk) { return matters(chunk); },
                   [&](unsigned thread, const ChunkRows& rows) {
                       for (std::size_t i = 0; i < rows.name.size(); ++i)
                           if (m_q.matcher.of(rows, i) & kBack)
                               note(m_of[thread], rows.unit[i], rows.time[i]);
                   });
    }

    void note(Counts& counts, std::uint32_t unit, TimeMs time) {
        const std::uint32_t cohort = m_cohort[unit];
        if (cohort == kNoCohort || time <= m_first[unit].load(std::memory_order_relaxed))
            return;
        if (!m_bounded) {
            raise(m_last[unit], time);
            return;
        }
        const std::size_t column = m_q.periods.of(time) - cohort;
        if (column < counts.columns &&
            setFirst(m_back[unit * m_words + column / 64], std::uint64_t{1} << column % 64))
            ++counts.at(cohort - counts.first, column);
    }

    void countLast() {
        inSlices(m_walk.threads(), m_last.size(), m_q.job,
                 [&](unsigned thread, std::size_t begin, std::size_t end) {
                     Counts& counts = m_of[thread];
                     for (std::size_t unit = begin; unit < end; ++unit) {
                         const TimeMs last = m_last[unit].load(std::memory_order_relaxed);
                         if (last == kNotBack)
                             continue;
                         const std::size_t column = m_q.periods.of(last) - m_cohort[unit];
                         ++counts.at(m_cohort[unit] - counts.first,
                                     std::min(column, counts.columns - 1));
                     }
                 });
    }

    const Question& m_q;
    bool m_bounded;
    std::size_t m_words;                            ///< of 64 columns, for each unit
    std::vector<std::atomic<TimeMs>> m_first;       ///< start, by unit
    std::vector<std::uint32_t> m_cohort;            ///< by unit
    std::vector<std::atomic<std::uint64_t>> m_back; ///< columns in which a unit came back
    std::vector<std::atomic<TimeMs>> m_last;        ///< last return, for the unbounded measure
    std::vector<Counts> m_of;                       ///< by thread
    LogWalk m_walk;
};

} // namespace

Counts countFirstTime(const Question& question) {
    return FirstTime(question).run();
}

} // namespace cairn::retention
