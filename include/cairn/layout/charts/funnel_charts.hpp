#pragma once
// What lies behind a funnel's numbers: time to convert, conversion over time, where they went instead, before and now.

#include <string>
#include <vector>

#include "cairn/insight/findings.hpp"
#include "cairn/insight/questions.hpp"
#include "cairn/layout/charts/chart.hpp"

namespace cairn {

struct FunnelDifference;

struct TimeHistogramWords {
    std::string median = "median %1";           ///< at its place on the time axis; %1 a duration
    std::string middleHalf = "half took %1 to %2"; ///< the bar from p25 to p75
    std::string ninety = "90 % within %1";
    std::string under = "under %1", between = "%1 to %2", over = "over %1"; ///< a bucket, in its tooltip
    std::string nobody = "Nobody came this far";
    std::string foot = "n = %1. Beneath the bars: where one ends and the next begins.";
};
/// How long it took to come to a step from the one before: bars over kTimeBuckets, edges in words, the count on each,
/// and above them the median, the middle half (p25 to p75) and p90, each with its own words.
/// Marks: Bar (index = bucket), Percentile (index 0 = p25 to p75, 1 = median, 2 = p90).
/// Empty for step 1, which has no times.
Chart layoutTimeHistogram(const StepResult& step, const TextMeasurer&, const Phrases&,
                          const TimeHistogramWords& = {}, const ChartOptions& = {});

struct OverTimeWords {
    std::string toTheEnd = "to the end"; ///< the label of the line
    std::string n = "n";                 ///< in front of the row of counts
    std::string entered = "n = %1 entered";
    std::string partial = "not complete yet: somebody may still convert";
    std::string nobody = "nobody entered";
    std::string foot = "By %1 of entry. Band: 95 % interval. Dashed and hollow: not complete yet.";
    std::string day = "day", week = "week", month = "month"; ///< for %1 of the foot
};
/// The share that came to the end by period of entry, with its 95 % band, n under each point, partial periods dashed and
/// hollow; with `eachStep` thin lines of every step's conversion from the one before, labelled at their ends.
/// Marks: Point (series 0 = to the end, k = step k's conversion; index = period). Empty without FunnelResult::overTime.
Chart layoutOverTime(const FunnelResult&, const TextMeasurer&, const Phrases&, const OverTimeWords& = {},
                     const ChartOptions& = {}, bool eachStep = false);

struct InsteadWords {
    std::string heading = "After %1: %2 left";      ///< a step's title, how many stopped there
    std::string nothingMore = "nothing more";
    std::string more = "%1 other events";
    std::string later = "median %1 later";
    std::string foot = "The first thing done after the last step reached, by those who went no further.";
};
/// For each step, where those who stopped there went: bars by rank with count and share. The six most frequent are
/// drawn, the others summed in words.
/// Marks: Next (series = index into `instead`, index = into its `next`). `stepTitles`: one for each step of the funnel.
Chart layoutInstead(const std::vector<InsteadOf>& instead, const std::vector<std::string>& stepTitles, const TextMeasurer&,
                    const Phrases&, const InsteadWords& = {}, const ChartOptions& = {});

struct ComparisonWords {
    std::string step = "Step", before = "Before", now = "Now", difference = "Difference";
    std::string overall = "to the end";
    std::string better = "better: more than chance", worse = "worse: more than chance"; ///< significant, up or down
    std::string chance = "could be chance";
    std::string tooFew = "too few people: needs about %1 each";
    std::string tooFewPlain = "too few people";     ///< when there is no difference to size a sample for
    std::string none = "nothing to compare";        ///< nobody before or nobody now
    std::string of = "%1 of %2";                    ///< the counts in a tooltip
    std::string foot = "Points of per cent, now minus before. Whiskers: 95 % interval; where they cross the middle line the "
                       "difference could be chance.";
};
/// A row for each step and one for the way to the end: both conversions, the difference in points with its 95 % interval
/// drawn around a zero line, and the verdict in words. "Too few" when the groups are smaller than what a difference of
/// this size needs and it is not significant.
/// Marks: Step (series 0, index = step; series 1, index 0 = to the end). Empty when the funnels differ in length.
Chart layoutComparison(const FunnelResult& before, const FunnelResult& now, const FunnelDifference&, const TextMeasurer&,
                       const Phrases&, const ComparisonWords& = {}, const ChartOptions& = {});

} // namespace cairn
