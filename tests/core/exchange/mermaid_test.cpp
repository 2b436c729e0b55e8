#include <catch2/catch.hpp>

#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/exchange/mermaid.hpp"
#include "cairn/exchange/paste.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;
using Texts = std::vector<std::string>;

namespace {

/// The example of Mermaid's own documentation, with what else a file may have round it.
constexpr auto kWorkingDay = R"(---
title: Not this one
---
%% a comment
journey
    title My working day
    accTitle: For screen readers
    accDescr {
      section of words: 9: that is none
    }
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Go downstairs: 5: Me %% quickly
      Sit down: 5: Me
)";

std::string whyOf(const std::string& text) {
    try {
        (void)readMermaid(text);
    } catch (const Error& error) {
        return error.why();
    }
    return {};
}

const PastedFeeling* feelingOf(const Pasted& read, const std::string& persona, std::size_t stage) {
    for (const PastedFeeling& feeling : read.feelings)
        if (feeling.stage == stage && feeling.persona && read.personas[*feeling.persona] == persona)
            return &feeling;
    return nullptr;
}

} // namespace

TEST_CASE("a Mermaid journey becomes stages, actions, personas and their feelings") {
    REQUIRE(looksLikeMermaid(kWorkingDay));
    const Pasted read = readPasted(kWorkingDay);
    CHECK(read.title == "My working day");
    CHECK(read.stages == Texts{"Go to work", "Go home"});
    CHECK(read.personas == Texts{"Me", "Cat"});
    REQUIRE(read.cards.size() == 5);
    CHECK(read.cards[2].text == "Do work");
    CHECK(read.cards[3].stage == 1);
    REQUIRE(feelingOf(read, "Me", 0));
    CHECK(feelingOf(read, "Me", 0)->value == 0); // (5 + 3 + 1) / 3 = 3
    CHECK(feelingOf(read, "Cat", 0)->value == -2);
    CHECK(feelingOf(read, "Me", 1)->value == 2);
    CHECK_FALSE(feelingOf(read, "Cat", 1));

    const Project project = projectFromPasted(read, EnglishPhrases(), "x");
    const Map* map = mapsOf(project).front();
    CHECK(map->title == "My working day");
    CHECK(personasOf(project, *map).size() == 2);
    const auto lanes = lanesOf(project, map->id);
    CHECK(lanes.front()->kind == LaneKind::Actions);
    CHECK(cardsIn(project, lanes.front()->id, stagesOf(project, map->id).front()->id).size() == 3);
}

TEST_CASE("what is wrong in a Mermaid journey is told by its line") {
    CHECK(whyOf("flowchart LR\n a --> b").find("line 1: ") == 0);
    CHECK(whyOf("journey\n section A\n  Make tea: 6: Me").find("line 3: the score of “Make tea”") ==
          0);
    CHECK(whyOf("journey\n section A\n\n  Make tea: nice: Me").find("line 4: ") == 0);
    CHECK(whyOf("journey\n section A\n  Make tea").find("line 3: a task needs a score") == 0);
    CHECK(whyOf("").find("line 1: ") == 0);
    CHECK_FALSE(looksLikeMermaid("Journey to the shop\n- look"));
    CHECK_FALSE(looksLikeMermaid("- journey\n- shop"));
    CHECK_FALSE(looksLikeMermaid("Journey\nshop\npay"));
    CHECK_FALSE(looksLikeMermaid("journey"));
}

TEST_CASE("a journey without actors is the customer's, and one without feelings is nobody's") {
    const Pasted felt = readMermaid("```mermaid\njourney\nsection A\nLook: 5\nPay: 2\n```");
    REQUIRE(felt.feelings.size() == 1);
    CHECK(felt.feelings[0].value == 0.5);
    CHECK_FALSE(felt.feelings[0].persona);
    CHECK(readMermaid("journey\nsection A\nLook: 3").feelings.empty());
}

TEST_CASE("a map as Mermaid is what a person would write") {
    Project p = addMap({}, MapId{1}, "Buying: online", MapKind::Current, false);
    p = addPersona(std::move(p), PersonaId{2}, "Maya");
    p = addPersona(std::move(p), PersonaId{3}, "Ben");
    for (const PersonaId id : {PersonaId{2}, PersonaId{3}})
        p = showPersona(std::move(p), MapId{1}, id, true);
    p = addStage(std::move(p), StageId{4}, MapId{1}, "Discover");
    p = addStage(std::move(p), StageId{5}, MapId{1}, "Buy");
    p = addLane(std::move(p), LaneId{6}, MapId{1}, LaneKind::Actions, "Doing");
    p = addCard(std::move(p), CardId{7}, {LaneId{6}, StageId{4}}, "sees an advert #1");
    p = addCard(std::move(p), CardId{8}, {LaneId{6}, StageId{4}}, "Section by section");
    p = setEmotion(std::move(p), EmotionId{9}, MapId{1}, PersonaId{2}, StageId{4}, 1);
    p = setEmotion(std::move(p), EmotionId{10}, MapId{1}, PersonaId{3}, StageId{4}, 1);
    p = setEmotion(std::move(p), EmotionId{12}, MapId{1}, PersonaId{3}, StageId{5}, -1.5);
    CHECK(mermaidOf(p, MapId{1}) == "journey\n"
                                    "    title Buying∶ online\n"
                                    "    section Discover\n"
                                    "      sees an advert ♯1: 4: Maya, Ben\n"
                                    "      \u2060Section by section: 4: Maya, Ben\n"
                                    "    section Buy\n"
                                    "      Buy: 1.5: Ben\n");
    CHECK_THROWS_AS(mermaidOf(p, MapId{99}), Error);
}

TEST_CASE("stages, actions and feelings come back from Mermaid") {
    CHECK(rc::check([] {
        const auto words =
            rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::string>(
                             rc::gen::elementOf(std::string("ab:;#%,-{}`\"' jts")))),
                         [](const std::string& text) { return "w" + std::string(trimmed(text)); });
        Project p = addMap({}, MapId{1}, *words, MapKind::Current, false);
        p = addLane(std::move(p), LaneId{2}, MapId{1}, LaneKind::Actions, "Doing");
        const auto names = *rc::gen::resize(3, rc::gen::container<std::set<std::string>>(words));
        std::vector<PersonaId> personas;
        for (const std::string& name : names) {
            personas.push_back(newId<PersonaId>());
            p = addPersona(std::move(p), personas.back(), name);
            p = showPersona(std::move(p), MapId{1}, personas.back(), true);
        }
        std::vector<Texts> cards;
        std::vector<StageId> stages;
        const auto count = *rc::gen::inRange<std::size_t>(1, 5);
        for (std::size_t s = 0; s < count; ++s) {
            stages.push_back(newId<StageId>());
            p = addStage(std::move(p), stages.back(), MapId{1}, "stage " + std::to_string(s));
            cards.emplace_back();
            for (const std::string& text :
                 *rc::gen::resize(4, rc::gen::container<std::set<std::string>>(words))) {
                cards.back().push_back(text);
                p = addCard(std::move(p), newId<CardId>(), {LaneId{2}, stages.back()}, text);
            }
            for (const PersonaId persona : personas)
                if (*rc::gen::arbitrary<bool>())
                    p = setEmotion(std::move(p), newId<EmotionId>(), MapId{1}, persona,
                                   stages.back(), *rc::gen::inRange(-8, 9) / 4.0);
        }
        const Pasted back = readMermaid(mermaidOf(p, MapId{1}));
        RC_ASSERT(back.title == p.maps.find(MapId{1})->title);
        RC_ASSERT(back.stages.size() == count);
        std::size_t points = 0;
        for (std::size_t s = 0; s < count; ++s) {
            Texts found;
            for (const PastedCard& card : back.cards)
                if (card.stage == s)
                    found.push_back(card.text);
            RC_ASSERT(found == cards[s]);
        }
        for (std::size_t i = 0; i < personas.size(); ++i)
            for (const EmotionPoint* point : emotionsOf(p, MapId{1}, personas[i])) {
                const auto s = static_cast<std::size_t>(
                    std::find(stages.begin(), stages.end(), point->stage) - stages.begin());
                const PastedFeeling* feeling =
                    feelingOf(back, p.personas.find(personas[i])->name, s);
                RC_ASSERT(feeling != nullptr);
                RC_ASSERT(feeling->value == point->value);
                ++points;
            }
        RC_ASSERT(back.feelings.size() == points);
    }));
}
