#include "editor/panels/chart_words.hpp"

#include <QCoreApplication>

namespace cairn {

namespace {
struct Charts {
    Q_DECLARE_TR_FUNCTIONS(Charts)
};
} // namespace

FunnelTableWords funnelTableWords() {
    FunnelTableWords words;
    words.segment = Charts::tr("Segment").toStdString();
    words.all = Charts::tr("all").toStdString();
    words.none = Charts::tr("(none)").toStdString();
    words.other = Charts::tr("(other)").toStdString();
    words.overall = Charts::tr("to the end").toStdString();
    words.whiskers = Charts::tr("Percent: of the step before. Whiskers: 95 % interval of the share "
                                "that came to the end.")
                         .toStdString();
    return words;
}

TimeHistogramWords timeHistogramWords() {
    TimeHistogramWords words;
    words.median = Charts::tr("median %1").toStdString();
    words.middleHalf = Charts::tr("half took %1 to %2").toStdString();
    words.ninety = Charts::tr("90 % within %1").toStdString();
    words.under = Charts::tr("under %1").toStdString();
    words.between = Charts::tr("%1 to %2").toStdString();
    words.over = Charts::tr("over %1").toStdString();
    words.nobody = Charts::tr("Nobody came this far").toStdString();
    words.foot =
        Charts::tr("n = %1. Each bar counts those who took that long; its own interval of time "
                   "is told beneath.")
            .toStdString();
    return words;
}

OverTimeWords overTimeWords() {
    OverTimeWords words;
    words.toTheEnd = Charts::tr("to the end").toStdString();
    words.n = Charts::tr("n").toStdString();
    words.entered = Charts::tr("n = %1 entered").toStdString();
    words.partial = Charts::tr("not complete yet: somebody may still convert").toStdString();
    words.nobody = Charts::tr("nobody entered").toStdString();
    words.foot =
        Charts::tr("By %1 of entry. Band: 95 % interval. Dashed and hollow: not complete yet.")
            .toStdString();
    words.day = Charts::tr("day").toStdString();
    words.week = Charts::tr("week").toStdString();
    words.month = Charts::tr("month").toStdString();
    return words;
}

InsteadWords insteadWords() {
    InsteadWords words;
    words.heading = Charts::tr("After %1: %2 left").toStdString();
    words.nothingMore = Charts::tr("nothing more").toStdString();
    words.more = Charts::tr("%1 other events").toStdString();
    words.later = Charts::tr("median %1 later").toStdString();
    words.foot =
        Charts::tr(
            "The first thing done after the last step reached, by those who went no further.")
            .toStdString();
    return words;
}

ComparisonWords comparisonChartWords() {
    ComparisonWords words;
    words.step = Charts::tr("Step").toStdString();
    words.before = Charts::tr("Before").toStdString();
    words.now = Charts::tr("Now").toStdString();
    words.difference = Charts::tr("Difference").toStdString();
    words.overall = Charts::tr("to the end").toStdString();
    words.better = Charts::tr("better than chance").toStdString();
    words.worse = Charts::tr("worse than chance").toStdString();
    words.chance = Charts::tr("could be chance").toStdString();
    words.tooFew = Charts::tr("too few people: needs about %1 each").toStdString();
    words.tooFewPlain = Charts::tr("too few people").toStdString();
    words.none = Charts::tr("nothing to compare").toStdString();
    words.of = Charts::tr("%1 of %2").toStdString();
    words.foot =
        Charts::tr("Points of per cent, now minus before. Whiskers: 95 % interval; where they "
                   "cross the middle line the "
                   "difference could be chance.")
            .toStdString();
    return words;
}

RetentionWords retentionWords() {
    RetentionWords words;
    words.cohort = Charts::tr("Cohort").toStdString();
    words.size = Charts::tr("Size").toStdString();
    words.average = Charts::tr("all cohorts").toStdString();
    words.day = Charts::tr("day %1").toStdString();
    words.week = Charts::tr("week %1").toStdString();
    words.month = Charts::tr("month %1").toStdString();
    words.returned = Charts::tr("%1 of %2 came back").toStdString();
    words.incomplete = Charts::tr("not complete yet").toStdString();
    words.foot =
        Charts::tr("Hatched: not complete yet, and left out of the average. %1 people in all.")
            .toStdString();
    return words;
}

PathsWords pathsWords() {
    PathsWords words;
    words.other = Charts::tr("other").toStdString();
    words.end = Charts::tr("nothing more").toStdString();
    words.begin = Charts::tr("nothing before").toStdString();
    words.firstEvent = Charts::tr("first event").toStdString();
    words.lastEvent = Charts::tr("last event").toStdString();
    words.start = Charts::tr("start").toStdString();
    words.end0 = Charts::tr("end").toStdString();
    words.after = Charts::tr("+%1").toStdString();
    words.before = Charts::tr("\u2212%1").toStdString();
    words.topPaths = Charts::tr("Most frequent paths").toStdString();
    words.loops = Charts::tr("Loops").toStdString();
    words.went = Charts::tr("%1 went from %2 to %3").toStdString();
    words.round = Charts::tr("%1 people, %2 rounds").toStdString();
    words.nobody = Charts::tr("Nobody did this").toStdString();
    words.foot = Charts::tr("%1 paths of %2 people. Thickness: number of paths.").toStdString();
    return words;
}

TrendWords trendWords() {
    TrendWords words;
    words.partial = Charts::tr("the data cover only part of it").toStdString();
    words.gap = Charts::tr("no data").toStdString();
    words.of = Charts::tr("%1 of %2").toStdString();
    words.foot =
        Charts::tr("Dashed and hollow: only part of the period has data. A broken line: no data.")
            .toStdString();
    words.footRate =
        Charts::tr("Band: 95 % interval. Dashed and hollow: only part of the period has "
                   "data. A broken line: no data.")
            .toStdString();
    return words;
}

TouchpointWords touchpointWords() {
    TouchpointWords words;
    words.touchpoint = Charts::tr("Touchpoint").toStdString();
    words.reach = Charts::tr("Reach").toStdString();
    words.people = Charts::tr("People").toStdString();
    words.each = Charts::tr("Events each").toStdString();
    words.between = Charts::tr("Time from one to the next").toStdString();
    words.median = Charts::tr("median %1").toStdString();
    words.middleHalf = Charts::tr("half took %1 to %2").toStdString();
    words.nobody = Charts::tr("nobody went from one to the other").toStdString();
    words.foot = Charts::tr("Reach: share of %1 people. Whiskers: 95 % interval.").toStdString();
    return words;
}

} // namespace cairn
