#include "core/analytics/funnel_filter.hpp"

#include <algorithm>
#include <limits>

#include "cairn/base/error.hpp"
#include "core/analytics/funnel_split.hpp"

namespace cairn::funnel {
namespace {

[[noreturn]] void contradictory() {
    throw Error(ErrorCode::Damaged, "compute the funnel",
                "the stored events contradict their own summary", "Import the file again.");
}

} // namespace

Block RowPool::block(std::size_t extras) {
    constexpr std::size_t kFirst = std::size_t{128} << 10, kMost = std::size_t{4} << 20;
    constexpr std::size_t kPlaces = Block::kRows + kSplitSpare;
    constexpr std::size_t kWords = kPlaces * sizeof(Word), kCodes = kPlaces * sizeof(std::uint32_t);
    // The odd lines between blocks keep those that fill in step out of each other's cache sets.
    const std::size_t needed = kWords + kCodes * (1 + extras) + 3 * 64;
    while (m_current < m_slabs.size() && m_slabs[m_current].size - m_used < needed) {
        ++m_current;
        m_used = 0;
    }
    if (m_current == m_slabs.size()) { // the first is small, for small logs
        const std::size_t size =
            std::max(needed, m_slabs.empty() ? kFirst : std::min(kMost, m_slabs.back().size * 2));
        m_slabs.push_back({makeLargeRoom<std::byte>(size), size});
    }
    std::byte* const at = m_slabs[m_current].memory.get() + m_used;
    m_used += needed;
    Block made;
    made.word = reinterpret_cast<Word*>(at);
    made.unit = reinterpret_cast<std::uint32_t*>(at + kWords);
    if (extras != 0)
        made.extra = made.unit + kPlaces;
    return made;
}

void RowPool::reuse() {
    m_current = 0;
    m_used = 0;
}

std::vector<std::size_t> extraColumnsOf(const Plan& plan) {
    std::vector<std::size_t> columns = plan.splitBy;
    if (plan.segment)
        columns.push_back(*plan.segment);
    return columns;
}

RowFilter::RowFilter(Plan& plan) : m_plan(plan), m_chosen(kChunkRows + 1) {
    for (const NameRule& rule : plan.names) {
        m_mustLook = m_mustLook || (rule.relevant && rule.classId < 0);
        m_classOf.push_back(!rule.relevant      ? kIrrelevant
                            : rule.classId >= 0 ? static_cast<std::uint16_t>(rule.classId)
                                                : kLook);
    }
    for (const std::uint16_t classId : m_classOf)
        m_wideClassOf.push_back(classId == kIrrelevant ? kNoClass : classId);
}

void RowFilter::into(Partitions& partitions, unsigned thread) {
    m_partitions = &partitions;
    m_pool = &partitions.pools[thread];
    m_out = &partitions.of[thread];
    m_pool->reuse();
    for (std::vector<Block>& blocks : *m_out)
        blocks.clear();
    m_open.assign(m_out->size(), Open());
}

void RowFilter::run(std::size_t chunk) {
    if (!mayMatter(m_plan.log->chunks[chunk]))
        return;
    const ChunkRows& rows = m_decoder.decode(*m_plan.log, chunk, m_plan.wanted);
    const bool extras = !m_partitions->extraColumns.empty();
    if (m_partitions->count == 2 && m_partitions->first == 0 && m_partitions->past == 2 &&
        m_partitions->extraColumns.size() <= 1 && !m_mustLook)
        keepInTwo(rows);
    else if (extras)
        keepChosen<true>(rows, choose(rows));
    else
        keepChosen<false>(rows, choose(rows));
}

/// Which rows matter, without a branch: half of them usually do, in no order a processor could
/// guess.
std::size_t RowFilter::choose(const ChunkRows& rows) {
    const FunnelOptions& o = m_plan.options;
    const TimeMs from = o.from.value_or(std::numeric_limits<TimeMs>::min());
    const TimeMs to = o.allInside && o.to ? *o.to : std::numeric_limits<TimeMs>::max();
    std::size_t chosen = 0;
    for (std::size_t row = 0; row < rows.name.size(); ++row) {
        m_chosen[chosen] = static_cast<std::uint32_t>(row);
        const TimeMs time = rows.time[row];
        chosen += static_cast<std::size_t>((m_classOf[rows.name[row]] != kIrrelevant) &
                                           (time >= from) & (time <= to));
    }
    return chosen;
}

/// The same as choosing and keeping, for two partitions.
void RowFilter::keepInTwo(const ChunkRows& rows) {
    const FunnelOptions& o = m_plan.options;
    RowsToSplit all;
    all.unit = rows.unit.data();
    all.time = rows.time.data();
    all.name = rows.name.data();
    all.classOf = m_wideClassOf.data();
    all.from = o.from.value_or(std::numeric_limits<TimeMs>::min());
    all.to = o.allInside && o.to ? *o.to : std::numeric_limits<TimeMs>::max();
    all.base = static_cast<std::uint64_t>(m_plan.base);
    all.units = m_plan.log->units;
    all.shift = m_partitions->shift;
    if (!m_partitions->extraColumns.empty()) {
        const std::size_t column = m_partitions->extraColumns.front();
        all.extra = column == kNameColumn ? rows.name.data() : rows.properties[column].data();
    }
    for (std::size_t row = 0; row < rows.name.size();) {
        for (std::size_t p = 0; p < 2; ++p)
            if (m_open[p].count == Block::kRows)
                openBlock(p);
        const std::size_t room = Block::kRows - std::max(m_open[0].count, m_open[1].count);
        const std::size_t past = std::min(rows.name.size(), row + room);
        SplitRows sides[2];
        for (std::size_t p = 0; p < 2; ++p)
            sides[p] = {m_open[p].unit, m_open[p].word, m_open[p].extra, m_open[p].count};
        if (!splitInTwo(all, row, past, sides))
            contradictory();
        m_open[0].count = sides[0].count;
        m_open[1].count = sides[1].count;
        row = past;
    }
}

void RowFilter::finish() {
    for (std::size_t p = 0; p < m_open.size(); ++p)
        if (!(*m_out)[p].empty())
            (*m_out)[p].back().count = m_open[p].count;
}

bool RowFilter::mayMatter(const Chunk& chunk) const {
    const FunnelOptions& o = m_plan.options;
    if (o.from && chunk.time.maximum < *o.from)
        return false;
    if (o.allInside && o.to && chunk.time.minimum > *o.to)
        return false;
    const auto last = std::min<std::int64_t>(chunk.name.maximum,
                                             static_cast<std::int64_t>(m_plan.names.size()) - 1);
    for (std::int64_t name = std::max<std::int64_t>(chunk.name.minimum, 0); name <= last; ++name)
        if (m_plan.names[static_cast<std::size_t>(name)].relevant)
            return true;
    return false;
}

std::uint16_t RowFilter::classOf(const NameRule& rule, const ChunkRows& rows, std::size_t row) {
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

template <bool kExtras> void RowFilter::keepChosen(const ChunkRows& rows, std::size_t chosen) {
    const std::vector<std::size_t>& extras = m_partitions->extraColumns;
    const unsigned shift = m_partitions->shift;
    const std::uint32_t mask = m_partitions->mask;
    const std::size_t first = m_partitions->first, present = m_partitions->past - first;
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
        const std::size_t partition = unit >> shift & mask;
        if (partition - first >= present)
            continue; // of another pass
        Open& open = m_open[partition];
        if (open.count == Block::kRows)
            openBlock(partition);
        open.unit[open.count] = unit;
        open.word[open.count] = since << kClassBits | classId;
        if constexpr (kExtras)
            for (std::size_t x = 0; x < extras.size(); ++x) {
                const std::size_t column = extras[x];
                open.extra[x * Block::kRows + open.count] =
                    column == kNameColumn ? rows.name[row] : rows.properties[column][row];
            }
        ++open.count;
    }
    if (odd != 0)
        contradictory();
}

void RowFilter::openBlock(std::size_t partition) {
    std::vector<Block>& blocks = (*m_out)[partition];
    if (!blocks.empty())
        blocks.back().count = Block::kRows;
    const Block& fresh = blocks.emplace_back(m_pool->block(m_partitions->extraColumns.size()));
    m_open[partition] = {fresh.unit, fresh.extra, fresh.word, 0};
}

} // namespace cairn::funnel
