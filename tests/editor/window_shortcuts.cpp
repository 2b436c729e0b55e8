#include <catch2/catch.hpp>

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTreeWidget>
#include <set>

#include "editor/window/command_palette.hpp"
#include "editor/window/fuzzy.hpp"
#include "editor/window/shortcuts.hpp"
#include "editor/window/shortcuts_page.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// Settings are those of the whole test process: they are left as they were found.
struct CleanKeys {
    CleanKeys() { clear(); }
    ~CleanKeys() { clear(); }
    static void clear() {
        QSettings().remove("keys");
        QSettings().remove("palette");
        QSettings().remove("look");
    }
};

struct Keys : CleanKeys, OpenWindow {
    Keys() {
        REQUIRE(blank());
        window.activateWindow();
        window.canvas()->setFocus();
    }
    ShortcutsPage& page() { return *window.shortcutsPage(); }
    void openPage() { QTest::keyClick(&window, Qt::Key_Slash, Qt::ControlModifier); }
    void goTo(const QString& words) {
        page().field()->setText(words);
        QTest::keyClick(page().field(), Qt::Key_Return);
    }
    void record(Qt::Key key, Qt::KeyboardModifiers with) {
        QTest::keyClick(page().tree(), Qt::Key_Return);
        REQUIRE(page().recorder());
        QTest::keyClick(page().recorder(), key, with);
    }
};

QKeySequence keysOf(const char* text) {
    return QKeySequence(QString::fromLatin1(text));
}

} // namespace

TEST_CASE("every action has a name of its own, a group and no keys in common with another") {
    OpenWindow open;
    std::set<QString> names, keys;
    for (const QAction* action : open.window.actions().all()) {
        INFO(action->text().toStdString());
        CHECK(!action->property("group").toString().isEmpty());
        CHECK(names.insert(action->objectName()).second);
        for (const QKeySequence& sequence : action->shortcuts()) {
            CHECK(keys.insert(sequence.toString()).second);
            CHECK(open.window.shortcuts()->meaningOnCanvas(sequence).isEmpty());
        }
        if (!action->shortcut().isEmpty())
            CHECK(
                action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)));
    }
}

TEST_CASE("new keys are recorded on the page, work at once and outlive the window") {
    CleanKeys clean;
    {
        Keys open;
        CHECK_FALSE(open.page().isVisible());
        open.openPage();
        REQUIRE(open.page().isVisible());
        CHECK_FALSE(QApplication::activeModalWidget());
        open.goTo("Import data");
        open.record(Qt::Key_J, Qt::ControlModifier);
        CHECK(open.window.actions().importData->shortcut() == keysOf("Ctrl+J"));
        CHECK(open.window.actions().importData->toolTip().endsWith("(Ctrl+J)"));
        CHECK(open.page().tree()->currentItem()->text(1) == "Ctrl+J");
        int asked = 0;
        open.window.chooser().toOpenSeveral = [&](QWidget*, const QString&, const QString&,
                                                  const QString&) {
            ++asked;
            return QStringList();
        };
        QTest::keyClick(&open.window, Qt::Key_I, Qt::ControlModifier);
        CHECK(asked == 0);
        QTest::keyClick(&open.window, Qt::Key_J, Qt::ControlModifier);
        CHECK(asked == 1);
        QSettings().sync();
        const QStringList kept = QSettings().allKeys().filter("keys/");
        CHECK(kept == QStringList{"keys/import-data"});
        // A second window of the same person.
        OpenWindow second;
        CHECK(second.window.actions().importData->shortcut() == keysOf("Ctrl+J"));
        open.click(open.child<QPushButton>("shortcuts-reset"));
        CHECK(open.window.actions().importData->shortcut() == keysOf("Ctrl+I"));
        CHECK(QSettings().allKeys().filter("keys/").isEmpty());
        QTest::keyClick(open.page().tree(), Qt::Key_Escape);
        CHECK_FALSE(open.page().isVisible());
    }
}

TEST_CASE("a key that was given away does nothing on the map any more") {
    Keys open;
    Document& document = open.document();
    MapCanvas* canvas = open.window.canvas();
    const MapId map = document.currentMap();
    document.edit("add a card", [&](Project p) {
        const CardPlace place{lanesOf(p, map).front()->id, stagesOf(p, map).front()->id, {}, {}};
        return addCard(std::move(p), CardId{77}, place, "a card");
    });
    document.select({});
    canvas->setZoom(0.7, {});
    QTest::keyClick(canvas, Qt::Key_A, Qt::ControlModifier);
    CHECK(document.selection() == std::vector<ElementId>{CardId{77}});
    const WindowActions& actions = open.window.actions();
    open.window.shortcuts()->set(actions.selectAll, keysOf("Ctrl+Alt+A"));
    open.window.shortcuts()->set(actions.actualSize, keysOf("Ctrl+Alt+1"));
    open.window.shortcuts()->set(actions.remove, keysOf("Ctrl+Alt+D"));
    QTest::keyClick(canvas, Qt::Key_Delete);
    CHECK(document.project().cards.size() == 1);
    QTest::keyClick(canvas, Qt::Key_1, Qt::ControlModifier);
    CHECK(canvas->zoom() == 0.7);
    document.select({});
    QTest::keyClick(canvas, Qt::Key_A, Qt::ControlModifier);
    CHECK(document.selection().empty());
    QTest::keyClick(canvas, Qt::Key_A, Qt::ControlModifier | Qt::AltModifier);
    CHECK(document.selection() == std::vector<ElementId>{CardId{77}});
}

TEST_CASE("keys that another action holds are told with its name, and taken only when wanted") {
    Keys open;
    open.openPage();
    open.goTo("Only the map");
    open.record(Qt::Key_S, Qt::ControlModifier);
    CHECK(open.page().noticeText() == "Ctrl+S belongs to “Save”.");
    open.click(open.child<QPushButton>("shortcuts-leave"));
    CHECK(open.page().noticeText().isEmpty());
    CHECK(open.window.actions().save->shortcut() == keysOf("Ctrl+S"));
    CHECK(open.window.actions().onlyMap->shortcut() == keysOf("F11"));
    open.record(Qt::Key_S, Qt::ControlModifier);
    open.click(open.child<QPushButton>("shortcuts-take"));
    CHECK(open.window.actions().onlyMap->shortcut() == keysOf("Ctrl+S"));
    CHECK(open.window.actions().save->shortcuts().isEmpty());
    open.click(open.child<QPushButton>("shortcuts-reset-all"));
    CHECK(open.window.actions().save->shortcut() == keysOf("Ctrl+S"));
    CHECK(open.window.actions().onlyMap->shortcut() == keysOf("F11"));
}

TEST_CASE(
    "keys that the map or writing needs are refused with the reason, Esc keeps the old ones") {
    Keys open;
    open.openPage();
    open.goTo("Only the map");
    open.record(Qt::Key_Right, Qt::ControlModifier);
    CHECK(open.page().noticeText() ==
          "Ctrl+Right is needed on the map: Move the card, stage, lane or note.");
    QTest::keyClick(open.child<QPushButton>("shortcuts-leave"), Qt::Key_Return);
    open.record(Qt::Key_B, {});
    CHECK(open.page().noticeText().startsWith("B writes on a card"));
    QTest::keyClick(open.child<QPushButton>("shortcuts-leave"), Qt::Key_Return);
    open.record(Qt::Key_Escape, {});
    CHECK(open.page().noticeText().isEmpty());
    CHECK(open.window.actions().onlyMap->shortcut() == keysOf("F11"));
}

TEST_CASE("the page lists the keys of the map too, and finds an action by its keys") {
    Keys open;
    open.openPage();
    open.page().field()->setText("ctrl+k");
    CHECK(open.page().tree()->currentItem()->text(0) == "Find or do anything");
    open.page().field()->setText("arrow keys");
    REQUIRE(open.page().tree()->currentItem());
    QTest::keyClick(open.page().tree(), Qt::Key_Return);
    CHECK(!open.page().recorder()); // these stay as they are
}

TEST_CASE("a few letters fit words at their beginning best, initials next") {
    const auto score = [](const char* title, const char* letters) {
        const auto match = fuzzyMatch(title, letters);
        return match ? match->score : -1;
    };
    CHECK(score("Add a map", "add") > score("Read and add", "add"));
    CHECK(score("Read and add", "add") > score("Padding", "add"));
    CHECK(score("Padding", "add") > score("A red door", "add"));
    CHECK(score("Add a map", "aam") > score("Anagram", "aam"));
    CHECK(score("Zoom in", "xyz") == -1);
    CHECK(score("Show the whole map", "map whole") > 0);
    CHECK(fuzzyMatch("Add a map", "aam")->positions == std::vector<int>{0, 4, 6});
    CHECK(fuzzyMatch("Anything", "")->positions.empty());
}

TEST_CASE("the palette does settings, shows keys and puts what was used last first") {
    Keys open;
    const auto palette = [&] { return open.window.findChild<CommandPalette*>(); };
    const auto first = [&] { return palette()->list()->item(0)->text().toStdString(); };
    const auto run = [&](const QString& words) {
        QTest::keyClick(&open.window, Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(palette()->field(), words);
        const std::string taken = first();
        QTest::keyClick(palette()->field(), Qt::Key_Return);
        return taken;
    };
    CHECK(run("dark") == "Dark");
    CHECK(open.appearance.mode() == Appearance::Mode::Dark);
    CHECK(run("right to") == "Read from right to left");
    CHECK(open.window.layoutDirection() == Qt::RightToLeft);
    open.window.actions().directionSystem->trigger();
    CHECK(open.window.layoutDirection() == Qt::LeftToRight);
    CHECK(run("stmp") == "Show the whole map"); // letters in order: S… t… m… p
    QTest::keyClick(&open.window, Qt::Key_K, Qt::ControlModifier);
    CHECK(first() == "Show the whole map");
    CHECK(palette()->list()->item(1)->text().toStdString() == "Read from right to left");
    CHECK(palette()->list()->item(2)->text().toStdString() == "Dark");
    CHECK(palette()->list()->item(0)->data(Qt::AccessibleTextRole).toString().contains("Ctrl+0"));
    QTest::keyClick(palette()->field(), Qt::Key_Escape);
    palette()->hide();
    CHECK(run("keys of save") == "Keys of “Save”");
    CHECK(open.page().isVisible());
    CHECK(open.page().tree()->currentItem()->text(0) == "Save");
    open.appearance.setMode(Appearance::Mode::System);
}
