#pragma once
// One more funnel for each day, week or month in which the counted attempts began.

#include <unordered_map>

#include "core/analytics/funnel_tally.hpp"

namespace cairn::funnel {

/// One thread's counts by period.
class OverTimeTally {
public:
    OverTimeTally(const OverTime& asked, std::size_t steps)
        : m_cutter(asked.zone, asked.period), m_steps(steps) {}
    void add(const Outcome& outcome) {
        const std::int64_t period = m_cutter.of(outcome.counted.times.front());
        m_periods.try_emplace(period, m_steps).first->second.add(outcome);
    }
    void merge(OverTimeTally&& other);
    Tally* find(std::int64_t period);

private:
    PeriodCutter m_cutter;
    std::size_t m_steps;
    std::unordered_map<std::int64_t, Tally> m_periods;
};

/// Throws Error{BadInput} when the log spans more than 100,000 periods.
void checkPeriods(const EventLog& log, const FunnelOptions& options);
/// Every period of the log and the date range, oldest first; those without a tally are empty.
std::vector<FunnelPeriod> periodsOf(OverTimeTally& tally, const EventLog& log,
                                    const FunnelOptions& options,
                                    const std::vector<std::string>& labels);

} // namespace cairn::funnel
