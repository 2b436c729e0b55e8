#include <catch2/catch.hpp>

#include <QtTest/QSignalSpy>

#include "cairn/model/edits.hpp"
#include "cairn/model/templates.hpp"
#include "editor/document.hpp"

using namespace cairn;

namespace {

struct Recorded : EditRecorder {
    std::vector<std::string> lines;
    Project last;
    void record(const HistoryEntry& entry, const Project& after) override {
        lines.push_back(entry.label);
        last = after;
    }
    void recordUndo() override { lines.emplace_back("(undo)"); }
    void recordRedo() override { lines.emplace_back("(redo)"); }
};

std::vector<const Stage*> stages(const Document& document) {
    return stagesOf(document.project(), document.currentMap());
}

bool renameStage(Document& document, std::size_t which, const char* title) {
    const StageId id = stages(document)[which]->id;
    return document.edit("rename a stage",
                         [&](Project p) { return rename(std::move(p), id, title); });
}

} // namespace

TEST_CASE("an edit is undone and redone in the person's words") {
    Document document(blankProject("Shop"));
    const Project before = document.project();
    REQUIRE(renameStage(document, 0, "Find us"));
    CHECK(stages(document)[0]->title == "Find us");
    CHECK(document.undoLabel() == "rename a stage");
    CHECK(document.redoLabel().isEmpty());

    document.undo();
    CHECK(document.project() == before);
    CHECK_FALSE(document.canUndo());
    CHECK(document.redoLabel() == "rename a stage");

    document.redo();
    CHECK(stages(document)[0]->title == "Find us");
    CHECK_FALSE(document.canRedo());
}

TEST_CASE("a new edit forgets what was undone") {
    Document document(blankProject("Shop"));
    renameStage(document, 0, "One");
    document.undo();
    renameStage(document, 0, "Two");
    CHECK_FALSE(document.canRedo());
    CHECK(stages(document)[0]->title == "Two");
}

TEST_CASE("an edit that makes no sense changes nothing and says so") {
    Document document(blankProject("Shop"));
    const Project before = document.project();
    QSignalSpy trouble(&document, &Document::trouble);
    QSignalSpy changed(&document, &Document::changed);
    CHECK_FALSE(document.edit(
        "move a stage", [](Project p) { return moveStage(std::move(p), StageId{4711}, {}); }));
    CHECK(document.project() == before);
    CHECK(trouble.count() == 1);
    CHECK(changed.count() == 0);
    CHECK_FALSE(document.canUndo());
}

TEST_CASE("an edit that changes nothing leaves no step to undo") {
    Document document(blankProject("Shop"));
    const std::string title = stages(document)[0]->title;
    CHECK_FALSE(renameStage(document, 0, title.c_str()));
    CHECK_FALSE(document.canUndo());
}

TEST_CASE("a selected element that vanishes is no longer selected") {
    Document document(blankProject("Shop"));
    const StageId first = stages(document)[0]->id, second = stages(document)[1]->id;
    document.select({first, second, first, ElementId{4711}});
    REQUIRE(document.selection() == std::vector<ElementId>{first, second});

    QSignalSpy selection(&document, &Document::selectionChanged);
    document.edit("delete a stage", [&](Project p) {
        return removeElements(std::move(p), std::vector<ElementId>{first});
    });
    CHECK(document.selection() == std::vector<ElementId>{second});
    CHECK(selection.count() == 1);
    document.undo();
    CHECK(document.selection() == std::vector<ElementId>{second});
}

TEST_CASE("when the map that is shown is deleted another one is shown") {
    Document document(blankProject("Shop"));
    const MapId first = document.currentMap();
    const auto second = newId<MapId>();
    document.edit("add a map", [&](Project p) {
        return addMap(std::move(p), second, "Future", MapKind::Future, true);
    });
    CHECK(document.currentMap() == second); // a new map is shown at once
    document.edit("delete the map", [&](Project p) {
        return removeElements(std::move(p), std::vector<ElementId>{second});
    });
    CHECK(document.currentMap() == first);
}

TEST_CASE("taking back an edit shows the map it was made on") {
    Document document(blankProject("Shop"));
    const MapId first = document.currentMap();
    renameStage(document, 0, "Find us");
    const auto second = newId<MapId>();
    document.edit("add a map", [&](Project p) {
        return addMap(std::move(p), second, "Future", MapKind::Future, true);
    });
    document.undo(); // the new map is gone
    REQUIRE(document.currentMap() == first);
    document.redo();
    REQUIRE(document.currentMap() == second);
    document.setCurrentMap(first);
    renameStage(document, 1, "Choose");
    document.setCurrentMap(second);
    document.undo();
    CHECK(document.currentMap() == first);
}

TEST_CASE("numbers of one map are never shown on another") {
    Document document(blankProject("Shop"));
    const MapId first = document.currentMap();
    const auto second = newId<MapId>();
    document.edit("add a map", [&](Project p) {
        return addMap(std::move(p), second, "Future", MapKind::Future, true);
    });
    document.setFindings(MapFindings{});
    REQUIRE(document.findings());
    document.setCurrentMap(first);
    CHECK_FALSE(document.findings());
}

TEST_CASE("a project open for reading takes no edits") {
    Document document(blankProject("Shop"));
    document.setReadOnly(true);
    QSignalSpy trouble(&document, &Document::trouble);
    CHECK_FALSE(renameStage(document, 0, "Find us"));
    CHECK(trouble.count() == 1);
    CHECK_FALSE(document.canUndo());
}

TEST_CASE("edits, undos and redos are handed on in the order they were made") {
    Document document(blankProject("Shop"));
    Recorded recorded;
    document.setRecorder(&recorded);
    renameStage(document, 0, "One");
    document.undo();
    document.undo(); // nothing left: nothing handed on
    document.redo();
    renameStage(document, 1, "Two");
    CHECK(recorded.lines ==
          std::vector<std::string>{"rename a stage", "(undo)", "(redo)", "rename a stage"});
    CHECK(recorded.last == document.project());
}
