#include <catch2/catch.hpp>

#include <QClipboard>
#include <QDropEvent>
#include <QFontDatabase>
#include <QMimeData>

#include "cairn/exchange/clip.hpp"
#include "cairn/model/validate.hpp"
#include "canvas_fixture.hpp"
#include "editor/clipboard/incoming.hpp"
#include "editor/clipboard/outgoing.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

QClipboard* clipboard() {
    return QApplication::clipboard();
}
void putOnClipboard(const QString& text, const QString& html = {}) {
    auto* data = new QMimeData;
    data->setText(text);
    if (!html.isEmpty())
        data->setHtml(html);
    clipboard()->setMimeData(data);
}
void copy(OpenCanvas& on) {
    on.key(Qt::Key_C, Qt::ControlModifier);
}
void paste(OpenCanvas& on) {
    on.key(Qt::Key_V, Qt::ControlModifier);
}
QImage redSquare() {
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::red);
    return image;
}

} // namespace

TEST_CASE("a copied card is there for every program: elements, text, a page, two pictures") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    copy(on);
    const QMimeData* data = clipboard()->mimeData();
    CHECK(data->hasFormat(kElementsType));
    CHECK(data->text() == "sees an advert");
    CHECK(data->html().contains("<li>sees an advert</li>"));
    const QImage picture = qvariant_cast<QImage>(data->imageData());
    const QRectF card = on.rectOf(RegionKind::Card, on.advert);
    CHECK(picture.width() >= 2 * card.width());
    CHECK(picture.width() < 2 * card.width() + 120);
    CHECK(QImage::fromData(data->data("image/png")).size() == picture.size());
    const QByteArray svg = data->data("image/svg+xml");
    CHECK(svg.contains("<svg"));
    CHECK(svg.contains("sees an advert"));
    CHECK_FALSE(svg.contains("asks a friend"));
}

TEST_CASE("what is copied from a map in a brand's type is in that type") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    copy(on);
    const QImage plain = qvariant_cast<QImage>(clipboard()->mimeData()->imageData());
    // A heavy type for all, so that any machine has it and it can be told from the usual one.
    const QString family = QStringLiteral("Cairn Semi Bold");
    REQUIRE(QFontDatabase::families().contains(family));
    const Theme theme = branded(lightTheme(), QColor(), family);
    on.canvas.setTheme(&theme);
    copy(on);
    const QMimeData* data = clipboard()->mimeData();
    const QImage heavy = qvariant_cast<QImage>(data->imageData());
    CHECK_FALSE(heavy.isNull());
    CHECK(heavy != plain);
    CHECK(data->data("image/svg+xml").contains("Cairn Semi Bold"));
    on.canvas.setTheme(&lightTheme());
}

TEST_CASE("copied cards are pasted below the focused one, in one step that says how many") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.click(on.card(on.friendCard), Qt::ShiftModifier);
    copy(on);
    on.click(on.card(on.bags));
    paste(on);
    CHECK(on.texts(on.doing, on.browse) ==
          Texts{"compares bags", "sees an advert", "asks a friend"});
    CHECK(on.document.undoLabel() == "paste 2 cards");
    CHECK(on.document.selection().size() == 2);
    on.document.undo();
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("cut takes away in one step, and paste brings it elsewhere with its own new ids") {
    OpenCanvas on;
    on.click(on.card(on.advert));
    on.key(Qt::Key_X, Qt::ControlModifier);
    CHECK(on.texts(on.doing, on.discover) == Texts{"asks a friend"});
    CHECK(on.document.undoLabel() == "cut card");
    on.click(on.cell(on.thinking, on.buy));
    on.key(Qt::Key_Escape);
    paste(on);
    CHECK(on.texts(on.thinking, on.buy) == Texts{"sees an advert"});
    CHECK(on.project().cards.find(on.advert) == nullptr);
    CHECK(validate(on.project()).empty());
}

TEST_CASE("elements of another project come with what they need") {
    Project other = addMap({}, MapId{7}, "Other", MapKind::Current, false);
    other = addStage(std::move(other), StageId{8}, MapId{7}, "Unboxing");
    other = addLane(std::move(other), LaneId{9}, MapId{7}, LaneKind::Actions, "Doing");
    other = addCard(std::move(other), CardId{10}, {LaneId{9}, StageId{8}}, "opens the box");
    clipboard()->setMimeData(copyOf({other, {StageId{8}}, {}, lightTheme(), false}));
    OpenCanvas on;
    on.click(on.rectOf(RegionKind::StageHeader, on.browse).center().toPoint());
    paste(on);
    CHECK(on.stageTitles() == Texts{"Discover", "Browse", "Unboxing", "Buy"});
    CHECK(on.document.undoLabel() == "paste stage");
    CHECK(on.project().cards.size() == 4);
}

TEST_CASE("lines become cards of the cell, one each") {
    OpenCanvas on;
    putOnClipboard("- pays\n- waits\n- leaves\n");
    on.click(on.card(on.bags));
    paste(on);
    CHECK(on.texts(on.doing, on.browse) == Texts{"compares bags", "pays", "waits", "leaves"});
    CHECK(on.document.undoLabel() == "paste 3 cards");
}

TEST_CASE("a spreadsheet's table goes to the stages and lanes it names; the page counts before the "
          "text") {
    OpenCanvas on;
    putOnClipboard(
        "\tBuy\nThinking\twrong\n",
        "<table><tr><td></td><td colspan=2>Buy</td></tr><tr><td>Thinking</td><td>too dear?</td>"
        "<td>safe?</td></tr></table>");
    on.click(on.card(on.bags));
    paste(on);
    CHECK(on.texts(on.thinking, on.buy) == Texts{"too dear?", "safe?"});
    CHECK(on.stageTitles() == Texts{"Discover", "Browse", "Buy"});
    on.document.undo();
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("a Mermaid journey is a map of its own, and undo takes it away") {
    OpenCanvas on;
    putOnClipboard("journey\n  title My day\n  section Go to work\n    Make tea: 5: Me\n");
    on.click(on.card(on.bags));
    paste(on);
    REQUIRE(on.project().maps.size() == 2);
    CHECK(titleOf(on.project(), on.document.currentMap()) == "My day");
    CHECK(on.document.undoLabel() == "paste a map");
    on.document.undo();
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("what cannot be read is told with its line, and nothing changes") {
    OpenCanvas on;
    QString told;
    QObject::connect(&on.document, &Document::trouble, [&](const QString& what) { told = what; });
    putOnClipboard("journey\n  section A\n    Make tea: 9: Me\n");
    paste(on);
    CHECK(told.contains("line 3"));
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("words without a place become sticky notes, copied notes lie aside") {
    OpenCanvas on;
    putOnClipboard("an idea\nanother");
    paste(on);
    REQUIRE(on.project().notes.size() == 2);
    CHECK(on.document.undoLabel() == "paste 2 notes");
    copy(on);
    paste(on);
    CHECK(on.project().notes.size() == 4);
    CHECK(validate(on.project()).empty());
}

TEST_CASE("a picture goes onto the selected card, else onto one of its own") {
    OpenCanvas on;
    clipboard()->setImage(redSquare());
    on.click(on.card(on.bags));
    paste(on);
    REQUIRE(on.project().images.size() == 1);
    CHECK(on.project().cards.find(on.bags)->image == (*on.project().images.begin())->id);
    CHECK(on.document.undoLabel() == "paste a picture");
    on.click(on.cell(on.thinking, on.buy));
    on.key(Qt::Key_Escape);
    paste(on);
    CHECK(on.texts(on.thinking, on.buy) == Texts{""});
    CHECK(on.project().images.size() == 2);
}

TEST_CASE("text dropped on a cell is its cards") {
    OpenCanvas on;
    QMimeData data;
    data.setText("one\ntwo");
    const QPoint at = on.cell(on.thinking, on.browse);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(on.viewport(), &enter);
    CHECK(enter.isAccepted());
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(on.viewport(), &drop);
    CHECK(on.texts(on.thinking, on.browse) == Texts{"one", "two"});
}

TEST_CASE("a map that only may be read gives copies and takes nothing") {
    OpenCanvas on;
    on.document.setReadOnly(true);
    on.click(on.card(on.advert));
    copy(on);
    CHECK(clipboard()->text() == "sees an advert");
    on.key(Qt::Key_X, Qt::ControlModifier);
    paste(on);
    CHECK(on.project() == SmallMap().project());
}

TEST_CASE("copy, cut and paste can be chosen only when they would do something") {
    clipboard()->clear();
    OpenWindow open;
    REQUIRE(open.blank());
    const WindowActions& a = open.window.actions();
    CHECK_FALSE(a.copy->isEnabled());
    CHECK_FALSE(a.cut->isEnabled());
    CHECK_FALSE(a.paste->isEnabled());
    const auto stage =
        stagesOf(open.document().project(), open.document().currentMap()).front()->id;
    open.document().select({stage});
    CHECK(a.copy->isEnabled());
    a.copyPicture->trigger();
    CHECK(clipboard()->mimeData()->hasFormat(kElementsType));
    CHECK(a.paste->isEnabled());
    a.paste->trigger();
    CHECK(open.document().project().maps.size() == 2);
}

TEST_CASE("the start page makes a map of what was copied, or says what to copy") {
    OpenWindow open;
    clipboard()->clear();
    auto* button = open.child<QPushButton>("pasteMap");
    REQUIRE(button);
    open.click(button);
    CHECK(open.window.messageBar()->text().contains("no table"));
    putOnClipboard("\tFind\tUse\nDoing\tlooks\twears\n");
    open.click(button);
    REQUIRE(eventually(
        [&] { return open.session.document() != nullptr && !open.window.showsStartPage(); }));
    CHECK(open.document().project().cards.size() == 2);
    CHECK_FALSE(open.document().canUndo());
}
