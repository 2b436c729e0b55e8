// Charts measured with the real font, in four languages.
#include <catch2/catch.hpp>

#include <cmath>

#include "cairn/layout/charts.hpp"
#include "core/layout/chart_samples.hpp"
#include "render/app.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Words {
    std::string language;
    bool rightToLeft = false;
    TimeHistogramWords times;
    OverTimeWords overTime;
    ComparisonWords comparison;
    InsteadWords instead;
    RetentionWords retention;
    PathsWords paths;
    TouchpointWords touchpoints;
};

Words german() {
    Words w;
    w.language = "German";
    w.times.median = "Median %1";
    w.times.middleHalf = "die mittlere Hälfte brauchte %1 bis %2";
    w.times.ninety = "90 % innerhalb von %1";
    w.overTime.toTheEnd = "bis zum Abschluss";
    w.comparison.before = "Vergleichszeitraum";
    w.comparison.now = "Jetzt";
    w.comparison.difference = "Unterschied";
    w.comparison.overall = "bis zum Abschluss";
    w.comparison.better = "besser, mehr als Zufall";
    w.comparison.tooFew = "zu wenige Personen: je Gruppe etwa %1 nötig";
    w.comparison.chance = "möglicherweise Zufall";
    w.instead.heading = "Nach %1: %2 abgesprungen";
    w.instead.nothingMore = "nichts mehr";
    w.retention.cohort = "Kohorte";
    w.retention.size = "Größe";
    w.retention.average = "alle Kohorten";
    w.retention.week = "Woche %1";
    w.paths.end = "nichts mehr";
    w.paths.other = "anderes";
    w.touchpoints.touchpoint = "Berührungspunkt";
    w.touchpoints.each = "Ereignisse je Person";
    w.touchpoints.people = "Personen";
    return w;
}
Words arabic() {
    Words w;
    w.language = "Arabic";
    w.rightToLeft = true;
    w.times.median = "الوسيط %1";
    w.times.middleHalf = "النصف الأوسط من %1 إلى %2";
    w.overTime.toTheEnd = "حتى النهاية";
    w.comparison.before = "قبل";
    w.comparison.now = "الآن";
    w.comparison.better = "أفضل: أكثر من مصادفة";
    w.comparison.tooFew = "عدد قليل جدًا: يلزم نحو %1 لكل مجموعة";
    w.retention.cohort = "المجموعة";
    w.retention.average = "كل المجموعات";
    w.retention.week = "أسبوع %1";
    w.paths.end = "لا شيء بعد ذلك";
    w.touchpoints.touchpoint = "نقطة التواصل";
    w.touchpoints.people = "الأشخاص";
    w.touchpoints.each = "أحداث لكل شخص";
    return w;
}
Words japanese() {
    Words w;
    w.language = "Japanese";
    w.times.median = "中央値 %1";
    w.times.middleHalf = "中央の半数は%1から%2";
    w.overTime.toTheEnd = "最後まで";
    w.comparison.before = "以前";
    w.comparison.now = "現在";
    w.comparison.better = "改善：偶然以上の差";
    w.comparison.tooFew = "人数不足：各群に約%1人が必要";
    w.retention.cohort = "コホート";
    w.retention.average = "全コホート";
    w.retention.week = "%1週目";
    w.paths.end = "その後なし";
    w.touchpoints.touchpoint = "タッチポイント";
    w.touchpoints.people = "人数";
    w.touchpoints.each = "一人あたりの件数";
    return w;
}

std::vector<Chart> chartsIn(const Words& w, double width) {
    const QtTextMeasurer m;
    const EnglishPhrases p;
    const ChartOptions o{width, w.rightToLeft};
    const FunnelResult before = sampleBefore(), now = sampleNow();
    return {layoutTimeHistogram(sampleTimes(), m, p, w.times, o),
            layoutOverTime(sampleOverTime(), m, p, w.overTime, o, true),
            layoutComparison(before, now, compareFunnels(before.steps, now.steps), m, p,
                             w.comparison, o),
            layoutInstead(sampleInstead(), {"catalog", "cart"}, m, p, w.instead, o),
            layoutRetention(sampleRetention(), m, p, w.retention, o),
            layoutRetentionCurve(sampleRetention(), m, p, w.retention, o),
            layoutPaths(samplePaths(), m, p, w.paths, o),
            layoutTrend(sampleTrend(4), m, p, {}, o),
            layoutTouchpoints(sampleTouchpoints(), m, p, w.touchpoints, o)};
}

} // namespace

TEST_CASE(
    "no word of a chart is clipped or lies over another in English, German, Arabic or Japanese") {
    needApp();
    Words english;
    english.language = "English";
    for (const Words& words : {english, german(), arabic(), japanese()})
        for (const double width : {500.0, 900.0}) {
            std::size_t number = 0;
            for (const Chart& chart : chartsIn(words, width)) {
                std::vector<std::pair<RectF, std::string>> taken;
                for (const Item& item : chart.list.items) {
                    const auto* text = std::get_if<Text>(&item.shape);
                    if (!text)
                        continue;
                    INFO(words.language << " at " << width << ", chart " << number << ": "
                                        << text->full);
                    CHECK(text->full.empty());
                    for (const TextLine& line : text->lines) {
                        const double size = styleOf(text->role).pixelSize;
                        const RectF rect{line.x + 0.5, line.baseline - 0.7 * size, line.width - 1,
                                         0.8 * size};
                        INFO(line.text);
                        CHECK(rect.x >= 0);
                        CHECK(rect.right() <= chart.list.size.width);
                        CHECK(line.width <= text->rect.width + 0.5);
                        for (const auto& [other, said] : taken) {
                            INFO("over " << said);
                            CHECK_FALSE(rect.intersects(other));
                        }
                        taken.emplace_back(rect, line.text);
                    }
                }
                ++number;
            }
        }
}

TEST_CASE("a single chart becomes a picture of its own size") {
    needApp();
    const Chart chart = layoutTrend(sampleTrend(2), QtTextMeasurer(), EnglishPhrases());
    PngOptions options;
    options.scale = 1;
    const QImage image = renderImage(chart.list, options);
    CHECK(image.width() == int(std::ceil(chart.list.size.width)));
    CHECK(image.height() == int(std::ceil(chart.list.size.height)));
    const QByteArray png = renderPng(chart.list, options);
    CHECK(png.startsWith("\x89PNG"));
}
