#include <catch2/catch.hpp>

#include <rapidcheck.h>

#include "cairn/base/error.hpp"
#include "cairn/exchange/clip.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/model/validate.hpp"
#include "support/random_project.hpp"

using namespace cairn;
using Texts = std::vector<std::string>;

namespace {

/// Stages A, B, C; Doing holds a1 a2 | b1 | nothing; Thinking holds nothing | t1 (with a picture) |
/// nothing. a1 leads to b1. Maya feels +1 at A.
Project journey() {
    Project p = addMap({}, MapId{1}, "One", MapKind::Current, false);
    p = addPersona(std::move(p), PersonaId{2}, "Maya");
    p = showPersona(std::move(p), MapId{1}, PersonaId{2}, true);
    for (std::uint64_t i = 0; i < 3; ++i)
        p = addStage(std::move(p), StageId{11 + i}, MapId{1},
                     std::string(1, static_cast<char>('A' + i)));
    p = addLane(std::move(p), LaneId{21}, MapId{1}, LaneKind::Actions, "Doing");
    p = addLane(std::move(p), LaneId{22}, MapId{1}, LaneKind::Thoughts, "Thinking");
    p = addLane(std::move(p), LaneId{23}, MapId{1}, LaneKind::Emotion, "Feeling");
    p = addCard(std::move(p), CardId{31}, {LaneId{21}, StageId{11}}, "a1");
    p = addCard(std::move(p), CardId{32}, {LaneId{21}, StageId{11}}, "a2");
    p = addCard(std::move(p), CardId{33}, {LaneId{21}, StageId{12}}, "b1");
    p = addCard(std::move(p), CardId{34}, {LaneId{22}, StageId{12}}, "t1");
    p = put(std::move(p), Image{ImageId{41}, "bag", "image/png", "bytes"});
    Card t1 = *p.cards.find(CardId{34});
    t1.image = ImageId{41};
    p = put(std::move(p), std::move(t1));
    p = setEmotion(std::move(p), EmotionId{51}, MapId{1}, PersonaId{2}, StageId{11}, 1);
    p = addLink(std::move(p), LinkId{61}, CardId{31}, CardId{33}, LinkKind::Leads);
    return addNote(std::move(p), NoteId{71}, MapId{1}, 100, 200, "a note");
}
/// Another file: stages X, B; lanes Actions, Pain points; a persona who is called Maya too.
Project other() {
    Project p = addMap({}, MapId{5}, "Two", MapKind::Current, false);
    p = addPersona(std::move(p), PersonaId{6}, "Maya");
    p = addStage(std::move(p), StageId{7}, MapId{5}, "X");
    p = addStage(std::move(p), StageId{8}, MapId{5}, "B");
    p = addLane(std::move(p), LaneId{9}, MapId{5}, LaneKind::Actions, "Steps");
    return addLane(std::move(p), LaneId{10}, MapId{5}, LaneKind::PainPoints, "Pain points");
}
Clip clip(const Project& p, std::vector<ElementId> ids) {
    return clipFromJson(clipToJson(clipOf(p, ids)));
}
Texts cell(const Project& p, LaneId lane, StageId stage) {
    Texts out;
    for (const Card* card : cardsIn(p, lane, stage))
        out.push_back(card->text);
    return out;
}
std::string titlesOf(const Project& p, MapId map) {
    std::string all;
    for (const Stage* stage : stagesOf(p, map))
        all += stage->title + " ";
    all += "/";
    for (const Lane* lane : lanesOf(p, map))
        all += " " + lane->title;
    return all;
}

} // namespace

TEST_CASE("cards go to the focused cell and keep their places to one another") {
    const Project p = journey();
    const Clip some = clip(p, {CardId{31}, CardId{33}, CardId{34}});
    ClipOutcome made;
    const Project after =
        pasteClip(p, some, {MapId{1}, LaneId{21}, StageId{12}, {}, CardId{33}}, 16, &made);
    CHECK(cell(after, LaneId{21}, StageId{12}) == Texts{"a1", "b1"}); // before the focused card
    CHECK(cell(after, LaneId{21}, StageId{13}) == Texts{"b1"});
    CHECK(cell(after, LaneId{22}, StageId{13}) == Texts{"t1"});
    CHECK(made.made.size() == 3);
    CHECK(after.links.size() == 2);  // the copies lead on as well
    CHECK(after.images.size() == 1); // the picture is the project's own
    CHECK(validate(after).empty());
}

TEST_CASE("cards from another file go to stages and lanes of the same name or kind") {
    const Clip some = clip(journey(), {CardId{31}, CardId{33}, CardId{34}});
    const Project after = pasteClip(other(), some, {MapId{5}, {}, {}, {}, {}}, 16);
    CHECK(titlesOf(after, MapId{5}) == "X B / Steps Pain points Thinking");
    CHECK(cell(after, LaneId{9}, StageId{7}) == Texts{"a1"}); // A is the first stage here and there
    CHECK(cell(after, LaneId{9}, StageId{8}) == Texts{"b1"}); // B by name
    CHECK(after.images.size() == 1);
    CHECK(validate(after).empty());
}

TEST_CASE("a stage brings its column, its feelings and its people") {
    const Clip stage = clip(journey(), {StageId{11}});
    const Project after = pasteClip(other(), stage, {MapId{5}, {}, StageId{7}, {}, {}}, 16);
    CHECK(titlesOf(after, MapId{5}) == "X A B / Steps Pain points");
    const StageId made = stagesOf(after, MapId{5})[1]->id;
    CHECK(cell(after, LaneId{9}, made) == Texts{"a1", "a2"});
    CHECK(after.personas.size() == 1); // Maya is known here
    REQUIRE(emotionsOf(after, MapId{5}, PersonaId{6}).size() == 1);
    CHECK(emotionsOf(after, MapId{5}, PersonaId{6}).front()->value == 1);
    CHECK(after.maps.find(MapId{5})->personas == std::vector{PersonaId{6}});
    CHECK(validate(after).empty());
}

TEST_CASE("a lane brings its row, a note lies aside, a map comes whole") {
    const Project p = journey();
    const Project lane =
        pasteClip(other(), clip(p, {LaneId{21}}), {MapId{5}, LaneId{9}, {}, {}, {}}, 16);
    CHECK(titlesOf(lane, MapId{5}) == "X B / Steps Doing Pain points");
    CHECK(cell(lane, lanesOf(lane, MapId{5})[1]->id, StageId{8}) == Texts{"b1"});
    const Project note = pasteClip(p, clip(p, {NoteId{71}}), {MapId{1}, {}, {}, {}, {}}, 16);
    REQUIRE(note.notes.size() == 2);
    CHECK((*note.notes.begin())->x + (*(note.notes.begin() + 1))->x == 216);
    ClipOutcome made;
    const Project map =
        pasteClip(other(), clip(p, {MapId{1}}), {MapId{5}, {}, {}, {}, {}}, 16, &made);
    REQUIRE(map.maps.size() == 2);
    CHECK(titlesOf(map, made.map) == "A B C / Doing Thinking Feeling");
    CHECK(cardsOf(map, made.map).size() == 4);
    CHECK(map.links.size() == 1);
    CHECK(map.emotions.size() == 1);
    CHECK(validate(map).size() == validate(other()).size());
}

TEST_CASE("remarks and the colours of tags come along, but no remark is said twice") {
    Project p = journey();
    Card a1 = *p.cards.find(CardId{31});
    a1.tags = {"mobile"};
    p = put(std::move(p), std::move(a1));
    p = addTag(std::move(p), TagId{81}, "mobile");
    Tag mobile = *p.tags.find(TagId{81});
    mobile.colour = 4;
    p = put(std::move(p), std::move(mobile));
    p = addTag(std::move(p), TagId{82}, "not on the card");
    p = addComment(std::move(p), CommentId{91}, MapId{1}, CardId{31}, "Ann", "Is this so?", 5);
    p = addComment(std::move(p), CommentId{92}, MapId{1}, CardId{32}, "Ann", "Another card", 6);
    const Clip taken = clip(p, {CardId{31}});

    const Project there = pasteClip(other(), taken, {MapId{5}, LaneId{9}, StageId{8}, {}, {}}, 0);
    REQUIRE(there.comments.size() == 1);
    const Comment& comment = **there.comments.begin();
    CHECK(comment.text == "Is this so?");
    CHECK(comment.map == MapId{5});
    CHECK(there.cards.find(comment.element.as<CardTag>())->text == "a1");
    REQUIRE(there.tags.size() == 1);
    CHECK((*there.tags.begin())->name == "mobile");
    CHECK((*there.tags.begin())->colour == 4);

    // Beside the original the remark stays where it is; after a cut it comes back.
    const PasteFocus here{MapId{1}, LaneId{21}, StageId{13}, {}, {}};
    CHECK(pasteClip(p, taken, here, 0).comments.size() == 2);
    const Project cut = removeElements(p, std::vector<ElementId>{CardId{31}});
    REQUIRE(cut.comments.size() == 1);
    CHECK(pasteClip(cut, taken, here, 0).comments.size() == 2);
    CHECK(pasteClip(cut, taken, here, 0).tags.size() == 2);
}

TEST_CASE("what is no clip is refused, and nothing is made of it") {
    for (const char* text : {"", "{}", "[1]", "{\"cairn_elements\":1,\"part\":\"{}\"}", "\xFF\xFE",
                             "{\"cairn_elements\":1,\"map\":1,\"chosen\":[2],\"part\":\"{"
                             "\\\"cairn\\\":1,\\\"map\\\":[{\\\"id\\\":1}]}\"}"})
        CHECK_THROWS_AS(clipFromJson(text), Error);
    CHECK_THROWS_AS(clipFromJson("{\"cairn_elements\":2,\"part\":\"\"}"), Error);
    CHECK(clipOf(journey(), std::vector<ElementId>{PersonaId{2}}).empty());
}

TEST_CASE("any part of any project can be copied to itself and to another, and both stay sound") {
    CHECK(rc::check([](std::uint64_t seed) {
        test::RandomEditor editor(seed);
        const Project p = editor.project(60);
        std::vector<ElementId> all;
        forEachTable(p, [&](std::string_view, const auto& table) {
            for (const auto& row : table)
                all.push_back(row->id);
        });
        RC_PRE(!all.empty());
        std::vector<ElementId> chosen;
        for (int i = 0; i < 5; ++i)
            chosen.push_back(all[editor.below(all.size())]);
        const Clip copied = clipOf(p, chosen);
        const auto broken = [](const Project& project) {
            std::size_t n = 0;
            for (const Problem& problem : validate(project))
                n += problem.severity == Problem::Severity::Broken;
            return n;
        };
        RC_PRE(!copied.empty() && broken(p) == 0);
        const Clip back = clipFromJson(clipToJson(copied));
        RC_ASSERT(back.part == copied.part);
        RC_ASSERT(broken(pasteClip(p, back, {copied.map, {}, {}, {}, {}}, 16)) == 0);
        RC_ASSERT(broken(pasteClip(other(), back, {MapId{5}, LaneId{9}, StageId{8}, {}, {}}, 16)) ==
                  0);
        RC_ASSERT(pasteClip(p, back, {copied.map, {}, {}, {}, {}}, 16).cards.size() ==
                  p.cards.size() + copied.part.cards.size());
    }));
}

TEST_CASE("other programs see a table, and it reads back as the same map") {
    const Project p = journey();
    const TextTable table = tableOf(clipOf(p, std::vector<ElementId>{MapId{1}}));
    CHECK(table == TextTable{{"", "A", "B", "C"},
                             {"Doing", "a1\na2", "b1", ""},
                             {"Thinking", "", "t1", ""},
                             {"Feeling", "+1", "", ""}});
    for (const Pasted& read :
         {readTable(readTsv(plainTextOf(table))), *readPastedHtml(htmlOf(table))}) {
        CHECK(read.stages == Texts{"A", "B", "C"});
        CHECK(read.cards.size() == 4);
        REQUIRE(read.feelings.size() == 1);
        CHECK(read.feelings[0].value == 1);
    }
    CHECK(plainTextOf(tableOf(clipOf(p, std::vector<ElementId>{CardId{31}, CardId{32}}))) ==
          "a1\na2");
    CHECK(tableOf(clipOf(p, std::vector<ElementId>{CardId{31}, CardId{33}})) ==
          TextTable{{"", "A", "B"}, {"Doing", "a1", "b1"}});
    CHECK(htmlOf({{"<b>&"}}).find("<li>&lt;b&gt;&amp;</li>") != std::string::npos);
}
