#pragma once
// Trends: counts, people and rates by day, week or month of a named time zone. Rules are told in docs/numbers.md.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/base/time_zone.hpp"

namespace cairn {

enum class TrendMeasure {
    Events, ///< rows
    Units,  ///< distinct units with at least one such event in the period
    Rate    ///< those units / units with any event of `base` in the period
};

struct TrendOptions {
    std::vector<FunnelStep> series; ///< 1 to 64, of rates to 63 (the base is one more); no events = any event
    TrendMeasure measure = TrendMeasure::Units;
    FunnelStep base;                ///< for Rate; no events = any event
    Period period = Period::Week;
    TimeZone zone;
    std::optional<TimeMs> from, to;
    unsigned threads = 0;
};

struct TrendPoint {
    /// Empty = a gap: the log has no event of any kind in the period, or a rate's base is 0. An absent event in a period
    /// that has others is a true 0.
    std::optional<double> value;
    std::uint64_t count = 0, of = 0;  ///< of: the rate's denominator
    std::optional<Interval> interval; ///< 95 % Wilson, for rates
};
struct TrendPeriod {
    std::int64_t period = 0;
    TimeMs start = 0, end = 0; ///< [start, end)
    bool partial = false;      ///< the data begin after its start or end before its end
    bool gap = false;          ///< no event of any kind
};
struct TrendResult {
    TrendOptions options;
    std::vector<TrendPeriod> periods; ///< without holes, oldest first
    struct Series {
        std::string label;
        std::vector<TrendPoint> points; ///< one per period
        std::uint64_t total = 0;        ///< rows, or distinct units over the whole range
    };
    std::vector<Series> series;
};

/// Throws Error{BadInput} for a column that does not exist, no series or too many, more than 100,000 periods; Error{Cancelled}.
TrendResult computeTrend(const EventLog& log, const TrendOptions& options, const JobControl& job = {});

} // namespace cairn
