#pragma once
// The answers to a map's other questions as charts: who comes back, what people do, how it went, whom touchpoints reach.

#include <string>

#include "cairn/insight/questions.hpp"
#include "cairn/layout/charts/chart.hpp"

namespace cairn {

struct RetentionWords {
    std::string cohort = "Cohort", size = "Size", average = "all cohorts";
    std::string day = "day %1", week = "week %1", month = "month %1"; ///< a column; %1 = how many periods later
    std::string returned = "%1 of %2 came back";
    std::string incomplete = "not complete yet";
    std::string foot = "Hatched: not complete yet, and left out of the average. %1 people in all.";
};
/// The cohort triangle: a row a cohort with its start, its size and a cell for each period after, shaded by the share that
/// came back and with the share written in it; incomplete cells hatched, few marked, the average on top. Empty cohorts
/// are told as such in one row each.
/// Marks: Cohort (index = cohort), Cell (series = cohort, index = periods later), Average (index = periods later).
Chart layoutRetention(const RetentionResult&, const TextMeasurer&, const Phrases&, const RetentionWords& = {},
                      const ChartOptions& = {});
/// The averages as a curve with a 95 % band. Marks: Average (index = periods later).
Chart layoutRetentionCurve(const RetentionResult&, const TextMeasurer&, const Phrases&, const RetentionWords& = {},
                           const ChartOptions& = {});

struct PathsWords {
    std::string other = "other", end = "nothing more", begin = "nothing before";
    std::string firstEvent = "first event", lastEvent = "last event"; ///< heading of column 0 without an anchor
    std::string start = "start", end0 = "end";                        ///< heading of column 0 with one
    std::string after = "+%1", before = "\u2212%1";                   ///< headings of the columns beside it
    std::string topPaths = "Most frequent paths", loops = "Loops";
    std::string went = "%1 went from %2 to %3";
    std::string round = "%1 people, %2 rounds"; ///< of a loop
    std::string nobody = "Nobody did this";
    std::string foot = "%1 paths of %2 people. Thickness: number of paths.";
};
/// The flow of paths, then the most frequent ones (twelve) and the loops (six) as lists with their share or count.
/// Columns run in reading order of time: the anchor is first for After, last for Before.
/// Marks: Node (index into nodes), Flow (index into flows), TopPath (index into top), Loop (index into loops).
Chart layoutPaths(const PathsResult&, const TextMeasurer&, const Phrases&, const PathsWords& = {}, const ChartOptions& = {});

struct TrendWords {
    std::string partial = "the data cover only part of it";
    std::string gap = "no data";
    std::string of = "%1 of %2";  ///< a rate's counts
    std::string foot = "Dashed and hollow: only part of the period has data. A broken line: no data.";
    std::string footRate = "Band: 95 % interval. Dashed and hollow: only part of the period has data. A broken line: no data.";
};
/// A line for each series with its name at its end; gaps stay gaps, partial periods are dashed and hollow, the scale begins at
/// 0; rates have a 95 % band where there are at most three of them.
/// Marks: Point (series, index = period), Series (series; the label at its end).
Chart layoutTrend(const TrendResult&, const TextMeasurer&, const Phrases&, const TrendWords& = {}, const ChartOptions& = {});

struct TouchpointWords {
    std::string touchpoint = "Touchpoint", reach = "Reach", people = "People", each = "Events each";
    std::string between = "Time from one to the next";
    std::string median = "median %1", middleHalf = "half took %1 to %2";
    std::string nobody = "nobody went from one to the other";
    std::string foot = "Reach: share of %1 people. Whiskers: 95 % interval.";
};
/// How many people each touchpoint reaches, as bars with whiskers, n and events each; and between neighbours the time it
/// took, as an arrow with the median and the middle half.
/// Marks: Reach (index), Between (index).
Chart layoutTouchpoints(const TouchpointResult&, const TextMeasurer&, const Phrases&, const TouchpointWords& = {},
                        const ChartOptions& = {});

} // namespace cairn
