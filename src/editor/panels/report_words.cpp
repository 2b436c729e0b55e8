// The words of the charts' pages.
#include <QCoreApplication>

#include "editor/panels/chart_words.hpp"

namespace cairn {

namespace {
struct Report {
    Q_DECLARE_TR_FUNCTIONS(Report)
};
} // namespace

ReportWords reportWords() {
    ReportWords words;
    words.page = Report::tr("%1 of %2").toStdString();
    words.funnel = Report::tr("Funnel").toStdString();
    words.timeTo = Report::tr("Time to %1").toStdString();
    words.overTime = Report::tr("Conversion over time").toStdString();
    words.compared = Report::tr("Before and now").toStdString();
    words.instead = Report::tr("Where they went instead").toStdString();
    words.paths = Report::tr("Paths").toStdString();
    words.retention = Report::tr("Who comes back").toStdString();
    words.retentionCurve = Report::tr("Who comes back, all cohorts").toStdString();
    words.trend = Report::tr("Trend").toStdString();
    words.touchpoints = Report::tr("Touchpoints").toStdString();
    words.anyEvent = Report::tr("any event").toStdString();
    words.orWord = Report::tr(" or ").toStdString();
    words.timesRules =
        Report::tr("From the step before to this one, by those who came this far.").toStdString();
    words.pathsAfter = Report::tr("What people did after %1, %2 steps on.").toStdString();
    words.pathsBefore = Report::tr("What people did before %1, %2 steps back.").toStdString();
    words.pathsWindow = Report::tr("Within %1.").toStdString();
    words.firstTime = Report::tr("Cohorts: the %2 of a person's first %1.").toStdString();
    words.recurring = Report::tr("Cohorts: every %2 in which a person did %1.").toStdString();
    words.cameOn = Report::tr("Came back: did %1 in exactly that %2.").toStdString();
    words.cameUnbounded = Report::tr("Came back: did %1 in that %2 or a later one.").toStdString();
    words.trendEvents = Report::tr("How often it happened, by %2.").toStdString();
    words.trendUnits = Report::tr("How many people did it, by %2.").toStdString();
    words.trendRate = Report::tr("Share of the people with %1 who did it, by %2.").toStdString();
    words.zone = Report::tr("Time zone: %1.").toStdString();
    words.day = Report::tr("day").toStdString();
    words.week = Report::tr("week").toStdString();
    words.month = Report::tr("month").toStdString();
    words.before = Report::tr("Before: %1.").toStdString();
    words.now = Report::tr("Now: %1.").toStdString();
    words.comparedSegments = Report::tr("Two segments compared").toStdString();
    words.segmentsFoot =
        Report::tr("Points of per cent, %1 minus %2. Whiskers: 95 % interval; where "
                   "they cross the middle line the difference could be chance.")
            .toStdString();
    words.funnelTable = funnelTableWords();
    words.timeHistogram = timeHistogramWords();
    words.overTimeChart = overTimeWords();
    words.comparison = comparisonChartWords();
    words.insteadChart = insteadWords();
    words.pathsChart = pathsWords();
    words.retentionChart = retentionWords();
    words.trendChart = trendWords();
    words.touchpointChart = touchpointWords();
    return words;
}

} // namespace cairn
