#include <catch2/catch.hpp>

#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QMenu>

#include "cairn/model/edits.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

void renameProject(OpenWindow& open, const char* title) {
    open.document().edit("rename", [&](Project project) {
        ProjectFacts facts = project.facts;
        facts.title = title;
        return setFacts(std::move(project), facts);
    });
}

} // namespace

TEST_CASE("a named version can be compared with, gone back to, and that undone") {
    OpenWindow open;
    REQUIRE(open.blank());
    VersionsFlow& versions = open.window.versions();
    versions.nameVersion("Before the workshop");
    REQUIRE(eventually([&] { return versions.versions().size() == 1; }));
    const Project before = open.document().project();
    renameProject(open, "After the workshop");
    open.document().edit("add a stage", [&](Project project) {
        return addStage(std::move(project), newId<StageId>(), open.document().currentMap(), "Tell");
    });

    versions.compare(versions.versions().front());
    REQUIRE(eventually([&] {
        return open.window.messageBar()->text().contains("1 added, 1 changed, 0 removed");
    }));
    versions.restore(versions.versions().front());
    REQUIRE(eventually([&] { return open.document().project() == before; }));
    CHECK(open.document().undoLabel() == "go back to “Before the workshop”");
    open.document().undo();
    CHECK(open.document().project().facts.title == "After the workshop");
}

TEST_CASE("versions are in the file: they are there when it is opened again") {
    OpenWindow open;
    REQUIRE(open.blank());
    open.window.versions().nameVersion("First");
    REQUIRE(eventually([&] { return open.window.versions().versions().size() == 1; }));
    const QString path = open.folder.file("shop.cairn");
    open.session.saveAs(path);
    REQUIRE(eventually([&] { return QFile::exists(path) && open.session.filePath() == path; }));
    bool closed = false;
    open.session.close([&](bool kept) { closed = kept; });
    REQUIRE(eventually([&] { return closed; }));
    open.window.openPath(path);
    REQUIRE(eventually([&] { return open.window.versions().versions().size() == 1; }));
    CHECK(open.window.versions().versions().front().name == "First");
}

TEST_CASE("the versions menu names the state of now by a line and Enter") {
    OpenWindow open;
    REQUIRE(open.blank());
    QMenu menu;
    open.window.versions().fill(menu);
    auto* line = menu.findChild<QLineEdit*>();
    REQUIRE(line != nullptr);
    QTest::keyClicks(line, "Draft");
    QTest::keyClick(line, Qt::Key_Return);
    REQUIRE(eventually([&] { return open.window.versions().versions().size() == 1; }));
    open.window.versions().fill(menu);
    bool offered = false;
    for (const QAction* action : menu.actions())
        offered = offered || action->text().startsWith("Draft");
    CHECK(offered);
}

TEST_CASE("a picture has the size and the background that were asked for") {
    OpenWindow open;
    REQUIRE(open.blank());
    const auto picture = [&](const char* name) {
        const QString path = open.folder.file(name);
        open.answerSaveWith(path);
        open.window.actions().png->trigger();
        REQUIRE(eventually([&] { return !QImage(path).isNull(); }));
        return QImage(path);
    };
    open.window.actions().pngScale1->trigger();
    const QImage small = picture("small.png");
    open.window.actions().pngScale4->trigger();
    open.window.actions().pngTransparent->setChecked(true);
    const QImage large = picture("large.png");
    CHECK(std::abs(large.width() - 4 * small.width()) <= 4);
    CHECK(qAlpha(small.pixel(2, 2)) == 255);
    CHECK(qAlpha(large.pixel(2, 2)) == 0);
}

TEST_CASE("a project exported as JSON opens as a new one, equal") {
    OpenWindow open;
    REQUIRE(open.blank());
    renameProject(open, "Round trip");
    const Project before = open.document().project();
    const QString path = open.folder.file("shop.json");
    open.answerSaveWith(path);
    open.window.actions().json->trigger();
    REQUIRE(eventually([&] { return QFile::exists(path); }));
    bool closed = false;
    open.session.close([&](bool kept) { closed = kept; });
    REQUIRE(eventually([&] { return closed; }));
    open.window.openPath(path);
    REQUIRE(eventually([&] { return open.session.document() != nullptr; }));
    CHECK(open.document().project() == before);
    CHECK(open.session.filePath().isEmpty());
}
