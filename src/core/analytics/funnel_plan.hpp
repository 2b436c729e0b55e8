#pragma once
// A funnel's question made ready to ask: checked, its names and values turned into the log's codes.

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/analytics/step_matcher.hpp"

namespace cairn::funnel {

/// Bit s is set when an event satisfies step s (0-based), or exclusion s.
using Mask = StepMask;

inline constexpr unsigned kClassBits = 12;
inline constexpr std::uint64_t kClassMask = (std::uint64_t{1} << kClassBits) - 1;
/// In place of a column of Plan::wanted: the event's name.
inline constexpr std::size_t kNameColumn = std::numeric_limits<std::size_t>::max();
inline constexpr std::int64_t kIdleMs =
    30 * kMinuteMs; ///< sessions end after this long without an event

/// Events that satisfy the same steps and the same exclusions are one class.
struct EventClass {
    Mask steps = 0, exclusions = 0;
    unsigned lowest = 64; ///< the lowest step it satisfies; 64 = none
};

/// Hands out class numbers; threads may ask at once. Numbers never influence a result.
class ClassTable {
public:
    /// Throws Error{BadInput} past 4096 classes.
    std::uint16_t idOf(Mask steps, Mask exclusions);
    const EventClass& operator[](std::size_t id) const { return m_classes[id]; }
    std::size_t size() const { return m_classes.size(); }

private:
    std::mutex m_mutex;
    std::map<std::pair<Mask, Mask>, std::uint16_t> m_ids;
    std::deque<EventClass> m_classes;
};

/// What an event name says about a row before its properties are looked at.
struct NameRule {
    bool relevant = false;
    std::int32_t classId = -1;      ///< known without looking at properties; -1 = look
    Mask steps = 0, exclusions = 0; ///< sure
    std::vector<std::pair<unsigned, const std::vector<Condition>*>> maybeSteps, maybeExclusions;
};

struct Plan {
    const EventLog* log = nullptr;
    FunnelOptions options;
    std::size_t steps = 0;
    std::vector<std::string> labels, unknownEvents;
    std::vector<std::size_t> wanted; ///< property columns to decode
    std::vector<std::size_t>
        splitBy; ///< of `wanted`: a unit's events are split by these (session, held values)
    std::optional<std::size_t> sessionSplit; ///< of `splitBy`: rows without it belong to no session
    std::optional<std::size_t> segment;      ///< of `wanted`: the breakdown's column
    bool keepAll = false; ///< events of no step matter too (strict order, idle time)
    bool idleSessions = false;
    TimeMs base = 0; ///< of the packed times
    std::vector<NameRule> names;
    std::deque<std::vector<Condition>> conditions;
    ClassTable classes;
};

/// Throws Error{BadInput} as computeFunnel tells.
void preparePlan(Plan& plan, const EventLog& log, std::span<const FunnelStep> steps,
                 const FunnelOptions& options);
/// Has every event of a unit visited, steps or not, with its name for a segment.
void keepNames(Plan& plan);

} // namespace cairn::funnel
