#include <catch2/catch.hpp>

#include <QPainter>
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>
#include <thread>
#include <vector>

#ifndef _WIN32
#include <csignal>
#include <sys/resource.h>
#endif

#include "cairn/base/error.hpp"
#include "render/app.hpp"
#include "render/export/export.hpp"
#include "render/export/png_pack.hpp"
#include "render/paint.hpp"
#include "render/programs.hpp"
#include "render/sample_list.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

ErrorCode codeOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& e) {
        return e.code();
    }
    FAIL("no Error was thrown");
    return ErrorCode::Internal;
}

} // namespace

TEST_CASE("a picture has the map's size times the scale, and the map's colours") {
    needApp();
    const DisplayList list = sampleList();
    for (const double scale : {0.5, 1.0, 2.5}) {
        const QImage image =
            QImage::fromData(renderPng(list, {.scale = scale, .image = {}}), "PNG");
        CHECK(image.width() == static_cast<int>(640 * scale));
        CHECK(image.height() == static_cast<int>(560 * scale));
        const auto at = [&](double x, double y) {
            return image.pixelColor(static_cast<int>(x * scale), static_cast<int>(y * scale));
        };
        CHECK(at(88, 400) == lightTheme().colour(Colour::Bar));
        CHECK(at(5, 5) == lightTheme().colour(Colour::Ground));
        CHECK(at(320, 200).rgb() != 0);
        CHECK(at(574, 470) == lightTheme().colour(Colour::Note, 0));
    }
}

TEST_CASE("a picture is packed") {
    needApp();
    const QByteArray png = renderPng(sampleList(), {.scale = 2, .image = {}});
    CHECK(png.size() < 1280 * 1120 / 4); // bytes; four a pixel when not packed
}

TEST_CASE("bands come back pixel by pixel, also of a picture that nothing makes smaller") {
    std::mt19937 dice(5);
    constexpr int kWidth = 301, kHeight = 97;
    for (const bool alpha : {false, true}) {
        std::vector<PackedBand> bands;
        std::vector<QImage> parts;
        for (const int kind : {0, 1, 2}) { // one colour, noise, half of each
            QImage part(kWidth, kHeight,
                        alpha ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
            part.fill(qRgb(246, 244, 240));
            for (int y = 0; y < kHeight; ++y)
                for (int x = kind == 2 ? kWidth / 2 : 0; kind != 0 && x < kWidth; ++x)
                    part.setPixel(x, y, 0xff000000U | static_cast<QRgb>(dice()));
            bands.push_back(packBand(part, kind == 2));
            parts.push_back(part);
        }
        const QImage back =
            QImage::fromData(joinBands({kWidth, 3 * kHeight}, alpha, 4000, bands), "PNG");
        REQUIRE(back.size() == QSize(kWidth, 3 * kHeight));
        for (int band = 0; band < 3; ++band)
            CHECK(back.copy(0, band * kHeight, kWidth, kHeight)
                      .convertToFormat(QImage::Format_RGB32) ==
                  parts[static_cast<std::size_t>(band)].convertToFormat(QImage::Format_RGB32));
    }
}

TEST_CASE("a picture can be dark, or without a ground") {
    needApp();
    const QImage dark = renderImage(sampleList(), {.scale = 1, .dark = true, .image = {}});
    CHECK(dark.pixelColor(5, 5) == darkTheme().colour(Colour::Ground));
    CHECK(dark.pixelColor(88, 400) == darkTheme().colour(Colour::Bar));
    const QImage clear = QImage::fromData(
        renderPng(sampleList(), {.scale = 1, .dark = false, .transparent = true, .image = {}}));
    CHECK(clear.pixelColor(5, 5).alpha() == 0);
    CHECK(clear.pixelColor(88, 400) == lightTheme().colour(Colour::Bar));
}

TEST_CASE("a picture drawn in strips has no seams") {
    needApp();
    DisplayList list = listOfCards(60); // several strips of 512 rows
    const QImage image = renderImage(list, {.scale = 3, .image = {}});
    REQUIRE(image.height() > 1500);
    QImage whole(image.size(), image.format());
    whole.fill(lightTheme().colour(Colour::Ground));
    QPainter painter(&whole);
    painter.scale(3, 3);
    paintAll(painter, list, {.theme = &lightTheme(), .detailScale = 0, .image = {}});
    int different = 0, most = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor a = image.pixelColor(x, y), b = whole.pixelColor(x, y);
            const int by = std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                                     std::abs(a.blue() - b.blue())});
            different += by > 0 ? 1 : 0;
            most = std::max(most, by);
        }
    INFO(different << " pixels differ, by " << most << " at most");
    CHECK(different == 0);
}

TEST_CASE("a picture that is too large is refused with advice") {
    needApp();
    DisplayList list = sampleList();
    list.size = {10'000, 10'000};
    CHECK(codeOf([&] { renderPng(list, {.scale = 2, .image = {}}); }) == ErrorCode::TooLarge);
    CHECK(codeOf([&] { renderPng(list, {.scale = 9, .image = {}}); }) == ErrorCode::BadInput);
    CHECK(codeOf([&] { renderPng(list, {.scale = 0, .image = {}}); }) == ErrorCode::BadInput);
    CHECK(codeOf([&] { renderPng({}, {}); }) == ErrorCode::BadInput);
}

TEST_CASE("exports run on any thread and come out the same") {
    needApp();
    const DisplayList list = sampleList();
    const QImage expected = QImage::fromData(renderPng(list, {.scale = 2, .image = {}}));
    REQUIRE_FALSE(expected.isNull());
    std::vector<QByteArray> pictures(3), pages(3);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < pictures.size(); ++i)
        threads.emplace_back([&, i] {
            pictures[i] = renderPng(list, {.scale = 2, .image = {}});
            pages[i] = renderPdf(list, {});
        });
    for (std::thread& t : threads)
        t.join();
    for (const QByteArray& picture : pictures)
        CHECK(QImage::fromData(picture) == expected);
    for (const QByteArray& page : pages)
        CHECK(page.size() == pages[0].size());
}

TEST_CASE("an export reports its progress in order and stops when asked") {
    needApp();
    const DisplayList list = listOfCards(2000);
    std::vector<double> seen;
    renderPdf(list, {}, {{}, [&](double f, std::string_view) { seen.push_back(f); }});
    CHECK(seen.size() > 5);
    CHECK(std::is_sorted(seen.begin(), seen.end()));
    CHECK(seen.back() == 1.0);

    std::stop_source stop;
    int calls = 0;
    const JobControl job{stop.get_token(), [&](double, std::string_view) {
                             if (++calls == 3)
                                 stop.request_stop();
                         }};
    CHECK(codeOf([&] { renderPdf(list, {}, job); }) == ErrorCode::Cancelled);
    CHECK(codeOf([&] { renderPng(list, {.scale = 1, .image = {}}, job); }) == ErrorCode::Cancelled);
}

TEST_CASE("an export replaces the file that was there") {
    needApp();
    const TemporaryFolder folder;
    for (const char* name : {"map.pdf", "map.png"})
        writeBytes(folder / name, "an older export");
    exportPdf(sampleList(), folder / "map.pdf", {});
    exportPng(sampleList(), folder / "map.png", {.scale = 1, .image = {}});
    CHECK(bytesOf(folder / "map.pdf").starts_with("%PDF-"));
    CHECK(bytesOf(folder / "map.png").substr(1, 3) == "PNG");
}

TEST_CASE("an export into a folder that does not exist is an error") {
    needApp();
    const TemporaryFolder folder;
    CHECK_THROWS_AS(exportPdf(sampleList(), folder.path() / "none" / "map.pdf", {}), Error);
    CHECK_THROWS_AS(exportPng(sampleList(), folder.path() / "none" / "map.png", {}), Error);
}

#ifndef _WIN32
TEST_CASE(
    "an export that runs out of space leaves the old file byte for byte and nothing beside it") {
    needApp();
    const TemporaryFolder folder;
    for (const char* name : {"map.pdf", "map.png"})
        writeBytes(folder / name, "an older export");
    const DisplayList list = sampleList();
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{4096, before.rlim_max}; // every export is larger
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    int failures = 0;
    const std::vector<std::function<void()>> exports{
        [&] { exportPdf(list, folder / "map.pdf", {}); },
        [&] { exportPng(list, folder / "map.png", {}); }};
    for (const auto& attempt : exports) {
        try {
            attempt();
        } catch (const Error&) {
            ++failures;
        }
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, ignored);
    CHECK(failures == 2);
    CHECK(bytesOf(folder / "map.pdf") == "an older export");
    CHECK(bytesOf(folder / "map.png") == "an older export");
    const auto files = std::distance(std::filesystem::directory_iterator(folder.path()), {});
    CHECK(files == 2);
}
#endif
