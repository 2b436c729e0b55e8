#include "core/analytics/funnel_rows.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <unordered_map>

#include "cairn/base/error.hpp"

namespace cairn::funnel {
namespace {

/// One thread's share of the chunks, in file order.
class RowFilter {
public:
    RowFilter(Plan& plan, Partitions& partitions, unsigned thread)
        : m_plan(plan), m_partitions(partitions), m_pool(partitions.pools[thread]),
          m_out(partitions.of[thread]), m_open(m_out.size()), m_chosen(kChunkRows + 1) {
        for (const NameRule& rule : plan.names)
            m_classOf.push_back(!rule.relevant      ? kIrrelevant
                                : rule.classId >= 0 ? static_cast<std::uint16_t>(rule.classId)
                                                    : kLook);
    }

    void run(std::size_t chunk) {
        if (!mayMatter(m_plan.log->chunks[chunk]))
            return;
        const ChunkRows& rows = m_decoder.decode(*m_plan.log, chunk, m_plan.wanted);
        const FunnelOptions& o = m_plan.options;
        const TimeMs from = o.from.value_or(std::numeric_limits<TimeMs>::min());
        const TimeMs to = o.allInside && o.to ? *o.to : std::numeric_limits<TimeMs>::max();
        // First which rows matter, without a branch: half of them usually do, in no order a
        // processor could guess.
        std::size_t chosen = 0;
        for (std::size_t row = 0; row < rows.name.size(); ++row) {
            m_chosen[chosen] = static_cast<std::uint32_t>(row);
            const TimeMs time = rows.time[row];
            chosen += static_cast<std::size_t>((m_classOf[rows.name[row]] != kIrrelevant) &
                                               (time >= from) & (time <= to));
        }
        if (m_partitions.extraColumns.empty())
            keepChosen<false>(rows, chosen);
        else
            keepChosen<true>(rows, chosen);
    }

    /// Tells the blocks how full they are.
    void finish() {
        for (std::size_t p = 0; p < m_open.size(); ++p)
            if (!m_out[p].empty())
                m_out[p].back().count = m_open[p].count;
    }

private:
    static constexpr std::uint16_t kIrrelevant = 0xFFFF, kLook = 0xFFFE;

    bool mayMatter(const Chunk& chunk) const {
        const FunnelOptions& o = m_plan.options;
        if (o.from && chunk.time.maximum < *o.from)
            return false;
        if (o.allInside && o.to && chunk.time.minimum > *o.to)
            return false;
        const auto last = std::min<std::int64_t>(
            chunk.name.maximum, static_cast<std::int64_t>(m_plan.names.size()) - 1);
        for (std::int64_t name = std::max<std::int64_t>(chunk.name.minimum, 0); name <= last;
             ++name)
            if (m_plan.names[static_cast<std::size_t>(name)].relevant)
                return true;
        return false;
    }

    std::uint16_t classOf(const NameRule& rule, const ChunkRows& rows, std::size_t row) {
        Mask steps = rule.steps, exclusions = rule.exclusions;
        const auto holds = [&](const std::vector<Condition>& conditions) {
            return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& c) {
                return c.holds(rows.properties[c.wanted][row]);
            });
        };
        for (const auto& [bit, conditions] : rule.maybeSteps)
            if (holds(*conditions))
                steps |= Mask{1} << bit;
        for (const auto& [bit, conditions] : rule.maybeExclusions)
            if (holds(*conditions))
                exclusions |= Mask{1} << bit;
        if (steps == 0 && exclusions == 0 && !m_plan.keepAll)
            return kIrrelevant;
        if (!m_haveLast || m_lastSteps != steps || m_lastExclusions != exclusions) {
            const auto [at, isNew] = m_ids.try_emplace({steps, exclusions}, std::uint16_t{0});
            if (isNew)
                at->second = m_plan.classes.idOf(steps, exclusions);
            m_haveLast = true;
            m_lastSteps = steps;
            m_lastExclusions = exclusions;
            m_lastId = at->second;
        }
        return m_lastId;
    }

    template <bool kExtras> void keepChosen(const ChunkRows& rows, std::size_t chosen) {
        std::uint64_t odd = 0;
        const auto base = static_cast<std::uint64_t>(m_plan.base);
        const std::uint32_t units = m_plan.log->units;
        for (std::size_t i = 0; i < chosen; ++i) {
            const std::size_t row = m_chosen[i];
            std::uint16_t classId = m_classOf[rows.name[row]];
            if (classId == kLook) {
                classId = classOf(m_plan.names[rows.name[row]], rows, row);
                if (classId == kIrrelevant)
                    continue;
            }
            const std::uint32_t unit = rows.unit[row];
            const std::uint64_t since = static_cast<std::uint64_t>(rows.time[row]) - base;
            odd |= since >> 51 | static_cast<std::uint64_t>(unit >= units);
            if (odd != 0)
                break;
            const std::size_t partition = unit >> m_partitions.shift;
            if (partition - m_partitions.first >= m_partitions.past - m_partitions.first)
                continue; // of another pass
            Open& open = m_open[partition];
            if (open.count == Block::kRows)
                openBlock(partition);
            open.unit[open.count] = unit;
            open.word[open.count] = since << kClassBits | classId;
            if constexpr (kExtras)
                for (std::size_t x = 0; x < m_partitions.extraColumns.size(); ++x) {
                    const std::size_t column = m_partitions.extraColumns[x];
                    open.extra[x * Block::kRows + open.count] =
                        column == kNameColumn ? rows.name[row] : rows.properties[column][row];
                }
            ++open.count;
        }
        if (odd != 0)
            throw Error(ErrorCode::Damaged, "compute the funnel",
                        "the stored events contradict their own summary", "Import the file again.");
    }

    void openBlock(std::size_t partition) {
        std::vector<Block>& blocks = m_out[partition];
        if (!blocks.empty())
            blocks.back().count = Block::kRows;
        const Block& fresh = blocks.emplace_back(m_pool.block(m_partitions.extraColumns.size()));
        m_open[partition] = {fresh.unit, fresh.extra, fresh.word, 0};
    }

    /// The block of each partition that is being filled.
    struct Open {
        std::uint32_t *unit = nullptr, *extra = nullptr;
        Word* word = nullptr;
        std::size_t count = Block::kRows;
    };

    Plan& m_plan;
    Partitions& m_partitions;
    RowPool& m_pool;
    std::vector<std::vector<Block>>& m_out;
    std::vector<Open> m_open;
    std::vector<std::uint16_t> m_classOf; ///< by event name
    std::vector<std::uint32_t> m_chosen;
    ChunkDecoder m_decoder;
    std::map<std::pair<Mask, Mask>, std::uint16_t> m_ids;
    Mask m_lastSteps = 0, m_lastExclusions = 0;
    std::uint16_t m_lastId = 0;
    bool m_haveLast = false;
};

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

    const Plan& m_plan;
    const std::function<void(const UnitEvents&)>& m_visit;
    std::vector<std::size_t> m_split;
    std::optional<std::size_t> m_segment;
    std::uint32_t m_user = 0;
    std::span<const Word> m_words;
    const std::vector<const std::uint32_t*>* m_extras = nullptr;
    std::vector<std::uint32_t> m_order, m_pieceSegment;
    std::vector<Word> m_pieceWords;
};

} // namespace

Block RowPool::block(std::size_t extras) {
    constexpr std::size_t kFirst = std::size_t{128} << 10, kMost = std::size_t{4} << 20;
    constexpr std::size_t kWords = Block::kRows * sizeof(Word),
                          kCodes = Block::kRows * sizeof(std::uint32_t);
    // The odd lines between blocks keep those that fill in step out of each other's cache sets.
    const std::size_t needed = kWords + kCodes * (1 + extras) + 3 * 64;
    if (m_size - m_used < needed) { // the first is small, for small logs
        m_size = std::max(needed, m_slabs.empty() ? kFirst : std::min(kMost, m_size * 2));
        m_slabs.emplace_back(LargePages<std::byte>().allocate(m_size));
        m_used = 0;
    }
    std::byte* const at = m_slabs.back().get() + m_used;
    m_used += needed;
    Block made;
    made.word = reinterpret_cast<Word*>(at);
    made.unit = reinterpret_cast<std::uint32_t*>(at + kWords);
    if (extras != 0)
        made.extra = made.unit + Block::kRows;
    return made;
}

unsigned threadsFor(const Plan& plan) {
    return usefulThreads(plan.options.threads, plan.log->chunks.size());
}

std::size_t passesFor(const Plan& plan, std::size_t bytes) {
    const std::size_t extras = plan.splitBy.size() + (plan.segment ? 1 : 0);
    const std::uint64_t each = sizeof(Word) + sizeof(std::uint32_t) * (1 + extras);
    const std::uint64_t all = plan.log->rows() * each;
    return static_cast<std::size_t>(std::clamp<std::uint64_t>((all + bytes - 1) / bytes, 1, 64));
}

Partitions filterRows(Plan& plan, unsigned threads, const JobControl& job, Pass pass) {
    Partitions partitions;
    for (std::size_t column : plan.splitBy)
        partitions.extraColumns.push_back(column);
    if (plan.segment)
        partitions.extraColumns.push_back(*plan.segment);
    const std::uint64_t aim = std::clamp<std::uint64_t>(plan.log->rows() / 100'000, 1, 256);
    const std::uint32_t lastUser = plan.log->units == 0 ? 0 : plan.log->units - 1;
    while (lastUser >> partitions.shift >= aim)
        ++partitions.shift;
    partitions.count = (lastUser >> partitions.shift) + 1;
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
        RowFilter filter(plan, partitions, thread);
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
