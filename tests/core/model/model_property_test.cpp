// Whatever a person does: undo, redo, JSON and diff are exact, and the project stays sound.
#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/model/history.hpp"
#include "cairn/model/json.hpp"
#include "cairn/model/validate.hpp"
#include "support/random_project.hpp"
#include "support/rounds.hpp"

using namespace cairn;

namespace {

std::string brokenThings(const Project& project) {
    std::string all;
    for (const Problem& problem : validate(project))
        if (problem.severity == Problem::Severity::Broken)
            all += problem.what + "\n";
    return all;
}

} // namespace

TEST_CASE("after any edits, undoing all gives the start and redoing all gives the end") {
    const auto seeds = static_cast<std::uint64_t>(test::rounds(1000));
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        test::RandomEditor person(seed);
        const Project start = person.project(5);
        Project now = start;
        History history;
        std::vector<Project> states{start};
        for (int i = 0; i < 40; ++i) {
            Project next = person.step(now);
            const Changes changes = diff(now, next);
            REQUIRE(apply(now, changes) == next);
            history.record({"edit", 0, changes});
            now = std::move(next);
            states.push_back(now);
        }
        while (history.canUndo()) {
            now = apply(now, inverted(history.undo().changes));
            REQUIRE(now == states[history.cursor]);
        }
        CHECK(now == start);
        while (history.canRedo()) {
            now = apply(now, history.redo().changes);
            REQUIRE(now == states[history.cursor]);
        }
        CHECK(now == states.back());
    }
}

TEST_CASE("no sequence of edits breaks a reference") {
    for (std::uint64_t seed = 100; seed < 160; ++seed) {
        test::RandomEditor person(seed);
        Project project;
        for (int i = 0; i < 80; ++i) {
            project = person.step(std::move(project));
            INFO("seed " << seed << ", edit " << i);
            REQUIRE(brokenThings(project).empty());
        }
    }
}

TEST_CASE("a project survives JSON unchanged, and so do its changes") {
    for (std::uint64_t seed = 200; seed < 240; ++seed) {
        test::RandomEditor person(seed);
        const Project before = person.project(60);
        const Project after = person.step(person.step(before));
        REQUIRE(projectFromJson(projectToJson(before)) == before);
        const Changes changes = diff(before, after);
        REQUIRE(apply(before, changesFromJson(changesToJson(changes))) == after);
    }
}

TEST_CASE("equal projects differ by nothing; an edit changes only what it names") {
    test::RandomEditor person(5);
    const Project project = person.project(80);
    CHECK(diff(project, project).empty());
    REQUIRE_FALSE(project.maps.empty());
    const MapId map = (*project.maps.begin())->id;
    const Changes changes = diff(project, rename(project, map, "another name altogether"));
    REQUIRE(changes.maps.rows.size() == 1);
    CHECK(changes.maps.rows[0].after->title == "another name altogether");
    CHECK(changes.cards.empty());
    CHECK(touched(changes) == std::vector<ElementId>{map});
}

TEST_CASE("changes are not applied to a project they were not made from") {
    Project a = addMap({}, MapId{1}, "one", MapKind::Current, false);
    const Project b = rename(a, MapId{1}, "two");
    const Changes changes = diff(a, b);
    CHECK_THROWS_AS(apply(b, changes), Error);
}

TEST_CASE("a new edit after undo forgets what was undone") {
    History history;
    history.record({"one", 0, {}});
    history.record({"two", 0, {}});
    CHECK(history.undo().label == "two");
    history.record({"three", 0, {}});
    REQUIRE(history.entries.size() == 2);
    CHECK(history.entries[1].label == "three");
    CHECK_FALSE(history.canRedo());
}
