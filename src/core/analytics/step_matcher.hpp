#pragma once
// Which steps a row satisfies: names and values of a question turned into the log's codes.

#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "cairn/analytics/funnel.hpp"

namespace cairn {

/// Bit s is set when a row satisfies step s (0-based).
using StepMask = std::uint64_t;

struct Condition {
    std::size_t wanted = 0; ///< which of the wanted columns
    bool isNot = false;
    std::optional<std::uint32_t> code; ///< empty = a value that no row has
    bool holds(std::uint32_t value) const { return (code == value) != isNot; }
};

/// The column with that name; its values can be told apart by name (not the session column). Throws
/// Error{BadInput} naming those there are; `doing` completes "could not …".
std::size_t namedColumn(const EventLog& log, const std::string& name, const char* doing);
/// Its place in the list of columns to decode, added when it is new.
std::size_t placeOf(std::vector<std::size_t>& wanted, std::size_t column);
/// A step's filters as codes.
std::vector<Condition> conditionsOf(const EventLog& log, const FunnelStep& step,
                                    std::vector<std::size_t>& wanted, const char* doing);
/// A step's own label, or its events; "any event" without any.
std::string labelOf(const FunnelStep& step);

/// Up to 64 steps. A step without events is satisfied by any event. Safe to share between threads.
class StepMatcher {
public:
    StepMatcher(const EventLog& log, std::span<const FunnelStep> steps, const char* doing);

    /// Columns for ChunkDecoder::decode. More may be added behind them with placeOf before
    /// decoding.
    std::vector<std::size_t> wanted;

    StepMask of(const ChunkRows& rows, std::size_t row) const {
        const Rule& rule = m_rules[rows.name[row]];
        return rule.maybe.empty() ? rule.sure : rule.sure | look(rule, rows, row);
    }
    /// False when no row of the chunk can satisfy any step.
    bool mayMatter(const Chunk& chunk) const;
    /// Names of steps that never occur in the log.
    std::vector<std::string> unknownEvents;

private:
    struct Rule {
        StepMask sure = 0;
        std::vector<std::pair<unsigned, const std::vector<Condition>*>> maybe;
    };
    static StepMask look(const Rule& rule, const ChunkRows& rows, std::size_t row);
    std::vector<Rule> m_rules; ///< by event name
    std::deque<std::vector<Condition>> m_conditions;
};

} // namespace cairn
