// What a map may hold besides cards of text, and maps that are looked at in another way.
#include <catch2/catch.hpp>

#include <algorithm>

#include "cairn/layout/comparison.hpp"
#include "cairn/model/edits.hpp"
#include "core/layout/sample_map.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// The header of a PNG: enough to know its size.
std::string pngHeader(unsigned width, unsigned height) {
    std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    for (const unsigned n : {width, height})
        for (const int shift : {24, 16, 8, 0})
            bytes.push_back(static_cast<char>(n >> shift & 0xFF));
    return bytes + std::string("\x08\x02\0\0\0", 5);
}

ImageId image(MapBuilder& on, unsigned width, unsigned height) {
    const ImageId id{9001};
    on.project = put(on.project, Image{id, "shop", "image/png", pngHeader(width, height)});
    return id;
}

std::vector<Icon> picturesOf(const DisplayList& list) {
    std::vector<Icon> pictures = shapesOf<Icon>(list);
    std::erase_if(pictures, [](const Icon& icon) { return !icon.picture; });
    return pictures;
}

LayoutOptions shown() {
    LayoutOptions options;
    options.forEditing = false;
    return options;
}

void comment(MapBuilder& on, std::uint64_t id, ElementId about, bool resolved = false) {
    on.project =
        addComment(on.project, CommentId{id}, on.map, about, "Ada", "Is this so?", 1700000000000);
    Comment written = *on.project.comments.find(CommentId{id});
    written.resolved = resolved;
    on.project = put(on.project, written);
}

} // namespace

TEST_CASE("a picture fills its card's width in its own proportions and stands over the caption") {
    MapBuilder on;
    const StageId stage = on.stage("Choose");
    Card card = on.card(on.lane(LaneKind::Images), stage, "The counter");
    card.image = image(on, 400, 200);
    on.project = put(on.project, card);
    const DisplayList list = on.layout(shown());
    REQUIRE(brokenRules(list) == std::vector<std::string>{});
    const auto pictures = picturesOf(list);
    REQUIRE(pictures.size() == 1);
    const RectF rect = regionOf(list, RegionKind::Card, card.id).rect;
    // A column of 200: 8 to each side of the card, 4 inside it; 176 wide, so 88 high.
    CHECK(pictures[0].rect == RectF{rect.x + 4, rect.y + 4, 176, 88});
    const auto texts = shapesOf<Text>(list, card.id);
    REQUIRE(texts.size() == 1);
    CHECK(texts[0].rect.y >= pictures[0].rect.bottom());
}

TEST_CASE("a tall picture is cropped on an ordinary card, and one that is gone leaves no room") {
    MapBuilder on;
    const StageId stage = on.stage("Choose");
    Card card = on.card(on.lane(LaneKind::Touchpoints), stage, "Counter");
    const double bare = regionOf(on.layout(shown()), RegionKind::Card, card.id).rect.height;
    card.image = image(on, 100, 1000);
    on.project = put(on.project, card);
    const auto pictures = picturesOf(on.layout(shown()));
    REQUIRE(pictures.size() == 1);
    CHECK(pictures[0].rect.height == 108); // 0.6 of 176, up to the grid
    card.image = ImageId{4711};
    on.project = put(on.project, card);
    CHECK(picturesOf(on.layout(shown())).empty());
    CHECK(regionOf(on.layout(shown()), RegionKind::Card, card.id).rect.height == bare);
}

TEST_CASE("a figure is the largest on its card, over its name") {
    MapBuilder on;
    const StageId stage = on.stage("Pay");
    Card card = on.card(on.lane(LaneKind::Metric), stage, "would recommend us");
    CHECK(card.kind == CardKind::Metric);
    CHECK(textsOf(on.layout(shown()), card.id) ==
          std::vector<std::string>{"\u2013", "would recommend us"});
    card.figure = "4.2 of 5";
    on.project = put(on.project, card);
    const auto texts = shapesOf<Text>(on.layout(shown()), card.id);
    REQUIRE(texts.size() == 2);
    CHECK(texts[0].role == TextRole::Title);
    CHECK(texts[0].lines[0].text == "4.2 of 5");
    CHECK(texts[1].role == TextRole::Small);
    CHECK(texts[0].rect.bottom() <= texts[1].rect.y);
}

TEST_CASE("only open comments are counted, each where it belongs") {
    MapBuilder on;
    const StageId stage = on.stage("Choose");
    const LaneId lane = on.lane(LaneKind::Actions);
    const Card card = on.card(lane, stage, "Reads the labels");
    const NoteId note = on.note(40, 400, "Ask the baker");
    CHECK(regionsOf(on.layout(), RegionKind::CommentBadge).empty());
    comment(on, 901, card.id);
    comment(on, 902, card.id);
    comment(on, 903, card.id, true);
    comment(on, 904, stage, true);
    for (const auto& [id, about] :
         {std::pair{905u, ElementId(lane)}, {906u, ElementId(note)}, {907u, ElementId{}}})
        comment(on, id, about);
    const DisplayList list = on.layout();
    CHECK(brokenRules(list) == std::vector<std::string>{});
    CHECK(regionOf(list, RegionKind::CommentBadge, card.id).tooltip == "2 open comments");
    CHECK(regionOf(list, RegionKind::CommentBadge, lane).tooltip == "1 open comment");
    CHECK(regionOf(list, RegionKind::CommentBadge, note).tooltip == "1 open comment");
    CHECK(regionOf(list, RegionKind::CommentBadge, on.map).tooltip == "1 open comment");
    CHECK(regionsOf(list, RegionKind::CommentBadge).size() == 4);
}

TEST_CASE("tags wear their colours, and more of them than fit go to the next row") {
    MapBuilder on;
    const StageId stage = on.stage("Pay");
    Card card = on.card(on.lane(LaneKind::Text), stage, "Terminal");
    on.project = addTag(on.project, TagId{801}, "slow");
    Tag tag = *on.project.tags.find(TagId{801});
    tag.colour = 3;
    on.project = put(on.project, tag);
    card.tags = {"slow", "unlisted", "new this year", "long enough for a row"};
    card.owner = "Ada";
    on.project = put(on.project, card);
    const DisplayList list = on.layout(shown());
    CHECK(brokenRules(list) == std::vector<std::string>{});
    std::vector<Box> chips = shapesOf<Box>(list, card.id);
    chips.erase(chips.begin()); // the card itself
    REQUIRE(chips.size() == 4);
    CHECK(chips[0].fill == Paint{Colour::StageGround, 3});
    CHECK(chips[1].fill == Paint{Colour::Panel});
    CHECK(chips[3].rect.y > chips[0].rect.y);
    const RectF rect = regionOf(list, RegionKind::Card, card.id).rect;
    for (const Box& chip : chips) {
        CHECK(chip.rect.right() <= rect.right());
        CHECK(chip.rect.bottom() <= rect.bottom());
    }
    CHECK(says(list, "Ada", card.id));
}

TEST_CASE("a stage with a detail map opens it, and that map leads back") {
    MapBuilder on;
    const StageId stage = on.stage("Pay");
    on.lane(LaneKind::Actions);
    const MapId detail{777};
    on.project = addMap(on.project, detail, "Pay, closer", MapKind::Current, true);
    CHECK(regionsOf(on.layout(), RegionKind::MapLink).empty());
    Stage linked = *on.project.stages.find(stage);
    linked.detail = detail;
    on.project = put(on.project, linked);
    const Region open = regionOf(on.layout(), RegionKind::MapLink, stage);
    CHECK(open.second == ElementId(detail));
    CHECK(open.tooltip.find("Pay, closer") != std::string::npos);
    const DisplayList closer =
        layoutMap(on.project, detail, nullptr, FixedMeasurer(), EnglishPhrases(), LayoutOptions{});
    CHECK(regionOf(closer, RegionKind::MapLink, detail).second == ElementId(on.map));
    CHECK(brokenRules(closer) == std::vector<std::string>{});
}

TEST_CASE("curves of several people differ by dashes and markers, not by colour alone") {
    MapBuilder on;
    const StageId first = on.stage("Hear"), second = on.stage("Choose");
    on.lane(LaneKind::Emotion);
    std::vector<PersonaId> people;
    for (const char* name : {"Ada", "Tom", "Mia"}) {
        people.push_back(on.persona(name, 0)); // all of one colour
        on.emotion(people.back(), first, static_cast<double>(people.size()) - 2);
        on.emotion(people.back(), second, 1);
    }
    const DisplayList list = on.layout(shown());
    std::vector<std::pair<bool, int>> dashes;
    for (const PersonaId person : people) {
        const auto paths = shapesOf<Path>(list, person);
        REQUIRE(!paths.empty());
        dashes.emplace_back(paths[0].dashed, paths[0].pattern);
    }
    CHECK(dashes[0].first == false);
    CHECK(dashes[1] == std::pair(true, 0));
    CHECK(dashes[2] == std::pair(true, 1));
    for (const char* name : {"Ada", "Tom", "Mia"})
        CHECK(says(list, name));
}

TEST_CASE("the legend names what is used and nothing else") {
    MapBuilder on;
    const StageId stage = on.stage("Pay");
    Card card = on.card(on.lane(LaneKind::Touchpoints), stage, "Terminal");
    on.project = addTag(on.project, TagId{801}, "slow");
    on.project = addTag(on.project, TagId{802}, "never used");
    CHECK_FALSE(says(on.layout(shown()), "Point of sale"));
    card.channel = Channel::PointOfSale;
    card.momentOfTruth = true;
    card.tags = {"slow"};
    on.project = put(on.project, card);
    const DisplayList list = on.layout(shown());
    CHECK(says(list, "Point of sale"));
    CHECK(says(list, "Moment of truth"));
    CHECK(regionOf(list, RegionKind::Legend, TagId{801}).rect.height > 0);
    CHECK_FALSE(says(list, "Backstage"));
    CHECK_FALSE(says(list, "Website"));
    CHECK_FALSE(says(list, "never used"));
}

TEST_CASE("a day's stages stand round the clock at the hours they begin with") {
    MapBuilder on;
    Map map = on.mapElement();
    map.kind = MapKind::DayInTheLife;
    on.put(map);
    const StageId morning = on.stage("6:00 Wake up"), noon = on.stage("12:00 Eat"),
                  evening = on.stage("18:00 Rest");
    on.card(on.lane(LaneKind::Actions), noon, "Eats a sandwich");
    for (const bool mirrored : {false, true}) {
        LayoutOptions options = shown();
        options.rightToLeft = mirrored;
        const DisplayList list = on.layout(options);
        CHECK(brokenRules(list) == std::vector<std::string>{});
        CHECK(says(list, "06:00"));
        // Each part's middle: 9:00 is right of and below the centre, 15:00 left and below, 0:00 on
        // top; a clock goes the same way round in every script.
        const auto middle = [&](StageId stage) {
            for (const Region& region : regionsOf(list, RegionKind::DaySector))
                if (region.element == ElementId(stage) && region.rect.width == 24)
                    return region.rect.centre();
            FAIL("no sector");
            return PointF{};
        };
        const PointF a = middle(morning), b = middle(noon), c = middle(evening);
        CHECK(a.x > b.x);
        CHECK(a.y == Approx(b.y));
        CHECK(c.y < a.y);
        CHECK(c.x == Approx((a.x + b.x) / 2));
    }
}

TEST_CASE("a day without hours is parted equally and shows none") {
    MapBuilder on;
    Map map = on.mapElement();
    map.kind = MapKind::DayInTheLife;
    on.put(map);
    for (const char* title : {"Wake up", "Eat", "Rest", "Sleep"})
        on.stage(title);
    on.lane(LaneKind::Actions);
    const DisplayList list = on.layout(shown());
    CHECK(brokenRules(list) == std::vector<std::string>{});
    CHECK_FALSE(says(list, "06:00"));
    CHECK(regionsOf(list, RegionKind::DaySector).size() == 8); // a part and a callout each
}

TEST_CASE("the strip of ideas names itself and waits for notes only while there are any") {
    MapBuilder on;
    on.stage("Pay");
    on.lane(LaneKind::Actions);
    CHECK(regionsOf(on.layout(), RegionKind::Parked).empty());
    on.note(40, 300, "Ask the baker");
    CHECK(regionsOf(on.layout(), RegionKind::Parked).size() == 1);
    CHECK(regionsOf(on.layout(shown()), RegionKind::Parked).empty());
    const NoteId parked = on.note(0, 0, "Sundays", true);
    const DisplayList list = on.layout(shown());
    const auto strips = regionsOf(list, RegionKind::Parked);
    REQUIRE(strips.size() == 1);
    CHECK(strips[0].rect.contains(regionOf(list, RegionKind::Note, parked).rect.centre()));
    CHECK(brokenRules(list) == std::vector<std::string>{});
}

TEST_CASE("a comparison shows both maps and marks with a word what differs") {
    MapBuilder on;
    const StageId stage = on.stage("Pay");
    const LaneId lane = on.lane(LaneKind::Actions);
    const Card stays = on.card(lane, stage, "Stays"), goes = on.card(lane, stage, "Goes");
    const MapId future{555};
    on.project = addFutureOf(on.project, on.map, future, "Tomorrow");
    const auto same =
        layoutComparison(on.project, on.map, future, FixedMeasurer(), EnglishPhrases());
    CHECK(says(same, "no differences"));
    for (const Card* card : cardsOf(on.project, future))
        if (card->text == "Goes") {
            const ElementId gone = card->id;
            on.project = removeElements(on.project, {&gone, 1});
            break;
        }
    const auto list =
        layoutComparison(on.project, on.map, future, FixedMeasurer(), EnglishPhrases());
    CHECK(says(list, "\u2212 removed", goes.id));
    CHECK_FALSE(says(list, "\u2212 removed", stays.id));
    CHECK(std::is_sorted(list.items.begin(), list.items.end(),
                         [](const Item& a, const Item& b) { return a.z < b.z; }));
    CHECK(std::all_of(list.items.begin(), list.items.end(),
                      [](const Item& item) { return item.layer == Layer::Scroll; }));
    CHECK(layoutComparison(on.project, on.map, MapId{1234}, FixedMeasurer(), EnglishPhrases())
              .size.width == 0);
}

TEST_CASE("the word that marks a difference lies on no other words") {
    const bool mirrored = GENERATE(false, true);
    MapBuilder on;
    const StageId stage = on.stage("Pay"), next = on.stage("Wait");
    const LaneId thoughts = on.lane(LaneKind::Thoughts), doing = on.lane(LaneKind::Actions);
    for (const StageId where : {stage, next})
        for (const char* text : {"Is it safe?", "Is it safe to pay here at night?", "Why?"}) {
            on.card(thoughts, where, text);
            on.card(doing, where, text);
        }
    const MapId future{555};
    on.project = addFutureOf(on.project, on.map, future, "Tomorrow");
    for (const Card* card : cardsOf(on.project, future)) {
        const ElementId gone = card->id;
        on.project = removeElements(on.project, {&gone, 1});
    }
    LayoutOptions options;
    options.rightToLeft = mirrored;
    const DisplayList list =
        layoutComparison(on.project, on.map, future, FixedMeasurer(), EnglishPhrases(), options);
    std::vector<RectF> plates, words;
    for (const Item& item : list.items)
        if (const Text* text = std::get_if<Text>(&item.shape))
            for (const TextLine& line : text->lines) {
                // From the height of a capital to the foot of a g.
                const double em = styleOf(text->role).pixelSize;
                const RectF rect{line.x, line.baseline - 0.7 * em, line.width, 0.9 * em};
                const bool plate = item.element && line.text == "\u2212 removed";
                (plate ? plates : words).push_back(rect);
            }
    CHECK(plates.size() == 12);
    for (const RectF& plate : plates)
        for (const RectF& word : words)
            CHECK_FALSE((plate.x < word.right() && word.x < plate.right() &&
                         plate.y < word.bottom() && word.y < plate.bottom()));
}

TEST_CASE("the words of a connector stand on its line and cover no card") {
    MapBuilder on;
    const StageId stages[] = {on.stage("Find"), on.stage("Pay"), on.stage("Use")};
    const LaneId lanes[] = {on.lane(LaneKind::Actions), on.lane(LaneKind::Touchpoints),
                            on.lane(LaneKind::Actions)};
    std::vector<Card> cards;
    for (const LaneId lane : lanes)
        for (const StageId stage : stages)
            for (int i = 0; i < 2; ++i)
                cards.push_back(on.card(lane, stage, "Does something"));
    std::uint64_t next = 7000;
    const auto from = GENERATE(range(0, 18));
    for (std::size_t to = 0; to < cards.size(); ++to) {
        const Card &a = cards[static_cast<std::size_t>(from)], &b = cards[to];
        const bool sameRow = a.lane == b.lane; // its line leaves the row only between columns
        if (a.id == b.id || sameRow)
            continue;
        const LinkId id{++next};
        Project linked = addLink(on.project, id, a.id, b.id, LinkKind::Leads);
        Link named = *linked.links.find(id);
        named.text = "perhaps";
        linked = put(std::move(linked), std::move(named));
        const DisplayList list =
            layoutMap(linked, on.map, nullptr, FixedMeasurer(), EnglishPhrases(), {});
        const std::vector<Text> words = shapesOf<Text>(list, id);
        const std::vector<Path> lines = shapesOf<Path>(list, id);
        REQUIRE(words.size() == 1);
        REQUIRE(lines.size() == 1);
        const RectF& rect = words[0].rect;
        CHECK(rect.bottom() > lines[0].bounds.y);
        CHECK(rect.y < lines[0].bounds.bottom());
        for (const Region& card : regionsOf(list, RegionKind::Card))
            CHECK_FALSE((card.rect.x < rect.right() && rect.x < card.rect.right() &&
                         card.rect.y < rect.bottom() - 1 && rect.y < card.rect.bottom() - 1));
    }
}
