#include <catch2/catch.hpp>

#include <algorithm>
#include <variant>

#include "core/layout/sample_map.hpp"
#include "support/random_project.hpp"
#include "support/rounds.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// Lays out one project after another with one cache, and each of them from nothing as well.
struct Twice {
    LayoutOptions options;
    const MapFindings* findings = nullptr;
    FixedMeasurer measurer;
    EnglishPhrases phrases;
    LayoutCache cache;
    DisplayList shown;
    std::size_t kept = 0;

    std::vector<MapUpdate::Kept> go(const Project& project, MapId map) {
        const DisplayList before = shown;
        MapUpdate update =
            updateLayout(shown, cache, project, map, findings, measurer, phrases, options);
        const DisplayList whole = layoutMap(project, map, findings, measurer, phrases, options);
        REQUIRE(dump(update.list) == dump(whole));
        // What is said to have come over is what it was, moved.
        for (const MapUpdate::Kept& k : update.kept) {
            kept += k.count;
            for (std::size_t i = 0; i < k.count; ++i) {
                const RectF a = boundsOf(before.items.at(k.before + i));
                const RectF b = boundsOf(update.list.items.at(k.now + i));
                REQUIRE(b.x == Approx(a.x + k.dx).margin(1e-6));
                REQUIRE(b.y == Approx(a.y + k.dy).margin(1e-6));
                REQUIRE(before.items[k.before + i].element == update.list.items[k.now + i].element);
            }
        }
        shown = std::move(update.list);
        return update.kept;
    }
};

/// Three stages (one of them with steps), four lanes, two cards a cell, links and a note.
MapBuilder grid() {
    MapBuilder b;
    const StageId browse = b.stage("Browse"), pay = b.stage("Pay"), wait = b.stage("Wait");
    b.step(pay, "Address");
    b.step(pay, "Card");
    std::vector<CardId> cards;
    for (const LaneKind kind :
         {LaneKind::Actions, LaneKind::Touchpoints, LaneKind::Thoughts, LaneKind::PainPoints}) {
        const LaneId lane = b.lane(kind);
        for (const StageId stage : {browse, pay, wait})
            for (const char* words : {"Looks for the price", "Reads what others wrote about it"})
                cards.push_back(b.card(lane, stage, words).id);
    }
    b.link(cards[0], cards[9]);
    b.link(browse, wait);
    b.note(700, 60, "Ask the shop");
    return b;
}

Project withText(Project project, CardId id, const std::string& text) {
    Card card = *project.cards.find(id);
    card.text = text;
    project.cards.put(std::move(card));
    return project;
}

} // namespace

TEST_CASE("after any edits, what is laid out anew with what is kept is the whole layout") {
    std::size_t kept = 0;
    for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(rounds(60)); ++seed) {
        RandomEditor editor(seed);
        Twice twice;
        twice.options.rightToLeft = seed % 3 == 0;
        twice.options.forEditing = seed % 4 != 0;
        Project project = editor.project(static_cast<int>(40 + seed * 4));
        Project earlier = project;
        for (int i = 0; i < 60; ++i) {
            INFO("seed " << seed << ", edit " << i);
            for (std::size_t n = editor.below(3); n > 0; --n)
                project = editor.step(std::move(project));
            if (editor.below(8) == 0)
                std::swap(project, earlier); // as undo of many steps does
            const auto maps = mapsOf(project);
            // Mostly one map, as a canvas shows; now and then another one.
            const std::size_t which = editor.below(12) == 0 ? editor.below(maps.size()) : 0;
            twice.go(project, maps.empty() ? MapId{} : maps[which]->id);
        }
        kept += twice.kept;
    }
    CHECK(kept > 1000);
}

TEST_CASE("typing on a card keeps every other cell, and moves those below when the row grows") {
    for (const bool rightToLeft : {false, true}) {
        MapBuilder b = grid();
        Twice twice;
        twice.options.rightToLeft = rightToLeft;
        CHECK(twice.go(b.project, b.map).empty());
        const CardId first = (*b.project.cards.begin())->id;

        const auto same = twice.go(withText(b.project, first, "Looks for a price"), b.map);
        CHECK(same.size() >= 11); // of 12 cells
        CHECK(std::all_of(same.begin(), same.end(),
                          [](const auto& k) { return k.dx == 0 && k.dy == 0; }));

        const Project longer =
            withText(b.project, first, "One\ntwo\nthree\nfour\nfive\nsix\nseven");
        const auto grown = twice.go(longer, b.map);
        CHECK(grown.size() >= 11);
        CHECK(std::count_if(grown.begin(), grown.end(), [](const auto& k) { return k.dy > 0; }) >=
              9);
    }
}

TEST_CASE("a link made later ends at cards that are kept") {
    MapBuilder b = grid();
    Twice twice;
    twice.go(b.project, b.map);
    const auto card = b.project.cards.begin();
    b.link((*(card + 1))->id, (*(card + 20))->id);
    CHECK(twice.go(b.project, b.map).size() == 12);
}

TEST_CASE("what lies outside the cells and shows in them is seen") {
    MapBuilder b = grid();
    const auto cards = b.project.cards.begin();
    const CardId first = (*cards)->id;
    Twice twice;
    twice.findings = &b.findings;
    twice.go(b.project, b.map);

    Comment comment;
    comment.id = CommentId{900};
    comment.map = b.map;
    comment.element = first;
    comment.text = "Is that so?";
    b.project.comments.put(comment);
    twice.go(b.project, b.map);

    b.pain(first, (*cards)->stage, 42);
    twice.cache.clear(); // the findings changed in their place
    twice.go(b.project, b.map);

    twice.options.forEditing = false;
    twice.go(b.project, b.map);
    twice.options.rightToLeft = true;
    twice.go(b.project, b.map);
    b.project.facts.currency = "USD";
    CHECK(twice.go(b.project, b.map).empty());
}

TEST_CASE("a list that is not the last one is not mistaken for it") {
    MapBuilder b = grid();
    Twice twice;
    twice.go(b.project, b.map);
    twice.shown = {};
    CHECK(twice.go(b.project, b.map).empty());
}
