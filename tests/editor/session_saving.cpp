#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QtTest/QSignalSpy>

#include "cairn/base/data_folder.hpp"
#include "session_fixture.hpp"
#include "support/log_guard.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// A blank map saved as `name`; closed again.
void makeFile(const Folder& folder, const QString& path) {
    OpenSession maker(folder.working());
    REQUIRE(maker.blank());
    maker.session.saveAs(path);
    REQUIRE(eventually([&] { return maker.session.filePath() == path; }));
    REQUIRE(maker.close());
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

} // namespace

TEST_CASE("the person's folder is where Qt has it") {
    const QByteArray before = qgetenv("XDG_DATA_HOME");
    const auto same = [] {
        return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) ==
               fromPath(dataFolder());
    };
    CHECK(same());
    qputenv("XDG_DATA_HOME", "/somewhere/else");
    CHECK(same());
    qputenv("XDG_DATA_HOME", "");
    CHECK(same());
    qunsetenv("XDG_DATA_HOME");
    CHECK(same());
    qputenv("XDG_DATA_HOME", before);
}

TEST_CASE("a new map is in no file until it is saved as one, and reads back equal") {
    const Folder folder;
    const QString path = folder.file("Läden & Co.cairn");
    Project saved;
    {
        OpenSession one(folder.working());
        REQUIRE(one.blank());
        CHECK(one.session.saver()->state() == SaveState::Untitled);
        one.renameFirstStage("Find us");
        one.session.saveAs(path);
        REQUIRE(eventually([&] { return one.session.saver()->state() == SaveState::Saved; }));
        CHECK(one.session.filePath() == path);
        saved = one.project();
        REQUIRE(one.close());
    }
    OpenSession again(folder.working());
    again.session.openFile(path);
    REQUIRE(again.opened());
    CHECK(again.project() == saved);
    CHECK(again.document().undoLabel() == "rename a stage"); // undo survives
    again.document().undo();
    CHECK(again.firstStage() != "Find us");
    CHECK(again.session.recentFiles().value(0) == path);
    REQUIRE(again.close());
}

TEST_CASE("an edit reaches the file by itself after the delay") {
    const Folder folder;
    const QString path = folder.file("shop.cairn");
    makeFile(folder, path);
    OpenSession one(folder.working());
    one.session.openFile(path);
    REQUIRE(one.opened());
    one.session.saver()->setAutosaveDelay(30);
    QSignalSpy saved(one.session.saver(), &Saver::saved);
    one.renameFirstStage("Find us");
    CHECK(one.session.saver()->state() == SaveState::Edited);
    REQUIRE(eventually([&] { return saved.count() == 1; }));
    CHECK(one.session.saver()->state() == SaveState::Saved);
    CHECK(loadProject(toPath(path)) == one.project());
    REQUIRE(one.close());
}

TEST_CASE("closing saves what the delay had not yet") {
    const Folder folder;
    const QString path = folder.file("shop.cairn");
    makeFile(folder, path);
    OpenSession one(folder.working());
    one.session.openFile(path);
    REQUIRE(one.opened());
    one.renameFirstStage("Find us");
    const Project edited = one.project();
    REQUIRE(one.close());
    CHECK(loadProject(toPath(path)) == edited);
    CHECK(one.lookForRecoverables().empty());
}

TEST_CASE("edits of a window that died are offered, with their undo") {
    const Folder folder;
    {
        OpenSession dies(folder.working());
        REQUIRE(dies.blank());
        dies.renameFirstStage("Find us");
    } // never closed: the working copy stays
    OpenSession next(folder.working());
    REQUIRE(next.lookForRecoverables().size() == 1);
    const Recoverable left = next.left.front();
    CHECK(left.title == "Corner shop");
    CHECK_FALSE(left.origin);
    next.session.recover(left);
    REQUIRE(next.opened());
    CHECK(next.firstStage() == "Find us");
    CHECK(next.document().undoLabel() == "rename a stage");
    REQUIRE(next.close()); // in no file: kept for the next time
    REQUIRE(next.lookForRecoverables().size() == 1);
    next.session.discard(next.left.front());
    REQUIRE(eventually([&] { return next.left.empty(); }));
}

TEST_CASE("a map that nobody touched leaves nothing behind") {
    const Folder folder;
    OpenSession one(folder.working());
    REQUIRE(one.blank());
    REQUIRE(one.close());
    CHECK(one.lookForRecoverables().empty());
    CHECK(QDir(folder.working()).entryList({"*.working"}, QDir::Files).isEmpty());
}

TEST_CASE("a second window on a file may look but not touch, and says who has it") {
    const Folder folder;
    const QString path = folder.file("shop.cairn");
    makeFile(folder, path);
    OpenSession first(folder.working()), second(folder.working());
    first.session.openFile(path);
    REQUIRE(first.opened());
    second.session.openFile(path);
    REQUIRE(second.opened());
    CHECK(second.document().readOnly());
    CHECK_FALSE(second.session.saver());
    CHECK(second.session.readOnlyReason().contains(
        QString::number(QCoreApplication::applicationPid())));
    REQUIRE_FALSE(second.messages.empty());
    CHECK(second.messages.front().what.contains("reading only"));
    const Project before = second.project();
    second.renameFirstStage("Mine");
    CHECK(second.project() == before);
    REQUIRE(second.close());
    REQUIRE(first.close());
}

TEST_CASE("a file that someone else saved meanwhile is not overwritten unasked") {
    const Folder folder;
    const QString path = folder.file("shop.cairn");
    makeFile(folder, path);
    OpenSession one(folder.working());
    one.session.openFile(path);
    REQUIRE(one.opened());
    writeProject(toPath(path), blankProject("Theirs")); // a sync client brings another's version
    const QByteArray theirs = bytesOf(path);

    one.renameFirstStage("Mine");
    one.session.save();
    REQUIRE(eventually([&] { return one.session.saver()->state() == SaveState::Failed; }));
    CHECK(bytesOf(path) == theirs);
    REQUIRE_FALSE(one.messages.empty());
    const Message told = one.messages.back();
    CHECK(told.what.contains("shop.cairn"));
    REQUIRE(told.choices.size() == 2);

    told.choices[1].second(); // overwrite it
    REQUIRE(eventually([&] { return one.session.saver()->state() == SaveState::Saved; }));
    CHECK(loadProject(toPath(path)) == one.project());
    REQUIRE(one.close());
}

TEST_CASE("a save that fails says why, keeps the edits, and closing does not lose them") {
    const Folder folder;
    OpenSession one(folder.working());
    REQUIRE(one.blank());
    one.renameFirstStage("Find us");
    one.session.saveAs(folder.file("no such folder/shop.cairn"));
    REQUIRE(eventually([&] { return one.session.saver()->state() == SaveState::Failed; }));
    CHECK_FALSE(one.messages.empty());
    CHECK(one.session.filePath().isEmpty());
    const QString path = folder.file("shop.cairn");
    one.session.saveAs(path);
    REQUIRE(eventually([&] { return one.session.saver()->state() == SaveState::Saved; }));
    CHECK(loadProject(toPath(path)) == one.project());
    REQUIRE(one.close());
}

TEST_CASE("a file that is no project is refused with its name, and what was open stays open") {
    const Folder folder;
    QFile stranger(folder.file("photo.cairn"));
    REQUIRE(stranger.open(QIODevice::WriteOnly));
    stranger.write("this is no database, whatever its name says");
    stranger.close();
    OpenSession one(folder.working());
    REQUIRE(one.blank());
    const Document* open = one.session.document();
    one.session.openFile(stranger.fileName());
    REQUIRE(eventually([&] { return !one.messages.empty(); }));
    CHECK(one.messages.front().what.contains("photo.cairn"));
    CHECK(one.session.document() == open);
    REQUIRE(one.close());
}

TEST_CASE("opening another project keeps the edits of the one before") {
    const Folder folder;
    const QString path = folder.file("first.cairn");
    makeFile(folder, path);
    OpenSession one(folder.working());
    one.session.openFile(path);
    REQUIRE(one.opened());
    one.renameFirstStage("Find us");
    const Project edited = one.project();
    one.session.newBlank("Second");
    REQUIRE(eventually([&] { return one.project().facts.title == "Second"; }));
    CHECK(loadProject(toPath(path)) == edited);
    REQUIRE(one.close());
}

TEST_CASE("every edit is on disk in the working copy before the window is told so") {
    const Folder folder;
    OpenSession one(folder.working());
    REQUIRE(one.blank());
    one.renameFirstStage("Find us");
    one.document().undo();
    one.document().redo();
    CHECK(one.session.saver()->unacknowledged() == 3);
    REQUIRE(eventually([&] { return one.session.saver()->unacknowledged() == 0; }));
    REQUIRE(one.close());
}
