// The tables beside a funnel: times, periods, comparisons.

#include <cmath>
#include <cstdio>
#include <iostream>

#include "cairn/exchange/questions_json.hpp"
#include "cli/print.hpp"

namespace cairn::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// "13.3 points"
std::string pointsText(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%+.1f", share * 100);
    return text;
}

std::string pText(const std::optional<double>& p) {
    if (!p)
        return "–";
    char text[32];
    std::snprintf(text, sizeof text, *p < 0.001 ? "< 0.001" : "%.3f", *p);
    return text;
}

std::string verdict(const ProportionTest& test) {
    if (!test.difference)
        return "";
    if (test.n < kFew || test.m < kFew)
        return "few";
    if (test.significant)
        return "more than chance";
    return test.neededEach ? "may be chance; " + countText(*test.neededEach) + " each would tell"
                           : "no difference";
}

} // namespace

void printTimes(const FunnelResult& result) {
    Rows rows{{"took"}};
    for (std::size_t step = 1; step < result.steps.size(); ++step)
        rows[0].push_back(">" + result.steps[step].label);
    const auto row = [&](const std::string& label, auto value) {
        rows.push_back({label});
        for (std::size_t step = 1; step < result.steps.size(); ++step)
            rows.back().push_back(value(result.steps[step].time));
    };
    for (std::size_t bucket = 0; bucket <= kTimeBuckets.size(); ++bucket) {
        std::uint64_t all = 0;
        const auto countOf = [&](const StepTimes& time) {
            return bucket < time.histogram.size() ? time.histogram[bucket] : 0;
        };
        for (const StepResult& step : result.steps)
            all += countOf(step.time);
        if (all != 0)
            row(bucket < kTimeBuckets.size() ? "up to " + durationText(kTimeBuckets[bucket])
                                             : "more than " + durationText(kTimeBuckets.back()),
                [&](const StepTimes& time) { return countText(countOf(time)); });
    }
    if (rows.size() == 1)
        return;
    row("p25", [](const StepTimes& time) { return durationText(time.p25); });
    row("median", [](const StepTimes& time) { return durationText(time.median); });
    row("p75", [](const StepTimes& time) { return durationText(time.p75); });
    row("p90", [](const StepTimes& time) { return durationText(time.p90); });
    row("p95", [](const StepTimes& time) { return durationText(time.p95); });
    row("mean", [](const StepTimes& time) { return durationText(time.mean); });
    std::cout << "\nTime from the step before:\n\n";
    printTable(rows);
}

void printOverTime(const FunnelResult& result) {
    if (!result.options.overTime)
        return;
    Rows rows{{std::string(nameOf(result.options.overTime->period)) + " of entry"}};
    for (const StepResult& step : result.steps)
        rows[0].push_back(">" + step.label);
    rows[0].insert(rows[0].end(), {">of all", "95 % of all", ""});
    for (const FunnelPeriod& period : result.overTime) {
        rows.push_back({periodLabel(period.period, result.options.overTime->period)});
        for (const StepResult& step : period.steps)
            rows.back().push_back(countText(step.reached));
        const StepResult& last = period.steps.back();
        rows.back().push_back(percentText(last.overall));
        rows.back().push_back(last.interval ? percentText(last.interval->low) + " to " +
                                                  percentText(last.interval->high)
                                            : "–");
        rows.back().push_back(period.partial ? "not complete" : "");
    }
    std::cout << "\nOver time (" << result.options.overTime->zone.name() << "):\n\n";
    printTable(rows);
}

void printComparison(const ComparedFunnels& compared) {
    std::cout << "\nBefore: " << compared.before << ". After: " << compared.after << ".\n\n";
    Rows rows{{"of the step before", ">before", ">after", ">points", "95 %", ">p", ""}};
    for (std::size_t step = 1; step < compared.difference.step.size(); ++step) {
        const ProportionTest& test = compared.difference.step[step];
        const auto side = [](std::uint64_t part, std::uint64_t whole) {
            const auto share = whole == 0 ? std::optional<double>()
                                          : static_cast<double>(part) / static_cast<double>(whole);
            return countText(part) + " of " + countText(whole) + ", " + percentText(share);
        };
        rows.push_back({compared.afterFunnel.steps[step].label, side(test.a, test.n),
                        side(test.b, test.m), test.difference ? pointsText(*test.difference) : "–",
                        test.interval ? pointsText(test.interval->low) + " to " +
                                            pointsText(test.interval->high)
                                      : "–",
                        pText(test.p), verdict(test)});
    }
    printTable(rows);
}

} // namespace cairn::cli
