// Money at stake: customers lost here x conversion from the next step to the end x value of one
// conversion, a month.
#include <algorithm>

#include "core/insight/metrics.hpp"

namespace cairn::insight {
namespace {

constexpr double kMonthDays = 30.44;

/// Empty when the data covers less than a day, or nobody knows what it covers.
std::optional<double> monthsOf(const MapFindings& findings) {
    if (!findings.firstEvent || !findings.lastEvent)
        return std::nullopt;
    const double days = static_cast<double>(*findings.lastEvent - *findings.firstEvent) /
                        static_cast<double>(kDayMs);
    if (days < 1)
        return std::nullopt;
    return days / kMonthDays;
}

/// Of those at the step after `step`, the share that gets to the end; empty when some rate on the
/// way is.
std::optional<double> toTheEnd(const MapFindings& findings, std::size_t step) {
    double share = 1;
    for (std::size_t later = step + 2; later < findings.funnelStages.size(); ++later) {
        const auto& rate = findings.stages.at(findings.funnelStages[later]).stepConversion;
        if (!rate)
            return std::nullopt;
        share *= *rate;
    }
    return share;
}

} // namespace

void addMoney(const Facts& facts, MapFindings& findings) {
    const auto& value = facts.project.facts.conversionValue;
    if (!value || *value <= 0 || !findings.hasData)
        return;
    const auto months = monthsOf(findings);
    if (!months) {
        findings.notes.push_back("Money at stake is left out: the data does not say which period "
                                 "of a day or more it covers");
        return;
    }
    for (std::size_t step = 0; step < findings.funnelStages.size(); ++step) {
        StageFinding& stage = findings.stages[findings.funnelStages[step]];
        const auto share = toTheEnd(findings, step);
        if (!stage.lost || !share)
            continue;
        stage.moneyPerMonth = *stage.lost * *share * *value / *months;
        // The stage's money once more on its worst element, and on no other, so that a list never
        // counts it twice.
        const auto worst =
            std::find_if(findings.pain.begin(), findings.pain.end(), [&](const PainScore& pain) {
                return pain.stage == stage.stage && pain.score;
            });
        if (worst != findings.pain.end())
            worst->moneyPerMonth = stage.moneyPerMonth;
    }
}

} // namespace cairn::insight
