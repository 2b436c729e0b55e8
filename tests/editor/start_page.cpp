#include <catch2/catch.hpp>

#include <QDir>
#include <QLabel>
#include <QPushButton>

#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

TEST_CASE("a click on a template opens it, ready to type over") {
    OpenWindow open;
    REQUIRE(open.window.showsStartPage());
    auto* bakery = open.child<QPushButton>("template:bakery");
    REQUIRE(bakery);
    open.click(bakery);
    REQUIRE(eventually([&] { return !open.window.showsStartPage(); }));
    CHECK(open.document().project().facts.template_ == "bakery");
    CHECK_FALSE(open.document().project().cards.empty());
    CHECK_FALSE(open.document().canUndo());
}

TEST_CASE("every template has a card with its own picture") {
    OpenWindow open;
    const auto names = QDir(":/templates").entryList({"*.json"}, QDir::Files);
    REQUIRE(names.size() >= 6);
    REQUIRE(eventually([&] { return open.window.startPage()->picturesReady(); }));
    for (const QString& name : names) {
        INFO(name.toStdString());
        auto* card =
            open.window.findChild<QPushButton*>("template:" + QString(name).remove(".json"));
        REQUIRE(card);
        bool pictured = false;
        for (const QLabel* label : card->findChildren<QLabel*>())
            pictured = pictured || !label->pixmap(Qt::ReturnByValue).isNull();
        CHECK(pictured);
    }
}

TEST_CASE("the start page is walked and used by keyboard") {
    OpenWindow open;
    auto* blank = open.child<QPushButton>("template:blank");
    REQUIRE(blank);
    blank->setFocus();
    QTest::keyClick(blank, Qt::Key_Tab);
    auto* next = qobject_cast<QPushButton*>(open.window.focusWidget());
    REQUIRE(next);
    CHECK(next->objectName().startsWith("template:"));
    CHECK(next != blank);
    QTest::keyClick(blank, Qt::Key_Space);
    REQUIRE(eventually([&] { return !open.window.showsStartPage(); }));
    CHECK(stagesOf(open.document().project(), open.document().currentMap()).size() == 5);
}

TEST_CASE("what a dead window left is offered on the start page and opens from there") {
    const Folder folder;
    {
        OpenSession dies(folder.working());
        REQUIRE(dies.blank());
        dies.renameFirstStage("Find us");
    }
    Appearance appearance;
    Session session(folder.working());
    MainWindow window(&session, &appearance);
    window.show();
    REQUIRE(eventually([&] { return window.findChild<QPushButton*>("recover") != nullptr; }));
    QTest::mouseClick(window.findChild<QPushButton*>("recover"), Qt::LeftButton);
    REQUIRE(eventually([&] { return !window.showsStartPage(); }));
    CHECK(
        stagesOf(session.document()->project(), session.document()->currentMap()).front()->title ==
        "Find us");
}

TEST_CASE("later puts an offer away, discard removes it for good") {
    const Folder folder;
    {
        OpenSession dies(folder.working());
        REQUIRE(dies.blank());
        dies.renameFirstStage("Find us");
    }
    Appearance appearance;
    Session session(folder.working());
    MainWindow window(&session, &appearance);
    window.show();
    REQUIRE(eventually([&] { return window.findChild<QPushButton*>("later") != nullptr; }));
    QTest::mouseClick(window.findChild<QPushButton*>("later"), Qt::LeftButton);
    CHECK_FALSE(window.findChild<QFrame*>("recovery")->isVisible());
    CHECK(WorkingCopy::recoverable(toPath(folder.working())).size() == 1);
    QTest::mouseClick(window.findChild<QPushButton*>("discard"), Qt::LeftButton);
    REQUIRE(eventually([&] { return WorkingCopy::recoverable(toPath(folder.working())).empty(); }));
    REQUIRE(eventually([&] { return window.findChild<QFrame*>("recovery") == nullptr; }));
}

TEST_CASE("Enter on the start page presses the button that has the focus") {
    OpenWindow open;
    QPushButton* sample = nullptr;
    for (QPushButton* button : open.window.startPage()->findChildren<QPushButton*>())
        if (button->text() == "Open the sample")
            sample = button;
    REQUIRE(sample != nullptr);
    sample->setFocus();
    QTest::keyClick(sample, Qt::Key_Return);
    CHECK(eventually([&] { return open.session.document() != nullptr; }));
}

TEST_CASE("on a new map the first letter typed goes into the first cell") {
    OpenWindow open;
    REQUIRE(open.blank());
    REQUIRE(eventually([&] { return open.window.canvas()->hasFocus(); }));
    QTest::keyClicks(open.window.canvas(), "h");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    REQUIRE(open.document().project().cards.size() == 1);
    CHECK((*open.document().project().cards.begin())->text == "h");
}
