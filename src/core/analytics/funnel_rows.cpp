#include "core/analytics/funnel_rows.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <unordered_map>

#include "cairn/base/error.hpp"

namespace cairn::funnel {
namespace {

/// One user's rows while they are being ordered and split.
class UnitSplitter {
public:
    UnitSplitter(const Plan& plan, const Partitions& partitions,
                 const std::function<void(const UnitEvents&)>& visit)
        : m_plan(plan), m_visit(visit) {
        for (std::size_t column : plan.splitBy)
            m_split.push_back(extraIndex(partitions, column));
        if (plan.segment)
            m_segment = extraIndex(partitions, *plan.segment);
    }

    /// extras[x] points at the user's values of kept column x.
    void run(std::uint32_t user, std::span<const Word> words,
             const std::vector<const std::uint32_t*>& extras) {
        m_user = user;
        m_words = words;
        m_extras = &extras;
        if (!m_plan.idleSessions && m_split.empty() && inOrder(words)) {
            m_visit({user, words,
                     m_segment ? std::span(extras[*m_segment], words.size())
                               : std::span<const std::uint32_t>()});
            return;
        }
        if (!m_plan.idleSessions && m_split.empty()) {
            emitSorted();
            return;
        }
        m_order.resize(words.size());
        for (std::size_t i = 0; i < m_order.size(); ++i)
            m_order[i] = static_cast<std::uint32_t>(i);
        if (!m_plan.idleSessions) {
            splitByValues(m_order);
            return;
        }
        std::stable_sort(m_order.begin(), m_order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return words[a] >> kClassBits < words[b] >> kClassBits;
        });
        std::size_t begin = 0;
        for (std::size_t i = 1; i <= m_order.size(); ++i)
            if (i == m_order.size() ||
                (words[m_order[i]] >> kClassBits) - (words[m_order[i - 1]] >> kClassBits) >
                    static_cast<std::uint64_t>(kIdleMs)) {
                splitByValues(std::span(m_order).subspan(begin, i - begin));
                begin = i;
            }
    }

private:
    static std::size_t extraIndex(const Partitions& partitions, std::size_t column) {
        const auto at =
            std::find(partitions.extraColumns.begin(), partitions.extraColumns.end(), column);
        return static_cast<std::size_t>(at - partitions.extraColumns.begin());
    }
    unsigned lowest(Word word) const { return m_plan.classes[word & kClassMask].lowest; }

    bool inOrder(std::span<const Word> words) const {
        for (std::size_t i = 1; i < words.size(); ++i) {
            const std::uint64_t before = words[i - 1] >> kClassBits, now = words[i] >> kClassBits;
            if (now < before || (now == before && lowest(words[i]) < lowest(words[i - 1])))
                return false;
        }
        return true;
    }

    /// All rows as one piece, in order; their number breaks the last tie.
    void emitSorted() {
        m_keys.clear();
        for (std::uint32_t i = 0; i < m_words.size(); ++i)
            m_keys.push_back({(m_words[i] & ~kClassMask) | lowest(m_words[i]), i});
        constexpr std::size_t kFew = 40;
        if (m_keys.size() > kFew) {
            std::sort(m_keys.begin(), m_keys.end());
        } else { // most users have so few that nothing cleverer is faster
            for (std::size_t i = 1; i < m_keys.size(); ++i) {
                const Key key = m_keys[i];
                std::size_t to = i;
                for (; to > 0 && key.order < m_keys[to - 1].order; --to)
                    m_keys[to] = m_keys[to - 1];
                m_keys[to] = key;
            }
        }
        m_pieceWords.resize(m_keys.size());
        m_pieceSegment.resize(m_segment ? m_keys.size() : 0);
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            m_pieceWords[i] = m_words[m_keys[i].row];
            if (m_segment)
                m_pieceSegment[i] = (*m_extras)[*m_segment][m_keys[i].row];
        }
        m_visit({m_user, m_pieceWords, m_pieceSegment});
    }

    /// -1, 0, 1: compares the split columns of two rows.
    int compareSplit(std::uint32_t a, std::uint32_t b) const {
        for (std::size_t x : m_split)
            if ((*m_extras)[x][a] != (*m_extras)[x][b])
                return (*m_extras)[x][a] < (*m_extras)[x][b] ? -1 : 1;
        return 0;
    }

    void splitByValues(std::span<std::uint32_t> rows) {
        // Rows come in file order or time order; a row's number breaks the last tie.
        std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            if (const int split = compareSplit(a, b); split != 0)
                return split < 0;
            const std::uint64_t ta = m_words[a] >> kClassBits, tb = m_words[b] >> kClassBits;
            if (ta != tb)
                return ta < tb;
            const unsigned la = lowest(m_words[a]), lb = lowest(m_words[b]);
            return la != lb ? la < lb : a < b;
        });
        std::size_t begin = 0;
        for (std::size_t i = 1; i <= rows.size(); ++i)
            if (i == rows.size() || compareSplit(rows[i - 1], rows[i]) != 0) {
                emit(rows.subspan(begin, i - begin));
                begin = i;
            }
    }

    void emit(std::span<const std::uint32_t> rows) {
        if (m_plan.sessionSplit && (*m_extras)[m_split[*m_plan.sessionSplit]][rows[0]] == kNoValue)
            return;
        m_pieceWords.clear();
        m_pieceSegment.clear();
        for (std::uint32_t row : rows) {
            m_pieceWords.push_back(m_words[row]);
            if (m_segment)
                m_pieceSegment.push_back((*m_extras)[*m_segment][row]);
        }
        m_visit({m_user, m_pieceWords, m_pieceSegment});
    }

    struct Key {
        Word order = 0; ///< the time, then the first step it serves
        std::uint32_t row = 0;
        auto operator<=>(const Key&) const = default;
    };

    const Plan& m_plan;
    const std::function<void(const UnitEvents&)>& m_visit;
    std::vector<std::size_t> m_split;
    std::optional<std::size_t> m_segment;
    std::uint32_t m_user = 0;
    std::span<const Word> m_words;
    const std::vector<const std::uint32_t*>* m_extras = nullptr;
    std::vector<std::uint32_t> m_order, m_pieceSegment;
    std::vector<Key> m_keys;
    std::vector<Word> m_pieceWords;
};

} // namespace

unsigned threadsFor(const Plan& plan) {
    return usefulThreads(plan.options.threads, plan.log->chunks.size());
}

std::size_t passesFor(const Plan& plan, std::size_t bytes) {
    const std::size_t extras = plan.splitBy.size() + (plan.segment ? 1 : 0);
    const std::uint64_t each = sizeof(Word) + sizeof(std::uint32_t) * (1 + extras);
    const std::uint64_t all = plan.log->rows() * each;
    return static_cast<std::size_t>(std::clamp<std::uint64_t>((all + bytes - 1) / bytes, 1, 64));
}

UserRanges userRanges(const EventLog& log) {
    UserRanges ranges;
    const std::uint64_t aim = std::clamp<std::uint64_t>(log.rows() / 100'000, 1, 256);
    const std::uint32_t lastUser = log.units == 0 ? 0 : log.units - 1;
    while (lastUser >> ranges.shift >= aim)
        ++ranges.shift;
    ranges.count = (lastUser >> ranges.shift) + 1;
    return ranges;
}

Partitions filterRows(Plan& plan, unsigned threads, const JobControl& job, Pass pass) {
    Partitions partitions;
    partitions.extraColumns = extraColumnsOf(plan);
    const UserRanges ranges = userRanges(*plan.log);
    partitions.shift = ranges.shift;
    partitions.count = ranges.count;
    partitions.first = partitions.count * pass.number / pass.of;
    partitions.past = partitions.count * (pass.number + 1) / pass.of;
    partitions.of.resize(threads);
    partitions.pools.resize(threads);
    for (auto& ofThread : partitions.of)
        ofThread.resize(partitions.count);

    const std::size_t chunks = plan.log->chunks.size();
    std::mutex progress;
    std::size_t done = 0;
    inParallel(threads, [&](unsigned thread) {
        RowFilter filter(plan);
        filter.into(partitions, thread);
        for (std::size_t chunk = chunks * thread / threads; chunk < chunks * (thread + 1) / threads;
             ++chunk) {
            job.throwIfCancelled();
            filter.run(chunk);
            const std::lock_guard lock(progress);
            job.report((static_cast<double>(pass.number) +
                        0.6 * static_cast<double>(++done) / static_cast<double>(chunks)) /
                           static_cast<double>(pass.of),
                       "reading events");
        }
        filter.finish();
    });
    return partitions;
}

void visitUnits(const Plan& plan, Partitions& partitions, std::size_t partition,
                const JobControl& job, const std::function<void(const UnitEvents&)>& visit) {
    const std::uint32_t firstUser = static_cast<std::uint32_t>(partition) << partitions.shift;
    const std::size_t users =
        std::min<std::size_t>(std::size_t{1} << partitions.shift, plan.log->units - firstUser);
    std::vector<std::uint32_t> end(users + 1,
                                   0); // after scattering, end[u] is where user u's rows end
    std::size_t total = 0;
    for (auto& thread : partitions.of)
        for (const Block& block : thread[partition]) {
            total += block.count;
            for (std::size_t i = 0; i < block.count; ++i)
                ++end[block.unit[i] - firstUser + 1];
        }
    for (std::size_t u = 1; u <= users; ++u)
        end[u] += end[u - 1];
    const std::size_t extras = partitions.extraColumns.size();
    std::vector<Word> words(total);
    std::vector<std::vector<std::uint32_t>> extra(extras, std::vector<std::uint32_t>(total));
    for (auto& thread : partitions.of) {
        for (const Block& block : thread[partition])
            for (std::size_t i = 0; i < block.count; ++i) {
                const std::uint32_t at = end[block.unit[i] - firstUser]++;
                words[at] = block.word[i];
                for (std::size_t x = 0; x < extras; ++x)
                    extra[x][at] = block.extra[x * Block::kRows + i];
            }
        std::vector<Block>().swap(thread[partition]);
    }
    UnitSplitter splitter(plan, partitions, visit);
    std::vector<const std::uint32_t*> columns(extras);
    std::size_t begin = 0, sinceCheck = 0;
    for (std::size_t u = 0; u < users; ++u) {
        const std::size_t size = end[u] - begin;
        if (size != 0) {
            for (std::size_t x = 0; x < extras; ++x)
                columns[x] = extra[x].data() + begin;
            splitter.run(firstUser + static_cast<std::uint32_t>(u),
                         std::span(words).subspan(begin, size), columns);
        }
        begin = end[u];
        sinceCheck += size;
        if (sinceCheck > 50'000) {
            job.throwIfCancelled();
            sinceCheck = 0;
        }
    }
}

} // namespace cairn::funnel
