#include <catch2/catch.hpp>

#include <QFile>
#include <QImage>
#include <QPainter>
#include <string>

#include "cairn/model/names.hpp"
#include "render/app.hpp"
#include "render/fonts.hpp"
#include "render/hatch.hpp"
#include "render/stroke_svg.hpp"

using namespace cairn;
using cairn::test::needApp;

namespace {

QImage painted(const QString& name, int side = 48) {
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintStrokeIcon(painter, name, QRectF(0, 0, side, side), Qt::black);
    return image;
}

QString iconName(const char* prefix, std::string_view name) {
    return QString::fromLatin1(prefix) +
           QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

TEST_CASE("every channel, every kind of lane and every mood has an icon") {
    needApp();
    const QStringList names = strokeIconNames();
    for (const Channel c : allOf<Channel>())
        CHECK(names.contains(iconName("channel-", nameOf(c))));
    for (const LaneKind k : allOf<LaneKind>())
        CHECK(names.contains(iconName("lane-", nameOf(k))));
    for (const char* name :
         {"face-m2",      "face-m1",   "face-0",   "face-p1",      "face-p2",       "star",
          "link",         "note",      "app",      "undo",         "redo",          "import",
          "export",       "plus",      "trash",    "search",       "map",           "persona",
          "data",         "zoom-in",   "zoom-out", "fit",          "panel-left",    "panel-right",
          "panel-bottom", "pdf",       "image",    "json",         "csv",           "settings",
          "check",        "warning",   "info",     "chevron-down", "chevron-right", "drag",
          "edit",         "duplicate", "close",    "folder",       "open",          "save",
          "history",      "sun",       "moon"}) {
        INFO(name);
        CHECK(names.contains(name));
    }
}

TEST_CASE("every icon is a drawing inside its 24 units") {
    needApp();
    for (const QString& name : strokeIconNames()) {
        INFO(name.toStdString());
        QFile file(":/icons/" + name + ".svg");
        REQUIRE(file.open(QIODevice::ReadOnly));
        const StrokeDrawing drawing = parseStrokeSvg(file.readAll());
        REQUIRE_FALSE(drawing.empty());
        const QRectF bounds = drawing.strokes.controlPointRect()
                                  .united(drawing.fills.controlPointRect())
                                  .adjusted(-0.01, -0.01, 0.01, 0.01);
        CHECK(QRectF(0.9, 0.9, 22.2, 22.2).contains(bounds));
    }
}

TEST_CASE("faces go by their numbers too, and a wrong name is seen as a ring") {
    needApp();
    CHECK(painted("face-2") == painted("face-m2"));
    CHECK(painted("face+1") == painted("face-p1"));
    CHECK(painted("face-2") != painted("face+2"));
    const QImage ring = painted("no such icon");
    CHECK(qAlpha(ring.pixel(24, 24)) == 0);
    CHECK(qAlpha(ring.pixel(24, 8)) == 255);
}

TEST_CASE("an icon is drawn anew for a dense screen") {
    needApp();
    const QImage dense = strokeIcon("plus", Qt::black).pixmap(QSize(24, 24), 2.0).toImage();
    CHECK(dense.size() == QSize(48, 48));
    CHECK(dense.devicePixelRatio() == 2.0);
    QImage direct = painted("plus");
    direct.setDevicePixelRatio(2.0);
    CHECK(dense.convertToFormat(QImage::Format_ARGB32_Premultiplied) == direct);
}

TEST_CASE("path data: absolute, relative, repeated and closed") {
    const QPainterPath path = parsePathData(u"M1 2h3v4l-3,0z");
    CHECK(path.boundingRect() == QRectF(1, 2, 3, 4));
    CHECK(path.contains(QPointF(2, 4)));
    // Pairs after a move are lines; numbers may touch.
    CHECK(parsePathData(u"M0 0 4 0 4 4").boundingRect() == QRectF(0, 0, 4, 4));
    CHECK(parsePathData(u"m1.5.5-1 1e0").boundingRect() == QRectF(0.5, 0.5, 1, 1));
}

TEST_CASE("path data: smooth curves mirror the control point before") {
    const QPainterPath path = parsePathData(u"M0 0C0 4 4 4 4 0S8-4 8 0");
    REQUIRE(path.elementCount() == 7);
    CHECK(QPointF(path.elementAt(4)) == QPointF(4, -4));
    CHECK(QPointF(path.elementAt(6)) == QPointF(8, 0));
}

TEST_CASE("path data: two half arcs make a circle") {
    const QPainterPath circle = parsePathData(u"M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0z");
    const QRectF bounds = circle.boundingRect();
    CHECK(bounds.x() == Approx(2));
    CHECK(bounds.width() == Approx(20).epsilon(0.001));
    CHECK(bounds.height() == Approx(20).epsilon(0.001));
    for (int i = 0; i <= 100; ++i)
        CHECK(QLineF(QPointF(12, 12), circle.pointAtPercent(i / 100.0)).length() ==
              Approx(10).epsilon(0.001));
    // Flags may stand without separators; the sweep decides the side.
    CHECK(parsePathData(u"M0 5a5 5 0 0110 0").boundingRect().top() == Approx(0).margin(0.01));
    CHECK(parsePathData(u"M0 5a5 5 0 0010 0").boundingRect().bottom() == Approx(10).margin(0.01));
}

TEST_CASE("path data: reading stops at the first fault") {
    CHECK(parsePathData(u"M0 0L5 5 X 9 9").boundingRect() == QRectF(0, 0, 5, 5));
    CHECK(parsePathData(u"M0 0L5 5L7").boundingRect() == QRectF(0, 0, 5, 5));
    CHECK(parsePathData(u"").isEmpty());
    CHECK(parsePathData(u"z 5 5").isEmpty());
}

TEST_CASE("a drawing keeps strokes and fills apart") {
    const StrokeDrawing d =
        parseStrokeSvg("<svg><circle cx='5' cy='5' r='2' fill='currentColor' stroke='none'/><rect "
                       "x='10' y='10' width='4' height='2' rx='0'/>"
                       "<polyline points='1,1 2,3'/></svg>");
    CHECK(d.fills.boundingRect() == QRectF(3, 3, 4, 4));
    CHECK(d.strokes.boundingRect() == QRectF(1, 1, 13, 11));
}

TEST_CASE("hatching is lines on one grid, cut at the edge of the shape") {
    QPainterPath square;
    square.addRect(0, 0, 10, 10);
    // Diagonals x + y = k * 5 * sqrt 2: 7.07 and 14.14 cross the square, 21.21 does not.
    const auto lines = hatchLines(square, 5);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].length() == Approx(10));
    CHECK(lines[1].length() == Approx((20 - 14.142135) * 1.414214).epsilon(0.0001));
    // A hole is left out: the diagonal through the middle falls into two.
    QPainterPath frame;
    frame.addRect(0, 0, 10, 10);
    frame.addRect(2, 2, 4, 4);
    CHECK(hatchLines(frame, 5).size() == 3);
    CHECK(hatchLines(QPainterPath(), 5).empty());
}
