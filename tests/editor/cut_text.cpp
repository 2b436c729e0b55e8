// What is too long for its place ends in dots, and can be read whole.
#include <catch2/catch.hpp>

#include <QAbstractItemView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>

#include "canvas_fixture.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"
#include "preview_fixture.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

const QString kLong = QStringLiteral("Onlinebestellung von Verpackungsmaterial, heute und morgen");

bool endsInDots(const QString& text) {
    return text.endsWith(QChar(0x2026));
}

} // namespace

TEST_CASE("a line too long for its place ends in dots until somebody types in it") {
    QWidget window;
    QuietLine line(kLong, &window), other(&window);
    line.setGeometry(0, 0, 120, 28);
    other.setGeometry(0, 40, 120, 28);
    window.show();
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
    other.setFocus();
    CHECK(endsInDots(line.shownText()));
    CHECK(line.fontMetrics().horizontalAdvance(line.shownText()) < 120);
    CHECK(line.text() == kLong);
    line.setFocus();
    CHECK(line.shownText() == kLong);
    other.setFocus();
    line.resize(800, 28);
    CHECK(line.shownText() == kLong);
}

TEST_CASE("a choice too long for its place ends in dots, and its list is wide enough for it") {
    QWidget window;
    QuietCombo combo(&window);
    combo.addItems({"all", kLong});
    combo.setGeometry(0, 0, 120, 28);
    window.show();
    CHECK(combo.shownText() == "all");
    combo.setCurrentIndex(1);
    CHECK(endsInDots(combo.shownText()));
    CHECK(combo.currentText() == kLong);
    combo.showPopup();
    CHECK(combo.view()->width() >= combo.view()->fontMetrics().horizontalAdvance(kLong));
    combo.hidePopup();
}

TEST_CASE("a long title of the project is cut with dots in the bar and told whole") {
    OpenWindow open;
    REQUIRE(open.blank());
    open.document().edit("rename", [](Project project) {
        project.facts.title = utf8(kLong + kLong);
        return project;
    });
    open.window.canvas()->setFocus();
    auto* title = dynamic_cast<QuietLine*>(open.window.topBar()->titleField());
    REQUIRE(title);
    CHECK(title->text() == kLong + kLong);
    CHECK(endsInDots(title->shownText()));
}

TEST_CASE("a map's title takes another line where it is too long, and stays one line of text") {
    OpenWindow open;
    REQUIRE(open.blank());
    auto* title = open.child<QPlainTextEdit>("field-title");
    REQUIRE(title);
    const int before = title->height();
    title->setFocus();
    title->setPlainText(kLong + "\n twice");
    QTest::keyClick(title, Qt::Key_Return);
    const Map& map = *open.document().project().maps.find(open.document().currentMap());
    CHECK(map.title == utf8(kLong) + " twice");
    title = open.child<QPlainTextEdit>("field-title");
    REQUIRE(title);
    CHECK(eventually([&] { return title->height() > before; }));
    CHECK(title->horizontalScrollBar()->maximum() == 0);
}

TEST_CASE("names of stages and what is chosen for them are cut with dots in the preview") {
    QByteArray rows = "user_id,event,timestamp\n";
    const QByteArray event = "Sessions that completed the very last step of the checkout";
    for (const char* day : {"04", "05", "06"})
        rows += QByteArray("u") + day + "," + event + ",2024-01-" + day + "T10:00:00Z\n";
    const Preview preview(rows);
    QuietCombo* chooser = preview.dialog->findChild<QuietCombo*>(
        QStringLiteral("bind-%1").arg(ElementId(preview.catalog).value));
    REQUIRE(chooser);
    chooser->setCurrentIndex(chooser->findText(QString::fromLatin1(event), Qt::MatchStartsWith));
    REQUIRE(chooser->currentText().startsWith("Sessions"));
    CHECK(endsInDots(chooser->shownText()));
}

TEST_CASE("the beginning of a mirrored map stays in sight when the window gets another width") {
    SmallMap ids;
    Document document(ids.project());
    LocalePhrases phrases;
    MapCanvas canvas(&document, &phrases);
    canvas.setLayoutDirection(Qt::RightToLeft);
    canvas.resize(1200, 800);
    canvas.show();
    canvas.activateWindow();
    (void)QTest::qWaitForWindowActive(&canvas);
    canvas.zoomToActualSize();
    canvas.setZoom(0.5, {600, 400}); // a hand's own zoom: no first sight any more
    const auto fromRight = [&] {
        return canvas.viewport()->width() -
               canvas.viewportRectOf(RegionKind::StageHeader, ids.discover).right();
    };
    const double before = fromRight();
    canvas.resize(1000, 800);
    CHECK(fromRight() == Approx(before).margin(2));
    canvas.resize(1400, 800);
    CHECK(fromRight() == Approx(before).margin(2));
}

TEST_CASE("long names of people do not make the inspector wider than its panel") {
    OpenWindow open;
    REQUIRE(open.blank());
    const MapId map = open.document().currentMap();
    open.document().edit("remark", [&](Project p) {
        p = addPersona(std::move(p), PersonaId{7001}, utf8(kLong));
        return addComment(std::move(p), CommentId{7002}, map, {}, utf8(kLong), "Why?",
                          1718000000000);
    });
    const auto* box = open.child<QWidget>("persona-shown-7001");
    REQUIRE(box);
    const QScrollArea* scroll = nullptr;
    for (const QWidget* w = box; w && !scroll; w = w->parentWidget())
        scroll = qobject_cast<const QScrollArea*>(w);
    REQUIRE(scroll);
    CHECK(eventually([&] { return scroll->widget()->width() <= scroll->viewport()->width(); }));
    CHECK(scroll->widget()->minimumSizeHint().width() <= scroll->viewport()->width());
}
