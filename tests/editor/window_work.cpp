#include <catch2/catch.hpp>

#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QtTest/QSignalSpy>

#include "cairn/exchange/project_json.hpp"
#include "editor/dialogs/import_preview.hpp"
#include "editor/window/command_palette.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

QByteArray headOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(5) : QByteArray();
}

void drop(QWidget& target, const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    const QPoint middle = target.rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &enter);
    REQUIRE(enter.isAccepted());
    QDropEvent dropped(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &dropped);
}

QString sampleCsv(const Folder& folder) {
    const QString path = folder.file("shop-events.csv");
    REQUIRE(QFile::copy(":/sample/shop-events.csv", path));
    return path;
}

} // namespace

TEST_CASE("the title is changed in place and undone by its words") {
    OpenWindow open;
    REQUIRE(open.blank());
    QLineEdit* title = open.window.topBar()->titleField();
    CHECK(title->text() == "Corner shop");
    title->setFocus();
    title->selectAll();
    QTest::keyClicks(title, "Baker Street");
    QTest::keyClick(title, Qt::Key_Return);
    CHECK(open.document().project().facts.title == "Baker Street");
    CHECK(open.window.actions().undo->text() == "Undo rename the project");
    open.window.actions().undo->trigger();
    CHECK(title->text() == "Corner shop");
    CHECK(open.window.actions().redo->text() == "Redo rename the project");
}

TEST_CASE("the window says where the work is kept") {
    OpenWindow open;
    REQUIRE(open.blank());
    CHECK(open.window.topBar()->stateText() == "Not in a file yet");
    const QString path = open.folder.file("shop.cairn");
    open.answerSaveWith(path);
    QTest::keyClick(&open.window, Qt::Key_S, Qt::ControlModifier);
    REQUIRE(eventually([&] { return open.window.topBar()->stateText() == "All changes saved"; }));
    CHECK(QFileInfo::exists(path));
}

TEST_CASE("a save that fails is told in place, never in a dialog") {
    OpenWindow open;
    REQUIRE(open.blank());
    open.answerSaveWith(open.folder.file("nowhere/shop.cairn"));
    open.window.actions().saveAs->trigger();
    REQUIRE(eventually([&] { return open.window.topBar()->stateText().startsWith("Not saved"); }));
    CHECK(open.window.messageBar()->isVisible());
    CHECK_FALSE(QApplication::activeModalWidget());
}

TEST_CASE("exports write what they say") {
    OpenWindow open;
    REQUIRE(open.blank());
    QSignalSpy written(&open.window.exportFlow(), &ExportFlow::written);
    const auto exported = [&](QAction* action, const QString& name) {
        const QString path = open.folder.file(name);
        open.answerSaveWith(path);
        const auto before = written.count();
        action->trigger();
        REQUIRE(eventually([&] { return written.count() > before; }));
        return path;
    };
    const WindowActions& a = open.window.actions();
    CHECK(headOf(exported(a.pdfA4, "a4.pdf")) == "%PDF-");
    CHECK(headOf(exported(a.pdfPoster, "poster")).isEmpty()); // the suffix is added
    CHECK(headOf(open.folder.file("poster.pdf")) == "%PDF-");
    CHECK(headOf(exported(a.png, "map.png")).mid(1, 3) == "PNG");
    CHECK(importProjectJson(toPath(exported(a.json, "shop.json"))) == open.document().project());
    CHECK(open.window.messageBar()->text().contains("shop.json"));
}

TEST_CASE("an export that cannot be written says so") {
    OpenWindow open;
    REQUIRE(open.blank());
    open.answerSaveWith(open.folder.file("nowhere/map.pdf"));
    open.window.actions().pdfA4->trigger();
    REQUIRE(eventually([&] { return open.window.messageBar()->text().contains("map.pdf"); }));
}

TEST_CASE("panels hide with one key and come back") {
    OpenWindow open;
    REQUIRE(open.blank());
    QTest::keyClick(&open.window, Qt::Key_F9);
    CHECK_FALSE(open.window.outline()->isVisible());
    QTest::keyClick(&open.window, Qt::Key_F11);
    CHECK_FALSE(open.window.inspector()->isVisible());
    CHECK_FALSE(open.window.drawer()->isVisible());
    QTest::keyClick(&open.window, Qt::Key_F11);
    CHECK(open.window.outline()->isVisible());
    CHECK(open.window.inspector()->isVisible());
    CHECK(open.window.drawer()->isVisible());
}

TEST_CASE("the palette finds an element and an action by a few letters") {
    OpenWindow open;
    REQUIRE(open.blank());
    const Stage* stage = stagesOf(open.document().project(), open.document().currentMap())[1];
    auto* palette = open.window.findChild<CommandPalette*>();
    REQUIRE(palette);
    QTest::keyClick(&open.window, Qt::Key_K, Qt::ControlModifier);
    REQUIRE(palette->isVisible());
    QTest::keyClicks(palette->field(), QString::fromStdString(stage->title));
    REQUIRE(palette->list()->count() >= 1);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    CHECK_FALSE(palette->isVisible());
    CHECK(open.document().selection() == std::vector<ElementId>{stage->id});

    QTest::keyClick(&open.window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(palette->field(), "inspector");
    QTest::keyClick(palette->field(), Qt::Key_Return);
    CHECK_FALSE(open.window.inspector()->isVisible());
}

TEST_CASE("light and dark reach every widget at once") {
    OpenWindow open;
    REQUIRE(open.blank());
    open.window.actions().themeDark->trigger();
    CHECK(themeOf(&open.window).dark);
    open.window.actions().themeLight->trigger();
    CHECK_FALSE(themeOf(&open.window).dark);
}

TEST_CASE("a CSV dropped on a map is previewed, imported and counted on it") {
    OpenWindow open;
    open.session.newFromProject(
        projectFromTemplate("sample", resourceText(":/sample/sample.json")));
    REQUIRE(eventually([&] { return !open.window.showsStartPage(); }));
    drop(open.window, sampleCsv(open.folder));
    REQUIRE(eventually([&] { return open.window.importFlow().preview() != nullptr; }));
    ImportPreview* preview = open.window.importFlow().preview();
    QSignalSpy ready(preview, &ImportPreview::bindingsReady);
    REQUIRE(eventually([&] { return ready.count() > 0; }));
    CHECK_FALSE(preview->sentence().isEmpty());
    preview->startImport();
    // 600 customers, counted by the command line and by hand in docs/funnel.md.
    REQUIRE(eventually([&] {
        const MapFindings* findings = open.document().findings();
        return findings && findings->hasData && findings->funnel &&
               findings->funnel->steps.front().reached == 600;
    }));
    CHECK(open.window.drawer()->isVisible());
    CHECK(open.window.drawer()->currentTab() == InsightsDrawer::Tab::Funnel);
    CHECK(open.document().undoLabel() == "import shop-events.csv");
}

TEST_CASE("a CSV dropped on the start page becomes a map of its events") {
    OpenWindow open;
    drop(open.window, sampleCsv(open.folder));
    REQUIRE(eventually([&] { return open.window.importFlow().preview() != nullptr; }));
    ImportPreview* preview = open.window.importFlow().preview();
    QSignalSpy ready(preview, &ImportPreview::bindingsReady);
    REQUIRE(eventually([&] { return ready.count() > 0; }));
    preview->startImport();
    REQUIRE(eventually([&] { return !open.window.showsStartPage(); }));
    REQUIRE(eventually(
        [&] { return open.document().findings() && open.document().findings()->hasData; }));
    const auto stages = stagesOf(open.document().project(), open.document().currentMap());
    REQUIRE_FALSE(stages.empty());
    CHECK_FALSE(stages.front()->binding.empty());
}

TEST_CASE("the sample opens with its numbers and leaves nothing behind") {
    OpenWindow open;
    auto* button = open.child<QPushButton>("openSample");
    REQUIRE(button);
    open.click(button);
    REQUIRE(eventually([&] { return !open.window.showsStartPage(); }));
    REQUIRE(eventually(
        [&] { return open.document().findings() && open.document().findings()->hasData; }));
    REQUIRE(open.document().findings()->funnel);
    CHECK(open.document().findings()->funnel->steps.front().reached == 600);
    CHECK(open.document().findings()->funnel->steps.back().reached == 225);
    open.window.actions().closeProject->trigger();
    REQUIRE(eventually([&] { return open.window.showsStartPage(); }));
    CHECK(WorkingCopy::recoverable(toPath(open.folder.working())).empty());
}

TEST_CASE("closing the window keeps the last edit") {
    Folder folder;
    const QString path = folder.file("shop.cairn");
    Project edited;
    {
        OpenWindow open;
        REQUIRE(open.blank());
        open.session.saveAs(path);
        REQUIRE(eventually([&] { return open.session.filePath() == path; }));
        open.document().edit("rename the project", [](Project p) {
            ProjectFacts facts = p.facts;
            facts.title = "Last words";
            return setFacts(std::move(p), facts);
        });
        edited = open.document().project();
        open.window.close();
        REQUIRE(eventually([&] { return !open.window.isVisible(); }));
    }
    CHECK(loadProject(toPath(path)) == edited);
}
