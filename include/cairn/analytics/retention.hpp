#pragma once
// Retention: who comes back. Rules are told in docs/numbers.md.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/base/time_zone.hpp"

namespace cairn {

enum class RetentionStart {
    FirstTime, ///< a unit's first start event ever makes its one cohort
    Recurring  ///< a unit belongs to the cohort of every period in which it has a start event
};
enum class RetentionMeasure {
    On,       ///< n-day: came back in exactly that period
    Unbounded ///< came back in that period or any later one
};

struct RetentionOptions {
    FunnelStep start;            ///< no events = any event
    FunnelStep back;             ///< no events = any event
    RetentionStart who = RetentionStart::FirstTime;
    RetentionMeasure measure = RetentionMeasure::On;
    Period period = Period::Week; ///< of cohorts and of the columns
    std::size_t periods = 8;      ///< columns after period 0; at most 400
    TimeZone zone;
    std::optional<TimeMs> from, to; ///< start events must fall in [from, to]
    unsigned threads = 0;
};

struct RetentionCell {
    std::uint64_t returned = 0;
    /// The period had ended by the log's last event: only then is the share comparable. A cell whose period had not
    /// begun by then does not exist (the triangle).
    bool complete = false;
    std::optional<double> share;      ///< returned / cohort size; empty for an empty cohort
    std::optional<Interval> interval; ///< 95 % Wilson
};
struct RetentionCohort {
    std::int64_t period = 0; ///< number (see periodOf)
    TimeMs start = 0;        ///< first instant of the period
    std::uint64_t size = 0;
    bool few = false;
    std::vector<RetentionCell> cells; ///< [k]: k periods later; [0] is the start's own period
};
struct RetentionResult {
    RetentionOptions options;
    std::vector<RetentionCohort> cohorts; ///< oldest first; every period from first to last, empty ones too
    /// [k]: over all cohorts whose cell k is complete: sum returned / sum sizes. Empty cells where there is none.
    struct Average {
        std::uint64_t returned = 0, of = 0;
        std::optional<double> share;
        std::optional<Interval> interval;
    };
    std::vector<Average> average;
    std::uint64_t units = 0; ///< distinct units with a start event
};

/// In cell [0] of a cohort a back event counts only after the unit's start event of that period (a later event: another row at the
/// same instant is not a return); in later cells any back event of that period counts.
/// Throws Error{BadInput} for a column that does not exist, periods = 0 or over 400, data of more than 100,000 periods, more than
/// 2,000,000 cells (cohorts x columns; for Recurring every period of the data counts as a cohort); Error{Cancelled}.
RetentionResult computeRetention(const EventLog& log, const RetentionOptions& options, const JobControl& job = {});

} // namespace cairn
