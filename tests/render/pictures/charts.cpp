// Paints every chart as PNGs, light and dark, wide and narrow, for people to look at.
//   cairn-chart-pictures FOLDER [EVENTS.csv]

#include <QGuiApplication>
#include <QPainter>
#include <filesystem>
#include <functional>
#include <iostream>

#include "cairn/ingest/import.hpp"
#include "cairn/layout/charts.hpp"
#include "core/layout/chart_samples.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"

using namespace cairn;

namespace {

using Maker = std::function<Chart(const ChartOptions&)>;

struct Sheets {
    std::filesystem::path folder;

    void paint(const std::string& name, const Maker& make) const {
        for (const double width : {900.0, 500.0})
            for (const bool dark : {false, true})
                write(name, make({width, false}), int(width), dark);
        write(name + "-rtl", make({700, true}), 700, false);
    }
    void write(const std::string& name, const Chart& chart, int width, bool dark) const {
        if (chart.empty()) {
            std::cerr << name << ": empty\n";
            return;
        }
        PngOptions options;
        options.scale = 1.5;
        options.dark = dark;
        exportPng(chart.list,
                  folder /
                      (name + "-" + std::to_string(width) + (dark ? "-dark.png" : "-light.png")),
                  options);
    }
};

EventLog logOf(const std::string& file) {
    ImportResult result = importFile(file, proposePlan(sniffCsv(file)), {}, {});
    return std::get<EventLog>(std::move(result.content));
}

FunnelStep event(const std::string& name) {
    return {name, {name}, {}};
}

void paintQuestions(const Sheets& sheets, const EventLog& log, const TextMeasurer& measurer,
                    const Phrases& phrases) {
    const std::vector<FunnelStep> steps{event("catalog"), event("add_to_cart"), event("cart"),
                                        event("purchase")};
    FunnelOptions options;
    options.windowMs = std::nullopt;
    options.overTime = OverTime{Period::Week, {}};
    const FunnelResult funnel = computeFunnel(log, steps, options);
    for (std::size_t k = 1; k < steps.size(); ++k)
        sheets.paint("histogram" + std::to_string(k), [&](const ChartOptions& o) {
            return layoutTimeHistogram(funnel.steps[k], measurer, phrases, {}, o);
        });
    sheets.paint("over-time", [&](const ChartOptions& o) {
        return layoutOverTime(funnel, measurer, phrases, {}, o);
    });
    sheets.paint("over-time-steps", [&](const ChartOptions& o) {
        return layoutOverTime(funnel, measurer, phrases, {}, o, true);
    });
    FunnelOptions early = options, late = options;
    early.to = 1711929600000; // 1 April 2024
    late.from = 1711929600001;
    const FunnelResult before = computeFunnel(log, steps, early),
                       now = computeFunnel(log, steps, late);
    const FunnelDifference difference = compareFunnels(before.steps, now.steps);
    sheets.paint("comparison", [&](const ChartOptions& o) {
        return layoutComparison(before, now, difference, measurer, phrases, {}, o);
    });
    for (const PathDirection direction : {PathDirection::After, PathDirection::Before}) {
        PathsOptions asked;
        asked.anchor = event("cart");
        asked.direction = direction;
        const PathsResult paths = computePaths(log, asked);
        sheets.paint(
            direction == PathDirection::After ? "paths-real" : "paths-real-before",
            [&](const ChartOptions& o) { return layoutPaths(paths, measurer, phrases, {}, o); });
    }
    RetentionOptions back;
    back.period = Period::Week;
    const RetentionResult retention = computeRetention(log, back);
    sheets.paint("retention", [&](const ChartOptions& o) {
        return layoutRetention(retention, measurer, phrases, {}, o);
    });
    sheets.paint("retention-curve", [&](const ChartOptions& o) {
        return layoutRetentionCurve(retention, measurer, phrases, {}, o);
    });
    TrendOptions over;
    over.series = steps;
    const TrendResult trend = computeTrend(log, over);
    sheets.paint("trend", [&](const ChartOptions& o) {
        return layoutTrend(trend, measurer, phrases, {}, o);
    });
    over.series = {event("purchase"), event("cart")};
    over.measure = TrendMeasure::Rate;
    const TrendResult rates = computeTrend(log, over);
    sheets.paint("trend-rate", [&](const ChartOptions& o) {
        return layoutTrend(rates, measurer, phrases, {}, o);
    });
    TouchpointOptions points{steps, {{0, 1}, {1, 2}, {2, 3}}, {}, {}, 0};
    const TouchpointResult touch = computeTouchpoints(log, points);
    sheets.paint("touchpoints", [&](const ChartOptions& o) {
        return layoutTouchpoints(touch, measurer, phrases, {}, o);
    });
}

void paintSamples(const Sheets& sheets, const TextMeasurer& measurer, const Phrases& phrases) {
    using namespace cairn::test;
    const auto after = samplePaths(), before = samplePaths(PathDirection::Before);
    sheets.paint("paths-sample", [&](const ChartOptions& o) {
        return layoutPaths(after, measurer, phrases, {}, o);
    });
    sheets.paint("paths-before", [&](const ChartOptions& o) {
        return layoutPaths(before, measurer, phrases, {}, o);
    });
    const auto instead = sampleInstead();
    sheets.paint("instead-sample", [&](const ChartOptions& o) {
        return layoutInstead(instead, {"catalog", "add to cart"}, measurer, phrases, {}, o);
    });
    const auto retention = sampleRetention();
    sheets.paint("retention-sample", [&](const ChartOptions& o) {
        return layoutRetention(retention, measurer, phrases, {}, o);
    });
    const auto trend = sampleTrend(6);
    sheets.paint("trend-sample", [&](const ChartOptions& o) {
        return layoutTrend(trend, measurer, phrases, {}, o);
    });
    const auto touch = sampleTouchpoints();
    sheets.paint("touchpoints-sample", [&](const ChartOptions& o) {
        return layoutTouchpoints(touch, measurer, phrases, {}, o);
    });
    const auto was = sampleBefore(), now = sampleNow();
    const auto difference = compareFunnels(was.steps, now.steps);
    sheets.paint("comparison-sample", [&](const ChartOptions& o) {
        return layoutComparison(was, now, difference, measurer, phrases, {}, o);
    });
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    loadFonts();
    if (argc < 2) {
        std::cerr << "cairn-chart-pictures FOLDER [EVENTS.csv]\n";
        return 2;
    }
    const QtTextMeasurer measurer;
    const EnglishPhrases phrases;
    const Sheets sheets{argv[1]};
    std::filesystem::create_directories(sheets.folder);
    paintSamples(sheets, measurer, phrases);
    if (argc > 2)
        paintQuestions(sheets, logOf(argv[2]), measurer, phrases);
    return 0;
}
