#pragma once
// The charts that belong to a map, set on pages: what follows the map in a PDF.

#include <optional>
#include <string>
#include <vector>

#include "cairn/layout/charts.hpp"

namespace cairn {

/// Whatever is empty is left out.
struct ReportContent {
    std::optional<RetentionResult> retention;
    std::optional<PathsResult> paths;
    std::vector<InsteadOf> instead;
    std::optional<TrendResult> trend;
    std::optional<TouchpointResult> touchpoints;
    std::string rules; ///< the funnel's rules in words; in English (rulesSentence) when empty
};

struct ReportWords {
    std::string page = "%1 of %2";
    std::string funnel = "Funnel", timeTo = "Time to %1", overTime = "Conversion over time", compared = "Before and now";
    std::string instead = "Where they went instead", paths = "Paths", retention = "Who comes back";
    std::string retentionCurve = "Who comes back, all cohorts", trend = "Trend", touchpoints = "Touchpoints";
    // The rules beneath the headings. %1 of these is an event's words, "any event" where there is none.
    std::string anyEvent = "any event", orWord = " or ";
    std::string timesRules = "From the step before to this one, by those who came this far.";
    std::string pathsAfter = "What people did after %1, %2 steps on.", pathsBefore = "What people did before %1, %2 steps back.";
    std::string pathsWindow = "Within %1.";
    std::string firstTime = "Cohorts: the %2 of a person's first %1.", recurring = "Cohorts: every %2 in which a person did %1.";
    std::string cameOn = "Came back: did %1 in exactly that %2.", cameUnbounded = "Came back: did %1 in that %2 or a later one.";
    std::string trendEvents = "How often it happened, by %2.", trendUnits = "How many people did it, by %2.";
    std::string trendRate = "Share of the people with %1 who did it, by %2.";
    std::string zone = "Time zone: %1.";
    std::string day = "day", week = "week", month = "month";
    std::string before = "Before: %1.", now = "Now: %1."; ///< names of the two sides compared
    std::string comparedSegments = "Two segments compared"; ///< neither of which is before the other
    std::string segmentsFoot = "Points of per cent, %1 minus %2. Whiskers: 95 % interval; where they cross the middle line "
                               "the difference could be chance.";
    // The charts' own words.
    FunnelTableWords funnelTable;
    TimeHistogramWords timeHistogram;
    OverTimeWords overTimeChart;
    ComparisonWords comparison;
    InsteadWords insteadChart;
    PathsWords pathsChart;
    RetentionWords retentionChart;
    TrendWords trendChart;
    TouchpointWords touchpointChart;
};

struct ReportOptions {
    double width = 1123, height = 794; ///< of a page in map units: A4 lying, at 96 to an inch; A3 is 1587 by 1123
    double margin = 48;
    bool rightToLeft = false;
};

/// One list a page, all of the page's proportions: the map's title, the funnel's rules and the data's period at its head, then
/// as many charts as fit, each under its heading and its own rules. A chart is never parted over two pages unless it is
/// half as tall again as one; a chart that is a little too large has a page of its own, which is larger to the
/// same proportions. Without anything to show there are no pages.
std::vector<DisplayList> layoutReport(const Project&, MapId, const MapFindings&, const ReportContent&, const TextMeasurer&,
                                      const Phrases&, const ReportWords& = {}, const ReportOptions& = {});

} // namespace cairn
