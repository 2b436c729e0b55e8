#pragma once
// The funnel, to the letter of docs/funnel.md. Knows events; knows no map.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cairn/base/job.hpp"
#include "cairn/base/time_zone.hpp"
#include "cairn/events/event_log.hpp"

namespace cairn {

struct StepFilter {
    std::string column;
    bool isNot = false;
    std::string value; ///< "" matches a missing value
};
/// A step is satisfied by an event whose name is in `events` and for which every filter holds.
struct FunnelStep {
    std::string label;
    std::vector<std::string> events;
    std::vector<StepFilter> filters;
};

enum class FunnelOrder { Ordered, Strict, Any };
enum class AttemptRule { Best, First };
enum class CountRule { Users, Sessions, Attempts };
enum class WindowFrom { First, Previous };
enum class ExclusionAction { Drop, Remove };
enum class BreakdownAt { FirstStep, LastStep, NamedStep, User };

struct Exclusion {
    FunnelStep what;           ///< the events that must not happen
    std::size_t from = 1, to = 2; ///< between these steps, 1-based
    ExclusionAction action = ExclusionAction::Drop;
};
struct Breakdown {
    std::string column;
    BreakdownAt at = BreakdownAt::FirstStep; ///< User: a user counts under each value, with that value's events only
    std::size_t step = 1; ///< for NamedStep, 1-based
    std::size_t most = 25; ///< the rest are summed as "(other)"
};

/// One more funnel for each period of entry (of the counted attempt's first event).
struct OverTime {
    Period period = Period::Week;
    TimeZone zone;
};

struct FunnelOptions {
    FunnelOrder order = FunnelOrder::Ordered;
    AttemptRule attempt = AttemptRule::Best;
    CountRule count = CountRule::Users;
    std::optional<std::int64_t> windowMs = 7 * kDayMs; ///< inclusive; empty = no limit
    WindowFrom windowFrom = WindowFrom::First;
    bool open = false;
    std::int64_t tieToleranceMs = 0; ///< 0, 1000 or 2000
    std::vector<std::string> hold;   ///< properties held constant
    std::vector<Exclusion> exclusions;
    std::optional<Breakdown> breakdown;
    std::optional<OverTime> overTime;
    std::optional<TimeMs> from, to; ///< step 1 must fall in [from, to]; later steps may fall after `to`
    bool allInside = false;         ///< all steps must fall inside the range
    unsigned threads = 0;
};

struct Interval { double low = 0, high = 1; };

/// 95 % Wilson score interval of successes out of n; empty when n = 0.
/// Source: E. B. Wilson, JASA 22 (1927) 209-212, with z = 1.959963984540054.
std::optional<Interval> wilson95(std::uint64_t successes, std::uint64_t n);
/// Fewer people than this and a rate is marked "few".
inline constexpr std::uint64_t kFew = 30;

/// Seconds, over the counted attempts of all units that reached the step; all empty for step 1 and when nobody did.
struct StepTimes {
    std::optional<double> mean, median, p25, p75, p90, p95; ///< type 7 interpolation
    std::vector<std::uint64_t> histogram;  ///< counts in kTimeBuckets
};
/// Upper edges, in seconds, of the histogram's buckets; the last bucket has no edge.
inline constexpr std::array<double, 11> kTimeBuckets{10, 60, 300, 900, 1800, 3600, 14400, 43200, 86400, 259200, 604800};

/// Why the units that stopped at a step stopped there; they sum to StepResult::dropped.
struct DropReasons {
    std::uint64_t timedOut = 0;     ///< did the next step, but after the window
    std::uint64_t otherOrder = 0;   ///< did the next step, but not in this order
    std::uint64_t excluded = 0;
    std::uint64_t never = 0;
};

struct StepResult {
    std::string label;
    std::uint64_t reached = 0;
    std::uint64_t entered = 0;                ///< entered here; in a closed funnel all at step 1, in an open one anywhere
    std::optional<std::uint64_t> dropped;     ///< reached, and did not go on to the next; empty for the last step
    std::optional<double> stepConversion;     ///< (reached[k]-entered[k])/reached[k-1]; empty for step 1 and for a zero denominator
    std::optional<double> overall;            ///< of those who entered at step 1; empty for a zero denominator
    std::optional<Interval> stepInterval;     ///< 95 % of stepConversion
    std::optional<Interval> interval;         ///< 95 % of overall
    bool few = false;                         ///< the denominator is under kFew
    StepTimes time;
    DropReasons reasons;
};

struct SegmentResult {
    std::string value; ///< "(none)" missing, "(other)" the rest
    std::vector<StepResult> steps;
};

struct FunnelPeriod {
    std::int64_t period = 0;
    TimeMs start = 0, end = 0; ///< [start, end)
    /// Somebody who entered in it may still convert: the window reaches past the log's last event; or the data begin inside it.
    bool partial = false;
    std::vector<StepResult> steps; ///< reached[0] = 0 for a period in which nobody entered
};

struct FunnelResult {
    FunnelOptions options; ///< as computed
    std::vector<StepResult> steps;
    std::vector<SegmentResult> breakdown; ///< largest first (by step 1), "(other)" last; empty without a breakdown
    std::vector<FunnelPeriod> overTime;   ///< without holes, oldest first; empty unless asked for
    std::uint64_t rows = 0;  ///< events looked at
    std::uint64_t units = 0; ///< distinct units in the log
    std::uint64_t removed = 0; ///< units an exclusion removed
    std::vector<std::string> unknownEvents; ///< step names that never occur in the log
    bool timeless = false; ///< the log has no times: there was no window, date range or period, and there are no StepTimes
};

/// Of a log without times, whoever did all steps 1..k reached step k, whatever the window, the date range and the periods
/// that were asked for. Throws Error{BadInput}: no steps, more than 64, a column that does not exist (naming those that do), a
/// window under 1 s or over 400 days, an exclusion outside the steps, a filter or breakdown on the session column,
/// and the few combinations that are not offered (docs/funnel.md, "What is refused").
/// Sessions without a session column are cut where a user does nothing for more than 30 minutes.
/// The result depends neither on the number of threads nor on the order of rows with different times.
FunnelResult computeFunnel(const EventLog& log, std::span<const FunnelStep> steps, const FunnelOptions& options,
                           const JobControl& job = {});

/// The deepest step and times of one unit, for the list behind a number.
struct UnitOutcome {
    std::uint32_t unit = 0;
    std::uint32_t depth = 0;
    std::vector<TimeMs> times; ///< of the counted attempt's steps; none of a log without times
    enum class Why { Converted, TimedOut, OtherOrder, Excluded, Never } why = Why::Never;
};
std::vector<UnitOutcome> funnelUnits(const EventLog&, std::span<const FunnelStep>, const FunnelOptions&,
                                     const JobControl& job = {});

/// One event of a unit, as it stands in the log.
struct UnitEvent {
    TimeMs time = 0;
    std::uint64_t row = 0;
    std::uint32_t name = 0; ///< code in EventLog::names
};
/// Everything a unit did, by time and row: what stands behind one line of a why-list.
std::vector<UnitEvent> eventsOfUnit(const EventLog&, std::uint32_t unit, const JobControl& job = {});

/// "ordered, within 7 days of the first step, users, best attempt": the rules beside the numbers, in English.
std::string rulesSentence(const FunnelOptions&);
/// The same of what was computed; of data without times it says that they have none.
std::string rulesSentence(const FunnelResult&);

} // namespace cairn
