#include "core/analytics/funnel_over_time.hpp"

#include <algorithm>

#include "cairn/base/error.hpp"
#include "core/analytics/period_table.hpp"

namespace cairn::funnel {
namespace {

/// How long after its entry an attempt may still reach a further step; empty = for ever.
std::optional<std::int64_t> patience(const FunnelOptions& o, std::size_t steps) {
    if (steps < 2)
        return 0;
    if (!o.windowMs)
        return std::nullopt;
    const bool previous = o.windowFrom == WindowFrom::Previous && o.order != FunnelOrder::Any;
    return *o.windowMs * (previous ? static_cast<std::int64_t>(steps - 1) : 1);
}

} // namespace

void OverTimeTally::merge(OverTimeTally&& other) {
    for (auto& [period, tally] : other.m_periods)
        m_periods.try_emplace(period, m_steps).first->second.merge(std::move(tally));
}

Tally* OverTimeTally::find(std::int64_t period) {
    const auto at = m_periods.find(period);
    return at == m_periods.end() ? nullptr : &at->second;
}

void checkPeriods(const EventLog& log, const FunnelOptions& options) {
    const auto span = spanOf(log, options.from, options.to);
    if (!span)
        return;
    PeriodCutter cutter(options.overTime->zone, options.overTime->period);
    const std::int64_t periods = cutter.of(span->last) - cutter.of(span->first) + 1;
    if (periods > kMostPeriods)
        throw Error(ErrorCode::BadInput, "compute the funnel over time",
                    "the events span " + std::to_string(periods) + " " +
                        std::string(nameOf(options.overTime->period)) + "s",
                    "Look at the time column's format, or choose longer periods.");
}

std::vector<FunnelPeriod> periodsOf(OverTimeTally& tally, const EventLog& log,
                                    const FunnelOptions& options,
                                    const std::vector<std::string>& labels) {
    std::vector<FunnelPeriod> periods;
    const auto span = spanOf(log, options.from, options.to);
    if (!span)
        return periods;
    PeriodCutter cutter(options.overTime->zone, options.overTime->period);
    const auto wait = patience(options, labels.size());
    TimeMs seenUntil = *log.lastTime();
    if (options.allInside && options.to)
        seenUntil = std::min(seenUntil, *options.to);
    const std::int64_t last = cutter.of(span->last);
    for (std::int64_t number = cutter.of(span->first); number <= last; ++number) {
        FunnelPeriod& period = periods.emplace_back();
        period.period = number;
        period.start = cutter.startOf(number);
        period.end = cutter.startOf(number + 1);
        period.partial = !wait || period.end - 1 > seenUntil - *wait ||
                         span->first > period.start || (options.to && *options.to < period.end - 1);
        Tally none(labels.size());
        Tally* mine = tally.find(number);
        period.steps = resultsOf(mine ? *mine : none, labels);
    }
    return periods;
}

} // namespace cairn::funnel
