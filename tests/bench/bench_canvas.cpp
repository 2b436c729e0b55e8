// Painting and exporting maps of many cards.
#include <benchmark/benchmark.h>

#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "render/app.hpp"
#include "render/export/export.hpp"
#include "render/fonts.hpp"
#include "render/paint.hpp"
#include "render/sample_list.hpp"

using namespace cairn;

namespace {

constexpr int kWidth = 1600, kHeight = 900;

const DisplayList& cards(benchmark::State& state) {
    static DisplayList list;
    static std::int64_t count = -1;
    if (count != state.range(0)) {
        count = state.range(0);
        list = test::listOfCards(static_cast<int>(count));
    }
    return list;
}

// What of the map is in the window, as the canvas would ask for it.
void paintWindow(benchmark::State& state, double scale) {
    const DisplayList& list = cards(state);
    QImage image(kWidth, kHeight, QImage::Format_RGB32);
    std::vector<std::uint32_t> items;
    const RectF seen{0, 0, kWidth / scale, kHeight / scale};
    for (std::uint32_t i = 0; i < list.items.size(); ++i)
        if (boundsOf(list.items[i]).intersects(seen))
            items.push_back(i);
    for ([[maybe_unused]] auto _ : state) {
        image.fill(lightTheme().colour(Colour::Ground));
        QPainter painter(&image);
        painter.scale(scale, scale);
        paintItems(painter, list, items,
                   {.theme = &lightTheme(), .detailScale = scale, .image = {}});
    }
    state.counters["items"] = static_cast<double>(items.size());
}

void paintAllInView(benchmark::State& state) {
    const DisplayList& list = cards(state);
    paintWindow(state, std::min(kWidth / list.size.width, kHeight / list.size.height));
}
void paintActualSize(benchmark::State& state) {
    paintWindow(state, 1);
}

void exportPng6000(benchmark::State& state) {
    const DisplayList& list = cards(state);
    const double scale = std::clamp(6000 / std::max(list.size.width, list.size.height), 0.1, 8.0);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(renderPng(list, {.scale = scale, .image = {}}));
}
void drawPng6000(benchmark::State& state) {
    const DisplayList& list = cards(state);
    const double scale = std::clamp(6000 / std::max(list.size.width, list.size.height), 0.1, 8.0);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(renderImage(list, {.scale = scale, .image = {}}));
}
void exportPdfOf(benchmark::State& state) {
    const DisplayList& list = cards(state);
    std::size_t bytes = 0;
    for ([[maybe_unused]] auto _ : state)
        bytes = static_cast<std::size_t>(renderPdf(list, {}).size());
    state.counters["bytes"] = static_cast<double>(bytes);
}
void wrapTexts(benchmark::State& state) {
    for ([[maybe_unused]] auto _ : state) {
        const QtTextMeasurer measurer;
        for (std::int64_t i = 0; i < state.range(0); ++i)
            benchmark::DoNotOptimize(
                measurer.wrap("Types address and card number on the phone " + std::to_string(i),
                              TextRole::Body, 150, 6));
    }
}

} // namespace

BENCHMARK(paintAllInView)->Arg(1000)->Arg(10000)->Arg(50000)->Unit(benchmark::kMillisecond);
BENCHMARK(paintActualSize)->Arg(1000)->Arg(10000)->Arg(50000)->Unit(benchmark::kMillisecond);
BENCHMARK(exportPng6000)->Arg(1000)->Arg(10000)->Arg(50000)->Unit(benchmark::kMillisecond);
BENCHMARK(drawPng6000)->Arg(1000)->Arg(10000)->Arg(50000)->Unit(benchmark::kMillisecond);
BENCHMARK(exportPdfOf)->Arg(1000)->Arg(10000)->Arg(50000)->Unit(benchmark::kMillisecond);
BENCHMARK(wrapTexts)->Arg(10000)->Unit(benchmark::kMillisecond);

int main(int argc, char** argv) {
    test::needApp();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
