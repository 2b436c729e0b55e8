// The canvas with 1,000, 10,000 and 50,000 cards: what a frame costs while panning, zooming,
// dragging and typing, and what opening and saving such a map takes. canvas.py prints the figures
// beside their goals.

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "cairn/model/edits.hpp"
#include "cairn/store/project_file.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/document.hpp"
#include "editor/locale_phrases.hpp"
#include "render/fonts.hpp"

namespace {

using namespace cairn;

/// `cards` cards on 50 stages and 20 lanes.
Project largeMap(std::uint64_t cards) {
    const MapId map{1};
    Project project = addMap({}, map, "A large map", MapKind::Current, false);
    constexpr std::uint64_t kStages = 50, kLanes = 20;
    for (std::uint64_t i = 0; i < kStages; ++i)
        project =
            addStage(std::move(project), StageId{1000 + i}, map, "Stage " + std::to_string(i + 1));
    for (std::uint64_t i = 0; i < kLanes; ++i)
        project = addLane(std::move(project), LaneId{2000 + i}, map,
                          i % 2 ? LaneKind::Touchpoints : LaneKind::Actions,
                          "Lane " + std::to_string(i + 1));
    for (std::uint64_t i = 0; i < cards; ++i) {
        const std::uint64_t cell = i % (kStages * kLanes);
        Card card;
        card.id = CardId{10000 + i};
        card.map = map;
        card.stage = StageId{1000 + cell % kStages};
        card.lane = LaneId{2000 + cell / kStages};
        card.rank = static_cast<Rank>(i) * kRankGap;
        card.kind = cell / kStages % 2 ? CardKind::Touchpoint : CardKind::Action;
        card.text = "Compares the bags and reads what others wrote, number " + std::to_string(i);
        project.cards.put(std::move(card));
    }
    return project;
}

/// Paints only what the canvas asks for, into an image: the cost of a frame without a window
/// system.
class Stand {
public:
    explicit Stand(std::uint64_t cards) : document(largeMap(cards)), canvas(&document, &phrases) {
        canvas.resize(1600, 1000);
        canvas.setAttribute(Qt::WA_DontShowOnScreen);
        canvas.show();
        canvas.zoomToActualSize();
        frame = QImage(canvas.viewport()->size(), QImage::Format_RGB32);
        paint();
    }
    void paint(QRegion region = {}) {
        QPainter painter(&frame);
        canvas.viewport()->render(&painter, QPoint(), region, QWidget::RenderFlags());
    }
    void move(QPoint to) {
        QMouseEvent event(QEvent::MouseMove, to, to, Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(canvas.viewport(), &event);
    }
    Document document;
    LocalePhrases phrases;
    MapCanvas canvas;
    QImage frame;
};

std::unique_ptr<Stand>
    g_stand; ///< kept between the runs of one size; gone before the application is
std::int64_t g_size = 0;

Stand& stand(std::int64_t cards) {
    if (g_size != cards) {
        g_stand.reset();
        g_stand = std::make_unique<Stand>(static_cast<std::uint64_t>(cards));
        g_size = cards;
    }
    return *g_stand;
}

void pan(benchmark::State& state) {
    Stand& on = stand(state.range(0));
    on.canvas.zoomToActualSize();
    int at = 0, way = 24;
    for (auto _ : state) {
        at += way;
        if (at > 4000 || at < 0)
            way = -way;
        on.canvas.verticalScrollBar()->setValue(at);
        on.canvas.horizontalScrollBar()->setValue(at / 2);
        on.paint();
    }
}

/// As a hand pans: sixty frames a second, and between them the time to draw tiles ahead, which is
/// not counted.
void panAtSixty(benchmark::State& state) {
    Stand& on = stand(state.range(0));
    on.canvas.zoomToActualSize();
    int at = 0, way = 24;
    for (auto _ : state) {
        at += way;
        if (at > 4000 || at < 0)
            way = -way;
        on.canvas.verticalScrollBar()->setValue(at);
        on.canvas.horizontalScrollBar()->setValue(at / 2);
        on.paint();
        state.PauseTiming();
        QElapsedTimer rest;
        for (rest.start(); rest.elapsed() < 14;)
            QApplication::processEvents(QEventLoop::AllEvents, 14);
        state.ResumeTiming();
    }
}

void repaintFit(benchmark::State& state) {
    Stand& on = stand(state.range(0));
    on.canvas.zoomToFit();
    for (auto _ : state) {
        state.PauseTiming();
        on.canvas.setTheme(nullptr); // forgets every tile
        on.canvas.displayList();     // what is laid out anew is not the painting
        state.ResumeTiming();
        on.paint();
    }
}

void zoomStep(benchmark::State& state) {
    Stand& on = stand(state.range(0));
    on.canvas.zoomToActualSize();
    on.paint();
    int step = 0;
    for (auto _ : state) {
        const int angle = (step++ / 6) % 2 ? 120 : -120;
        QWheelEvent event(QPointF(700, 500), QPointF(700, 500), {}, {0, angle}, Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(on.canvas.viewport(), &event);
        on.paint();
    }
    on.canvas.zoomToActualSize();
}

void dragCard(benchmark::State& state) {
    Stand& on = stand(state.range(0));
    on.canvas.zoomToActualSize();
    on.canvas.revealElement(CardId{10000});
    on.paint();
    const QRect card = on.canvas.viewportRectOf(RegionKind::Card, CardId{10000}).toRect();
    const QPoint from = card.center();
    QMouseEvent press(QEvent::MouseButtonPress, from, from, Qt::LeftButton, Qt::LeftButton, {});
    QApplication::sendEvent(on.canvas.viewport(), &press);
    on.move(from + QPoint(40, 40));
    on.paint();
    int step = 0;
    for (auto _ : state) {
        const QPoint at = from + QPoint(40 + step % 200, 40 + step % 120);
        ++step;
        on.move(at);
        const QRect ghost = card.translated(at - from).adjusted(-24, -40, 80, 24);
        on.paint(ghost.united(card.adjusted(-8, -8, 8, 8)));
    }
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QApplication::sendEvent(&on.canvas, &escape);
}

void editAndRepaint(benchmark::State& state) {
    Stand& on = stand(state.range(0));
    on.canvas.zoomToActualSize();
    on.paint();
    static int n = 0; // goes on from run to run, so that each edit changes something
    for (auto _ : state) {
        on.document.edit("edit card", [&](Project project) {
            return rename(std::move(project), CardId{10000}, "Typed " + std::to_string(n++));
        });
        on.paint();
    }
}

/// A card whose text grows by a line and shrinks again: all rows below move.
void editThatMovesRows(benchmark::State& state) {
    Stand& on = stand(state.range(0));
    on.canvas.zoomToActualSize();
    on.paint();
    static int n = 0; // as above
    for (auto _ : state) {
        on.document.edit("edit card", [&](Project project) {
            return rename(std::move(project), CardId{10000},
                          n++ % 2 ? "One line" : "One\ntwo\nthree\nfour\nfive\nsix\nseven");
        });
        on.paint();
    }
}

std::filesystem::path fileOf(const QTemporaryDir& folder) {
    return std::filesystem::path(folder.path().toStdString()) / "large.cairn";
}

/// The whole file written anew; an edit alone writes its own rows.
void saveFile(benchmark::State& state) {
    const Project project = largeMap(static_cast<std::uint64_t>(state.range(0)));
    const QTemporaryDir folder;
    for (auto _ : state)
        writeProject(fileOf(folder), project);
}

/// From the file to the first frame, every text measured for the first time.
void openFile(benchmark::State& state) {
    const QTemporaryDir folder;
    writeProject(fileOf(folder), largeMap(static_cast<std::uint64_t>(state.range(0))));
    LocalePhrases phrases;
    for (auto _ : state) {
        Document document(loadProject(fileOf(folder)));
        MapCanvas canvas(&document, &phrases);
        canvas.resize(1600, 1000);
        QImage frame(1600, 1000, QImage::Format_RGB32);
        QPainter painter(&frame);
        canvas.render(&painter);
        benchmark::DoNotOptimize(frame.constBits());
    }
}

} // namespace

#define CAIRN_SIZES Arg(1000)->Arg(10000)->Arg(50000)->Unit(benchmark::kMillisecond)
BENCHMARK(pan)->CAIRN_SIZES;
BENCHMARK(panAtSixty)->CAIRN_SIZES->Iterations(200);
BENCHMARK(repaintFit)->CAIRN_SIZES;
BENCHMARK(zoomStep)->CAIRN_SIZES;
BENCHMARK(dragCard)->CAIRN_SIZES;
BENCHMARK(editAndRepaint)->CAIRN_SIZES;
BENCHMARK(editThatMovesRows)->CAIRN_SIZES;
BENCHMARK(openFile)->CAIRN_SIZES;
BENCHMARK(saveFile)->CAIRN_SIZES;

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    loadFonts();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    g_stand.reset();
    return 0;
}
