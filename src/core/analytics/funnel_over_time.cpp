#include "core/analytics/funnel_over_time.hpp"

#include <algorithm>
#include <limits>

#include "cairn/base/error.hpp"

namespace cairn::funnel {
namespace {

struct Span {
    TimeMs from = 0, to = -1; ///< empty when to < from
};

/// Where anybody could have entered.
Span entrySpan(const EventLog& log, const FunnelOptions& o) {
    const auto first = log.firstTime(), last = log.lastTime();
    if (!first || !last)
        return {};
    return {std::max(*first, o.from.value_or(*first)), std::min(*last, o.to.value_or(*last))};
}

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
    constexpr std::int64_t kMost = 100'000;
    const Span span = entrySpan(log, options);
    if (span.to < span.from)
        return;
    PeriodCutter cutter(options.overTime->zone, options.overTime->period);
    const std::int64_t periods = cutter.of(span.to) - cutter.of(span.from) + 1;
    if (periods > kMost)
        throw Error(ErrorCode::BadInput, "compute the funnel over time",
                    "the events span " + std::to_string(periods) + " " +
                        std::string(nameOf(options.overTime->period)) + "s",
                    "Look at the time column's format, or choose longer periods.");
}

std::vector<FunnelPeriod> periodsOf(OverTimeTally& tally, const EventLog& log,
                                    const FunnelOptions& options,
                                    const std::vector<std::string>& labels) {
    std::vector<FunnelPeriod> periods;
    const Span span = entrySpan(log, options);
    if (span.to < span.from)
        return periods;
    PeriodCutter cutter(options.overTime->zone, options.overTime->period);
    const auto wait = patience(options, labels.size());
    TimeMs seenUntil = *log.lastTime();
    if (options.allInside && options.to)
        seenUntil = std::min(seenUntil, *options.to);
    const std::int64_t last = cutter.of(span.to);
    for (std::int64_t number = cutter.of(span.from); number <= last; ++number) {
        FunnelPeriod& period = periods.emplace_back();
        period.period = number;
        period.start = cutter.startOf(number);
        period.end = cutter.startOf(number + 1);
        period.partial = !wait || period.end - 1 > seenUntil - *wait || span.from > period.start ||
                         (options.to && *options.to < period.end - 1);
        Tally none(labels.size());
        Tally* mine = tally.find(number);
        period.steps = resultsOf(mine ? *mine : none, labels);
    }
    return periods;
}

} // namespace cairn::funnel
